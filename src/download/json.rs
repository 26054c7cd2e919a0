//! The list for programs: one object, one row a line, keys in a fixed order.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Subject;
use crate::edition::{EditionNumber, Revision};
use crate::record::{Column, Kind, ListId, Shape};
use crate::value::digest::Digest;

/// All but the rows.
#[derive(serde::Serialize)]
struct Head<'a> {
    list: &'a ListId,
    kind: Kind,
    title: &'a str,
    revision: Revision,
    edition: EditionNumber,
    published_on: chrono::NaiveDate,
    /// Of the frozen CSV, not of this file.
    sha256: Digest,
    columns: Vec<Heading>,
}

#[derive(serde::Serialize)]
struct Heading {
    name: &'static str,
    #[serde(rename = "type")]
    shape: &'static str,
}

/// The download's bytes.
pub(super) fn of(subject: &Subject<'_>) -> Vec<u8> {
    let columns = subject.list.columns();
    let head = Head {
        list: subject.id,
        kind: subject.list.kind(),
        title: &subject.title,
        revision: subject.revision,
        edition: subject.edition,
        published_on: subject.published_on,
        sha256: subject.digest(),
        columns: columns.iter().map(|column| Heading { name: column.header, shape: column.shape.name() }).collect(),
    };
    let rows: Vec<String> = subject.list.rows().iter().map(|row| text(&Row { columns, cells: row })).collect();
    let head = text(&head);
    format!("{},\"rows\":[\n{}\n]}}\n", head.trim_end_matches('}'), rows.join(",\n")).into_bytes()
}

#[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a list serialises")
}

/// A row as an object with the columns' order.
struct Row<'a> {
    columns: &'a [&'static Column],
    cells: &'a [String],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match (column.shape, super::sheet::whole_number(cell)) {
                (Shape::Number, Some(number)) => map.serialize_entry(column.header, &number)?,
                (Shape::Number | Shape::Money | Shape::Day, _) if cell.is_empty() => {
                    map.serialize_entry(column.header, &())?;
                }
                // Money stays text: a decimal read as a binary fraction is another amount.
                _ => map.serialize_entry(column.header, cell)?,
            }
        }
        map.end()
    }
}
