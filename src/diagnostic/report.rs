//! Everything found so far: each finding once, in little room, and counted as it comes.

use std::collections::BTreeSet;

use super::kept::{At, Kept};
use super::{Code, Diagnostic, Location, Severity};

/// Everything found so far. Equal findings count once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    parts: Box<Parts>,
    findings: BTreeSet<Finding>,
    counts: [usize; 3],
}

/// What findings are made of, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Parts {
    problems: Kept<Problem>,
    /// Places without their rows: one a column.
    places: Kept<Location>,
    shown: Kept<Shown>,
}

/// What is wrong and what to do, wherever it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Problem {
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// What one finding shows beside its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shown {
    pub(super) found: Option<String>,
    pub(super) related: Vec<Location>,
}

/// One finding by the places where its parts are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    pub(super) place: At,
    pub(super) row: Option<u32>,
    pub(super) problem: At,
    shown: At,
}

/// A stage found errors and has no value to hand on; the [`Report`] says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed(());

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Diagnostic { severity, code, mut location, message, help, found, related } = diagnostic;
        let row = location.row.take();
        let place = self.parts.places.keep(location);
        let problem = self.parts.problems.keep(Problem { severity, code, message, help });
        let shown = self.parts.shown.keep(Shown { found, related });
        if self.findings.insert(Finding { place, row, problem, shown }) {
            self.counts[severity as usize] += 1;
        }
    }

    /// Takes over what another report holds, such as that of a list which was read beside others.
    pub fn absorb(&mut self, other: &Self) {
        other.findings.iter().for_each(|finding| self.push(other.diagnostic(*finding)));
    }

    /// Adds a finding that ends the stage at once.
    ///
    /// # Errors
    /// Always: the finding is an error by the time it is in the report.
    pub fn fail<T>(&mut self, mut diagnostic: Diagnostic) -> Result<T, Failed> {
        diagnostic.severity = Severity::Error;
        self.push(diagnostic);
        Err(Failed(()))
    }

    /// Ends a stage whose errors are in the report already.
    pub(crate) fn failed(&self) -> Failed {
        debug_assert!(self.has_errors(), "a stage fails only with an error in the report");
        Failed(())
    }

    /// The end of a stage.
    ///
    /// # Errors
    /// When the report holds an error.
    pub fn pass<T>(&self, value: T) -> Result<T, Failed> {
        if self.has_errors() { Err(Failed(())) } else { Ok(value) }
    }

    /// Whether anything must be mended.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// How many findings of a severity there are, each told once.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// All findings, by file, sheet, row and column.
    pub fn sorted(&self) -> Vec<Diagnostic> {
        self.in_order().collect()
    }

    /// The same, made one by one: a report may hold a million.
    pub fn in_order(&self) -> impl Iterator<Item = Diagnostic> {
        self.findings_in_order().into_iter().map(|finding| self.diagnostic(finding))
    }

    pub(super) fn findings_in_order(&self) -> Vec<Finding> {
        let mut all: Vec<Finding> = self.findings.iter().copied().collect();
        let key = |finding: &Finding| {
            let place = self.place(*finding);
            let place = (place.file.as_ref(), place.sheet.as_ref(), finding.row, place.column.as_ref());
            (place, self.problem(*finding), self.shown(*finding))
        };
        all.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        all
    }

    pub(super) fn problem(&self, finding: Finding) -> &Problem {
        self.parts.problems.at(finding.problem)
    }

    /// Where a finding is, but for its row.
    pub(super) fn place(&self, finding: Finding) -> &Location {
        self.parts.places.at(finding.place)
    }

    pub(super) fn shown(&self, finding: Finding) -> &Shown {
        self.parts.shown.at(finding.shown)
    }

    fn diagnostic(&self, finding: Finding) -> Diagnostic {
        let Problem { severity, code, message, help } = self.problem(finding).clone();
        let Shown { found, related } = self.shown(finding).clone();
        let location = Location { row: finding.row, ..self.place(finding).clone() };
        Diagnostic { severity, code, location, message, help, found, related }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(row: u32) -> Diagnostic {
        let place = Location::file("a.csv").row(row).column("金额");
        Diagnostic::error(Code::Money, place, "金额不是数字。").help("只填数字。")
    }

    #[test]
    fn warnings_pass_and_errors_do_not() {
        let mut report = Report::default();
        report.push(Diagnostic::warning(Code::UnknownColumn, Location::file("a.csv"), "有未知列。"));
        assert_eq!(report.pass(1), Ok(1));
        report.push(Diagnostic::error(Code::Money, Location::file("a.csv"), "金额不是数字。"));
        assert!(report.pass(1).is_err());
    }

    #[test]
    fn a_finding_comes_out_as_it_went_in() {
        let mut report = Report::default();
        let found = money(7).found("八百").related(Location::file("b.csv").sheet("表").row(2));
        report.push(found.clone());
        assert_eq!(report.sorted(), [found]);
    }

    #[test]
    fn equal_findings_count_once_and_come_in_order() {
        let mut report = Report::default();
        for row in [9, 10, 2, 9, 2] {
            report.push(money(row));
        }
        report.push(Diagnostic::warning(Code::EmptyPage, Location::default(), "无处。"));
        assert_eq!((report.count(Severity::Error), report.count(Severity::Warning)), (3, 1));
        let rows: Vec<_> = report.in_order().map(|found| found.location.row).collect();
        assert_eq!(rows, [None, Some(2), Some(9), Some(10)]);
    }
}
