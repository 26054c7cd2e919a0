//! What happened to a file between its writer and its reader: a pure function of what was expected and what was found.

use std::fmt;

use super::media;
use crate::diagnostic::Code;
use crate::value::digest::Digest;

mod insertion;
mod undo;

pub use insertion::Inserted;

/// What is known of a file as it was written.
#[derive(Debug, Clone, Copy)]
pub enum Expected<'a> {
    /// All of it: damage can be named exactly.
    Bytes(&'a [u8]),
    /// Its digest: damage is named if undoing it leads back to the digest.
    Digest(Digest),
}

impl Expected<'_> {
    /// Whether these are its bytes.
    pub fn is(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Bytes(expected) => *expected == bytes,
            Self::Digest(expected) => Digest::of(bytes) == *expected,
        }
    }
}

/// One thing that happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// Line ends were rewritten, as an ASCII transfer or an editor does; in a binary file too.
    LineEnds,
    /// A byte order mark was put before it.
    Bom,
    /// Something was put into it that a reader would see or run.
    Injected {
        /// What it looks like.
        what: Inserted,
        /// The line where it starts, counted from 1.
        line: u32,
    },
    /// Only its beginning is there.
    Cut {
        /// How many bytes are there.
        bytes: u64,
    },
    /// A page of the host's stands in its place.
    ErrorPage,
    /// It is another file; nothing more is known.
    Changed,
}

impl Damage {
    /// The finding it is.
    pub fn code(self) -> Code {
        match self {
            Self::LineEnds => Code::LineEnds,
            Self::Bom => Code::Bom,
            Self::Injected { .. } => Code::Injected,
            Self::Cut { .. } => Code::FileCut,
            Self::ErrorPage => Code::ErrorPage,
            Self::Changed => Code::FileChanged,
        }
    }

    /// The line it is in, where that is known.
    pub fn line(self) -> Option<u32> {
        match self {
            Self::Injected { line, .. } => Some(line),
            _ => None,
        }
    }

    /// What to do about it.
    pub fn help(self) -> &'static str {
        match self {
            Self::LineEnds => "多半是 FTP 用文本（ASCII）方式传的：改成二进制方式，重新上传。",
            Self::Bom => "多半是用记事本等程序打开后保存过：不要改动生成的文件，重新上传。",
            Self::Injected { .. } => "不是自己加的：重新上传；再次出现就是主机或线路在插入，请找主机服务商。",
            Self::Cut { .. } => "上传没有做完，请重新上传这个文件。",
            Self::ErrorPage => "多半是主机用出错页面代替了这个文件：检查文件是否上传、主机是否停用。",
            Self::Changed => "请重新上传；不是自己改的，请查主机有没有被人进入。",
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LineEnds => f.write_str("换行被改写，其余没有变"),
            Self::Bom => f.write_str("开头被加上了 BOM，其余没有变"),
            Self::Injected { what, .. } => write!(f, "被插入了{what}，原有内容没有变"),
            Self::Cut { bytes: 0 } => f.write_str("是空的"),
            Self::Cut { bytes } => write!(f, "只有前 {bytes} 字节"),
            Self::ErrorPage => f.write_str("换成了别的页面"),
            Self::Changed => f.write_str("内容被改动"),
        }
    }
}

/// What happened to a file of this name; nothing if it is as expected.
pub fn of(path: &str, expected: Expected<'_>, found: &[u8]) -> Vec<Damage> {
    if expected.is(found) {
        return Vec::new();
    }
    let is_text = media::form(path) == media::Form::Text;
    let undone = match expected {
        Expected::Bytes(bytes) => undo::compared(bytes, found, is_text),
        Expected::Digest(digest) => undo::to_digest(digest, found),
    };
    if !undone.is_empty() {
        return undone;
    }
    if found.is_empty() || matches!(expected, Expected::Bytes(bytes) if bytes.starts_with(found)) {
        return vec![Damage::Cut { bytes: found.len() as u64 }];
    }
    if is_text && let Some((what, line)) = insertion::of(expected, found) {
        return vec![Damage::Injected { what, line }];
    }
    vec![if is_foreign_page(path, found) { Damage::ErrorPage } else { Damage::Changed }]
}

/// Whether a page that this program did not make stands where one of its files should be.
pub fn is_foreign_page(path: &str, found: &[u8]) -> bool {
    let start: Vec<u8> = found.trim_ascii_start().iter().take(16).map(u8::to_ascii_lowercase).collect();
    let is_page = start.starts_with(b"<!doctype html") || start.starts_with(b"<html");
    // Every page of every theme names the site so: tests/contract.rs.
    let is_ours = path.ends_with(".html") && memchr::memmem::find(found, br#"name="SiteName""#).is_some();
    is_page && !is_ours
}

#[cfg(test)]
mod tests;
