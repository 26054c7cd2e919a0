//! One row as typed values. What cannot be read is reported with its place and read as nothing.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Row};
use crate::value::Invalid;
use crate::value::date::parse_day;
use crate::value::identity::{CreditCode, IdNumber, OfficePhone, PersonName};
use crate::value::level::Level;
use crate::value::money::Fen;
use crate::value::occupation_code::OccupationCode;

use super::heading::Heading;
use super::{Kind, Need, text};

/// Reads the cells of one row by the headings of its kind.
pub struct RowReader<'a> {
    kind: Kind,
    row: &'a Row,
    heading: &'a Heading,
    place: Location,
    report: &'a mut Report,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(kind: Kind, row: &'a Row, heading: &'a Heading, place: Location, report: &'a mut Report) -> Self {
        Self { kind, row, heading, place, report }
    }

    /// A cell as tidy text.
    pub(super) fn text(&mut self, header: &'static str) -> Option<String> {
        self.value(header, Code::Text, |text| Ok(text.to_owned()))
    }

    /// A sum of money.
    pub(super) fn money(&mut self, header: &'static str) -> Option<Fen> {
        self.value(header, Code::Money, Fen::parse)
    }

    /// A whole number.
    pub(super) fn number(&mut self, header: &'static str) -> Option<u32> {
        self.value(header, Code::Number, |text| {
            let is_plain = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = if is_plain { text.parse().ok() } else { None };
            number.ok_or(Invalid::new("不是整数。", "请只填整数，不带单位和标点。"))
        })
    }

    /// A whole day.
    pub(super) fn day(&mut self, header: &'static str) -> Option<NaiveDate> {
        if let Some(Cell::Number(_)) = self.cell(header) {
            let help = "请把该列设为日期格式或文本格式后重填，例如 2021-04-20。";
            self.wrong(header, Code::Date, Invalid::new("这一格是数值，不是日期。", help));
            return None;
        }
        self.value(header, Code::Date, parse_day)
    }

    /// Two days, of which the second must not come before the first.
    pub(super) fn days(&mut self, first: &'static str, last: &'static str) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let days = (self.day(first), self.day(last));
        if days.0.zip(days.1).is_some_and(|(first, last)| last < first) {
            self.wrong(last, Code::Date, Invalid::new("结束的日期早于开始的日期。", "请核对这两个日期。"));
        }
        days
    }

    /// A skill level.
    pub(super) fn level(&mut self, header: &'static str) -> Option<Level> {
        self.value(header, Code::Level, Level::parse)
    }

    /// An occupation's code.
    pub(super) fn occupation_code(&mut self, header: &'static str) -> Option<OccupationCode> {
        self.value(header, Code::OccupationCode, OccupationCode::parse)
    }

    /// A unified social credit code.
    pub(super) fn credit_code(&mut self, header: &'static str) -> Option<CreditCode> {
        self.value(header, Code::CreditCode, CreditCode::parse)
    }

    /// An office's telephone.
    pub(super) fn phone(&mut self, header: &'static str) -> Option<OfficePhone> {
        self.value(header, Code::Phone, OfficePhone::parse)
    }

    /// A person's name.
    pub(super) fn name(&mut self, header: &'static str) -> Option<PersonName> {
        self.value(header, Code::Text, PersonName::parse)
    }

    /// An ID number. A numeric cell has lost its last digits and is never repaired.
    pub(super) fn id_number(&mut self, header: &'static str) -> Option<IdNumber> {
        if let Some(Cell::Number(_)) = self.cell(header) {
            let help = "请先把该列设为文本格式，再对照身份证原件重新填写。";
            self.wrong(header, Code::IdCell, Invalid::new("身份证号单元格是数值格式，末几位已经丢失。", help));
            return None;
        }
        self.value(header, Code::IdNumber, IdNumber::parse)
    }

    /// A value with its own way of reading; an empty cell is reported only in a required column.
    pub(super) fn value<T>(
        &mut self,
        header: &'static str,
        code: Code,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let cell = self.cell(header)?;
        if matches!(cell, Cell::Fault(_)) {
            let help = "请改成直接填写的内容，不要用公式引用。";
            self.wrong(header, code, Invalid::new("这一格是公式错误或不支持的内容。", help));
            return None;
        }
        match text::tidy(&cell.text()) {
            Ok(text) if text.is_empty() => {
                self.missing(header);
                None
            }
            Ok(text) => parse(&text).map_err(|invalid| self.wrong(header, code, invalid)).ok(),
            Err((code, invalid)) => {
                self.wrong(header, code, invalid);
                None
            }
        }
    }

    /// The cell under a heading; none where the list has no such column.
    fn cell(&self, header: &str) -> Option<&'a Cell> {
        const EMPTY: &Cell = &Cell::Empty;
        let at = self.heading.places.get(header)?;
        Some(self.row.cells.get(*at).unwrap_or(EMPTY))
    }

    fn missing(&mut self, header: &'static str) {
        let required = self.kind.column(header).is_some_and(|column| column.need == Need::Required);
        if required {
            self.wrong(
                header,
                Code::MissingValue,
                Invalid::new("必填的单元格是空的。", "请补填；不需要的行请整行删去。"),
            );
        }
    }

    /// Reports something wrong in a cell.
    pub(super) fn wrong(&mut self, header: &'static str, code: Code, invalid: Invalid) {
        let place = self.place.clone().column(header);
        self.report.push(Diagnostic::error(code, place, invalid.problem).help(invalid.help));
    }
}
