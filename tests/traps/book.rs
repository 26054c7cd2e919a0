//! A workbook before anybody writes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cell::Cell;

/// What a workbook is to hold. As JSON, what `tests/tools/trap_workbooks.py` reads.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Book {
    /// Days are kept as Excel for Macintosh kept them.
    pub(super) date_1904: bool,
    /// In order; the first is the list.
    pub(super) sheets: Vec<Sheet>,
}

/// Whether a sheet is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    #[default]
    Visible,
    Hidden,
    VeryHidden,
}

/// One sheet.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) state: State,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) looks: Looks,
}

/// What there is to a sheet beside its cells. Places are written as spreadsheets show them: `C3`, `D2:D5`, `C`, 3.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Looks {
    /// Cells shown as one.
    pub(super) merge: Vec<String>,
    /// Rows that were hidden.
    pub(super) hide_rows: Vec<u32>,
    /// Rows drawn to a height of nothing.
    pub(super) flat_rows: Vec<u32>,
    /// Columns that were hidden.
    pub(super) hide_columns: Vec<String>,
    /// Columns drawn to a width of nothing.
    pub(super) flat_columns: Vec<String>,
    /// A filter over these cells, which has hidden the hidden rows.
    pub(super) filter: Option<String>,
    /// Comments by cell.
    pub(super) comments: BTreeMap<String, String>,
    /// A text box and its text.
    pub(super) text_box: Option<String>,
}

impl Sheet {
    /// Puts a value into a cell, and makes room for it.
    pub(super) fn set(&mut self, place: &str, cell: Cell) {
        let (row, column) = at(place);
        let row = row as usize;
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column as usize {
            cells.resize(column as usize + 1, Cell::Empty);
        }
        cells[column as usize] = cell;
    }

    /// Empties all cells of merged ranges but the first of each, as spreadsheets do.
    pub(super) fn empty_merged(&mut self) {
        for range in self.looks.merge.clone() {
            let ((top, left), (bottom, right)) = ends(&range);
            for (row, cells) in (0..).zip(&mut self.rows) {
                for (column, cell) in (0..).zip(cells) {
                    let inside = (top..=bottom).contains(&row) && (left..=right).contains(&column);
                    if inside && (row, column) != (top, left) {
                        *cell = Cell::Empty;
                    }
                }
            }
        }
    }
}

/// Row and column of a cell, counted from 0.
pub(super) fn at(place: &str) -> (u32, u16) {
    let split = place.find(|c: char| c.is_ascii_digit()).expect("a cell has a row");
    let row: u32 = place[split..].parse().expect("a row is a number");
    (row - 1, column(&place[..split]))
}

/// A column by its letters, counted from 0.
pub(super) fn column(letters: &str) -> u16 {
    letters.bytes().fold(0, |number, letter| number * 26 + u16::from(letter - b'A') + 1) - 1
}

/// The first and last cell of a range.
pub(super) fn ends(range: &str) -> ((u32, u16), (u32, u16)) {
    let (first, last) = range.split_once(':').expect("a range has two ends");
    (at(first), at(last))
}
