//! The edge that reads `content/editions`. What it means is [`verify`](super::verify)'s business.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind};
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::bag::Files;
use crate::edition::log::LOG_FILE;
use crate::settings::Root;

use super::unfinished::{Unfinished, staged_number};
use super::{Archive, EDITIONS};

/// What is in `content/editions`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The bytes of the log; none when there is no log.
    pub(super) log: Option<Vec<u8>>,
    /// The files of each folder by their path in it.
    pub(super) folders: BTreeMap<String, Files>,
    /// The same of editions that are written and have not taken their place, by the name that they will have.
    pub(super) staged: BTreeMap<String, Files>,
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
    /// # Errors
    /// When anything cannot be read, or is not exactly as it was published. Each violation is a diagnostic of its own.
    pub fn load(root: &Root, report: &mut Report) -> Result<Self, Failed> {
        Self::load_folder(&root.join(EDITIONS), report)
    }

    /// The same of editions in any folder; findings name it as if it stood in a root.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_folder(folder: &Path, report: &mut Report) -> Result<Self, Failed> {
        let (archive, unfinished) = Self::load_unfinished(folder, report)?;
        unfinished.iter().for_each(|work| report.push(work.warning()));
        Ok(archive)
    }

    /// The same, with the work that is to be finished and is not in the report.
    pub(in crate::edition) fn load_unfinished(
        folder: &Path,
        report: &mut Report,
    ) -> Result<(Self, Vec<Unfinished>), Failed> {
        let found = read_still(folder, report)?;
        Self::verified(found, report)
    }
}

/// What is there, read while nobody moved it: a publication may be running beside.
fn read_still(top: &Path, report: &mut Report) -> Result<Found, Failed> {
    let mut before = seen(top, report)?;
    let mut readings = READINGS;
    loop {
        readings -= 1;
        let mut of_this_reading = Report::default();
        let found = before.read(top, &mut of_this_reading);
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
    names: BTreeSet<OsString>,
}

fn seen(top: &Path, report: &mut Report) -> Result<Seen, Failed> {
    let look = || -> io::Result<Seen> {
        if !top.try_exists()? {
            return Ok(Seen::default());
        }
        let names = WalkDir::new(top).min_depth(1).max_depth(1).into_iter();
        let names = names.map(|entry| Ok(entry?.file_name().to_owned())).collect::<io::Result<_>>()?;
        let log = read_if_there(&top.join(LOG_FILE));
        Ok(Seen { log: log.map_err(|error| io::Error::new(error.kind(), format!("{LOG_FILE}：{error}")))?, names })
    };
    look().or_else(|error| report.fail(unreadable(EDITIONS, &error.to_string())))
}

impl Seen {
    fn read(&self, top: &Path, report: &mut Report) -> Found {
        let mut found = Found { log: self.log.clone(), ..Found::default() };
        if self.names.is_empty() {
            return found;
        }
        let walk = WalkDir::new(top).min_depth(1).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() > 1 || self.is_looked_into(entry.file_name())) {
            match entry {
                Ok(entry) => found.take(top, &entry, report),
                // What a publication took away meanwhile: whether anything is missing is asked afterwards.
                Err(error) if error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound) => {}
                Err(error) => report.push(unreadable(EDITIONS, &error.to_string())),
            }
        }
        found
    }

    /// Everything but hidden scraps: of those, only the folder of an edition that the log counts or may be about to.
    fn is_looked_into(&self, name: &OsStr) -> bool {
        if !name.as_encoded_bytes().starts_with(b".") {
            return true;
        }
        let Some(number) = name.to_str().and_then(staged_number) else { return false };
        let log = self.log.as_deref().unwrap_or_default();
        let last = log.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let counts = log.split(|byte| *byte == b'\n').any(|line| line.starts_with(format!("{number} ").as_bytes()));
        !self.names.contains(OsStr::new(number)) && (counts || !last.is_empty())
    }
}

impl Found {
    /// Adds one entry of the disk.
    fn take(&mut self, top: &Path, entry: &DirEntry, report: &mut Report) {
        let below = entry.path().strip_prefix(top).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        let whole = format!("{EDITIONS}/{path}");
        if entry.file_type().is_dir() {
            if entry.depth() == 1 {
                self.folder(&path);
            }
            return;
        }
        if !entry.file_type().is_file() || below.to_str().is_none() {
            return report.push(unreadable(&whole, "不是普通文件，或文件名不是 Unicode"));
        }
        // The log was read before.
        if path == LOG_FILE {
            return;
        }
        match read_if_there(entry.path()) {
            Ok(Some(bytes)) => self.sort_in(&path, bytes),
            Ok(None) => {}
            Err(error) => report.push(unreadable(&whole, &error.to_string())),
        }
    }

    fn sort_in(&mut self, path: &str, bytes: Vec<u8>) {
        match path.split_once('/') {
            Some((folder, inside)) => {
                self.folder(folder).insert(inside.to_owned(), bytes);
            }
            None => self.strays.push(path.to_owned()),
        }
    }

    fn folder(&mut self, name: &str) -> &mut Files {
        match staged_number(name) {
            Some(number) => self.staged.entry(number.to_owned()).or_default(),
            None => self.folders.entry(name.to_owned()).or_default(),
        }
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

fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Location::file(path), format!("读不出来：{why}。"))
        .help("已公布的版本缺一不可；请检查磁盘和权限，或从备份恢复 content/editions。")
}
