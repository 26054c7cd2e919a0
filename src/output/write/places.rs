//! Where a run works.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};

use super::disk::{self, Trouble};

/// The folders a run works with; all have one parent, so that renames stay on one disk.
pub(super) struct Places {
    pub(super) parent: PathBuf,
    pub(super) target: PathBuf,
    /// Where the new site is built: `.site.new`.
    pub(super) staging: PathBuf,
    /// Where the old site waits to be removed: `.site.old`.
    pub(super) old: PathBuf,
    /// What the next run may know of the site: `.site.memo`.
    pub(super) memo: PathBuf,
    /// Held for its end: two runs would take each other's staging folder for a leftover.
    _lock: Option<File>,
}

impl Places {
    pub(super) fn beside(target: &Path) -> Result<Self, Trouble> {
        let (staging, old, memo) = (beside(target, ".new")?, beside(target, ".old")?, memo_of(target)?);
        let parent = parent_of(target);
        disk::create_all(&parent)?;
        let lock = disk::lock_folder(&parent)?;
        Ok(Self { target: target.to_path_buf(), staging, old, memo, parent, _lock: lock })
    }
}

fn parent_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A hidden place beside a folder: `.site.new` beside `site`.
fn beside(target: &Path, ending: &str) -> Result<PathBuf, Trouble> {
    let mut hidden = OsString::from(".");
    hidden.push(named(target)?);
    hidden.push(ending);
    Ok(parent_of(target).join(hidden))
}

/// Where the memo of a site is.
pub(super) fn memo_of(target: &Path) -> Result<PathBuf, Trouble> {
    beside(target, ".memo")
}

/// The name of a folder that can be replaced.
pub(super) fn named(target: &Path) -> Result<&OsStr, Trouble> {
    target.file_name().ok_or_else(|| Trouble::not_ours(target, "不能作为输出文件夹".to_owned()))
}
