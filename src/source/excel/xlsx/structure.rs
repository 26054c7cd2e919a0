//! What the XML of a sheet says besides values: hidden rows and columns, merged cells, filters, and formulas whose
//! results cannot be believed. Read before its cells are.

use std::collections::BTreeSet;
use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use crate::source::Fault;
use crate::source::excel::Trouble;
use crate::source::excel::xml::{Xml, attributes, cell_name, each_attribute, is_true};
use crate::source::structure::{Filter, Structure};

/// Ranges of hidden rows that a sheet may have: every second row of it.
const MAX_SPANS: usize = 600_000;
/// Columns that are looked at: more than any list has.
const MAX_COLUMNS: u32 = 1_000;
/// Formats of columns that a sheet may list; it has no more columns.
const MAX_FORMATS: usize = 16_384;
/// Formulas with links to other workbooks that other cells share.
const MAX_SHARED: usize = 10_000;
/// Rows and columns of at most this height (points) or width (characters) cannot be seen.
const INVISIBLE: f64 = 0.5;

/// Reads the XML of a sheet. One without cells, such as a chart, has nothing of all that.
pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Structure, Trouble> {
    let mut pass = Pass::default();
    loop {
        match xml.next()? {
            Event::Start(start) => pass.start(&start)?,
            Event::End(end) => pass.end(end.local_name().as_ref())?,
            Event::Text(text) => pass.text(&text),
            Event::CData(text) => pass.text(&text),
            Event::GeneralRef(_) => pass.text("&"),
            Event::Eof => break,
            _ => {}
        }
    }
    pass.structure.settle()?;
    Ok(pass.structure)
}

/// Reads any bytes as a sheet's XML, with its plain cells and without: of well-formed XML both say the same.
#[cfg(fuzzing)]
pub(in crate::source) fn fuzz(xml: &[u8]) {
    use crate::source::excel::skim::Leave;
    use quick_xml::NsReader;
    let mut strict = NsReader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut depth = 0_i32;
    let is_well_formed = loop {
        buffer.clear();
        match strict.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) if start.contains('<') => break false,
            Ok(Event::Empty(start)) if start.contains('<') => break false,
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break depth == 0,
            Ok(_) => {}
            Err(_) => break false,
        }
    };
    let said = |leave| read(&mut Xml::skimmed(xml, 1 << 20, leave)).map(|structure| format!("{structure:?}"));
    let (whole, skimmed) = (said(Leave::Nothing), said(Leave::PlainCells));
    if let (Ok(whole), Ok(skimmed), true) = (whole, skimmed, is_well_formed) {
        assert_eq!(whole, skimmed);
    }
}

#[derive(Default)]
struct Pass {
    structure: Structure,
    /// The current row, from 1; cells may leave out where they are.
    row: u32,
    column: usize,
    cell: Cell,
    place: Place,
    /// How many formats of columns there were.
    formats: usize,
    /// Shared formulas with links, by their numbers.
    linked: BTreeSet<u32>,
}

/// Which text is being read.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    Formula,
    Value,
    #[default]
    Elsewhere,
}

/// What is known of the current cell.
#[derive(Default)]
struct Cell {
    row: u32,
    column: usize,
    formula: Formula,
    /// The number of the formula that it shares.
    shared: Option<u32>,
    result: Kept,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Formula {
    #[default]
    None,
    Own,
    Linked,
}

/// What the file keeps as a formula's result.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kept {
    #[default]
    None,
    /// A text, which may be empty.
    Text,
    Value,
}

