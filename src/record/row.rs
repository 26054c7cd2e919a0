//! One row as typed values. What cannot be read is reported with its place and read as nothing; what was read in
//! another form than it was written is told.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Row};
use crate::value::Invalid;
use crate::value::date::parse_day;
use crate::value::identity::{CreditCode, IdNumber, OfficePhone, PersonName};
use crate::value::level::Level;
use crate::value::money::Fen;
use crate::value::occupation_code::OccupationCode;
use crate::value::percent::Percent;
use crate::value::stage::Stage;
use crate::value::state::State;

use super::placed::Columns;
use super::text::{self, Purpose, Tidy};
use super::{Column, Need, Publication};

/// Reads the cells of one row by the headings of its kind.
pub struct RowReader<'a> {
    columns: &'a mut Columns,
    /// How many cells were asked for.
    asked: usize,
    row: &'a Row,
    /// The sheet.
    place: &'a Location,
    report: &'a mut Report,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(columns: &'a mut Columns, row: &'a Row, place: &'a Location, report: &'a mut Report) -> Self {
        Self { columns, asked: 0, row, place, report }
    }

    /// A cell as tidy text.
    pub(super) fn text<T: for<'t> From<&'t str>>(&mut self, header: &'static str) -> Option<T> {
        let (cell, purpose) = self.next(header)?;
        self.read(header, cell, purpose, |text| Ok(T::from(text)))
    }

    /// A sum of money.
    pub(super) fn money(&mut self, header: &'static str) -> Option<Fen> {
        self.value(header, Purpose::Money, Fen::parse)
    }

    /// A whole number.
    pub(super) fn number(&mut self, header: &'static str) -> Option<u32> {
        self.value(header, Purpose::Number, |text| {
            let is_plain = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = if is_plain { text.parse().ok() } else { None };
            number.ok_or(Invalid::new("不是整数。", "请只填整数，不带单位和标点。"))
        })
    }

    /// A whole percentage.
    pub(super) fn percent(&mut self, header: &'static str) -> Option<Percent> {
        self.value(header, Purpose::Percent, Percent::parse)
    }

    /// A whole day.
    pub(super) fn day(&mut self, header: &'static str) -> Option<NaiveDate> {
        self.value(header, Purpose::Day, parse_day)
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
        self.value(header, Purpose::Term(Code::Level), Level::parse)
    }

    /// A stage of the Mallan Flower courses.
    pub(super) fn stage(&mut self, header: &'static str) -> Option<Stage> {
        self.value(header, Purpose::Term(Code::Stage), Stage::parse)
    }

    /// The state of a project or course.
    pub(super) fn state(&mut self, header: &'static str) -> Option<State> {
        self.value(header, Purpose::Term(Code::State), State::parse)
    }

    /// An occupation's code.
    pub(super) fn occupation_code(&mut self, header: &'static str) -> Option<OccupationCode> {
        self.value(header, Purpose::OccupationCode, OccupationCode::parse)
    }

    /// A unified social credit code.
    pub(super) fn credit_code(&mut self, header: &'static str) -> Option<CreditCode> {
        self.value(header, Purpose::CreditCode, CreditCode::parse)
    }

    /// An office's telephone.
    pub(super) fn phone(&mut self, header: &'static str) -> Option<OfficePhone> {
        self.value(header, Purpose::Phone, OfficePhone::parse)
    }

    /// A person's name.
    pub(super) fn name(&mut self, header: &'static str) -> Option<PersonName> {
        self.value(header, Purpose::Name, PersonName::parse)
    }

    /// An ID number. A numeric cell has lost its last digits and is never repaired.
    pub(super) fn id_number(&mut self, header: &'static str) -> Option<IdNumber> {
        self.value(header, Purpose::IdNumber, IdNumber::parse)
    }

    /// A value; an empty cell is reported only in a required column.
    fn value<T>(
        &mut self,
        header: &'static str,
        purpose: Purpose,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let (cell, _) = self.next(header)?;
        self.read(header, cell, purpose, parse)
    }

    /// The cell that is asked for next, with what its column's text is for; none where the list has no such column.
    fn next(&mut self, header: &'static str) -> Option<(&'a Cell, Purpose)> {
        const EMPTY: &Cell = &Cell::Empty;
        let found = self.columns.next(self.asked, header);
        self.asked += 1;
        let found = found?;
        Some((self.row.cells.get(found.at?).unwrap_or(EMPTY), found.purpose))
    }

    fn read<T>(
        &mut self,
        header: &'static str,
        cell: &Cell,
        purpose: Purpose,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        if cell.is_empty() {
            self.missing(header);
            return None;
        }
        if let Some(text) = text::plain(cell, purpose, self.columns.origin) {
            return parse(text).map_err(|invalid| self.wrong(header, purpose.code(), invalid)).ok();
        }
        let tidy = match text::tidy(cell, purpose, self.columns.origin) {
            Ok(tidy) if tidy.text.is_empty() => {
                self.missing(header);
                return None;
            }
            Ok(tidy) => tidy,
            Err((code, invalid)) => {
                self.wrong(header, code, invalid);
                return None;
            }
        };
        let value = parse(&tidy.text).map_err(|invalid| self.wrong(header, purpose.code(), invalid)).ok()?;
        self.tell(header, &tidy);
        Some(value)
    }

    /// The cell under a heading; none where the list has no such column.
    fn cell(&self, header: &str) -> Option<&'a Cell> {
        const EMPTY: &Cell = &Cell::Empty;
        let at = self.columns.find(header)?.at?;
        Some(self.row.cells.get(at).unwrap_or(EMPTY))
    }

    fn column(&self, header: &str) -> Option<&'static Column> {
        self.columns.find(header).map(|placed| placed.column)
    }

    fn missing(&mut self, header: &'static str) {
        let required = self.column(header).is_some_and(|column| column.need == Need::Required);
        if required {
            self.wrong(
                header,
                Code::MissingValue,
                Invalid::new("必填的单元格是空的。", "请补填；不需要的行请整行删去。"),
            );
        }
    }

    /// Says what was done to a cell, and what about it is doubtful.
    fn tell(&mut self, header: &'static str, tidy: &Tidy) {
        for (code, invalid) in &tidy.doubts {
            let doubt = Diagnostic::warning(*code, self.place_of(header), invalid.problem).help(invalid.help);
            self.push(header, doubt);
        }
        if tidy.done.is_empty() {
            return;
        }
        let done: Vec<&str> = tidy.done.iter().map(|normalisation| normalisation.phrase()).collect();
        let note = Diagnostic::note(Code::Normalised, self.place_of(header), format!("{}。", done.join("，")));
        self.push(header, note.help("读法没有疑问时不用改；如果读错了，请把这一格改成标准写法后重报。"));
    }

    /// Reports something wrong in a cell.
    pub(super) fn wrong(&mut self, header: &'static str, code: Code, invalid: Invalid) {
        let wrong = Diagnostic::error(code, self.place_of(header), invalid.problem).help(invalid.help);
        self.push(header, wrong);
    }

    fn place_of(&self, header: &'static str) -> Location {
        self.place.clone().row(self.row.number).column(header)
    }

    /// Adds a finding, with what stands in the cell if anybody may see it.
    fn push(&mut self, header: &'static str, finding: Diagnostic) {
        let is_public = self.column(header).is_some_and(|column| column.publication == Publication::Public);
        let text = self.cell(header).map(Cell::text).filter(|text| is_public && text::may_be_shown(text));
        self.report.push(match text {
            Some(text) => finding.found(&text),
            None => finding,
        });
    }
}

#[cfg(test)]
mod tests;
