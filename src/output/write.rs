//! The edge that puts a site on disk: all of it or nothing, and nothing of anybody else's.
//!
//! New files go to a staging folder beside the target, one at a time, as they are made ([`Staging`]); unchanged ones
//! are hard-linked into it, so their time stamps stay and an upload tool sends only what changed. Then two renames put
//! it in place. Wherever a crash falls, the old or the new site is whole, and the next run tidies up (`claim.rs`).

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};

use super::manifest::Manifest;
use super::memo::Stamp;
use super::{OutputFile, SitePath};

pub mod create;

mod claim;
mod disk;
mod known;
mod places;
mod private;
mod single;
mod staging;

pub use known::InPlace;
pub(crate) use known::KnownFile;
pub use private::{refuse_unfit, write_private};
pub use single::{write_single, write_single_as_made, write_single_new};
pub use staging::{Staging, Stopped};

use disk::Trouble;
use places::{Places, named};

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

/// Makes a folder hold exactly these files and their manifest.
///
/// # Errors
/// When the target is not a folder of this program's making (nothing in it is touched then), or the disk fails: the
/// old site stands, or, after a failure in the last moment, the next run tidies up.
///
/// # Panics
/// When two files have one path, or one is called as the manifest: a bug in the plan of the site.
pub fn write_site(target: &Path, files: &[OutputFile], report: &mut Report) -> Result<Written, Failed> {
    stage_site(target, files, report)?.put_in_place(report).map(|site| site.written)
}

/// Where the memo of the site in a folder is; none beside a folder that cannot be replaced.
pub(crate) fn memo_of(target: &Path) -> Option<PathBuf> {
    places::memo_of(target).ok()
}

/// A new site that is whole on the disk, beside the old one, which still stands.
#[must_use = "the new site is not in place yet"]
pub struct Staged {
    places: Places,
    counts: Written,
    before: Option<Manifest>,
    manifest: Manifest,
    stamps: BTreeMap<SitePath, Stamp>,
}

/// The first half of [`write_site`]: what can fail for want of space fails here, and the old site stands.
///
/// # Errors
/// As [`write_site`].
///
/// # Panics
/// As [`write_site`].
pub fn stage_site(target: &Path, files: &[OutputFile], report: &mut Report) -> Result<Staged, Failed> {
    let staging = Staging::begin(target, report)?;
    // A file that could not be put is told of at the end.
    let _ = files.par_iter().try_for_each(|file| staging.put(file).map(drop));
    staging.finish(report)
}

impl Staged {
    /// The manifest of the site that still stands; none where there is none.
    pub fn before(&self) -> Option<&Manifest> {
        self.before.as_ref()
    }

    /// What a file of the new site holds, the manifest among them.
    ///
    /// # Errors
    /// When the disk refuses it; the error names the file.
    pub fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        let folder = if self.counts.differ() { &self.places.staging } else { &self.places.target };
        let place = folder.join(path.as_str());
        disk::read_named(&place)
    }

    /// The manifest of the new site.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The second half of [`write_site`]: the new site takes the place of the old one, if anything differs.
    ///
    /// # Errors
    /// When the disk fails: the old site stands, or the new one does and the report says so.
    pub fn put_in_place(self, report: &mut Report) -> Result<InPlace, Failed> {
        let Self { places, counts, manifest, stamps, .. } = self;
        if counts.differ() {
            swap(&places).or_else(|trouble| report.fail(told(&trouble)))?;
            settle(&places).or_else(|trouble| report.fail(told_of_late(&trouble)))?;
        }
        Ok(InPlace { written: counts, memo: places.memo, target: places.target, manifest, stamps })
    }
}

impl Written {
    /// Whether the new site is another one.
    fn differ(&self) -> bool {
        self.written > 0 || self.removed > 0
    }
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
