//! Whether folders and files are the editions that the log says: a pure function of what was read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, side_by_side};
use crate::edition::EditionNumber;
use crate::edition::bag::EDITION_JSON;
use crate::edition::log::{self, LOG, Line, NotALog};
use crate::edition::withdrawal::{Tombstone, Tombstones};
use crate::output::damage::{self, Damage, Expected};
use crate::value::digest::Digest;

use super::load::Found;
use super::load::memory::Seals;
use super::read::Bag;
use super::unfinished::{Unfinished, staging};
use super::{Archive, EDITIONS};

mod contents;
mod order;

/// What to do when something published is no longer what it was.
const RESTORE: &str = "已公布的版本不能改动；请从备份或版本库恢复 content/editions。";

impl Archive {
    /// The archive, if it is exactly what the log says, and the work that is still to be done on the disk.
    ///
    /// Each edition is looked at on its own, side by side with others; what is found is said in their order. `top` is
    /// where the editions are, for rows that are read again. What may be remembered of their folders comes, too.
    pub(super) fn verified(
        found: Found,
        top: &Arc<Path>,
        report: &mut Report,
    ) -> Result<(Self, Vec<Unfinished>, Seals), Failed> {
        let mut unfinished = Vec::new();
        let lines = lines_of_log(&found, &mut unfinished, report)?;
        lines_follow_each_other(&lines, report);
        let Found { mut folders, mut staged, strays, .. } = found;
        let previous = [None].into_iter().chain(lines.iter().map(Some));
        let taken: Vec<_> = lines
            .iter()
            .zip(previous)
            .map(|(line, previous)| (Folder::of(line, &mut folders, &mut staged, &mut unfinished), line, previous))
            .collect();
        let read = side_by_side(taken, report, |(folder, line, previous), report| match folder {
            Some(folder) => contents::opened(folder, previous, report),
            None => {
                report.push(missing_folder(line.number));
                None
            }
        });
        no_other_folders(&lines, &folders, report);
        strays
            .iter()
            .for_each(|name| report.push(violation(Code::Stray, format!("{EDITIONS}/{name}"), "这里不该有这个文件。")));
        let left = Left::by(&read);
        let verified = side_by_side(read, report, |opened, report| opened?.verified(&left, top, report));
        let (mut editions, mut seals) = (Vec::with_capacity(lines.len()), Seals::default());
        for one in verified.into_iter().flatten() {
            seals.0.extend(one.seal);
            unfinished.extend(one.unfinished);
            editions.push(one.edition);
        }
        if editions.len() == lines.len() {
            order::entries_follow_each_other(&editions, report);
            order::what_left_was_there(&editions, report);
        }
        report.pass((Self::of(editions), unfinished, seals))
    }
}

/// The folder of an edition as it was found.
struct Folder<'a> {
    line: &'a Line,
    /// Its name: another one while it has not taken its place.
    name: String,
    bag: Bag,
}

impl<'a> Folder<'a> {
    fn of(
        line: &'a Line,
        folders: &mut BTreeMap<String, Bag>,
        staged: &mut BTreeMap<String, Bag>,
        unfinished: &mut Vec<Unfinished>,
    ) -> Option<Self> {
        let number = line.number.to_string();
        if let Some(bag) = folders.remove(&number) {
            return Some(Self { line, name: number, bag });
        }
        let bag = staged.remove(&number)?;
        unfinished.push(Unfinished::Place { number: line.number });
        Some(Self { line, name: staging(line.number), bag })
    }
}

/// What all editions took away from older ones.
#[derive(Default)]
struct Left {
    from: BTreeMap<EditionNumber, Tombstones>,
    /// Whether an edition could not be read: then it may have taken away more.
    unread: bool,
}

impl Left {
    fn by(read: &[Option<contents::Opened<'_>>]) -> Self {
        let mut left = Self { unread: read.iter().any(Option::is_none), ..Self::default() };
        for edition in read.iter().flatten().map(contents::Opened::edition) {
            let (by, on) = (edition.number, edition.date);
            for withdrawal in edition.withdrawals.iter().filter(|withdrawal| withdrawal.published_in < by) {
                let tombstone = Tombstone { by, on, withdrawal: withdrawal.clone() };
                left.from.entry(withdrawal.published_in).or_default().insert(withdrawal.path(), tombstone);
            }
        }
        left
    }
}

/// A violation in a file.
fn violation(code: Code, file: impl Into<String>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Location::file(file), message).help(RESTORE)
}

/// What a transfer or an editor did to a file, if that is all that happened to it.
pub(super) fn in_transit(path: &str, expected: Expected<'_>, found: &[u8]) -> Option<Damage> {
    let damages = damage::of(path, expected, found);
    damages.into_iter().find(|damage| matches!(damage, Damage::LineEnds | Damage::Bom))
}

/// The path of a file of an edition's folder from the site's root.
fn path_in(folder: &str, path: &str) -> String {
    format!("{EDITIONS}/{folder}/{path}")
}

