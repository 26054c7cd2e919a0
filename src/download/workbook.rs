//! The list as a workbook with typed cells.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Subject;
use super::sheet;
use crate::workbook::{self, Formats};

/// Where the headings stand: under the title and the line that says which content it is.
const HEADER_ROW: u32 = 2;

/// The download's bytes; none for a list that is longer than a worksheet.
pub(super) fn of(subject: &Subject<'_>) -> Option<Vec<u8>> {
    sheet::within_limits(subject, table)
}

fn table(subject: &Subject<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let sheet = workbook.add_worksheet().set_name(subject.list.kind().name())?;
    write_head(sheet, subject, &formats)?;
    write_rows(sheet, subject, &formats)?;
    workbook::set_up_print(sheet, HEADER_ROW)?;
    workbook::save(workbook, &subject.title, subject.authority, subject.published_on)
}

fn write_head(sheet: &mut Worksheet, subject: &Subject<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let columns = subject.list.columns();
    workbook::write_across(sheet, 0, columns.len() as u16, &subject.title, &formats.title)?;
    sheet.set_row_height(0, 28)?;
    workbook::write_across(sheet, 1, columns.len() as u16, &caption(subject), &formats.caption)?;
    sheet.set_row_height(1, 32)?;
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(HEADER_ROW, at, column.header, &formats.header)?;
    }
    Ok(())
}

/// Which content it is, so that a workbook passed on by mail still says so.
fn caption(subject: &Subject<'_>) -> String {
    format!(
        "{}　第 {} 版　修订 {}　{} 发布　存档 CSV 的 SHA-256：{}",
        subject.authority,
        subject.edition,
        subject.revision,
        subject.published_on,
        subject.digest()
    )
}

fn write_rows(sheet: &mut Worksheet, subject: &Subject<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let columns = subject.list.columns();
    for (row, cells) in (HEADER_ROW + 1..).zip(subject.list.rows()) {
        for (at, (column, cell)) in (0..).zip(columns.iter().zip(cells)) {
            sheet::write_cell(sheet, (row, at), (column.shape, cell), formats)?;
        }
    }
    for (at, column) in columns.iter().enumerate() {
        let texts = subject.list.rows().iter().filter_map(|row| row.get(at)).map(String::as_str);
        workbook::set_width(sheet, at as u16, texts.chain([column.header]))?;
    }
    Ok(())
}
