//! One finished file in a folder beside others: whole or not at all, and none of the others touched.

use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::{Failed, Report};
use crate::value::digest::Digest;

use super::disk::{self, Trouble};
use super::told;

/// What a file is called in its folder until it is whole. One that a run left behind is removed by the next.
const PARTIAL: &str = ".gongshi.partial";

/// Writes a file whose name says what it holds. What stands there with the same bytes stays; other bytes are replaced
/// at once.
///
/// # Errors
/// When the disk fails: what stood there stands there still.
pub fn write_single(folder: &Path, name: &str, bytes: &[u8], report: &mut Report) -> Result<(), Failed> {
    put(folder, name, bytes).or_else(|trouble| report.fail(told(&trouble)))
}

/// As [`write_single`], for a file that is never whole in memory: `make` writes it from its beginning to its end.
///
/// # Errors
/// As [`write_single`]; also what `make` could not read.
pub fn write_single_as_made(
    folder: &Path,
    name: &str,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    report: &mut Report,
) -> Result<(), Failed> {
    put_as_made(folder, name, make).or_else(|trouble| report.fail(told(&trouble)))
}

/// Writes a file in a place that somebody named. What stands there with the same bytes stays.
///
/// # Errors
/// When something else stands there, which is then left alone, or the disk fails.
pub fn write_single_new(folder: &Path, name: &str, bytes: &[u8], report: &mut Report) -> Result<(), Failed> {
    let is_free = |place: &Path| Ok(!disk::exists(place)? || disk::holds(place, bytes)?);
    let written = match is_free(&folder.join(name)) {
        Ok(true) => put(folder, name, bytes),
        Ok(false) => Err(Trouble::not_ours(&folder.join(name), "这里已有内容不同的同名文件".to_owned())),
        Err(trouble) => Err(trouble),
    };
    written.or_else(|trouble| report.fail(told(&trouble)))
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
    whole(folder, name, |partial, place| {
        if disk::exists(place)? && disk::holds(place, bytes)? {
            return disk::sync_and_prove(place, &Digest::of(bytes));
        }
        disk::write_new(partial, bytes)?;
        disk::sync_and_prove(partial, &Digest::of(bytes))?;
        disk::rename(partial, place)
    })
}

fn put_as_made(folder: &Path, name: &str, make: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Trouble> {
    whole(folder, name, |partial, place| {
        let digest = disk::write_new_as_made(partial, make)?;
        if disk::exists(place)? && disk::digest_of(place)? == digest {
            disk::sync_file(place)?;
            return disk::remove_file(partial);
        }
        disk::sync_and_prove(partial, &digest)?;
        disk::rename(partial, place)
    })
}

/// Brings a file to its place by way of a partial one, of which nothing stays when that fails.
fn whole(folder: &Path, name: &str, write: impl FnOnce(&Path, &Path) -> Result<(), Trouble>) -> Result<(), Trouble> {
    let partial = folder.join(PARTIAL);
    disk::create_all(folder)?;
    disk::remove_file(&partial)?;
    write(&partial, &folder.join(name)).inspect_err(|_| drop(disk::remove_file(&partial)))?;
    disk::sync_folder(folder)?;
    folder.parent().map_or(Ok(()), disk::sync_folder)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own folder")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_and_its_neighbours_are_left_alone() {
        let desk = tempfile::tempdir().unwrap();
        let folder = desk.path().join("output/upload");
        put(&folder, "a.zip", b"1").unwrap();
        std::fs::write(folder.join(PARTIAL), "cut sh").unwrap();
        put(&folder, "b.zip", b"2").unwrap();
        put(&folder, "b.zip", b"3").unwrap();
        put(&folder, "b.zip", b"3").unwrap();
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        assert_eq!((read("a.zip"), read("b.zip")), (b"1".to_vec(), b"3".to_vec()));
        assert!(!folder.join(PARTIAL).exists());
    }

    #[test]
    fn a_file_is_written_as_it_is_made_and_stays_when_it_is_the_same() {
        let desk = tempfile::tempdir().unwrap();
        let put = |text: &'static str| put_as_made(desk.path(), "a.zip", |out| out.write_all(text.as_bytes()));
        let at = desk.path().join("a.zip");
        put("1").unwrap();
        let first = std::fs::metadata(&at).unwrap().modified().unwrap();
        put("1").unwrap();
        assert_eq!(std::fs::metadata(&at).unwrap().modified().unwrap(), first);
        put("2").unwrap();
        assert!(put_as_made(desk.path(), "a.zip", |_| Err(io::Error::other("gone"))).is_err());
        assert_eq!(std::fs::read(&at).unwrap(), b"2");
        assert!(!desk.path().join(PARTIAL).exists());
    }

    #[test]
    fn a_disk_that_refuses_leaves_nothing_half_done() {
        let desk = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(desk.path().join("a.zip/x")).unwrap();
        assert!(put(desk.path(), "a.zip", b"1").is_err(), "a folder is in the way");
        assert!(!desk.path().join(PARTIAL).exists() && desk.path().join("a.zip/x").is_dir());
        std::fs::write(desk.path().join("file"), "").unwrap();
        assert!(put(&desk.path().join("file"), "a.zip", b"1").is_err(), "it is no folder");
    }
}
