//! Whether bytes are a pack as this program writes it, whole and unchanged, and whether all that is in it agrees: the
//! container byte by byte, the bag, `evidence.json`, the list with its edition, the log's chain, the pictures' rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::{EditionNumber, Revision};
use crate::evidence::Made;
use crate::record::ListId;
use crate::value::digest::Fingerprint;

use super::bag::{self, ATTACHMENTS};
use super::container::{self, Container, Entries, Stamp};
use super::explain;
use super::record::Record;
use super::time_stamp::Attachment;

mod chain;
mod contents;
mod tags;

/// What to do about a pack that is not what it was.
const HELP: &str = "请不要采用这个文件；用另存的原件，或重新 capture。";

/// What a sound pack is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Its code (存证码).
    pub code: String,
    /// The fingerprint (指纹) of the site's newest edition then: the head of the log in the pack.
    pub fingerprint: String,
    /// The list's title.
    pub title: String,
    /// The list.
    pub list: ListId,
    /// Its revision.
    pub revision: Revision,
    /// The edition that froze it.
    pub edition: EditionNumber,
    /// Its rows.
    pub rows: u64,
    /// How many pictures show them.
    pub pictures: usize,
    /// From where the pages came.
    pub made: Made,
    /// When, by the clock of the machine.
    pub captured_at: DateTime<FixedOffset>,
    /// What was attached later.
    pub attachments: Vec<Attachment>,
    /// What of it was expected.
    pub matched: Matched,
}

/// How a pack compares with what was expected of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// Nothing was expected: the pack agrees with itself, and no more is known.
    Nothing,
    /// The code is the one given: every byte is as it was then.
    Code,
    /// The code is one that the pack had before something was attached.
    CodeBefore,
    /// The fingerprint given is that of the edition that froze the list, or of a later one up to the newest: list and
    /// editions are as published; of pictures and pages it says nothing.
    Fingerprint,
}

/// Checks a pack's zip. `place` is what the file is called in findings, `expected` a code (存证码) or a fingerprint
/// (指纹) that was written down elsewhere.
///
/// # Errors
/// When anything is not as it was written; every fault is a finding of its own.
pub fn check(zip: &[u8], place: &str, expected: Option<&Fingerprint>, report: &mut Report) -> Result<Verdict, Failed> {
    let container = match container::read(zip) {
        Ok(container) => container,
        Err(why) => {
            let found = Diagnostic::error(Code::PackContainer, Location::file(place), why.sentence());
            return report.fail(found.help(
                "请用原来的文件。如果只是解压后又重新压缩过，请解压，再用 verify 核对解压出的文件夹，\
                 或按包里的 README.html 核对。",
            ));
        }
    };
    let mut inspection = Inspection { place, entries: &container.entries, sound: true, report };
    let record = inspection.contents();
    if let Some(record) = &record {
        inspection.wrapping(record, &container);
    }
    inspection.verdict(record, expected)
}

/// Checks a pack that was unpacked: the files below its folder, by path with `/`. Of the zip it can say nothing.
///
/// # Errors
/// As [`check()`].
pub fn check_unpacked(
    files: &BTreeMap<String, Vec<u8>>,
    place: &str,
    expected: Option<&Fingerprint>,
    report: &mut Report,
) -> Result<Verdict, Failed> {
    let entries: Entries<'_> = files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())).collect();
    let mut inspection = Inspection { place, entries: &entries, sound: true, report };
    let record = inspection.contents();
    inspection.verdict(record, expected)
}

/// A pack's files and what was found of them.
struct Inspection<'a> {
    place: &'a str,
    entries: &'a Entries<'a>,
    sound: bool,
    report: &'a mut Report,
}

impl<'a> Inspection<'a> {
    fn wrong(&mut self, code: Code, entry: &str, message: impl Into<String>) {
        self.sound = false;
        let place = if entry.is_empty() { self.place.to_owned() } else { format!("{}/{entry}", self.place) };
        self.report.push(Diagnostic::error(code, Location::file(place), message).help(HELP));
    }

