//! Text files and raw bytes.

use super::book::Book;
use super::cell::Cell;
use super::package;
use super::trap::{File, Part};
use crate::support::repository;

/// The first sheet as a text file, with what the trap says of its form.
pub(super) fn write(file: &File, book: &Book) -> Vec<u8> {
    let separator = file.separator.unwrap_or(',');
    let end = file.line_end.as_deref().unwrap_or("\n");
    let rows = &book.sheets[0].rows;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &Vec<Cell>| {
        let mut fields: Vec<String> = row.iter().map(|cell| quoted(&cell.shown(), separator)).collect();
        // A title or a note alone on its line is as short as it was typed.
        if fields.len() > 1 {
            fields.resize(width, String::new());
        }
        fields.join(&separator.to_string()) + end
    };
    let mut text: String = rows.iter().map(line).collect();
    for change in &file.replace {
        let [from, to] = &change[..] else { panic!("a text file has no parts: {change:?}") };
        assert!(text.contains(from), "“{from}” is not in the file");
        text = text.replacen(from, to, 1);
    }
    let encoding = file.encoding.as_deref().unwrap_or("utf-8");
    let mut bytes = mark(encoding).to_vec();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let encoding = file.recode.get(&format!("{number}")).map_or(encoding, String::as_str);
        bytes.extend(encode(line, encoding));
    }
    bytes
}

fn quoted(text: &str, separator: char) -> String {
    if text.contains([separator, '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// The bytes that a trap's file gives part by part.
pub(super) fn raw(parts: &[Part]) -> Vec<u8> {
    let bytes = |part: &Part| match part {
        Part::Text(text, encoding) => [mark(encoding).to_vec(), encode(text, encoding)].concat(),
        Part::Hex(digits) => from_hex(digits),
        Part::Zip(entries) => package::zip(entries),
        Part::Compound(streams) => package::compound(streams),
        Part::File(path) => std::fs::read(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}")),
    };
    parts.iter().flat_map(bytes).collect()
}

fn mark(encoding: &str) -> &'static [u8] {
    match encoding {
        "utf-8-bom" => b"\xef\xbb\xbf",
        "utf-16le-bom" => b"\xff\xfe",
        "utf-16be-bom" => b"\xfe\xff",
        _ => b"",
    }
}

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding.trim_end_matches("-bom") {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        other => {
            let encoding = encoding_rs::Encoding::for_label(other.as_bytes()).expect("an encoding");
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{other} cannot write all of “{text}”");
            bytes.into_owned()
        }
    }
}

fn from_hex(digits: &str) -> Vec<u8> {
    let digits: Vec<char> = digits.chars().filter(|c| !c.is_whitespace()).collect();
    let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).expect("two digits");
    digits.chunks(2).map(byte).collect()
}
