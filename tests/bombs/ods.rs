//! Bombs in `.ods`.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::package::{laughs, text, times};

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn of(put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(TYPE.as_bytes()).unwrap();
    zip.start_file("META-INF/manifest.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<manifest:manifest/>").unwrap();
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    put(&mut zip);
    zip.finish().unwrap().into_inner()
}

pub(super) fn one_cell(row: &str, cell: &str, content: &str) -> Vec<u8> {
    of(|to| {
        text(to, "<office:spreadsheet><table:table table:name=\"a\">");
        text(to, &format!("<table:table-row {row}><table:table-cell office:value-type=\"string\" {cell}>"));
        text(to, &format!("<text:p>{content}</text:p></table:table-cell></table:table-row>"));
        text(to, "</table:table></office:spreadsheet>");
    })
}

pub(super) fn laughing() -> Vec<u8> {
    of(|to| {
        text(to, &laughs());
        text(to, "<table:table table:name=\"a\"><table:table-row><table:table-cell><text:p>&l9;</text:p>");
        text(to, "</table:table-cell></table:table-row></table:table>");
    })
}

pub(super) fn zip_bomb() -> Vec<u8> {
    of(|to| {
        text(to, "<table:table table:name=\"a\">");
        times(to, 50_000_000, "<table:table-row></table:table-row>");
        text(to, "</table:table>");
    })
}

pub(super) fn nested() -> Vec<u8> {
    let cell = "<table:table table:name=\"a\"><table:table-row><table:table-cell>";
    of(|to| times(to, 300_000, cell))
}
