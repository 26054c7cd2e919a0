//! The edge that reads the rows of one list of payments again: they stay on the disk, however many there are.

#![expect(clippy::disallowed_methods, reason = "edge: reads rows of the archive again")]

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::edition::{EditionNumber, ListEntry};
use crate::value::digest::Digest;

use super::{EDITIONS, staging};

/// The rows of a list of payments: read again whenever they are needed, and only if they are still what was verified.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    pub(super) edition: EditionNumber,
    pub(super) entry: &'a ListEntry,
    pub(super) rows: Rows<'a>,
}

/// Wherever they are, they are what the entry says.
impl PartialEq for Stored<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.edition, self.entry) == (other.edition, other.entry)
    }
}

impl Eq for Stored<'_> {}

/// Where rows are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rows<'a> {
    /// In an edition that was drafted and is not on the disk.
    Memory(&'a [u8]),
    /// In the editions of a folder.
    Disk(&'a Path),
}

/// Rows that were there when the editions were verified and cannot be read any more, or are others by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost(Box<Diagnostic>);

impl Lost {
    /// What a person is told of it.
    pub fn diagnostic(self) -> Diagnostic {
        *self.0
    }

    fn of(edition: EditionNumber, entry: &ListEntry, why: &str) -> Self {
        let place = Location::file(format!("{EDITIONS}/{edition}/{}", entry.path()));
        let message = format!("第 {edition} 版的这份清单核对之后再读时{why}。");
        let help = "程序运行时 content/editions 被改动，或者磁盘出错；请先运行 gongshi verify 核对，再重新运行。";
        Self(Box::new(Diagnostic::error(Code::ChangedWhileRead, place, message).help(help)))
    }
}

impl<'a> Stored<'a> {
    /// The bytes, as they were verified.
    pub(super) fn bytes(&self) -> Result<Cow<'a, [u8]>, Lost> {
        let lost = |why: &str| Lost::of(self.edition, self.entry, why);
        let top = match self.rows {
            Rows::Memory(bytes) => return Ok(Cow::Borrowed(bytes)),
            Rows::Disk(top) => top,
        };
        match self.read(top) {
            Ok(Some(bytes)) if self.is_verified(&bytes) => Ok(Cow::Owned(bytes)),
            Ok(Some(_)) => Err(lost("内容变了")),
            Ok(None) => Err(lost("不见了")),
            Err(error) => Err(lost(&format!("读不出来：{error}"))),
        }
    }

    fn is_verified(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.entry.bytes && Digest::of(bytes) == self.entry.sha256
    }

    /// What is there; none where nothing is. An edition that the log counts may be about to take its place: then it is
    /// found in one or the other.
    fn read(&self, top: &Path) -> io::Result<Option<Vec<u8>>> {
        let (place, path) = (top.join(self.edition.to_string()), self.entry.path());
        for folder in [&place, &top.join(staging(self.edition)), &place] {
            match read_up_to(&folder.join(&path), self.entry.bytes) {
                Ok(bytes) => return Ok(Some(bytes)),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

/// A file's bytes, of a longer one enough to see that it is.
fn read_up_to(path: &Path, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default().saturating_add(1));
    File::open(path)?.take(size.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
