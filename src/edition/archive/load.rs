//! The edge that reads `content/editions`. What it means is [`verify`](super::verify)'s business.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::bag::Files;
use crate::settings::Root;

use super::{Archive, EDITIONS};

/// What is in `content/editions`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The bytes of the log; none when there is no log.
    pub(super) log: Option<Vec<u8>>,
    /// The files of each folder by their path in it.
    pub(super) folders: BTreeMap<String, Files>,
    /// Other files beside the log.
    pub(super) strays: Vec<String>,
}

impl Archive {
    /// Reads and verifies every edition: the log's chain, every digest, every bag, every count and sum. A site without
    /// `content/editions` has an empty archive; hidden entries beside the editions are the staging folders of a
    /// publication that was cut short, and count as nothing.
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
        let found = read(folder, report)?;
        Self::verified(found, report)
    }
}

fn read(top: &Path, report: &mut Report) -> Result<Found, Failed> {
    let mut found = Found::default();
    match top.try_exists() {
        Ok(true) => {}
        Ok(false) => return Ok(found),
        Err(error) => return report.fail(unreadable(EDITIONS, &error.to_string())),
    }
    let staging = |entry: &DirEntry| entry.depth() == 1 && entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(top).min_depth(1).sort_by_file_name().into_iter().filter_entry(|entry| !staging(entry)) {
        match entry {
            Ok(entry) => found.take(top, &entry, report),
            Err(error) => report.push(unreadable(EDITIONS, &error.to_string())),
        }
    }
    report.pass(found)
}

impl Found {
    /// Adds one entry of the disk.
    fn take(&mut self, top: &Path, entry: &DirEntry, report: &mut Report) {
        let below = entry.path().strip_prefix(top).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        let whole = format!("{EDITIONS}/{path}");
        if entry.file_type().is_dir() {
            if entry.depth() == 1 {
                self.folders.entry(path).or_default();
            }
            return;
        }
        if !entry.file_type().is_file() || below.to_str().is_none() {
            return report.push(unreadable(&whole, "不是普通文件，或文件名不是 Unicode"));
        }
        match read_file(entry.path()) {
            Ok(bytes) => self.sort_in(&path, bytes),
            Err(error) => report.push(unreadable(&whole, &error.to_string())),
        }
    }

    fn sort_in(&mut self, path: &str, bytes: Vec<u8>) {
        match path.split_once('/') {
            Some((folder, inside)) => {
                self.folders.entry(folder.to_owned()).or_default().insert(inside.to_owned(), bytes);
            }
            None if path == "log.txt" => self.log = Some(bytes),
            None => self.strays.push(path.to_owned()),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "edge: reads the archive")]
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Location::file(path), format!("读不出来：{why}。"))
        .help("已公布的版本缺一不可；请检查磁盘和权限，或从备份恢复 content/editions。")
}
