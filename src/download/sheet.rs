//! Typed cells, and what of a list a worksheet holds.

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::Subject;
use crate::record::Shape;
use crate::value::money::Fen;
use crate::workbook::{Formats, MOST_CHARACTERS, excel_day};

/// Rows a worksheet has; five are kept for title and foot.
const MOST_ROWS: usize = 1_048_576 - 5;

/// Writes one cell by its column's shape. What is not of the shape is written as it is, as text; text is never
/// written as a formula, whatever it begins with.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (shape, cell): (Shape, &str),
    formats: &Formats,
) -> Result<(), XlsxError> {
    match shape {
        _ if cell.is_empty() => sheet.write_blank(row, column, &formats.text)?,
        Shape::Number if let Some(number) = whole_number(cell) => {
            sheet.write_number_with_format(row, column, number as f64, &formats.number)?
        }
        Shape::Money if let Ok(fen) = Fen::parse(cell) => {
            sheet.write_number_with_format(row, column, fen.get() as f64 / 100.0, &formats.money)?
        }
        Shape::Day if let Some(day) = day(cell) => sheet.write_datetime_with_format(row, column, &day, &formats.day)?,
        _ => sheet.write_string_with_format(row, column, fitting(cell), &formats.text)?,
    };
    Ok(())
}

/// A whole number that spreadsheets and programs keep exactly; none for `007`, which is a code.
pub(super) fn whole_number(cell: &str) -> Option<u64> {
    let is_written_so = cell == "0" || !cell.starts_with(['0', '+']);
    let number: u64 = cell.parse().ok().filter(|_| is_written_so)?;
    (number < 1 << 53).then_some(number)
}

fn day(cell: &str) -> Option<ExcelDateTime> {
    excel_day(NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok()?)
}

/// What a cell can hold of a text; the rest is in the CSV.
fn fitting(text: &str) -> String {
    const CUT: &str = "……（全文见 CSV）";
    if text.encode_utf16().count() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    // Half of the limit always fits, however the workbook counts characters.
    text.chars().take(MOST_CHARACTERS / 2 - CUT.chars().count()).chain(CUT.chars()).collect()
}

/// What `make` makes of a list that fits on a worksheet; none for a longer one.
#[expect(
    clippy::expect_used,
    reason = "rows, columns and texts are within a worksheet's limits, and memory is written"
)]
pub(super) fn within_limits(
    subject: &Subject<'_>,
    make: impl FnOnce(&Subject<'_>) -> Result<Vec<u8>, XlsxError>,
) -> Option<Vec<u8>> {
    (subject.list.count() <= MOST_ROWS).then(|| make(subject).expect("a workbook is made"))
}
