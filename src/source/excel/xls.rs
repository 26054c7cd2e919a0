//! `.xls`. The parser reads all sheets at once, so the file is measured first.

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, Xls, XlsError};

use super::biff::{self, Months, Reach};
use super::{Trouble, compound::Compound, value, xlsx};
use crate::diagnostic::Failed;
use crate::source::Cell;
use crate::source::intake::Intake;

/// Reads all worksheets.
pub(in crate::source) fn read(bytes: &[u8], intake: &mut Intake<'_>) -> Result<(), Failed> {
    let measured = match inspect(bytes) {
        Ok(measured) => measured,
        Err(trouble) => return intake.trouble(trouble),
    };
    let mut book = match Xls::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(XlsError::Password) => return intake.trouble(Trouble::Locked),
        Err(_) => return intake.trouble(Trouble::Damaged),
    };
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() != measured.len() {
        return intake.trouble(Trouble::Damaged);
    }
    for (sheet, found) in sheets.into_iter().zip(measured) {
        if sheet.typ == SheetType::WorkSheet {
            intake.sheet(&sheet.name, xlsx::visibility(sheet.visible), found.structure)?;
            match book.worksheet_range(&sheet.name) {
                Ok(range) => take(&range, &found.reach, &found.months, intake)?,
                Err(_) => return intake.trouble(Trouble::Damaged),
            }
        }
    }
    Ok(())
}

fn inspect(bytes: &[u8]) -> Result<Vec<biff::Sheet>, Trouble> {
    let file = Compound::parse(bytes).ok_or(Trouble::Damaged)?;
    if file.has("_VBA_PROJECT_CUR") {
        return Err(Trouble::Macros);
    }
    biff::measure(&file.workbook()?)
}

/// Takes all cells that are read or measured: formulas without a result are measured alone.
fn take(range: &Range<Data>, reach: &Reach, months: &Months, intake: &mut Intake<'_>) -> Result<(), Failed> {
    let read = range.start().zip(range.end()).map(|(first, last)| [first, last]);
    let corners: Vec<_> = [read, reach.corners()].into_iter().flatten().collect();
    let first = |of: fn((u32, u32)) -> u32| corners.iter().map(|[first, _]| of(*first)).min().unwrap_or(1);
    let last = |of: fn((u32, u32)) -> u32| corners.iter().map(|[_, last]| of(*last)).max().unwrap_or(0);
    for row in first(|cell| cell.0)..=last(|cell| cell.0) {
        for column in first(|cell| cell.1)..=last(|cell| cell.1) {
            let cell = range.get_value((row, column)).map_or(Cell::Empty, value::kept);
            put(row.saturating_add(1), column as usize, cell, months, intake)?;
        }
    }
    Ok(())
}

fn put(row: u32, column: usize, cell: Cell, months: &Months, intake: &mut Intake<'_>) -> Result<(), Failed> {
    let is_month = matches!(cell, Cell::Day(_)) && months.has(row, column);
    intake.put(row, column, if is_month { value::month_only(cell) } else { cell })
}
