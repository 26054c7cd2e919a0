//! A report as people read it: file by file, equal problems together, and the first few of many.

use std::collections::BTreeMap;

use super::kept::At;
use super::report::Finding;
use super::{Code, Location, Report, Severity};

/// Places shown of one problem in one file.
const PLACES: usize = 3;

/// Differently worded problems shown of one code in one file.
const WORDINGS: usize = 5;

/// Columns named when places are left out.
const COLUMNS: usize = 6;

/// A report for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForPeople {
    /// The findings: those without a file, then file by file.
    pub findings: String,
    /// All of them counted: `5 个错误，2 个警告；涉及 3 个文件。`
    pub totals: String,
}

impl ForPeople {
    /// A report in words. Its length hangs on how many files and kinds of problems there are, not on how many places.
    pub fn of(report: &Report) -> Self {
        let findings = report.findings_in_order();
        let mut text = Text { report, lines: String::new(), is_cut: false };
        let file = |finding: &Finding| report.place(*finding).file.as_deref();
        let in_files: Vec<_> = findings.chunk_by(|a, b| file(a) == file(b)).collect();
        in_files.iter().for_each(|findings| text.add_file(findings));
        let files = in_files.iter().filter(|findings| findings.first().is_some_and(|first| file(first).is_some()));
        Self { totals: totals(report, files.count(), text.is_cut), findings: text.lines }
    }
}

fn totals(report: &Report, files: usize, is_cut: bool) -> String {
    let counts = counted(|severity| report.count(severity));
    let files = if files == 0 { String::new() } else { format!("；涉及 {files} 个文件") };
    let rest = if is_cut { "同样的问题只列了前几处，用 --format json 看全部。" } else { "" };
    format!("{counts}{files}。{rest}")
}

/// `2 个错误，1 个警告`; what there is none of is left out.
fn counted(count: impl Fn(Severity) -> usize) -> String {
    let counts = Severity::ALL.map(|severity| (count(severity), severity.label()));
    let told: Vec<_> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, label)| format!("{count} 个{label}")).collect();
    told.join("，")
}

/// The text as it grows.
struct Text<'a> {
    report: &'a Report,
    lines: String,
    is_cut: bool,
}

/// One problem in one file.
struct Group {
    /// The place of its first finding among those of the file.
    first: usize,
    findings: Vec<Finding>,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.lines.push_str(line);
        self.lines.push('\n');
    }

    /// What was found in one file, or in none.
    fn add_file(&mut self, findings: &[Finding]) {
        let report = self.report;
        let file = findings.first().and_then(|first| report.place(*first).file.as_deref());
        if let Some(file) = file {
            let of = |severity| findings.iter().filter(|found| report.problem(**found).severity == severity).count();
            self.line(&format!("{file}：{}", counted(of)));
        }
        let indent = if file.is_some() { "  " } else { "" };
        for ((severity, code), groups) in by_code(report, findings) {
            groups.iter().take(WORDINGS).for_each(|group| self.add_group(group, file, indent));
            self.add_left_out(severity, code, groups.get(WORDINGS..).unwrap_or_default(), indent);
        }
    }

    fn add_group(&mut self, group: &Group, file: Option<&str>, indent: &str) {
        let report = self.report;
        let problem = report.problem(group.findings[0]);
        let (label, code) = (problem.severity.label(), problem.code.as_str());
        self.line(&format!("{indent}{label}[{code}] {}", problem.message));
        let shown = if group.findings.len() > PLACES + 1 { PLACES } else { group.findings.len() };
        for finding in &group.findings[..shown] {
            self.add_place(*finding, file, indent);
        }
        if shown < group.findings.len() {
            self.is_cut = true;
            self.line(&format!("{indent}  …… 等 {} 处{}", group.findings.len(), by_column(report, &group.findings)));
        }
        if let Some(help) = &problem.help {
            self.line(&format!("{indent}  办法：{help}"));
        }
        self.line("");
    }

    /// One place, with what stands there and the other places that belong to it; those of the same file without it.
    fn add_place(&mut self, finding: Finding, file: Option<&str>, indent: &str) {
        let report = self.report;
        let shown = report.shown(finding);
        let place = Location { row: finding.row, ..report.place(finding).clone() }.in_file();
        let others: Vec<_> = shown.related.iter().map(|other| seen_from(file, other)).collect();
        let parts = [("位置", place), ("原文", shown.found.clone().unwrap_or_default()), ("另见", others.join("、"))];
        let told: Vec<_> =
            parts.iter().filter(|(_, text)| !text.is_empty()).map(|(what, text)| format!("{what}：{text}")).collect();
        if !told.is_empty() {
            self.line(&format!("{indent}  {}", told.join("　")));
        }
    }

    /// Says how many findings of a code are not shown because each is worded otherwise.
    fn add_left_out(&mut self, severity: Severity, code: Code, groups: &[Group], indent: &str) {
        let places: usize = groups.iter().map(|group| group.findings.len()).sum();
        if places > 0 {
            self.is_cut = true;
            self.line(&format!("{indent}{}[{}] 同类问题还有 {places} 处。\n", severity.label(), code.as_str()));
        }
    }
}

