//! An office's text file, from its bytes to its records: whatever it holds ends in records or in findings.
//! The first byte chooses the kind of list.
#![no_main]

use gongshi::diagnostic::Report;
use gongshi::folder::{Files, InputFile};
use gongshi::record::{Catalogue, SOURCES, Submission};
use gongshi::source::Isolation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let catalogue = Catalogue::ALL[usize::from(*kind) % Catalogue::ALL.len()];
    let path = format!("{SOURCES}/{}/city.csv", catalogue.folder());
    let file = InputFile { path, bytes: bytes.to_vec() };
    let mut report = Report::default();
    let files = [file];
    let read = Submission::open(Files::Given(&files), &[], &Isolation::None, &mut report);
    assert!(!read.catalogues.is_empty() || report.has_errors(), "whoever fails says why");
    for found in report.sorted() {
        let _ = found.to_string();
    }
});
