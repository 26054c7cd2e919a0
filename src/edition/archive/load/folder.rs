//! Reading one folder: each file once, and no more than one of payments at a time on each core.

use std::ffi::OsStr;
use std::io;
use std::path::{MAIN_SEPARATOR, Path};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::Report;
use crate::edition::bag::EDITION_JSON;

use super::super::EDITIONS;
use super::super::read::{self, Bag, File, Known};
use super::{no_file, read_if_there, unreadable};

/// The files of a folder; what of it cannot be read is in the report.
pub(super) fn read(top: &Path, name: &OsStr, report: &mut Report) -> Bag {
    let folder = top.join(name);
    let whole = |path: &str| format!("{EDITIONS}/{}/{path}", name.to_string_lossy());
    let mut paths = paths_in(&folder, &whole, report);
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

/// The paths of the files below a folder.
fn paths_in(folder: &Path, whole: &impl Fn(&str) -> String, report: &mut Report) -> Vec<String> {
    let mut paths = Vec::new();
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
        match below.to_str() {
            _ if entry.file_type().is_dir() => {}
            Some(path) if entry.file_type().is_file() => paths.push(path.replace(MAIN_SEPARATOR, "/")),
            _ => report.push(no_file(&whole(&below.to_string_lossy().replace(MAIN_SEPARATOR, "/")))),
        }
    }
    paths
}
