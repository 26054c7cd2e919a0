//! The edge that reads `content/editions`. What it means is [`verify`](super::verify)'s business.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::FileType;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, side_by_side};
use crate::edition::log::LOG_FILE;
use crate::settings::Root;

use super::read::Bag;
use super::unfinished::{Unfinished, staged_number};
use super::{Archive, EDITIONS};

mod folder;
mod look;
pub(super) mod memory;
mod newcomer;

pub(in crate::edition) use newcomer::Newcomer;

use memory::{Memory, Seals};

/// What is in `content/editions`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The bytes of the log; none when there is no log.
    pub(super) log: Option<Vec<u8>>,
    /// Each folder by its name.
    pub(super) folders: BTreeMap<String, Bag>,
    /// The same of editions that are written and have not taken their place, by the name that they will have.
    pub(super) staged: BTreeMap<String, Bag>,
    /// Other files beside the log.
    pub(super) strays: Vec<String>,
}

/// How often it is read again when another publication moves it meanwhile.
const READINGS: usize = 20;

impl Archive {
    /// Reads and verifies every edition: the log's chain, every digest, every bag, every count and sum. A site without
    /// `content/editions` has an empty archive. What a publication that was cut short left undone is a warning; hidden
    /// entries beside the editions that the log does not count are its scraps, and count as nothing.
    ///
    /// An edition that was verified before, or read back as it was written, and since then looks, to the system, as it
    /// did is not read again: what `output/.editions.memo` remembers, which may be deleted at any time. As soon as there
    /// is anything to report, everything is read. [`load_folder`](Self::load_folder) reads every byte, always.
    ///
    /// # Errors
    /// When anything cannot be read, or is not exactly as it was published. Each violation is a diagnostic of its own.
    pub fn load(root: &Root, report: &mut Report) -> Result<Self, Failed> {
        let loaded = Self::load_by(root, Memory::of(root), report)?;
        Ok(Self::with_warnings(loaded, report))
    }

    /// The same of a command that writes: it leaves a memo for the next run where there is a folder for it.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_and_remember(root: &Root, report: &mut Report) -> Result<Self, Failed> {
        let loaded = Self::load_unfinished(root, report)?;
        Ok(Self::with_warnings(loaded, report))
    }

    /// The same of editions in any folder, without any memory of them; findings name it as if it stood in a root.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_folder(folder: &Path, report: &mut Report) -> Result<Self, Failed> {
        let (archive, unfinished, _) = Self::load_with(folder, &Memory::default(), report)?;
        Ok(Self::with_warnings((archive, unfinished), report))
    }

    /// The same as [`load_and_remember`](Self::load_and_remember), with the work that is to be finished and is not in
    /// the report.
    pub(in crate::edition) fn load_unfinished(
        root: &Root,
        report: &mut Report,
    ) -> Result<(Self, Vec<Unfinished>), Failed> {
        Self::load_by(root, Memory::to_be_kept(root), report)
    }

    fn with_warnings((archive, unfinished): (Self, Vec<Unfinished>), report: &mut Report) -> Self {
        unfinished.iter().for_each(|work| report.push(work.warning()));
        archive
    }

    /// By what is remembered, if all is fine then; else as if nothing were.
    fn load_by(root: &Root, mut memory: Memory, report: &mut Report) -> Result<(Self, Vec<Unfinished>), Failed> {
        let top = root.join(EDITIONS);
        if !memory.is_empty() {
            let mut unread = Report::default();
            match Self::load_with(&top, &memory, &mut unread) {
                Ok((archive, unfinished, seals)) if unread.is_empty() => {
                    memory.keep(&seals);
                    return Ok((archive, unfinished));
                }
                _ => memory = memory.without_memo(),
            }
        }
        let (archive, unfinished, seals) = Self::load_with(&top, &memory, report)?;
        memory.keep(&seals);
        Ok((archive, unfinished))
    }

    fn load_with(top: &Path, memory: &Memory, report: &mut Report) -> Result<(Self, Vec<Unfinished>, Seals), Failed> {
        let found = read_still(top, memory, report)?;
        Self::verified(found, &Arc::from(top), report)
    }
}

