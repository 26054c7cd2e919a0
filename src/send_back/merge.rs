//! Merged cells in the copy: they stay merged, so that they read as they did, unless they are the mistake.

use std::collections::BTreeMap;

use crate::source::{Merged, Sheet};

use super::aim::Cell;

/// More cells than this are not merged again: each is written.
const MOST_CELLS: u64 = 500_000;

/// What becomes of the merged cells of a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Merges {
    /// They stay merged; no two share a cell.
    pub(super) kept: Vec<Merged>,
    /// The first cell of the kept rectangle that a cell is in.
    first: BTreeMap<Cell, Cell>,
    /// The place in `parted` of the rectangle that a cell was in.
    part: BTreeMap<Cell, usize>,
    /// They come apart: each cell stands alone.
    parted: Vec<Merged>,
}

/// What kind of mistake stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MistakeOf {
    /// The cell may not be merged.
    Merging,
    /// Something else, in a cell that may well be merged.
    Content,
}

impl Merges {
    /// Parts what holds a mistake of merged cells, and what holds a mistake below or beside a sound first cell: nobody
    /// can fill a cell that another one covers.
    pub(super) fn of(sheet: &Sheet, mistakes: &BTreeMap<Cell, MistakeOf>) -> Self {
        let (mut merges, mut room) = (Self::default(), MOST_CELLS);
        let extent = Extent::of(sheet);
        for merged in sheet.head.merged.iter().filter_map(|merged| extent.cut(merged)) {
            if size(&merged) > room || cells(&merged).any(|cell| merges.is_taken(cell)) {
                continue;
            }
            room -= size(&merged);
            if is_mistaken(&merged, mistakes) { merges.part(merged) } else { merges.keep(merged) }
        }
        merges
    }

    fn is_taken(&self, cell: Cell) -> bool {
        self.first.contains_key(&cell) || self.part.contains_key(&cell)
    }

    fn part(&mut self, merged: Merged) {
        self.part.extend(cells(&merged).map(|cell| (cell, self.parted.len())));
        self.parted.push(merged);
    }

    fn keep(&mut self, merged: Merged) {
        self.first.extend(cells(&merged).map(|cell| (cell, first(&merged))));
        self.kept.push(merged);
    }

    /// The cell that shows what a cell holds: the first of those merged with it.
    pub(super) fn shown_in(&self, cell: Cell) -> Cell {
        self.first.get(&cell).copied().unwrap_or(cell)
    }

    /// Whether a cell is the first of several columns that stay merged.
    pub(super) fn is_wide(&self, (row, column): Cell) -> bool {
        self.first.get(&(row, column + 1)) == Some(&(row, column))
    }

    /// The cells to be mended for a mistake in a cell: where the merging is the mistake, all that come apart.
    pub(super) fn to_mend(&self, cell: Cell, mistake: MistakeOf) -> Vec<Cell> {
        let parted = self.part.get(&cell).filter(|_| mistake == MistakeOf::Merging);
        match parted.and_then(|at| self.parted.get(*at)) {
            Some(merged) => cells(merged).collect(),
            None => vec![self.shown_in(cell)],
        }
    }
}

fn is_mistaken(merged: &Merged, mistakes: &BTreeMap<Cell, MistakeOf>) -> bool {
    let rows = (merged.rows.0, 0)..=(merged.rows.1, usize::MAX);
    let columns = merged.columns.0..=merged.columns.1;
    let mut inside = mistakes.range(rows).filter(|((_, column), _)| columns.contains(column)).peekable();
    let begins_with_a_mistake = inside.peek().is_some_and(|(cell, _)| **cell == first(merged));
    inside.any(|(_, mistake)| *mistake == MistakeOf::Merging || !begins_with_a_mistake)
}

/// The last row and the number of columns that a sheet has.
struct Extent {
    last_row: u32,
    width: usize,
}

impl Extent {
    fn of(sheet: &Sheet) -> Self {
        let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        Self { last_row: sheet.rows.last().map_or(0, |row| row.number), width }
    }

    /// The part of a rectangle in which there is anything; none where that is one cell.
    fn cut(&self, merged: &Merged) -> Option<Merged> {
        let rows = (merged.rows.0.max(1), merged.rows.1.min(self.last_row));
        let columns = (merged.columns.0, merged.columns.1.min(self.width.saturating_sub(1)));
        let cut = Merged { rows, columns };
        (rows.0 <= rows.1 && columns.0 <= columns.1 && size(&cut) > 1).then_some(cut)
    }
}

fn size(merged: &Merged) -> u64 {
    (u64::from(merged.rows.1 - merged.rows.0) + 1) * ((merged.columns.1 - merged.columns.0) as u64 + 1)
}

/// The cell that holds what a rectangle shows.
pub(super) fn first(merged: &Merged) -> Cell {
    (merged.rows.0, merged.columns.0)
}

fn cells(merged: &Merged) -> impl Iterator<Item = Cell> + use<> {
    let (rows, columns) = (merged.rows.0..=merged.rows.1, merged.columns.0..=merged.columns.1);
    rows.flat_map(move |row| columns.clone().map(move |column| (row, column)))
}

#[cfg(test)]
mod tests {
    use super::MistakeOf::{Content, Merging};
    use super::*;
    use crate::source::{Cell as Value, Row, SheetHead};

    const DOWN: Merged = Merged { rows: (2, 4), columns: (0, 0) };

    fn sheet(merged: &[Merged]) -> Sheet {
        let rows = (1..=9).map(|number| Row { number, cells: vec![Value::Empty, Value::Number(1.0)], width: None });
        Sheet { head: SheetHead { merged: merged.to_vec(), ..SheetHead::default() }, rows: rows.collect() }
    }

    fn merges(mistakes: &[(Cell, MistakeOf)]) -> Merges {
        Merges::of(&sheet(&[DOWN]), &mistakes.iter().copied().collect())
    }

    #[test]
    fn merged_cells_stay_unless_they_are_the_mistake() {
        for elsewhere in [&[][..], &[((2, 0), Content)], &[((2, 0), Content), ((3, 0), Content)], &[((3, 1), Merging)]]
        {
            let kept = merges(elsewhere);
            assert_eq!((&kept.kept[..], kept.to_mend((4, 0), Content)), (&[DOWN][..], vec![(2, 0)]), "{elsewhere:?}");
        }
        let whole = merges(&[((2, 0), Merging)]);
        assert_eq!((whole.kept.len(), whole.to_mend((2, 0), Merging)), (0, vec![(2, 0), (3, 0), (4, 0)]));
        let below = merges(&[((3, 0), Content)]);
        assert_eq!((below.kept.len(), below.to_mend((3, 0), Content)), (0, vec![(3, 0)]));
    }

    #[test]
    fn a_rectangle_is_cut_to_the_rows_and_never_overlaps() {
        let endless = Merged { rows: (8, 1_048_576), columns: (1, 16_383) };
        let across = Merged { rows: (4, 5), columns: (0, 1) };
        let merges = Merges::of(&sheet(&[endless, DOWN, across]), &BTreeMap::new());
        assert_eq!(merges.kept, [Merged { rows: (8, 9), columns: (1, 1) }, DOWN]);
    }
}
