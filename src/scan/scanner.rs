//! The scan as the last gate on the way to the disk: a file with a personal number never passes.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Failed, Report};
use crate::output::{OutputFile, Sink, SitePath};
use crate::value::digest::Digest;

use super::{Digests, Look, look, search};

/// Looks into each finished file, and hands it on when nothing is in it. A file that shows what may be a bank card, or
/// the beginning of a digest that another file shows in full, waits until all files are known.
pub struct Scanner<'s> {
    sink: &'s dyn Sink,
    kept: Mutex<Kept>,
}

/// What was not handed on.
#[derive(Default)]
struct Kept {
    waiting: Vec<OutputFile>,
    /// Of files in which a number was found.
    digests: Digests,
}

impl Sink for Scanner<'_> {
    /// Takes a file. What is found in it is in the report then; the other files are still to be searched.
    fn put(&self, file: OutputFile, report: &mut Report) -> Result<(), Failed> {
        self.clean(file, report).map_or(Ok(()), |file| self.sink.put(file, report))
    }

    fn put_digested(&self, file: OutputFile, digest: Digest, report: &mut Report) -> Result<(), Failed> {
        self.clean(file, report).map_or(Ok(()), |file| self.sink.put_digested(file, digest, report))
    }
}

impl<'s> Scanner<'s> {
    /// A gate before a sink.
    pub fn before(sink: &'s dyn Sink) -> Self {
        Self { sink, kept: Mutex::default() }
    }

    /// A file in which nothing is; any other is kept.
    fn clean(&self, file: OutputFile, report: &mut Report) -> Option<OutputFile> {
        match look(&file, report) {
            Look::Clean => return Some(file),
            Look::Found => self.kept().digests.absorb(Digests::of(&file)),
            Look::Doubtful => self.kept().waiting.push(file),
        }
        None
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the scan when all files have come, and tells which of them other files decided on. `again` goes through those
    /// that were handed on, and is called only if a file waits.
    ///
    /// # Errors
    /// When a number was found in any file, or the files cannot be gone through: then nothing may be published.
    pub fn finish(
        self,
        again: impl FnOnce(&mut Digests, &mut Report) -> Result<(), Failed>,
        report: &mut Report,
    ) -> Result<BTreeSet<SitePath>, Failed> {
        let Kept { mut waiting, mut digests } = self.kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        if waiting.is_empty() {
            return report.pass(BTreeSet::new());
        }
        let doubtful = waiting.iter().map(|file| file.path.clone()).collect();
        waiting.sort_by(|a, b| a.path.cmp(&b.path));
        waiting.iter().for_each(|file| digests.absorb(Digests::of(file)));
        again(&mut digests, report)?;
        for file in waiting {
            let mut own = Report::default();
            search(&file, |number| digests.begin_with(number), &mut own);
            if !own.has_errors() {
                self.sink.put(file, report)?;
            }
            report.absorb(&own);
        }
        report.pass(doubtful)
    }
}
