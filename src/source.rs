//! The offices' files as sheets of cells, whatever their format.

use chrono::NaiveDate;

use crate::diagnostic::{Failed, Report};
use crate::folder::InputFile;

mod child;
mod csv;
mod encoding;
mod excel;
mod intake;
mod kind;
mod protocol;
mod returned;
mod structure;

pub use child::{SUBCOMMAND, serve};
use kind::Kind;
pub use returned::{NOTE_AUTHOR, NOTE_MARK, RETURN_MARK, RETURN_SHEET, is_our_note, is_return_sheet};

/// One sheet of an office's file; a text file is one sheet without a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What is known of it before its first row.
    pub head: SheetHead,
    /// Rows that hold anything, in order.
    pub rows: Vec<Row>,
}

/// What is known of a sheet before its first row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetHead {
    /// The sheet's name; none for text files.
    pub name: Option<String>,
    /// Cells that are shown as one, in the order of the file. Only the first of each holds anything.
    pub merged: Vec<Merged>,
    /// Rows and columns that nobody sees.
    pub hidden: Hidden,
}

/// Rows and columns that are not shown, as ranges in order, both ends included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Row numbers, from 1 as spreadsheets show them.
    pub rows: Vec<(u32, u32)>,
    /// Column indexes, from 0.
    pub columns: Vec<(u32, u32)>,
}

impl Hidden {
    /// Whether a row is not shown.
    pub fn has_row(&self, number: u32) -> bool {
        let at = self.rows.partition_point(|&(_, last)| last < number);
        self.rows.get(at).is_some_and(|&(first, _)| first <= number)
    }
}

/// A rectangle of cells that are shown as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// Row numbers, from 1 as spreadsheets show them, both included.
    pub rows: (u32, u32),
    /// Column indexes, from 0, both included.
    pub columns: (usize, usize),
}

/// One step of reading a file: a sheet begins, or its next row follows.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A sheet begins.
    Sheet(SheetHead),
    /// The next row of the sheet that began last.
    Row(Row),
}

/// Where workbooks are opened: they come from anywhere, and a parser may be brought down by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Isolation {
    /// In this process, within limits that cannot hold off everything.
    None,
    /// In a child process with limits on memory and time: this program, by its path.
    Child(std::path::PathBuf),
}

/// One row with its number as a spreadsheet shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Counted from 1, over empty rows too. For text files, the line on which the record starts.
    pub number: u32,
    /// Cells from column A on; trailing empty cells are left out.
    pub cells: Vec<Cell>,
    /// How many fields a text file writes in this record, empty ones included; none for workbooks.
    pub width: Option<usize>,
}

/// What a cell holds.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// Nothing, or only blanks.
    Empty,
    /// Text, trimmed of blanks at its ends.
    Text(String),
    /// A number, as spreadsheets keep it.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// Something that is no value; why.
    Fault(Fault),
}

/// Why a cell that is not empty has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A formula's error, such as `#REF!`.
    Error,
    /// A formula whose result was not saved with it.
    NoResult,
    /// A formula that takes its result from another workbook.
    ExternalLink,
    /// A truth value, a time of day or a duration: no list has them.
    Unsupported,
}

impl std::fmt::Debug for Cell {
    /// Shows the kind of the cell, never what it holds.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Text(_) => "Text(…)",
            Self::Number(_) => "Number(…)",
            Self::Day(_) => "Day(…)",
            Self::Fault(_) => "Fault(…)",
        })
    }
}

impl Cell {
    /// A text as a cell: blanks at its ends go, those of Chinese text and of web pages too. A tab at the start stays: it
    /// may hide something.
    fn from_text(text: &str) -> Self {
        let invisible = |found: char| found.is_whitespace() || matches!(found, '\u{feff}' | '\u{200b}');
        match text.trim_matches(invisible) {
            "" => Self::Empty,
            trimmed if text.starts_with('\t') => Self::Text(format!("\t{trimmed}")),
            trimmed => Self::Text(trimmed.to_owned()),
        }
    }

    /// A text as a workbook shows it: what formulas leave when they fail, also once pasted as text, is no text.
    fn from_shown(text: &str) -> Self {
        const FAULTS: &[&str] =
            &["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"];
        match Self::from_text(text) {
            Self::Text(found) if found.starts_with('#') && FAULTS.contains(&found.as_str()) => {
                Self::Fault(Fault::Error)
            }
            cell => cell,
        }
    }

    /// The text of a cell that is as [`Self::from_shown`] makes it and nothing but this text, as most are; nothing
    /// where that has to look.
    fn plain_text(text: &str) -> Option<&str> {
        // No Chinese character of the common block and no sign of ASCII is a blank.
        let is_ink = |first: u8| matches!(first, b'!'..=b'~' | 0xe4..=0xe9);
        match text.as_bytes() {
            [first, .., third, _, _] if is_ink(*first) && *first != b'#' && matches!(third, 0xe4..=0xe9) => Some(text),
            [first, .., b'!'..=b'~'] if is_ink(*first) && *first != b'#' => Some(text),
            [b'0'..=b'9'] => Some(text),
            _ => None,
        }
    }

