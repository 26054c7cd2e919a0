//! `.xls`. The parser reads all sheets at once, so the file is measured first.

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, Xls, XlsError};

use super::{Trouble, biff, compound::Compound, value, xlsx};
use crate::diagnostic::Failed;
use crate::source::intake::Intake;
use crate::source::structure::Structure;

/// Reads all worksheets.
pub(in crate::source) fn read(bytes: &[u8], intake: &mut Intake<'_>) -> Result<(), Failed> {
    let structures = match inspect(bytes) {
        Ok(structures) => structures,
        Err(trouble) => return intake.trouble(trouble),
    };
    let mut book = match Xls::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(XlsError::Password) => return intake.trouble(Trouble::Locked),
        Err(_) => return intake.trouble(Trouble::Damaged),
    };
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() != structures.len() {
        return intake.trouble(Trouble::Damaged);
    }
    for (sheet, structure) in sheets.into_iter().zip(structures) {
        if sheet.typ == SheetType::WorkSheet {
            intake.sheet(&sheet.name, xlsx::visibility(sheet.visible), structure)?;
            match book.worksheet_range(&sheet.name) {
                Ok(range) => take(&range, intake)?,
                Err(_) => return intake.trouble(Trouble::Damaged),
            }
        }
    }
    Ok(())
}

fn inspect(bytes: &[u8]) -> Result<Vec<Structure>, Trouble> {
    let file = Compound::parse(bytes).ok_or(Trouble::Damaged)?;
    if file.has("_VBA_PROJECT_CUR") {
        return Err(Trouble::Macros);
    }
    biff::measure(&file.workbook()?)
}

fn take(range: &Range<Data>, intake: &mut Intake<'_>) -> Result<(), Failed> {
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    for (row, column, data) in range.used_cells() {
        let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first_row).saturating_add(1);
        intake.put(row, column + first_column as usize, value::kept(data))?;
    }
    Ok(())
}
