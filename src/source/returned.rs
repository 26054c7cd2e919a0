//! What `check --return` adds to an office's rows: told again when the copy comes back, and no part of the list.

use super::{Cell, Row, SheetHead};

/// The name of the sheet that lists what is to be mended.
pub const RETURN_SHEET: &str = "退回说明";

/// What its first cell says. Name and mark together: an office's own sheet of that name is read like any other.
pub const RETURN_MARK: &str = "退回说明（由公示程序生成，重报时不用删）";

/// The author of the notes on the marked cells.
pub const NOTE_AUTHOR: &str = "gongshi";

/// How the notes on the marked cells begin: some programs save notes without their author.
pub const NOTE_MARK: &str = "【公示程序】";

/// Whether a note on a cell is the program's own and no remark of the office's.
pub fn is_our_note(author: &str, text: &str) -> bool {
    author == NOTE_AUTHOR || text.trim_start().starts_with(NOTE_MARK)
}

/// Whether a sheet is the program's own listing and nothing of the office's.
pub fn is_return_sheet(head: &SheetHead, first: &Row) -> bool {
    let is_mark = |cell: &Cell| matches!(cell, Cell::Text(text) if text == RETURN_MARK);
    head.name.as_deref() == Some(RETURN_SHEET) && first.number == 1 && first.cells.first().is_some_and(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, first: &str) -> bool {
        let head = SheetHead { name: Some(name.to_owned()), ..SheetHead::default() };
        is_return_sheet(&head, &Row { number: 1, cells: vec![Cell::Text(first.to_owned())], width: None })
    }

    #[test]
    fn only_our_own_sheet_is_told() {
        assert!(told(RETURN_SHEET, RETURN_MARK));
        assert!(!told(RETURN_SHEET, "姓名") && !told("Sheet1", RETURN_MARK));
    }

    #[test]
    fn our_notes_are_told_without_their_author() {
        assert!(is_our_note("gongshi", "x") && is_our_note(" ", "【公示程序】错误：空的。"));
        assert!(!is_our_note("某科员", "请看【公示程序】"));
    }
}
