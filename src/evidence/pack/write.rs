//! The edge that puts packs on disk: a new one never in the place of another, a larger one in the place of itself.
//!
//! A pack is written to a hidden file beside its place, synced, read back, and only then gets its name.

#![expect(clippy::disallowed_methods, reason = "edge: writes evidence packs")]

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};

use super::Pack;

/// Puts a pack into a folder, which is made if it is missing: as `<name>.zip`, or with `-2`, `-3` where that name is
/// taken. Returns where it is.
///
/// # Errors
/// When the disk refuses: nothing is there then.
pub fn write(folder: &Path, pack: &Pack, report: &mut Report) -> Result<PathBuf, Failed> {
    written(folder, pack).or_else(|error| report.fail(refused(folder, &error)))
}

/// Puts other bytes in the place of a pack, unless it is no longer what it was.
///
/// # Errors
/// When it changed meanwhile, somebody else is writing it, or the disk refuses: the old pack stands then.
pub fn replace(path: &Path, old: &[u8], new: &[u8], report: &mut Report) -> Result<(), Failed> {
    match replaced(path, old, new) {
        Ok(true) => Ok(()),
        Ok(false) => report.fail(
            Diagnostic::error(Code::Busy, place(path), "存证包在这期间被改动，或正在被另一个程序改动，没有写入。")
                .help("请等另一个程序结束，再运行一次。"),
        ),
        Err(error) => report.fail(refused(path, &error)),
    }
}

fn refused(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::Write, place(path), format!("写不出来：{error}。"))
        .help("请检查磁盘空间和写入权限后重试；原有的文件没有改动。")
}

fn place(path: &Path) -> Location {
    Location::file(path.display().to_string())
}

fn written(folder: &Path, pack: &Pack) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let staging = Staging::new(folder, &pack.name, &pack.bytes)?;
    for ending in std::iter::once(String::new()).chain((2_u32..).map(|number| format!("-{number}"))) {
        let path = folder.join(format!("{}{ending}.zip", pack.name));
        match staging.link(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(()) => {
                sync_folder(folder)?;
                return Ok(path);
            }
        }
    }
    Err(io::Error::other("没有空的文件名"))
}

/// Whether it was the old one, and is the new one now. The lock is on the pack itself: whoever comes second finds it
/// locked, or finds other bytes or another length in its place.
fn replaced(path: &Path, old: &[u8], new: &[u8]) -> io::Result<bool> {
    let mut pack = File::options().read(true).write(true).open(path)?;
    match pack.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(false),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let mut now = Vec::new();
    pack.read_to_end(&mut now)?;
    if now != old || fs::metadata(path)?.len() != old.len() as u64 {
        return Ok(false);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staging = Staging::new(folder, &name, new)?;
    fs::rename(&staging.0, path)?;
    sync_folder(folder)?;
    Ok(true)
}

/// A hidden file of this run's own, on disk and proved. It goes when this is dropped, unless it was renamed.
struct Staging(PathBuf);

impl Staging {
    fn new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<Self> {
        let hidden = folder.join(format!(".{name}.{}.partial", std::process::id()));
        let mut file = File::create_new(&hidden)?;
        let staging = Self(hidden);
        file.write_all(bytes)?;
        file.sync_all()?;
        if fs::read(&staging.0)? == bytes {
            Ok(staging)
        } else {
            Err(io::Error::other("写出后读回的内容与应写的不同"))
        }
    }

    /// Gives the file its place, if that is free. A disk without links gets a copy.
    fn link(&self, place: &Path) -> io::Result<()> {
        fs::hard_link(&self.0, place).or_else(|error| match error.kind() {
            ErrorKind::AlreadyExists => Err(error),
            _ => {
                let mut copy = File::create_new(place)?;
                copy.write_all(&fs::read(&self.0)?)?;
                copy.sync_all()
            }
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be taken away is hidden and harmless.
        drop(fs::remove_file(&self.0));
    }
}

/// Makes the names in a folder last. Only Unix lets a program ask for it.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::digest::{Digest, Fingerprint};

    fn pack(bytes: &[u8]) -> Pack {
        Pack { name: "a-2021-06-25".to_owned(), bytes: bytes.to_vec(), code: Fingerprint::of(&Digest::of(bytes)) }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn packs_are_only_added() {
        let desk = tempfile::tempdir().unwrap();
        let folder = desk.path().join("output/evidence");
        for bytes in [&b"one"[..], b"two", b"two"] {
            write(&folder, &pack(bytes), &mut Report::default()).unwrap();
        }
        assert_eq!(names(&folder), ["a-2021-06-25-2.zip", "a-2021-06-25-3.zip", "a-2021-06-25.zip"]);
        assert_eq!(fs::read(folder.join("a-2021-06-25.zip")).unwrap(), b"one");
    }

    #[test]
    fn a_pack_is_replaced_only_by_who_knows_it() {
        let desk = tempfile::tempdir().unwrap();
        let path = write(desk.path(), &pack(b"one"), &mut Report::default()).unwrap();
        let mut report = Report::default();
        assert!(replace(&path, b"other", b"larger", &mut report).is_err());
        assert_eq!(report.sorted()[0].code, Code::Busy);
        let held = File::options().read(true).open(&path).unwrap();
        held.lock().unwrap();
        assert!(replace(&path, b"one", b"larger", &mut Report::default()).is_err(), "somebody else has it");
        drop(held);
        replace(&path, b"one", b"larger", &mut Report::default()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"larger");
        assert_eq!(names(desk.path()), ["a-2021-06-25.zip"]);
    }

    #[test]
    fn a_disk_that_refuses_is_told_and_nothing_stays() {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("file"), "").unwrap();
        let mut report = Report::default();
        assert!(write(&desk.path().join("file"), &pack(b"one"), &mut report).is_err());
        assert_eq!(report.sorted()[0].code, Code::Write);
        assert_eq!(names(desk.path()), ["file"]);
    }
}
