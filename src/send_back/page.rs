//! One sheet of the copy.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use crate::diagnostic::Severity;
use crate::record::{Layout, Shape};
use crate::source::{Cell, NOTE_AUTHOR, NOTE_MARK, Row, Sheet};
use crate::workbook::{self, MOST_CHARACTERS, excel_day};

use super::aim;
use super::look::{self, Look, Looks};
use super::mark::{Mark, Marks};
use super::merge::{self, Merges};

/// Notes a sheet bears before spreadsheets grow slow; further marks are colours, and the listing says what they mean.
const MOST_NOTES: usize = 5_000;

/// Rows whose texts decide how wide a column is.
const MEASURED_ROWS: usize = 1_000;

/// A sheet with all that is said of it.
pub(super) struct Page<'a> {
    /// Its name in the copy.
    pub(super) name: String,
    pub(super) sheet: &'a Sheet,
    pub(super) layout: Option<Layout>,
    pub(super) merges: Merges,
    pub(super) marks: Marks,
}

impl Page<'_> {
    /// Says of every cell without a value that it has none: what a finding says of a formula cannot be done here.
    pub(super) fn mark_faults(&mut self) {
        const NOTE: &str = "说明：原文件这一格是公式或不支持的内容，没有抄过来，请直接填上应有的内容。";
        for row in &self.sheet.rows {
            for (index, cell) in row.cells.iter().enumerate() {
                let place = (row.number, index);
                if matches!(cell, Cell::Fault(_)) {
                    self.marks.add(self.merges.shown_in(place), Severity::Note, NOTE);
                }
            }
        }
    }

    /// Writes the sheet: merged cells first, since they are written whole, then values, then marks.
    pub(super) fn write(&self, to: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        to.set_name(&self.name)?;
        let widths = self.widths();
        self.set_up(&widths, to)?;
        for merged in &self.merges.kept {
            let (row, column) = at(merge::first(merged))?;
            let format = looks.of(self.look(merge::first(merged)), self.severity(merge::first(merged)));
            let last_column = u16::try_from(merged.columns.1).map_err(|_| XlsxError::RowColumnLimitError)?;
            to.merge_range(row, column, merged.rows.1 - 1, last_column, "", format)?;
        }
        for row in &self.sheet.rows {
            self.write_row(row, to, looks)?;
            self.set_height(row, &widths, to)?;
        }
        self.hide(to)?;
        let beyond = |cell: &aim::Cell| self.value(*cell).is_none();
        for (cell, mark) in self.marks.iter().filter(|(cell, _)| beyond(cell)) {
            let (row, column) = at(cell)?;
            to.write_blank(row, column, looks.of(self.look(cell), Some(mark.severity)))?;
        }
        self.marks.iter().take(MOST_NOTES).try_for_each(|(cell, mark)| write_note(cell, mark, to))
    }

    /// What was hidden stays hidden, and an error until somebody has decided on it: shown here, it would come back as a
    /// part of the list that nobody has looked at.
    fn hide(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let hidden = &self.sheet.head.hidden;
        for row in self.sheet.rows.iter().filter(|row| hidden.has_row(row.number)) {
            to.set_row_hidden(row.number - 1)?;
        }
        for column in hidden.columns.iter().flat_map(|&(first, last)| first..=last) {
            to.set_column_hidden(at((1, column as usize))?.1)?;
        }
        Ok(())
    }

    fn set_up(&self, widths: &[usize], to: &mut Worksheet) -> Result<(), XlsxError> {
        if let Some(severity) = self.marks.gravest() {
            to.set_tab_color(look::fill(severity));
        }
        to.set_default_row_height(look::height(1));
        for (index, width) in widths.iter().enumerate() {
            to.set_column_width(at((1, index))?.1, *width as f64 + 2.0)?;
        }
        let Some(layout) = &self.layout else { return Ok(()) };
        workbook::set_up_print(to, layout.heading_row - 1)?;
        let keeps_text = |index: &usize| layout.column(*index).is_some_and(|column| is_words(column.shape));
        (0..layout.width()).filter(keeps_text).try_for_each(|index| {
            to.set_column_format(at((1, index))?.1, &workbook::plain().set_num_format("@")).map(|_| ())
        })?;
        Ok(())
    }

    /// As wide as the longest text of a column, within what a screen bears. Titles do not count.
    fn widths(&self) -> Vec<usize> {
        const NARROWEST: usize = 6;
        const WIDEST: usize = 36;
        let from = self.layout.as_ref().map_or(0, |layout| layout.heading_row);
        let mut widths = Vec::new();
        for row in self.sheet.rows.iter().filter(|row| row.number >= from).take(MEASURED_ROWS) {
            for (index, cell) in row.cells.iter().enumerate() {
                if widths.len() <= index {
                    widths.resize(index + 1, NARROWEST);
                }
                let longest = cell.text().lines().map(workbook::width).max().unwrap_or(0);
                widths[index] = widths[index].max(longest.min(WIDEST));
            }
        }
        widths
    }

    /// A row of the table is as high as its longest text, a title a little higher than others.
    fn set_height(&self, row: &Row, widths: &[usize], to: &mut Worksheet) -> Result<(), XlsxError> {
        let place = (row.number, row.cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0));
        let lines = match self.look(place) {
            Look::Plain => 1,
            Look::Title => 2,
            _ => row.cells.iter().zip(widths).map(|(cell, width)| look::lines(&cell.text(), *width)).max().unwrap_or(1),
        };
        if lines > 1 {
            to.set_row_height(row.number - 1, look::height(lines))?;
        }
        Ok(())
    }

    fn write_row(&self, row: &Row, to: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        let is_in_table = self.layout.as_ref().is_some_and(|layout| row.number >= layout.heading_row);
        let framed = self.layout.as_ref().filter(|_| is_in_table).map_or(0, Layout::width);
        for index in 0..framed.max(row.cells.len()) {
            let place = (row.number, index);
            if self.merges.shown_in(place) != place {
                continue;
            }
            let cell = row.cells.get(index).unwrap_or(&Cell::Empty);
            let mark = self.severity(place);
            if !cell.is_empty() || is_in_table || mark.is_some() {
                self.write_cell(place, cell, looks, to)?;
            }
        }
        Ok(())
    }

    /// Writes what a cell holds, as what it is: text is never written as a formula, whatever it begins with.
    fn write_cell(&self, place: aim::Cell, cell: &Cell, looks: &Looks, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (row, column) = at(place)?;
        let day = if let Cell::Day(day) = cell { excel_day(*day) } else { None };
        let look = if day.is_some() { Look::Day } else { self.look(place) };
        let format = looks.of(look, self.severity(place));
        match cell {
            Cell::Day(_) if let Some(day) = day => to.write_datetime_with_format(row, column, &day, format)?,
            Cell::Number(number) if number.is_finite() => to.write_number_with_format(row, column, *number, format)?,
            Cell::Text(_) | Cell::Day(_) => to.write_string_with_format(row, column, fitting(&cell.text()), format)?,
            Cell::Empty | Cell::Fault(_) | Cell::Number(_) => to.write_blank(row, column, format)?,
        };
        Ok(())
    }

    fn look(&self, (row, column): aim::Cell) -> Look {
        let Some(layout) = self.layout.as_ref().filter(|layout| row >= layout.heading_row) else {
            return if self.merges.is_wide((row, column)) { Look::Title } else { Look::Plain };
        };
        match layout.column(column) {
            _ if row == layout.heading_row => Look::Heading,
            Some(column) if is_words(column.shape) => Look::Text,
            _ => Look::Number,
        }
    }

    fn severity(&self, cell: aim::Cell) -> Option<Severity> {
        self.marks.at(cell).map(|mark| mark.severity)
    }

    /// What the sheet has at a place; none where nothing was written.
    fn value(&self, (row, column): aim::Cell) -> Option<&Cell> {
        let at = self.sheet.rows.binary_search_by_key(&row, |found| found.number).ok()?;
        self.sheet.rows[at].cells.get(column)
    }
}

