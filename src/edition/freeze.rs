//! The edge that writes one more edition, and takes away what it withdraws.
//!
//! Nothing half-done is ever lost or believed, wherever it is cut short:
//!
//! 1. All files go to a hidden staging folder, are synced and read back; then the folder's name is synced.
//! 2. The line in the log is the commit point. It is synced, or taken back.
//! 3. The folder takes its place. A logged edition is good in either: [`Archive::load`] reads it from staging, too.
//! 4. What it withdraws leaves the older bags, file by file: tag files by a synced temporary one, then the rows.
//!
//! If nobody touched the folder meanwhile, what was read back is remembered, and the next run need not read it again.
//!
//! [`recover`] does again what 2 to 4 left undone, so that a second run ends as an undisturbed one.

#![expect(clippy::disallowed_methods, reason = "edge: writes one more edition")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};

use rayon::prelude::*;

use crate::diagnostic::{Failed, Report};
use crate::output::{folders_of, sync};
use crate::settings::Root;

use super::archive::{Archive, EDITIONS, FrozenEdition, Newcomer, Unfinished, staging};
use super::draft::{Draft, NewFile};
use super::log::LOG;

use disk::sync_folder;
use stop::{At, Stop};

mod disk;
mod finish;
mod stop;

/// Writes one more edition below the root and hands it back. An exclusive lock on the log is held meanwhile.
///
/// # Errors
/// When another publication is running or went before, when the edition's folder exists already, and when anything
/// cannot be written; the archive is then as it was, or the error says that the edition counts and what is undone.
pub fn freeze(root: &Root, draft: &Draft, report: &mut Report) -> Result<FrozenEdition, Failed> {
    match Place::new(root, draft.frozen()).publish(draft) {
        Ok(()) => Ok(draft.frozen().clone()),
        Err(stop) => report.fail(stop.diagnostic()),
    }
}

/// All editions, after the work that an earlier publication left undone was finished, and what that was.
///
/// # Errors
/// When the editions are not as they were published, another publication is running, or the disk refuses.
pub fn recover(root: &Root, report: &mut Report) -> Result<(Archive, Vec<Unfinished>), Failed> {
    let (archive, unfinished) = Archive::load_unfinished(root, report)?;
    if unfinished.is_empty() {
        return Ok((archive, unfinished));
    }
    // It may be the work of a publication that is running. Under the lock nobody's is.
    let log = locked(root, Existing::Only).or_else(|stop| report.fail(stop.diagnostic()))?;
    let (archive, unfinished) = Archive::load_unfinished(root, report)?;
    match finish::all(root, &log, &archive, &unfinished) {
        Ok(()) => Ok((archive, unfinished)),
        Err(stop) => report.fail(stop.while_finishing().diagnostic()),
    }
}

/// Whether a log may be made where there is none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Existing {
    Only,
    OrNew,
}

/// The log, locked until it is dropped.
fn locked(root: &Root, existing: Existing) -> Result<File, Stop> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(existing == Existing::OrNew);
    let log = options.open(root.join(LOG)).at(LOG)?;
    match log.try_lock() {
        Ok(()) => Ok(log),
        Err(TryLockError::WouldBlock) => Err(Stop::Busy),
        Err(TryLockError::Error(error)) => Err(Stop::Disk { path: LOG.to_owned(), error }),
    }
}

/// Where an edition is written; paths are from the site's root.
struct Place<'a> {
    root: &'a Root,
    folder: String,
    staging: String,
}

impl<'a> Place<'a> {
    fn new(root: &'a Root, edition: &FrozenEdition) -> Self {
        let number = edition.number();
        Self { root, folder: format!("{EDITIONS}/{number}"), staging: format!("{EDITIONS}/{}", staging(number)) }
    }

    fn publish(&self, draft: &Draft) -> Result<(), Stop> {
        let mut log = self.locked_log(draft.log_before())?;
        self.clear()?;
        self.write(draft)?;
        let newcomer = Newcomer::in_staging(self.root, draft.frozen());
        self.read_back(draft)?;
        self.sync_folder(EDITIONS)?;
        commit(&mut log, draft)?;
        let counted = |stop: Stop| stop.after_commit(draft.frozen().number());
        finish::place(self.root, draft.frozen().number()).map_err(counted)?;
        newcomer.into_iter().for_each(Newcomer::in_place);
        draft.lessened().iter().try_for_each(|older| finish::let_go(self.root, older)).map_err(counted)
    }

