//! Notes and text boxes: what is said beside the cells is not read, and somebody should know.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{column_letters, is_our_note};

/// How many cells a sentence names.
const NAMED: usize = 5;

/// Notes or text boxes of a sheet: how many, and where the first few are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Annotations {
    count: u64,
    cells: Vec<(u32, usize)>,
}

impl Annotations {
    /// Adds one that stands at a cell; its row from 1, its column from 0.
    pub(in crate::source) fn add(&mut self, cell: Option<(u32, usize)>) {
        self.count += 1;
        if self.cells.len() < NAMED {
            self.cells.extend(cell);
        }
    }

    /// Adds a note, unless it is one of ours.
    pub(in crate::source) fn add_note(&mut self, cell: Option<(u32, usize)>, author: Option<&str>, text: &str) {
        if !is_our_note(author.unwrap_or_default().trim(), text) {
            self.add(cell);
        }
    }

    /// The warning; none if there are none.
    pub(super) fn finding(&self, what: &str, place: &Location) -> Option<Diagnostic> {
        if self.count == 0 {
            return None;
        }
        let names: Vec<_> =
            self.cells.iter().map(|(row, column)| format!("{}{row}", column_letters(*column))).collect();
        let more = if self.count > names.len() as u64 && !names.is_empty() { " 等" } else { "" };
        let named = if names.is_empty() { String::new() } else { format!("（{}{more}）", names.join("、")) };
        let problem = format!("有 {} 处{what}{named}，没有读取，也不会公开。", self.count);
        let place = match self.cells.first() {
            Some(&(row, column)) => place.clone().row(row).column(column_letters(column)),
            None => place.clone(),
        };
        let help = format!("请看看{what}里说了什么：属于清单的，填进单元格；看过以后删除{what}。");
        Some(Diagnostic::warning(Code::Annotation, place, problem).help(help))
    }
}
