//! The records of an `.xls` (MS-XLS), measured before a parser makes room for them.

use super::Trouble;
use super::compound::{u16_at, u32_at};
use crate::source::structure::Structure;

mod book;
mod drawings;
mod formulas;
mod links;
mod months;
mod structure;
mod text;
mod tokens;

use book::Book;
use drawings::Drawings;
use formulas::Formulas;
pub(super) use months::Months;

/// The most cells of the rectangles around the contents of all sheets.
const MAX_AREA: u64 = 4_000_000;
/// All cells that a sheet of an `.xls` can have.
const WHOLE_SHEET: u64 = 65_536 * 256;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const SMALL_NUMBER: u16 = 0x027e;
/// Several numbers in one row; the last two bytes are the last column.
const MULTIPLE: u16 = 0x00bd;
/// More of the record before it.
const CONTINUE: u16 = 0x003c;
/// Number, label, Boolean or error, rich text, RK number, shared text.
const SINGLE: [u16; 6] = [NUMBER, 0x0204, 0x0205, 0x00d6, SMALL_NUMBER, 0x00fd];

/// What is known of a sheet before its cells are read.
#[derive(Default)]
pub(super) struct Sheet {
    /// What it has besides its cells.
    pub(super) structure: Structure,
    /// Where dates show only year and month.
    pub(super) months: Months,
    /// Where it has cells at all.
    pub(super) reach: Reach,
}

/// Measures the sheets of a workbook stream, and tells what each has besides its cells.
pub(super) fn measure(stream: &[u8]) -> Result<Vec<Sheet>, Trouble> {
    let book = Book::read(stream)?;
    let (mut area, mut length, mut sheets) = (0_u64, 0, Vec::new());
    for &start in &book.sheets {
        let bytes = stream.get(start..).ok_or(Trouble::Damaged)?;
        let mut pass = Pass::new(&book);
        length += pass.run(bytes)?;
        // One stretch of the stream under many names would be read, and kept, as often.
        if length > stream.len() {
            return Err(Trouble::Damaged);
        }
        area = area.saturating_add(pass.sheet.reach.area());
        if area > MAX_AREA {
            return Err(Trouble::TooLarge("内容分布的范围过大，可能有误填到远处的单元格"));
        }
        sheets.push(pass.sheet);
    }
    Ok(sheets)
}

/// The pass over one sheet.
struct Pass<'b> {
    book: &'b Book,
    depth: usize,
    sheet: Sheet,
    formulas: Formulas<'b>,
    drawings: Drawings,
}

impl<'b> Pass<'b> {
    fn new(book: &'b Book) -> Self {
        let (sheet, drawings) = Default::default();
        Self { book, depth: 0, sheet, formulas: Formulas::new(&book.links), drawings }
    }

    /// Reads a sheet to its end, and gives its length.
    fn run(&mut self, stream: &[u8]) -> Result<usize, Trouble> {
        let mut length = 0;
        for (kind, data) in records(stream) {
            length += 4 + data.len();
            match kind {
                BEGIN => self.depth += 1,
                END if self.depth <= 1 => break,
                END => self.depth -= 1,
                DIMENSIONS if declared(data) > WHOLE_SHEET => return Err(Trouble::Damaged),
                _ => self.take(kind, data)?,
            }
        }
        self.formulas.settle(&mut self.sheet.structure)?;
        self.sheet.structure.settle()?;
        self.sheet.months.settle();
        Ok(length)
    }

    fn take(&mut self, kind: u16, data: &[u8]) -> Result<(), Trouble> {
        match kind {
            MULTIPLE => {
                self.sheet.reach.add(data, 2);
                self.sheet.reach.add(data, data.len().saturating_sub(2));
            }
            FORMULA => self.sheet.reach.add(data, 2),
            _ if SINGLE.contains(&kind) => self.sheet.reach.add(data, 2),
            _ => {}
        }
        // Charts within the sheet have records of their own.
        if self.depth > 1 {
            return Ok(());
        }
        self.sheet.months.take(kind, data, &self.book.shows_month_only);
        self.formulas.take(kind, data, &mut self.sheet.structure)?;
        self.drawings.take(kind, data, &mut self.sheet.structure);
        structure::add(kind, data, &mut self.sheet.structure)
    }
}

