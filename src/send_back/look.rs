//! How the cells of a returned workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::diagnostic::Severity;
use crate::workbook::{HEADING_FILL, plain, width};

/// What a cell is, as far as its looks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A title over several columns.
    Title,
    /// Above the heading, or under no heading.
    Plain,
    /// In the heading row.
    Heading,
    /// Words and codes: what is typed there stays text.
    Text,
    /// A number, or what should be one.
    Number,
    /// A day.
    Day,
}

/// The formats of a workbook: every look, unmarked and marked.
pub(super) struct Looks([[Format; 4]; 6]);

impl Looks {
    pub(super) fn new() -> Self {
        let marks = [None, Some(Severity::Note), Some(Severity::Warning), Some(Severity::Error)];
        let looks = [Look::Title, Look::Plain, Look::Heading, Look::Text, Look::Number, Look::Day];
        Self(looks.map(|look| marks.map(|mark| marked(format(look), mark))))
    }

    pub(super) fn of(&self, look: Look, mark: Option<Severity>) -> &Format {
        let weight = match mark {
            None => 0,
            Some(Severity::Note) => 1,
            Some(Severity::Warning) => 2,
            Some(Severity::Error) => 3,
        };
        &self.0[look as usize][weight]
    }
}

/// A cell with a frame.
pub(super) fn framed() -> Format {
    plain().set_border(FormatBorder::Thin).set_border_color("#9AA5B1").set_text_wrap()
}

/// The heading of a column.
pub(super) fn heading() -> Format {
    framed().set_bold().set_align(FormatAlign::Center).set_background_color(HEADING_FILL)
}

fn format(look: Look) -> Format {
    match look {
        Look::Title => plain().set_bold().set_font_size(14).set_align(FormatAlign::Center).set_text_wrap(),
        Look::Plain => plain(),
        Look::Heading => heading(),
        Look::Text => framed().set_num_format("@"),
        Look::Number => framed(),
        Look::Day => framed().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
    }
}

/// How high a row is whose cells have so many lines at most, in points.
pub(super) fn height(lines: usize) -> f64 {
    const MOST_LINES: usize = 24;
    lines.clamp(1, MOST_LINES) as f64 * 15.0 + 5.0
}

/// How many lines a text takes in a column of a width.
pub(super) fn lines(text: &str, column: usize) -> usize {
    text.lines().map(|line| width(line).div_ceil(column.max(1)).max(1)).sum()
}

/// A format with the colour of a severity.
pub(super) fn marked(format: Format, mark: Option<Severity>) -> Format {
    match mark {
        None => format,
        Some(severity) => format.set_background_color(fill(severity)).set_border(FormatBorder::Thin),
    }
}

/// Red for errors, yellow for warnings, light blue for notes.
pub(super) fn fill(severity: Severity) -> Color {
    Color::RGB(match severity {
        Severity::Error => 0xFF_9C9C,
        Severity::Warning => 0xFF_E699,
        Severity::Note => 0xDD_EBF7,
    })
}
