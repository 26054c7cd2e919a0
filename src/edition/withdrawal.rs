//! What leaves: the rows of one revision of a list, by a later edition. Its digest, count and sum stay.
//!
//! 个人信息保护法 19、47: personal data go when their purpose is met. The withdrawing edition says what left and why;
//! the edition that froze the rows keeps its `edition.json` byte for byte, so the chain stays whole.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::record::ListId;
use crate::value::digest::Digest;

use super::{EditionNumber, Revision, list_path};

/// Why rows leave. The names are for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 异议成立: an objection was upheld. A list in force is so no longer.
    Objection,
    /// 期满: period and retention are over. The list stays in force as to its count and sum.
    Expired,
    /// 依法责令: an authority ordered it. A list in force is so no longer.
    Order,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Objection, Self::Expired, Self::Order];

    /// Its name in `edition.json`, in `bag-info.txt` and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Objection => "objection",
            Self::Expired => "expired",
            Self::Order => "order",
        }
    }

    /// The word for people.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Objection => "异议成立",
            Self::Expired => "期满",
            Self::Order => "依法责令",
        }
    }

    /// Whether a list in force whose rows leave stays in force as to its count and sum.
    pub fn keeps_in_force(self) -> bool {
        self == Self::Expired
    }
}

/// One revision whose rows an edition takes away, as `edition.json` of that edition says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The list.
    pub list: ListId,
    /// Which content of it.
    pub revision: Revision,
    /// The edition that froze it.
    pub published_in: EditionNumber,
    /// SHA-256 of its bytes, for ever.
    pub sha256: Digest,
    /// Its rows.
    pub rows: u64,
    /// Why they leave.
    pub reason: Reason,
    /// What the webmaster says of it; public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Withdrawal {
    /// Where its bytes were in the bag of the edition that froze it.
    pub fn path(&self) -> String {
        list_path(&self.list, self.revision)
    }
}

/// What stands in place of rows that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// The edition that took them away.
    pub by: EditionNumber,
    /// The day of that edition.
    pub on: NaiveDate,
    /// What it said.
    pub withdrawal: Withdrawal,
}

/// The tombstones of one bag, by the path that its bytes had.
pub(super) type Tombstones = BTreeMap<String, Tombstone>;
