//! Bytes as messages, strictly: what has no meaning here has none at all.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::Nonsense;
use crate::diagnostic::Severity;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::kind::Kind;
use crate::source::structure::{LAST_COLUMN, MAX_COLUMNS, MAX_ROWS};
use crate::source::{Cell, Fault, Hidden, Merged, Row, SheetHead};

/// The longest name of a sheet or column, and the longest sentence, in bytes.
const MAX_SENTENCE: usize = 4096;

pub(super) fn kind(byte: u8) -> Result<Kind, Nonsense> {
    match byte {
        1 => Ok(Kind::Xlsx),
        2 => Ok(Kind::Xls),
        3 => Ok(Kind::Ods),
        _ => Err(Nonsense),
    }
}

/// The contents of one frame, taken from its front.
pub(super) struct Frame<'f>(&'f [u8]);

impl<'f> Frame<'f> {
    pub(super) fn new(bytes: &'f [u8]) -> Self {
        Self(bytes)
    }

    /// Nothing may be left over.
    pub(super) fn end(self) -> Result<(), Nonsense> {
        if self.0.is_empty() { Ok(()) } else { Err(Nonsense) }
    }

    pub(super) fn sheet(&mut self) -> Result<SheetHead, Nonsense> {
        let name = self.optional(MAX_SENTENCE)?;
        let count = self.length()?;
        // As many as the frame can hold: a length alone makes no room.
        let merged = (0..count).map(|_| self.merged()).collect::<Result<_, _>>()?;
        let hidden = Hidden { rows: self.ranges(1..=MAX_ROWS)?, columns: self.ranges(0..=LAST_COLUMN)? };
        Ok(SheetHead { name, merged, hidden })
    }

    /// Ranges in order and within limits.
    fn ranges(&mut self, within: RangeInclusive<u32>) -> Result<Vec<(u32, u32)>, Nonsense> {
        let count = self.length()?;
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for _ in 0..count {
            let (first, last) = (self.length()?, self.length()?);
            let follows = ranges.last().is_none_or(|&(_, before)| before < first);
            if !follows || first > last || !within.contains(&first) || !within.contains(&last) {
                return Err(Nonsense);
            }
            ranges.push((first, last));
        }
        Ok(ranges)
    }

    fn merged(&mut self) -> Result<Merged, Nonsense> {
        let (rows, columns) = ((self.length()?, self.length()?), (self.length()? as usize, self.length()? as usize));
        let is_sound = 0 < rows.0 && rows.0 <= rows.1 && rows.1 <= MAX_ROWS;
        if !is_sound || columns.0 > columns.1 || columns.1 >= MAX_COLUMNS {
            return Err(Nonsense);
        }
        Ok(Merged { rows, columns })
    }

    pub(super) fn row(&mut self) -> Result<Row, Nonsense> {
        let number = self.length()?;
        let width = if self.flag()? { Some(self.length()? as usize) } else { None };
        let count = self.length()? as usize;
        if number > MAX_ROWS || count > MAX_COLUMNS {
            return Err(Nonsense);
        }
        let mut cells = Vec::with_capacity(count);
        for _ in 0..count {
            cells.push(self.cell()?);
        }
        Ok(Row { number, cells, width })
    }

    fn cell(&mut self) -> Result<Cell, Nonsense> {
        match self.byte()? {
            0 => Ok(Cell::Empty),
            1 => self.text(usize::MAX).map(Cell::Text),
            2 => Some(f64::from_le_bytes(self.array()?))
                .filter(|number| number.is_finite())
                .map(Cell::Number)
                .ok_or(Nonsense),
            3 => NaiveDate::from_num_days_from_ce_opt(i32::from_le_bytes(self.array()?)).map(Cell::Day).ok_or(Nonsense),
            4 => self.fault().map(Cell::Fault),
            _ => Err(Nonsense),
        }
    }

    fn fault(&mut self) -> Result<Fault, Nonsense> {
        match self.byte()? {
            0 => Ok(Fault::Error),
            1 => Ok(Fault::NoResult),
            2 => Ok(Fault::ExternalLink),
            3 => Ok(Fault::Unsupported),
            _ => Err(Nonsense),
        }
    }

    /// A finding; its file is not said.
    pub(super) fn finding(&mut self) -> Result<Diagnostic, Nonsense> {
        let severity = match self.byte()? {
            0 => Severity::Error,
            1 => Severity::Warning,
            2 => Severity::Note,
            _ => return Err(Nonsense),
        };
        let name = self.text(MAX_SENTENCE)?;
        let code = Code::ALL.iter().copied().find(|code| code.as_str() == name).ok_or(Nonsense)?;
        let sheet = self.optional(MAX_SENTENCE)?;
        let row = if self.flag()? { Some(self.length()?) } else { self.length().map(|_| None)? };
        let column = self.optional(MAX_SENTENCE)?;
        let location = Location { file: None, sheet, row, column };
        let message = self.text(MAX_SENTENCE)?;
        let (help, found) = (self.optional(MAX_SENTENCE)?, self.optional(MAX_SENTENCE)?);
        Ok(Diagnostic { severity, help, found, ..Diagnostic::error(code, location, message) })
    }

    fn optional(&mut self, most: usize) -> Result<Option<String>, Nonsense> {
        if self.flag()? { self.text(most).map(Some) } else { Ok(None) }
    }

    fn text(&mut self, most: usize) -> Result<String, Nonsense> {
        let length = self.length()? as usize;
        if length > most {
            return Err(Nonsense);
        }
        let (text, rest) = self.0.split_at_checked(length).ok_or(Nonsense)?;
        self.0 = rest;
        std::str::from_utf8(text).map(str::to_owned).map_err(|_| Nonsense)
    }

    fn length(&mut self) -> Result<u32, Nonsense> {
        self.array().map(u32::from_le_bytes)
    }

    fn flag(&mut self) -> Result<bool, Nonsense> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Nonsense),
        }
    }

    fn byte(&mut self) -> Result<u8, Nonsense> {
        self.array().map(|[byte]| byte)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Nonsense> {
        let (array, rest) = self.0.split_first_chunk::<N>().ok_or(Nonsense)?;
        self.0 = rest;
        Ok(*array)
    }
}
