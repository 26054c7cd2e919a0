//! The blank workbook of a kind of list.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::{self, Body};
use crate::record::{Column, Kind, Need};
use crate::settings::Settings;
use crate::workbook::{self, Formats};

/// Where the headings stand: under the title and the advice.
pub(super) const HEADER_ROW: u32 = 2;

/// Rows that have drop-down lists and are checked while they are typed; more may be filled in.
const CHECKED_ROWS: u32 = 10_000;

/// What every list says under its title.
const ADVICE: &str = "一行一条，从表头下一行填起。带 * 的列必填，其余可以空着；点一下表头，会显示这一列怎么填、会不会公开。\
                      不要合并单元格，不要隐藏行或列，不要增加手机号、住址、银行卡号等列。";

/// The workbook before it is saved.
pub(super) fn blank(kind: Kind, settings: &Settings) -> Result<Workbook, XlsxError> {
    let (mut workbook, formats) = (Workbook::new(), Formats::new());
    let sheet = workbook.add_worksheet().set_name(kind.name())?;
    let width = kind.columns().len() as u16;
    workbook::write_across(sheet, 0, width, kind.name(), &formats.title)?;
    workbook::write_across(sheet, 1, width, ADVICE, &formats.caption)?;
    sheet.set_row_height(0, 30)?.set_row_height(1, 34)?.set_row_height(HEADER_ROW, 28)?;
    let body = Body { first: HEADER_ROW + 1, last: HEADER_ROW + CHECKED_ROWS };
    for (at, column) in (0..).zip(kind.columns()) {
        sheet.set_column_format(at, &formats.blank(column.shape))?;
        layout::write_heading(sheet, (HEADER_ROW, at), (&heading(column), column), settings, &formats)?;
        layout::guard_cells(sheet, at, &body, (column, settings))?;
    }
    layout::finish(sheet, HEADER_ROW)?;
    Ok(workbook)
}

/// The standard heading; the reader pays no heed to the star.
fn heading(column: &Column) -> String {
    match column.need {
        Need::Required => format!("{}*", column.header),
        Need::Optional => column.header.to_owned(),
    }
}
