//! Evidence packs without a browser: pictures made here stand for those of Chromium.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use gongshi::diagnostic::Report;
use gongshi::edition::archive::Archive;
use gongshi::evidence::pack::{self, Pack, Sources};
use gongshi::evidence::{Capture, Font, Layout, Made, ServedFile, Shot, Subject};
use gongshi::output::SitePath;
use gongshi::record::ListId;
use gongshi::settings::{Root, Settings};
use gongshi::value::digest::Digest;
use zip::ZipArchive;

use super::Site;

/// So many rows stand on a made picture.
const ROWS: u64 = 30;

/// A list of a site, captured at half past ten on the day of edition 4.
pub(crate) fn captured(site: &Site, list: &str) -> Capture {
    let archive = archive(site);
    let list: ListId = list.parse().unwrap();
    let newest = archive.latest().unwrap();
    let entry = archive.in_force_now().lists[&list].entry;
    let folder = format!("{list}/{}/sheets", entry.revision);
    let page = |at: u64| {
        SitePath::new(format!("{folder}/{}.html", if at == 0 { "index".into() } else { (at + 1).to_string() }))
    };
    let starts = || (0..).zip((1..=entry.rows).step_by(ROWS as usize));
    let shot = |layout, (width, height)| {
        starts().map(move |(at, first)| Shot {
            path: page(at),
            rows: first..(first + ROWS).min(entry.rows + 1),
            layout,
            width,
            height,
            png: png(width, height, first as u8),
        })
    };
    let served = |(at, first): (u64, u64)| {
        let bytes = format!("<!DOCTYPE html><title>{first}</title>").into_bytes();
        let (path, url) = (page(at), format!("site:{}", page(at)));
        ServedFile { path, url, status: 200, headers: Vec::new(), sha256: Digest::of(&bytes), bytes }
    };
    Capture {
        subject: Subject {
            list: list.clone(),
            revision: entry.revision,
            sha256: entry.sha256,
            rows: entry.rows,
            notice: match &list {
                ListId::Payments { notice, .. } => Some(notice.clone()),
                ListId::Catalogue(..) => None,
            },
            edition: newest.number(),
            fingerprint: newest.fingerprint().to_string(),
        },
        made: Made::Local,
        moment: "2021-06-25T10:30:00+08:00".parse().unwrap(),
        operator: Some("示例县就业服务中心 示例经办人".to_owned()),
        program: "gongshi 0.1.0".to_owned(),
        browser: "Chrome/156.0.0.0".to_owned(),
        fonts: vec![Font {
            family: "Noto Sans CJK SC".to_owned(),
            postscript_name: "NotoSansCJKsc".to_owned(),
            glyphs: 900,
        }],
        sheets: shot(Layout::A4, (159, 225)).chain(shot(Layout::Screen, (137, 200))).collect(),
        pdf: b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".to_vec(),
        pages: starts().map(served).collect(),
        certificates: Vec::new(),
    }
}

/// The pack of a capture of a site.
pub(crate) fn packed(site: &Site, capture: &Capture) -> Pack {
    let (archive, settings) = (archive(site), settings(site));
    let papers = Some(BTreeSet::from(["申请报告".to_owned()]));
    let mut report = Report::default();
    pack::assemble(capture, &Sources { archive: &archive, settings: &settings, papers }, &mut report)
        .unwrap_or_else(|_| panic!("{report:?}"))
}

fn archive(site: &Site) -> Archive {
    Archive::load(&Root::new(site.path("")), &mut Report::default()).unwrap()
}

fn settings(site: &Site) -> Settings {
    Settings::load(&Root::new(site.path("")), &mut Report::default()).unwrap()
}

/// The files of a pack by path, without the folder they are in, and that folder's name.
pub(crate) fn unpacked(zip: &[u8]) -> (String, BTreeMap<String, Vec<u8>>) {
    let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = BTreeMap::new();
    let mut folder = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        let (top, path) = name.split_once('/').unwrap();
        folder = top.to_owned();
        files.insert(path.to_owned(), bytes);
    }
    (folder, files)
}

/// Unpacks a pack as a person would, with a program of others; the folder in it.
pub(crate) fn unzipped(zip: &Path, into: &Path) -> std::path::PathBuf {
    let mut unzip = std::process::Command::new("python3");
    super::run(unzip.args(["-m", "zipfile", "-e"]).arg(zip).arg(into)).succeeds();
    let mut folders = std::fs::read_dir(into).unwrap().map(|entry| entry.unwrap().path());
    let folder = folders.next().unwrap();
    assert!(folder.is_dir() && folders.next().is_none(), "one folder is in it");
    folder
}

/// A grey picture that any program can open.
fn png(width: u32, height: u32, grey: u8) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let body = [kind, data].concat();
        [&(data.len() as u32).to_be_bytes()[..], &body, &crc32fast::hash(&body).to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let line = [vec![0], vec![grey; width as usize]].concat();
    let pixels = line.repeat(height as usize);
    let pieces: Vec<&[u8]> = pixels.chunks(60_000).collect();
    let mut zlib = vec![0x78, 1];
    for (at, piece) in pieces.iter().enumerate() {
        let length = piece.len() as u16;
        zlib.push(u8::from(at + 1 == pieces.len()));
        zlib.extend([length.to_le_bytes(), (!length).to_le_bytes()].concat());
        zlib.extend(*piece);
    }
    let sums = pixels.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    zlib.extend((sums.1 << 16 | sums.0).to_be_bytes());
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &zlib), &chunk(b"IEND", b"")].concat()
}
