//! Whether folders and files are the editions that the log says: a pure function of what was read.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::EditionNumber;
use crate::edition::bag::Files;
use crate::edition::log::{self, LOG, Line, NotALog};

use super::load::Found;
use super::{Archive, EDITIONS};

mod contents;
mod order;

/// What to do when something published is no longer what it was.
const RESTORE: &str = "已公布的版本不能改动；请从备份或版本库恢复 content/editions。";

impl Archive {
    /// The archive, if it is exactly what the log says.
    pub(super) fn verified(found: Found, report: &mut Report) -> Result<Self, Failed> {
        let lines = lines_of_log(&found, report)?;
        lines_follow_each_other(&lines, report);
        let Found { mut folders, strays, .. } = found;
        let mut editions = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let previous = at.checked_sub(1).map(|before| &lines[before]);
            match folders.remove(&line.number.to_string()) {
                Some(files) => editions.extend(contents::verified(line, previous, files, report)),
                None => report.push(missing_folder(line.number)),
            }
        }
        no_other_folders(&lines, &folders, report);
        strays.iter().for_each(|name| report.push(violation(format!("{EDITIONS}/{name}"), "这里不该有这个文件。")));
        if editions.len() == lines.len() {
            order::entries_follow_each_other(&editions, report);
        }
        report.pass(Self { editions })
    }
}

/// A violation in a file.
fn violation(file: impl Into<String>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::Archive, Location::file(file), message).help(RESTORE)
}

/// The path of a file of an edition from the site's root.
fn path_in(number: EditionNumber, path: &str) -> String {
    format!("{EDITIONS}/{number}/{path}")
}

fn missing_folder(number: EditionNumber) -> Diagnostic {
    violation(format!("{EDITIONS}/{number}"), format!("log.txt 记有第 {number} 版，但它的文件夹不见了。"))
}

fn lines_of_log(found: &Found, report: &mut Report) -> Result<Vec<Line>, Failed> {
    let Some(bytes) = &found.log else {
        let Some(folder) = found.folders.keys().next() else { return Ok(Vec::new()) };
        return report.fail(violation(LOG, format!("log.txt 不见了，但版本文件夹还在（{folder} 等）。")));
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return report.fail(violation(LOG, "log.txt 不是文字。"));
    };
    log::parse(text).or_else(|problem| report.fail(not_a_log(&problem)))
}

fn not_a_log(problem: &NotALog) -> Diagnostic {
    match problem {
        NotALog::Torn { line } => {
            violation(LOG, format!("第 {line} 行没有写完：上次发布在最后一步中断了。")).help(format!(
                "这一版没有公布：删去 log.txt 第 {line} 行残留的文字（前面各行保留，行末换行保留），\
                 再删除 {EDITIONS}/{line:04} 文件夹，然后重新发布。"
            ))
        }
        NotALog::Malformed { line } => violation(LOG, format!("第 {line} 行不是“版本号 日期 校验值 链值”的写法。")),
    }
}

/// Numbers have no gap, dates do not go back, and every chain digest seals the line before.
fn lines_follow_each_other(lines: &[Line], report: &mut Report) {
    let mut previous: Option<&Line> = None;
    for (row, line) in (1..).zip(lines) {
        let mut wrong = |message: String| {
            let place = Location::file(LOG).row(row);
            report.push(Diagnostic::error(Code::Archive, place, message).help(RESTORE));
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

fn no_other_folders(lines: &[Line], rest: &BTreeMap<String, Files>, report: &mut Report) {
    let next = lines.last().map_or(EditionNumber::FIRST, |line| line.number.next()).to_string();
    for name in rest.keys() {
        let folder = format!("{EDITIONS}/{name}");
        report.push(if *name == next {
            violation(folder, format!("有 {name} 文件夹，但 log.txt 里没有这一版。")).help(format!(
                "若这一版公布过（页脚的指纹见过它），请从备份恢复 log.txt；\
                 若上次发布中途断电或中断，则它没有公布，删除 {name} 文件夹后重新发布。"
            ))
        } else {
            violation(folder, "log.txt 里没有这一版，不该有这个文件夹。")
        });
    }
}

#[cfg(test)]
mod tests;
