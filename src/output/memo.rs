//! What a run may remember of the one before, so that it need not do again what cannot have changed. A memo never makes
//! a difference but in time: without it, or when anything about it is doubtful, everything is done again.

use std::fs::Metadata;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::value::digest::Digest;

/// What the system tells of a file without reading it. As long as it tells the same, the file is what it was when it
/// was read: whoever writes to it changes the times, and the time of change cannot be set back. Version control systems
/// know by this which files of a folder to read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    /// When its bytes were last written.
    modified: Moment,
    /// When anything of it was last changed, its names among them.
    changed: Moment,
}

/// Seconds and nanoseconds since 1970, by the clock of the disk.
type Moment = (i64, i64);

impl Stamp {
    /// That of a file; none on systems that keep no time of change.
    #[cfg(unix)]
    pub(crate) fn of(file: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            device: file.dev(),
            inode: file.ino(),
            size: file.size(),
            modified: (file.mtime(), file.mtime_nsec()),
            changed: (file.ctime(), file.ctime_nsec()),
        })
    }

    /// That of a file; none on systems that keep no time of change.
    #[cfg(not(unix))]
    pub(crate) fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Its bytes, to make a digest of many.
    pub(crate) fn put_into(&self, bytes: &mut Vec<u8>) {
        let Self { device, inode, size, modified, changed } = self;
        [device, inode, size].into_iter().for_each(|number| bytes.extend(number.to_le_bytes()));
        for (seconds, nanoseconds) in [modified, changed] {
            bytes.extend(seconds.to_le_bytes());
            bytes.extend(nanoseconds.to_le_bytes());
        }
    }

    /// Whether nobody wrote to the file between two stamps, though it got or lost a name.
    pub(crate) fn is_same_file(&self, later: &Self) -> bool {
        Self { changed: later.changed, ..*self } == *later
    }
}

/// A memo that was read.
#[derive(Debug)]
pub(crate) struct Remembered<T> {
    /// What it says.
    pub(crate) it: T,
    written: Moment,
}

impl<T> Remembered<T> {
    /// Whether a file is as the memo knew it. One that changed in the moment in which the memo was written, as far as
    /// the disk's clock can tell, may have changed after it.
    pub(crate) fn vouches_for(&self, known: &Stamp, now: &Stamp) -> bool {
        known == now && known.changed < self.written
    }
}

/// A memo on the disk: what it says, after who wrote it and the digest of both.
#[derive(Serialize, Deserialize)]
struct Written<T> {
    program: Program,
    it: T,
}

/// The program: another one may check more, or make other pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Program {
    version: String,
    file: Stamp,
}

impl Program {
    /// This one; none where the system does not tell what runs.
    fn this() -> Option<Self> {
        let file = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
        Some(Self { version: env!("CARGO_PKG_VERSION").to_owned(), file: Stamp::of(&file)? })
    }
}

/// Reads the memo at a place; none if there is none, it is damaged, or another program wrote it.
pub(crate) fn read<T: DeserializeOwned>(place: &Path) -> Option<Remembered<T>> {
    let (bytes, stamp) = bytes_at(place)?;
    let (digest, text) = bytes.split_at_checked(64)?;
    if Digest::of(text).to_string().as_bytes() != digest {
        return None;
    }
    let Written { program, it } = serde_json::from_slice::<Written<T>>(text).ok()?;
    (program == Program::this()?).then_some(Remembered { it, written: stamp.modified })
}

#[expect(clippy::disallowed_methods, reason = "edge: reads memos")]
fn bytes_at(place: &Path) -> Option<(Vec<u8>, Stamp)> {
    use std::io::Read;
    let mut file = std::fs::File::open(place).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    Some((bytes, Stamp::of(&file.metadata().ok()?)?))
}

/// Writes a memo to a place. Where that is not possible there is none: it costs the next run nothing but time.
pub(crate) fn write<T: Serialize>(place: &Path, it: &T) {
    match Begun::at(place) {
        Some(begun) => begun.keep(it),
        None => forget(place),
    }
}

/// A memo that is about to be written. By a file that was made beside its place it is known what is old enough to be
/// vouched for.
#[derive(Debug)]
pub(crate) struct Begun {
    place: PathBuf,
    stamp: Stamp,
}

impl Begun {
    /// One that is begun now; none where the disk takes no file or the system keeps no time of change.
    pub(crate) fn at(place: &Path) -> Option<Self> {
        let stamp = Stamp::of(&partial_beside(place).ok()?.as_file().metadata().ok()?)?;
        Some(Self { place: place.to_owned(), stamp })
    }

    /// Whether every change of a file from now on shows, as far as the same disk's clock can tell: it was changed
    /// before this was begun. So a stamp that is taken before the file is read stands for what was read.
    pub(crate) fn is_after(&self, file: &Stamp) -> bool {
        file.device == self.stamp.device && file.changed < self.stamp.changed
    }

