//! The edge that puts a site on disk: all of it or nothing, and nothing of anybody else's.
//!
//! New files go to a staging folder beside the target; unchanged ones are hard-linked into it, so their time stamps
//! stay and an upload tool sends only what changed. Then two renames put it in place. Wherever a crash falls, the old
//! or the new site is whole, and the next run tidies up (`claim.rs`).

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::value::digest::Digest;

use super::manifest::{MANIFEST, Manifest};
use super::{OutputFile, SitePath};

pub mod create;

mod claim;
mod disk;
mod private;
mod single;

pub use private::{refuse_unfit, write_private};
pub use single::{write_single, write_single_new};

use disk::Trouble;

/// What a run did to the target; the manifest counts as a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have other bytes.
    pub written: usize,
    /// Files left as they were, time stamps and all.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
}

/// Refuses a folder that [`write_site`] would refuse, before anything is written elsewhere.
///
/// # Errors
/// When the target is not a folder of this program's making, or cannot be read.
pub fn must_be_ours(target: &Path, report: &mut Report) -> Result<(), Failed> {
    let checked = named(target).and_then(|_| claim::listed_in(target));
    checked.map(drop).or_else(|trouble| report.fail(told(&trouble)))
}

fn named(target: &Path) -> Result<&OsStr, Trouble> {
    target.file_name().ok_or_else(|| Trouble::not_ours(target, "不能作为输出文件夹".to_owned()))
}

/// Makes a folder hold exactly these files and their manifest.
///
/// # Errors
/// When the target is not a folder of this program's making (nothing in it is touched then), or the disk fails: the
/// old site stands, or, after a failure in the last moment, the next run tidies up.
///
/// # Panics
/// When two files have one path, or one is called as the manifest: a bug in the plan of the site.
pub fn write_site(target: &Path, files: &[OutputFile], report: &mut Report) -> Result<Written, Failed> {
    stage_site(target, files, report)?.put_in_place(report)
}

/// A new site that is whole on the disk, beside the old one, which still stands.
#[must_use = "the new site is not in place yet"]
pub struct Staged {
    places: Places,
    counts: Written,
    before: Option<Manifest>,
}

/// The first half of [`write_site`]: what can fail for want of space fails here, and the old site stands.
///
/// # Errors
/// As [`write_site`].
///
/// # Panics
/// As [`write_site`].
pub fn stage_site(target: &Path, files: &[OutputFile], report: &mut Report) -> Result<Staged, Failed> {
    let manifest = Manifest::of(files);
    staged(target, files, &manifest).or_else(|trouble| report.fail(told(&trouble)))
}

impl Staged {
    /// The manifest of the site that still stands; none where there is none.
    pub fn before(&self) -> Option<&Manifest> {
        self.before.as_ref()
    }

    /// The second half of [`write_site`]: the new site takes the place of the old one, if anything differs.
    ///
    /// # Errors
    /// When the disk fails: the old site stands, or the new one does and the report says so.
    pub fn put_in_place(self, report: &mut Report) -> Result<Written, Failed> {
        let Self { places, counts, .. } = self;
        if counts.differ() {
            swap(&places).or_else(|trouble| report.fail(told(&trouble)))?;
            settle(&places).or_else(|trouble| report.fail(told_of_late(&trouble)))?;
        }
        Ok(counts)
    }
}

impl Written {
    /// Whether the new site is another one.
    fn differ(&self) -> bool {
        self.written > 0 || self.removed > 0
    }
}

fn staged(target: &Path, files: &[OutputFile], manifest: &Manifest) -> Result<Staged, Trouble> {
    let places = Places::beside(target)?;
    claim::recover(&places)?;
    let old = claim::listed_in(target)?;
    let before = if old.is_empty() { None } else { Some(claim::read_manifest(target)?) };
    let manifest_file = manifest.to_file();
    let all: Vec<&OutputFile> = files.iter().chain([&manifest_file]).collect();
    let unchanged = unchanged(target, &all, &old)?;
    let counts = Written {
        written: all.len() - unchanged.len(),
        unchanged: unchanged.len(),
        removed: old.iter().filter(|path| manifest.digest(path).is_none() && *path != MANIFEST).count(),
    };
    if counts.differ() {
        stage(&places, &all, manifest, &unchanged)?;
    }
    Ok(Staged { places, counts, before })
}

/// The folders a run works with; all have one parent, so that renames stay on one disk.
struct Places {
    parent: PathBuf,
    target: PathBuf,
    /// Where the new site is built: `.site.new`.
    staging: PathBuf,
    /// Where the old site waits to be removed: `.site.old`.
    old: PathBuf,
    /// Held for its end: two runs would take each other's staging folder for a leftover.
    _lock: Option<File>,
}

