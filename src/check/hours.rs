//! R1.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::record::{List, Records};

use super::Case;

/// R1: online hours are at most 40 % of all hours; exactly 40 % passes. More needs a reason in 备注, and stays a
/// warning then. Source: 泰人社字〔2021〕12号 二（七）.
pub(super) fn online_hours_at_most_two_fifths(case: &Case<'_>, list: &List, report: &mut Report) {
    let limit = case.settings.rules.online_percent;
    for (hours, index) in hours_of(list).filter(|(hours, _)| hours.share_over(limit)) {
        report.push(finding(&hours, limit, list.records.place(&list.file, index)));
    }
}

/// The hours of one row, and whether the row gives a reason.
struct Hours<'a> {
    online: u32,
    total: Option<u32>,
    reason: Option<&'a str>,
}

impl Hours<'_> {
    fn share_over(&self, percent: u32) -> bool {
        let total = u64::from(self.total.unwrap_or(0));
        u64::from(self.online) * 100 > total * u64::from(percent)
    }
}

/// The hours of every row that says any, and which row it is.
fn hours_of(list: &List) -> Box<dyn Iterator<Item = (Hours<'_>, usize)> + '_> {
    match &list.records {
        Records::Projects(rows) => Box::new(rows.iter().enumerate().filter_map(|(index, row)| {
            let project = &row.record;
            Some((hours(project.online_hours, project.hours, project.remark.as_deref())?, index))
        })),
        Records::Courses(rows) => Box::new(
            rows.iter()
                .enumerate()
                .filter_map(|(index, row)| Some((hours(row.record.online_hours, row.record.hours, None)?, index))),
        ),
        paid => Box::new(paid.trainings().filter_map(|(training, _, index)| {
            Some((hours(training.online_hours, training.hours, training.remark.as_deref())?, index))
        })),
    }
}

fn hours(online: Option<u32>, total: Option<u32>, reason: Option<&str>) -> Option<Hours<'_>> {
    Some(Hours { online: online?, total, reason })
}

fn finding(hours: &Hours<'_>, limit: u32, place: Location) -> Diagnostic {
    let place = place.column("线上学时");
    let Some(total) = hours.total else {
        return Diagnostic::error(Code::OnlineHours, place, "填了线上学时，却没有总学时。").help("请补填总学时。");
    };
    let message = format!("线上学时 {} 超过总学时 {total} 的 {limit}%。", hours.online);
    if hours.reason.is_some() {
        Diagnostic::warning(Code::OnlineHours, place, message).help("备注已写明理由，请核实理由是否成立。")
    } else {
        Diagnostic::error(Code::OnlineHours, place, message).help("请更正学时；确有理由的，在备注列写明。")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_two_fifths_pass() {
        assert!(!hours(Some(40), Some(100), None).unwrap().share_over(40));
        assert!(hours(Some(41), Some(100), None).unwrap().share_over(40));
        assert!(hours(Some(1), None, None).unwrap().share_over(40));
        assert!(!hours(Some(0), None, None).unwrap().share_over(40));
    }
}