fn missing_folder(number: EditionNumber) -> Diagnostic {
    violation(
        Code::EditionMissing,
        format!("{EDITIONS}/{number}"),
        format!("log.txt 记有第 {number} 版，但它的文件夹不见了。"),
    )
}

fn lines_of_log(found: &Found, unfinished: &mut Vec<Unfinished>, report: &mut Report) -> Result<Vec<Line>, Failed> {
    let Some(bytes) = &found.log else {
        let Some(folder) = found.folders.keys().next() else { return Ok(Vec::new()) };
        return report.fail(violation(
            Code::EditionMissing,
            LOG,
            format!("log.txt 不见了，但版本文件夹还在（{folder} 等）。"),
        ));
    };
    let (whole, torn) = bytes.split_at(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1));
    let Ok(text) = std::str::from_utf8(whole) else {
        return report.fail(violation(Code::Chain, LOG, "log.txt 不是文字。"));
    };
    let lines = log::parse(text).or_else(|problem| report.fail(malformed(&problem, text)))?;
    if !torn.is_empty() {
        let number = lines.last().map_or(EditionNumber::FIRST, |line| line.number.next());
        if !is_start_of(torn, number, lines.last(), &found.staged) {
            return report.fail(torn_otherwise(lines.len() + 1));
        }
        unfinished.push(Unfinished::Line { number, whole: whole.len() as u64 });
    }
    Ok(lines)
}

/// Whether the end of the log is the start of the line that an edition would have got which is written and waits for
/// it. A disk that lost its power may have counted bytes that it never wrote: they are zeros.
fn is_start_of(torn: &[u8], number: EditionNumber, last: Option<&Line>, staged: &BTreeMap<String, Bag>) -> bool {
    let bag = staged.get(&number.to_string());
    let Some((edition, json)) = bag.and_then(|bag| bag.edition.as_ref().zip(bag.held(EDITION_JSON))) else {
        return false;
    };
    let line = Line::after(last.map(|line| line.chain), number, edition.date, Digest::of(json)).to_string();
    let written = torn.len() - torn.iter().rev().take_while(|byte| **byte == 0).count();
    torn.len() <= line.len() && line.as_bytes().starts_with(&torn[..written])
}

fn malformed(problem: &NotALog, text: &str) -> Diagnostic {
    let (NotALog::Torn { line } | NotALog::Malformed { line }) = problem;
    if let Some(rest) = text.strip_prefix('\u{feff}').filter(|rest| log::parse(&rest.replace("\r\n", "\n")).is_ok()) {
        let damage = if rest.contains('\r') { "和换行被改写，其余没有变" } else { "，其余没有变" };
        return violation(Code::Bom, LOG, format!("log.txt 的开头被加上了 BOM{damage}。"));
    }
    if log::parse(&text.replace("\r\n", "\n")).is_ok() {
        return violation(Code::LineEnds, LOG, "log.txt 的换行被改写，其余没有变。");
    }
    violation(Code::Chain, LOG, format!("第 {line} 行不是“版本号 日期 校验值 链值”的写法。"))
}

/// A line without its end that no publication was writing.
fn torn_otherwise(line: usize) -> Diagnostic {
    violation(Code::Chain, LOG, format!("第 {line} 行没有写完，也没有等着它的新版。"))
        .help("log.txt 的末尾被改动过；请从备份或版本库恢复 content/editions。")
}

/// Numbers have no gap, dates do not go back, and every chain digest seals the line before.
fn lines_follow_each_other(lines: &[Line], report: &mut Report) {
    let mut previous: Option<&Line> = None;
    for (row, line) in (1..).zip(lines) {
        let mut wrong = |message: String| {
            let place = Location::file(LOG).row(row);
            report.push(Diagnostic::error(Code::Chain, place, message).help(RESTORE));
        };
        let number = line.number;
        if number.get() != row {
            wrong(format!("版本号 {number} 不连续，应为 {row:04}。"));
        }
        if let Some(before) = previous.filter(|before| before.date > line.date) {
            wrong(format!("第 {number} 版的日期 {} 早于前一版的 {}。", line.date, before.date));
        }
        if !line.follows(previous.map(|before| before.chain)) {
            wrong(format!("第 {number} 版的链值与上一行接不上：这一行或前面的行被改动过。"));
        }
        previous = Some(line);
    }
}

/// A folder takes its place after the log counts it, so one that the log lacks is never what a crash left.
fn no_other_folders(lines: &[Line], rest: &BTreeMap<String, Bag>, report: &mut Report) {
    let next = lines.last().map_or(EditionNumber::FIRST, |line| line.number.next()).to_string();
    for name in rest.keys() {
        let folder = format!("{EDITIONS}/{name}");
        report.push(if *name == next {
            violation(Code::LogCut, folder, format!("有 {name} 文件夹，但 log.txt 里没有这一版。"))
                .help("log.txt 被截短过：请从备份或版本库恢复 log.txt（页脚的指纹可以证明这一版公布过）。")
        } else {
            violation(Code::Stray, folder, "log.txt 里没有这一版，不该有这个文件夹。")
        });
    }
}

#[cfg(test)]
mod tests;
