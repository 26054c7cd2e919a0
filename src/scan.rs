//! The last look before anything leaves the house: personal numbers in finished files.
//!
//! Source: 个人信息保护法 51, 55; 人社部办公厅、财政部办公厅 2017-12 on personal data in what employment funds disclose.
//! Every file is searched whatever its kind, its path too, and workbooks and archives are searched unpacked. A finding
//! says where and what kind, and never shows the number. What the scan cannot know is written in [`scan`].

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, side_by_side};
use crate::output::OutputFile;
use crate::value::digest::Digest;
use crate::value::personal_number::{PersonalNumber, find_in};

mod archive;
mod digests;
mod scanner;

pub use digests::Digests;
pub use scanner::Scanner;

/// So many findings of one file are told one by one.
const TOLD_PER_FILE: usize = 10;

/// Searches finished files for ID numbers, mobile numbers and bank cards.
///
/// Limits: text inside pictures, fonts and compressed PDF streams is not read, and names are no numbers.
///
/// # Errors
/// When a number is found, or an archive cannot be read through: then nothing may be published.
pub fn scan(files: &[OutputFile], report: &mut Report) -> Result<(), Failed> {
    let looks = side_by_side(files, report, look);
    let doubtful = |(file, look)| (look == Look::Doubtful).then_some(file);
    let doubtful: Vec<&OutputFile> = files.iter().zip(looks).filter_map(doubtful).collect();
    if !doubtful.is_empty() {
        let mut digests = Digests::default();
        files.iter().for_each(|file| digests.note(&Digest::of(&file.bytes), &file.bytes));
        doubtful.into_iter().for_each(|file| search(file, |number| digests.begin_with(number), report));
    }
    report.pass(())
}

/// What a first look into a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Clean,
    /// The report says what.
    Found,
    /// What seems to be a card may be the beginning of a digest that another file shows: nothing is told yet.
    Doubtful,
}

/// Looks into a file without knowing the others.
fn look(file: &OutputFile, report: &mut Report) -> Look {
    let (digests, is_doubtful) = (OnceCell::new(), Cell::new(false));
    let is_known = |number: &[u8]| {
        let is_own = digests.get_or_init(|| Digests::of(file)).begin_with(number);
        is_doubtful.set(is_doubtful.get() || !is_own);
        is_own
    };
    let mut own = Report::default();
    search(file, is_known, &mut own);
    if is_doubtful.get() {
        return Look::Doubtful;
    }
    report.absorb(&own);
    if own.has_errors() { Look::Found } else { Look::Clean }
}

/// Searches a file; `is_digest` is asked of what looks like a card and has as many digits as pages show of a digest.
fn search(file: &OutputFile, is_digest: impl Fn(&[u8]) -> bool, report: &mut Report) {
    let path = file.path.as_str();
    let mut told = Told { path: nameable(path), count: 0, report };
    for (kind, _) in personal(path.as_bytes(), &is_digest) {
        told.tell(kind, Place::Whole);
    }
    let bytes = if path.ends_with(".ics") { unfolded(&file.bytes) } else { Cow::Borrowed(file.bytes.as_slice()) };
    for (kind, at) in personal(&bytes, &is_digest) {
        told.tell(kind, Place::In(&bytes, at.start));
    }
    if archive::is_expected(path, &file.bytes) {
        let mut found = Vec::new();
        let searched = archive::each_part(&file.bytes, &mut |name, bytes| {
            found.extend(personal(bytes, &is_digest).map(|(kind, _)| (kind, name.to_owned())));
        });
        match searched {
            Ok(()) => found.iter().for_each(|(kind, name)| told.tell(*kind, Place::Part(nameable(name)))),
            Err(why) => told.report.push(unreadable(told.path, why)),
        }
    }
    told.finish();
}

/// A calendar's content lines as they were before they were folded (RFC 5545, 3.1): a fold may cut a number in two.
fn unfolded(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let fold = [&b"\r\n "[..], b"\r\n\t", b"\n ", b"\n\t"].into_iter().find(|fold| rest.starts_with(fold));
        rest = match fold {
            Some(fold) => &rest[fold.len()..],
            None => {
                whole.push(*first);
                after
            }
        };
    }
    Cow::Owned(whole)
}

/// The personal numbers in bytes; the digests that pages show are none.
fn personal<'a>(
    bytes: &'a [u8],
    is_digest: &'a impl Fn(&[u8]) -> bool,
) -> impl Iterator<Item = (PersonalNumber, Range<usize>)> + 'a {
    let is_digest =
        move |kind, number| kind == PersonalNumber::BankCard && digests::may_be_digest(number) && is_digest(number);
    find_in(bytes).filter(move |(kind, at)| !is_digest(*kind, &bytes[at.clone()]))
}

/// A path or name, unless it holds a number itself.
fn nameable(name: &str) -> &str {
    if find_in(name.as_bytes()).next().is_none() { name } else { "（名称中有个人信息的文件）" }
}

/// Where in a file something is.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// In its path.
    Whole,
    /// In these bytes, at this place: told by its line, counted from 1.
    In(&'a [u8], usize),
    /// In a part of a workbook or archive.
    Part(&'a str),
}

/// What was told of one file.
struct Told<'a> {
    path: &'a str,
    count: usize,
    report: &'a mut Report,
}

impl Told<'_> {
    fn tell(&mut self, kind: PersonalNumber, place: Place<'_>) {
        self.count += 1;
        if self.count > TOLD_PER_FILE {
            return;
        }
        let location = match place {
            Place::Whole => Location::file(self.path),
            Place::In(bytes, at) => Location::file(self.path).row(line_of(bytes, at)),
            Place::Part(name) => Location::file(self.path).sheet(name),
        };
        let message = format!("成品文件中有完整的{}。", kind.name());
        self.report.push(Diagnostic::error(Code::PersonalData, location, message).help(HELP));
    }

    /// Says how many findings were left out.
    fn finish(self) {
        if self.count > TOLD_PER_FILE {
            let message = format!("这个文件中共有 {} 处个人信息，只列出前 {TOLD_PER_FILE} 处。", self.count);
            self.report.push(Diagnostic::error(Code::PersonalData, Location::file(self.path), message).help(HELP));
        }
    }
}

const HELP: &str = "请在来源文件的对应单元格或文章里删去或遮盖这个号码，再重新生成；在此之前不会写出任何文件。";

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let breaks = memchr::memchr_iter(b'\n', &bytes[..at]).count();
    u32::try_from(breaks).map_or(u32::MAX, |breaks| breaks.saturating_add(1))
}

fn unreadable(path: &str, why: archive::Unsearchable) -> Diagnostic {
    let message = format!("工作簿或压缩包无法逐项检查：{}。", why.reason());
    Diagnostic::error(Code::Unreadable, Location::file(path), message)
        .help("查不清的文件不能公开；请换成完好、未加密、不过大的文件。")
}

#[cfg(test)]
mod tests;
