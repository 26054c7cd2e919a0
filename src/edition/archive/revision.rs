//! One revision of a list or notice, as an edition froze it.

use chrono::NaiveDate;

use crate::edition::list::PublicList;
use crate::edition::notice::PublicNotice;
use crate::edition::withdrawal::Tombstone;
use crate::edition::{EditionNumber, ListEntry, NoticeEntry};

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

/// Whether the rows of a revision are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// Its bytes: the download.
    Kept(&'a [u8]),
    /// A later edition took them away.
    Withdrawn(&'a Tombstone),
}

/// One revision of a list whose rows are there. Only this has rows to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept<'a> {
    /// The revision.
    pub frozen: FrozenList<'a>,
    /// Its bytes: the download.
    pub bytes: &'a [u8],
}

impl<'a> FrozenList<'a> {
    /// The revision with its rows; none where they left.
    pub fn kept(&self) -> Option<Kept<'a>> {
        match self.content {
            Content::Kept(bytes) => Some(Kept { frozen: *self, bytes }),
            Content::Withdrawn(_) => None,
        }
    }

    /// What stands in place of its rows; none where they are there.
    pub fn tombstone(&self) -> Option<&'a Tombstone> {
        match self.content {
            Content::Kept(_) => None,
            Content::Withdrawn(tombstone) => Some(tombstone),
        }
    }
}

impl Kept<'_> {
    /// The list as cells.
    pub fn list(&self) -> PublicList {
        #[expect(clippy::expect_used, reason = "no frozen edition holds a list that does not parse")]
        PublicList::from_csv(self.frozen.entry.kind, self.bytes).expect("a frozen list was read when it was verified")
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