/// What is there, read while nobody moved it: a publication may be running beside.
fn read_still(top: &Path, memory: &Memory, report: &mut Report) -> Result<Found, Failed> {
    let mut before = seen(top, report)?;
    let mut readings = READINGS;
    loop {
        readings -= 1;
        let mut of_this_reading = Report::default();
        let found = before.read(top, memory, &mut of_this_reading);
        let after = seen(top, report)?;
        if before == after || readings == 0 {
            of_this_reading.in_order().for_each(|found| report.push(found));
            return report.pass(found);
        }
        before = after;
    }
}

/// The log and the names beside it: what every publication changes.
#[derive(Default, PartialEq, Eq)]
struct Seen {
    log: Option<Vec<u8>>,
    entries: BTreeMap<OsString, Sort>,
}

/// What an entry of the disk is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Folder,
    File,
    Other,
}

impl From<FileType> for Sort {
    fn from(kind: FileType) -> Self {
        match (kind.is_dir(), kind.is_file()) {
            (true, _) => Self::Folder,
            (_, true) => Self::File,
            _ => Self::Other,
        }
    }
}

fn seen(top: &Path, report: &mut Report) -> Result<Seen, Failed> {
    let look = || -> io::Result<Seen> {
        if !top.try_exists()? {
            return Ok(Seen::default());
        }
        let entries = WalkDir::new(top).min_depth(1).max_depth(1).into_iter();
        let entries = entries.map(|entry| entry.map(|entry| (entry.file_name().to_owned(), entry.file_type().into())));
        let entries = entries.collect::<Result<_, _>>()?;
        let log = read_if_there(&top.join(LOG_FILE));
        Ok(Seen { log: log.map_err(|error| io::Error::new(error.kind(), format!("{LOG_FILE}：{error}")))?, entries })
    };
    look().or_else(|error| report.fail(unreadable(EDITIONS, &error.to_string())))
}

impl Seen {
    /// Everything that counts. Folders are read side by side, and so are the files of each.
    fn read(&self, top: &Path, memory: &Memory, report: &mut Report) -> Found {
        let mut found = Found { log: self.log.clone(), ..Found::default() };
        let (mut folders, lines) = (Vec::new(), self.numbers());
        for (name, sort) in self.entries.iter().filter(|(name, _)| self.is_looked_into(name, &lines)) {
            match (sort, name.to_str()) {
                (Sort::Folder, _) => folders.push(name),
                // The log was read before.
                (Sort::File, Some(LOG_FILE)) => {}
                (Sort::File, Some(name)) => found.strays.push(name.to_owned()),
                _ => report.push(no_file(&format!("{EDITIONS}/{}", name.to_string_lossy()))),
            }
        }
        let read = |name: &OsString, report: &mut Report| folder::read(top, name, memory, report);
        let bags = side_by_side(folders, report, |name, report| (name.to_string_lossy(), read(name, report)));
        for (name, bag) in bags {
            match staged_number(&name) {
                Some(number) => found.staged.insert(number.to_owned(), bag),
                None => found.folders.insert(name.into_owned(), bag),
            };
        }
        found
    }

    /// What the lines of the log begin with.
    fn numbers(&self) -> BTreeSet<&[u8]> {
        let lines = self.log.as_deref().unwrap_or_default().split(|byte| *byte == b'\n');
        lines.filter_map(|line| line.split(|byte| *byte == b' ').next()).collect()
    }

    /// Everything but hidden scraps: of those, only the folder of an edition that the log counts or may be about to.
    fn is_looked_into(&self, name: &OsStr, lines: &BTreeSet<&[u8]>) -> bool {
        if !name.as_encoded_bytes().starts_with(b".") {
            return true;
        }
        let Some(number) = name.to_str().and_then(staged_number) else { return false };
        let log = self.log.as_deref().unwrap_or_default();
        let is_torn = log.last().is_some_and(|byte| *byte != b'\n');
        !self.entries.contains_key(OsStr::new(number)) && (lines.contains(number.as_bytes()) || is_torn)
    }
}

/// A file's bytes; none where there is no such file. Every other trouble is one: a disk that refuses is no emptiness.
#[expect(clippy::disallowed_methods, reason = "edge: reads the archive")]
fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn no_file(path: &str) -> Diagnostic {
    unreadable(path, "不是普通文件，或文件名不是 Unicode")
}

fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Location::file(path), format!("读不出来：{why}。"))
        .help("已公布的版本缺一不可；请检查磁盘和权限，或从备份恢复 content/editions。")
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own folder")]
mod tests;