/// How many cells a sheet says it has, in both forms of the record.
fn declared(data: &[u8]) -> u64 {
    let wide = |at| u32_at(data, at).map_or(0, u64::from);
    let narrow = |at| u16_at(data, at).map_or(0, u64::from);
    let (first, last, last_column) =
        if data.len() < 14 { (narrow(0), narrow(2), narrow(6)) } else { (wide(0), wide(4), narrow(10)) };
    // An order that makes no sense would be a subtraction below zero.
    if last < first { u64::from(last > 0) * u64::MAX } else { (last - first).saturating_mul(last_column) }
}

/// The rectangle around all contents of a sheet.
#[derive(Default)]
pub(super) struct Reach {
    first: Option<(u16, u16)>,
    last: (u16, u16),
}

impl Reach {
    fn add(&mut self, data: &[u8], column_at: usize) {
        let Some((row, column)) = u16_at(data, 0).zip(u16_at(data, column_at)) else { return };
        let (first_row, first_column) = self.first.unwrap_or((row, column));
        self.first = Some((first_row.min(row), first_column.min(column)));
        self.last = (self.last.0.max(row), self.last.1.max(column));
    }

    /// Its first and last row and column, from 0; none of an empty sheet.
    pub(super) fn corners(&self) -> Option<[(u32, u32); 2]> {
        let wide = |(row, column): (u16, u16)| (row.into(), column.into());
        Some([wide(self.first?), wide(self.last)])
    }

    /// How many cells it has.
    fn area(&self) -> u64 {
        let Some(first) = self.first else { return 0 };
        (u64::from(self.last.0 - first.0) + 1) * (u64::from(self.last.1 - first.1) + 1)
    }
}

/// All records: kind and contents. A record that is cut off ends them.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = u16_at(stream, at).zip(u16_at(stream, at + 2))?;
        let data = stream.get(at + 4..at + 4 + usize::from(length))?;
        at += 4 + usize::from(length);
        Some((kind, data))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A record as it stands in a stream.
    pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    /// Records of the kinds that are looked at, with anything in them.
    fn any_record() -> impl Strategy<Value = Vec<u8>> {
        const KINDS: [u16; 28] = [
            BEGIN,
            END,
            DIMENSIONS,
            FORMULA,
            NUMBER,
            SMALL_NUMBER,
            MULTIPLE,
            CONTINUE,
            0x0085,
            0x041e,
            0x00e0,
            0x0017,
            0x0018,
            0x01ae,
            0x0207,
            0x04bc,
            0x0221,
            0x0236,
            0x00ec,
            0x005d,
            0x01b6,
            0x0208,
            0x007d,
            0x00e5,
            0x001c,
            0x009b,
            0x00fd,
            0x0204,
        ];
        let data = proptest::collection::vec(prop_oneof![0_u8..4, any::<u8>()], 0..40);
        (proptest::sample::select(KINDS.to_vec()), data).prop_map(|(kind, data)| record(kind, &data))
    }

    #[test]
    fn one_stretch_under_many_names_is_refused() {
        let sheet = [record(BEGIN, &[0, 6, 16, 0]), record(0x0208, &[0; 16]).repeat(100), record(END, &[])].concat();
        let stream = |sheets: usize| {
            let start = u32::try_from(8 + sheets * 12 + 4).unwrap().to_le_bytes();
            let listed = record(0x0085, &[&start[..], &[0; 4]].concat()).repeat(sheets);
            [record(BEGIN, &[0, 6, 5, 0]), listed, record(END, &[]), sheet.clone()].concat()
        };
        assert_eq!(measure(&stream(1)).map(|sheets| sheets.len()).ok(), Some(1));
        assert_eq!(measure(&stream(9)).err(), Some(Trouble::Damaged));
    }

    proptest! {
        #[test]
        fn no_stream_brings_it_down(records in proptest::collection::vec(any_record(), 0..40), cut in 0..40_usize) {
            let stream = records.concat();
            let _ = measure(&stream[..stream.len().saturating_sub(cut)]);
            let listed = record(0x0085, &[&20_u32.to_le_bytes()[..], &[0; 4]].concat());
            let _ = measure(&[record(BEGIN, &[0, 6, 5, 0]), listed, stream].concat());
        }
    }
}
