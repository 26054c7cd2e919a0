//! Merged cells among the rows of a list: one value shown over several rows is each row's, where rows may share it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Merged, Row, SheetHead};

use super::heading::{Heading, name_of};
use super::{Column, Kind, Sharing};

/// The merged cells of one sheet, in the order of its rows.
pub(super) struct Merges {
    /// Merged cells that have not begun yet, by their first row.
    ahead: BTreeMap<u32, Vec<Merged>>,
    /// Values that go on downwards: where until, and what.
    open: Vec<(Merged, Cell)>,
}

const HELP: &str = "请取消合并单元格，每行都填上自己的内容。";

impl Merges {
    /// Those below the heading: what begins above it is a title's or the heading's own.
    pub(super) fn new(head: &SheetHead, heading: &Heading) -> Self {
        let mut ahead: BTreeMap<u32, Vec<Merged>> = BTreeMap::new();
        for merged in head.merged.iter().filter(|merged| merged.rows.0 > heading.row) {
            ahead.entry(merged.rows.0).or_default().push(*merged);
        }
        Self { ahead, open: Vec::new() }
    }

    /// Leaves a row that is no record behind: what is merged there means nothing.
    pub(super) fn pass(&mut self, row: &Row) {
        self.ahead = self.ahead.split_off(&(row.number + 1));
        self.open.retain(|(merged, _)| merged.rows.1 > row.number);
    }

    /// Fills a record's row from above, and looks at what begins in it.
    pub(super) fn fill(&mut self, kind: Kind, row: &mut Row, heading: &Heading, place: &Location, report: &mut Report) {
        if self.ahead.is_empty() && self.open.is_empty() {
            return;
        }
        let later = self.ahead.split_off(&(row.number + 1));
        let begun = std::mem::replace(&mut self.ahead, later);
        for merged in begun.into_values().flatten().filter(|merged| merged.rows.1 >= row.number) {
            if let Some(shared) = begin(kind, merged, row, heading, place, report) {
                self.open.push((merged, shared));
            }
        }
        self.open.retain(|(merged, _)| merged.rows.1 >= row.number);
        for (merged, shared) in &self.open {
            let at = merged.columns.0;
            if row.cells.len() <= at {
                row.cells.resize(at + 1, Cell::Empty);
            }
            if row.cells[at].is_empty() {
                row.cells[at] = shared.clone();
            }
        }
    }
}

/// What goes on from merged cells that begin in a row, and what is to be said of them.
fn begin(
    kind: Kind,
    merged: Merged,
    row: &Row,
    heading: &Heading,
    place: &Location,
    report: &mut Report,
) -> Option<Cell> {
    let first = merged.columns.0;
    let place = place
        .clone()
        .row(row.number)
        .column(heading.known(first).map_or_else(|| name_of(&heading.texts, first), str::to_owned));
    let mut columns =
        (first..=merged.columns.1.min(heading.width())).filter_map(|index| heading.known(index)).peekable();
    // Nothing of the list is in it.
    columns.peek()?;
    if merged.columns.0 < merged.columns.1 {
        let found = Diagnostic::error(Code::MergedCells, place, "这一格横着合并了几列，不知道内容属于哪一列。");
        report.push(found.help(HELP));
        return None;
    }
    let is_shared = columns.all(|header| kind.column(header).is_some_and(Column::may_be_shared));
    if !is_shared {
        let found = Diagnostic::error(Code::MergedCells, place, "这一格合并了几行，而这一列应当每行各填各的。");
        report.push(found.help(HELP));
        return None;
    }
    let message = format!("这一格合并了第 {} 至 {} 行，按每行都是这个内容读入。", merged.rows.0, merged.rows.1);
    report.push(Diagnostic::note(Code::MergedCells, place, message).help("请核对；最好取消合并，每行都填。"));
    row.cells.get(first).filter(|cell| !cell.is_empty()).cloned()
}

impl Column {
    fn may_be_shared(&self) -> bool {
        self.sharing == Sharing::Shared
    }
}
