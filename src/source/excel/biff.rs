//! The records of an `.xls` (MS-XLS), measured before a parser makes room for them.

use super::Trouble;
use super::compound::{u16_at, u32_at};
use crate::source::structure::Structure;

mod structure;

/// The most cells of the rectangles around the contents of all sheets.
const MAX_AREA: u64 = 4_000_000;
/// All cells that a sheet of an `.xls` can have.
const WHOLE_SHEET: u64 = 65_536 * 256;

const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002f;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
/// Several numbers in one row; the last two bytes are the last column.
const MULTIPLE: u16 = 0x00bd;
/// Number, label, Boolean or error, rich text, RK number, shared text.
const SINGLE: [u16; 6] = [0x0203, 0x0204, 0x0205, 0x00d6, 0x027e, 0x00fd];

/// How many sheets a workbook may have.
const MAX_SHEETS: usize = 1_000;

/// Measures the sheets of a workbook stream, and tells what each has besides its cells.
pub(super) fn measure(stream: &[u8]) -> Result<Vec<Structure>, Trouble> {
    let (mut area, mut sheets) = (0_u64, Vec::new());
    for (kind, data) in records(stream).take_while(|&(kind, _)| kind != END) {
        if kind == FILE_PASS && u16_at(data, 0) != Some(0) {
            return Err(Trouble::Locked);
        }
        if kind == BOUND_SHEET {
            let start = u32_at(data, 0).ok_or(Trouble::Damaged)? as usize;
            let sheet = stream.get(start..).ok_or(Trouble::Damaged)?;
            let (size, structure) = measure_sheet(sheet)?;
            area = area.saturating_add(size);
            sheets.push(structure);
        }
        if sheets.len() > MAX_SHEETS {
            return Err(Trouble::TooLarge("工作表过多"));
        }
        if area > MAX_AREA {
            return Err(Trouble::TooLarge("内容分布的范围过大，可能有误填到远处的单元格"));
        }
    }
    Ok(sheets)
}

/// The number of cells of the rectangle around all contents of a sheet, and what it has besides.
fn measure_sheet(stream: &[u8]) -> Result<(u64, Structure), Trouble> {
    let (mut depth, mut reach, mut structure) = (0_usize, Reach::default(), Structure::default());
    for (kind, data) in records(stream) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS if declared(data) > WHOLE_SHEET => return Err(Trouble::Damaged),
            MULTIPLE => {
                reach.add(data, 2);
                reach.add(data, data.len().saturating_sub(2));
            }
            FORMULA => reach.add(data, 2),
            _ if SINGLE.contains(&kind) => reach.add(data, 2),
            // Charts within the sheet have records of their own.
            _ if depth <= 1 => structure::add(kind, data, &mut structure)?,
            _ => {}
        }
    }
    structure.settle()?;
    Ok((reach.area(), structure))
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

#[derive(Default)]
struct Reach {
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
