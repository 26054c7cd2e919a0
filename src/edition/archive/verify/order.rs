//! Whether the entries of all editions tell one story: added before corrected, revisions without a gap.

use std::collections::BTreeMap;

use crate::diagnostic::Report;
use crate::edition::bag::EDITION_JSON;
use crate::edition::{Change, ListEntry, NoticeEntry, Revision};
use crate::value::digest::Digest;

use super::super::FrozenEdition;
use super::{path_in, violation};

/// One entry, of a list or a notice.
struct Step {
    name: String,
    change: Change,
    revision: Revision,
    digest: Digest,
}

impl From<&ListEntry> for Step {
    fn from(entry: &ListEntry) -> Self {
        Self { name: entry.id.to_string(), change: entry.change, revision: entry.revision, digest: entry.sha256 }
    }
}

impl From<&NoticeEntry> for Step {
    fn from(entry: &NoticeEntry) -> Self {
        Self {
            name: format!("notices/{}", entry.id),
            change: entry.change,
            revision: entry.revision,
            digest: entry.sha256,
        }
    }
}

impl Step {
    /// Whether it may come after the newest step of the same list or notice.
    fn follows(&self, newest: Option<&Self>) -> bool {
        let next = newest.map_or(Revision::FIRST, |newest| newest.revision.next());
        let in_force = newest.filter(|newest| newest.change != Change::Withdrawn);
        match (self.change, in_force) {
            (Change::Added, None) => self.revision == next,
            (Change::Corrected, Some(old)) => self.revision == next && self.digest != old.digest,
            (Change::Withdrawn, Some(old)) => self.revision == old.revision && self.digest == old.digest,
            _ => false,
        }
    }
}

/// Reports every entry that cannot follow from the editions before it.
pub(super) fn entries_follow_each_other(editions: &[FrozenEdition], report: &mut Report) {
    let mut newest: BTreeMap<String, Step> = BTreeMap::new();
    for frozen in editions {
        let edition = frozen.edition();
        let lists = edition.lists.iter().map(Step::from);
        for step in lists.chain(edition.notices.iter().map(Step::from)) {
            if !step.follows(newest.get(&step.name)) {
                let message =
                    format!("第 {} 版里 {} 的修订 {} 与前面各版对不上。", edition.number, step.name, step.revision);
                report.push(violation(path_in(edition.number, EDITION_JSON), message));
            }
            newest.insert(step.name.clone(), step);
        }
    }
}
