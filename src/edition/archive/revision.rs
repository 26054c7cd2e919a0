//! One revision of a list or notice, as an edition froze it.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::edition::list::PublicList;
use crate::edition::notice::PublicNotice;
use crate::edition::withdrawal::Tombstone;
use crate::edition::{EditionNumber, ListEntry, NoticeEntry};

use super::stored::{Lost, Stored};

/// One revision of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrozenList<'a> {
    /// The edition that froze it.
    pub edition: EditionNumber,
    /// The day that edition was published on.
    pub published_on: NaiveDate,
    /// What `edition.json` says of it.
    pub entry: &'a ListEntry,
    /// Its rows, or what stands in their place.
    pub content: Content<'a>,
}

/// Whether the rows of a revision are there, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// The bytes of a catalogue's list: small, and in memory.
    Held(&'a [u8]),
    /// Those of a list of payments: on the disk until they are asked for.
    Stored(Stored<'a>),
    /// A later edition took them away.
    Withdrawn(&'a Tombstone),
}

/// One revision of a list whose rows are there. Only this has rows to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept<'a> {
    /// The revision.
    pub frozen: FrozenList<'a>,
    place: Place<'a>,
}

/// Where rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place<'a> {
    Memory(&'a [u8]),
    Disk(Stored<'a>),
}

/// One revision of a list with its bytes in memory, so that nothing can go wrong any more: a catalogue's always are,
/// those of payments where they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held<'a> {
    /// The revision.
    pub frozen: FrozenList<'a>,
    /// Its bytes: the download.
    pub bytes: Cow<'a, [u8]>,
}

impl<'a> FrozenList<'a> {
    /// The revision with its rows; none where they left.
    pub fn kept(&self) -> Option<Kept<'a>> {
        let place = match self.content {
            Content::Held(bytes) => Place::Memory(bytes),
            Content::Stored(stored) => Place::Disk(stored),
            Content::Withdrawn(_) => return None,
        };
        Some(Kept { frozen: *self, place })
    }

    /// The revision of a catalogue's list with its rows; none where they left, and for every list of payments.
    pub fn held(&self) -> Option<Held<'a>> {
        match self.content {
            Content::Held(bytes) => Some(Held { frozen: *self, bytes: Cow::Borrowed(bytes) }),
            Content::Stored(_) | Content::Withdrawn(_) => None,
        }
    }

    /// What stands in place of its rows; none where they are there.
    pub fn tombstone(&self) -> Option<&'a Tombstone> {
        match self.content {
            Content::Held(_) | Content::Stored(_) => None,
            Content::Withdrawn(tombstone) => Some(tombstone),
        }
    }
}

impl<'a> Kept<'a> {
    /// The revision with its bytes, as they were verified. Those of payments are read again each time: ask once.
    ///
    /// # Errors
    /// When they are no longer there, or no longer what they were.
    pub fn read(&self) -> Result<Held<'a>, Lost> {
        Ok(Held { frozen: self.frozen, bytes: self.bytes()? })
    }

    /// The bytes alone: the download.
    ///
    /// # Errors
    /// As of [`read`](Self::read).
    pub fn bytes(&self) -> Result<Cow<'a, [u8]>, Lost> {
        match self.place {
            Place::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
            Place::Disk(stored) => stored.bytes(),
        }
    }

    /// The cells alone.
    ///
    /// # Errors
    /// As of [`read`](Self::read).
    pub fn list(&self) -> Result<PublicList, Lost> {
        Ok(self.read()?.list())
    }
}

impl Held<'_> {
    /// The list as cells.
    pub fn list(&self) -> PublicList {
        #[expect(clippy::expect_used, reason = "no frozen edition holds a list that does not parse")]
        PublicList::from_csv(self.frozen.entry.kind, &self.bytes).expect("a frozen list was read when it was verified")
    }
}

/// One revision of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrozenNotice<'a> {
    /// The edition that froze it.
    pub edition: EditionNumber,
    /// The day that edition was published on.
    pub published_on: NaiveDate,
    /// What `edition.json` says of it.
    pub entry: &'a NoticeEntry,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl FrozenNotice<'_> {
    /// The notice as fields and text.
    pub fn notice(&self) -> PublicNotice {
        #[expect(clippy::expect_used, reason = "no frozen edition holds a notice that does not parse")]
        PublicNotice::parse(self.bytes).expect("a frozen notice was read when it was verified")
    }
}
