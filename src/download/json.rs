//! The list for programs: one object, one row a line, keys in a fixed order.

use serde::Serialize;

use super::Subject;
use crate::edition::{EditionNumber, Revision};
use crate::record::{Kind, ListId, Shape};
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
    let head = text(&head);
    let mut json = String::with_capacity(subject.csv.len() * 3 + head.len());
    json.push_str(head.trim_end_matches('}'));
    json.push_str(",\"rows\":[\n");
    let keys: Vec<(String, Shape)> =
        columns.iter().map(|column| (format!("{}:", text(&column.header)), column.shape)).collect();
    // Told of all cells at once: there may be a million.
    let quoted: Quoted = if is_plain(subject.csv) { as_it_is } else { escaped };
    let mut before = "{";
    subject.list.each_row(|cells| {
        json.push_str(before);
        before = ",\n{";
        for (at, ((key, shape), cell)) in keys.iter().zip(cells).enumerate() {
            json.push_str(if at == 0 { "" } else { "," });
            json.push_str(key);
            value(cell, *shape, quoted, &mut json);
        }
        json.push('}');
    });
    json.push_str("\n]}\n");
    json.into_bytes()
}

/// How a text is written between quotation marks.
type Quoted = fn(&str, &mut String);

/// A cell by its column's shape.
fn value(cell: &str, shape: Shape, quoted: Quoted, json: &mut String) {
    match shape {
        Shape::Number | Shape::Money | Shape::Day if cell.is_empty() => json.push_str("null"),
        Shape::Number if super::sheet::whole_number(cell).is_some() => json.push_str(cell),
        // Money stays text: a decimal read as a binary fraction is another amount.
        _ => quoted(cell, json),
    }
}

/// Whether every cell of a CSV stands in JSON as it is. Line breaks are between rows: one in a cell would be in quotes.
fn is_plain(csv: &[u8]) -> bool {
    let is_between_rows = |byte: u8| byte == b'\r' || byte == b'\n';
    let is_escaped = |byte: u8| byte < 0x20 && !is_between_rows(byte) || byte == b'"' || byte == b'\\';
    !csv.iter().fold(false, |any, byte| any | is_escaped(*byte))
}

fn as_it_is(cell: &str, json: &mut String) {
    debug_assert_eq!(text(&cell).len(), cell.len() + 2, "the CSV is that of the list");
    json.push('"');
    json.push_str(cell);
    json.push('"');
}

fn escaped(cell: &str, json: &mut String) {
    json.push_str(&text(&cell));
}

#[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a list serialises")
}