/// A place as it is named among the findings of a file.
fn seen_from(file: Option<&str>, place: &Location) -> String {
    let inside = Some(place.in_file()).filter(|inside| !inside.is_empty() && place.file.as_deref() == file);
    inside.unwrap_or_else(|| place.to_string())
}

/// The problems of a file: errors first, those of a code together, each code where it first occurs.
fn by_code(report: &Report, findings: &[Finding]) -> Vec<((Severity, Code), Vec<Group>)> {
    let mut codes: BTreeMap<(Severity, Code), Vec<Group>> = BTreeMap::new();
    for group in groups(findings) {
        let problem = report.problem(group.findings[0]);
        codes.entry((problem.severity, problem.code)).or_default().push(group);
    }
    let mut in_order: Vec<_> = codes.into_iter().collect();
    in_order.sort_by_key(|((severity, _), groups)| (*severity, groups.first().map(|group| group.first)));
    in_order
}

/// The findings of a file by problem, in the order of their first places.
fn groups(findings: &[Finding]) -> Vec<Group> {
    let mut by_problem: BTreeMap<At, Group> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let group = by_problem.entry(finding.problem).or_insert_with(|| Group { first: at, findings: Vec::new() });
        group.findings.push(*finding);
    }
    let mut groups: Vec<_> = by_problem.into_values().collect();
    groups.sort_by_key(|group| group.first);
    groups
}

/// How many findings each column has, where they are in several: the places that are shown may all be in the first.
fn by_column(report: &Report, findings: &[Finding]) -> String {
    let mut columns: BTreeMap<At, (usize, usize)> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        columns.entry(finding.place).or_insert((at, 0)).1 += 1;
    }
    if columns.len() < 2 {
        return String::new();
    }
    let mut in_order: Vec<_> = columns.into_values().collect();
    in_order.sort_unstable();
    let named = in_order.iter().take(COLUMNS);
    let told: Vec<_> =
        named.map(|(at, count)| format!("{} {count} 处", report.place(findings[*at]).in_file())).collect();
    let rest = if in_order.len() > COLUMNS { "……" } else { "" };
    format!("（{}{rest}）", told.join("，"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    fn money(row: u32, column: &str) -> Diagnostic {
        let place = Location::file("content/sources/a.xlsx").sheet("表一").row(row).column(column);
        Diagnostic::error(Code::Money, place, "金额不是数字。").help("只填数字。").found("800元")
    }

    fn told(findings: impl IntoIterator<Item = Diagnostic>) -> ForPeople {
        let mut report = Report::default();
        findings.into_iter().for_each(|found| report.push(found));
        ForPeople::of(&report)
    }

    #[test]
    fn one_finding_reads_as_sentences() {
        let told = told([money(7, "金额")]);
        assert_eq!(
            told.findings,
            "content/sources/a.xlsx：1 个错误\n  错误[money] 金额不是数字。\n    位置：工作表“表一” 第7行“金额”列　原文：800元\n    \
             办法：只填数字。\n\n"
        );
        assert_eq!(told.totals, "1 个错误；涉及 1 个文件。");
    }

    #[test]
    fn many_equal_problems_are_told_by_their_first_places_and_their_columns() {
        let told = told((2..52).map(|row| money(row, "金额")).chain((2..9).map(|row| money(row + 100, "标准"))));
        assert_eq!(told.findings.matches("位置：").count(), PLACES);
        assert_eq!(told.findings.matches("办法：").count(), 1);
        let columns = "等 57 处（工作表“表一” “金额”列 50 处，工作表“表一” “标准”列 7 处）";
        assert!(told.findings.contains(columns), "{}", told.findings);
        assert!(told.totals.contains("--format json"));
    }

    #[test]
    fn many_wordings_of_one_code_do_not_flood_the_report() {
        let worded = |row: u32| {
            let place = Location::file("a.csv").row(row);
            Diagnostic::error(Code::Amount, place, format!("补贴金额 {row} 元与标准不符。"))
        };
        let told = told((2..102).map(worded));
        assert!(told.findings.contains("错误[R4] 同类问题还有 95 处。"), "{}", told.findings);
        assert_eq!(told.totals, "100 个错误；涉及 1 个文件。同样的问题只列了前几处，用 --format json 看全部。");
    }

    #[test]
    fn what_has_no_file_comes_first_and_errors_come_before_the_rest() {
        let note =
            Diagnostic { severity: Severity::Note, ..Diagnostic::warning(Code::Mask, Location::file("a"), "甲") };
        let told = told([
            note,
            Diagnostic::warning(Code::UnknownColumn, Location::file("a").row(1), "乙"),
            Diagnostic::error(Code::Money, Location::file("a").row(9), "丙").related(Location::file("a").row(2)),
            Diagnostic::error(Code::Root, Location::default(), "丁"),
        ]);
        assert_eq!(
            told.findings,
            "错误[root] 丁\n\na：1 个错误，1 个警告，1 个说明\n  错误[money] 丙\n    位置：第9行　另见：第2行\n\n  \
             警告[unknown-column] 乙\n    位置：第1行\n\n  说明[mask] 甲\n\n"
        );
        assert_eq!(told.totals, "2 个错误，1 个警告，1 个说明；涉及 1 个文件。");
    }

    #[test]
    fn nothing_found_is_nothing_told() {
        assert_eq!(told([]).findings, "");
    }
}
