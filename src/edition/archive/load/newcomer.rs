//! An edition that this run writes. Whoever publishes reads back every byte of it, so the next run need not.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::edition::withdrawal::Tombstones;
use crate::output::memo::Begun;
use crate::settings::Root;

use super::super::unfinished::staging;
use super::super::{EDITIONS, FrozenEdition};
use super::folder;
use super::look::Look;
use super::memory::{MEMO, Seal, Seals, meaning};

/// Longer than the clock of a disk stands still: it goes by the kernel's tick, which is 10 ms at most.
const TICK: Duration = Duration::from_millis(12);

/// A folder that was written and is about to be read back.
///
/// How it looks is asked before that, and again when it has its name: what comes of it is remembered only if nobody
/// touched it in between.
pub(in crate::edition) struct Newcomer<'a> {
    edition: &'a FrozenEdition,
    /// Its folder as it will be called.
    folder: PathBuf,
    memo: PathBuf,
    next: Begun,
    looks: Look,
}

impl<'a> Newcomer<'a> {
    /// An edition of which all is in staging. None where nothing can be remembered: that costs the next run time.
    pub(in crate::edition) fn in_staging(root: &Root, edition: &'a FrozenEdition) -> Option<Self> {
        let editions = root.join(EDITIONS);
        let (now, then) = (editions.join(staging(edition.number())), editions.join(edition.number().to_string()));
        let memo = root.join(MEMO);
        make_folder_for(&memo);
        // What is written in the tick in which it is looked at could be written to once more unseen.
        sleep(TICK);
        let (next, looks) = (Begun::at(&memo)?, Look::at(&now, edition.edition())?);
        let is_known = looks.is_before(&next) && folder::holds_just(&now, edition.edition());
        is_known.then_some(Self { edition, folder: then, memo, next, looks })
    }

    /// Remembers it, now that it was read back and has its name.
    pub(in crate::edition) fn in_place(self) {
        let Some(looks) = Look::at(&self.folder, self.edition.edition()) else { return };
        if self.looks.is_same_folder(&looks) {
            let mut seals = Seals::at(&self.memo);
            let meaning = meaning(&self.edition.line(), &Tombstones::new());
            seals.0.insert(self.edition.number().to_string(), Seal { looks: looks.digest(), meaning });
            self.next.keep(&seals);
        }
    }
}

/// A site that was never built has no folder for what is made of it yet.
#[expect(clippy::disallowed_methods, reason = "edge: writes memos")]
fn make_folder_for(memo: &Path) {
    // Where there cannot be one, there is no memo either.
    let _ = memo.parent().map(fs::create_dir);
}
