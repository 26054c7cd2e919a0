//! A new site on its way to the disk: file by file, so that no more of it is in memory than is being made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::{Failed, Report};
use crate::output::manifest::{MANIFEST, Manifest};
use crate::output::memo::{Remembered, Stamp};
use crate::output::sync::Sync;
use crate::output::{OutputFile, Sink, SitePath, folders_of};
use crate::value::digest::Digest;

use super::claim::{self, MARK, Standing};
use super::disk::{self, Proof, Trouble};
use super::known::KnownFile;
use super::places::Places;
use super::{Staged, Written, told};

/// A new site that is not whole yet, in a folder beside the old one. Files may come from several threads, in any
/// order; [`Staging::finish`] makes a site of them. Dropped before that, it takes away what it wrote.
#[must_use = "the new site is not whole yet"]
pub struct Staging {
    leftover: Leftover,
    before: Option<Manifest>,
    /// The files of the old site that stand there.
    old: BTreeSet<String>,
    /// What has come so far.
    noted: Mutex<BTreeMap<SitePath, Note>>,
    /// What stopped it, the first time.
    trouble: Mutex<Option<Trouble>>,
    /// Its lock is given back last.
    places: Places,
}

/// The disk refused a file, or the disk is not what it was; [`Staging::finish`] says how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// A file that has come.
struct Note {
    digest: Digest,
    /// What the system told of it when it was proved.
    stamp: Option<Stamp>,
    bytes: Bytes,
}

/// Where the bytes of a file stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bytes {
    /// In the old site. They are linked when it is known that the site differs.
    Old,
    /// In the staging folder, or on their way there.
    New,
}

/// Enlists a file of the site.
fn enlist(noted: &mut BTreeMap<SitePath, Note>, path: &SitePath, note: Note) {
    let before = noted.insert(path.clone(), note);
    assert!(before.is_none(), "two files of the site have one path: {path}");
}

impl Sink for Staging {
    fn put(&self, file: OutputFile, report: &mut Report) -> Result<(), Failed> {
        Self::put(self, &file).map(drop).map_err(|Stopped| self.failed(report))
    }

    fn put_digested(&self, file: OutputFile, digest: Digest, report: &mut Report) -> Result<(), Failed> {
        self.place_as(&file, digest).map_err(|Stopped| self.failed(report))
    }
}

impl Staging {
    /// Claims a folder for a new site, and tidies up after a run that ended halfway.
    ///
    /// # Errors
    /// When the target is not a folder of this program's making (nothing in it is touched then), another run writes
    /// there, or the disk fails.
    pub fn begin(target: &Path, report: &mut Report) -> Result<Self, Failed> {
        Self::beside(target).or_else(|trouble| report.fail(told(&trouble)))
    }

    fn beside(target: &Path) -> Result<Self, Trouble> {
        let places = Places::beside(target)?;
        claim::recover(&places)?;
        let Standing { files: old, manifest: before } = claim::listed_in(target)?;
        let leftover = Leftover { staging: places.staging.clone(), made: Mutex::default() };
        Ok(Self { leftover, before, old, noted: Mutex::default(), trouble: Mutex::default(), places })
    }

    /// The manifest of the site that still stands; none where there is none.
    pub fn before(&self) -> Option<&Manifest> {
        self.before.as_ref()
    }

    /// Takes a file to the disk, and proves that it can be read back. One that stands in the old site with the same
    /// bytes is left as it is.
    ///
    /// # Errors
    /// When the disk refused this file, or one before.
    ///
    /// # Panics
    /// When two files have one path, or one is called as the manifest: a bug in the plan of the site.
    pub fn put(&self, file: &OutputFile) -> Result<Digest, Stopped> {
        let digest = Digest::of(&file.bytes);
        self.place_as(file, digest)?;
        Ok(digest)
    }

    fn place_as(&self, file: &OutputFile, digest: Digest) -> Result<(), Stopped> {
        assert!(file.path.as_str() != MANIFEST, "only the writer makes {MANIFEST}");
        debug_assert_eq!(digest, Digest::of(&file.bytes), "{}", file.path);
        self.attempt(|| self.take(file, digest))
    }

