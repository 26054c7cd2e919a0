//! What the workbooks have in common: typed cells, formats, print set-up, and no time but the edition's.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::Subject;
use crate::record::Shape;
use crate::value::money::Fen;

/// Rows a worksheet has; five are kept for title and foot.
const MOST_ROWS: usize = 1_048_576 - 5;

/// Characters a cell holds.
const MOST_CHARACTERS: usize = 32_767;

/// The paper size A4 by its number in workbooks.
const A4: u8 = 9;

/// The built-in number format `@`: what is typed stays text.
const TEXT: u8 = 49;

/// How cells look, by their shape.
pub(crate) struct Formats {
    pub(crate) title: Format,
    pub(crate) caption: Format,
    pub(crate) header: Format,
    text: Format,
    number: Format,
    money: Format,
    day: Format,
}

impl Formats {
    pub(crate) fn new() -> Self {
        let plain = Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let framed = plain.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let centred = |format: &Format| format.clone().set_align(FormatAlign::Center);
        Self {
            title: centred(&plain).set_bold().set_font_size(16),
            caption: plain.clone().set_text_wrap(),
            header: centred(&framed).set_bold().set_background_color("#E8EEF4"),
            number: framed.clone().set_num_format("0").set_align(FormatAlign::Right),
            money: framed.clone().set_num_format("0.00").set_align(FormatAlign::Right),
            day: centred(&framed).set_num_format("yyyy-mm-dd"),
            text: framed,
        }
    }

    /// How a cell looks that is yet to be filled in. Words are kept as they are typed: a spreadsheet would make a day
    /// of `2021年6月`, and a fraction of `10%`.
    pub(crate) fn blank(&self, shape: Shape) -> Format {
        match shape {
            Shape::Text | Shape::Code => self.text.clone().set_num_format_index(TEXT),
            Shape::Number => self.number.clone(),
            Shape::Money => self.money.clone(),
            Shape::Day => self.day.clone(),
        }
    }
}

/// Writes one cell by its column's shape. What is not of the shape is written as it is, as text; text is never
/// written as a formula, whatever it begins with.
pub(crate) fn write_cell(
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
pub(crate) fn whole_number(cell: &str) -> Option<u64> {
    let number: u64 = cell.parse().ok()?;
    (number < 1 << 53 && number.to_string() == cell).then_some(number)
}

fn day(cell: &str) -> Option<ExcelDateTime> {
    excel_day(NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok()?)
}

fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
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

/// The width of a text in a column: a Chinese character takes two places.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Sets a column as wide as its longest text, within what a printed page bears.
pub(crate) fn set_width<'a>(
    sheet: &mut Worksheet,
    column: u16,
    texts: impl Iterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    let longest = texts.map(width).max().unwrap_or(0).clamp(6, 48);
    sheet.set_column_width(column, longest as f64 + 2.0)?;
    Ok(())
}

/// A title over so many columns. One cell cannot be merged.
pub(crate) fn write_across(
    sheet: &mut Worksheet,
    row: u32,
    columns: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if columns > 1 {
        sheet.merge_range(row, 0, row, columns - 1, text, format)?;
    } else {
        sheet.write_string_with_format(row, 0, text, format)?;
    }
    Ok(())
}

/// A4 across, one page wide, page numbers in the foot, and the heading on every page.
pub(crate) fn set_up_print(sheet: &mut Worksheet, header_row: u32) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    sheet.set_repeat_rows(header_row, header_row)?.set_freeze_panes(header_row + 1, 0)?;
    Ok(())
}

/// What `make` makes of a list that fits on a worksheet; none for a longer one.
#[expect(
    clippy::expect_used,
    reason = "rows, columns and texts are within a worksheet's limits, and memory is written"
)]
pub(crate) fn within_limits(
    subject: &Subject<'_>,
    make: impl FnOnce(&Subject<'_>) -> Result<Vec<u8>, XlsxError>,
) -> Option<Vec<u8>> {
    (subject.list.rows().len() <= MOST_ROWS).then(|| make(subject).expect("a workbook is made"))
}

/// The finished file, with one day as its only time: the same content gives the same bytes.
pub(crate) fn save(
    mut workbook: Workbook,
    title: &str,
    author: &str,
    made_on: NaiveDate,
) -> Result<Vec<u8>, XlsxError> {
    let properties = DocProperties::new().set_title(title).set_author(author);
    let epoch = ExcelDateTime::from_ymd(1900, 1, 1)?;
    let created = excel_day(made_on).unwrap_or(epoch);
    workbook.set_properties(&properties.set_creation_datetime(&created));
    workbook.save_to_buffer()
}
