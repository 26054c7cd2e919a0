//! R5. Seen only on the private side: the public never learns who was compared with whom.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::record::payment::{NAME, Payment};
use crate::record::{ListId, Records};
use crate::value::identity::IdNumber;

use super::Case;

/// R5: the same person is paid once for the same occupation and level, and at most so many times a year; overlapping
/// classes are reported. Within one list a second payment is an error, between lists a warning, since a later
/// notice may rightly repeat what an earlier one withdrew. Source: 泰人社字〔2021〕12号 二（八）实名制.
pub(super) fn paid_once(case: &Case<'_>, report: &mut Report) {
    for payments in payments_by_person(case) {
        same_training_twice(&payments, report);
        classes_overlap(&payments, report);
        too_often(case, &payments, report);
    }
}

/// The payments of everybody who has more than one. Long lists have few of them: what is kept of each row to find
/// them is a reference and two numbers.
fn payments_by_person<'a>(case: &Case<'a>) -> Vec<Vec<Paid<'a>>> {
    let mut people: Vec<(&IdNumber, u32, u32)> = Vec::new();
    for (list, sent) in (0..).zip(&case.submission.lists) {
        let Records::Payments(rows) = &sent.records else { continue };
        let numbers = (0..).zip(rows).filter_map(|(row, paid)| Some((paid.record.id_number.as_ref()?, row)));
        people.extend(numbers.map(|(id_number, row)| (id_number, list, row)));
    }
    people.sort_unstable();
    let of_one = people.chunk_by(|a, b| a.0 == b.0).filter(|payments| payments.len() > 1);
    of_one.map(|payments| payments.iter().filter_map(|(_, list, row)| Paid::at(case, *list, *row)).collect()).collect()
}

/// One payment to a person.
struct Paid<'a> {
    list: &'a ListId,
    payment: &'a Payment,
    place: Location,
    /// The year of the notice, where the class has no dates.
    year: Option<i32>,
}

impl<'a> Paid<'a> {
    fn at(case: &Case<'a>, list: u32, row: u32) -> Option<Self> {
        let list = case.submission.lists.get(list as usize)?;
        let Records::Payments(rows) = &list.records else { return None };
        let paid = rows.get(row as usize)?;
        let year = case.notice_of(list).map(|notice| notice.published.on.year());
        Some(Self { list: &list.id, payment: &paid.record, place: paid.place(&list.file), year })
    }

    fn year(&self) -> Option<i32> {
        let training = &self.payment.training;
        training.ends_on.or(training.starts_on).map(|day| day.year()).or(self.year)
    }

    fn is_same_training(&self, other: &Self) -> bool {
        let (a, b) = (&self.payment.training, &other.payment.training);
        a.occupation == b.occupation && a.level == b.level
    }
}

/// Every two payments, the earlier first.
fn pairs<'a, 'b>(payments: &'b [Paid<'a>]) -> impl Iterator<Item = (&'b Paid<'a>, &'b Paid<'a>)> {
    payments.iter().enumerate().flat_map(|(at, first)| payments[at + 1..].iter().map(move |second| (first, second)))
}

fn same_training_twice(payments: &[Paid<'_>], report: &mut Report) {
    for (first, second) in pairs(payments).filter(|(first, second)| first.is_same_training(second)) {
        let place = second.place.clone().column(NAME);
        let found = if first.list == second.list {
            Diagnostic::error(Code::PaidTwice, place, "同一人的同一职业、同一等级在这份名单里出现了两次。")
        } else {
            Diagnostic::warning(Code::PaidTwice, place, "同一人的同一职业、同一等级在另一份名单里已有补贴。")
        };
        report.push(found.related(first.place.clone()).help("请核对是否重复申报。"));
    }
}

fn classes_overlap(payments: &[Paid<'_>], report: &mut Report) {
    for (first, second) in pairs(payments).filter(|(first, second)| !first.is_same_training(second)) {
        let (a, b) = (first.payment.training.period(), second.payment.training.period());
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
