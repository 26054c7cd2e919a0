//! The edge through which files are read: whole folders, in a fixed order, or nothing.

use std::path::Path;

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};

/// A file as read once.
#[derive(Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Path from the site's root, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl InputFile {
    /// A file of which only the path is known yet.
    pub fn named(path: &str) -> Self {
        Self { path: path.to_owned(), bytes: Vec::new() }
    }

    /// The name without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The name without its ending.
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// The ending in lower case, without the dot; empty when there is none.
    pub fn ending(&self) -> String {
        self.name().rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
    }

    /// Whether a spreadsheet program made it while a file of the rest of its name was open, and will take it away.
    pub fn is_lock(&self) -> bool {
        is_lock(&self.path)
    }

    /// The whole file as a place.
    pub fn location(&self) -> Location {
        Location::file(self.path.clone())
    }
}

/// Whether a path is that of a spreadsheet program's lock file: `~$taishan.xlsx`.
pub fn is_lock(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("~$"))
}

/// Nothing larger is taken into memory; a list is refused long before.
const LARGEST: u64 = 1 << 30;

/// Where files are read from, as often as they are asked for.
#[derive(Clone, Copy)]
pub enum Files<'a> {
    /// The disk, below a site's root.
    Below(&'a Path),
    /// Values, as if they stood on a disk in this order.
    #[cfg(any(test, fuzzing))]
    Given(&'a [InputFile]),
}

impl Files<'_> {
    /// The paths of the files in a folder, as [`paths_in`] gives them.
    pub fn paths(self, folder: &str, report: &mut Report) -> Vec<String> {
        match self {
            Self::Below(root) => paths_in(root, folder, report),
            #[cfg(any(test, fuzzing))]
            Self::Given(files) => files.iter().map(|file| file.path.clone()).collect(),
        }
    }

    /// One file that must be there.
    ///
    /// # Errors
    /// As of [`file_at`].
    pub fn read(self, path: &str, report: &mut Report) -> Result<InputFile, Failed> {
        match self {
            Self::Below(root) => file_at(root, path, report),
            #[cfg(any(test, fuzzing))]
            Self::Given(files) => match files.iter().find(|file| file.path == path) {
                Some(file) => Ok(file.clone()),
                None => report.fail(unreadable(path.to_owned(), "没有这个文件")),
            },
        }
    }
}

/// One file that must be there.
///
/// # Errors
/// When it cannot be read, or somebody writes it meanwhile.
pub fn file_at(root: &Path, path: &str, report: &mut Report) -> Result<InputFile, Failed> {
    match read_file(&root.join(path)) {
        Ok(Some(bytes)) => Ok(InputFile { path: path.to_owned(), bytes }),
        Ok(None) => report.fail(changed(path)),
        Err(error) => report.fail(unreadable(path.to_owned(), &error.to_string())),
    }
}

/// Every file below `root`/`folder`, by path. Hidden files, and a folder that does not exist, count as nothing.
///
/// # Errors
/// When a folder or file cannot be read, is no ordinary file, or has a name that is not Unicode: an error is never
/// taken for emptiness.
pub fn files_in(root: &Path, folder: &str, report: &mut Report) -> Result<Vec<InputFile>, Failed> {
    let paths = paths_in(root, folder, report);
    let files = paths.iter().filter_map(|path| file_at(root, path, report).ok()).collect();
    report.pass(files)
}

/// The paths of the files that [`files_in`] reads, in their order. What is wrong with others is in the report: one
/// that cannot be read keeps nobody from reading the rest.
pub fn paths_in(root: &Path, folder: &str, report: &mut Report) -> Vec<String> {
    let top = root.join(folder);
    match top.try_exists() {
        Ok(true) => {}
        Ok(false) => return Vec::new(),
        Err(error) => {
            report.push(unreadable(folder.to_owned(), &error.to_string()));
            return Vec::new();
        }
    }
    let mut paths = Vec::new();
    let hidden =
        |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => paths.extend(path_of(root, &entry, report)),
            Err(error) => report.push(unreadable(folder.to_owned(), &error.to_string())),
        }
    }
    paths
}

fn path_of(root: &Path, entry: &walkdir::DirEntry, report: &mut Report) -> Option<String> {
    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let path = below.to_string_lossy().replace('\\', "/");
    if !entry.file_type().is_file() || below.to_str().is_none() {
        let why = if below.to_str().is_none() { "文件名不是 Unicode" } else { NOT_A_FILE };
        report.push(unreadable(path, why));
        return None;
    }
    Some(path)
}

/// What is said of links, pipes and devices: nobody knows what is behind them.
const NOT_A_FILE: &str = "不是普通文件（是链接、管道或设备）";

/// A file's bytes; none if it was not the same before and after.
#[expect(clippy::disallowed_methods, reason = "edge: reads input files")]
fn read_file(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    if_steady(path, || std::fs::read(path))
}

/// What is read of an ordinary file, if its length and time are the same before and after.
fn if_steady(path: &Path, read: impl FnOnce() -> std::io::Result<Vec<u8>>) -> std::io::Result<Option<Vec<u8>>> {
    let state = || match std::fs::symlink_metadata(path)? {
        found if found.is_file() => Ok((found.len(), found.modified()?)),
        _ => Err(std::io::Error::other(NOT_A_FILE)),
    };
    let before = state()?;
    if before.0 > LARGEST {
        return Err(std::io::Error::other(format!("文件超过 {} MiB", LARGEST >> 20)));
    }
    let bytes = read()?;
    let is_steady = state()? == before && bytes.len() as u64 == before.0;
    Ok(is_steady.then_some(bytes))
}

/// That a file was not the same all the time.
pub fn changed(path: &str) -> Diagnostic {
    Diagnostic::error(Code::ChangedWhileRead, Location::file(path), "文件在读取的时候被改动了。")
        .help("请等文件保存或复制完，关闭打开它的程序，再运行一次。")
}

fn unreadable(path: String, why: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Location::file(path), format!("读不出来：{why}。"))
        .help("请检查文件是否完好、是否有权限读取。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_order_of_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test's own folder")]
        for name in ["b.csv", "a.csv", ".hidden"] {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        let files = files_in(folder.path(), "", &mut Report::default()).unwrap();
        assert_eq!(files.iter().map(InputFile::name).collect::<Vec<_>>(), ["a.csv", "b.csv"]);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test's own folder")]
    fn a_file_that_somebody_writes_meanwhile_is_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "1").unwrap();
        assert!(if_steady(&path, || std::fs::read(&path)).unwrap().is_some());
        let meanwhile = || {
            let bytes = std::fs::read(&path)?;
            std::fs::write(&path, "12")?;
            Ok(bytes)
        };
        assert!(if_steady(&path, meanwhile).unwrap().is_none());
    }

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test's own folder")]
    fn a_link_is_never_followed_and_hides_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.csv"), "1").unwrap();
        std::os::unix::fs::symlink("b.csv", folder.path().join("a.csv")).unwrap();
        let mut report = Report::default();
        assert_eq!(paths_in(folder.path(), "", &mut report), ["b.csv"]);
        assert!(file_at(folder.path(), "a.csv", &mut report).is_err());
        assert_eq!(report.count(crate::diagnostic::Severity::Error), 1, "the same is said of both ways");
    }

    #[test]
    fn a_missing_folder_has_no_files() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(files_in(folder.path(), "none", &mut Report::default()).unwrap().len(), 0);
    }
}