/// Columns in which digits are no number.
fn is_words(shape: Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Code)
}

/// A cell as the workbook counts it, from 0.
pub(super) fn at((row, column): aim::Cell) -> Result<(u32, u16), XlsxError> {
    let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
    Ok((row.checked_sub(1).ok_or(XlsxError::RowColumnLimitError)?, column))
}

fn write_note((row, column): aim::Cell, mark: &Mark, to: &mut Worksheet) -> Result<(), XlsxError> {
    const LONGEST: usize = 2_000;
    const WIDTH: u32 = 300;
    const CHARACTERS_A_LINE: usize = 36;
    const MOST_LINES: usize = 20;
    let (row, column) = at((row, column))?;
    let text: String = NOTE_MARK.chars().chain(mark.note.chars()).take(LONGEST).collect();
    let lines = look::lines(&text, CHARACTERS_A_LINE).min(MOST_LINES);
    let height = u32::try_from(lines).unwrap_or_default() * 20 + 16;
    let note = Note::new(text).set_author(NOTE_AUTHOR).add_author_prefix(false).set_width(WIDTH).set_height(height);
    to.insert_note(row, column, &note.set_font_name("宋体").set_font_size(10))?;
    Ok(())
}

/// What a cell can hold of a text; no list has longer ones, and the finding says so.
pub(super) fn fitting(text: &str) -> String {
    workbook::beginning(text, MOST_CHARACTERS)
}
