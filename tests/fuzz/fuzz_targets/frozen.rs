//! What stands in an edition: manifests, the log, edition.json, frozen lists and notices. What reads is written back
//! to the same. The first byte chooses the parser.
#![no_main]

use gongshi::edition::list::PublicList;
use gongshi::edition::notice::PublicNotice;
use gongshi::edition::{Edition, log};
use gongshi::output::manifest::Manifest;
use gongshi::record::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((parser, bytes)) = bytes.split_first() else { return };
    match parser % 12 {
        0 => {
            if let Ok(manifest) = Manifest::parse(bytes) {
                assert!(Manifest::parse(&manifest.to_file().bytes).is_ok());
            }
        }
        1 => {
            if let Ok(text) = std::str::from_utf8(bytes) {
                let _ = log::parse(text);
            }
        }
        2 => {
            if let Ok(edition) = serde_json::from_slice::<Edition>(bytes) {
                assert!(serde_json::to_vec(&edition).is_ok());
            }
        }
        3 | 4 => {
            if let Ok(notice) = PublicNotice::parse(bytes) {
                assert!(PublicNotice::parse(&notice.to_bytes()).is_ok());
            }
        }
        other => {
            let kind = Kind::ALL[usize::from(other - 5) % Kind::ALL.len()];
            if let Ok(list) = PublicList::from_csv(kind, bytes) {
                assert!(PublicList::from_csv(kind, &list.to_csv()).is_ok());
            }
        }
    }
});
