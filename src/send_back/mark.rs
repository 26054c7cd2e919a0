//! The marked cells of one sheet.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;

use super::aim::Cell;
use super::merge::Merges;
use super::wording::Item;

/// What is said of one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The gravest of its findings.
    pub(super) severity: Severity,
    /// Its note.
    pub(super) note: String,
}

/// The marks of a sheet, by cell.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<Cell, Mark>);

impl Marks {
    /// Marks the cells that findings point at, and those that come apart from them.
    pub(super) fn of<'a>(items: impl Iterator<Item = (Cell, &'a Item<'a>)>, merges: &Merges) -> Self {
        let mut marks = Self::default();
        for (cell, item) in items {
            for cell in merges.to_mend(cell, item.mistake) {
                marks.add(cell, item.severity, &item.note());
            }
        }
        marks
    }

    /// Says one thing more of a cell.
    pub(super) fn add(&mut self, cell: Cell, severity: Severity, note: &str) {
        let mark = self.0.entry(cell).or_insert_with(|| Mark { severity, note: String::new() });
        mark.severity = mark.severity.min(severity);
        if mark.note.is_empty() {
            note.clone_into(&mut mark.note);
        } else if !mark.note.contains(note) {
            mark.note.push_str("\n\n");
            mark.note.push_str(note);
        }
    }

    pub(super) fn at(&self, cell: Cell) -> Option<&Mark> {
        self.0.get(&cell)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Cell, &Mark)> {
        self.0.iter().map(|(cell, mark)| (*cell, mark))
    }

    /// The gravest of all.
    pub(super) fn gravest(&self) -> Option<Severity> {
        self.0.values().map(|mark| mark.severity).min()
    }
}
