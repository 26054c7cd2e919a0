use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

fn stamp() -> Stamp {
    Stamp::of(&DateTime::parse_from_rfc3339("2021-06-25T10:30:07+08:00").unwrap())
}

fn pack() -> Vec<u8> {
    let entries: Entries<'_> = [("data/a.txt", "甲".as_bytes()), ("bagit.txt", b"1.0"), ("data/empty", b"")]
        .into_iter()
        .map(|(path, bytes)| (path.to_owned(), bytes))
        .collect();
    write("bag", stamp(), &entries)
}

#[test]
fn other_programs_read_it() {
    let pack = pack();
    let mut archive = ZipArchive::new(Cursor::new(pack.as_slice())).unwrap();
    let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["bag/bagit.txt", "bag/data/a.txt", "bag/data/empty"]);
    let mut file = archive.by_name("bag/data/a.txt").unwrap();
    assert_eq!(file.last_modified().unwrap().to_string(), "2021-06-25 10:30:06");
    assert_eq!(file.unix_mode(), Some(0o100_644));
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    assert_eq!(text, "甲");
}

#[test]
fn it_reads_back() {
    let pack = pack();
    let container = read(&pack).unwrap();
    assert_eq!((container.folder.as_str(), container.stamp), ("bag", stamp()));
    assert_eq!(container.entries["data/a.txt"], "甲".as_bytes());
    assert_eq!(write(&container.folder, container.stamp, &container.entries), pack);
}

#[test]
fn every_bit_matters() {
    let pack = pack();
    for at in 0..pack.len() {
        for bit in 0..8 {
            let mut other = pack.clone();
            other[at] ^= 1 << bit;
            // Time stamp and folder are compared with evidence.json, and contents with the manifests.
            if let Ok(container) = read(&other) {
                panic!("bit {bit} of byte {at} is free: {container:?}");
            }
        }
    }
}

#[test]
fn every_cut_and_every_addition_is_found() {
    let pack = pack();
    for end in 0..pack.len() {
        assert!(read(&pack[..end]).is_err(), "cut at {end}");
    }
    for at in 0..=pack.len() {
        let mut longer = pack.clone();
        longer.insert(at, 0);
        assert!(read(&longer).is_err(), "a byte more at {at}");
    }
    let doubled = [pack.clone(), pack.clone()].concat();
    assert_eq!(read(&doubled).unwrap_err(), NotAContainer::OtherBytes { at: pack.len() });
}

#[test]
fn zips_of_other_programs_are_told_from_damaged_ones() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("bag/zeros", packed).unwrap();
    writer.write_all(&vec![0; 10_000_000]).unwrap();
    let bomb = writer.finish().unwrap().into_inner();
    assert_eq!(read(&bomb).unwrap_err(), NotAContainer::Repacked);
    let mut damaged = pack();
    let at = damaged.windows(3).position(|bytes| bytes == "甲".as_bytes()).unwrap();
    damaged[at] ^= 1;
    assert_eq!(read(&damaged).unwrap_err(), NotAContainer::Damaged { entry: "bag/data/a.txt".to_owned() });
    assert_eq!(read(b"PDF?").unwrap_err(), NotAContainer::NotAZip);
    assert_eq!(read(b"").unwrap_err(), NotAContainer::CutShort);
    assert_eq!(read(&write("bag", stamp(), &Entries::new())).unwrap_err(), NotAContainer::NotAZip);
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in ["../a", "bag/../a", "bag//a", "/bag/a", "bag/C:a", "bag/a\\b", "bag/.a", "bag/a.", "袋/a", "bag"] {
        let (folder, path) = name.split_once('/').unwrap_or((name, ""));
        let entries: Entries<'_> = [(path.to_owned(), b"1".as_slice())].into();
        assert!(read(&write(folder, stamp(), &entries)).is_err(), "{name}");
    }
}

#[test]
fn one_name_stands_once() {
    let twice = |second: &str| {
        let [one, two] = ["a", second].map(|path| -> Entries<'_> { [(path.to_owned(), b"1".as_slice())].into() });
        let (one, two) = (write("bag", stamp(), &one), write("bag", stamp(), &two));
        let entry = LOCAL_LENGTH + "bag/a".len() + 1;
        read(&[&one[..entry], &two[..]].concat()).unwrap_err()
    };
    assert_eq!(twice("a"), NotAContainer::Twice { entry: "a".to_owned() });
    assert!(matches!(twice("b"), NotAContainer::OtherBytes { .. }), "it is in no directory");
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&[b"PK\x03\x04".as_slice(), &bytes].concat()).is_err());
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn no_change_goes_unseen(at in 0_usize..400, bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let pack = pack();
        let at = at.min(pack.len());
        let until = (at + bytes.len()).min(pack.len());
        let other = [&pack[..at], &bytes, &pack[until..]].concat();
        if other != pack && let Ok(container) = read(&other) {
            prop_assert_eq!(write(&container.folder, container.stamp, &container.entries), other);
        }
    }
}
