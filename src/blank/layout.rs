//! What the blank workbooks have in common: headings with their messages, cells that are checked while they are typed,
//! and the way they are saved.

use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError};

use super::{advice, choice};
use crate::record::{Column, Publication, Shape};
use crate::settings::Settings;
use crate::workbook::{self, Formats};

/// The day of the notice that asks for these lists: the workbooks' only time, so that every run makes the same bytes.
/// Source: 泰人社字〔2021〕12号.
const MADE_ON: Option<NaiveDate> = NaiveDate::from_ymd_opt(2021, 4, 20);

/// The rows that are filled in.
pub(super) struct Body {
    pub(super) first: u32,
    pub(super) last: u32,
}

/// Writes a heading with the message that is shown when it is selected.
pub(super) fn write_heading(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    (heading, column): (&str, &Column),
    settings: &Settings,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, at, heading, &formats.header)?;
    sheet.set_column_width(at, width(heading, column))?;
    let message = DataValidation::new()
        .allow_any_value()
        .set_input_title(column.header)?
        .set_input_message(advice::of(column, settings))?;
    sheet.add_data_validation(row, at, row, at, &message)?;
    Ok(())
}

/// As wide as the heading and what is usually filled in, and no wider: a list of seventeen columns is to be legible on
/// one page.
fn width(heading: &str, column: &Column) -> f64 {
    let usual = match column.shape {
        Shape::Code => 20,
        Shape::Text if column.publication == Publication::Name => 10,
        Shape::Text => 14,
        Shape::Day => 12,
        Shape::Money => 11,
        Shape::Number => 7,
    };
    usual.max(workbook::width(heading) + 1) as f64
}

/// Lets the cells of a column take only what can be meant there. Spreadsheets do not mark codes as numbers stored as
/// text: who follows that advice loses digits.
pub(super) fn guard_cells(
    sheet: &mut Worksheet,
    at: u16,
    body: &Body,
    (column, settings): (&Column, &Settings),
) -> Result<(), XlsxError> {
    if matches!(column.shape, Shape::Text | Shape::Code) {
        sheet.ignore_error_range(body.first, at, body.last, at, IgnoreError::NumberStoredAsText)?;
    }
    if let Some((rule, refusal)) = rule(column, settings)? {
        let rule = rule.set_error_title(column.header)?.set_error_message(refusal)?;
        sheet.add_data_validation(body.first, at, body.last, at, &rule)?;
    }
    Ok(())
}

/// What a column's cells may hold, and what is said of anything else; none where any text may stand.
fn rule(column: &Column, settings: &Settings) -> Result<Option<(DataValidation, &'static str)>, XlsxError> {
    let any = DataValidation::new();
    let choices = choice::of(column, &settings.districts);
    if !choices.is_empty() {
        return Ok(Some((any.allow_list_strings(&choices)?, "请从下拉列表里选一项。")));
    }
    Ok(match column.shape {
        Shape::Number => {
            let whole = DataValidationRule::Between(0, 999_999_999);
            Some((any.allow_whole_number(whole), "请只填整数，不带单位。"))
        }
        Shape::Money => {
            let money = DataValidationRule::Between(0.0, 999_999_999.99);
            Some((any.allow_decimal_number(money), "请只填数字，单位元，最多两位小数。"))
        }
        Shape::Day => {
            let (first, last) = (ExcelDateTime::from_ymd(1990, 1, 1)?, ExcelDateTime::from_ymd(2099, 12, 31)?);
            let days = any.allow_date(DataValidationRule::Between(first, last));
            Some((days, "请填完整的日期，例如 2021-04-20。"))
        }
        Shape::Code if column.publication == Publication::IdNumber => {
            Some((any.allow_text_length(DataValidationRule::EqualTo(18)), "身份证号应是 18 位。"))
        }
        Shape::Code | Shape::Text => None,
    })
}

/// A4 across with the heading on every page, and the first cell to fill in selected.
pub(super) fn finish(sheet: &mut Worksheet, header_row: u32) -> Result<(), XlsxError> {
    const SIDE: f64 = 0.4;
    const END: f64 = 0.6;
    workbook::set_up_print(sheet, header_row)?;
    sheet.set_margins(SIDE, SIDE, END, END, SIDE, SIDE);
    sheet.set_selection(header_row + 1, 0, header_row + 1, 0)?;
    Ok(())
}

/// The finished file.
pub(super) fn save(workbook: Workbook, title: &str, settings: &Settings) -> Result<Vec<u8>, XlsxError> {
    workbook::save(workbook, title, &settings.site.authority, MADE_ON.unwrap_or_default())
}
