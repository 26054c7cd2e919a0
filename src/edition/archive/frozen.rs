//! One edition as it is frozen, with the files of its bag.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::edition::bag::{self, Files};
use crate::edition::log::Line;
use crate::edition::withdrawal::{Tombstone, Tombstones};
use crate::edition::{Change, Edition, EditionNumber, ListEntry, NoticeEntry};
use crate::record::ListId;
use crate::value::digest::{Digest, Fingerprint};

use super::read::is_of_payments;
use super::revision::{Content, FrozenList, FrozenNotice};
use super::stored::{Rows, Stored};

/// One edition with the files of its bag. Its bytes, and those of rows on the disk, are what `edition.json` says, without what later editions took
/// away: they were verified, or made from it, before there was a value of this type.
#[derive(Debug, Clone)]
pub struct FrozenEdition {
    pub(super) edition: Edition,
    pub(super) digest: Digest,
    pub(super) chain: Digest,
    pub(super) files: Files,
    pub(super) left: Tombstones,
    /// Where the editions are; none before it is one of them.
    pub(super) top: Option<Arc<Path>>,
}

/// Wherever the rows of payments are, they are what the edition says.
impl PartialEq for FrozenEdition {
    fn eq(&self, other: &Self) -> bool {
        (&self.edition, self.digest, self.chain, &self.left) == (&other.edition, other.digest, other.chain, &other.left)
            && self.held().eq(other.held())
    }
}

impl Eq for FrozenEdition {}

impl FrozenEdition {
    /// An edition from what it says and the bytes it says it of.
    pub(in crate::edition) fn assemble(
        edition: Edition,
        previous: Option<Digest>,
        payload: Files,
        organization: &str,
    ) -> Self {
        let json = bag::edition_json(&edition);
        let digest = Digest::of(&json);
        let chain = Line::after(previous, edition.number, edition.date, digest).chain;
        let mut files = payload;
        files.insert(bag::EDITION_JSON.to_owned(), json);
        let mut frozen = Self { edition, digest, chain, files, left: Tombstones::new(), top: None };
        frozen.tag(&bag::one_line(organization));
        frozen
    }

    /// Its files without the rows of payments.
    fn held(&self) -> impl Iterator<Item = (&String, &Vec<u8>)> {
        self.files.iter().filter(|(path, _)| !is_of_payments(path))
    }

    /// Makes the files around the payload anew.
    fn tag(&mut self, organization: &str) {
        let digests = bag::expected_payload(&self.edition, self.digest, &self.left);
        let octets = bag::octets(&self.edition, &digests, |path| self.files.get(path).map(Vec::len));
        self.files.extend(bag::tag_files(&self.edition, &digests, octets, organization, &self.left));
    }

    /// Lets rows go that a later edition took away: the bag is then one without them, and says so.
    pub(super) fn let_go(&mut self, tombstone: Tombstone) {
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

    /// The files of its bag by their path in it, such as `data/edition.json`: all of an edition that was drafted and is
    /// not on the disk, all but the rows of payments of one that was read from there.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// Its line in the log, with the LF.
    pub fn log_line(&self) -> String {
        self.line().to_string()
    }

    pub(super) fn line(&self) -> Line {
        Line { number: self.edition.number, date: self.edition.date, digest: self.digest, chain: self.chain }
    }

    /// The lists that this edition froze, by id. An entry that says a list is no longer in force froze nothing.
    pub fn lists(&self) -> impl Iterator<Item = FrozenList<'_>> {
        self.edition.lists.iter().filter_map(|entry| self.list(entry))
    }

    /// The list of one of its entries, if it froze it.
    pub(super) fn list<'a>(&'a self, entry: &'a ListEntry) -> Option<FrozenList<'a>> {
        if entry.change == Change::Withdrawn {
            return None;
        }
        let path = entry.path();
        let content = match (self.left.get(&path), &entry.id) {
            (Some(tombstone), _) => Content::Withdrawn(tombstone),
            (None, ListId::Catalogue(..)) => Content::Held(self.files.get(&path)?),
            (None, ListId::Payments { .. }) => {
                let held = self.files.get(&path).map(|bytes| Rows::Memory(bytes));
                let rows = held.or_else(|| self.top.as_deref().map(Rows::Disk))?;
                Content::Stored(Stored { edition: self.number(), entry, rows })
            }
        };
        Some(FrozenList { edition: self.number(), published_on: self.date(), entry, content })
    }

    /// The notices that this edition froze, by id; those it withdrew have no bytes and are left out.
    pub fn notices(&self) -> impl Iterator<Item = FrozenNotice<'_>> {
        self.edition.notices.iter().filter_map(|entry| self.notice(entry))
    }

    /// The notice of one of its entries, if it froze it.
    pub(super) fn notice<'a>(&'a self, entry: &'a NoticeEntry) -> Option<FrozenNotice<'a>> {
        let bytes = self.files.get(&entry.path())?;
        Some(FrozenNotice { edition: self.number(), published_on: self.date(), entry, bytes })
    }
}
