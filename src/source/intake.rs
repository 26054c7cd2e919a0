//! Where the cells of a file arrive, in order, until it holds too much.

use std::mem;

use super::{Cell, Row, Sheet, SheetHead, column_letters};
use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::folder::InputFile;

/// What to do with a damaged file.
pub(super) const SAVE_AGAIN: &str = "请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件；打不开时请向报送单位重新要一份。";

/// The last row that may hold anything.
const MAX_ROWS: u32 = 200_000;
/// How many columns may hold anything.
const MAX_COLUMNS: usize = 200;
/// Cells of a file, blanks before a row's last cell included.
const MAX_CELLS: usize = 2_000_000;
/// Bytes of text of a file: a workbook may keep one long text and name it in every cell.
const MAX_TEXT: usize = 128 << 20;

const SPLIT: &str = "请拆成几个较小的文件，或把清单以外的内容（如误填到远处的单元格）删除后重新保存。";

/// Whether a sheet is shown when the workbook is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    Shown,
    /// May be empty and nothing else: what an office does not see it cannot have meant to publish.
    Hidden,
}

/// Takes the cells of one file and keeps to the limits.
pub(super) struct Intake<'a> {
    report: &'a mut Report,
    file: Location,
    sheet: Sheet,
    visibility: Visibility,
    done: Vec<Sheet>,
    cells_left: usize,
    text_left: usize,
}

