//! Workbooks by rust_xlsxwriter.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Shape, Workbook, Worksheet};

use super::book::{self, Book, Looks, Sheet, State};
use super::cell::Cell;
use super::package;

/// Days between the two systems of counting them.
const SYSTEM_1904: f64 = 1462.0;

/// Writes a workbook.
pub(super) fn write(book: &Book) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for sheet in &book.sheets {
        let made = workbook.add_worksheet();
        made.set_name(&sheet.name).unwrap();
        match sheet.state {
            State::Visible => {}
            State::Hidden => drop(made.set_hidden(true)),
            State::VeryHidden => drop(made.set_very_hidden(true)),
        }
        fill(made, sheet, book.date_1904);
        dress(made, &sheet.looks);
    }
    let bytes = workbook.save_to_buffer().unwrap();
    if book.date_1904 {
        let system = ["xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" "].map(str::to_owned);
        return package::changed(&bytes, &[system.to_vec()], &BTreeMap::new());
    }
    bytes
}

fn fill(made: &mut Worksheet, sheet: &Sheet, date_1904: bool) {
    for range in &sheet.looks.merge {
        let ((top, left), (bottom, right)) = book::ends(range);
        made.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
    }
    for (row, cells) in (0..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(made, row, column, cell, date_1904);
        }
    }
}

fn put(made: &mut Worksheet, row: u32, column: u16, cell: &Cell, date_1904: bool) {
    match cell {
        Cell::Empty => {}
        Cell::Text { text } => drop(made.write_string(row, column, text).unwrap()),
        Cell::Number { number, format: None } => drop(made.write_number(row, column, *number).unwrap()),
        Cell::Number { number, format: Some(format) } => {
            let format = Format::new().set_num_format(format);
            made.write_number_with_format(row, column, *number, &format).unwrap();
        }
        Cell::Day { day, format } => {
            let serial = ExcelDateTime::parse_from_str(day).unwrap().to_excel();
            let serial = if date_1904 { serial - SYSTEM_1904 } else { serial };
            let usual = if day.contains('T') { "yyyy-mm-dd hh:mm:ss" } else { "yyyy-mm-dd" };
            let format = Format::new().set_num_format(format.as_deref().unwrap_or(usual));
            made.write_number_with_format(row, column, serial, &format).unwrap();
        }
        Cell::Formula { formula, result } => {
            let formula = Formula::new(formula).set_result(result.clone().unwrap_or_default());
            made.write_formula(row, column, formula).unwrap();
        }
        Cell::Error { error } => {
            made.write_formula(row, column, Formula::new(format!("={error}")).set_result(error)).unwrap();
        }
    }
}

fn dress(made: &mut Worksheet, looks: &Looks) {
    for row in &looks.hide_rows {
        made.set_row_hidden(row - 1).unwrap();
    }
    for row in &looks.flat_rows {
        made.set_row_height(row - 1, 0).unwrap();
    }
    for letters in &looks.hide_columns {
        made.set_column_hidden(book::column(letters)).unwrap();
    }
    for letters in &looks.flat_columns {
        made.set_column_width(book::column(letters), 0).unwrap();
    }
    if let Some(range) = &looks.filter {
        let ((top, left), (bottom, right)) = book::ends(range);
        made.autofilter(top, left, bottom, right).unwrap();
    }
    for (place, text) in &looks.comments {
        let (row, column) = book::at(place);
        made.insert_note(row, column, &Note::new(text)).unwrap();
    }
    if let Some(text) = &looks.text_box {
        made.insert_shape(1, 15, &Shape::textbox().set_text(text)).unwrap();
    }
}
