//! What a clerk is told of a finding: nothing of other offices' files.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::record::SOURCES;

use super::merge::MistakeOf;
use super::{Matter, below_sources};

/// How every file but the clerk's own is called.
const ANOTHER: &str = "另一份文件";

/// A finding in the words of its marked copy.
pub(super) struct Item<'a> {
    /// How much it weighs.
    pub(super) severity: Severity,
    /// Where it is, in the clerk's own file.
    pub(super) place: &'a Location,
    /// Whether the merging of cells is the matter, or what they hold.
    pub(super) mistake: MistakeOf,
    /// What is wrong, what stands there, and the places that belong to it.
    pub(super) problem: String,
    /// What to do; empty where nothing was said.
    pub(super) help: String,
}

impl<'a> Item<'a> {
    /// All findings of a file, in the order of the report.
    pub(super) fn of_all(matter: &Matter<'a>, known: &BTreeSet<&str>) -> Vec<Self> {
        matter.findings.iter().map(|found| Self::of(found, matter.path, known)).collect()
    }

    fn of(found: &'a Diagnostic, own: &str, known: &BTreeSet<&str>) -> Self {
        let shown = found.found.iter().map(|text| format!("\n原文：{text}"));
        let related = found.related.iter().map(|place| format!("\n另见：{}", other_place(place, own)));
        let problem: String = [found.message.clone()].into_iter().chain(shown).chain(related).collect();
        Self {
            severity: found.severity,
            place: &found.location,
            mistake: if found.code == Code::MergedCells { MistakeOf::Merging } else { MistakeOf::Content },
            problem: without_others(problem, own, known),
            help: without_others(found.help.clone().unwrap_or_default(), own, known),
        }
    }

    /// Whether it must be mended.
    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The finding as a note on its cell.
    pub(super) fn note(&self) -> String {
        let help = if self.help.is_empty() { String::new() } else { format!("\n办法：{}", self.help) };
        format!("{}：{}{help}", self.severity.label(), self.problem)
    }
}

/// A place that belongs to a finding: where in the own file, or only that it is in another.
fn other_place(place: &Location, own: &str) -> String {
    if place.file.as_deref() != Some(own) {
        return ANOTHER.to_owned();
    }
    let sheet = place.sheet.iter().map(|sheet| format!("工作表“{sheet}”"));
    let row = place.row.iter().map(|row| format!("第{row}行"));
    let column = place.column.iter().map(|column| format!("“{column}”列"));
    let said: String = sheet.chain(row).chain(column).collect();
    if said.is_empty() { "本文件".to_owned() } else { said }
}

/// Every file that findings name.
pub(super) fn paths_in(findings: &[Diagnostic]) -> BTreeSet<&str> {
    let places = findings.iter().flat_map(|found| [&found.location].into_iter().chain(&found.related));
    places.filter_map(|place| place.file.as_deref()).collect()
}

/// A text without the names of other files: those the report knows, and whatever else looks like one.
fn without_others(text: String, own: &str, known: &BTreeSet<&str>) -> String {
    if !text.contains(SOURCES) {
        return text;
    }
    let others = known.iter().rev().filter(|path| **path != own && path.starts_with(SOURCES));
    let text = others.fold(text, |text, path| text.replace(path, ANOTHER));
    let mut parts = text.split(SOURCES);
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| c.is_whitespace() || "“”‘’，。、；：（）()\"'".contains(c)).unwrap_or(part.len());
        let is_own = below_sources(own) == part[..end].strip_prefix('/');
        told.push_str(if is_own { part[..end].trim_start_matches('/') } else { ANOTHER });
        told.push_str(&part[end..]);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    const OWN: &str = "content/sources/projects/taishan.csv";
    const OTHER: &str = "content/sources/projects/gao xin.csv";

    fn told(found: &Diagnostic) -> String {
        Item::of(found, OWN, &BTreeSet::from([OWN, OTHER])).note()
    }

    #[test]
    fn other_files_are_not_named() {
        let message = format!("与 {OTHER} 和 content/sources/x.csv 相同，与 {OWN} 不同。");
        let found = Diagnostic::error(Code::FileName, Location::file(OWN), message).help(format!("请看 {OTHER}。"));
        let found = found.related(Location::file(OTHER).row(7).column("姓名")).related(Location::file(OWN).row(3));
        assert_eq!(
            told(&found),
            "错误：与 另一份文件 和 另一份文件 相同，与 projects/taishan.csv 不同。\n另见：另一份文件\n另见：第3行\n\
             办法：请看 另一份文件。"
        );
    }
}
