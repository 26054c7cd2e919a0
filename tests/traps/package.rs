//! Packages around workbooks: changed, or made by hand where no writer makes such ones.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The same package with texts replaced in its parts (`[part, from, to]`), and with more parts.
pub(super) fn changed(bytes: &[u8], replace: &[Vec<String>], add: &BTreeMap<String, String>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let options = SimpleFileOptions::default().compression_method(part.compression());
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        for change in replace.iter().filter(|change| change[0] == name) {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(&change[1]), "“{}” is not in {name}:\n{text}", change[1]);
            content = text.replace(&change[1], &change[2]).into_bytes();
        }
        new.start_file(name.as_str(), options).unwrap();
        new.write_all(&content).unwrap();
    }
    write_all(new, add)
}

/// A package with these parts.
pub(super) fn zip(entries: &BTreeMap<String, String>) -> Vec<u8> {
    write_all(ZipWriter::new(Cursor::new(Vec::new())), entries)
}

fn write_all(mut package: ZipWriter<Cursor<Vec<u8>>>, entries: &BTreeMap<String, String>) -> Vec<u8> {
    for (name, content) in entries {
        package.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        package.write_all(content.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// A compound file (MS-CFB) with these streams, all without content: what an encrypted workbook looks like from
/// outside. One sector each for the table of sectors and the list of streams.
pub(super) fn compound(streams: &[String]) -> Vec<u8> {
    const NONE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    assert!(streams.len() <= 3, "a sector lists four entries, the root among them");
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.extend([0; 16]);
    for number in [0x3e_u16, 3, 0xfffe, 9, 6] {
        header.extend(number.to_le_bytes());
    }
    header.extend([0; 6]);
    // No sectors of directories (version 3), one of the table, the directory in sector 1, no small streams, no more.
    for number in [0, 1, 1, 0, 4096, END, 0, END, 0, 0] {
        header.extend(u32::to_le_bytes(number));
    }
    header.resize(512, 0xff);
    let mut table: Vec<u8> = [0xffff_fffd, END].into_iter().flat_map(u32::to_le_bytes).collect();
    table.resize(512, 0xff);
    let root = if streams.is_empty() { NONE } else { 1 };
    let mut directory = entry("Root Entry", 5, root, NONE);
    for (at, name) in (2..).zip(streams) {
        let next = if at as usize > streams.len() { NONE } else { at };
        directory.extend(entry(name, 2, NONE, next));
    }
    directory.resize(512, 0);
    [header, table, directory].concat()
}

fn entry(name: &str, kind: u8, child: u32, right: u32) -> Vec<u8> {
    let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(units.len()).unwrap();
    let mut entry = units;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    for link in [u32::MAX, right, child] {
        entry.extend(link.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(0xffff_fffe_u32.to_le_bytes());
    entry.resize(128, 0);
    entry
}
