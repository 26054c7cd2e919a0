//! The office's file, read once more for its copy.

use std::path::Path;

use crate::diagnostic::Report;
use crate::folder;
use crate::source::{self, Isolation, Part, Sheet, is_return_sheet};

/// More cells than this are not copied: a workbook is made in memory, some 400 bytes a cell with the rows it is made of.
const MOST_CELLS: usize = 1_500_000;

/// What there is to copy.
#[derive(Debug)]
pub(super) enum Copied {
    /// All sheets of the office.
    Sheets(Vec<Sheet>),
    /// The file cannot be read: the listing says why.
    Unreadable,
    /// The file is too large to be copied.
    TooLarge,
}

/// Reads the sheets of a file. A file of which only a part can be read has no copy: if that part came back, the rest
/// would be lost.
pub(super) fn read(root: &Path, path: &str, isolation: &Isolation) -> Copied {
    // Whatever it says is in the report of the check already.
    let mut unheard = Report::default();
    let (mut sheets, mut cells) = (Vec::<Sheet>::new(), 0);
    let Ok(file) = folder::file_at(root, path, &mut unheard) else { return Copied::Unreadable };
    let done = source::stream(file, isolation, &mut unheard, |part, _| match part {
        Part::Sheet(head) => sheets.push(Sheet { head, rows: Vec::new() }),
        Part::Row(row) => {
            cells += row.cells.len();
            if let Some(sheet) = sheets.last_mut().filter(|_| cells <= MOST_CELLS) {
                sheet.rows.push(row);
            }
        }
    });
    sheets.retain(|sheet| !sheet.rows.first().is_some_and(|first| is_return_sheet(&sheet.head, first)));
    match done {
        Err(_) => Copied::Unreadable,
        Ok(()) if cells > MOST_CELLS => Copied::TooLarge,
        Ok(()) => Copied::Sheets(sheets),
    }
}
