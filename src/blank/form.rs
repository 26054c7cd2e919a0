//! The notice's own form 《项目制培训情况统计表》, blank. Source: 泰人社字〔2021〕12号, 附件.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::{self, Body};
use crate::record::Kind;
use crate::record::project::{FORM_HEADERS, FORM_TITLE};
use crate::settings::Settings;
use crate::workbook::{self, Formats};

/// Where the headings stand: under the title.
pub(super) const HEADER_ROW: u32 = 1;

/// Blank rows between headings and foot: with them the form fills a page.
pub(super) const BLANK_ROWS: u32 = 15;

/// The columns' widths: together as wide as the page.
const WIDTHS: [f64; 6] = [16.0, 30.0, 26.0, 11.0, 26.0, 20.0];

/// The foot, as the notice has it.
const FOOT: &str = "填表人：                联系电话：                填表日期：";

/// The workbook before it is saved.
pub(super) fn blank(settings: &Settings) -> Result<Workbook, XlsxError> {
    let (mut workbook, formats) = (Workbook::new(), Formats::new());
    let sheet = workbook.add_worksheet().set_name(FORM_TITLE)?;
    let width = FORM_HEADERS.len() as u16;
    workbook::write_across(sheet, 0, width, FORM_TITLE, &formats.title)?;
    sheet.set_row_height(0, 40)?.set_row_height(HEADER_ROW, 28)?;
    let body = Body { first: HEADER_ROW + 1, last: HEADER_ROW + BLANK_ROWS };
    let columns = FORM_HEADERS.iter().filter_map(|header| Kind::Projects.column(header));
    for ((at, column), width) in (0..).zip(columns).zip(WIDTHS) {
        layout::write_heading(sheet, (HEADER_ROW, at), (column.header, column), settings, &formats)?;
        sheet.set_column_width(at, width)?;
        for row in body.first..=body.last {
            sheet.write_blank(row, at, &formats.blank(column.shape))?;
        }
        layout::guard_cells(sheet, at, &body, (column, settings))?;
    }
    for row in body.first..=body.last {
        sheet.set_row_height(row, 24)?;
    }
    workbook::write_across(sheet, body.last + 1, width, FOOT, &formats.caption)?;
    sheet.set_row_height(body.last + 1, 28)?;
    layout::finish(sheet, HEADER_ROW)?;
    Ok(workbook)
}
