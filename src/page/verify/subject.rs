//! What a digest can belong to: every revision of every list and notice, and every edition.

use crate::edition::EditionNumber;
use crate::edition::archive::{FrozenEdition, FrozenList, FrozenNotice};
use crate::output::SitePath;
use crate::page::address;
use crate::page::basis::Basis;
use crate::page::text;
use crate::page::view::verify::{VerifiedEdition, VerifiedLine};
use crate::page::view::{Crumb, Link, Tag};

use super::standing::{By, Standing};

/// Everything that has a digest, each kind the newest first.
pub(super) struct Subjects {
    pub(super) lists: Vec<Subject>,
    pub(super) notices: Vec<Subject>,
    pub(super) editions: Vec<EditionSubject>,
}

/// A revision of a list or notice.
pub(super) struct Subject {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) page: SitePath,
    pub(super) revision: String,
    pub(super) edition: EditionNumber,
    pub(super) published: String,
    pub(super) standing: Standing,
    pub(super) rows: String,
    pub(super) sha256: String,
    pub(super) sm3: String,
    /// Its other downloads, by what they are, with their SHA-256.
    pub(super) files: Vec<(String, String)>,
}

/// An edition.
pub(super) struct EditionSubject {
    pub(super) number: EditionNumber,
    pub(super) date: String,
    pub(super) sha256: String,
    pub(super) fingerprint: String,
    /// How many editions came after it.
    pub(super) later: usize,
}

pub(super) fn all(basis: &Basis<'_>) -> Subjects {
    let mut lists: Vec<_> = basis.lists.values().flatten().collect();
    lists.sort_by(|a, b| b.edition.cmp(&a.edition).then_with(|| a.entry.id.cmp(&b.entry.id)));
    let mut notices: Vec<_> = basis.notices.values().flat_map(|history| &history.revisions).collect();
    notices.sort_by(|a, b| b.edition.cmp(&a.edition).then_with(|| a.entry.id.cmp(&b.entry.id)));
    let editions = basis.archive.editions().iter().rev().enumerate();
    Subjects {
        lists: lists.into_iter().map(|frozen| list(basis, frozen)).collect(),
        notices: notices.into_iter().map(|frozen| notice(basis, frozen)).collect(),
        editions: editions.map(|(later, edition)| EditionSubject::new(edition, later)).collect(),
    }
}

fn list(basis: &Basis<'_>, frozen: &FrozenList<'_>) -> Subject {
    let entry = frozen.entry;
    let current = basis.in_force.lists.get(&entry.id).and_then(|current| {
        let page = address::revision_page(&entry.id, current.entry.revision, 1);
        Some((current.entry.revision, basis.archive.edition(current.edition)?, page))
    });
    let gone = basis.archive.list_withdrawn_by(&entry.id).map(By::from);
    let items = basis.items(frozen);
    let others = items.iter().filter(|item| item.sha256 != entry.sha256);
    Subject {
        id: format!("{}/{}", entry.id, entry.revision).replace('/', "_"),
        title: basis.list_title(&entry.id),
        page: address::revision_page(&entry.id, entry.revision, 1),
        revision: entry.revision.to_string(),
        edition: frozen.edition,
        published: frozen.published_on.to_string(),
        standing: Standing::of(entry.revision, current, gone).without_rows(basis.archive, frozen),
        rows: text::grouped(entry.rows),
        sha256: entry.sha256.to_string(),
        sm3: entry.sm3.to_string(),
        files: others.map(|item| (item.format.label().to_owned(), item.sha256.to_string())).collect(),
    }
}

fn notice(basis: &Basis<'_>, frozen: &FrozenNotice<'_>) -> Subject {
    let entry = frozen.entry;
    let page = address::notice(&entry.id);
    let current = basis
        .in_force
        .notices
        .get(&entry.id)
        .and_then(|current| Some((current.entry.revision, basis.archive.edition(current.edition)?, page.clone())));
    let gone = basis.archive.notice_withdrawn_by(&entry.id).map(By::from);
    Subject {
        id: format!("notice_{}_{}", entry.id, entry.revision),
        title: frozen.notice().head.title,
        revision: entry.revision.to_string(),
        edition: frozen.edition,
        published: frozen.published_on.to_string(),
        standing: Standing::of(entry.revision, current, gone),
        rows: String::new(),
        sha256: entry.sha256.to_string(),
        sm3: entry.sm3.to_string(),
        files: Vec::new(),
        page,
    }
}

impl Subject {
    pub(super) fn line(&self, on: &impl Fn(&SitePath) -> String) -> VerifiedLine {
        let by = self.standing.by();
        VerifiedLine {
            id: self.id.clone(),
            title: self.title.clone(),
            href: on(&self.page),
            revision: self.revision.clone(),
            edition: Link { label: format!("第{}版", self.edition), href: on(&address::edition(self.edition)) },
            published: self.published.clone(),
            tag: self.standing.tag(),
            by: by.map(|by| Crumb { label: by.label.clone(), href: by.page.as_ref().map(on) }),
            reason: by.map_or_else(String::new, |by| by.reason.clone()),
            rows: self.rows.clone(),
            sha256: self.sha256.clone(),
            sm3: self.sm3.clone(),
        }
    }
}

impl EditionSubject {
    fn new(edition: &FrozenEdition, later: usize) -> Self {
        Self {
            number: edition.number(),
            date: edition.date().to_string(),
            sha256: edition.digest().to_string(),
            fingerprint: edition.fingerprint().to_string(),
            later,
        }
    }

    pub(super) fn line(&self, on: &impl Fn(&SitePath) -> String) -> VerifiedEdition {
        let (label, class) = if self.later == 0 { ("最新", "open") } else { ("已有新版", "closed") };
        VerifiedEdition {
            id: format!("edition_{}", self.number),
            number: self.number.to_string(),
            href: on(&address::edition(self.number)),
            date: self.date.clone(),
            sha256: self.sha256.clone(),
            fingerprint: self.fingerprint.clone(),
            tag: Tag { label: label.to_owned(), class: class.to_owned(), detail: String::new() },
        }
    }
}