impl Places {
    fn beside(target: &Path) -> Result<Self, Trouble> {
        let name = named(target)?;
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        let beside = |ending: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            parent.join(hidden)
        };
        let (staging, old) = (beside(".new"), beside(".old"));
        disk::create_all(&parent)?;
        let lock = disk::lock_folder(&parent)?;
        Ok(Self { target: target.to_path_buf(), staging, old, parent, _lock: lock })
    }
}

/// The files that stand in the target with the same bytes.
fn unchanged<'a>(
    target: &Path,
    files: &[&'a OutputFile],
    old: &BTreeSet<String>,
) -> Result<BTreeSet<&'a SitePath>, Trouble> {
    let mut same = BTreeSet::new();
    for file in files.iter().filter(|file| old.contains(file.path.as_str())) {
        if disk::holds(&target.join(file.path.as_str()), &file.bytes)? {
            same.insert(&file.path);
        }
    }
    Ok(same)
}

/// Builds the new site in the staging folder. Its manifest comes first: by it a leftover is known as ours.
fn stage(
    places: &Places,
    files: &[&OutputFile],
    manifest: &Manifest,
    unchanged: &BTreeSet<&SitePath>,
) -> Result<(), Trouble> {
    let at = |path: &SitePath| places.staging.join(path.as_str());
    disk::create(&places.staging)?;
    let listing = manifest.to_string();
    disk::write_new(&places.staging.join(MANIFEST), listing.as_bytes())?;
    disk::sync_and_prove(&places.staging.join(MANIFEST), &Digest::of(listing.as_bytes()))?;
    disk::sync_folder(&places.staging)?;
    let folders = claim::folders_of(files.iter().map(|file| file.path.as_str()));
    folders.iter().try_for_each(|folder| disk::create(&places.staging.join(folder)))?;
    for file in files.iter().filter(|file| file.path.as_str() != MANIFEST) {
        if unchanged.contains(&file.path) {
            disk::link(&places.target.join(file.path.as_str()), &at(&file.path))?;
        } else {
            disk::write_new(&at(&file.path), &file.bytes)?;
        }
    }
    for (path, digest) in manifest.iter().filter(|(path, _)| !unchanged.contains(path)) {
        disk::sync_and_prove(&at(path), digest)?;
    }
    folders.iter().rev().try_for_each(|folder| disk::sync_folder(&places.staging.join(folder)))?;
    disk::sync_folder(&places.staging)?;
    disk::sync_folder(&places.parent)
}

/// Puts the staged site in place of the old one. If that fails halfway, the old one comes back.
fn swap(places: &Places) -> Result<(), Trouble> {
    let Places { target, staging, old, .. } = places;
    let had_site = disk::exists(target)?;
    if had_site {
        disk::rename(target, old)?;
    }
    disk::rename(staging, target).inspect_err(|_| {
        if had_site {
            // What cannot be put back now is put back by the next run.
            let _ = disk::rename(old, target);
        }
    })
}

/// What is left to do when the new site is in place. The old one is to stay away, whatever happens to the machine.
fn settle(places: &Places) -> Result<(), Trouble> {
    disk::sync_folder(&places.parent)?;
    if disk::exists(&places.old)? {
        claim::remove_ours(&places.old)?;
        disk::sync_folder(&places.parent)?;
    }
    Ok(())
}

/// Of a failure after the new site took its place.
fn told_of_late(trouble: &Trouble) -> Diagnostic {
    Diagnostic { help: Some(LATE.to_owned()), ..told(trouble) }
}

const LATE: &str = "新的网站已经就位，只是没有收拾完，或者还没有确认写进磁盘；请检查磁盘，然后再运行一次。";

fn told(trouble: &Trouble) -> Diagnostic {
    match trouble {
        Trouble::NotOurs { path, why } => {
            Diagnostic::error(Code::NotOurs, Location::file(path.display().to_string()), format!("没有写出：{why}。"))
                .help("本程序只替换自己生成的文件夹。请换一个输出文件夹，或先把自己的文件移到别处。")
        }
        Trouble::Disk { path, error } => {
            let message = format!("写不出来：{error}。");
            Diagnostic::error(Code::Write, Location::file(path.display().to_string()), message)
                .help("请检查磁盘空间和写入权限后重试；原有的网站没有改动。")
        }
        Trouble::Busy { path } => {
            let message = "另一个 build 正在写这个文件夹里的网站。";
            Diagnostic::error(Code::Busy, Location::file(path.display().to_string()), message)
                .help("等它结束，再运行一次；原有的网站没有改动。")
        }
        Trouble::Differs { path } => {
            let message = "写出后读回的内容与应写的不同。";
            Diagnostic::error(Code::Write, Location::file(path.display().to_string()), message)
                .help("磁盘可能有故障，请换一个磁盘重试；原有的网站没有改动。")
        }
    }
}

#[cfg(test)]
mod tests;