impl<'a> Intake<'a> {
    /// For one file; the first sheet has no name until [`Self::sheet`] gives one.
    pub(super) fn new(file: &InputFile, report: &'a mut Report) -> Self {
        Self {
            report,
            file: file.location(),
            sheet: Sheet { head: SheetHead::default(), rows: Vec::new() },
            visibility: Visibility::Shown,
            done: Vec::new(),
            cells_left: MAX_CELLS,
            text_left: MAX_TEXT,
        }
    }

    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: &str, visibility: Visibility) -> Result<(), Failed> {
        self.close();
        if self.done.iter().any(|sheet| sheet.head.name.as_deref() == Some(name)) {
            return self.fail(Code::Workbook, self.file.clone(), "有两个同名的工作表。", "请改名后重新保存。");
        }
        self.sheet.head.name = Some(name.to_owned());
        self.visibility = visibility;
        Ok(())
    }

    /// Takes a cell. Rows count from 1, columns from 0; both only ever go up.
    pub(super) fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), Failed> {
        if cell.is_empty() {
            return Ok(());
        }
        self.refuse_hidden()?;
        self.refuse_far(row, column)?;
        self.refuse_garbled(row, column, &cell)?;
        if self.sheet.rows.last().is_none_or(|last| last.number < row) {
            self.sheet.rows.push(Row { number: row, cells: Vec::new() });
        }
        let width = self.sheet.rows.last().filter(|last| last.number == row).map(|last| last.cells.len());
        let Some(width) = width.filter(|&width| width <= column) else {
            let place = self.place().row(row);
            return self.fail(Code::Workbook, place, "单元格的次序混乱，文件已损坏。", SAVE_AGAIN);
        };
        self.spend(column + 1 - width, &cell, row)?;
        if let Some(last) = self.sheet.rows.last_mut() {
            last.cells.resize(column, Cell::Empty);
            last.cells.push(cell);
        }
        Ok(())
    }

    /// All sheets that hold anything.
    pub(super) fn finish(mut self) -> Result<Vec<Sheet>, Failed> {
        self.close();
        if self.done.is_empty() {
            let help = "请检查是否保存了正确的文件。";
            return self.fail(Code::EmptyList, self.file.clone(), "文件里没有任何内容。", help);
        }
        Ok(mem::take(&mut self.done))
    }

    /// The current sheet as a place.
    pub(super) fn place(&self) -> Location {
        match &self.sheet.head.name {
            Some(name) => self.file.clone().sheet(name.clone()),
            None => self.file.clone(),
        }
    }

    /// Says why the file cannot be read.
    pub(super) fn fail<T>(&mut self, code: Code, place: Location, problem: &str, help: &str) -> Result<T, Failed> {
        self.report.fail(Diagnostic::error(code, place, problem).help(help))
    }

    fn close(&mut self) {
        let sheet = mem::replace(&mut self.sheet, Sheet { head: SheetHead::default(), rows: Vec::new() });
        if !sheet.rows.is_empty() {
            self.done.push(sheet);
        }
    }

    fn refuse_hidden(&mut self) -> Result<(), Failed> {
        if self.visibility == Visibility::Shown {
            return Ok(());
        }
        let help = "请取消隐藏并核对其中内容，或删除这个工作表，再重新保存。";
        self.fail(Code::Workbook, self.place(), "工作表是隐藏的，里面却有内容。", help)
    }

    fn refuse_far(&mut self, row: u32, column: usize) -> Result<(), Failed> {
        if row <= MAX_ROWS && column < MAX_COLUMNS {
            return Ok(());
        }
        let place = self.place().row(row).column(column_letters(column));
        let problem = format!("表格过大：最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列，这里还有内容。");
        self.fail(Code::Workbook, place, &problem, SPLIT)
    }

    fn refuse_garbled(&mut self, row: u32, column: usize, cell: &Cell) -> Result<(), Failed> {
        let Cell::Text(text) = cell else { return Ok(()) };
        if !text.contains(['\u{fffd}', '\0']) {
            return Ok(());
        }
        let place = self.place().row(row).column(column_letters(column));
        self.fail(Code::Encoding, place, "单元格里有乱码。", "请改正这个单元格的文字后重新保存。")
    }

    fn spend(&mut self, cells: usize, cell: &Cell, row: u32) -> Result<(), Failed> {
        let text = if let Cell::Text(text) = cell { text.len() } else { 0 };
        let left = self.cells_left.checked_sub(cells).zip(self.text_left.checked_sub(text));
        let Some((cells_left, text_left)) = left else {
            let place = self.place().row(row);
            let problem = format!("内容过多：一个文件最多 {MAX_CELLS} 个单元格、{} MiB 文字。", MAX_TEXT >> 20);
            return self.fail(Code::Workbook, place, &problem, SPLIT);
        };
        (self.cells_left, self.text_left) = (cells_left, text_left);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Fault;

    fn with_intake<T>(work: impl FnOnce(Intake<'_>) -> T) -> (T, Report) {
        let mut report = Report::default();
        let file = InputFile { path: "a.xlsx".to_owned(), bytes: Vec::new() };
        let value = work(Intake::new(&file, &mut report));
        (value, report)
    }

    fn text(text: &str) -> Cell {
        Cell::from_text(text)
    }

    #[test]
    fn gaps_in_a_row_are_filled_and_empty_rows_skipped() {
        let (sheets, _) = with_intake(|mut intake| {
            intake.put(3, 2, text("示例")).unwrap();
            intake.put(3, 5, Cell::Empty).unwrap();
            intake.put(9, 0, Cell::Fault(Fault::Error)).unwrap();
            intake.finish().unwrap()
        });
        let rows = [
            Row { number: 3, cells: vec![Cell::Empty, Cell::Empty, text("示例")] },
            Row { number: 9, cells: vec![Cell::Fault(Fault::Error)] },
        ];
        assert_eq!(sheets[0].rows, rows);
    }

    #[test]
    fn a_long_text_named_in_every_cell_is_refused() {
        let long = text(&"长".repeat(10_000));
        let (end, report) =
            with_intake(|mut intake| (1..=200_000).try_for_each(|row| intake.put(row, 0, long.clone())));
        assert!(end.is_err());
        assert_eq!(report.sorted()[0].location.row, Some(4474));
    }

    #[test]
    fn columns_to_the_right_cost_what_they_need() {
        let (end, _) =
            with_intake(|mut intake| (1..=20_000).try_for_each(|row| intake.put(row, 199, Cell::Fault(Fault::Error))));
        assert!(end.is_err());
    }

    #[test]
    fn a_hidden_sheet_may_only_be_empty() {
        let (sheets, _) = with_intake(|mut intake| {
            intake.sheet("空", Visibility::Hidden).unwrap();
            intake.sheet("表", Visibility::Shown).unwrap();
            intake.put(1, 0, text("示例")).unwrap();
            intake.finish().unwrap()
        });
        assert_eq!(sheets.len(), 1);
        let (end, report) = with_intake(|mut intake| {
            intake.sheet("藏", Visibility::Hidden).unwrap();
            intake.put(1, 0, text("示例"))
        });
        assert!(end.is_err());
        assert_eq!(report.sorted()[0].location.sheet.as_deref(), Some("藏"));
    }
}
