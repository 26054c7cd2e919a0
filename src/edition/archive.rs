//! All editions ever published, verified. What is in force follows by replaying them in order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::record::ListId;
use crate::value::digest::{Digest, Fingerprint};
use crate::value::district::Slug;
use crate::value::mask::IdMask;

use super::bag::{self, Files};
use super::log::Line;
use super::withdrawal::{Tombstone, Tombstones};
use super::{Change, Edition, EditionNumber};

mod load;
mod revision;
mod stored;
mod unfinished;
mod verify;

pub use revision::{Content, FrozenList, FrozenNotice, Held, Kept};
pub use stored::{Lost, Stored};
pub use unfinished::Unfinished;
pub(super) use unfinished::staging;

/// Where the editions are, from the site's root.
pub const EDITIONS: &str = "content/editions";

/// One edition with every file of its bag. Its bytes are what `edition.json` says, without what later editions took
/// away: they were verified, or made from it, before there was a value of this type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenEdition {
    edition: Edition,
    digest: Digest,
    chain: Digest,
    files: Files,
    left: Tombstones,
}

impl FrozenEdition {
    /// An edition from what it says and the bytes it says it of.
    pub(super) fn assemble(edition: Edition, previous: Option<Digest>, payload: Files, organization: &str) -> Self {
        let json = bag::edition_json(&edition);
        let digest = Digest::of(&json);
        let chain = Line::after(previous, edition.number, edition.date, digest).chain;
        let mut files = payload;
        files.insert(bag::EDITION_JSON.to_owned(), json);
        let mut frozen = Self { edition, digest, chain, files, left: Tombstones::new() };
        frozen.tag(&bag::one_line(organization));
        frozen
    }

    /// Makes the files around the payload anew.
    fn tag(&mut self, organization: &str) {
        let digests = bag::expected_payload(&self.edition, self.digest, &self.left);
        let octets = digests.keys().filter_map(|path| self.files.get(path)).map(|bytes| bytes.len() as u64).sum();
        self.files.extend(bag::tag_files(&self.edition, &digests, octets, organization, &self.left));
    }

    /// Lets rows go that a later edition took away: the bag is then one without them, and says so.
    fn let_go(&mut self, tombstone: Tombstone) {
        let path = tombstone.withdrawal.path();
        self.files.remove(&path);
        self.left.insert(path, tombstone);
        let info = self.files.get(bag::BAG_INFO).map_or(&[][..], Vec::as_slice);
        let organization = bag::organization(info).unwrap_or_default().to_owned();
        self.tag(&organization);
    }

    /// What later editions took away from it, by the path that the bytes had.
    pub fn left(&self) -> &BTreeMap<String, Tombstone> {
        &self.left
    }

    /// What the edition changed.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Its number.
    pub fn number(&self) -> EditionNumber {
        self.edition.number
    }

    /// The day it was published on.
    pub fn date(&self) -> NaiveDate {
        self.edition.date
    }

    /// The SHA-256 of its `edition.json`.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The digest of its log line over the line before.
    pub fn chain(&self) -> Digest {
        self.chain
    }

    /// The site's fingerprint (指纹) from this edition until the next.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.chain)
    }

    /// Every file of its bag by its path in the bag, such as `data/edition.json`.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// Its line in the log, with the LF.
    pub fn log_line(&self) -> String {
        let edition = &self.edition;
        Line { number: edition.number, date: edition.date, digest: self.digest, chain: self.chain }.to_string()
    }

    /// The lists that this edition froze, by id. An entry that says a list is no longer in force froze nothing.
    pub fn lists(&self) -> impl Iterator<Item = FrozenList<'_>> {
        self.edition.lists.iter().filter(|entry| entry.change != Change::Withdrawn).filter_map(|entry| {
            let path = entry.path();
            let content = match (self.left.get(&path), &entry.id) {
                (Some(tombstone), _) => Content::Withdrawn(tombstone),
                (None, ListId::Catalogue(..)) => Content::Held(self.files.get(&path)?),
                (None, ListId::Payments { .. }) => {
                    Content::Stored(Stored { edition: self.number(), entry, bytes: self.files.get(&path)? })
                }
            };
            Some(FrozenList { edition: self.number(), published_on: self.date(), entry, content })
        })
    }

    /// The notices that this edition froze, by id; those it withdrew have no bytes and are left out.
    pub fn notices(&self) -> impl Iterator<Item = FrozenNotice<'_>> {
        self.edition.notices.iter().filter_map(|entry| {
            let bytes = self.files.get(&entry.path())?;
            Some(FrozenNotice { edition: self.number(), published_on: self.date(), entry, bytes })
        })
    }
}

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
    pub fn advance(&mut self, edition: &'a FrozenEdition) {
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

/// All editions ever published, oldest first, numbered from 1 without a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Archive {
    editions: Vec<FrozenEdition>,
}

