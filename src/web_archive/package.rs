//! The package around the parts: a ZIP whose `datapackage.json` (WACZ 1.1.1) lists each with its digest. What is packed
//! inside already is stored as it is, so that replay tools can read a record in its place.

use std::io::{Cursor, Write};

use chrono::Datelike;
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::value::digest::Digest;

use super::moment::Moment;
use super::{SOFTWARE, Snapshot};

/// `datapackage.json`
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Description<'a> {
    profile: &'static str,
    #[serde(rename = "wacz_version")]
    wacz_version: &'static str,
    software: &'static str,
    title: String,
    description: String,
    created: String,
    main_page_url: String,
    main_page_date: String,
    resources: Vec<Part<'a>>,
}

/// One file of the package.
#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    path: &'a str,
    hash: String,
    bytes: usize,
}

/// `datapackage-digest.json`
#[derive(Serialize)]
struct Seal {
    path: &'static str,
    hash: String,
}

const DESCRIPTION: &str = "datapackage.json";

pub(super) fn of(snapshot: &Snapshot<'_>, moment: &Moment, parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let description = json(&describe(snapshot, moment, parts));
    let seal = json(&Seal { path: DESCRIPTION, hash: hash(&description) });
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let day = snapshot.date;
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip_time(day))
        .unix_permissions(0o644);
    let packed = stored.compression_method(CompressionMethod::Deflated);
    let mut put = |path: &str, bytes: &[u8]| {
        let options = if path.ends_with(".gz") { stored } else { packed };
        zip.start_file(path, options)?;
        zip.write_all(bytes).map_err(zip::result::ZipError::from)
    };
    let mut all = parts.iter().map(|(path, bytes)| (*path, bytes.as_slice()));
    let written = all.try_for_each(|(path, bytes)| put(path, bytes));
    let written = written.and_then(|()| put(DESCRIPTION, &description));
    let written = written.and_then(|()| put("datapackage-digest.json", &seal));
    #[expect(clippy::expect_used, reason = "memory takes every byte")]
    written.and_then(|()| zip.finish()).expect("a package is packed in memory").into_inner()
}

/// The day's start; ZIP knows no years before 1980, and no zones.
fn zip_time(day: chrono::NaiveDate) -> DateTime {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let (month, day) = (u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
    DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default()
}

fn describe<'a>(snapshot: &Snapshot<'_>, moment: &Moment, parts: &'a [(&str, Vec<u8>)]) -> Description<'a> {
    let Snapshot { name, edition, date, base_url, .. } = snapshot;
    let part = |(path, bytes): &'a (&'a str, Vec<u8>)| Part {
        name: path.rsplit('/').next().unwrap_or(path),
        path,
        hash: hash(bytes),
        bytes: bytes.len(),
    };
    Description {
        profile: "data-package",
        wacz_version: "1.1.1",
        software: SOFTWARE,
        title: format!("{name} 第{edition}版"),
        description: format!("第{edition}版（{date}）生成的网站，由程序按生成的文件写成，不是从服务器抓取的。"),
        created: moment.iso(),
        main_page_url: format!("{base_url}{}", super::HOME),
        main_page_date: moment.iso(),
        resources: parts.iter().map(part).collect(),
    }
}

fn hash(bytes: &[u8]) -> String {
    format!("sha256:{}", Digest::of(bytes))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
    let mut text = serde_json::to_vec_pretty(value).expect("a description is JSON");
    text.push(b'\n');
    text
}