    /// Writes it to its place, or sees to it that there is none.
    pub(crate) fn keep<T: Serialize>(self, it: &T) {
        let text = Program::this().and_then(|program| serde_json::to_vec(&Written { program, it }).ok());
        if text.is_none_or(|text| put(&self.place, &text).is_err()) {
            forget(&self.place);
        }
    }
}

/// Writes a memo by way of a file beside its place: two runs may write at once, and one may be cut short.
fn put(place: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut partial = partial_beside(place)?;
    partial.write_all(Digest::of(text).to_string().as_bytes())?;
    partial.write_all(text)?;
    partial.persist(place)?;
    Ok(())
}

/// A file that is gone when it is let go of.
fn partial_beside(place: &Path) -> std::io::Result<NamedTempFile> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(PARTIAL.0).suffix(PARTIAL.1).tempfile_in(folder)
}

/// How the names of memos that are written begin and end: as those of memos.
const PARTIAL: (&str, &str) = (".", ".memo");

/// Removes a memo, so that nobody relies on it.
#[expect(clippy::disallowed_methods, reason = "edge: writes memos")]
pub(crate) fn forget(place: &Path) {
    // What cannot be removed vouches for files that are as they were, and for no others.
    let _ = std::fs::remove_file(place);
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own folder")]
mod tests {
    use super::*;

    fn stamp_of(place: &Path) -> Stamp {
        Stamp::of(&std::fs::metadata(place).unwrap()).unwrap()
    }

    #[test]
    fn a_memo_is_read_as_it_was_written_and_not_when_it_is_damaged() {
        let desk = tempfile::tempdir().unwrap();
        let place = desk.path().join("memo");
        assert!(read::<String>(&place).is_none());
        write(&place, &"乙");
        write(&place, &"甲");
        assert_eq!(read::<String>(&place).unwrap().it, "甲");
        let mut bytes = std::fs::read(&place).unwrap();
        for damage in [70, bytes.len() - 1] {
            bytes[damage] ^= 1;
            std::fs::write(&place, &bytes).unwrap();
            assert!(read::<String>(&place).is_none());
            bytes[damage] ^= 1;
        }
        std::fs::write(&place, &bytes[..bytes.len() - 1]).unwrap();
        assert!(read::<String>(&place).is_none(), "cut short");
        assert_eq!(std::fs::read_dir(desk.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_memo_of_another_program_is_none() {
        let desk = tempfile::tempdir().unwrap();
        let place = desk.path().join("memo");
        let program = Program { version: "0".to_owned(), ..Program::this().unwrap() };
        let text = serde_json::to_vec(&Written { program, it: "甲" }).unwrap();
        put(&place, &text).unwrap();
        assert!(read::<String>(&place).is_none());
    }

    #[test]
    fn whoever_writes_to_a_file_is_found_out_even_if_the_time_is_set_back() {
        let desk = tempfile::tempdir().unwrap();
        let file = desk.path().join("file");
        std::fs::write(&file, "甲").unwrap();
        let before = stamp_of(&file);
        let known = before.modified;
        std::thread::sleep(std::time::Duration::from_millis(30));
        std::fs::write(&file, "乙").unwrap();
        let long_ago = std::time::UNIX_EPOCH
            + std::time::Duration::new(known.0.unsigned_abs(), 0)
            + std::time::Duration::from_nanos(known.1.unsigned_abs());
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(long_ago).unwrap();
        let after = stamp_of(&file);
        assert_eq!((after.size, after.modified), (before.size, before.modified), "as if nothing had been");
        assert_ne!(after, before);
    }

    #[test]
    fn what_changed_as_a_memo_was_begun_may_change_again_unseen() {
        let desk = tempfile::tempdir().unwrap();
        let begun = Begun::at(&desk.path().join("memo")).unwrap();
        let (seconds, nanoseconds) = begun.stamp.changed;
        let before = Stamp { changed: (seconds - 1, nanoseconds), ..begun.stamp };
        assert!(begun.is_after(&before));
        assert!(!begun.is_after(&begun.stamp));
        assert!(!begun.is_after(&Stamp { device: before.device + 1, ..before }), "another disk, another clock");
        assert_eq!(std::fs::read_dir(desk.path()).unwrap().count(), 0, "a memo that is begun leaves nothing");
    }

    #[test]
    fn a_memo_does_not_vouch_for_what_changed_as_it_was_written() {
        let desk = tempfile::tempdir().unwrap();
        let file = desk.path().join("file");
        std::fs::write(&file, "甲").unwrap();
        let stamp = stamp_of(&file);
        let at = |written| Remembered { it: (), written };
        let (seconds, nanoseconds) = stamp.changed;
        assert!(at((seconds, nanoseconds + 1)).vouches_for(&stamp, &stamp));
        assert!(!at(stamp.changed).vouches_for(&stamp, &stamp));
        assert!(!at((seconds + 1, 0)).vouches_for(&Stamp { size: 0, ..stamp }, &stamp));
    }
}
