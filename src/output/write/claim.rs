//! What on disk is ours: only that is ever replaced or removed.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::disk::{self, Trouble};
use super::places::Places;
use crate::output::manifest::{MANIFEST, Manifest};
use crate::output::{SitePath, folders_of};

/// Foreign files named in a refusal.
const NAMED: usize = 3;

/// What stands in a folder of ours.
#[derive(Default)]
pub(super) struct Standing {
    /// The files that are there, the manifest among them.
    pub(super) files: BTreeSet<String>,
    /// What the manifest says; none where no site is.
    pub(super) manifest: Option<Manifest>,
}

/// What stands in a folder of ours; nothing where no folder is.
pub(super) fn listed_in(folder: &Path) -> Result<Standing, Trouble> {
    let Some(found) = tree_at(folder)? else { return Ok(Standing::default()) };
    let manifest = manifest_of(folder, &found)?;
    let files = found.into_iter().filter(|(_, found)| *found == Found::File).map(|(path, _)| path).collect();
    Ok(Standing { files, manifest })
}

/// The manifest by which a folder is known as ours; none of an empty one, which is anybody's.
fn manifest_of(folder: &Path, found: &Tree) -> Result<Option<Manifest>, Trouble> {
    if found.is_empty() {
        return Ok(None);
    }
    if found.get(MANIFEST) != Some(&Found::File) {
        return Err(Trouble::not_ours(folder, format!("文件夹不是空的，又没有本程序的 {MANIFEST}")));
    }
    let manifest = read_manifest(folder)?;
    refuse_foreign(folder, found, &manifest)?;
    Ok(Some(manifest))
}

/// The manifest of a folder of ours.
fn read_manifest(folder: &Path) -> Result<Manifest, Trouble> {
    let path = folder.join(MANIFEST);
    let bytes = disk::read(&path)?;
    let why = |line| format!("{MANIFEST} 第 {line} 行不是本程序写的");
    Manifest::parse(&bytes).map_err(|wrong| Trouble::not_ours(&path, why(wrong.line)))
}

fn refuse_foreign(folder: &Path, found: &Tree, manifest: &Manifest) -> Result<(), Trouble> {
    let folders = folders_of(manifest.iter().map(|(path, _)| path.as_str()));
    refuse(folder, found, |path, found| match found {
        Found::File => path == MANIFEST || manifest.digest(path).is_some(),
        Found::Folder => folders.contains(path),
        Found::Other => false,
    })
}

/// Refuses a folder in which anything is not ours.
fn refuse(folder: &Path, found: &Tree, ours: impl Fn(&str, Found) -> bool) -> Result<(), Trouble> {
    let foreign: Vec<&str> =
        found.iter().filter(|(path, found)| !ours(path, **found)).map(|(path, _)| path.as_str()).collect();
    if foreign.is_empty() {
        return Ok(());
    }
    let named = foreign.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
    let more = if foreign.len() > NAMED { format!(" 等 {} 项", foreign.len()) } else { String::new() };
    Err(Trouble::not_ours(folder, format!("文件夹里有不是本程序生成的内容：{named}{more}")))
}

/// What a path in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    File,
    Folder,
    /// A link, a device and the like: never ours.
    Other,
}

type Tree = std::collections::BTreeMap<String, Found>;

/// Everything in a folder; none where nothing is.
fn tree_at(folder: &Path) -> Result<Option<Tree>, Trouble> {
    let Some(kind) = disk::kind(folder)? else { return Ok(None) };
    if !kind.is_dir() {
        return Err(Trouble::not_ours(folder, "这里不是文件夹，而是文件或链接".to_owned()));
    }
    everything_in(folder).map(Some)
}

/// Everything below a folder, hidden files too, by path with `/`.
fn everything_in(folder: &Path) -> Result<Tree, Trouble> {
    let found = |entry: walkdir::Result<DirEntry>| {
        let entry = entry.map_err(|error| Trouble::at(folder)(error.into()))?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let found = match entry.file_type() {
            kind if kind.is_file() => Found::File,
            kind if kind.is_dir() => Found::Folder,
            _ => Found::Other,
        };
        Ok((below.to_string_lossy().replace('\\', "/"), found))
    };
    WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().map(found).collect()
}

/// Tidies up after a run that ended halfway: the old site comes back if no site is in place, and what was left over
/// goes if it is ours.
pub(super) fn recover(places: &Places) -> Result<(), Trouble> {
    let old_waits = disk::exists(&places.old)?;
    if old_waits && !disk::exists(&places.target)? {
        listed_in(&places.old)?;
        disk::rename(&places.old, &places.target)?;
        disk::sync_folder(&places.parent)?;
    } else {
        // Whether the last run brought its renames to the disk is not known.
        disk::sync_folder(&places.parent)?;
        remove_ours(&places.old)?;
    }
    remove_ours(&places.staging)
}

/// Removes a folder of ours, file by file, and last of all what it is known by: if this run ends halfway too, the next
/// one still knows what it finds.
pub(super) fn remove_ours(folder: &Path) -> Result<(), Trouble> {
    let Some(found) = tree_at(folder)? else { return Ok(()) };
    let known_by = if is_marked(folder, &found)? {
        MARK
    } else {
        manifest_of(folder, &found)?;
        MANIFEST
    };
    let of_kind = |wanted: Found| found.iter().filter(move |(_, found)| **found == wanted).map(|(path, _)| path);
    let files: Vec<_> = of_kind(Found::File).filter(|path| *path != known_by).collect();
    files.par_iter().try_for_each(|path| disk::remove_file(&folder.join(path)))?;
    of_kind(Found::Folder).rev().try_for_each(|path| disk::remove_folder(&folder.join(path)))?;
    disk::remove_file(&folder.join(known_by))?;
    disk::remove_folder(folder)
}

/// The file by which a site that is not whole is known as ours. No file of a site is called so.
pub(super) const MARK: &str = ".unfinished";

/// What it holds.
const MARKED: &str = "gongshi 正在这个文件夹里写网站，还没有写完。没有 build 在运行时，下一次 build 会把它删去。\n";

/// Marks a new folder as ours, before anything else is in it.
pub(super) fn mark(folder: &Path) -> Result<(), Trouble> {
    let mark = folder.join(MARK);
    disk::write_new(&mark, MARKED.as_bytes())?;
    disk::sync_file(&mark)?;
    disk::sync_folder(folder)
}

/// Whether a folder is one that a run marked and did not finish. What is in it then is known by its names alone, since
/// the manifest comes last.
fn is_marked(folder: &Path, found: &Tree) -> Result<bool, Trouble> {
    if found.get(MARK) != Some(&Found::File) {
        return Ok(false);
    }
    let mark = folder.join(MARK);
    let bytes = disk::read(&mark)?;
    // A run that ended while it wrote the mark has written nothing else.
    let is_ours = if found.len() == 1 { MARKED.as_bytes().starts_with(&bytes) } else { bytes == MARKED.as_bytes() };
    if !is_ours {
        return Err(Trouble::not_ours(&mark, "这个文件不是本程序写的".to_owned()));
    }
    refuse(folder, found, |path, found| path == MARK || found != Found::Other && SitePath::is_sound(path))?;
    Ok(true)
}