    /// A file that must be there; what is missing is told by [`Inspection::files_are_those_of`].
    fn file(&self, path: &str) -> Option<&'a [u8]> {
        self.entries.get(path).copied()
    }

    /// Everything but the container; what `evidence.json` says, if it can be read.
    fn contents(&mut self) -> Option<Record> {
        self.tags();
        let record = self.record()?;
        self.files_are_those_of(&record);
        self.info_follows_from(&record);
        self.list_is_frozen(&record);
        self.notice_is_frozen(&record);
        self.log_holds(&record);
        self.pictures_show_every_row(&record);
        self.pages_are_those_served(&record);
        Some(record)
    }

    /// The zip's folder and time are those of the contents.
    fn wrapping(&mut self, record: &Record, container: &Container<'_>) {
        if container.folder != record.name || container.stamp != Stamp::of(&record.captured.at) {
            self.wrong(Code::PackContainer, "", "压缩包里的文件夹名或时间与制作记录不符。");
        }
    }

    /// What was attached, each read again.
    fn attachments(&mut self) -> Vec<Attachment> {
        let manifest = self.file(bag::MANIFEST).unwrap_or_default();
        let mut attachments = Vec::new();
        for (path, bytes) in self.entries.iter() {
            let Some(name) = path.strip_prefix(ATTACHMENTS) else { continue };
            match Attachment::read(name, bytes, manifest) {
                Ok(attachment) if !name.contains('/') => attachments.push(attachment),
                Ok(_) => self.wrong(Code::PackFile, path, "附件不该在下一层文件夹里。"),
                Err(why) => self.wrong(Code::PackAttachment, path, why.sentence()),
            }
        }
        attachments
    }

    fn verdict(mut self, record: Option<Record>, expected: Option<&Fingerprint>) -> Result<Verdict, Failed> {
        let attachments = self.attachments();
        let code = bag::code(self.file(bag::TAG_MANIFEST).unwrap_or_default());
        let fingerprint = record.as_ref().map_or("", |record| &record.site.fingerprint);
        let matched = match expected {
            None => Matched::Nothing,
            Some(expected) if *expected == code => Matched::Code,
            Some(expected) if record.as_ref().is_some_and(|record| self.is_logged(record, expected)) => {
                Matched::Fingerprint
            }
            Some(expected) => match self.added_since(expected) {
                Some(later) => {
                    later.iter().for_each(|path| self.came_later(path));
                    Matched::CodeBefore
                }
                None => {
                    let message =
                        format!("与给出的 {expected} 不符：存证码是 {code}，版本日志的指纹是 {fingerprint}。");
                    self.wrong(Code::PackExpected, "", message);
                    Matched::Nothing
                }
            },
        };
        let Some(record) = record.filter(|_| self.sound) else { return Err(self.report.failed()) };
        Ok(Verdict {
            code: code.to_string(),
            fingerprint: record.site.fingerprint,
            title: record.list.title,
            list: record.list.id,
            revision: record.list.revision,
            edition: record.list.edition,
            rows: record.list.rows,
            pictures: record.pictures.len(),
            made: record.captured.made,
            captured_at: record.captured.at,
            attachments,
            matched,
        })
    }

    /// The attachments without which the pack has this code, if it is one that was told when some were not yet there.
    fn added_since(&self, code: &Fingerprint) -> Option<BTreeSet<&'a str>> {
        let all: Vec<&str> =
            self.entries.keys().map(String::as_str).filter(|path| path.starts_with(ATTACHMENTS)).collect();
        let few = all.len().min(bag::MOST_ATTACHMENTS);
        (1_u32..1 << few).find_map(|choice| {
            let chosen =
                all.iter().zip(0..few).filter(|(_, at)| choice >> at & 1 == 1).map(|(path, _)| *path).collect();
            (bag::code(&bag::tag_manifest_without(self.entries, &chosen)) == *code).then_some(chosen)
        })
    }

    /// A code that was written down before something was attached says nothing of it.
    fn came_later(&mut self, path: &str) {
        let place = Location::file(format!("{}/{path}", self.place));
        let message = "给出的存证码登记在先，附件是后来加的：存证码保证其余全部内容，不保证这个附件。";
        self.report.push(Diagnostic::warning(Code::PackAttachedSince, place, message));
    }
}

/// For people: what it is, what was compared, and what was attached.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, list, revision, edition, rows, pictures, code, fingerprint, .. } = self;
        let made = match &self.made {
            Made::Local => "本地渲染".to_owned(),
            Made::Live { base_url, .. } => format!("网站实况（{base_url}）"),
        };
        writeln!(f, "存证包完好：{title}（{list}，第 {edition} 版修订 {revision}，{rows} 行），图片 {pictures} 张。")?;
        writeln!(f, "{} 制作，{made}。", explain::moment(&self.captured_at))?;
        writeln!(f, "存证码 {code}，指纹 {fingerprint}。")?;
        f.write_str(match self.matched {
            Matched::Nothing => "没有给出存证码：只能说包内各部分互相一致；请与登记的存证码对照。",
            Matched::Code => "与给出的存证码一致：每一个字节都没有变。",
            Matched::CodeBefore => "与给出的存证码一致：除后来附上的附件外，全部内容没有变。",
            Matched::Fingerprint => "与给出的指纹一致：清单和版本记录就是公布的；图片和网页请另与存证码对照。",
        })?;
        self.attachments.iter().try_for_each(|attachment| write!(f, "\n附件 {attachment}。"))
    }
}

#[cfg(test)]
mod tests;
