//! What the sheets of an `.ods` have besides their cells' values. Read before the cells are: spans and notes stand in
//! the midst of them.

use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::super::Trouble;
use super::super::xml::Xml;
use super::{attribute, repeated};
use crate::source::returned::NOTE_MARK;
use crate::source::structure::{Filter, MAX_ROWS, Structure};

/// Ranges of hidden rows that a sheet may have.
const MAX_SPANS: usize = 600_000;
/// Shapes that may hold text; a group counts as one.
const SHAPES: &[&str] = &["draw:frame", "draw:g", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:line"];

/// The structure of each sheet, in their order.
pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Vec<Structure>, Trouble> {
    let mut pass = Pass::default();
    loop {
        match xml.next()? {
            Event::Start(start) => pass.start(&start)?,
            Event::End(end) => pass.end(end.name().as_ref()),
            Event::Text(text) => pass.text(&text),
            Event::Eof => break,
            _ => {}
        }
    }
    pass.sheets.iter_mut().try_for_each(Structure::settle)?;
    Ok(pass.sheets)
}

#[derive(Default)]
struct Pass {
    sheets: Vec<Structure>,
    /// The current row, from 1, and how often it is repeated.
    row: u32,
    rows: u32,
    /// The next column, from 0.
    column: usize,
    cell: (u32, usize),
    aside: Aside,
}

/// Something that stands beside the cells.
#[derive(Default)]
enum Aside {
    #[default]
    None,
    Note {
        author: Option<String>,
        /// Its beginning.
        text: String,
        place: NotePlace,
    },
    Shape {
        depth: usize,
        paragraphs: usize,
        text: Text,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NotePlace {
    Author,
    Text,
    Elsewhere,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    None,
    Some,
}

impl Pass {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        let name = start.name();
        match (&mut self.aside, name.as_ref()) {
            (Aside::Note { author, place, .. }, "dc:creator") => {
                *author = Some(String::new());
                *place = NotePlace::Author;
            }
            (Aside::Note { place, .. }, "text:p" | "text:span") => *place = NotePlace::Text,
            (Aside::Note { .. }, _) => {}
            (Aside::Shape { depth, .. }, name) if SHAPES.contains(&name) => *depth += 1,
            (Aside::Shape { paragraphs, .. }, "text:p") => *paragraphs += 1,
            (Aside::Shape { .. }, _) => {}
            (Aside::None, "office:annotation") => {
                self.aside = Aside::Note { author: None, text: String::new(), place: NotePlace::Elsewhere };
            }
            (Aside::None, name) if SHAPES.contains(&name) => {
                self.aside = Aside::Shape { depth: 0, paragraphs: 0, text: Text::None };
            }
            (Aside::None, name) => return self.in_sheet(name, start),
        }
        Ok(())
    }

    fn in_sheet(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), Trouble> {
        match name {
            "table:table" => {
                self.sheets.push(Structure::default());
                (self.row, self.rows, self.column, self.cell) = (1, 0, 0, (1, 0));
                Ok(())
            }
            "table:table-column" => self.columns(start),
            "table:table-row" => self.row(start),
            "table:table-cell" | "table:covered-table-cell" => self.cell(start),
            _ => Ok(()),
        }
    }

    fn columns(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        let first = u32::try_from(self.column).unwrap_or(u32::MAX);
        let count = repeated(start, "table:number-columns-repeated")?;
        self.column = self.column.saturating_add(count as usize);
        let hidden = hidden_by(start)?.filter(|_| count > 0);
        if let Some((sheet, _)) = self.sheets.last_mut().zip(hidden) {
            sheet.hidden_columns.add(first, first.saturating_add(count - 1));
        }
        Ok(())
    }

    fn row(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        self.row = self.row.saturating_add(self.rows);
        self.rows = repeated(start, "table:number-rows-repeated")?;
        self.column = 0;
        let hidden = hidden_by(start)?;
        let Some((sheet, filter)) = self.sheets.last_mut().zip(hidden) else { return Ok(()) };
        if self.rows > 0 && self.row <= MAX_ROWS {
            sheet.hidden_rows.add(self.row, self.row.saturating_add(self.rows - 1));
        }
        if filter == Filter::Present {
            sheet.filter = filter;
        }
        if sheet.hidden_rows.len() > MAX_SPANS { Err(Trouble::Damaged) } else { Ok(()) }
    }

    fn cell(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        let (row, column) = (self.row, self.column);
        self.cell = (row, column);
        self.column = column.saturating_add(repeated(start, "table:number-columns-repeated")? as usize);
        let (down, right) =
            (repeated(start, "table:number-rows-spanned")?, repeated(start, "table:number-columns-spanned")? as usize);
        if down < 2 && right < 2 {
            return Ok(());
        }
        let last = (row.saturating_add(down.max(1) - 1), column.saturating_add(right.max(1) - 1));
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        Ok(sheet.merge((row, last.0), (column, last.1))?)
    }

    fn text(&mut self, written: &str) {
        match &mut self.aside {
            Aside::Note { author: Some(author), place: NotePlace::Author, .. } => author.push_str(written),
            // Only the beginning tells whose it is.
            Aside::Note { text, place: NotePlace::Text, .. } if text.len() < NOTE_MARK.len() => text.push_str(written),
            Aside::Shape { paragraphs: 1.., text, .. } if !written.trim().is_empty() => *text = Text::Some,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        let is_over = match &mut self.aside {
            Aside::None => false,
            Aside::Note { place, .. } => {
                *place = NotePlace::Elsewhere;
                name == "office:annotation"
            }
            Aside::Shape { depth: 0, .. } if SHAPES.contains(&name) => true,
            Aside::Shape { depth, .. } if SHAPES.contains(&name) => {
                *depth -= 1;
                false
            }
            Aside::Shape { paragraphs, .. } => {
                *paragraphs = paragraphs.saturating_sub(usize::from(name == "text:p"));
                false
            }
        };
        if is_over {
            self.end_aside();
        }
    }

    fn end_aside(&mut self) {
        let aside = std::mem::take(&mut self.aside);
        let Some(sheet) = self.sheets.last_mut() else { return };
        match aside {
            Aside::Note { author, text, .. } => sheet.notes.add_note(Some(self.cell), author.as_deref(), &text),
            Aside::Shape { text: Text::Some, .. } => sheet.boxes.add(Some(self.cell)),
            _ => {}
        }
    }
}

/// How rows or columns are hidden; none if they are seen.
fn hidden_by(start: &BytesStart<'_>) -> Result<Option<Filter>, Trouble> {
    Ok(match attribute(start, "table:visibility")?.as_deref() {
        Some("collapse") => Some(Filter::None),
        Some("filter") => Some(Filter::Present),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Merged;

    fn sheet(table: &str) -> Result<Structure, Trouble> {
        let document = format!("<table:table table:name=\"a\">{table}</table:table>");
        read(&mut Xml::new(document.as_bytes(), 1 << 20)).map(|mut sheets| sheets.remove(0))
    }

    #[test]
    fn rows_and_columns_are_hidden_or_filtered() {
        let found = sheet(
            "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/>\
             <table:table-row/><table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"2\"/>\
             <table:table-row/>",
        )
        .unwrap();
        assert_eq!((1..6).filter(|&row| found.hidden_rows.has(row)).collect::<Vec<_>>(), [2, 3]);
        assert_eq!((0..6).filter(|&column| found.hidden_columns.has(column)).collect::<Vec<_>>(), [2]);
        assert_eq!(found.filter, Filter::Present);
    }

    #[test]
    fn spans_are_merged_cells() {
        let cell = "<table:table-cell table:number-columns-spanned=\"3\" table:number-rows-spanned=\"2\"/>";
        let found = sheet(&format!("<table:table-row><table:table-cell/>{cell}</table:table-row>")).unwrap();
        assert_eq!(found.merged, [Merged { rows: (1, 2), columns: (1, 3) }]);
    }

    #[test]
    fn notes_and_boxes_are_counted() {
        let found = sheet(
            "<table:table-row><table:table-cell><office:annotation><dc:creator>gongshi</dc:creator></office:annotation>\
             </table:table-cell><table:table-cell><office:annotation><text:p>x</text:p></office:annotation>\
             <draw:frame><draw:text-box><text:p>y</text:p></draw:text-box></draw:frame>\
             <draw:frame><draw:image><text:p/></draw:image></draw:frame></table:table-cell></table:table-row>",
        )
        .unwrap();
        let mut expected = Structure::default();
        expected.notes.add(Some((1, 1)));
        expected.boxes.add(Some((1, 1)));
        assert_eq!((found.notes, found.boxes), (expected.notes, expected.boxes));
    }
}