    /// The log, locked until it is dropped, if it still says what the draft continues. It is synced before anything
    /// else is touched: a line that was taken back must be gone from the disk before its edition's folder goes.
    fn locked_log(&self, before: &str) -> Result<File, Stop> {
        fs::create_dir_all(self.root.join(EDITIONS)).at(EDITIONS)?;
        self.sync_folder("content")?;
        let mut log = locked(self.root, if before.is_empty() { Existing::OrNew } else { Existing::Only })?;
        let mut now = Vec::new();
        log.read_to_end(&mut now).at(LOG)?;
        match now.strip_prefix(before.as_bytes()) {
            Some([]) => log.sync_all().at(LOG).map(|()| log),
            Some([.., b'\n']) => Err(Stop::Busy),
            _ => Err(Stop::LogChanged),
        }
    }

    /// Removes what an interrupted publication left in staging; refuses to touch a folder that may be an edition.
    fn clear(&self) -> Result<(), Stop> {
        let (staging, folder) = (self.root.join(&self.staging), self.root.join(&self.folder));
        if fs::exists(&folder).at(&self.folder)? {
            return Err(Stop::Leftover { folder: self.folder.clone() });
        }
        if fs::exists(&staging).at(&self.staging)? {
            fs::remove_dir_all(&staging).at(&self.staging)?;
        }
        Ok(())
    }

    /// Writes every file and brings all of them to the disk: at once where the system can do that, else file by file
    /// and then every folder from the innermost out.
    fn write(&self, draft: &Draft) -> Result<(), Stop> {
        let all_at_once = sync::Sync::of(&self.root.join(EDITIONS)).at(EDITIONS)?;
        let folders = self.folders(draft);
        folders.iter().try_for_each(|folder| fs::create_dir(self.root.join(folder)).at(folder))?;
        self.each_file(draft, |path, file| {
            disk::write_new(&self.root.join(path), &file.to_write().at(path)?).at(path)
        })?;
        if all_at_once.all().at(EDITIONS)? {
            return Ok(());
        }
        self.each_file(draft, |path, _| disk::sync(&self.root.join(path)).at(path))?;
        folders.iter().rev().try_for_each(|folder| self.sync_folder(folder))
    }

    /// The folders of the edition, parents before children.
    fn folders(&self, draft: &Draft) -> Vec<String> {
        let below = folders_of(draft.files().into_keys()).into_iter();
        [self.staging.clone()].into_iter().chain(below.map(|folder| format!("{}/{folder}", self.staging))).collect()
    }

    fn read_back(&self, draft: &Draft) -> Result<(), Stop> {
        self.each_file(draft, |path, file| match file.is(&fs::read(self.root.join(path)).at(path)?) {
            true => Ok(()),
            false => Err(Stop::ReadsOtherwise { path: path.to_owned() }),
        })
    }

    /// Does the same with every file, on every core. What stops it is told of the first in their order.
    fn each_file(
        &self,
        draft: &Draft,
        work: impl Fn(&str, NewFile<'_>) -> Result<(), Stop> + Send + Sync,
    ) -> Result<(), Stop> {
        let one = |(below, file): (&str, NewFile<'_>)| work(&format!("{}/{below}", self.staging), file);
        let done = draft.files().into_par_iter().map(one);
        done.find_first(Result::is_err).unwrap_or(Ok(()))
    }

    fn sync_folder(&self, folder: &str) -> Result<(), Stop> {
        sync_folder(&self.root.join(folder)).at(folder)
    }
}

/// Writes the commit point. If that fails, the line is taken back. Should even that fail, the log says whether the
/// edition counts: a whole line does, a torn one does not, and either way the next run goes on from there.
fn commit(log: &mut File, draft: &Draft) -> Result<(), Stop> {
    let line = draft.frozen().log_line();
    let Err(error) = log.write_all(line.as_bytes()).and_then(|()| log.sync_all()) else { return Ok(()) };
    let before = draft.log_before().len() as u64;
    match log.set_len(before).and_then(|()| log.sync_all()) {
        Ok(()) => Err(Stop::Disk { path: LOG.to_owned(), error }),
        Err(_) => Err(Stop::Undecided { error }),
    }
}

#[cfg(test)]
mod cut_short;
#[cfg(test)]
mod tests;
