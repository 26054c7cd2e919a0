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
    let mut people: BTreeMap<&IdNumber, Vec<Paid<'_>>> = BTreeMap::new();
    for list in &case.submission.lists {
        let Records::Payments(rows) = &list.records else { continue };
        let year = case.notice_of(list).map(|notice| notice.published.on.year());
        for row in rows {
            let Some(id_number) = &row.record.id_number else { continue };
            let paid = Paid { list: &list.id, payment: &row.record, place: row.place(&list.file), year };
            people.entry(id_number).or_default().push(paid);
        }
    }
    for payments in people.into_values().filter(|payments| payments.len() > 1) {
        same_training_twice(&payments, report);
        classes_overlap(&payments, report);
        too_often(case, &payments, report);
    }
}

/// One payment to a person.
struct Paid<'a> {
    list: &'a ListId,
    payment: &'a Payment,
    place: Location,
    /// The year of the notice, where the class has no dates.
    year: Option<i32>,
}

impl Paid<'_> {
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
