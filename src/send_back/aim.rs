//! From the place of a finding to a cell of the copy.

use crate::diagnostic::Location;
use crate::record::{Layout, index_of};
use crate::source::{Row, Sheet};

/// Rows and columns that a worksheet has.
const MOST: (u32, usize) = (1_048_576, 16_384);

/// A cell: its row from 1 as spreadsheets show it, its column from 0.
pub(super) type Cell = (u32, usize);

/// What a finding points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// A cell of a sheet, by the sheet's place among the copied ones.
    Cell(usize, Cell),
    /// A whole sheet.
    Sheet(usize),
    /// The whole file, or something of it that is not in the copy.
    File,
}

impl Aim {
    /// What a place is in the sheets of the copy.
    pub(super) fn of(place: &Location, sheets: &[(&Sheet, Option<Layout>)]) -> Self {
        let is_meant = |(sheet, _): &(&Sheet, Option<Layout>)| sheet.head.name == place.sheet;
        let Some(at) = sheets.iter().position(is_meant) else { return Self::File };
        let (sheet, layout) = &sheets[at];
        match cell_of(place, sheet, layout.as_ref()) {
            Some(cell) if (1..=MOST.0).contains(&cell.0) && cell.1 < MOST.1 => Self::Cell(at, cell),
            _ => Self::Sheet(at),
        }
    }
}

/// The cell under a heading; the heading itself where no row is said; the first of its row where no column is.
fn cell_of(place: &Location, sheet: &Sheet, layout: Option<&Layout>) -> Option<Cell> {
    let row = place.row.or_else(|| place.column.as_ref().and(layout).map(|layout| layout.heading_row))?;
    let named = place.column.as_deref().and_then(|name| match layout {
        Some(layout) => layout.index_of(name),
        None => index_of(name),
    });
    let first =
        || sheet.rows.binary_search_by_key(&row, |found| found.number).map_or(0, |at| first_filled(&sheet.rows[at]));
    Some((row, named.unwrap_or_else(first)))
}

fn first_filled(row: &Row) -> usize {
    row.cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;
    use crate::source::{Cell as Value, SheetHead};

    fn row(number: u32, line: &str) -> Row {
        let cell = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
        Row { number, cells: line.split('|').map(cell).collect(), width: None }
    }

    #[test]
    fn places_become_cells() {
        let head = SheetHead { name: Some("表一".to_owned()), ..SheetHead::default() };
        let rows = vec![row(1, "某县名单"), row(2, "序号|姓名|手机|补贴金额"), row(4, "|示例甲||800")];
        let sheet = Sheet { head, rows };
        let sheets = [(&sheet, Layout::of(Kind::Payments, &sheet))];
        let aim = |place: Location| Aim::of(&place, &sheets);
        let file = Location::file("a.xlsx");
        let in_sheet = file.clone().sheet("表一");
        assert_eq!(aim(in_sheet.clone().row(4).column("补贴金额(元)")), Aim::Cell(0, (4, 3)));
        assert_eq!(aim(in_sheet.clone().row(2).column("手机")), Aim::Cell(0, (2, 2)));
        assert_eq!(aim(in_sheet.clone().row(9).column("F")), Aim::Cell(0, (9, 5)));
        assert_eq!(aim(in_sheet.clone().row(4)), Aim::Cell(0, (4, 1)));
        assert_eq!(aim(in_sheet.clone().column("姓名")), Aim::Cell(0, (2, 1)));
        assert_eq!(aim(in_sheet), Aim::Sheet(0));
        assert_eq!((aim(file.clone()), aim(file.sheet("表二"))), (Aim::File, Aim::File));
    }
}
