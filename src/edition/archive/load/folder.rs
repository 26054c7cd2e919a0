//! Reading one folder: each file once, and no more than one of payments at a time on each core.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{MAIN_SEPARATOR, Path};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::Report;
use crate::edition::bag::{BAG_INFO, EDITION_JSON};
use crate::edition::{Change, Edition};
use crate::value::digest::Digest;

use super::super::EDITIONS;
use super::super::read::{self, Bag, File, Known, Reading};
use super::look::{Look, each_place};
use super::memory::Memory;
use super::{no_file, read_if_there, unreadable};

/// The files of a folder; what of it cannot be read is in the report. Of one that looks as it did when it was verified
/// only what stays in memory is read.
pub(super) fn read(top: &Path, name: &OsStr, memory: &Memory, report: &mut Report) -> Bag {
    let folder = top.join(name);
    if let Some(bag) = as_verified(&folder, name, memory) {
        return bag;
    }
    let look = look(&folder, memory);
    let whole = |path: &str| format!("{EDITIONS}/{}/{path}", name.to_string_lossy());
    let Paths { files: mut paths, folders } = paths_in(&folder, &whole, report);
    let mut bag = Bag::default();
    if let Some(at) = paths.iter().position(|path| path == EDITION_JSON) {
        match read_if_there(&folder.join(paths.swap_remove(at))) {
            Ok(Some(json)) => {
                bag.edition = read::edition(&json);
                bag.files.insert(EDITION_JSON.to_owned(), File::Held(json));
            }
            Ok(None) => {}
            Err(error) => report.push(unreadable(&whole(EDITION_JSON), &error.to_string())),
        }
    }
    if let Some(look) = look.filter(|_| bag.edition.as_ref().is_some_and(|edition| has_all(edition, &folders))) {
        bag.reading = Reading::Steady(look.digest());
    }
    let known = Known::of(bag.edition.as_ref());
    let file = |path: String| -> (String, io::Result<Option<File>>) {
        let bytes = read_if_there(&folder.join(&path));
        let file = bytes.map(|bytes| bytes.map(|bytes| known.file(&path, bytes)));
        (path, file)
    };
    let files: Vec<_> = paths.into_par_iter().map(file).collect();
    for (path, file) in files {
        match file {
            Ok(Some(file)) => drop(bag.files.insert(path, file)),
            Ok(None) => {}
            Err(error) => report.push(unreadable(&whole(&path), &error.to_string())),
        }
    }
    bag
}

/// A folder that looks as it did when it was verified, without rows of payments; none if anything is doubtful.
fn as_verified(folder: &Path, name: &OsStr, memory: &Memory) -> Option<Bag> {
    let seal = memory.seal(name.to_str()?)?;
    let file = |path: &str| read_if_there(&folder.join(path)).ok();
    let json = file(EDITION_JSON)??;
    let edition = read::edition(&json)?;
    if Look::at(folder, &edition)?.digest() != seal.looks {
        return None;
    }
    let mut bag = Bag { reading: Reading::AsVerified(seal), ..Bag::default() };
    for (path, sha256) in held(&edition) {
        match file(&path)? {
            Some(bytes) if Digest::of(&bytes) == sha256 => drop(bag.files.insert(path, File::Held(bytes))),
            Some(_) => return None,
            // A later edition may have taken it away.
            None => {}
        }
    }
    bag.files.insert(BAG_INFO.to_owned(), File::Held(file(BAG_INFO)??));
    bag.files.insert(EDITION_JSON.to_owned(), File::Held(json));
    bag.edition = Some(edition);
    Some(bag)
}

/// The lists and notices that stay in memory.
fn held(edition: &Edition) -> impl Iterator<Item = (String, Digest)> {
    let lists = edition.lists.iter().filter(|entry| entry.change != Change::Withdrawn);
    let notices = edition.notices.iter().filter(|entry| entry.change != Change::Withdrawn);
    let lists = lists.map(|entry| (entry.path(), entry.sha256)).filter(|(path, _)| !read::is_of_payments(path));
    lists.chain(notices.map(|entry| (entry.path(), entry.sha256)))
}

/// How a folder looks before it is read, if whoever changes it from now on changes that.
fn look(folder: &Path, memory: &Memory) -> Option<Look> {
    let next = memory.next()?;
    let edition = read::edition(&read_if_there(&folder.join(EDITION_JSON)).ok()??)?;
    Look::at(folder, &edition).filter(|look| look.is_before(next))
}

/// Whether nothing is in a folder but what an edition's look tells of.
pub(super) fn holds_just(folder: &Path, edition: &Edition) -> bool {
    let mut report = Report::default();
    let Paths { files, folders } = paths_in(folder, &str::to_owned, &mut report);
    report.is_empty() && has_all(edition, &files) && has_all(edition, &folders)
}

/// Whether an edition's look tells of all these files or folders.
fn has_all(edition: &Edition, paths: &[String]) -> bool {
    let mut places = BTreeSet::new();
    each_place(edition, |path| {
        places.insert(path.to_owned());
    });
    paths.iter().all(|path| places.contains(path))
}

/// What is below a folder, by paths.
#[derive(Default)]
struct Paths {
    files: Vec<String>,
    folders: Vec<String>,
}

fn paths_in(folder: &Path, whole: &impl Fn(&str) -> String, report: &mut Report) -> Paths {
    let mut paths = Paths::default();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            // What a publication took away meanwhile: whether anything is missing is asked afterwards.
            Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => {
                report.push(unreadable(EDITIONS, &error.to_string()));
                continue;
            }
        };
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let (kind, path) = (entry.file_type(), below.to_string_lossy().replace(MAIN_SEPARATOR, "/"));
        match below.to_str() {
            _ if kind.is_dir() => paths.folders.push(path),
            Some(_) if kind.is_file() => paths.files.push(path),
            _ => report.push(no_file(&whole(&path))),
        }
    }
    paths
}
