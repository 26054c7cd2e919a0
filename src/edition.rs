//! What was disclosed: masked, frozen, chained. Past this layer no private type exists.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::record::{Kind, ListId};
use crate::value::digest::{Digest, Sm3};
use crate::value::district::Slug;
use crate::value::mask::IdMask;

pub mod archive;
mod bag;
pub mod change;
pub mod draft;
pub mod freeze;
pub mod list;
pub mod log;
pub mod mask;
pub mod notice;
pub mod proposal;
#[cfg(test)]
pub(crate) mod sample;
pub mod spool;
pub mod takedown;
pub mod withdrawal;

use withdrawal::Withdrawal;

/// The number of an edition (版本), from 1; written with four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditionNumber(u32);

impl EditionNumber {
    /// The first edition.
    pub const FIRST: Self = Self(1);

    /// An edition's number; none for 0.
    pub fn new(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number itself.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for EditionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// Which distinct content of a list or notice it is (修订), from 1; written `r1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(u32);

impl Revision {
    /// The first content.
    pub const FIRST: Self = Self(1);

    /// A revision's number; none for 0.
    pub fn new(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number itself.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The revision after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}", self.0)
    }
}

/// One edition as `edition.json` holds it: what it changed. What is in force follows by replaying the editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its number.
    pub number: EditionNumber,
    /// The day it was published on.
    pub date: NaiveDate,
    /// What the webmaster said of it.
    pub note: Option<String>,
    /// The SHA-256 of the previous edition's `edition.json`.
    pub previous: Option<Digest>,
    /// The lists it added or corrected, by id.
    pub lists: Vec<ListEntry>,
    /// The notices it added or corrected, by id.
    pub notices: Vec<NoticeEntry>,
    /// The revisions whose rows it took away, by list and revision; left out of `edition.json` where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawals: Vec<Withdrawal>,
}

/// What an edition did to a list or notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// First published.
    Added,
    /// Published with another content.
    Corrected,
    /// No longer in force.
    Withdrawn,
}

/// A list as one edition froze it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListEntry {
    /// The list.
    pub id: ListId,
    /// What its rows are.
    pub kind: Kind,
    /// Which content it is.
    pub revision: Revision,
    /// What the edition did to it.
    pub change: Change,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// SM3 of its bytes.
    pub sm3: Sm3,
    /// Size of its bytes.
    pub bytes: u64,
    /// Its rows.
    pub rows: u64,
    /// Person-times: its rows, or the sum of its headcounts. Payments only.
    pub persons: Option<u64>,
    /// Sum of its amounts in fen. Payments only.
    pub amount_fen: Option<i64>,
    /// How ID numbers are shown in it, such as `none` or `2+3`. Payments only.
    pub id_mask: Option<IdMask>,
}

impl ListEntry {
    /// Where its bytes are in the edition's bag.
    pub fn path(&self) -> String {
        list_path(&self.id, self.revision)
    }
}

/// Where the bytes of a revision of a list are in the bag of the edition that froze it.
fn list_path(id: &ListId, revision: Revision) -> String {
    format!("data/lists/{id}/{revision}.csv")
}

/// A notice as one edition froze it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeEntry {
    /// The notice.
    pub id: Slug,
    /// Which content it is.
    pub revision: Revision,
    /// What the edition did to it.
    pub change: Change,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// SM3 of its bytes.
    pub sm3: Sm3,
}

impl NoticeEntry {
    /// Where its bytes are in the edition's bag.
    pub fn path(&self) -> String {
        format!("data/notices/{}.md", self.id)
    }
}
