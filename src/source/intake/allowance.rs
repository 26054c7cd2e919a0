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

    /// Takes so many cells and bytes of text from it. Where so much is not left, it says why at that place.
    pub(super) fn spend(
        &mut self,
        cells: usize,
        text: usize,
        place: impl FnOnce() -> Location,
    ) -> Result<(), Diagnostic> {
        let left = self.cells.checked_sub(cells).zip(self.text.checked_sub(text));
        let (cells, text) = left.ok_or_else(|| too_much(place(), MAX_CELLS, self.whole_text))?;
        (self.cells, self.text) = (cells, text);
        Ok(())
    }
}

/// A file that holds more than so many cells or bytes of text.
pub(in crate::source) fn too_much(place: Location, cells: usize, text: usize) -> Diagnostic {
    let problem = format!("内容过多：这样大小的文件最多 {cells} 个单元格、{} MiB 文字。", text >> 20);
    Diagnostic::error(Code::Workbook, place, problem).help(SPLIT)
}
