//! What the workbooks that this program writes have in common: type, formats, print set-up, and no time but a given
//! day. Downloads, blank forms and returned copies are made with it.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::record::Shape;

/// Characters a cell holds, as workbooks count them: in units of UTF-16.
pub(crate) const MOST_CHARACTERS: usize = 32_767;

/// What lies behind the headings of columns.
pub(crate) const HEADING_FILL: &str = "#E8EEF4";

/// The paper size A4 by its number in workbooks.
const A4: u8 = 9;

/// The built-in number format `@`: what is typed stays text.
const TEXT: u8 = 49;

/// The type that all cells are set in.
pub(crate) fn plain() -> Format {
    Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter)
}

/// How cells look, by their shape.
pub(crate) struct Formats {
    pub(crate) title: Format,
    pub(crate) caption: Format,
    pub(crate) header: Format,
    pub(crate) text: Format,
    pub(crate) number: Format,
    pub(crate) money: Format,
    pub(crate) day: Format,
}

impl Formats {
    pub(crate) fn new() -> Self {
        let plain = plain();
        let framed = plain.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let centred = |format: &Format| format.clone().set_align(FormatAlign::Center);
        Self {
            title: centred(&plain).set_bold().set_font_size(16),
            caption: plain.clone().set_text_wrap(),
            header: centred(&framed).set_bold().set_background_color(HEADING_FILL),
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

/// The beginning of a text, in as many units of UTF-16 at most.
pub(crate) fn beginning(text: &str, most: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= most
    };
    text.chars().take_while(fits).collect()
}

/// A day as workbooks keep it; none for those before 1900.
pub(crate) fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(beginning("𠮷田", 1), "");
        assert_eq!(["𠮷田", "𠮷田a"].map(|text| beginning(text, 3)), ["𠮷田", "𠮷田"]);
    }
}
