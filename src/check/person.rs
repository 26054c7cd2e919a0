//! R5. Seen only on the private side: the public never learns who was compared with whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::record::payment::NAME;
use crate::value::date::Period;
use crate::value::identity::IdNumber;
use crate::value::level::Level;

use super::Case;
use super::looked::Looked;

mod suspect;

pub(super) use suspect::{Key, keys};

/// R5: the same person is paid once for the same occupation and level, and at most so many times a year; overlapping
/// classes are reported. Within one list a second payment is an error, between lists a warning, since a later
/// notice may rightly repeat what an earlier one withdrew. Source: 泰人社字〔2021〕12号 二（八）实名制.
///
/// Of each row a short key is kept. Where two are equal, the lists that they stand in are read again, and only whole
/// ID numbers are compared: equal keys accuse nobody.
pub(super) fn paid_once<T: Sync>(case: &Case<'_>, lists: &[Looked<T>], report: &mut Report) {
    let mut paid = suspect::read_again(case, lists, report);
    paid.sort_by(|a, b| (&a.id_number, a.list, a.at).cmp(&(&b.id_number, b.list, b.at)));
    for payments in paid.chunk_by(|a, b| a.id_number == b.id_number).filter(|payments| payments.len() > 1) {
        let payments: Vec<Paid<'_>> = payments.iter().map(|row| Paid::of(case, lists, row)).collect();
        same_training_twice(&payments, report);
        classes_overlap(&payments, report);
        too_often(case, &payments, report);
    }
}

/// What R5 needs of one row.
struct PaidRow {
    id_number: IdNumber,
    /// Which list it stands in.
    list: usize,
    /// Which row of the list it is.
    at: usize,
    sheet: Option<Arc<String>>,
    row: u32,
    occupation: Option<Arc<str>>,
    level: Option<Level>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
}

/// One payment to a person.
struct Paid<'a> {
    row: &'a PaidRow,
    place: Location,
    /// The year of the notice, where the class has no dates.
    year: Option<i32>,
}

impl<'a> Paid<'a> {
    fn of<T>(case: &Case<'_>, lists: &[Looked<T>], row: &'a PaidRow) -> Self {
        let list = &lists[row.list];
        let year = case.notice_of(&list.id).map(|notice| notice.published.on.year());
        let place = Location::file(list.file.clone()).row(row.row);
        let place = match &row.sheet {
            Some(sheet) => place.sheet(sheet.as_str()),
            None => place,
        };
        Self { row, place, year }
    }

    fn year(&self) -> Option<i32> {
        self.row.ends_on.or(self.row.starts_on).map(|day| day.year()).or(self.year)
    }

    fn is_same_training(&self, other: &Self) -> bool {
        self.row.occupation == other.row.occupation && self.row.level == other.row.level
    }

    fn period(&self) -> Option<Period> {
        Period::new(self.row.starts_on?, self.row.ends_on?)
    }
}

/// Every two payments, the earlier first.
fn pairs<'a, 'b>(payments: &'b [Paid<'a>]) -> impl Iterator<Item = (&'b Paid<'a>, &'b Paid<'a>)> {
    payments.iter().enumerate().flat_map(|(at, first)| payments[at + 1..].iter().map(move |second| (first, second)))
}

fn same_training_twice(payments: &[Paid<'_>], report: &mut Report) {
    for (first, second) in pairs(payments).filter(|(first, second)| first.is_same_training(second)) {
        let place = second.place.clone().column(NAME);
        let found = if first.row.list == second.row.list {
            Diagnostic::error(Code::PaidTwice, place, "同一人的同一职业、同一等级在这份名单里出现了两次。")
        } else {
            Diagnostic::warning(Code::PaidTwice, place, "同一人的同一职业、同一等级在另一份名单里已有补贴。")
        };
        report.push(found.related(first.place.clone()).help("请核对是否重复申报。"));
    }
}

fn classes_overlap(payments: &[Paid<'_>], report: &mut Report) {
    for (first, second) in pairs(payments).filter(|(first, second)| !first.is_same_training(second)) {
        let (a, b) = (first.period(), second.period());
        if a.zip(b).is_some_and(|(a, b)| a.overlaps(&b)) {
            let place = second.place.clone().column("培训开始日期");
            let found = Diagnostic::warning(Code::OverlappingClasses, place, "同一人的两个班次时间重叠。");
            report.push(found.related(first.place.clone()).help("请核对考勤，确认是否可能同时参加。"));
        }
    }
}

fn too_often(case: &Case<'_>, payments: &[Paid<'_>], report: &mut Report) {
    let Some(most) = case.settings.rules.payments_a_year else { return };
    let mut by_year: BTreeMap<i32, Vec<&Paid<'_>>> = BTreeMap::new();
    for paid in payments {
        if let Some(year) = paid.year() {
            by_year.entry(year).or_default().push(paid);
        }
    }
    for (year, paid) in by_year.iter().filter(|(_, paid)| paid.len() > most as usize) {
        let Some((last, earlier)) = paid.split_last() else { continue };
        let message = format!("同一人 {year} 年的补贴达 {} 次，超过每年 {most} 次。", paid.len());
        let found = Diagnostic::error(Code::PaidTooOften, last.place.clone().column(NAME), message);
        let found = earlier.iter().fold(found, |found, paid| found.related(paid.place.clone()));
        report.push(found.help("请核对并删去超出次数的申报。"));
    }
}
