//! Where the cells of a file arrive, in order, and leave as rows, until the file holds too much.

use std::collections::BTreeSet;

use super::structure::{HiddenContent, MAX_COLUMNS, MAX_ROWS, Structure};
use super::{Cell, Part, Row, SheetHead, Take, column_letters};
use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::folder::InputFile;
use allowance::{Allowance, SPLIT};
use open_row::OpenRow;

pub(super) use allowance::TooMuch;

mod allowance;
mod open_row;

/// What to do with a damaged file.
pub(super) const SAVE_AGAIN: &str = "请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件；打不开时请向报送单位重新要一份。";

/// How many sheets of a file may hold anything.
const MAX_SHEETS: usize = 1_000;

/// Whether a sheet is shown when the workbook is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    Shown,
    /// May be empty and nothing else: what an office does not see it cannot have meant to publish.
    Hidden,
}

/// Takes the cells of one file, keeps to the limits, and hands on one row at a time.
pub(super) struct Intake<'a> {
    report: &'a mut Report,
    take: &'a mut Take<'a>,
    file: Location,
    sheet: OpenSheet,
    row: Option<OpenRow>,
    /// A row that is done: the next is written over it.
    spare: Option<Row>,
    /// How many cells the widest row so far has.
    widest: usize,
    names: BTreeSet<String>,
    came: Came,
    allowance: Allowance,
}

/// The sheet whose cells arrive.
struct OpenSheet {
    name: Option<String>,
    visibility: Visibility,
    structure: Structure,
    hidden: HiddenContent,
    content: Content,
}

/// Whether a sheet holds anything, as far as it has arrived.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    None,
    Some,
}

/// What has come of the file so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Nothing,
    OnlyHidden,
    Rows,
}

impl OpenSheet {
    fn new(name: Option<String>, visibility: Visibility, structure: Structure) -> Self {
        Self { name, visibility, structure, hidden: HiddenContent::default(), content: Content::None }
    }
}