    /// The cell as a person reads it; empty for empty and faulty cells.
    pub fn text(&self) -> String {
        match self {
            Self::Empty | Self::Fault(_) => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// Whether the cell holds nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// Reads a file part by part, so that no more of it is in memory than the row in hand. The kind is told by the name's
/// ending, and what the file holds must agree. Sheets without content are left out.
///
/// Who takes a row may give it back when it has been looked at: the next one is written over it.
///
/// Parts may have been taken before an error is found. Contents that are hidden are an error in the report and do not
/// end the reading.
///
/// # Errors
/// When the kind is unknown or not what the name says, the text's encoding cannot be told, the workbook is damaged,
/// locked by a password or too large, or nothing is in the file.
pub fn stream(
    file: InputFile,
    isolation: &Isolation,
    report: &mut Report,
    mut take: impl FnMut(Part, &mut Report) -> Option<Row>,
) -> Result<(), Failed> {
    let kind = kind::tell(&file, report)?;
    match isolation {
        Isolation::Child(program) if kind != Kind::Csv => child::read(program, kind, file, report, &mut take),
        _ => here(kind, file, report, &mut take),
    }
}

/// What takes the parts of a file, and gives back the rows that it does not keep.
type Take<'t> = dyn FnMut(Part, &mut Report) -> Option<Row> + 't;

/// Reads a file in this process.
fn here(kind: Kind, file: InputFile, report: &mut Report, take: &mut Take<'_>) -> Result<(), Failed> {
    match kind {
        Kind::Csv => csv::read(file, report, take),
        Kind::Xlsx => excel::read(&file, excel::xlsx, report, take),
        Kind::Xls => excel::read(&file, excel::xls, report, take),
        Kind::Ods => excel::read(&file, excel::ods, report, take),
    }
}

/// Reads a file into its sheets; sheets without content are left out.
///
/// # Errors
/// As [`stream`], and when the file holds more than should be kept at once.
pub fn read(file: InputFile, isolation: &Isolation, report: &mut Report) -> Result<Vec<Sheet>, Failed> {
    let (location, mut kept) = (file.location(), Kept::default());
    stream(file, isolation, report, |part, _| {
        kept.take(part);
        None
    })?;
    match kept.room {
        Room::Left { .. } => Ok(kept.sheets),
        Room::Full => report.fail(intake::TooMuch { cells: MAX_KEPT_CELLS, text: MAX_KEPT_TEXT }.at(location)),
    }
}

/// Cells that are kept of one file.
const MAX_KEPT_CELLS: usize = 4_000_000;
/// Bytes of text that are kept of one file: a workbook may keep one long text and name it in every cell.
const MAX_KEPT_TEXT: usize = 128 << 20;

/// The sheets of a file as far as there is room for them.
struct Kept {
    sheets: Vec<Sheet>,
    room: Room,
}

/// How much more is kept.
enum Room {
    Left { cells: usize, text: usize },
    Full,
}

impl Default for Kept {
    fn default() -> Self {
        Self { sheets: Vec::new(), room: Room::Left { cells: MAX_KEPT_CELLS, text: MAX_KEPT_TEXT } }
    }
}

impl Kept {
    fn take(&mut self, part: Part) {
        match part {
            Part::Sheet(head) => self.sheets.push(Sheet { head, rows: Vec::new() }),
            Part::Row(row) => {
                self.spend(&row);
                if let (Room::Left { .. }, Some(sheet)) = (&self.room, self.sheets.last_mut()) {
                    sheet.rows.push(row);
                }
            }
        }
    }

    fn spend(&mut self, row: &Row) {
        let Room::Left { cells, text } = &mut self.room else { return };
        let written = row.cells.iter().map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 }).sum();
        match cells.checked_sub(row.cells.len()).zip(text.checked_sub(written)) {
            Some(left) => (*cells, *text) = left,
            None => *self = Self { sheets: Vec::new(), room: Room::Full },
        }
    }
}

/// The pass over a sheet's XML by itself, for its fuzz target.
#[cfg(fuzzing)]
pub fn fuzz_sheet_xml(xml: &[u8]) {
    excel::fuzz_structure(xml);
}

/// The letters of a column as spreadsheets show them: 0 is A, 26 is AA.
pub fn column_letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        let named = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column_letters);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn blanks_of_every_kind_are_trimmed() {
        assert_eq!(Cell::from_text("\u{3000}示例\u{a0}\t\u{feff}"), Cell::Text("示例".to_owned()));
        assert_eq!(Cell::from_text(" \u{3000}\u{200b}\n"), Cell::Empty);
    }
}
