//! `publish`: the only way from private to public. Checks, masks, and freezes one more edition.

use std::fmt;

use serde::Serialize;

use crate::diagnostic::{Failed, Report};
use crate::edition::draft::{Draft, Proposal, draft};
use crate::edition::freeze::freeze;
use crate::edition::{Change, Edition};
use crate::output::{OutputFile, SitePath};
use crate::scan;

use super::{Session, Summary, intake};

/// What was published.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    edition: String,
    date: String,
    fingerprint: String,
    added: Vec<String>,
    corrected: Vec<String>,
    withdrawn: Vec<String>,
}

/// Runs the command; `note` is what the webmaster says of the edition.
///
/// # Errors
/// When something must be mended, nothing changed, or the disk refuses. Nothing half-written stays.
pub fn run(session: &Session, note: Option<String>, report: &mut Report) -> Result<Summary, Failed> {
    let intake = intake::take_in(session, report)?;
    session.progress.step("脱敏");
    let proposal = Proposal::of(&intake.checked, &intake.masks, &intake.settings, session.date, note, report)?;
    let draft = draft(&intake.archive, &proposal, report)?;
    session.progress.step("扫描个人信息");
    scan::scan(&files_of(&draft), report)?;
    session.progress.step("固定新版");
    let frozen = freeze(&session.root, &draft, report)?;
    Ok(Summary::of(&Done::of(frozen.edition(), frozen.fingerprint().to_string())))
}

/// The edition's files as the scan reads finished files.
fn files_of(draft: &Draft) -> Vec<OutputFile> {
    let file = |(path, bytes): (&String, &Vec<u8>)| OutputFile { path: SitePath::new(path), bytes: bytes.clone() };
    draft.frozen().files().iter().map(file).collect()
}

impl Done {
    fn of(edition: &Edition, fingerprint: String) -> Self {
        let changed = |change: Change| {
            let lists = edition.lists.iter().filter(|entry| entry.change == change);
            let notices = edition.notices.iter().filter(|entry| entry.change == change);
            let lists = lists.map(|entry| format!("清单 {} {}", entry.id, entry.revision));
            notices.map(|entry| format!("公示 {}", entry.id)).chain(lists).collect()
        };
        Self {
            command: "publish",
            edition: edition.number.to_string(),
            date: edition.date.to_string(),
            fingerprint,
            added: changed(Change::Added),
            corrected: changed(Change::Corrected),
            withdrawn: changed(Change::Withdrawn),
        }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "已公布第 {} 版（{}），指纹 {}。", self.edition, self.date, self.fingerprint)?;
        for (what, items) in [("新增", &self.added), ("更正", &self.corrected), ("撤下", &self.withdrawn)] {
            if !items.is_empty() {
                write!(f, "\n{what} {} 项：{}", items.len(), items.join("、"))?;
            }
        }
        f.write_str("\n下一步：gongshi build 生成网站。")
    }
}
