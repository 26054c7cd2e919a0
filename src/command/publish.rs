//! `publish`: the only way from private to public. Checks, masks, and freezes one more edition.

use std::fmt;

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, side_by_side};
use crate::edition::Change;
use crate::edition::archive::{FrozenEdition, InForce, Unfinished};
use crate::edition::draft::{Draft, NewFile, Proposal, draft_if_changed, nothing_changed};
use crate::edition::freeze::{freeze, recover};
use crate::edition::mask::Masks;
use crate::edition::proposal::masked;
use crate::edition::spool::Spool;
use crate::output::{OutputFile, Sink, SitePath};
use crate::record::List;
use crate::scan::{Digests, Scanner};
use crate::settings::Settings;
use crate::value::digest::Digest;

use super::{Session, Summary, intake};

/// What was published.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    /// Work of an earlier run that was cut short.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    finished: Vec<String>,
    edition: Option<String>,
    date: Option<String>,
    fingerprint: Option<String>,
    added: Vec<String>,
    corrected: Vec<String>,
    withdrawn: Vec<String>,
}

/// Runs the command; `note` is what the webmaster says of the edition.
///
/// # Errors
/// When something must be mended, nothing changed, or the disk refuses. Nothing half-written stays.
pub fn run(session: &Session, note: Option<String>, report: &mut Report) -> Result<Summary, Failed> {
    session.progress.step("读取设置");
    let settings = Settings::load(&session.root, report)?;
    session.progress.step("核对已公布的各版");
    let (archive, finished) = recover(&session.root, report)?;
    let spool = Spool::default();
    let make = |list: &List, masks: &Masks, in_force: &InForce<'_>| masked(list, masks, in_force, &spool);
    let intake = intake::take_in(session, settings, archive, make, report)?;
    session.progress.step("汇总");
    let proposal = Proposal::of(intake.checked, &intake.settings, session.date, note, report)?;
    let draft = match draft_if_changed(&intake.archive, &proposal, report)? {
        Some(draft) => draft,
        None if finished.is_empty() => return report.fail(nothing_changed(&intake.archive)),
        None => return Ok(Summary::of(&Done::of(&finished, None))),
    };
    session.progress.step("扫描个人信息");
    scan_files(&draft, report)?;
    session.progress.step("固定新版");
    let frozen = freeze(&session.root, &draft, report)?;
    Ok(Summary::of(&Done::of(&finished, Some(&frozen))))
}

/// Searches every file of an edition for personal numbers; lists that wait elsewhere are read one by one.
///
/// # Errors
/// When one is found, or a list cannot be read.
pub(super) fn scan_files(draft: &Draft, report: &mut Report) -> Result<(), Failed> {
    let files: Vec<(&str, NewFile<'_>)> = draft.files().into_iter().collect();
    let scanner = Scanner::before(&Searched);
    side_by_side(&files, report, |(path, new), report| {
        // What is found, or cannot be read, is in the report.
        let _told = file(path, new, report).and_then(|file| scanner.put(file, report));
    });
    let again = |digests: &mut Digests, report: &mut Report| {
        files.iter().try_for_each(|(path, new)| {
            let file = file(path, new, report)?;
            digests.note(&Digest::of(&file.bytes), &file.bytes);
            Ok(())
        })
    };
    scanner.finish(again, report).map(drop)
}

/// Files that were searched go no further: what is frozen is read again from where it waits.
struct Searched;

impl Sink for Searched {
    fn put(&self, _: OutputFile, _: &mut Report) -> Result<(), Failed> {
        Ok(())
    }
}

/// One of the edition's files as the scan reads finished files.
fn file(path: &str, new: &NewFile<'_>, report: &mut Report) -> Result<OutputFile, Failed> {
    match new.bytes() {
        Ok(bytes) => Ok(OutputFile { path: SitePath::new(path), bytes: bytes.into_owned() }),
        Err(error) => report.fail(unreadable(path, &error)),
    }
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Location::file(path), format!("临时文件读不出来：{error}。没有发布。"))
        .help("请检查系统临时文件夹所在的磁盘，然后再运行一次。")
}

impl Done {
    fn of(finished: &[Unfinished], frozen: Option<&FrozenEdition>) -> Self {
        let edition = frozen.map(FrozenEdition::edition);
        let changed = |change: Change| {
            let lists = edition.map_or(&[][..], |edition| &edition.lists).iter().filter(|entry| entry.change == change);
            let notices = edition.map_or(&[][..], |edition| &edition.notices).iter();
            let notices = notices.filter(|entry| entry.change == change);
            let lists = lists.map(|entry| format!("清单 {} {}", entry.id, entry.revision));
            notices.map(|entry| format!("公示 {}", entry.id)).chain(lists).collect()
        };
        Self {
            command: "publish",
            finished: finished.iter().map(|work| work.finished()).collect(),
            edition: frozen.map(|frozen| frozen.number().to_string()),
            date: frozen.map(|frozen| frozen.date().to_string()),
            fingerprint: frozen.map(|frozen| frozen.fingerprint().to_string()),
            added: changed(Change::Added),
            corrected: changed(Change::Corrected),
            withdrawn: changed(Change::Withdrawn),
        }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.finished.is_empty() {
            write!(f, "已做完上次中断的工作：{}。", self.finished.join("；"))?;
        }
        let named = self.edition.as_ref().zip(self.date.as_ref()).zip(self.fingerprint.as_ref());
        if let Some(((edition, date), fingerprint)) = named {
            let gap = if self.finished.is_empty() { "" } else { "\n" };
            write!(f, "{gap}已公布第 {edition} 版（{date}），指纹 {fingerprint}。")?;
        }
        for (what, items) in [("新增", &self.added), ("更正", &self.corrected), ("撤下", &self.withdrawn)] {
            if !items.is_empty() {
                write!(f, "\n{what} {} 项：{}", items.len(), items.join("、"))?;
            }
        }
        f.write_str("\n下一步：gongshi build 生成网站。")
    }
}
