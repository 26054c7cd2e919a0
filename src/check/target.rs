//! R8.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::settings::SITE_FILE;

use super::Case;

/// R8: the yearly target (67,000 person-times in 2021) is shared out without a rest; progress is shown on the pages.
/// Source: 泰人社字〔2021〕12号 一.
pub(super) fn targets_add_up(case: &Case<'_>, report: &mut Report) {
    let targets: Option<Vec<u32>> = case.settings.districts.iter().map(|district| district.target).collect();
    let Some(targets) = targets else { return };
    let sum: u64 = targets.into_iter().map(u64::from).sum();
    let city = u64::from(case.settings.rules.city_target);
    if sum != city {
        let message = format!("各地目标之和是 {sum} 人次，全市目标是 {city} 人次。");
        let found = Diagnostic::warning(Code::Target, Location::file(SITE_FILE), message);
        report.push(found.help("请核对 [[district]] 的 target 和 [rules] 的 city_target。"));
    }
}
