//! The notice's own form 《项目制培训情况统计表》, filled in as a district would send it.
//! Source: 泰人社字〔2021〕12号, 附件.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Subject;
use super::sheet;
use crate::record::project::{FORM_HEADERS, FORM_TITLE};
use crate::record::{Kind, Shape};
use crate::workbook::{self, Formats};

/// Where the form's headings stand: under its title.
const HEADER_ROW: u32 = 1;

/// The download's bytes; none for a list that is longer than a worksheet.
pub(super) fn of(subject: &Subject<'_>) -> Option<Vec<u8>> {
    sheet::within_limits(subject, filled_in)
}

fn filled_in(subject: &Subject<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let sheet = workbook.add_worksheet().set_name(FORM_TITLE)?;
    let width = FORM_HEADERS.len() as u16;
    workbook::write_across(sheet, 0, width, FORM_TITLE, &formats.title)?;
    sheet.set_row_height(0, 32)?;
    for (at, header) in (0..).zip(FORM_HEADERS) {
        sheet.write_string_with_format(HEADER_ROW, at, *header, &formats.header)?;
        write_column(sheet, at, header, subject, &formats)?;
    }
    let foot = format!("填表人：      联系电话：      填表日期：{}", subject.published_on);
    let foot_row = (HEADER_ROW + 1..).zip(subject.list.rows()).count() as u32 + HEADER_ROW + 1;
    workbook::write_across(sheet, foot_row, width, &foot, &formats.caption)?;
    workbook::set_up_print(sheet, HEADER_ROW)?;
    workbook::save(workbook, &subject.title, subject.authority, subject.published_on)
}

fn write_column(
    sheet: &mut Worksheet,
    at: u16,
    header: &'static str,
    subject: &Subject<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let shape = Kind::Projects.column(header).map_or(Shape::Text, |column| column.shape);
    let cell = |row| if at == 0 { subject.district_name.unwrap_or_default() } else { subject.list.cell(row, header) };
    let cells: Vec<&str> = subject.list.rows().iter().map(|row| cell(row)).collect();
    for (row, cell) in (HEADER_ROW + 1..).zip(&cells) {
        sheet::write_cell(sheet, (row, at), (shape, cell), formats)?;
    }
    workbook::set_width(sheet, at, cells.into_iter().chain([header]))
}
