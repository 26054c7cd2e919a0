//! The single calls that touch the disk. Each says in which place it failed.

#![expect(clippy::disallowed_methods, reason = "edge: writes finished files")]

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use walkdir::WalkDir;

use crate::output::memo::Stamp;
use crate::value::digest::{Digest, Digesting};

/// So much of a file is in memory at once.
const PIECE: usize = 1 << 16;

/// Why a site was not written.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Something there is not of this program's making.
    NotOurs {
        /// Where.
        path: PathBuf,
        /// What it is, as a Chinese clause.
        why: String,
    },
    /// The disk refused.
    Disk {
        /// Where.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
    /// Another run of the program writes here.
    Busy {
        /// Where.
        path: PathBuf,
    },
    /// What was read back is not what was written.
    Differs {
        /// Where.
        path: PathBuf,
    },
}

impl Trouble {
    pub(super) fn not_ours(path: &Path, why: String) -> Self {
        Self::NotOurs { path: path.to_path_buf(), why }
    }

    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |error| Self::Disk { path: path.to_path_buf(), error }
    }
}

/// What stands at a place; a symbolic link is not followed.
pub(super) fn kind(path: &Path) -> Result<Option<fs::FileType>, Trouble> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found.file_type())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Trouble::at(path)(error)),
    }
}

/// Whether anything stands at a place.
pub(super) fn exists(path: &Path) -> Result<bool, Trouble> {
    kind(path).map(|kind| kind.is_some())
}

/// Whether a folder holds nothing, hidden files included.
pub(super) fn is_empty(folder: &Path) -> Result<bool, Trouble> {
    match WalkDir::new(folder).min_depth(1).max_depth(1).into_iter().next() {
        None => Ok(true),
        Some(Ok(_)) => Ok(false),
        Some(Err(error)) => Err(Trouble::at(folder)(error.into())),
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(path).map_err(Trouble::at(path))
}

/// As [`read`], for those who know no places: the error names it.
pub(super) fn read_named(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path).map_err(|error| io::Error::new(error.kind(), format!("{}：{error}", path.display())))
}

/// Whether a file has these bytes.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> Result<bool, Trouble> {
    proof(path, bytes).map(|proof| proof.is_some())
}

/// What is known of a file that was read and has the bytes that it must have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof(pub(super) Option<Stamp>);

/// Proves that a file has these bytes; none if it has others. Its length is asked first: most changed files have
/// another one. Its stamp is of before it was read: who writes to it meanwhile is found out later.
pub(super) fn proof(path: &Path, bytes: &[u8]) -> Result<Option<Proof>, Trouble> {
    let proved = || {
        let file = File::open(path)?;
        let found = file.metadata()?;
        let holds = found.len() == bytes.len() as u64 && reads_as(file, bytes)?;
        Ok(holds.then(|| Proof(Stamp::of(&found))))
    };
    proved().map_err(Trouble::at(path))
}

/// What the system tells of a file now; none if it does not, or there is no such file.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).and_then(|found| Stamp::of(&found))
}

/// Whether these bytes and no others can be read, a piece at a time.
fn reads_as(mut file: File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut piece = vec![0; PIECE.min(bytes.len() + 1)];
    loop {
        let read = match file.read(&mut piece) {
            Ok(0) => return Ok(bytes.is_empty()),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        match bytes.strip_prefix(&piece[..read]) {
            Some(rest) => bytes = rest,
            None => return Ok(false),
        }
    }
}

pub(super) fn create_all(folder: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(folder).map_err(Trouble::at(folder))
}

pub(super) fn create(folder: &Path) -> Result<(), Trouble> {
    fs::create_dir(folder).map_err(Trouble::at(folder))
}

/// Writes a file that must not exist yet. It is not safe before [`sync_and_prove`].
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    File::create_new(path).and_then(|mut file| file.write_all(bytes)).map_err(Trouble::at(path))
}

/// A folder that only its owner may enter, where the system knows owners.
pub(super) fn create_private(folder: &Path) -> Result<(), Trouble> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "no owners, no modes"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(Trouble::at(folder))
}

/// As [`write_new`], for a file that only its owner may read.
pub(super) fn write_new_private(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).and_then(|mut file| file.write_all(bytes)).map_err(Trouble::at(path))
}

