//! The edge that makes files in folders of others: each where nothing stands yet, all of them or none.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::value::digest::Digest;

use super::disk::{self, Trouble};

/// A file that must not exist yet, or hold the same already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Path below the folder, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl NewFile {
    /// A file at a path.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Created {
    /// Files that are new.
    pub written: usize,
    /// Files that were there with the same bytes.
    pub unchanged: usize,
}

/// Whether a folder is empty or does not exist.
///
/// # Errors
/// When anything is in it, or it is no folder.
pub fn must_be_empty(folder: &Path, report: &mut Report) -> Result<(), Failed> {
    match is_empty(folder) {
        Ok(true) => Ok(()),
        Ok(false) => {
            let found = Diagnostic::error(Code::NotOurs, place(folder), "这里不是空的文件夹，没有建立站点。");
            report.fail(found.help("请换一个新的文件夹名，或先把里面的文件（隐藏的也算）移到别处。"))
        }
        Err(trouble) => report.fail(told(&trouble)),
    }
}

fn is_empty(folder: &Path) -> Result<bool, Trouble> {
    Ok(!disk::exists(folder)? || folder.is_dir() && disk::is_empty(folder)?)
}

/// Makes folders and files below a folder, the files in this order. What stands there with the same bytes is left
/// alone.
///
/// # Errors
/// When something else stands in a file's place (nothing is written then), or the disk fails: what was made before is
/// removed again.
pub fn create(folder: &Path, folders: &[String], files: &[NewFile], report: &mut Report) -> Result<Created, Failed> {
    let mut new = Vec::new();
    for file in files {
        match stands_at(&folder.join(&file.path), file) {
            Ok(Standing::Nothing) => new.push(file),
            Ok(Standing::Same) => {}
            Ok(Standing::Other) => report.push(in_the_way(&folder.join(&file.path))),
            Err(trouble) => report.push(told(&trouble)),
        }
    }
    let new = report.pass(new)?;
    let mut made = Made::default();
    match made.all(folder, folders, &new) {
        Ok(()) => Ok(Created { written: new.len(), unchanged: files.len() - new.len() }),
        Err(trouble) => {
            made.undo();
            report.fail(told(&trouble))
        }
    }
}

/// What stands where a file is to go.
enum Standing {
    Nothing,
    Same,
    Other,
}

fn stands_at(path: &Path, file: &NewFile) -> Result<Standing, Trouble> {
    Ok(match disk::kind(path)? {
        None => Standing::Nothing,
        Some(kind) if kind.is_file() && disk::holds(path, &file.bytes)? => Standing::Same,
        Some(_) => Standing::Other,
    })
}

fn in_the_way(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::NotOurs, place(path), "这里已有内容不同的同名文件，没有覆盖，什么也没有写。")
        .help("请先把它移到别处或删去，再运行一次；也可以换一个文件夹。")
}

fn told(trouble: &Trouble) -> Diagnostic {
    let (path, why) = match trouble {
        Trouble::NotOurs { path, why } => (path, why.clone()),
        Trouble::Disk { path, error } => (path, format!("写不出来：{error}")),
        Trouble::Busy { path } => (path, "另一个程序正在写".to_owned()),
        Trouble::Differs { path } => (path, "写出后读回的内容与应写的不同".to_owned()),
    };
    Diagnostic::error(Code::Write, place(path), format!("{why}。"))
        .help("请检查磁盘空间和写入权限后重试；这一次写的文件已经撤回，原有的文件没有改动。")
}

fn place(path: &Path) -> Location {
    Location::file(path.display().to_string())
}

/// What this run has made, in order.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn all(&mut self, folder: &Path, folders: &[String], files: &[&NewFile]) -> Result<(), Trouble> {
        self.folder(folder)?;
        folders.iter().try_for_each(|below| self.folder(&folder.join(below)))?;
        for file in files {
            let path = folder.join(&file.path);
            path.parent().map_or(Ok(()), |parent| self.folder(parent))?;
            self.file(&path, &file.bytes)?;
        }
        self.folders.iter().chain([&folder.to_path_buf()]).try_for_each(|folder| disk::sync_folder(folder))
    }

    /// Makes a file. One that somebody else has just made in its place is not ours to remove.
    fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        let written = disk::write_new(path, bytes);
        let is_others =
            matches!(&written, Err(Trouble::Disk { error, .. }) if error.kind() == ErrorKind::AlreadyExists);
        if !is_others {
            self.files.push(path.to_path_buf());
        }
        written.and_then(|()| disk::sync_and_prove(path, &Digest::of(bytes)))
    }

    /// Makes a folder and those above it, as far as they are missing.
    fn folder(&mut self, folder: &Path) -> Result<(), Trouble> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        folder.parent().map_or(Ok(()), |parent| self.folder(parent))?;
        disk::create(folder)?;
        self.folders.push(folder.to_path_buf());
        Ok(())
    }

    /// Removes what was made, as far as the disk lets it: the failure itself is told, and nothing else was touched.
    fn undo(&self) {
        for file in self.files.iter().rev() {
            let _ = disk::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = disk::remove_folder(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test's own folder")]

    use std::fs;

    use super::*;

    fn files() -> Vec<NewFile> {
        vec![NewFile::new("a/一.txt", "甲"), NewFile::new(".hidden", "乙")]
    }

    fn create_in(folder: &Path, files: &[NewFile]) -> Result<Created, String> {
        let mut report = Report::default();
        create(folder, &["b/c".to_owned()], files, &mut report).map_err(|_| report.sorted()[0].to_string())
    }

    #[test]
    fn files_are_made_once_and_left_alone_then() {
        let desk = tempfile::tempdir().unwrap();
        let folder = desk.path().join("new/site");
        assert!(must_be_empty(&folder, &mut Report::default()).is_ok());
        assert_eq!(create_in(&folder, &files()), Ok(Created { written: 2, unchanged: 0 }));
        assert_eq!(fs::read_to_string(folder.join("a/一.txt")).unwrap(), "甲");
        assert!(folder.join("b/c").is_dir());
        assert_eq!(create_in(&folder, &files()), Ok(Created { written: 0, unchanged: 2 }));
        assert!(must_be_empty(&folder, &mut Report::default()).is_err());
    }

    #[test]
    fn nothing_is_overwritten_and_then_nothing_is_written() {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join(".hidden"), "别人的").unwrap();
        let told = create_in(desk.path(), &files()).unwrap_err();
        assert!(told.starts_with("错误[not-ours] 这里已有内容不同的同名文件"), "{told}");
        assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(desk.path().join(".hidden")).unwrap(), "别人的");
    }

    #[test]
    fn what_was_made_goes_again_when_the_disk_refuses() {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("file"), "").unwrap();
        let below_a_file = [NewFile::new("a/b.txt", "甲"), NewFile::new("file/c.txt", "乙")];
        let told = create_in(desk.path(), &below_a_file).unwrap_err();
        assert!(told.starts_with("错误[write]"), "{told}");
        assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1, "only what was there");
    }

    #[test]
    fn a_file_is_no_empty_folder() {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("file"), "").unwrap();
        assert!(must_be_empty(&desk.path().join("file"), &mut Report::default()).is_err());
        assert!(must_be_empty(&desk.path().join("none"), &mut Report::default()).is_ok());
    }
}
