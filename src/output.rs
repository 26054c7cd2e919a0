//! Finished files as values, and the one place that writes them.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{Failed, Report};
use crate::value::digest::Digest;

pub mod damage;
pub mod manifest;
pub mod media;
pub(crate) mod memo;
pub mod statement;
pub(crate) mod sync;
pub mod write;

/// A file's place on the site: segments of lower-case ASCII letters, digits, `-`, `.` and `_`, with `/` between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct SitePath(String);

/// From a folder to the one that it is in.
const UP: &str = "../";

impl SitePath {
    /// A path made by the program.
    ///
    /// # Panics
    /// When it is no site path: that is a bug in the program, since slugs are checked where they are read.
    pub fn new(path: impl Into<String>) -> Self {
        let path = path.into();
        assert!(Self::is_sound(&path), "not a site path: {path}");
        Self(path)
    }

    /// Whether a text may be a site path.
    pub fn is_sound(path: &str) -> bool {
        let sound = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_');
        path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(sound))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What leads from this page to the site's root: `../` for each folder, empty at the root.
    pub fn to_root(&self) -> String {
        UP.repeat(self.depth())
    }

    /// The relative link from this page to another.
    pub fn link_to(&self, other: &Self) -> String {
        let depth = self.depth();
        let mut link = String::with_capacity(depth * UP.len() + other.0.len());
        (0..depth).for_each(|_| link.push_str(UP));
        link.push_str(&other.0);
        link
    }

    /// In how many folders it is.
    fn depth(&self) -> usize {
        self.0.bytes().filter(|byte| *byte == b'/').count()
    }
}

impl TryFrom<String> for SitePath {
    type Error = NotASitePath;

    fn try_from(path: String) -> Result<Self, NotASitePath> {
        if Self::is_sound(&path) { Ok(Self(path)) } else { Err(NotASitePath) }
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A text that is no [`SitePath`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotASitePath;

impl fmt::Display for NotASitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("不是网站里的路径")
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The place of a file that browsers may keep for ever: what changes gets another address, since the start of its
/// content's digest stands in its name. `style.css` is `assets/style.0123456789.css`.
pub fn asset_place(name: &str, bytes: &[u8]) -> String {
    const DIGITS: usize = 10;
    let digits: String = Digest::of(bytes).to_string().chars().take(DIGITS).collect();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}.{digits}.{ending}")
}

/// The folders that files stand in, parents before children.
pub(crate) fn folders_of<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    paths.flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect()
}

/// One finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where it stands.
    pub path: SitePath,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Takes the finished files of a site, from several threads and in any order.
pub trait Sink: Sync {
    /// Takes one.
    ///
    /// # Errors
    /// When there is no place for it.
    fn put(&self, file: OutputFile, report: &mut Report) -> Result<(), Failed>;

    /// The same of a file of which the digest is known already, and need not be found out again.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    fn put_digested(&self, file: OutputFile, _: Digest, report: &mut Report) -> Result<(), Failed> {
        self.put(file, report)
    }
}

/// Holds the finished files of a site: for a preview, a comparison, an archive.
#[derive(Debug, Default)]
pub struct Gathered(Mutex<Vec<OutputFile>>);

impl Gathered {
    /// Shows every file that has come.
    pub fn each(&self, show: impl FnMut(&OutputFile)) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(show);
    }

    /// All files, by path.
    pub fn into_files(self) -> Vec<OutputFile> {
        let mut files = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

impl Sink for Gathered {
    fn put(&self, file: OutputFile, _: &mut Report) -> Result<(), Failed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(file);
        Ok(())
    }
}

/// A finished file that is for one office only and never part of the site. Its path is as the office's own file is
/// called, whatever that is.
#[derive(Clone, PartialEq, Eq)]
pub struct PrivateFile {
    /// Its place below the folder it is written to, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for PrivateFile {
    /// Shows where it stands, never what it holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateFile({}, {} bytes)", self.path, self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let page = SitePath::new("districts/taishan/index.html");
        assert_eq!(page.link_to(&SitePath::new("index.html")), "../../index.html");
        assert_eq!(SitePath::new("index.html").link_to(&page), "districts/taishan/index.html");
    }

    #[test]
    fn old_hosts_can_serve_every_path() {
        for bad in ["", "/a", "a//b", "../a", "A.html", "泰山.html", "a b", ".htaccess"] {
            assert!(!SitePath::is_sound(bad), "{bad}");
        }
    }
}
