//! The office's file, read once more for its copy.

use std::path::Path;

use crate::diagnostic::Report;
use crate::folder;
use crate::source::{self, Cell, Isolation, Part, Row, Sheet, is_return_sheet};

/// More cells than this are not copied: a workbook is made in memory, some 400 bytes a cell with the rows it is made of.
const MOST_CELLS: usize = 1_500_000;

/// More bytes of text than this are not copied: a workbook may keep one long text and name it in every cell.
const MOST_TEXT: usize = 64 << 20;

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
    let (mut sheets, mut size) = (Vec::<Sheet>::new(), Size::default());
    let Ok(file) = folder::file_at(root, path, &mut unheard) else { return Copied::Unreadable };
    let done = source::stream(file, isolation, &mut unheard, |part, _| {
        match part {
            Part::Sheet(head) => sheets.push(Sheet { head, rows: Vec::new() }),
            Part::Row(row) => {
                size.add(&row);
                if let Some(sheet) = sheets.last_mut().filter(|_| !size.is_too_large()) {
                    sheet.rows.push(row);
                }
            }
        }
        None
    });
    sheets.retain(|sheet| !sheet.rows.first().is_some_and(|first| is_return_sheet(&sheet.head, first)));
    match done {
        Err(_) => Copied::Unreadable,
        Ok(()) if size.is_too_large() => Copied::TooLarge,
        Ok(()) => Copied::Sheets(sheets),
    }
}

/// How much has come.
#[derive(Debug, Default)]
struct Size {
    cells: usize,
    text: usize,
}

impl Size {
    fn add(&mut self, row: &Row) {
        let texts = row.cells.iter().map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 });
        self.text += texts.sum::<usize>();
        self.cells += row.cells.len();
    }

    fn is_too_large(&self) -> bool {
        self.cells > MOST_CELLS || self.text > MOST_TEXT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_count_as_many_cells_do() {
        let row = Row { number: 1, cells: vec![Cell::Text("长".repeat(30_000))], width: None };
        let mut size = Size::default();
        (0..1_000).for_each(|_| size.add(&row));
        assert!(size.is_too_large() && size.cells == 1_000);
    }
}
