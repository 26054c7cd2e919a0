//! `evidence.json` and the files it names: which there are, and that the pictures and pages are those.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::evidence::Made;
use crate::evidence::pack::record::{Picture, RECORD, Record, ServedPage};
use crate::evidence::pack::{files, rows};
use crate::record::PAPERS;
use crate::value::digest::Digest;

use super::Inspection;

impl Inspection<'_> {
    /// What `evidence.json` says.
    pub(super) fn record(&mut self) -> Option<Record> {
        let Some(json) = self.file(RECORD) else {
            self.wrong(Code::PackFile, RECORD, "缺少这个文件。");
            return None;
        };
        let record = Record::parse(json);
        if record.is_none() {
            self.wrong(Code::PackRecord, RECORD, "读不懂：不是本程序写的制作记录。");
        }
        record
    }

    /// The payload is what the record names, each file once, and no more.
    pub(super) fn files_are_those_of(&mut self, record: &Record) {
        let mut named = BTreeSet::from([RECORD]);
        for path in record.files().chain(record.notice.as_ref().map(|_| files::CHECKLIST)) {
            if !named.insert(path) {
                self.wrong(Code::PackRecord, RECORD, format!("{path} 写了两次。"));
            }
            if self.file(path).is_none() {
                self.wrong(Code::PackFile, path, "缺少这个文件。");
            }
        }
        for path in self.entries.keys().filter(|path| path.starts_with("data/") && !named.contains(path.as_str())) {
            self.wrong(Code::PackFile, path, "制作记录里没有这个文件。");
        }
        let papers: &[&str] = if record.notice.is_some() { &PAPERS } else { &[] };
        if !record.papers.iter().map(|paper| paper.name.as_str()).eq(papers.iter().copied()) {
            self.wrong(Code::PackRecord, RECORD, "列出的申请材料不是那四项。");
        }
    }

    /// Every row of the list is on one picture of each form, and the pictures are those of the record.
    pub(super) fn pictures_show_every_row(&mut self, record: &Record) {
        let shown = record.pictures.iter().map(|picture| (picture.layout, picture.first_row, picture.last_row));
        if let Some(why) = rows::fault(shown, record.list.rows) {
            self.wrong(Code::PackRows, RECORD, format!("{why}。"));
        }
        for picture in &record.pictures {
            self.picture(picture);
            if !record.pages.iter().any(|page| page.path == picture.page) {
                self.wrong(Code::PackRecord, RECORD, format!("没有图片 {} 的网页原文。", picture.file));
            }
        }
        if self.file(&record.pdf).is_some_and(|pdf| !pdf.starts_with(b"%PDF-")) {
            self.wrong(Code::PackRecord, &record.pdf, "不是 PDF 文件。");
        }
    }

    fn picture(&mut self, picture: &Picture) {
        let Some(bytes) = self.file(&picture.file) else { return };
        if Digest::of(bytes) != picture.sha256 {
            self.wrong(Code::PackRecord, &picture.file, "不是制作记录里的那张图片。");
        } else if size_of_png(bytes) != Some((picture.width, picture.height)) {
            self.wrong(Code::PackRecord, &picture.file, "不是 PNG 图片，或大小与制作记录不符。");
        }
    }

    /// The pages are those of the record, and come from where it says.
    pub(super) fn pages_are_those_served(&mut self, record: &Record) {
        let made = &record.captured.made;
        for page in &record.pages {
            if self.file(&page.file).is_some_and(|bytes| Digest::of(bytes) != page.sha256) {
                self.wrong(Code::PackRecord, &page.file, "不是制作记录里的那个网页。");
            }
            if !comes_from(page, made) {
                self.wrong(Code::PackRecord, RECORD, format!("{} 的来源与制作方式不符。", page.file));
            }
        }
        let is_encrypted = matches!(made, Made::Live { base_url, .. } if base_url.starts_with("https:"));
        if is_encrypted == record.certificates.is_empty() {
            self.wrong(Code::PackRecord, RECORD, "主机证书与制作方式不符。");
        }
    }
}

/// A page of this machine has no host and no headers; a live one has its host's address and was served well.
fn comes_from(page: &ServedPage, made: &Made) -> bool {
    match made {
        Made::Local => page.url.starts_with("site:") && page.headers.is_empty(),
        Made::Live { base_url, .. } => page.url.starts_with(base_url) && page.status == 200,
    }
}

/// The pixels of a PNG, from its first chunk.
fn size_of_png(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(0)?, number(4)?))
}