    /// Leaves files of the old site as they are and reads none of them, if a memo vouches for each. If not, they are to
    /// be put, all of them.
    ///
    /// # Panics
    /// As [`put`](Self::put).
    pub(crate) fn keep<T>(&self, files: &[KnownFile], memo: &Remembered<T>) -> bool {
        let stands = |file: &KnownFile| self.stands_as_known(file, memo);
        if !files.iter().all(stands) {
            return false;
        }
        let mut noted = locked(&self.noted);
        for KnownFile { path, digest, stamp } in files {
            enlist(&mut noted, path, Note { digest: *digest, stamp: Some(*stamp), bytes: Bytes::Old });
        }
        true
    }

    fn stands_as_known<T>(&self, file: &KnownFile, memo: &Remembered<T>) -> bool {
        let path = file.path.as_str();
        let listed = self.before.as_ref().and_then(|before| before.digest(path));
        let is_listed = self.old.contains(path) && listed == Some(file.digest);
        let now = || disk::stamp(&self.places.target.join(path));
        is_listed && now().is_some_and(|now| memo.vouches_for(&file.stamp, &now))
    }

    /// What a file that was put holds.
    ///
    /// # Errors
    /// When the disk refused this file, or one before.
    pub fn read(&self, path: &SitePath) -> Result<Vec<u8>, Stopped> {
        let folder = match locked(&self.noted).get(path).map(|note| note.bytes) {
            Some(Bytes::Old) => &self.places.target,
            Some(Bytes::New) | None => &self.places.staging,
        };
        self.attempt(|| disk::read(&folder.join(path.as_str())))
    }

    /// Goes through the files that were put, one at a time.
    ///
    /// # Errors
    /// When the disk refused one, now or before.
    pub fn each(&self, look: &mut dyn FnMut(&Digest, &[u8]), report: &mut Report) -> Result<(), Failed> {
        for (path, digest) in self.manifest().iter() {
            let bytes = self.read(path).map_err(|Stopped| self.failed(report))?;
            look(digest, &bytes);
        }
        Ok(())
    }

    /// The digests of all files that were put, by path.
    pub fn manifest(&self) -> Manifest {
        Manifest::new(locked(&self.noted).iter().map(|(path, note)| (path.clone(), note.digest)).collect())
    }

    /// Makes the site whole: what can fail for want of space fails here, and the old site stands.
    ///
    /// # Errors
    /// When the disk failed, here or at a file: what was written is taken away again.
    pub fn finish(self, report: &mut Report) -> Result<Staged, Failed> {
        self.finished().or_else(|trouble| report.fail(told(&trouble)))
    }

    /// Says what stopped it.
    fn failed(&self, report: &mut Report) -> Failed {
        locked(&self.trouble).iter().for_each(|trouble| report.push(told(trouble)));
        report.failed()
    }

