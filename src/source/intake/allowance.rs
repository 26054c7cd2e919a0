//! How much a file may hold: a small file can say "so many times the same", and memory must not grow with it.

use crate::diagnostic::{Code, Diagnostic, Location};

/// Cells of a file, blanks before a row's last cell included.
const MAX_CELLS: usize = 24_000_000;
/// Bytes of text that any file may hold.
const LEAST_TEXT: usize = 32 << 20;
/// Bytes of text for each byte of a file: a workbook may keep one long text and name it in every cell.
const TEXT_A_BYTE: usize = 32;
/// Bytes of text of the largest file.
const MOST_TEXT: usize = 512 << 20;

/// What to do with a file that holds too much.
pub(super) const SPLIT: &str = "请拆成几个较小的文件，或把清单以外的内容（如误填到远处的单元格）删除后重新保存。";

/// What a file may hold, and what is left of it.
pub(super) struct Allowance {
    cells: usize,
    text: usize,
    /// Bytes of text that it may hold in all.
    whole_text: usize,
}

impl Allowance {
    /// That of a file of so many bytes.
    pub(super) fn of_file(length: usize) -> Self {
        let text = length.saturating_mul(TEXT_A_BYTE).saturating_add(LEAST_TEXT).min(MOST_TEXT);
        Self { cells: MAX_CELLS, text, whole_text: text }
    }

    /// Takes so many cells and bytes of text from it, if so much is left.
    pub(super) fn spend(&mut self, cells: usize, text: usize) -> Result<(), TooMuch> {
        let left = self.cells.checked_sub(cells).zip(self.text.checked_sub(text));
        (self.cells, self.text) = left.ok_or(TooMuch { cells: MAX_CELLS, text: self.whole_text })?;
        Ok(())
    }
}

/// A file holds more than so many cells or bytes of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct TooMuch {
    pub(in crate::source) cells: usize,
    pub(in crate::source) text: usize,
}

impl TooMuch {
    /// Says so, and where.
    pub(in crate::source) fn at(self, place: Location) -> Diagnostic {
        let problem = format!("内容过多：这样大小的文件最多 {} 个单元格、{} MiB 文字。", self.cells, self.text >> 20);
        Diagnostic::error(Code::Workbook, place, problem).help(SPLIT)
    }
}
