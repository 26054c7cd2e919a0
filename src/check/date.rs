//! R10 and the notice periods.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::Notice;
use crate::value::calendar::PeriodRule;
use crate::value::date::Period;

use super::Case;

/// R10: no publication date is earlier than the edition that first carries the notice. Back-dating is a veto offence
/// for government sites.
pub(super) fn published_not_before_edition(case: &Case<'_>, report: &mut Report) {
    for notice in &case.submission.notices {
        let carried_on = case.before.first_published_on.get(&notice.id).copied().unwrap_or(case.date);
        if notice.published.on < carried_on {
            let message = format!("发布日期 {} 早于首次公布它的日期 {carried_on}，属于倒签日期。", notice.published.on);
            let found = Diagnostic::error(Code::BackDated, notice.location(), message);
            report.push(found.help(format!("请把 published 改为 {carried_on} 或以后；公示期随之起算。")));
        }
    }
}

/// The period of every notice, counted by its own rule or the settings'. A period that the office states must agree.
pub(super) fn periods(case: &Case<'_>, report: &mut Report) -> Vec<Option<(Period, PeriodRule)>> {
    case.submission.notices.iter().map(|notice| period(case, notice, report)).collect()
}

fn period(case: &Case<'_>, notice: &Notice, report: &mut Report) -> Option<(Period, PeriodRule)> {
    let rule = notice.period_rule.unwrap_or(case.settings.rules.period);
    match rule.period_from(notice.published.on, &case.settings.calendar) {
        Err(uncovered) => {
            let message = format!("公示期涉及 {} 年，还没有这一年的节假日表。", uncovered.0);
            let help = format!("请照国务院办公厅的通知写好 content/calendar/{}.toml。", uncovered.0);
            report.push(Diagnostic::error(Code::Calendar, notice.location(), message).help(help));
            None
        }
        Ok(period) => {
            if let Some(stated) = notice.period_last.filter(|stated| *stated != period.last()) {
                let message = format!("写明的公示期截止日是 {stated}，按规定应是 {}。", period.last());
                let help = "请更正 period_last 或删去它；计算方法不同的，写明 [period]。";
                report.push(Diagnostic::error(Code::Period, notice.location(), message).help(help));
            }
            Some((period, rule))
        }
    }
}

/// Whether a period has ended before a day.
pub(super) fn is_over(period: &Period, day: NaiveDate) -> bool {
    period.last() < day
}
