//! What a person is told: one finding, where it is, and what to do about it.
//!
//! Stages take `&mut Report`, push what they find, and end with [`Report::pass`]: a stage that found an error has
//! no value to hand on, and only a report can make the [`Failed`] that says so. [`ForPeople`] is how a report reads.

use std::fmt;

use serde::Serialize;

mod code;
mod kept;
mod people;
mod report;
mod side_by_side;

pub use code::Code;
pub use people::ForPeople;
pub use report::{Failed, Report};
pub use side_by_side::{both, side_by_side};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is written until it is mended.
    Error,
    /// Somebody should look; the work goes on.
    Warning,
    /// The program read something in a tidier form than it was written.
    Note,
}

impl Severity {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Note => "说明",
        }
    }
}

/// Where a finding is, as a person would look it up.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// Path from the site's root, with `/`.
    pub file: Option<String>,
    /// The sheet's name; none for text files.
    pub sheet: Option<String>,
    /// The row or line, counted from 1 as a spreadsheet shows it.
    pub row: Option<u32>,
    /// The column's heading, or its letter where there is no heading.
    pub column: Option<String>,
}

impl Location {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: Some(path.into()), ..Self::default() }
    }

    /// The same place, narrowed to a sheet.
    #[must_use]
    pub fn sheet(mut self, name: impl Into<String>) -> Self {
        self.sheet = Some(name.into());
        self
    }

    /// The same place, narrowed to a row.
    #[must_use]
    pub fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place, narrowed to a column.
    #[must_use]
    pub fn column(mut self, heading: impl Into<String>) -> Self {
        self.column = Some(heading.into());
        self
    }
}

impl Location {
    /// Where it is in its file: sheet, row and column, as far as they are known.
    pub fn in_file(&self) -> String {
        let sheet = self.sheet.as_ref().map(|sheet| format!("工作表“{sheet}”"));
        let row = self.row.map(|row| format!("第{row}行"));
        let column = self.column.as_ref().map(|column| format!("“{column}”列"));
        let cell = [row, column].into_iter().flatten().collect::<String>();
        [sheet.unwrap_or_default(), cell].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(file) = &self.file else { return Ok(()) };
        match self.in_file() {
            place if place.is_empty() => f.write_str(file),
            place => write!(f, "{file} {place}"),
        }
    }
}

/// One finding. Its texts never hold a personal value: a clerk finds the value at the location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// What kind of finding it is.
    pub code: Code,
    /// Where it is.
    pub location: Location,
    /// What is wrong, in one Chinese sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What stands there, made visible; never anything of a personal column.
    pub found: Option<String>,
    /// Other places that belong to it, such as the first of two equal rows.
    pub related: Vec<Location>,
}

impl Diagnostic {
    /// Something that must be mended before anything is written.
    pub fn error(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, location, message.into())
    }

    /// Something that somebody should look at.
    pub fn warning(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, location, message.into())
    }

    /// Something that was read in a tidier form than it was written.
    pub fn note(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, location, message.into())
    }

    fn new(severity: Severity, code: Code, location: Location, message: String) -> Self {
        Self { severity, code, location, message, help: None, found: None, related: Vec::new() }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Shows what stands there: line breaks, tabs and invisible characters as `U+XXXX`, long texts cut. Never for
    /// personal columns.
    #[must_use]
    pub fn found(mut self, text: &str) -> Self {
        self.found = Some(visible(text));
        self
    }

    /// Names another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, location: Location) -> Self {
        self.related.push(location);
        self
    }

    /// The finding as one JSON line, with the fields that `--format json` promises.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            severity: Severity,
            code: &'a str,
            file: Option<&'a str>,
            sheet: Option<&'a str>,
            row: Option<u32>,
            column: Option<&'a str>,
            message: &'a str,
            help: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            found: Option<&'a str>,
            related: &'a [Location],
        }
        let place = &self.location;
        let line = Line {
            severity: self.severity,
            code: self.code.as_str(),
            file: place.file.as_deref(),
            sheet: place.sheet.as_deref(),
            row: place.row,
            column: place.column.as_deref(),
            message: &self.message,
            help: self.help.as_deref(),
            found: self.found.as_deref(),
            related: &self.related,
        };
        #[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
        serde_json::to_string(&line).expect("a finding serialises")
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.severity.label(), self.code.as_str(), self.message)?;
        if self.location.file.is_some() {
            write!(f, "\n  位置：{}", self.location)?;
        }
        if let Some(found) = &self.found {
            write!(f, "\n  原文：{found}")?;
        }
        for place in &self.related {
            write!(f, "\n  另见：{place}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n  办法：{help}")?;
        }
        Ok(())
    }
}

/// A text as a person can see all of it, in at most 40 characters.
fn visible(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown = String::new();
    for c in text.chars().take(LONGEST) {
        let is_visible = c == ' ' || c.is_alphanumeric() || c.is_ascii_punctuation() || is_cjk_punctuation(c);
        if is_visible {
            shown.push(c);
        } else {
            shown.push_str(&format!("U+{:04X}", u32::from(c)));
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Punctuation and symbols that Chinese texts show as they are.
fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ffee}' | '·' | '—' | '…' | '‘' | '’' | '“' | '”' | '×' | '□')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_reads_as_sentences() {
        let place = Location::file("content/sources/a.xlsx").sheet("表一").row(7).column("补贴金额(元)");
        let found = Diagnostic::error(Code::Money, place, "金额不是数字。").help("只填数字。");
        assert_eq!(
            found.to_string(),
            "错误[money] 金额不是数字。\n  位置：content/sources/a.xlsx 工作表“表一” 第7行“补贴金额(元)”列\n  办法：只填数字。"
        );
    }
}