    /// Does something with the disk, unless the disk has failed.
    fn attempt<T>(&self, what: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Stopped> {
        if locked(&self.trouble).is_some() {
            return Err(Stopped);
        }
        what().map_err(|trouble| {
            locked(&self.trouble).get_or_insert(trouble);
            Stopped
        })
    }

    /// Enlists a file before it is placed: that two have one path is to be found before the second is written.
    fn take(&self, file: &OutputFile, digest: Digest) -> Result<(), Trouble> {
        enlist(&mut locked(&self.noted), &file.path, Note { digest, stamp: None, bytes: Bytes::New });
        let (bytes, Proof(stamp)) = self.place(file, digest)?;
        locked(&self.noted).insert(file.path.clone(), Note { digest, stamp, bytes });
        Ok(())
    }

    fn place(&self, file: &OutputFile, digest: Digest) -> Result<(Bytes, Proof), Trouble> {
        if let Some(proof) = self.stands(file, digest)? {
            return Ok((Bytes::Old, proof));
        }
        self.leftover.room_for([&file.path])?;
        let at = self.places.staging.join(file.path.as_str());
        disk::write_new(&at, &file.bytes)?;
        let proof = disk::proof(&at, &file.bytes)?;
        Ok((Bytes::New, proof.ok_or(Trouble::Differs { path: at })?))
    }

    /// Whether a file stands in the old site with the same bytes. The digests tell most that have others, and somebody
    /// may have changed the rest: they are compared.
    fn stands(&self, file: &OutputFile, digest: Digest) -> Result<Option<Proof>, Trouble> {
        let path = file.path.as_str();
        let listed = self.before.as_ref().and_then(|before| before.digest(path));
        let may_stand = self.old.contains(path) && listed.is_none_or(|listed| listed == digest);
        if may_stand { disk::proof(&self.places.target.join(path), &file.bytes) } else { Ok(None) }
    }

    fn finished(self) -> Result<Staged, Trouble> {
        if let Some(trouble) = locked(&self.trouble).take() {
            return Err(trouble);
        }
        let manifest = self.manifest();
        let listing = manifest.to_file();
        let is_gone = |path: &&String| manifest.digest(path).is_none() && *path != MANIFEST;
        let removed = self.old.iter().filter(is_gone).count();
        self.take(&listing, Digest::of(&listing.bytes))?;
        let noted = std::mem::take(&mut *locked(&self.noted));
        let of = |wanted| noted.iter().filter(move |(_, note)| note.bytes == wanted).map(|(path, _)| path);
        let (unchanged, written): (Vec<_>, Vec<_>) = (of(Bytes::Old).collect(), of(Bytes::New).collect());
        let counts = Written { written: written.len(), unchanged: unchanged.len(), removed };
        if counts.differ() {
            self.complete(&unchanged, &written)?;
        }
        self.leftover.keep();
        let Self { places, before, .. } = self;
        let stamps = noted.into_iter().filter_map(|(path, note)| Some((path, note.stamp?))).collect();
        Ok(Staged { places, counts, before, manifest, stamps })
    }

    /// Links what is unchanged, brings everything to the disk, and takes the mark away.
    fn complete(&self, unchanged: &[&SitePath], written: &[&SitePath]) -> Result<(), Trouble> {
        let Places { parent, target, staging, .. } = &self.places;
        self.leftover.room_for(unchanged.iter().copied())?;
        let link = |path: &&SitePath| disk::link(&target.join(path.as_str()), &staging.join(path.as_str()));
        unchanged.par_iter().try_for_each(link)?;
        self.leftover.sync(written.iter().map(|path| path.as_str()))?;
        disk::remove_file(&staging.join(MARK))?;
        disk::sync_folder(staging)?;
        disk::sync_folder(parent)
    }
}

/// The staging folder, taken away again unless it is kept.
struct Leftover {
    staging: PathBuf,
    made: Mutex<Option<Made>>,
}

/// What was made of it.
struct Made {
    disk: Sync,
    folders: BTreeSet<String>,
}

impl Leftover {
    /// Makes the folders that files stand in, and first of all the staging folder and what marks it as ours.
    fn room_for<'a>(&self, paths: impl IntoIterator<Item = &'a SitePath>) -> Result<(), Trouble> {
        let mut made = locked(&self.made);
        if made.is_none() {
            disk::create(&self.staging)?;
            *made = Some(Made {
                disk: Sync::of(&self.staging).map_err(Trouble::at(&self.staging))?,
                folders: BTreeSet::new(),
            });
            claim::mark(&self.staging)?;
        }
        let Some(Made { folders, .. }) = &mut *made else { return Ok(()) };
        for folder in folders_of(paths.into_iter().map(SitePath::as_str)) {
            if !folders.contains(folder) {
                disk::create(&self.staging.join(folder))?;
                folders.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    /// Brings everything in it to the disk.
    fn sync<'a>(&self, files: impl Iterator<Item = &'a str>) -> Result<(), Trouble> {
        let made = locked(&self.made);
        let Some(Made { disk, folders }) = &*made else { return Ok(()) };
        if disk.all().map_err(Trouble::at(&self.staging))? {
            return Ok(());
        }
        for path in files {
            disk::sync_file(&self.staging.join(path))?;
        }
        folders.iter().rev().try_for_each(|folder| disk::sync_folder(&self.staging.join(folder)))?;
        disk::sync_folder(&self.staging)
    }

    fn keep(&self) {
        *locked(&self.made) = None;
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        if locked(&self.made).is_some() {
            // What cannot be taken away now is taken away by the next run.
            let _ = claim::remove_ours(&self.staging);
        }
    }
}

/// What a lock guards. A thread that panicked has found a bug, and the site is not finished then.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
