//! A pack for tests, without a browser: two rows on two pictures.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;

use crate::diagnostic::Report;
use crate::edition::archive::Archive;
use crate::edition::sample;
use crate::evidence::{Capture, Font, Layout, Made, ServedFile, Shot, Subject};
use crate::output::SitePath;
use crate::record::{Catalogue, ListId};
use crate::settings::{Root, Settings};
use crate::value::digest::Digest;

use super::{Pack, Sources, assemble, bag, container};

pub(super) fn settings() -> Settings {
    let root = Root::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/base").into());
    Settings::load(&root, &mut Report::default()).unwrap()
}

/// The payments of the sample's archive, captured.
pub(super) fn capture(archive: &Archive) -> Capture {
    capture_of(archive, &ListId::Payments { notice: sample::slug("2021-03"), district: sample::slug("taishan") })
}

/// The standards of the sample's archive, captured.
pub(super) fn capture_of_standards(archive: &Archive) -> Capture {
    capture_of(archive, &sample::city(Catalogue::Standards))
}

fn capture_of(archive: &Archive, list: &ListId) -> Capture {
    let newest = archive.latest().unwrap();
    let frozen = archive.in_force_now().lists[list];
    let page = |name: &str| SitePath::new(format!("{list}/{}/sheets/{name}", frozen.entry.revision));
    let shot = |name: &str, row: u64| Shot {
        path: page(name),
        rows: row..row + 1,
        layout: Layout::A4,
        width: 1588,
        height: 2246,
        png: [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x06\x34\0\0\x08\xc6 picture of "[..], name.as_bytes()].concat(),
    };
    let served = |name: &str| ServedFile {
        path: page(name),
        url: format!("site:{}", page(name)),
        status: 200,
        headers: Vec::new(),
        sha256: Digest::of(name.as_bytes()),
        bytes: name.as_bytes().to_vec(),
    };
    Capture {
        subject: Subject {
            list: list.clone(),
            revision: frozen.entry.revision,
            sha256: frozen.entry.sha256,
            rows: frozen.entry.rows,
            notice: match list {
                ListId::Payments { notice, .. } => Some(notice.clone()),
                ListId::Catalogue(..) => None,
            },
            edition: newest.number(),
            fingerprint: newest.fingerprint().to_string(),
        },
        made: Made::Local,
        moment: DateTime::parse_from_rfc3339("2021-06-25T10:30:07.25+08:00").unwrap(),
        operator: Some("示例经办人".to_owned()),
        program: "gongshi 0.1.0".to_owned(),
        browser: "Chrome/156.0".to_owned(),
        fonts: vec![Font { family: "Noto".to_owned(), postscript_name: "Noto-Regular".to_owned(), glyphs: 12 }],
        sheets: vec![shot("index.html", 1), shot("2.html", 2)],
        pdf: b"%PDF-1.7 sheets".to_vec(),
        pages: vec![served("index.html"), served("2.html")],
        certificates: Vec::new(),
    }
}

/// A pack, or what was found instead.
pub(super) fn assembled(archive: &Archive, capture: &Capture) -> Result<Pack, Vec<String>> {
    let (settings, mut report) = (settings(), Report::default());
    let sources = Sources { archive, settings: &settings, papers: Some(BTreeSet::from(["申请报告".to_owned()])) };
    assemble(capture, &sources, &mut report).map_err(|_| said(&report))
}

pub(super) fn said(report: &Report) -> Vec<String> {
    report.sorted().iter().map(ToString::to_string).collect()
}

/// The pack of the payments.
pub(super) fn pack() -> Pack {
    let archive = sample::archive();
    assembled(&archive, &capture(&archive)).unwrap()
}

/// Files of a pack by path, to be changed.
pub(super) type Changed = BTreeMap<String, Vec<u8>>;

/// What is in a pack.
pub(super) fn files(pack: &Pack) -> Changed {
    let container = container::read(&pack.bytes).unwrap();
    container.entries.into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect()
}

/// The same files with manifests that hold, as a forger would make them.
pub(super) fn signed(mut files: Changed) -> Changed {
    let lent = |files: &Changed| -> Vec<(String, Vec<u8>)> { files.clone().into_iter().collect() };
    let listing = |files: &[(String, Vec<u8>)], covers: &dyn Fn(&str) -> bool| -> Vec<u8> {
        let lines = files.iter().filter(|(path, _)| covers(path));
        lines.map(|(path, bytes)| format!("{}  {path}\n", Digest::of(bytes))).collect::<String>().into_bytes()
    };
    files.insert(bag::MANIFEST.to_owned(), listing(&lent(&files), &|path| path.starts_with("data/")));
    let is_tag = |path: &str| !path.starts_with("data/") && path != bag::TAG_MANIFEST;
    files.insert(bag::TAG_MANIFEST.to_owned(), listing(&lent(&files), &is_tag));
    files
}
