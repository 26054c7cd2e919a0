//! Packages whose parts are as no program writes them.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook of one sheet.
pub(super) fn made(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A package with parts replaced or added; `put` writes what is in them.
pub(super) fn altered(bytes: &[u8], parts: &[&str], put: impl Fn(&str, &mut dyn Write)) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        if !parts.contains(&name.as_str()) {
            new.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            new.write_all(&content).unwrap();
        }
    }
    for part in parts {
        new.start_file(*part, SimpleFileOptions::default()).unwrap();
        put(part, &mut new);
    }
    new.finish().unwrap().into_inner()
}

pub(super) fn part(name: &str, put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let book = made(|sheet| {
        sheet.write(0, 0, "县(市、区)").unwrap().write(1, 0, "示例").unwrap();
    });
    altered(&book, &[name], |_, to| put(to))
}

pub(super) const SHEET: &str = "xl/worksheets/sheet1.xml";
pub(super) const STRINGS: &str = "xl/sharedStrings.xml";

pub(super) fn sheet(put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    part(SHEET, |to| {
        text(to, "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        put(to);
        text(to, "</worksheet>");
    })
}

pub(super) fn in_sheet(body: &str) -> Vec<u8> {
    sheet(|to| text(to, body))
}

pub(super) fn strings(put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    part(STRINGS, put)
}

pub(super) fn text(to: &mut dyn Write, text: &str) {
    to.write_all(text.as_bytes()).unwrap();
}

/// The same text so many times.
pub(super) fn times(to: &mut dyn Write, count: usize, text: &str) {
    let block = text.repeat((1 << 16) / text.len() + 1);
    let in_block = block.len() / text.len();
    (0..count / in_block).for_each(|_| to.write_all(block.as_bytes()).unwrap());
    (0..count % in_block).for_each(|_| to.write_all(text.as_bytes()).unwrap());
}

/// The same package, whose directory says that everything in it is tiny.
pub(super) fn lying(mut package: Vec<u8>) -> Vec<u8> {
    let entries: Vec<_> = package.windows(4).enumerate().filter(|(_, four)| four == b"PK\x01\x02").collect();
    let places: Vec<usize> = entries.into_iter().map(|(at, _)| at).collect();
    for at in places {
        package[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
    }
    package
}

pub(super) fn laughs() -> String {
    let ten = |from: &str| format!("&{from};").repeat(10);
    let entities = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", ten(&format!("l{}", n - 1))));
    format!("<!DOCTYPE x [<!ENTITY l0 \"lol\">{}]>", entities.collect::<String>())
}
