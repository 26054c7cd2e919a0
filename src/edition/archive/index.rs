//! Where each list and notice is among thousands of editions: looked up once.

use std::collections::BTreeMap;

use crate::edition::{Change, Edition};
use crate::record::ListId;
use crate::value::district::Slug;

use super::{Archive, FrozenEdition, FrozenList, FrozenNotice};

/// One entry of one edition, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    edition: usize,
    entry: usize,
}

/// Every entry of every list and notice, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Index {
    lists: BTreeMap<ListId, Vec<Step>>,
    notices: BTreeMap<Slug, Vec<Step>>,
}

impl Index {
    pub(super) fn of(editions: &[FrozenEdition]) -> Self {
        let mut index = Self::default();
        editions.iter().enumerate().for_each(|(at, edition)| index.add(at, edition.edition()));
        index
    }

    /// Adds the entries of the edition at a place after all others.
    pub(super) fn add(&mut self, edition: usize, said: &Edition) {
        for (entry, list) in said.lists.iter().enumerate() {
            self.lists.entry(list.id.clone()).or_default().push(Step { edition, entry });
        }
        for (entry, notice) in said.notices.iter().enumerate() {
            self.notices.entry(notice.id.clone()).or_default().push(Step { edition, entry });
        }
    }

    /// The lists that the first editions know, by id, each with its entries.
    pub(super) fn lists(&self, known: usize) -> impl Iterator<Item = (&ListId, &[Step])> {
        among(&self.lists, known)
    }

    /// The notices that the first editions know, by id, each with its entries.
    pub(super) fn notices(&self, known: usize) -> impl Iterator<Item = (&Slug, &[Step])> {
        among(&self.notices, known)
    }

    /// The entries of a list in the first editions.
    pub(super) fn list(&self, id: &ListId, known: usize) -> impl Iterator<Item = Step> {
        self.lists.get(id).map_or(&[][..], |steps| until(steps, known)).iter().copied()
    }

    /// The entries of a notice in the first editions.
    pub(super) fn notice(&self, id: &Slug, known: usize) -> impl Iterator<Item = Step> {
        self.notices.get(id).map_or(&[][..], |steps| until(steps, known)).iter().copied()
    }
}

fn among<K>(all: &BTreeMap<K, Vec<Step>>, known: usize) -> impl Iterator<Item = (&K, &[Step])> {
    all.iter().map(move |(id, steps)| (id, until(steps, known))).filter(|(_, steps)| !steps.is_empty())
}

fn until(steps: &[Step], known: usize) -> &[Step] {
    &steps[..steps.partition_point(|step| step.edition < known)]
}

impl Archive {
    /// The list that an entry froze; none where it says that the list is no longer in force.
    pub(super) fn list_of(&self, step: Step) -> Option<FrozenList<'_>> {
        let edition = self.all.get(step.edition)?;
        edition.list(edition.edition().lists.get(step.entry)?)
    }

    /// The newest edition that took a list out of force; none if it never was.
    pub fn list_withdrawn_by(&self, id: &ListId) -> Option<&FrozenEdition> {
        let change = |edition: &Edition, entry: usize| edition.lists.get(entry).map(|list| list.change);
        self.withdrawn_by(self.index.list(id, self.known), change)
    }

    /// The newest edition that took a notice out of force; none if it never was.
    pub fn notice_withdrawn_by(&self, id: &Slug) -> Option<&FrozenEdition> {
        let change = |edition: &Edition, entry: usize| edition.notices.get(entry).map(|notice| notice.change);
        self.withdrawn_by(self.index.notice(id, self.known), change)
    }

    fn withdrawn_by(
        &self,
        steps: impl Iterator<Item = Step>,
        change: impl Fn(&Edition, usize) -> Option<Change>,
    ) -> Option<&FrozenEdition> {
        let withdrew = |step: Step| {
            let edition = self.all.get(step.edition)?;
            (change(edition.edition(), step.entry)? == Change::Withdrawn).then_some(edition)
        };
        steps.filter_map(withdrew).last()
    }

    /// The notice that an entry froze.
    pub(super) fn notice_of(&self, step: Step) -> Option<FrozenNotice<'_>> {
        let edition = self.all.get(step.edition)?;
        edition.notice(edition.edition().notices.get(step.entry)?)
    }
}
