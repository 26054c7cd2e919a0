//! What a sheet has besides its cells: what is hidden, merged or noted, and formulas whose results cannot be believed.
//! All of it is kept as ranges, so that a sheet of a million rows takes no more than a few of them.

use std::collections::BTreeMap;

use super::{Fault, Hidden, Merged, column_letters};
use crate::diagnostic::{Code, Diagnostic, Location, Report};

mod annotations;
mod spans;

pub(super) use annotations::Annotations;
pub(super) use spans::Spans;

/// The last row that may hold anything: the last row of an `.xlsx`.
pub(super) const MAX_ROWS: u32 = 1_048_576;
/// How many columns may hold anything.
pub(super) const MAX_COLUMNS: usize = 200;
/// The index of the last of them.
pub(super) const LAST_COLUMN: u32 = 199;
/// Rectangles of merged cells that a sheet may have.
const MAX_MERGED: usize = 100_000;
/// Ranges of cells with faulty formulas that a sheet may have.
const MAX_FAULTS: usize = 200_000;

/// A sheet is not built as any program would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Its parts contradict one another.
    Damaged,
    /// It has more of something than any list.
    TooMuch(&'static str),
}

/// What is known of a sheet beside its cells.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) merged: Vec<Merged>,
    pub(super) hidden_rows: Spans,
    pub(super) hidden_columns: Spans,
    pub(super) filter: Filter,
    pub(super) notes: Annotations,
    pub(super) boxes: Annotations,
    /// By column: the rows of cells whose formulas have no result to believe.
    faults: BTreeMap<usize, Vec<(u32, u32, Fault)>>,
    fault_count: usize,
}

/// Whether a sheet has a filter, which hides rows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    None,
    Present,
}

impl Structure {
    /// The fault of a cell's formula.
    pub(super) fn fault(&self, row: u32, column: usize) -> Option<Fault> {
        if self.faults.is_empty() {
            return None;
        }
        let ranges = self.faults.get(&column)?;
        let &(first, last, fault) = ranges.get(ranges.partition_point(|&(_, last, _)| last < row))?;
        (first <= row && row <= last).then_some(fault)
    }

    /// Notes that a cell's formula has no result to believe; rows only ever go up.
    pub(super) fn add_fault(&mut self, row: u32, column: usize, fault: Fault) -> Result<(), Wrong> {
        if column >= MAX_COLUMNS || row > MAX_ROWS {
            return Ok(());
        }
        let ranges = self.faults.entry(column).or_default();
        match ranges.last_mut() {
            Some((_, last, _)) if *last >= row => return Err(Wrong::Damaged),
            Some((_, last, before)) if *last + 1 == row && *before == fault => {
                *last = row;
                return Ok(());
            }
            _ => ranges.push((row, row, fault)),
        }
        self.fault_count += 1;
        if self.fault_count > MAX_FAULTS { Err(Wrong::TooMuch("没有结果的公式过多")) } else { Ok(()) }
    }

    /// The rows and columns that are hidden, as far as a list may reach.
    pub(super) fn hidden(&self) -> Hidden {
        let rows = self.hidden_rows.iter().map(|(first, last)| (first.max(1), last.min(MAX_ROWS)));
        let columns = self.hidden_columns.iter().map(|(first, last)| (first, last.min(LAST_COLUMN)));
        let is_some = |(first, last): &(u32, u32)| first <= last;
        Hidden { rows: rows.filter(is_some).collect(), columns: columns.filter(is_some).collect() }
    }

    /// Adds a rectangle of merged cells. Of columns that no list has, nothing is kept.
    pub(super) fn merge(&mut self, rows: (u32, u32), columns: (usize, usize)) -> Result<(), Wrong> {
        if rows.0 > rows.1 || columns.0 > columns.1 || rows.0 == 0 {
            return Err(Wrong::Damaged);
        }
        if columns.0 >= MAX_COLUMNS || rows.0 > MAX_ROWS || (rows.0 == rows.1 && columns.0 == columns.1) {
            return Ok(());
        }
        if self.merged.len() >= MAX_MERGED {
            return Err(Wrong::TooMuch("合并单元格过多"));
        }
        self.merged.push(Merged {
            rows: (rows.0, rows.1.min(MAX_ROWS)),
            columns: (columns.0, columns.1.min(MAX_COLUMNS - 1)),
        });
        Ok(())
    }

    /// Puts the ranges in order.
    pub(super) fn settle(&mut self) -> Result<(), Wrong> {
        self.hidden_rows.settle();
        self.hidden_columns.settle();
        self.merged.sort_by_key(|merged| (merged.rows, merged.columns));
        let mut taken = [0_u32; MAX_COLUMNS];
        for merged in &self.merged {
            for until in &mut taken[merged.columns.0..=merged.columns.1] {
                if *until >= merged.rows.0 {
                    return Err(Wrong::Damaged);
                }
                *until = merged.rows.1;
            }
        }
        Ok(())
    }

    /// Says that notes and text boxes are not read.
    pub(super) fn tell_annotations(&self, place: &Location, report: &mut Report) {
        for (annotations, what) in [(&self.notes, "批注"), (&self.boxes, "文本框")] {
            annotations.finding(what, place).into_iter().for_each(|found| report.push(found));
        }
    }
}

/// Contents of a sheet that stand in hidden rows or columns.
#[derive(Default)]
pub(super) struct HiddenContent {
    rows: Spans,
    columns: Spans,
}

impl HiddenContent {
    /// Looks at a cell that holds something. Rows only ever go up.
    pub(super) fn add(&mut self, structure: &Structure, row: u32, column: usize) {
        if structure.hidden_rows.has(row) {
            self.rows.add(row, row);
        }
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        if structure.hidden_columns.has(column) && !self.columns.holds(column) {
            self.columns.add(column, column);
        }
    }

    /// One finding for the rows of a sheet, one for its columns.
    pub(super) fn tell(&mut self, structure: &Structure, place: &Location, report: &mut Report) {
        self.columns.settle();
        if let Some((first, _)) = self.rows.iter().next() {
            let why = match structure.filter {
                Filter::Present => "（表上有筛选，被筛掉的行看不见）",
                Filter::None => "",
            };
            let named = self.rows.named(|row| row.to_string());
            let problem = format!("第 {named} 行是隐藏的，里面却有内容，共 {} 行{why}。", self.rows.count());
            report.push(Diagnostic::error(Code::Hidden, place.clone().row(first), problem).help(SHOW));
        }
        if let Some((first, _)) = self.columns.iter().next() {
            let letters = |column: u32| column_letters(column as usize);
            let problem = format!("{} 列是隐藏的，里面却有内容。", self.columns.named(letters));
            let place = place.clone().column(letters(first));
            report.push(Diagnostic::error(Code::Hidden, place, problem).help(SHOW));
        }
    }
}

const SHOW: &str = "请取消隐藏和筛选，核对其中内容：要报送的留下，不要的删除，再重新保存。";

#[cfg(test)]
mod tests;
