//! What stands after an edition.

use std::collections::BTreeMap;

use crate::edition::{Change, EditionNumber};
use crate::record::ListId;
use crate::value::district::Slug;

use super::{Archive, FrozenEdition, FrozenList, FrozenNotice, place_after};

/// What stands after an edition: the newest revision of everything that was not taken out of force. Rows that left
/// since are gone from here, too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InForce<'a> {
    /// Lists by id.
    pub lists: BTreeMap<ListId, FrozenList<'a>>,
    /// Notices by id.
    pub notices: BTreeMap<Slug, FrozenNotice<'a>>,
}

impl<'a> InForce<'a> {
    /// Goes on by one edition.
    fn advance(&mut self, edition: &'a FrozenEdition) {
        let withdrawn = |change| change == Change::Withdrawn;
        let entries = edition.edition();
        entries.lists.iter().filter(|entry| withdrawn(entry.change)).for_each(|entry| {
            self.lists.remove(&entry.id);
        });
        entries.notices.iter().filter(|entry| withdrawn(entry.change)).for_each(|entry| {
            self.notices.remove(&entry.id);
        });
        self.lists.extend(edition.lists().map(|list| (list.entry.id.clone(), list)));
        self.notices.extend(edition.notices().map(|notice| (notice.entry.id.clone(), notice)));
    }
}

impl Archive {
    /// What stood after an edition; editions after the newest change nothing.
    pub fn in_force(&self, at: EditionNumber) -> InForce<'_> {
        let known = place_after(at).min(self.known);
        let lists = self.index.lists(known).filter_map(|(id, steps)| Some((id.clone(), self.list_of(*steps.last()?)?)));
        let notices =
            self.index.notices(known).filter_map(|(id, steps)| Some((id.clone(), self.notice_of(*steps.last()?)?)));
        InForce { lists: lists.collect(), notices: notices.collect() }
    }

    /// What stands now; nothing before the first edition.
    pub fn in_force_now(&self) -> InForce<'_> {
        self.in_force(self.next_number())
    }

    /// What stood after each edition, one after the other.
    pub fn replay(&self) -> Replay<'_> {
        Replay { rest: self.editions().iter(), in_force: InForce::default() }
    }
}

/// The editions, oldest first, each with what stood after it: what one changed is all that is looked at for it.
#[derive(Debug, Clone)]
pub struct Replay<'a> {
    rest: std::slice::Iter<'a, FrozenEdition>,
    in_force: InForce<'a>,
}

impl<'a> Replay<'a> {
    /// The next edition, and what stood after it. No iterator can lend, so it is asked for in a `while let`.
    pub fn step(&mut self) -> Option<(&'a FrozenEdition, &InForce<'a>)> {
        let edition = self.rest.next()?;
        self.in_force.advance(edition);
        Some((edition, &self.in_force))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::sample;
    use crate::edition::withdrawal::Reason;

    #[test]
    fn a_replay_says_what_each_edition_left_standing() {
        let before = sample::archive();
        let draft = sample::withdrawn(&before, "2021-07-01", Reason::Order, &[("subsidies/2021-03/taishan", 2)]);
        let archive = before.with(draft.frozen().clone());
        let (mut replay, mut seen) = (archive.replay(), 0);
        while let Some((edition, in_force)) = replay.step() {
            assert_eq!(*in_force, archive.in_force(edition.number()));
            assert_eq!(*in_force, archive.clone().up_to(Some(edition.number())).in_force_now());
            seen += 1;
        }
        assert_eq!((seen, archive.editions().len()), (4, 4));
        assert_eq!(archive.in_force(EditionNumber::new(9).unwrap()), archive.in_force_now());
    }
}
