//! The rows of a list, and of a frozen one the text they are read from: most of it is only shown row by row, and cells
//! of their own would be a piece of memory each.

use std::sync::OnceLock;

use crate::record::{Column, Kind};

use super::BOM;
use super::part::{each_line, lines, plain};

/// The rows of a list.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// What they are read from; none where they were made.
    text: Option<String>,
    count: usize,
    rows: OnceLock<Vec<Vec<String>>>,
}

/// Bodies are equal if their rows are.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.rows() == other.rows()
    }
}

impl Eq for Body {}

impl Body {
    /// Rows that were made.
    pub(super) fn of_rows(rows: Vec<Vec<String>>) -> Self {
        Self { text: None, count: rows.len(), rows: OnceLock::from(rows) }
    }

    /// The rows of a plain text, which has so many.
    pub(super) fn of_text(text: String, count: usize) -> Self {
        Self { text: Some(text), count, rows: OnceLock::new() }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// What the rows are read from.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    pub(super) fn rows(&self) -> &[Vec<String>] {
        self.rows.get_or_init(|| {
            let mut rows = Vec::with_capacity(self.count);
            each_line(self.text().unwrap_or_default(), |cells| rows.push(cells.map(str::to_owned).collect()));
            rows
        })
    }

    /// Shows the cells of each row.
    pub(super) fn each(&self, mut each: impl FnMut(&mut dyn Iterator<Item = &str>)) {
        match self.rows.get() {
            Some(rows) => rows.iter().for_each(|row| each(&mut row.iter().map(String::as_str))),
            None => each_line(self.text().unwrap_or_default(), each),
        }
    }
}

/// A frozen list that needs no parser: no cell is quoted, and every line has as many as the heading.
pub(super) struct Plain<'a> {
    pub(super) columns: Vec<&'static Column>,
    /// What stands behind the heading.
    pub(super) body: &'a str,
    /// How many rows it has.
    pub(super) count: usize,
}

impl<'a> Plain<'a> {
    /// The list that bytes are. None where that is for the parser to say, and what is wrong with them.
    pub(super) fn of(kind: Kind, bytes: &'a [u8]) -> Option<Self> {
        let text = plain(bytes.strip_prefix(BOM)?)?;
        let (heading, body) = text.split_once("\r\n")?;
        let columns: Vec<_> = heading.split(',').map(|header| kind.column(header)).collect::<Option<_>>()?;
        let is_whole = |line: &str| memchr::memchr_iter(b',', line.as_bytes()).count() + 1 == columns.len();
        let count = lines(body).try_fold(0, |count, line| is_whole(line).then_some(count + 1))?;
        Some(Self { columns, body, count })
    }
}
