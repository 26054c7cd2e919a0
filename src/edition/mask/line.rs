//! The lines of a frozen list, written cell by cell into one text.

/// Lines as [`csv_writer`](crate::edition::list::csv_writer) writes them: a cell is quoted where it must be.
pub(super) struct Lines {
    text: String,
    /// Where the line begins that is not ended yet.
    line: usize,
    place: Place,
}

/// The mark of a frozen list, as text: [`BOM`](crate::edition::list::BOM).
const MARK: &str = "\u{feff}";

/// Where in its line the next cell stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Later,
}

impl Lines {
    /// No lines yet, after the mark, with room for so many bytes.
    pub(super) fn with_room(room: usize) -> Self {
        let mut text = String::with_capacity(MARK.len() + room);
        text.push_str(MARK);
        Self { line: text.len(), text, place: Place::First }
    }

    /// Adds a cell, which is pushed to the text, and gives it as it is written.
    pub(super) fn cell(&mut self, push: impl FnOnce(&mut String)) -> &str {
        if self.place == Place::Later {
            self.text.push(',');
        }
        self.place = Place::Later;
        let start = self.text.len();
        push(&mut self.text);
        let cell = &self.text[start..];
        if must_be_quoted(cell) {
            let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
            self.text.truncate(start);
            self.text.push_str(&quoted);
        }
        &self.text[start..]
    }

    /// Ends a line. One empty cell alone is written in quotes: nothing would be no line.
    pub(super) fn end(&mut self) {
        if self.text.len() == self.line {
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
        self.line = self.text.len();
        self.place = Place::First;
    }

    /// The mark and all lines.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

fn must_be_quoted(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    memchr::memchr3(b',', b'"', b'\n', bytes).is_some() || memchr::memchr(b'\r', bytes).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edition::list::{BOM, csv_writer};

    fn by_csv(rows: &[Vec<String>]) -> Vec<u8> {
        let mut writer = csv_writer(BOM.to_vec());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn the_csv_crate_writes_the_same(rows in prop::collection::vec(prop::collection::vec("[a甲,\"\r\n;\t ]{0,4}", 1..4), 0..4)) {
            // Rows of a list are of one length.
            let width = rows.iter().map(Vec::len).min().unwrap_or(0);
            let rows: Vec<Vec<String>> = rows.into_iter().map(|mut row| { row.truncate(width); row }).collect();
            let mut lines = Lines::with_room(0);
            for row in &rows {
                row.iter().for_each(|cell| { lines.cell(|text| text.push_str(cell)); });
                lines.end();
            }
            prop_assert_eq!(lines.into_bytes(), by_csv(&rows));
        }
    }
}
