//! One cell of an `.ods` while it is read: its type stands in attributes, its text within.

use chrono::{Datelike, NaiveDate};
use quick_xml::events::BytesStart;

use super::{attribute, repeated};
use crate::source::excel::{Trouble, value};
use crate::source::{Cell, Fault};

/// The longest text of a cell, in bytes; spreadsheets end at 32,767 characters.
const MAX_TEXT: usize = 128 << 10;

/// A cell that has begun.
pub(super) struct OpenCell {
    kind: Type,
    /// The value as an attribute has it.
    value: Option<String>,
    /// The text as it is shown.
    shown: String,
    paragraphs: Paragraphs,
    repeated: usize,
}

/// What `office:value-type` says (ODF 1.2, 19.385).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Text,
    Number,
    Date,
    Fault(Fault),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paragraphs {
    None,
    Inside,
    Between,
}

impl OpenCell {
    /// Begins a cell.
    pub(super) fn new(start: &BytesStart<'_>) -> Result<Self, Trouble> {
        let failed = attribute(start, "calcext:value-type")?.as_deref() == Some("error");
        let formula = attribute(start, "table:formula")?;
        let (kind, holder) = match attribute(start, "office:value-type")?.as_deref() {
            _ if formula.as_deref().is_some_and(names_document) => (Type::Fault(Fault::ExternalLink), "office:value"),
            None if formula.is_some() => (Type::Fault(Fault::NoResult), "office:value"),
            _ if failed => (Type::Fault(Fault::Error), "office:value"),
            Some("float" | "percentage" | "currency") => (Type::Number, "office:value"),
            Some("date") => (Type::Date, "office:date-value"),
            Some("boolean" | "time") => (Type::Fault(Fault::Unsupported), "office:value"),
            _ => (Type::Text, "office:string-value"),
        };
        Ok(Self {
            kind,
            value: attribute(start, holder)?,
            shown: String::new(),
            paragraphs: Paragraphs::None,
            repeated: repeated(start, "table:number-columns-repeated")? as usize,
        })
    }

    /// An element within the cell.
    pub(super) fn inside(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), Trouble> {
        match name {
            "text:p" => {
                let gap = if self.paragraphs == Paragraphs::Between { "\n" } else { "" };
                self.paragraphs = Paragraphs::Inside;
                self.text(gap)
            }
            "text:s" => {
                let blanks = repeated(start, "text:c")? as usize;
                self.text(&" ".repeat(blanks.min(MAX_TEXT)))
            }
            "text:tab" => self.text("\t"),
            "text:line-break" => self.text("\n"),
            _ => Ok(()),
        }
    }

    /// The end of a paragraph: what stands between two of them is layout.
    pub(super) fn end_paragraph(&mut self) {
        self.paragraphs = Paragraphs::Between;
    }

    /// Text within the cell.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Trouble> {
        if self.paragraphs != Paragraphs::Inside {
            return Ok(());
        }
        if self.shown.len() + text.len() > MAX_TEXT {
            return Err(Trouble::TooLarge("单元格里的文字过长"));
        }
        self.shown.push_str(text);
        Ok(())
    }

    /// How often the cell is repeated, and what it holds.
    pub(super) fn close(self) -> (usize, Cell) {
        let cell = match (self.kind, &self.value) {
            (Type::Text, value) => Cell::from_shown(value.as_deref().unwrap_or(&self.shown)),
            (Type::Number, Some(number)) => number.parse().map_or(Cell::Fault(Fault::Unsupported), value::number_cell),
            // Only year and month are shown: the day is the program's, not the clerk's.
            (Type::Date, Some(day)) => match value::iso(day) {
                Cell::Day(day) if !shows_day(&self.shown, day) => value::month_only(Cell::Day(day)),
                moment => moment,
            },
            (Type::Number | Type::Date, None) => Cell::Fault(Fault::NoResult),
            (Type::Fault(fault), _) => Cell::Fault(fault),
        };
        (self.repeated, cell)
    }
}

/// Whether a formula takes anything from another document: `of:=['file:///list.ods'#$Sheet1.A1]`.
fn names_document(formula: &str) -> bool {
    formula.contains("'#$") || formula.contains("'#") && formula.contains("'file:") || formula.contains("DDE(")
}

/// Whether a shown date shows its day: `2021年6月` and `Jan-21` do not. A month typed alone is kept as its first day, so
/// only there it matters.
fn shows_day(shown: &str, day: NaiveDate) -> bool {
    if day.day() != 1 || shown.is_empty() {
        return true;
    }
    let numbers = shown.split(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=2).contains(&digits.len()));
    let ones = numbers.filter(|digits| digits.trim_start_matches('0') == "1").count();
    let names_month = shown.contains(|c: char| c.is_ascii_alphabetic() || "一二十".contains(c));
    let month_is_one = day.month() == 1 && !names_month;
    ones > usize::from(month_is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_shown_alone_has_no_day() {
        let january = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
        let june = NaiveDate::from_ymd_opt(2021, 6, 1).unwrap();
        for (shown, day, is_shown) in [
            ("2021年1月", january, false),
            ("Jan-21", january, false),
            ("2021-01", january, false),
            ("2021年1月1日", january, true),
            ("01/01/21", january, true),
            ("1-Jan-21", january, true),
            ("2021年6月", june, false),
            ("2021/6/1", june, true),
        ] {
            assert_eq!(shows_day(shown, day), is_shown, "{shown}");
        }
    }
}
