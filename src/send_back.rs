//! Sending files back: a copy of each office's rows with the mistakes marked, for the clerk who mends them.
//!
//! A copy holds what stands in the office's own file and nothing else: no other office's rows, and no other file's
//! name. Its first sheet lists every finding with a link to its cell; the cells are coloured and carry the finding as
//! a note. What is mended in the copy can be sent as it is: the first sheet is told by its name and mark, the notes by
//! their author, and the rest reads as the original did.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::folder::is_lock;
use crate::output::PrivateFile;
use crate::record::{Catalogue, SOURCES};
use crate::source::Isolation;

mod aim;
mod copy;
mod listing;
mod look;
mod mark;
mod merge;
mod name;
mod page;
mod wording;
mod workbook;

use wording::Item;

/// A file as it goes back to its office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The marked copy; its path is that of the office's file below `content/sources`, as `.xlsx`.
    pub file: PrivateFile,
    /// How much is to be mended in it.
    pub errors: usize,
    /// How much is to be looked at in it.
    pub warnings: usize,
}

/// Everything about one office's file.
struct Matter<'a> {
    /// Its path from the root.
    path: &'a str,
    /// What was found in it.
    findings: Vec<&'a Diagnostic>,
}

impl Matter<'_> {
    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.severity == severity).count()
    }

    /// Whether it goes back: for notes alone nobody needs to do anything.
    fn is_to_mend(&self) -> bool {
        self.findings.iter().any(|found| found.severity != Severity::Note)
    }
}

/// Makes the marked copy of every office's file in which something is to be mended, by path. Files that have changed
/// since they were checked are copied as they are now.
pub fn send_back(root: &Path, report: &Report, isolation: &Isolation, date: NaiveDate) -> Vec<Returned> {
    let findings = report.sorted();
    let matters = matters(&findings);
    let names = name::of_copies(matters.iter().map(|matter| matter.path));
    let known = wording::paths_in(&findings);
    let returned = |(matter, name): (Matter<'_>, String)| {
        let items = Item::of_all(&matter, &known);
        let copied = copy::read(root, matter.path, isolation);
        let bytes = workbook::make(&matter, &items, copied, date);
        let (errors, warnings) = (matter.count(Severity::Error), matter.count(Severity::Warning));
        Returned { file: PrivateFile { path: name, bytes }, errors, warnings }
    };
    matters.into_iter().zip(names).map(returned).collect()
}

/// The offices' files with something to mend, by path. A notice is the bureau's own and goes to nobody, nor does what
/// the bureau's own spreadsheet program left behind.
fn matters(findings: &[Diagnostic]) -> Vec<Matter<'_>> {
    let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for found in findings {
        if let Some(file) = found.location.file.as_deref().filter(|file| is_of_an_office(file)) {
            by_file.entry(file).or_default().push(found);
        }
    }
    let matters = by_file.into_iter().map(|(path, findings)| Matter { path, findings });
    matters.filter(Matter::is_to_mend).collect()
}

/// Offices' files stand in folders; what is said of such a folder, as of one that is empty, is the bureau's matter.
fn is_of_an_office(file: &str) -> bool {
    let is_folder = |below: &str| Catalogue::ALL.into_iter().any(|catalogue| catalogue.folder() == below);
    let is_text = |below: &str| below.to_ascii_lowercase().ends_with(".md");
    below_sources(file).is_some_and(|below| !is_folder(below) && !is_text(below) && !is_lock(below))
}

/// A file's path below `content/sources`.
fn below_sources(file: &str) -> Option<&str> {
    file.strip_prefix(SOURCES)?.strip_prefix('/')
}

#[cfg(test)]
mod tests;
