//! R9.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::PAPERS;

use super::{Case, date};

/// R9: an application for money needs four papers. Told as a warning once the notice period is over, since the
/// screenshot cannot exist before. Source: 泰人社字〔2021〕12号 二（八）.
pub(super) fn application_has_four_papers(case: &Case<'_>, report: &mut Report) {
    for notice in &case.submission.notices {
        let rule = notice.period_rule.unwrap_or(case.settings.rules.period);
        let is_over = rule
            .period_from(notice.published.on, &case.settings.calendar)
            .is_ok_and(|period| date::is_over(&period, case.date));
        let missing: Vec<_> = PAPERS.into_iter().filter(|paper| !notice.papers.contains(*paper)).collect();
        if is_over && !missing.is_empty() {
            let message = format!("公示期已满，资金申请还缺：{}。", missing.join("、"));
            let found = Diagnostic::warning(Code::ApplicationPapers, notice.location(), message);
            report.push(found.help("备齐后写进 notice.md 的 materials。"));
        }
    }
}
