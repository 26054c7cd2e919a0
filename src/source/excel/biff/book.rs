//! What a workbook of an `.xls` says before its sheets: where they are, how numbers are shown, and where references lead.

use std::collections::BTreeMap;

use super::links::Links;
use super::{BEGIN, CONTINUE, END, records, text};
use crate::source::excel::compound::{u16_at, u32_at};
use crate::source::excel::{Trouble, value};

const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002f;
const FORMAT: u16 = 0x041e;
/// How cells look, their number format among it.
const LOOK: u16 = 0x00e0;

/// How many sheets a workbook may have.
const MAX_SHEETS: usize = 1_000;
/// Records refer to others by numbers of two bytes: nobody asks for more.
pub(super) const MAX_NUMBERED: usize = 65_536;

/// How programs wrote: it decides on the form of many records.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Excel 97 and later (BIFF8).
    #[default]
    Wide,
    /// Before (BIFF5 and BIFF7).
    Narrow,
}

/// What is known of a workbook before its sheets are read.
#[derive(Default)]
pub(super) struct Book {
    /// Where in the stream the sheets begin.
    pub(super) sheets: Vec<usize>,
    /// By the number of a cell's look: whether it shows a date's year and month, and no day.
    pub(super) shows_month_only: Vec<bool>,
    /// Where references lead.
    pub(super) links: Links,
}

impl Book {
    /// Reads the first part of a workbook's stream.
    pub(super) fn read(stream: &[u8]) -> Result<Self, Trouble> {
        let (mut book, mut formats) = (Self::default(), Formats::default());
        let mut last = 0;
        for (kind, data) in records(stream).take_while(|&(kind, _)| kind != END) {
            match kind {
                FILE_PASS if u16_at(data, 0) != Some(0) => return Err(Trouble::Locked),
                BEGIN => book.links.version = version(data),
                BOUND_SHEET => book.sheets.push(u32_at(data, 0).ok_or(Trouble::Damaged)? as usize),
                FORMAT => formats.add(data, book.links.version),
                LOOK if formats.looks.len() < MAX_NUMBERED => formats.looks.push(u16_at(data, 2).unwrap_or_default()),
                CONTINUE => book.links.go_on(last, data),
                _ => book.links.add(kind, data),
            }
            if book.sheets.len() > MAX_SHEETS {
                return Err(Trouble::TooLarge("工作表过多"));
            }
            if kind != CONTINUE {
                last = kind;
            }
        }
        book.shows_month_only = formats.months();
        book.links.settle();
        Ok(book)
    }
}

/// The version in a record that begins a part of the stream.
fn version(data: &[u8]) -> Version {
    match (u16_at(data, 0), u16_at(data, 2)) {
        (Some(0), kind) if kind != Some(0x1000) => Version::Wide,
        (Some(0x0600), _) => Version::Wide,
        _ => Version::Narrow,
    }
}

/// The number formats that are written out, and which of them the cells' looks have.
#[derive(Default)]
struct Formats {
    /// By number: whether the format shows year and month, and no day.
    written: BTreeMap<u16, bool>,
    looks: Vec<u16>,
}

impl Formats {
    fn add(&mut self, data: &[u8], version: Version) {
        let Some(number) = u16_at(data, 0) else { return };
        let code = match version {
            Version::Wide => {
                u16_at(data, 2).zip(data.get(4..)).and_then(|(length, data)| text::wide(data, length.into()))
            }
            Version::Narrow => {
                data.get(2..).and_then(<[u8]>::split_first).map(|(&length, data)| text::narrow(data, length.into()))
            }
        };
        if let Some(code) = code {
            self.written.insert(number, value::shows_month_only(Some(number.into()), &code));
        }
    }

    fn months(&self) -> Vec<bool> {
        let built_in = |number: u16| value::shows_month_only(Some(number.into()), "General");
        self.looks.iter().map(|number| self.written.get(number).copied().unwrap_or_else(|| built_in(*number))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::record;
    use super::*;

    fn format(number: u8, code: &[u8]) -> Vec<u8> {
        record(FORMAT, &[&[number, 0, code.len() as u8, 0, 0], code].concat())
    }

    fn look(number: u8) -> Vec<u8> {
        record(LOOK, &[0, 0, number, 0, 0, 0])
    }

    #[test]
    fn looks_that_show_a_month_are_known() {
        let begin = record(BEGIN, &[0, 6, 5, 0]);
        let formats = [format(164, b"yyyy/m"), format(165, b"yyyy/m/d"), format(57, b"yyyy-mm-dd")].concat();
        let looks = [look(0), look(164), look(165), look(17), look(57), look(14)].concat();
        let book = Book::read(&[begin, formats, looks].concat()).unwrap();
        assert_eq!(book.shows_month_only, [false, true, false, true, false, false]);
    }

    #[test]
    fn formats_before_excel_97_are_bytes() {
        let code = b"yyyy\"\xc4\xea\"m\"\xd4\xc2\"";
        let begin = record(BEGIN, &[0, 5, 5, 0]);
        let format = record(FORMAT, &[&[164, 0, code.len() as u8][..], code].concat());
        let book = Book::read(&[begin, format, look(164)].concat()).unwrap();
        assert_eq!(book.shows_month_only, [true]);
    }

    #[test]
    fn locked_workbooks_and_too_many_sheets_are_refused() {
        let locked = Book::read(&record(FILE_PASS, &[1, 0])).err();
        let many = Book::read(&record(BOUND_SHEET, &[0; 8]).repeat(1001)).err();
        assert_eq!((locked, many), (Some(Trouble::Locked), Some(Trouble::TooLarge("工作表过多"))));
    }
}
