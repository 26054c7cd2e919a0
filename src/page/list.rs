//! What pages of payments and of catalogues say alike of a list: revisions, counts, supersession.

use crate::edition::archive::FrozenList;
use crate::output::SitePath;
use crate::value::money::Fen;

use super::basis::Basis;
use super::view::subsidy::{RevisionLine, Tombstone};
use super::view::{Fact, Link, Tag};
use super::{address, text};

/// Where a revision stands among its list's revisions.
pub(super) enum Standing<'a> {
    /// 现行
    Current,
    /// 已被取代: by the revision in force.
    Superseded(FrozenList<'a>),
    /// 已撤下: nothing of the list is in force.
    Withdrawn,
}

impl<'a> Standing<'a> {
    pub(super) fn of(basis: &Basis<'a>, list: &FrozenList<'a>) -> Self {
        match basis.in_force.lists.get(&list.entry.id) {
            None => Self::Withdrawn,
            Some(current) if current.entry.revision == list.entry.revision => Self::Current,
            Some(current) => Self::Superseded(*current),
        }
    }

    fn tag(&self) -> Tag {
        let (label, class) = match self {
            Self::Current => ("现行", "open"),
            Self::Superseded(_) => ("已被取代", "closed"),
            Self::Withdrawn => ("已撤下", "withdrawn"),
        };
        Tag { label: label.to_owned(), class: class.to_owned(), detail: String::new() }
    }

    /// The link to the revision that took this one's place.
    pub(super) fn superseded(&self, on: &SitePath) -> Option<Link> {
        let Self::Superseded(current) = self else { return None };
        let entry = current.entry;
        let href = on.link_to(&address::revision_page(&entry.id, entry.revision, 1));
        let label = format!("{}（第{}版，{} 发布）", entry.revision, current.edition, current.published_on);
        Some(Link { label, href })
    }

    /// What to say of a list of which nothing is in force.
    pub(super) fn withdrawn(&self) -> Option<String> {
        matches!(self, Self::Withdrawn).then(|| "这份清单已经撤下，不再有效。".to_owned())
    }
}

/// What stands where the rows stood.
pub(super) const NO_ROWS: &str = "各行已经撤下，不再展示和提供下载。";

/// What to say of a revision whose rows left; none for others. The withdrawing edition has no page on the site of a day
/// before it.
pub(super) fn left(basis: &Basis<'_>, list: &FrozenList<'_>, on: &SitePath) -> Option<Tombstone> {
    let tombstone = list.tombstone()?;
    let by = basis.archive.edition(tombstone.by);
    let stays = match Standing::of(basis, list) {
        Standing::Current => "人数、金额合计仍然有效，校验值保留",
        Standing::Superseded(_) => "行数、合计和校验值保留",
        Standing::Withdrawn => "这份清单不再有效，行数、合计和校验值保留",
    };
    Some(Tombstone {
        edition: format!("第 {} 版", tombstone.by),
        href: by.map(|by| on.link_to(&address::edition(by.number()))),
        date: tombstone.on.to_string(),
        reason: tombstone.withdrawal.reason.in_words().to_owned(),
        note: tombstone.withdrawal.note.clone(),
        explanation: format!("各行和下载文件已经删去；{stays}，可以用来核对当时存档的清单。"),
    })
}

/// The tag of a revision: one whose rows left says so, whatever is in force.
fn tag(basis: &Basis<'_>, list: &FrozenList<'_>) -> Tag {
    match list.tombstone() {
        None => Standing::of(basis, list).tag(),
        Some(tombstone) => {
            Tag { detail: tombstone.withdrawal.reason.in_words().to_owned(), ..Standing::Withdrawn.tag() }
        }
    }
}

/// All revisions of a list, newest first.
pub(super) fn revisions(basis: &Basis<'_>, list: &FrozenList<'_>, on: &SitePath) -> Vec<RevisionLine> {
    let all = basis.lists.get(&list.entry.id).map_or(&[][..], Vec::as_slice);
    let line = |list: &FrozenList<'_>| {
        let entry = list.entry;
        let page = address::revision_page(&entry.id, entry.revision, 1);
        RevisionLine {
            revision: entry.revision.to_string(),
            href: (page != *on).then(|| on.link_to(&page)),
            edition: list.edition.to_string(),
            edition_href: on.link_to(&address::edition(list.edition)),
            published: list.published_on.to_string(),
            tag: tag(basis, list),
            rows: text::grouped(entry.rows),
            sha256: entry.sha256.to_string(),
        }
    };
    all.iter().rev().map(line).collect()
}

/// Rows, person-times and yuan of a list.
pub(super) fn facts(list: &FrozenList<'_>) -> Vec<Fact> {
    let entry = list.entry;
    let mut facts = vec![Fact::new("行数", format!("{} 行", text::grouped(entry.rows)))];
    facts.extend(entry.persons.map(|persons| Fact::new("人次", format!("{} 人次", text::grouped(persons)))));
    let yuan = |fen| Fact::new("金额合计", format!("{} 元", text::yuan(Fen::new(fen))));
    facts.extend(entry.amount_fen.map(yuan));
    facts
}

/// The revision before one.
pub(super) fn previous<'a>(basis: &Basis<'a>, list: &FrozenList<'a>) -> Option<FrozenList<'a>> {
    let all = basis.lists.get(&list.entry.id)?;
    all.iter().rev().find(|other| other.entry.revision < list.entry.revision).copied()
}

/// The sum of person-times and yuan over lists.
pub(super) fn sums<'l, 'a: 'l>(lists: impl Iterator<Item = &'l FrozenList<'a>>) -> (u64, Fen) {
    lists.fold((0, Fen::default()), |(persons, amount), list| {
        let more = Fen::new(list.entry.amount_fen.unwrap_or(0));
        (persons + list.entry.persons.unwrap_or(0), amount + more)
    })
}