impl<'a> Intake<'a> {
    /// For one file of so many bytes; the first sheet has no name until [`Self::sheet`] gives one.
    pub(super) fn new(file: &InputFile, length: usize, report: &'a mut Report, take: &'a mut Take<'a>) -> Self {
        Self {
            report,
            take,
            file: file.location(),
            sheet: OpenSheet::new(None, Visibility::Shown, Structure::default()),
            row: None,
            spare: None,
            widest: 0,
            names: BTreeSet::new(),
            came: Came::Nothing,
            allowance: Allowance::of_file(length),
        }
    }

    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: &str, visibility: Visibility, structure: Structure) -> Result<(), Failed> {
        self.close();
        self.sheet = OpenSheet::new(Some(name.to_owned()), visibility, structure);
        if self.names.len() >= MAX_SHEETS {
            return self.fail(Code::Workbook, self.file.clone(), "工作表过多。", SPLIT);
        }
        if !self.names.insert(name.to_owned()) {
            return self.fail(Code::Workbook, self.file.clone(), "有两个同名的工作表。", "请改名后重新保存。");
        }
        Ok(())
    }

    /// Takes a cell. Rows count from 1, columns from 0; both only ever go up.
    pub(super) fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), Failed> {
        let cell = self.sheet.structure.fault(row, column).map_or(cell, Cell::Fault);
        if cell.is_empty() {
            return Ok(());
        }
        let text = if let Cell::Text(text) = &cell { text } else { "" };
        self.admit(row, column, text)?;
        self.keep(column, |kept| *kept = cell);
        Ok(())
    }

    /// Takes a cell of a text file, as it is shown.
    pub(super) fn put_shown(&mut self, row: u32, column: usize, shown: &str) -> Result<(), Failed> {
        let Some(text) = Cell::plain_text(shown) else { return self.put(row, column, Cell::from_shown(shown)) };
        self.admit(row, column, text)?;
        self.keep(column, |kept| open_row::write_over(kept, text));
        Ok(())
    }

    /// Lets in a cell that holds something, a text or another value, to a row that is then open.
    fn admit(&mut self, row: u32, column: usize, text: &str) -> Result<(), Failed> {
        self.refuse_far(row, column)?;
        self.refuse_garbled(row, column, text)?;
        if self.row.as_ref().is_none_or(|open| open.row.number < row) {
            self.hand_on();
            self.open(row);
        }
        let width = self.row.as_ref().filter(|open| open.row.number == row).map(|open| open.filled);
        let Some(width) = width.filter(|&width| width <= column) else {
            let place = self.place().row(row);
            return self.fail(Code::Workbook, place, "单元格的次序混乱，文件已损坏。", SAVE_AGAIN);
        };
        self.spend(column + 1 - width, text.len(), row)?;
        self.sheet.hidden.add(&self.sheet.structure, row, column);
        Ok(())
    }

    fn open(&mut self, number: u32) {
        let cells = self.spare.take().map_or_else(|| Vec::with_capacity(self.widest), |spare| spare.cells);
        self.row = Some(OpenRow { row: Row { number, cells, width: None }, filled: 0 });
    }

    fn keep(&mut self, column: usize, put: impl FnOnce(&mut Cell)) {
        if let Some(open) = &mut self.row {
            open.put(column, put);
            self.widest = self.widest.max(open.filled);
        }
    }

    /// Says how many fields a text file writes in the row that was put last.
    pub(super) fn width(&mut self, number: u32, fields: usize) {
        if let Some(open) = self.row.as_mut().filter(|open| open.row.number == number) {
            open.row.width = Some(fields);
        }
    }

    /// The end of the file.
    pub(super) fn finish(mut self) -> Result<(), Failed> {
        self.close();
        match self.came {
            Came::Rows => Ok(()),
            Came::OnlyHidden => Err(self.report.failed()),
            Came::Nothing => {
                let help = "请检查是否保存了正确的文件。";
                self.fail(Code::EmptyList, self.file.clone(), "文件里没有任何内容。", help)
            }
        }
    }

    /// The current sheet as a place.
    pub(super) fn place(&self) -> Location {
        match &self.sheet.name {
            Some(name) => self.file.clone().sheet(name.clone()),
            None => self.file.clone(),
        }
    }

    /// Says why the file cannot be read.
    pub(super) fn fail<T>(&mut self, code: Code, place: Location, problem: &str, help: &str) -> Result<T, Failed> {
        self.report.fail(Diagnostic::error(code, place, problem).help(help))
    }

    /// Hands on the row that is complete, its sheet before its first.
    fn hand_on(&mut self) {
        let Some(row) = self.row.take().map(OpenRow::done) else { return };
        let is_first = self.sheet.content == Content::None;
        self.sheet.content = Content::Some;
        if self.sheet.visibility == Visibility::Hidden {
            return;
        }
        if is_first {
            let merged = std::mem::take(&mut self.sheet.structure.merged);
            let head = SheetHead { name: self.sheet.name.clone(), merged, hidden: self.sheet.structure.hidden() };
            (self.take)(Part::Sheet(head), self.report);
        }
        self.spare = (self.take)(Part::Row(row), self.report);
    }

    /// The end of a sheet: what is hidden in it, and what stands beside its cells.
    fn close(&mut self) {
        self.hand_on();
        let place = self.place();
        let is_hidden = self.sheet.visibility == Visibility::Hidden;
        match self.sheet.content {
            Content::None => {}
            Content::Some if is_hidden => {
                self.report.push(hidden_sheet(place));
                if self.came == Came::Nothing {
                    self.came = Came::OnlyHidden;
                }
            }
            Content::Some => {
                self.came = Came::Rows;
                self.sheet.hidden.tell(&self.sheet.structure, &place, self.report);
                self.sheet.structure.tell_annotations(&place, self.report);
            }
        }
    }

    fn refuse_far(&mut self, row: u32, column: usize) -> Result<(), Failed> {
        if row <= MAX_ROWS && column < MAX_COLUMNS {
            return Ok(());
        }
        let place = self.place().row(row).column(column_letters(column));
        let problem = format!("表格过大：最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列，这里还有内容。");
        self.fail(Code::Workbook, place, &problem, SPLIT)
    }

    fn refuse_garbled(&mut self, row: u32, column: usize, text: &str) -> Result<(), Failed> {
        // The first byte of one, and the other: neither is in most cells.
        if memchr::memchr2(0xef, 0, text.as_bytes()).is_none() || !text.contains(['\u{fffd}', '\0']) {
            return Ok(());
        }
        let place = self.place().row(row).column(column_letters(column));
        self.fail(Code::Encoding, place, "单元格里有乱码。", "请改正这个单元格的文字后重新保存。")
    }

    fn spend(&mut self, cells: usize, text: usize, row: u32) -> Result<(), Failed> {
        self.allowance.spend(cells, text).or_else(|too_much| {
            let place = self.place().row(row);
            self.report.fail(too_much.at(place))
        })
    }
}

