//! What is known of editions that were verified before: one whose folder looks as it did is not read again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::edition::log::Line;
use crate::edition::withdrawal::{Tombstone, Tombstones};
use crate::output::memo::{self, Begun};
use crate::settings::Root;
use crate::value::digest::{Digest, Digesting};

/// Where that is kept, from the site's root. Who only loads makes no folder for it: where there is none, nothing is.
pub(super) const MEMO: &str = "output/.editions.memo";

/// Folders that were verified, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in super::super) struct Seals(pub(in super::super) BTreeMap<String, Seal>);

impl Seals {
    /// Those of a memo; none where there is no good one.
    pub(super) fn at(memo: &Path) -> Self {
        memo::read::<Self>(memo).map_or_else(Self::default, |memo| memo.it)
    }
}

/// How a folder was when it was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Seal {
    /// What the system told of it and of everything in it.
    pub(in super::super) looks: Digest,
    /// As what it was verified.
    pub(in super::super) meaning: Digest,
}

/// As what a folder is verified: as the edition of a line of the log, and with it of all lines before, without what
/// later editions took away.
pub(in super::super) fn meaning(line: &Line, left: &Tombstones) -> Digest {
    let mut digest = Digesting::default();
    digest.add(line.to_string().as_bytes());
    for (path, Tombstone { by, on, withdrawal }) in left {
        digest.add(format!("{path} {by} {on} {withdrawal:?}\n").as_bytes());
    }
    digest.digest()
}

/// What a run knows of folders, and what it may tell the next one.
#[derive(Debug, Default)]
pub(super) struct Memory {
    seals: Seals,
    /// Where the next run looks; none if nothing is to be remembered.
    place: Option<PathBuf>,
    /// The next memo, begun before the first folder was read.
    next: OnceLock<Option<Begun>>,
}

impl Memory {
    /// That of the memo of a root, if there is one.
    pub(super) fn of(root: &Root) -> Self {
        Self { seals: Seals::at(&root.join(MEMO)), ..Self::default() }
    }

    /// The same for a run that leaves a memo for the next one.
    pub(super) fn to_be_kept(root: &Root) -> Self {
        Self { place: Some(root.join(MEMO)), ..Self::of(root) }
    }

    /// The same as if there had been no memo.
    pub(super) fn without_memo(self) -> Self {
        Self { place: self.place, ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.seals.0.is_empty()
    }

    pub(super) fn seal(&self, folder: &str) -> Option<Seal> {
        self.seals.0.get(folder).copied()
    }

    /// The next memo. Whatever is to be in it is looked at after this was asked for.
    pub(super) fn next(&self) -> Option<&Begun> {
        let begin = || self.place.as_deref().and_then(Begun::at);
        self.next.get_or_init(begin).as_ref()
    }

    /// Keeps what is known now, if that is more.
    pub(super) fn keep(self, seals: &Seals) {
        let next = self.next.into_inner().flatten().filter(|_| *seals != self.seals);
        if let Some(next) = next {
            next.keep(seals);
        }
    }
}
