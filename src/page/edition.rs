//! Editions: what each changed, what then stood, and how to check it.

use crate::edition::archive::FrozenEdition;
use crate::edition::{Change, EditionNumber};
use crate::output::SitePath;

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::edition::{self as view, EditionLine};
use super::view::{Content, Fact, Link};
use super::{Page, address, update};

mod standings;

use standings::Standings;

pub(super) fn pages<'a>(basis: &Basis<'a>) -> Vec<Page<'a>> {
    let mut pages = vec![index(basis)];
    let mut standings = Standings::default();
    let mut replay = basis.archive.replay();
    while let Some((edition, in_force)) = replay.step() {
        standings.advance(basis, edition, in_force);
        pages.push(page(basis, edition, &standings));
    }
    pages
}

fn index<'a>(basis: &Basis<'a>) -> Page<'a> {
    let mut draft = Draft::new(basis, address::editions(), "版本记录", Section::Editions).column("信息公开目录");
    draft.description = "每次发布都编号存档，记录新增、更正和撤下的内容，并用校验值前后相连。".to_owned();
    let editions: Vec<_> =
        basis.archive.editions().iter().rev().map(|edition| edition_line(&draft.path, edition)).collect();
    draft.proof.facts = vec![Fact::new("版本", format!("{} 个", editions.len()))];
    let empty = editions.is_empty().then(|| basis.nothing_yet("已发布的版本"));
    draft.with(basis, Content::Editions(view::Editions { editions, empty }), Vec::new())
}

fn edition_line(on: &SitePath, edition: &FrozenEdition) -> EditionLine {
    EditionLine {
        number: edition.number().to_string(),
        href: on.link_to(&address::edition(edition.number())),
        date: edition.date().to_string(),
        note: edition.edition().note.clone().unwrap_or_default(),
        summary: summary(edition),
        fingerprint: edition.fingerprint().to_string(),
    }
}

/// `新增 3 份，更正 1 份`
pub(super) fn summary(edition: &FrozenEdition) -> String {
    let changes = edition.edition();
    let all: Vec<Change> = changes
        .lists
        .iter()
        .map(|list| list.change)
        .filter(|change| *change != Change::Withdrawn)
        .chain(changes.notices.iter().map(|notice| notice.change))
        .chain(changes.withdrawals.iter().map(|_| Change::Withdrawn))
        .collect();
    let part = |(change, label): (Change, &str)| {
        let count = all.iter().filter(|it| **it == change).count();
        (count > 0).then(|| format!("{label} {count} 份"))
    };
    let parts = [(Change::Added, "新增"), (Change::Corrected, "更正"), (Change::Withdrawn, "撤下")];
    parts.into_iter().filter_map(part).collect::<Vec<_>>().join("，")
}

fn page<'a>(basis: &Basis<'a>, edition: &'a FrozenEdition, standings: &Standings) -> Page<'a> {
    let number = edition.number();
    let facts = vec![Fact::new("本版变化", summary(edition))];
    let draft = Draft::new(basis, address::edition(number), format!("第{number}版"), Section::Editions)
        .column("信息公开目录")
        .below("版本记录", address::editions())
        .facts(facts)
        .changed_on(edition.date());
    let content = content(basis, &draft, edition, standings);
    draft.with(basis, Content::Edition(Box::new(content)), Vec::new())
}

fn content(basis: &Basis<'_>, draft: &Draft<'_>, edition: &FrozenEdition, standings: &Standings) -> view::Edition {
    let number = edition.number();
    let neighbour = |number: Option<u32>| {
        let other = basis.archive.edition(EditionNumber::new(number?)?)?;
        let href = draft.link(&address::edition(other.number()));
        Some(Link { label: format!("第{}版（{}）", other.number(), other.date()), href })
    };
    let before = EditionNumber::new(number.get() - 1).and_then(|before| basis.archive.edition(before));
    view::Edition {
        number: number.to_string(),
        date: edition.date().to_string(),
        note: edition.edition().note.clone(),
        changes: update::lines(basis, edition, &draft.path),
        notices: standings.notices(edition.date()),
        lists: standings.lists(edition.date()),
        over: standings.over(edition.date()),
        sha256: edition.digest().to_string(),
        chain_before: before.map_or_else(|| "0".repeat(64), |before| before.chain().to_string()),
        chain: edition.chain().to_string(),
        fingerprint: edition.fingerprint().to_string(),
        log_fields: format!("{number} {} {}", edition.date(), edition.digest()),
        previous: neighbour(number.get().checked_sub(1)),
        next: neighbour(number.get().checked_add(1)),
        facts: draft.proof.facts.clone(),
    }
}
