//! Cells of an `.xls` whose number format shows year and month of a date, and no day.

use std::collections::BTreeMap;

use super::{FORMULA, MULTIPLE, NUMBER, SMALL_NUMBER};
use crate::source::excel::compound::u16_at;
use crate::source::structure::MAX_COLUMNS;
use crate::source::structure::Spans;

/// By column, the rows of such cells: never more ranges than the file has cells, and one for a column filled down.
#[derive(Default)]
pub(in super::super) struct Months(BTreeMap<usize, Spans>);

impl Months {
    /// Takes a record into account. Looks are those that show only year and month, by their numbers.
    pub(super) fn take(&mut self, kind: u16, data: &[u8], looks: &[bool]) {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
        let cells = match kind {
            NUMBER | SMALL_NUMBER | FORMULA => data.get(4..6).unwrap_or_default().chunks(6),
            // Each has its look and four bytes of a number; the last column follows them.
            MULTIPLE => data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks(6),
            _ => return,
        };
        for (at, cell) in cells.enumerate() {
            let look = u16_at(cell, 0).and_then(|look| looks.get(usize::from(look)));
            let column = usize::from(column) + at;
            if look == Some(&true) && column < MAX_COLUMNS {
                let row = u32::from(row) + 1;
                self.0.entry(column).or_default().add(row, row);
            }
        }
    }

    /// Puts the ranges in order.
    pub(super) fn settle(&mut self) {
        self.0.values_mut().for_each(Spans::settle);
    }

    /// Whether a cell is such a one; its row from 1, its column from 0.
    pub(in super::super) fn has(&self, row: u32, column: usize) -> bool {
        self.0.get(&column).is_some_and(|rows| rows.has(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_known_by_their_looks() {
        let mut months = Months::default();
        for (kind, data) in [
            (NUMBER, &[4, 0, 0, 0, 1, 0][..]),
            (SMALL_NUMBER, &[3, 0, 0, 0, 1, 0]),
            (FORMULA, &[5, 0, 0, 0, 1, 0]),
            (NUMBER, &[6, 0, 0, 0, 0, 0]),
            (NUMBER, &[6, 0, 0, 0, 9, 0]),
            (MULTIPLE, &[1, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 4, 0]),
        ] {
            months.take(kind, data, &[false, true]);
        }
        months.settle();
        let rows: Vec<u32> = (1..9).filter(|&row| months.has(row, 0)).collect();
        assert_eq!((rows, months.0[&0].len()), (vec![4, 5, 6], 1));
        assert_eq!([1, 2, 3, 4, 5].map(|column| months.has(2, column)), [false, true, false, true, false]);
    }

    #[test]
    fn short_records_mean_nothing() {
        for kind in [NUMBER, SMALL_NUMBER, FORMULA, MULTIPLE] {
            for length in 0..20 {
                let mut months = Months::default();
                months.take(kind, &vec![0; length], &[false]);
                assert!(months.0.is_empty());
            }
        }
    }
}
