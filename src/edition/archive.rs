//! All editions ever published, verified. What is in force follows by replaying them in order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::record::ListId;
use crate::value::digest::Fingerprint;
use crate::value::district::Slug;
use crate::value::mask::IdMask;

use super::EditionNumber;
use super::withdrawal::Tombstone;

mod frozen;
mod in_force;
mod index;
mod load;
mod read;
mod revision;
mod stored;
mod unfinished;
mod verify;

pub use frozen::FrozenEdition;
pub use in_force::{InForce, Replay};
pub(super) use load::Newcomer;
pub use revision::{Content, FrozenList, FrozenNotice, Held, Kept};
pub use stored::{Lost, Stored};
pub use unfinished::Unfinished;
pub(super) use unfinished::staging;

use index::Index;

/// Where the editions are, from the site's root.
pub const EDITIONS: &str = "content/editions";

/// All editions ever published, oldest first, numbered from 1 without a gap. A copy costs nothing: nothing in it ever
/// changes but by one more edition.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    all: Arc<Vec<FrozenEdition>>,
    /// Where each list and notice is in all of them.
    index: Arc<Index>,
    /// How many of them are known: an archive as it stood earlier ends before the newest.
    known: usize,
}

impl PartialEq for Archive {
    fn eq(&self, other: &Self) -> bool {
        self.editions() == other.editions()
    }
}

impl Eq for Archive {}

impl Archive {
    /// The archive of all editions.
    fn of(editions: Vec<FrozenEdition>) -> Self {
        let (index, known) = (Index::of(&editions), editions.len());
        Self { all: Arc::new(editions), index: Arc::new(index), known }
    }

    /// The archive with one more edition, which a [`Draft`](super::draft::Draft) made from it.
    #[must_use]
    pub fn with(self, edition: FrozenEdition) -> Self {
        debug_assert_eq!(edition.number(), self.next_number(), "editions are numbered without a gap");
        let lessened = self.lessened(&edition);
        let Self { mut all, mut index, known } = self;
        if known < all.len() {
            return Self::of(all.iter().take(known).cloned().collect()).with(edition);
        }
        let editions = Arc::make_mut(&mut all);
        for older in lessened {
            if let Some(place) = editions.iter_mut().find(|it| it.number() == older.number()) {
                *place = older;
            }
        }
        Arc::make_mut(&mut index).add(editions.len(), edition.edition());
        editions.push(edition);
        Self { known: editions.len(), all, index }
    }

    /// The editions from which another one takes something away, as they then are.
    pub(super) fn lessened(&self, by: &FrozenEdition) -> Vec<FrozenEdition> {
        let mut lessened: BTreeMap<EditionNumber, FrozenEdition> = BTreeMap::new();
        for withdrawal in &by.edition().withdrawals {
            let Some(from) = self.edition(withdrawal.published_in) else { continue };
            let tombstone = Tombstone { by: by.number(), on: by.date(), withdrawal: withdrawal.clone() };
            lessened.entry(from.number()).or_insert_with(|| from.clone()).let_go(tombstone);
        }
        lessened.into_values().collect()
    }

    /// All editions, oldest first.
    pub fn editions(&self) -> &[FrozenEdition] {
        &self.all[..self.known]
    }

    /// The archive as it stood at the end of a day: later editions are not yet known. What they took away is gone
    /// nevertheless.
    #[must_use]
    pub fn as_of(self, day: NaiveDate) -> Self {
        let known = self.editions().partition_point(|edition| edition.date() <= day);
        Self { known, ..self }
    }

    /// The archive as it stood after an edition: later ones are not yet known, even those of the same day.
    #[must_use]
    pub fn up_to(self, number: Option<EditionNumber>) -> Self {
        let known = number.map_or(0, |number| place_after(number).min(self.known));
        Self { known, ..self }
    }

    /// The newest edition.
    pub fn latest(&self) -> Option<&FrozenEdition> {
        self.editions().last()
    }

    /// The edition with a number.
    pub fn edition(&self, number: EditionNumber) -> Option<&FrozenEdition> {
        numbered(self.editions(), number)
    }

    /// The number of the edition that comes next.
    pub fn next_number(&self) -> EditionNumber {
        self.latest().map_or(EditionNumber::FIRST, |edition| edition.number().next())
    }

    /// The site's fingerprint (指纹): the head of the chain. None before the first edition.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.latest().map(FrozenEdition::fingerprint)
    }

    /// The log as it must be: one line an edition.
    pub fn log(&self) -> String {
        self.editions().iter().map(FrozenEdition::log_line).collect()
    }

    /// Every revision of a list, oldest first.
    pub fn revisions(&self, id: &ListId) -> Vec<FrozenList<'_>> {
        self.index.list(id, self.known).filter_map(|step| self.list_of(step)).collect()
    }

    /// Every revision of a notice, oldest first.
    pub fn notice_revisions(&self, id: &Slug) -> Vec<FrozenNotice<'_>> {
        self.index.notice(id, self.known).filter_map(|step| self.notice_of(step)).collect()
    }

    /// Every list that was ever published, sorted.
    pub fn list_ids(&self) -> BTreeSet<&ListId> {
        self.index.lists(self.known).map(|(id, _)| id).collect()
    }

    /// Every notice that was ever published, sorted.
    pub fn notice_ids(&self) -> BTreeSet<&Slug> {
        self.index.notices(self.known).map(|(id, _)| id).collect()
    }

    /// The day of the edition that first carried a notice.
    pub fn first_published_on(&self, notice: &Slug) -> Option<NaiveDate> {
        let mut steps = self.index.notice(notice, self.known);
        steps.find_map(|step| self.notice_of(step)).map(|first| first.published_on)
    }

    /// Every way in which ID numbers were ever shown: what is on the web once is taken to stay known.
    pub fn id_masks(&self) -> BTreeSet<IdMask> {
        let masks = self.editions().iter().flat_map(|edition| &edition.edition().lists);
        masks.filter_map(|entry| entry.id_mask).collect()
    }
}

/// The place after that of an edition in all editions.
fn place_after(number: EditionNumber) -> usize {
    usize::try_from(number.get()).unwrap_or(usize::MAX)
}

/// The edition with a number among all from the first.
fn numbered(editions: &[FrozenEdition], number: EditionNumber) -> Option<&FrozenEdition> {
    editions.get(place_after(number) - 1).filter(|edition| edition.number() == number)
}