impl Pass {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        match start.local_name().as_ref() {
            "c" => self.start_cell(start),
            "v" => {
                self.place = Place::Value;
                Ok(())
            }
            "f" => self.start_formula(start),
            "row" => self.start_row(start),
            "col" => self.columns(start),
            "autoFilter" => {
                self.structure.filter = Filter::Present;
                Ok(())
            }
            "mergeCell" => self.merge(start),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Trouble> {
        match name {
            "v" | "f" => self.place = Place::Elsewhere,
            "c" => {
                self.end_cell()?;
                self.column = self.column.saturating_add(1);
            }
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            "sheetData" => self.cell = Cell::default(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match self.place {
            Place::Formula if names_workbook(text) => self.cell.formula = Formula::Linked,
            Place::Value if !text.trim().is_empty() => self.cell.result = Kept::Value,
            _ => {}
        }
    }

    fn start_row(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        let (mut number, mut is_hidden) = (None, false);
        each_attribute(start, |name, value| match name {
            "r" => number = Some(cell_name(value).and_then(|(row, _)| row)),
            "hidden" => is_hidden |= is_true(value),
            "ht" => is_hidden |= is_invisible(value),
            _ => {}
        })?;
        self.row = number.unwrap_or(Some(self.row.max(1))).ok_or(Trouble::Damaged)?;
        if is_hidden {
            self.structure.hidden_rows.add(self.row, self.row);
        }
        if self.structure.hidden_rows.len() > MAX_SPANS { Err(Trouble::Damaged) } else { Ok(()) }
    }

    fn start_cell(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        let mut cell = Cell { row: self.row.max(1), column: self.column, ..Cell::default() };
        let mut is_sound = true;
        each_attribute(start, |name, value| match name {
            "r" => match cell_name(value) {
                Some((Some(row), Some(column))) => (cell.row, cell.column) = (row, column),
                _ => is_sound = false,
            },
            "t" if value == "str" => cell.result = Kept::Text,
            _ => {}
        })?;
        self.column = cell.column;
        self.cell = cell;
        if is_sound && self.column < MAX_FORMATS { Ok(()) } else { Err(Trouble::Damaged) }
    }

    fn start_formula(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        self.place = Place::Formula;
        let [kind, shared] = attributes(start, ["t", "si"])?;
        self.cell.formula = Formula::Own;
        if kind.as_deref() == Some("shared") {
            self.cell.shared = shared.and_then(|number| number.parse().ok());
            if self.cell.shared.is_some_and(|number| self.linked.contains(&number)) {
                self.cell.formula = Formula::Linked;
            }
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Trouble> {
        let cell = std::mem::take(&mut self.cell);
        let fault = match (cell.formula, cell.result) {
            (Formula::Linked, _) => Fault::ExternalLink,
            (Formula::Own, Kept::None) => Fault::NoResult,
            _ => return Ok(()),
        };
        if cell.formula == Formula::Linked && self.linked.len() < MAX_SHARED {
            self.linked.extend(cell.shared);
        }
        Ok(self.structure.add_fault(cell.row, cell.column, fault)?)
    }

    /// `<col min="3" max="5" hidden="1"/>`, counted from 1. Of columns that no list has, nothing is kept.
    fn columns(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        // A column has one format: a sheet that gives more is not of any spreadsheet.
        self.formats += 1;
        if self.formats > MAX_FORMATS {
            return Err(Trouble::Damaged);
        }
        let [min, max, hidden, width] = attributes(start, ["min", "max", "hidden", "width"])?;
        if !hidden.is_some_and(|value| is_true(&value)) && !width.is_some_and(|value| is_invisible(&value)) {
            return Ok(());
        }
        let number =
            |text: Option<String>| text.and_then(|text| text.trim().parse::<u32>().ok()).ok_or(Trouble::Damaged);
        let (first, last) = (number(min)?.saturating_sub(1), number(max)?.saturating_sub(1));
        if first < MAX_COLUMNS {
            self.structure.hidden_columns.add(first, last.min(MAX_COLUMNS));
        }
        Ok(())
    }

    /// `<mergeCell ref="A1:C2"/>`.
    fn merge(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        let [range] = attributes(start, ["ref"])?;
        let range = range.ok_or(Trouble::Damaged)?;
        let (from, to) = range.split_once(':').unwrap_or((&range, &range));
        let whole = |name: &str| match cell_name(name) {
            Some((Some(row), Some(column))) => Ok((row, column)),
            _ => Err(Trouble::Damaged),
        };
        let ((top, left), (bottom, right)) = (whole(from)?, whole(to)?);
        Ok(self.structure.merge((top, bottom), (left, right))?)
    }
}

fn is_invisible(size: &str) -> bool {
    size.trim().parse::<f64>().is_ok_and(|size| size <= INVISIBLE)
}

/// Whether a formula takes anything from another workbook: `[1]Sheet!A1`, `'[1]Sheet 1'!A1`, `[list.xlsx]Sheet!A1`.
/// A table's column, `Table1[1]`, stands after a name, or in brackets of its own.
fn names_workbook(formula: &str) -> bool {
    let opens = |at: usize| {
        let before = formula[..at].chars().next_back();
        let inside = &formula[at + 1..];
        let Some((name, rest)) = inside.split_once(']') else { return false };
        let is_book = name.bytes().all(|byte| byte.is_ascii_digit()) || name.to_ascii_lowercase().contains(".xls");
        let after_name = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ',' | ']'));
        let in_path = formula[..at].contains('\'') && rest.contains("'!");
        !name.is_empty() && is_book && (!after_name || in_path || (before == Some(',') && rest.contains('!')))
    };
    formula.match_indices('[').any(|(at, _)| opens(at))
}

#[cfg(test)]
mod tests;
