//! Views of the catalogues.

use serde::Serialize;

use super::subsidy::RevisionLine;
use super::table::Table;
use super::{Download, Fact, Link};

/// A catalogue as it is now: of all scopes, or as it concerns one district.
#[derive(Debug, Clone, Serialize)]
pub struct Catalogue {
    /// What it is for.
    pub purpose: &'static str,
    /// Where it comes from: the clause it fulfils.
    pub basis: &'static str,
    /// Counts.
    pub facts: Vec<Fact>,
    /// What the rows can be narrowed by; empty where there is nothing to choose.
    pub filters: Vec<Filter>,
    /// The rows; null where there are none.
    pub table: Option<Table>,
    /// R11: what to say of scopes without entries.
    pub empty: Vec<String>,
    /// The lists that the rows come from, with their downloads.
    pub lists: Vec<ListBlock>,
    /// The same catalogue for other scopes.
    pub scopes: Vec<ScopeLink>,
}

/// One thing that a reader may narrow a table by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filter {
    /// Its name in the fragment of the address: `district`.
    pub key: &'static str,
    /// What it is called.
    pub label: String,
    /// The column whose words it lists in their own order, counted from 0; null where there is none.
    pub column: Option<usize>,
    /// What may be chosen; two or more.
    pub options: Vec<FilterOption>,
}

/// One choice of a [`Filter`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterOption {
    /// Its name in the fragment of the address.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How many rows it leaves.
    pub count: usize,
    /// The rows it leaves, counted from 0: `0-3,7`.
    pub rows: String,
}

/// A list in force, its proof and its downloads.
#[derive(Debug, Clone, Serialize)]
pub struct ListBlock {
    /// Its title.
    pub title: String,
    /// The permanent page of the revision in force.
    pub href: String,
    /// The revision: `r2`.
    pub revision: String,
    /// The edition, four digits.
    pub edition: String,
    /// The day of publication.
    pub published: String,
    /// How many rows it has.
    pub rows: String,
    /// What changed against the previous revision; null for the first.
    pub changes: Option<String>,
    /// Its whole SHA-256.
    pub sha256: String,
    /// Its whole SM3.
    pub sm3: String,
    /// Its downloads.
    pub downloads: Vec<Download>,
}

/// A scope of a catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct ScopeLink {
    /// The scope's name.
    pub label: String,
    /// Its page; null for the page itself.
    pub href: Option<String>,
    /// How many entries its own list has.
    pub count: String,
}

/// A permanent revision of a catalogue's list.
#[derive(Debug, Clone, Serialize)]
pub struct Revision {
    /// The catalogue as it is now.
    pub current: Link,
    /// Superseded: the revision in force; null where this is it.
    pub superseded: Option<Link>,
    /// Withdrawn: what to say; null where it is not.
    pub withdrawn: Option<String>,
    /// The revision: `r2`.
    pub revision: String,
    /// The edition's page.
    pub edition: Link,
    /// The day of publication.
    pub published: String,
    /// Counts.
    pub facts: Vec<Fact>,
    /// The rows, with marks of what changed.
    pub table: Table,
    /// What changed, in words; says so where this is the first revision.
    pub changes: String,
    /// Rows of the previous revision that are gone; null for none.
    pub gone: Option<Table>,
    /// Downloads.
    pub downloads: Vec<Download>,
    /// All revisions, newest first.
    pub revisions: Vec<RevisionLine>,
    /// The list's whole SHA-256.
    pub sha256: String,
    /// The list's whole SM3.
    pub sm3: String,
}
