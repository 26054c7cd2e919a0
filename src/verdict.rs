//! Whether what is there is what was published: the verdict on editions, on a site, on a live host.
//!
//! What is compared are values. Only [`folder`] reads a disk, and only [`host`] asks a host.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::diagnostic::{Report, Severity};

pub mod comparison;
pub mod expectation;
pub mod folder;
pub mod host;
pub mod rebuilt;

/// How the check of one thing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is as it was published.
    Fine,
    /// It is not; the report says how.
    Damaged,
    /// It could not be checked with what is at hand.
    Unknown,
}

/// One verdict: what was checked, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What was checked.
    pub checked: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The findings, counted by code.
    pub codes: BTreeMap<&'static str, usize>,
    /// What is known now, in one Chinese sentence.
    pub text: String,
}

impl Verdict {
    /// The verdict that follows from what was found; `fine` is said if nothing is wrong.
    pub fn of(checked: impl Into<String>, found: &Report, fine: impl Into<String>) -> Self {
        let mut codes = BTreeMap::new();
        let (mut errors, mut warnings) = (BTreeMap::new(), BTreeMap::new());
        for one in found.in_order().filter(|one| one.severity != Severity::Note) {
            *codes.entry(one.code.as_str()).or_default() += 1;
            let of_its_weight = if one.severity == Severity::Error { &mut errors } else { &mut warnings };
            *of_its_weight.entry(one.code).or_insert(0_usize) += 1;
        }
        let told = |counts: &BTreeMap<crate::diagnostic::Code, usize>| {
            let one = |(code, count): (&crate::diagnostic::Code, &usize)| match count {
                1 => code.meaning().to_owned(),
                _ => format!("{}（{count} 处）", code.meaning()),
            };
            counts.iter().map(one).collect::<Vec<_>>().join("；")
        };
        let (outcome, text) = match (errors.is_empty(), warnings.is_empty()) {
            (false, _) => (Outcome::Damaged, told(&errors)),
            (true, false) => (Outcome::Fine, format!("{}；{}", fine.into(), told(&warnings))),
            (true, true) => (Outcome::Fine, fine.into()),
        };
        Self { checked: checked.into(), outcome, codes, text }
    }

    /// Something is as it must be.
    pub fn fine(checked: impl Into<String>, text: impl Into<String>) -> Self {
        Self { checked: checked.into(), outcome: Outcome::Fine, codes: BTreeMap::new(), text: text.into() }
    }

    /// Something could not be checked, and why.
    pub fn unknown(checked: impl Into<String>, why: impl Into<String>) -> Self {
        Self { checked: checked.into(), outcome: Outcome::Unknown, codes: BTreeMap::new(), text: why.into() }
    }
}

/// One line: `有误[bom line-ends] 网站：…`.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.outcome {
            Outcome::Fine => "完好",
            Outcome::Damaged => "有误",
            Outcome::Unknown => "没查",
        })?;
        if !self.codes.is_empty() {
            let codes: Vec<_> = self.codes.keys().copied().collect();
            write!(f, "[{}]", codes.join(" "))?;
        }
        write!(f, " {}：{}", self.checked, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic, Location};

    #[test]
    fn a_verdict_is_one_line_with_its_codes() {
        let mut report = Report::default();
        let fine = |report: &Report| Verdict::of("网站", report, "3 个文件与清单一致").to_string();
        assert_eq!(fine(&report), "完好 网站：3 个文件与清单一致");
        report.push(Diagnostic::warning(Code::Stale, Location::default(), "旧。"));
        assert_eq!(fine(&report), "完好[stale] 网站：3 个文件与清单一致；网站不是最新的");
        for path in ["a", "b"] {
            report.push(Diagnostic::error(Code::Bom, Location::file(path), "有 BOM。"));
        }
        assert_eq!(fine(&report), "有误[bom stale] 网站：文件开头被加上了 BOM（2 处）");
        assert_eq!(Verdict::unknown("网站", "没有各版").to_string(), "没查 网站：没有各版");
    }
}
