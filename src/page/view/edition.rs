//! Views of editions.

use serde::Serialize;

use super::overview::Update;
use super::{Fact, Link};

/// All editions.
#[derive(Debug, Clone, Serialize)]
pub struct Editions {
    /// Newest first.
    pub editions: Vec<EditionLine>,
    /// R11: what to say before the first.
    pub empty: Option<String>,
}

/// An edition in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EditionLine {
    /// Four digits.
    pub number: String,
    /// Its page.
    pub href: String,
    /// The day of publication.
    pub date: String,
    /// What the webmaster said of it; may be empty.
    pub note: String,
    /// What it changed, in numbers.
    pub summary: String,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// An edition.
#[derive(Debug, Clone, Serialize)]
pub struct Edition {
    /// Four digits.
    pub number: String,
    /// The day of publication.
    pub date: String,
    /// What the webmaster said of it.
    pub note: Option<String>,
    /// What it changed.
    pub changes: Vec<Update>,
    /// The notices then in force.
    pub notices: Vec<Standing>,
    /// The lists then in force.
    pub lists: Vec<Standing>,
    /// SHA-256 of its `edition.json`.
    pub sha256: String,
    /// The chain digest before it: 64 zeros before the first.
    pub chain_before: String,
    /// The chain digest.
    pub chain: String,
    /// The fingerprint.
    pub fingerprint: String,
    /// Its line in the log without the chain digest: number, date, digest.
    pub log_fields: String,
    /// The edition before.
    pub previous: Option<Link>,
    /// The edition after.
    pub next: Option<Link>,
    /// Counts.
    pub facts: Vec<Fact>,
}

/// A list or notice in force.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    /// Its title.
    pub title: String,
    /// Its permanent page.
    pub href: String,
    /// The revision: `r2`.
    pub revision: String,
    /// The edition that froze it, four digits.
    pub edition: String,
    /// Rows; empty for notices.
    pub rows: String,
    /// The whole SHA-256.
    pub sha256: String,
}