/// Brings a file to the disk and proves that it can be read back. Files are synced after all of them are written,
/// when the disk has most of them already.
pub(super) fn sync_and_prove(path: &Path, digest: &Digest) -> Result<(), Trouble> {
    sync_file(path)?;
    if digest_of(path)? == *digest { Ok(()) } else { Err(Trouble::Differs { path: path.to_path_buf() }) }
}

/// The digest of a file, read a piece at a time.
pub(super) fn digest_of(path: &Path) -> Result<Digest, Trouble> {
    let mut digesting = Digesting::default();
    let mut file = File::open(path).map_err(Trouble::at(path))?;
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(digesting.digest()),
            Ok(read) => digesting.add(&piece[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Trouble::at(path)(error)),
        }
    }
}

/// Writes a file that must not exist yet, as it is made, and gives its digest. It is not safe before
/// [`sync_and_prove`].
pub(super) fn write_new_as_made(
    path: &Path,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Digest, Trouble> {
    let written = || {
        let file = Digested { file: File::create_new(path)?, digesting: Digesting::default() };
        let mut buffered = BufWriter::with_capacity(PIECE, file);
        make(&mut buffered)?;
        Ok(buffered.into_inner()?.digesting.digest())
    };
    written().map_err(Trouble::at(path))
}

/// A file with the digest of what was written to it.
struct Digested {
    file: File,
    digesting: Digesting,
}

impl Write for Digested {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digesting.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Brings a file to the disk.
pub(super) fn sync_file(path: &Path) -> Result<(), Trouble> {
    File::open(path).and_then(|file| file.sync_all()).map_err(Trouble::at(path))
}

/// Brings a folder's entries to the disk, where the system can do that.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Trouble> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(Trouble::at(folder))?;
    }
    Ok(())
}

/// Keeps other runs of the program away from a folder until the value is dropped. Only Unix lets a program lock a
/// folder, and not on every disk: where it cannot be, nothing is.
pub(super) fn lock_folder(folder: &Path) -> Result<Option<File>, Trouble> {
    if cfg!(not(unix)) {
        return Ok(None);
    }
    let lock = File::open(folder).map_err(Trouble::at(folder))?;
    let mut tries = TRIES;
    loop {
        tries -= 1;
        match lock.try_lock() {
            Ok(()) => return Ok(Some(lock)),
            Err(TryLockError::WouldBlock) if tries > 0 => std::thread::sleep(A_MOMENT),
            Err(TryLockError::WouldBlock) => return Err(Trouble::Busy { path: folder.to_path_buf() }),
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(Trouble::at(folder)(error)),
        }
    }
}

/// So often a lock is asked for: a process that is just being started holds a copy of its parent's for a moment.
const TRIES: usize = 5;

/// The time between.
const A_MOMENT: Duration = Duration::from_millis(20);

/// Gives an unchanged file a second place, or a copy with the same time stamp where the disk has no links.
pub(super) fn link(from: &Path, to: &Path) -> Result<(), Trouble> {
    fs::hard_link(from, to).or_else(|_| copy(from, to)).map_err(Trouble::at(to))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let modified_at = fs::metadata(from)?.modified()?;
    let mut copy = File::create_new(to)?;
    copy.write_all(&fs::read(from)?)?;
    copy.set_modified(modified_at)?;
    copy.sync_all()
}

pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Trouble> {
    fs::rename(from, to).map_err(Trouble::at(from))
}

/// Removes a file; one that is gone already is no trouble.
pub(super) fn remove_file(path: &Path) -> Result<(), Trouble> {
    gone(fs::remove_file(path)).map_err(Trouble::at(path))
}

/// Removes a folder that must be empty; one that is gone already is no trouble.
pub(super) fn remove_folder(path: &Path) -> Result<(), Trouble> {
    gone(fs::remove_dir(path)).map_err(Trouble::at(path))
}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_the_time_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a"), folder.path().join("b"));
        write_new(&from, b"abc").unwrap();
        let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_618_876_800);
        File::options().write(true).open(&from).unwrap().set_modified(long_ago).unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(fs::metadata(&to).unwrap().modified().unwrap(), long_ago);
        assert!(holds(&to, b"abc").unwrap());
    }

    #[test]
    fn a_file_that_reads_back_otherwise_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_new(&path, b"abc").unwrap();
        assert!(matches!(sync_and_prove(&path, &Digest::of(b"abd")), Err(Trouble::Differs { .. })));
        assert!(matches!(write_new(&path, b"abc"), Err(Trouble::Disk { .. })));
    }
}
