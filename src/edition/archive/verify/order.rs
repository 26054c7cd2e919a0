//! Whether the entries of all editions tell one story: added before corrected, revisions without a gap.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Report};
use crate::edition::bag::EDITION_JSON;
use crate::edition::withdrawal::Withdrawal;
use crate::edition::{Change, ListEntry, NoticeEntry, Revision};
use crate::record::ListId;
use crate::value::digest::Digest;

use super::{path_in, violation};
use crate::edition::archive::{FrozenEdition, numbered};

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
                report.push(violation(Code::Archive, path_in(&edition.number.to_string(), EDITION_JSON), message));
            }
            newest.insert(step.name.clone(), step);
        }
    }
}

/// Reports every withdrawal of something that was not there, and every list that went out of force otherwise.
pub(super) fn what_left_was_there(editions: &[FrozenEdition], report: &mut Report) {
    let mut gone: BTreeSet<(&ListId, Revision)> = BTreeSet::new();
    let mut in_force: BTreeMap<&ListId, Revision> = BTreeMap::new();
    for frozen in editions {
        let edition = frozen.edition();
        let place = |report: &mut Report, message: String| {
            report.push(violation(Code::Archive, path_in(&edition.number.to_string(), EDITION_JSON), message));
        };
        if !edition.withdrawals.is_sorted_by(|a, b| (&a.list, a.revision) < (&b.list, b.revision)) {
            place(report, format!("第 {} 版撤下的内容重复或未按编号排列。", edition.number));
        }
        let mut out_of_force: BTreeSet<&ListId> = BTreeSet::new();
        for left in &edition.withdrawals {
            let was_there = published_in(editions, left).is_some_and(|from| {
                from.number() < edition.number && from.edition().lists.iter().any(|entry| is_of(left, entry))
            });
            if !was_there || !gone.insert((&left.list, left.revision)) {
                let message =
                    format!("第 {} 版撤下的 {} {} 与前面各版对不上。", edition.number, left.list, left.revision);
                place(report, message);
            }
            if !left.reason.keeps_in_force() && in_force.get(&left.list) == Some(&left.revision) {
                out_of_force.insert(&left.list);
            }
        }
        let withdrawn = edition.lists.iter().filter(|entry| entry.change == Change::Withdrawn);
        if !withdrawn.map(|entry| &entry.id).eq(out_of_force.iter().copied()) {
            place(report, format!("第 {} 版里不再有效的清单与撤下的内容对不上。", edition.number));
        }
        for entry in &edition.lists {
            match entry.change {
                Change::Withdrawn => drop(in_force.remove(&entry.id)),
                _ => drop(in_force.insert(&entry.id, entry.revision)),
            }
        }
    }
}

/// The edition that froze what left: at its place, unless numbers have a gap.
fn published_in<'a>(editions: &'a [FrozenEdition], left: &Withdrawal) -> Option<&'a FrozenEdition> {
    let number = left.published_in;
    numbered(editions, number).or_else(|| editions.iter().find(|from| from.number() == number))
}

/// Whether an entry is the one whose rows left.
fn is_of(left: &Withdrawal, entry: &ListEntry) -> bool {
    entry.change != Change::Withdrawn
        && (&entry.id, entry.revision, entry.sha256, entry.rows) == (&left.list, left.revision, left.sha256, left.rows)
}
