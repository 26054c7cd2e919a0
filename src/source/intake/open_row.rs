//! A row while its cells arrive: of a long list each is written over the one before, so that it costs no memory anew.

use crate::source::{Cell, Row};

/// The row whose cells arrive, written over one that is done.
pub(super) struct OpenRow {
    pub(super) row: Row,
    /// How many of its cells have arrived; those behind are of the row before.
    pub(super) filled: usize,
}

impl OpenRow {
    /// Puts a cell behind those that have arrived, with empty ones between.
    pub(super) fn put(&mut self, column: usize, put: impl FnOnce(&mut Cell)) {
        let cells = &mut self.row.cells;
        cells.iter_mut().take(column).skip(self.filled).for_each(|cell| *cell = Cell::Empty);
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        put(&mut cells[column]);
        self.filled = column + 1;
    }

    /// The row without what is left of the one before.
    pub(super) fn done(mut self) -> Row {
        self.row.cells.truncate(self.filled);
        self.row
    }
}

/// Makes a cell this text, in the memory of the text that it was, if it was one.
pub(super) fn write_over(cell: &mut Cell, text: &str) {
    match cell {
        Cell::Text(kept) => {
            kept.clear();
            kept.push_str(text);
        }
        cell => *cell = Cell::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn nothing_of_the_row_before_is_left() {
        let cells = vec![text("甲"), text("乙"), Cell::Number(1.0), text("丁"), text("戊")];
        let mut open = OpenRow { row: Row { number: 2, cells, width: None }, filled: 0 };
        open.put(0, |cell| write_over(cell, "子"));
        open.put(2, |cell| write_over(cell, "寅"));
        assert_eq!(open.done().cells, [text("子"), Cell::Empty, text("寅")]);
    }

    #[test]
    fn a_row_may_be_longer_than_the_one_before() {
        let mut open = OpenRow { row: Row { number: 2, cells: vec![text("甲")], width: None }, filled: 0 };
        open.put(2, |cell| *cell = Cell::Number(1.0));
        assert_eq!(open.done().cells, [Cell::Empty, Cell::Empty, Cell::Number(1.0)]);
    }
}