fn hidden_sheet(place: Location) -> Diagnostic {
    Diagnostic::error(Code::Hidden, place, "工作表是隐藏的，里面却有内容。")
        .help("请取消隐藏并核对其中内容，或删除这个工作表，再重新保存。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Fault;

    fn with_intake<T>(work: impl FnOnce(Intake<'_>) -> T) -> (T, Vec<Part>, Report) {
        let (mut report, mut parts) = (Report::default(), Vec::new());
        let file = InputFile { path: "a.xlsx".to_owned(), bytes: Vec::new() };
        let mut take = |part: Part, _: &mut Report| {
            parts.push(part);
            None
        };
        let value = work(Intake::new(&file, 0, &mut report, &mut take));
        (value, parts, report)
    }

    fn text(text: &str) -> Cell {
        Cell::from_text(text)
    }

    fn row(number: u32, cells: Vec<Cell>) -> Part {
        Part::Row(Row { number, cells, width: None })
    }

    #[test]
    fn gaps_in_a_row_are_filled_and_empty_rows_skipped() {
        let (_, parts, _) = with_intake(|mut intake| {
            intake.put(3, 2, text("示例")).unwrap();
            intake.put(3, 5, Cell::Empty).unwrap();
            intake.put(9, 0, Cell::Fault(Fault::Error)).unwrap();
            intake.finish().unwrap();
        });
        let rows = [row(3, vec![Cell::Empty, Cell::Empty, text("示例")]), row(9, vec![Cell::Fault(Fault::Error)])];
        assert_eq!(parts[0], Part::Sheet(SheetHead::default()));
        assert_eq!(parts[1..], rows);
    }

    #[test]
    fn a_row_leaves_when_the_next_begins() {
        let (_, parts, _) = with_intake(|mut intake| {
            intake.put(1, 0, text("甲")).unwrap();
            intake.put(2, 0, text("乙")).unwrap();
            intake.put(1, 0, text("丙")).unwrap_err();
        });
        assert_eq!(parts[1..], [row(1, vec![text("甲")])]);
    }

    #[test]
    fn a_long_text_named_in_every_cell_is_refused() {
        let long = text(&"长".repeat(10_000));
        let (end, _, report) =
            with_intake(|mut intake| (1..=200_000).try_for_each(|row| intake.put(row, 0, long.clone())));
        assert!(end.is_err());
        assert_eq!(report.sorted()[0].location.row, Some(1119));
    }

    #[test]
    fn columns_to_the_right_cost_what_they_need() {
        let (end, _, _) = with_intake(|mut intake| {
            (1..=MAX_ROWS).try_for_each(|row| intake.put(row, 199, Cell::Fault(Fault::Error)))
        });
        assert!(end.is_err());
    }

    #[test]
    fn a_hidden_sheet_may_only_be_empty() {
        let (_, parts, report) = with_intake(|mut intake| {
            intake.sheet("空", Visibility::Hidden, Structure::default()).unwrap();
            intake.sheet("表", Visibility::Shown, Structure::default()).unwrap();
            intake.put(1, 0, text("示例")).unwrap();
            intake.finish().unwrap();
        });
        assert_eq!((parts.len(), report.has_errors()), (2, false));
        let (end, parts, report) = with_intake(|mut intake| {
            intake.sheet("藏", Visibility::Hidden, Structure::default()).unwrap();
            intake.put(1, 0, text("示例")).unwrap();
            intake.finish()
        });
        assert!(end.is_err() && parts.is_empty());
        assert_eq!((report.sorted()[0].code, report.sorted()[0].location.sheet.as_deref()), (Code::Hidden, Some("藏")));
    }
}
