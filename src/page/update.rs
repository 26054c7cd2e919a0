//! What each edition did, as lines: 最近更新 and the page of an edition.

use crate::edition::archive::FrozenEdition;
use crate::edition::withdrawal::Withdrawal;
use crate::edition::{Change, ListEntry, NoticeEntry, Revision};
use crate::output::SitePath;
use crate::record::ListId;

use super::basis::Basis;
use super::rows::counted;
use super::view::Tag;
use super::view::overview::Update;
use super::{address, text};
use crate::edition::change::between;

/// Everything an edition did: notices, then lists, then what left; a list goes out of force by what left of it.
pub(super) fn lines(basis: &Basis<'_>, edition: &FrozenEdition, on: &SitePath) -> Vec<Update> {
    let changes = edition.edition();
    let notices = changes.notices.iter().map(|entry| of_notice(basis, edition, entry, on));
    let lists = changes.lists.iter().filter(|entry| entry.change != Change::Withdrawn);
    let lists = lists.map(|entry| of_list(basis, edition, entry, on));
    let left = changes.withdrawals.iter().map(|withdrawal| of_withdrawal(basis, edition, withdrawal, on));
    notices.chain(lists).chain(left).collect()
}

fn of_notice(basis: &Basis<'_>, edition: &FrozenEdition, entry: &NoticeEntry, on: &SitePath) -> Update {
    let title = basis.notices.get(&entry.id).map_or_else(|| entry.id.to_string(), |it| it.newest.head.title.clone());
    let standing = basis.notices.contains_key(&entry.id);
    Update {
        date: edition.date().to_string(),
        edition: edition.number().to_string(),
        tag: tag(entry.change),
        title,
        href: standing.then(|| on.link_to(&address::notice(&entry.id))),
        detail: format!("公示正文 {}", entry.revision),
    }
}

fn of_list(basis: &Basis<'_>, edition: &FrozenEdition, entry: &ListEntry, on: &SitePath) -> Update {
    let page = address::revision_page(&entry.id, entry.revision, 1);
    Update {
        date: edition.date().to_string(),
        edition: edition.number().to_string(),
        tag: tag(entry.change),
        title: basis.list_title(&entry.id),
        href: Some(on.link_to(&page)),
        detail: format!("{}，{}", entry.revision, detail(basis, entry)),
    }
}

/// Rows that left: their page stays and says so.
fn of_withdrawal(basis: &Basis<'_>, edition: &FrozenEdition, withdrawal: &Withdrawal, on: &SitePath) -> Update {
    let Withdrawal { list, revision, rows, reason, .. } = withdrawal;
    let note = withdrawal.note.as_ref().map_or_else(String::new, |note| format!("，{note}"));
    Update {
        date: edition.date().to_string(),
        edition: edition.number().to_string(),
        tag: tag(Change::Withdrawn),
        title: basis.list_title(list),
        href: Some(on.link_to(&address::revision_page(list, *revision, 1))),
        detail: format!("{revision}，{} 行，{}{note}", text::grouped(*rows), reason.in_words()),
    }
}

/// Counts of a list, and of what changed in it.
fn detail(basis: &Basis<'_>, entry: &ListEntry) -> String {
    let rows = format!("{} 行", text::grouped(entry.rows));
    match changes(basis, &entry.id, entry.revision) {
        Some(changes) => format!("{rows}；{changes}"),
        None => rows,
    }
}

/// What changed between a revision and the one before it.
fn changes(basis: &Basis<'_>, id: &ListId, revision: Revision) -> Option<String> {
    let all = basis.lists.get(id)?;
    let new = all.iter().find(|list| list.entry.revision == revision)?;
    if let Some(gist) = basis.gist(new) {
        return gist.changes.clone();
    }
    let old = all.iter().rev().find(|list| list.entry.revision < revision)?;
    Some(counted(&between(&old.held()?.list(), &new.held()?.list())))
}

/// What happened, as a tag.
pub(super) fn tag(change: Change) -> Tag {
    let (label, class) = match change {
        Change::Added => ("新增", "added"),
        Change::Corrected => ("更正", "changed"),
        Change::Withdrawn => ("撤下", "withdrawn"),
    };
    Tag { label: label.to_owned(), class: class.to_owned(), detail: String::new() }
}
