//! Messages as bytes.

use std::io;

use chrono::Datelike;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::kind::Kind;
use crate::source::{Cell, Fault, Row, SheetHead};

pub(super) fn kind(kind: Kind) -> u8 {
    match kind {
        Kind::Csv => 0,
        Kind::Xlsx => 1,
        Kind::Xls => 2,
        Kind::Ods => 3,
    }
}

pub(super) fn sheet(head: &SheetHead, to: &mut Vec<u8>) -> io::Result<()> {
    optional(head.name.as_deref(), to)?;
    to.extend(length(head.merged.len())?);
    for merged in &head.merged {
        let (left, right) = (length(merged.columns.0)?, length(merged.columns.1)?);
        to.extend([merged.rows.0.to_le_bytes(), merged.rows.1.to_le_bytes(), left, right].as_flattened());
    }
    ranges(&head.hidden.rows, to)?;
    ranges(&head.hidden.columns, to)
}

fn ranges(ranges: &[(u32, u32)], to: &mut Vec<u8>) -> io::Result<()> {
    to.extend(length(ranges.len())?);
    for (first, last) in ranges {
        to.extend([first.to_le_bytes(), last.to_le_bytes()].as_flattened());
    }
    Ok(())
}

pub(super) fn row(row: &Row, to: &mut Vec<u8>) -> io::Result<()> {
    to.extend(row.number.to_le_bytes());
    match row.width {
        None => to.push(0),
        Some(width) => {
            to.push(1);
            to.extend(length(width)?);
        }
    }
    to.extend(length(row.cells.len())?);
    row.cells.iter().try_for_each(|found| cell(found, to))
}

fn cell(cell: &Cell, to: &mut Vec<u8>) -> io::Result<()> {
    match cell {
        Cell::Empty => to.push(0),
        Cell::Text(written) => {
            to.push(1);
            text(written, to)?;
        }
        Cell::Number(number) => {
            to.push(2);
            to.extend(number.to_le_bytes());
        }
        Cell::Day(day) => {
            to.push(3);
            to.extend(day.num_days_from_ce().to_le_bytes());
        }
        Cell::Fault(fault) => to.extend([4, fault_number(*fault)]),
    }
    Ok(())
}

fn fault_number(fault: Fault) -> u8 {
    match fault {
        Fault::Error => 0,
        Fault::NoResult => 1,
        Fault::ExternalLink => 2,
        Fault::Unsupported => 3,
    }
}

pub(super) fn finding(found: &Diagnostic, to: &mut Vec<u8>) -> io::Result<()> {
    to.push(match found.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    });
    text(found.code.as_str(), to)?;
    optional(found.location.sheet.as_deref(), to)?;
    to.push(u8::from(found.location.row.is_some()));
    to.extend(found.location.row.unwrap_or_default().to_le_bytes());
    optional(found.location.column.as_deref(), to)?;
    text(&found.message, to)?;
    optional(found.help.as_deref(), to)?;
    optional(found.found.as_deref(), to)
}

fn optional(written: Option<&str>, to: &mut Vec<u8>) -> io::Result<()> {
    to.push(u8::from(written.is_some()));
    written.map_or(Ok(()), |written| text(written, to))
}

fn text(written: &str, to: &mut Vec<u8>) -> io::Result<()> {
    to.extend(length(written.len())?);
    to.extend(written.as_bytes());
    Ok(())
}

/// A length of four bytes.
pub(super) fn length(length: usize) -> io::Result<[u8; 4]> {
    u32::try_from(length).map(u32::to_le_bytes).map_err(|_| io::ErrorKind::InvalidData.into())
}
