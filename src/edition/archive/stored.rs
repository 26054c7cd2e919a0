//! The edge that reads the rows of one list of payments again: they stay on the disk, however many there are.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::edition::{EditionNumber, ListEntry};

use super::EDITIONS;

/// The rows of a list of payments: read again whenever they are needed, and only if they are still what was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored<'a> {
    pub(super) edition: EditionNumber,
    pub(super) entry: &'a ListEntry,
    pub(super) bytes: &'a [u8],
}

/// Rows that were there when the editions were verified and cannot be read any more, or are others by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost(Box<Diagnostic>);

impl Lost {
    /// What a person is told of it.
    pub fn diagnostic(self) -> Diagnostic {
        *self.0
    }

    pub(super) fn of(edition: EditionNumber, entry: &ListEntry, why: &str) -> Self {
        let place = Location::file(format!("{EDITIONS}/{edition}/{}", entry.path()));
        let message = format!("第 {edition} 版的这份清单核对之后再读时{why}。");
        let help = "程序运行时 content/editions 被改动，或者磁盘出错；请先运行 gongshi verify 核对，再重新运行。";
        Self(Box::new(Diagnostic::error(Code::ChangedWhileRead, place, message).help(help)))
    }
}

impl<'a> Stored<'a> {
    /// The bytes, as they were verified.
    pub(super) fn bytes(&self) -> Result<Cow<'a, [u8]>, Lost> {
        match self.bytes.len() as u64 == self.entry.bytes {
            true => Ok(Cow::Borrowed(self.bytes)),
            false => Err(Lost::of(self.edition, self.entry, "内容变了")),
        }
    }
}
