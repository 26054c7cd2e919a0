//! A bag as it was read. What rows of payments are is found out at once, and they are let go: they would not all fit
//! into memory.

use std::collections::BTreeMap;

use crate::edition::list::{Counts, NotAFrozenList};
use crate::edition::{Change, Edition, ListEntry};
use crate::output::damage::{Damage, Expected};
use crate::value::digest::{Digest, Sm3};

use super::load::memory::Seal;
use super::verify::in_transit;

/// One folder as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bag {
    /// What its `edition.json` says, whether or not it is the one that the log names; none where it cannot be read.
    pub(super) edition: Option<Edition>,
    /// Its files by their path in it.
    pub(super) files: BTreeMap<String, File>,
    /// How far they were read.
    pub(super) reading: Reading,
}

/// How far a folder was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Reading {
    /// All of it was.
    #[default]
    Whole,
    /// All of it was, and whoever changes it from then on changes how it looks, of which this is the digest.
    Steady(Digest),
    /// It looks as it did when it was verified: rows of payments were not read, nor were files around the payload but
    /// the one that names the publisher.
    AsVerified(Seal),
}

/// One file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum File {
    /// Its bytes: all that is no list of payments.
    Held(Vec<u8>),
    /// What was found out about rows of payments.
    Examined(Examined),
}

/// What a list's file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Examined {
    /// Its size.
    pub(super) bytes: u64,
    /// SHA-256 of its bytes.
    pub(super) sha256: Digest,
    /// What it is, by the entry of its list.
    pub(super) content: Content,
}

/// Whether a file is what its entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Its SHA-256 is that of the entry.
    Same {
        /// SM3 of its bytes.
        sm3: Sm3,
        /// What it counts.
        counts: Result<Counts, NotAFrozenList>,
    },
    /// It is another file; what its way did to it, if that is all.
    Other(Option<Damage>),
}

/// What `edition.json` says of the files of payments, by their path.
pub(super) struct Known<'a>(BTreeMap<String, &'a ListEntry>);

impl<'a> Known<'a> {
    /// That of an edition.
    pub(super) fn of(edition: Option<&'a Edition>) -> Self {
        let lists = edition.map_or(&[][..], |edition| &edition.lists).iter();
        Self(lists.filter(|entry| entry.change != Change::Withdrawn).map(|entry| (entry.path(), entry)).collect())
    }

    /// The file at a path.
    pub(super) fn file(&self, path: &str, bytes: Vec<u8>) -> File {
        match (is_of_payments(path), self.0.get(path)) {
            (false, _) => File::Held(bytes),
            (true, Some(entry)) => File::Examined(Examined::of(entry, path, &bytes)),
            (true, None) => File::Examined(Examined::stray(&bytes)),
        }
    }
}

impl Bag {
    /// The bytes of a file; none where there is no such file, and of rows of payments.
    pub(super) fn held(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).and_then(File::held)
    }
}

/// An edition as its `edition.json` says it; none where it cannot be read.
pub(super) fn edition(json: &[u8]) -> Option<Edition> {
    serde_json::from_slice(json).ok()
}

impl File {
    /// Its bytes; none of rows of payments.
    pub(super) fn held(&self) -> Option<&[u8]> {
        match self {
            Self::Held(bytes) => Some(bytes),
            Self::Examined(_) => None,
        }
    }

    /// What it is as the list of an entry.
    pub(super) fn examined(&self, entry: &ListEntry, path: &str) -> Examined {
        match self {
            Self::Held(bytes) => Examined::of(entry, path, bytes),
            Self::Examined(examined) => examined.clone(),
        }
    }

    /// SHA-256 of its bytes.
    pub(super) fn sha256(&self) -> Digest {
        match self {
            Self::Held(bytes) => Digest::of(bytes),
            Self::Examined(examined) => examined.sha256,
        }
    }
}

impl Examined {
    /// What the bytes of a list are.
    pub(super) fn of(entry: &ListEntry, path: &str, bytes: &[u8]) -> Self {
        let sha256 = Digest::of(bytes);
        let content = match sha256 == entry.sha256 {
            true => Content::Same { sm3: Sm3::of(bytes), counts: Counts::of_csv(entry.kind, bytes) },
            false => Content::Other(in_transit(path, Expected::Digest(entry.sha256), bytes)),
        };
        Self { bytes: bytes.len() as u64, sha256, content }
    }

    /// A file that no entry names.
    fn stray(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: Digest::of(bytes), content: Content::Other(None) }
    }
}

/// Whether rows of payments are at a path of a bag.
pub(super) fn is_of_payments(path: &str) -> bool {
    path.starts_with("data/lists/subsidies/")
}
