//! Lists of which nothing changed since the site that stands was built: their files are neither made nor read again.
//!
//! Nothing changed if the digest of all that they follow from is the same, by the same program and with the same theme,
//! and nobody wrote to the files. When this program is tested, such a list is made all the same, and must be the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Failed, Report};
use crate::edition::archive::FrozenList;
use crate::output::memo::{self, Remembered};
use crate::output::write::{self, InPlace, KnownFile, Staging};
use crate::output::{Gathered, OutputFile, Sink, SitePath};
use crate::page::Gist;
use crate::value::digest::Digest;

/// What a list's files follow from.
pub(super) struct Premises {
    /// The list and its revision: `subsidies/2021-b003/taishan/r1`.
    list: String,
    digest: Digest,
}

impl Premises {
    /// Of a list with a theme.
    pub(super) fn new(list: &FrozenList<'_>, theme: &Digest, premises: &Digest) -> Self {
        let digest = Digest::of(format!("{theme} {premises}").as_bytes());
        Self { list: format!("{}/{}", list.entry.id, list.entry.revision), digest }
    }
}

/// Makes the files of a list and hands them on.
pub(super) type Make<'m> = dyn Fn(&dyn Sink, &mut Report) -> Result<Gist, Failed> + 'm;

/// Sees to it that the files of every list are on their way.
pub(super) trait Lists: Sync {
    /// Those of one list.
    fn made(
        &self,
        premises: &dyn Fn() -> Option<Premises>,
        make: &Make<'_>,
        sink: &dyn Sink,
        report: &mut Report,
    ) -> Result<Gist, Failed>;
}

/// Every list is made.
pub(super) struct Anew;

impl Lists for Anew {
    fn made(
        &self,
        _: &dyn Fn() -> Option<Premises>,
        make: &Make<'_>,
        sink: &dyn Sink,
        report: &mut Report,
    ) -> Result<Gist, Failed> {
        make(sink, report)
    }
}

/// Lists that are as they were stay as they are.
pub(super) struct Reuse<'s> {
    staging: &'s Staging,
    memo: Option<Remembered<Memo>>,
    notes: Mutex<Vec<Note>>,
}

/// What one build tells the next, by list.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Memo(BTreeMap<String, Known>);

/// What is known of a list on a site that stands.
#[derive(Serialize, Deserialize)]
struct Known {
    premises: Digest,
    gist: Gist,
    files: Vec<KnownFile>,
}

/// A list of the new site.
struct Note {
    premises: Premises,
    gist: Gist,
    files: Vec<SitePath>,
}

impl<'s> Reuse<'s> {
    /// What is remembered of the site that stands in a folder.
    pub(super) fn memo(target: &Path) -> Option<Remembered<Memo>> {
        memo::read(&write::memo_of(target)?)
    }

    /// For a new site in place of the one that stands.
    pub(super) fn of(staging: &'s Staging, memo: Option<Remembered<Memo>>) -> Self {
        Self { staging, memo, notes: Mutex::default() }
    }

    /// What is known of the new site, but of lists with a file that other files decide on.
    pub(super) fn into_notes(self, doubtful: &BTreeSet<SitePath>) -> Notes {
        let mut notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        notes.retain(|note| !note.files.iter().any(|path| doubtful.contains(path)));
        Notes(notes)
    }

    fn note(&self, premises: Premises, gist: &Gist, files: Vec<SitePath>) {
        let note = Note { premises, gist: gist.clone(), files };
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
    }

    /// What is left of a list that is as it was, if its files are.
    fn kept(&self, premises: &Premises) -> Option<&Known> {
        let memo = self.memo.as_ref()?;
        let known = memo.it.0.get(&premises.list).filter(|known| known.premises == premises.digest)?;
        self.staging.keep(&known.files, memo).then_some(known)
    }
}

impl Lists for Reuse<'_> {
    fn made(
        &self,
        premises: &dyn Fn() -> Option<Premises>,
        make: &Make<'_>,
        sink: &dyn Sink,
        report: &mut Report,
    ) -> Result<Gist, Failed> {
        let Some(premises) = premises() else { return make(sink, report) };
        if let Some(known) = self.kept(&premises) {
            debug_assert!(known.is_made_by(make), "{} is another list than it was", premises.list);
            self.note(premises, &known.gist, known.files.iter().map(|file| file.path.clone()).collect());
            return Ok(known.gist.clone());
        }
        let noting = Noting { sink, files: Mutex::default() };
        let gist = make(&noting, report)?;
        let files = noting.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.note(premises, &gist, files);
        Ok(gist)
    }
}

impl Known {
    /// Whether making the list gives exactly this.
    fn is_made_by(&self, make: &Make<'_>) -> bool {
        let gathered = Gathered::default();
        let gist = make(&gathered, &mut Report::default()).ok();
        let mut known: Vec<_> = self.files.iter().map(|file| (file.path.clone(), file.digest)).collect();
        known.sort();
        let made = gathered.into_files().into_iter().map(|file| (file.path, Digest::of(&file.bytes)));
        gist.as_ref() == Some(&self.gist) && made.eq(known)
    }
}

/// Notes what goes to a sink.
struct Noting<'s> {
    sink: &'s dyn Sink,
    files: Mutex<Vec<SitePath>>,
}

impl Sink for Noting<'_> {
    fn put(&self, file: OutputFile, report: &mut Report) -> Result<(), Failed> {
        self.note(&file);
        self.sink.put(file, report)
    }

    fn put_digested(&self, file: OutputFile, digest: Digest, report: &mut Report) -> Result<(), Failed> {
        self.note(&file);
        self.sink.put_digested(file, digest, report)
    }
}

impl Noting<'_> {
    fn note(&self, file: &OutputFile) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(file.path.clone());
    }
}

/// What is known of the lists of a new site.
pub(in crate::command) struct Notes(Vec<Note>);

impl Notes {
    /// Keeps them for the next build, now that the site is in place and the old one is gone: to lose a name changes a
    /// file's stamp. A list of which a file was written to meanwhile is left out.
    pub(in crate::command) fn keep(self, site: &InPlace) {
        let known = |note: Note| {
            let files = note.files.iter().map(|path| site.known(path)).collect::<Option<_>>()?;
            Some((note.premises.list, Known { premises: note.premises.digest, gist: note.gist, files }))
        };
        let lists: Vec<_> = self.0.into_par_iter().filter_map(known).collect();
        memo::write(site.memo(), &Memo(lists.into_iter().collect()));
    }
}