impl Archive {
    /// The archive with one more edition, which a [`Draft`](super::draft::Draft) made from it.
    #[must_use]
    pub fn with(mut self, edition: FrozenEdition) -> Self {
        debug_assert_eq!(edition.number(), self.next_number(), "editions are numbered without a gap");
        let (by, on) = (edition.number(), edition.date());
        for withdrawal in &edition.edition.withdrawals {
            let tombstone = Tombstone { by, on, withdrawal: withdrawal.clone() };
            if let Some(from) = self.editions.iter_mut().find(|from| from.number() == withdrawal.published_in) {
                from.let_go(tombstone);
            }
        }
        self.editions.push(edition);
        self
    }

    /// All editions, oldest first.
    pub fn editions(&self) -> &[FrozenEdition] {
        &self.editions
    }

    /// The archive as it stood at the end of a day: later editions are not yet known. What they took away is gone
    /// nevertheless.
    #[must_use]
    pub fn as_of(mut self, day: NaiveDate) -> Self {
        self.editions.retain(|edition| edition.date() <= day);
        self
    }

    /// The archive as it stood after an edition: later ones are not yet known, even those of the same day.
    #[must_use]
    pub fn up_to(mut self, number: Option<EditionNumber>) -> Self {
        self.editions.retain(|edition| number.is_some_and(|number| edition.number() <= number));
        self
    }

    /// The newest edition.
    pub fn latest(&self) -> Option<&FrozenEdition> {
        self.editions.last()
    }

    /// The edition with a number.
    pub fn edition(&self, number: EditionNumber) -> Option<&FrozenEdition> {
        let at = self.editions.binary_search_by_key(&number, FrozenEdition::number).ok()?;
        self.editions.get(at)
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
        self.editions.iter().map(FrozenEdition::log_line).collect()
    }

    /// What stood after an edition; editions after the newest change nothing.
    pub fn in_force(&self, at: EditionNumber) -> InForce<'_> {
        let mut in_force = InForce::default();
        self.editions.iter().filter(|edition| edition.number() <= at).for_each(|edition| in_force.advance(edition));
        in_force
    }

    /// What stands now; nothing before the first edition.
    pub fn in_force_now(&self) -> InForce<'_> {
        self.in_force(self.next_number())
    }

    /// Every revision of a list, oldest first.
    pub fn revisions(&self, id: &ListId) -> Vec<FrozenList<'_>> {
        self.editions.iter().flat_map(FrozenEdition::lists).filter(|list| list.entry.id == *id).collect()
    }

    /// Every revision of a notice, oldest first.
    pub fn notice_revisions(&self, id: &Slug) -> Vec<FrozenNotice<'_>> {
        self.editions.iter().flat_map(FrozenEdition::notices).filter(|notice| notice.entry.id == *id).collect()
    }

    /// Every list that was ever published, sorted.
    pub fn list_ids(&self) -> BTreeSet<&ListId> {
        self.editions.iter().flat_map(|edition| &edition.edition.lists).map(|entry| &entry.id).collect()
    }

    /// Every notice that was ever published, sorted.
    pub fn notice_ids(&self) -> BTreeSet<&Slug> {
        self.editions.iter().flat_map(|edition| &edition.edition.notices).map(|entry| &entry.id).collect()
    }

    /// The day of the edition that first carried a notice.
    pub fn first_published_on(&self, notice: &Slug) -> Option<NaiveDate> {
        self.editions
            .iter()
            .flat_map(FrozenEdition::notices)
            .find(|frozen| frozen.entry.id == *notice)
            .map(|first| first.published_on)
    }

    /// Every way in which ID numbers were ever shown: what is on the web once is taken to stay known.
    pub fn id_masks(&self) -> BTreeSet<IdMask> {
        let masks = self.editions.iter().flat_map(|edition| &edition.edition.lists).filter_map(|entry| entry.id_mask);
        masks.collect()
    }
}
