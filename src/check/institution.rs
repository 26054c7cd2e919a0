//! R7.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::record::{List, Records};
use crate::value::state::State;

use super::Case;

/// R7: an institution struck from the list (目录清单退出) holds no class that starts after that day, and no project
/// that is still to come. Source: 泰人社字〔2021〕12号 三（三）.
pub(super) fn struck_institution_starts_no_class(
    case: &Case<'_>,
    struck: &Struck<'_>,
    list: &List,
    report: &mut Report,
) {
    for paid in case.trainings(list) {
        let starts_on = paid.training.starts_on;
        report_class(struck, &paid.training.institution, starts_on, || paid.place(), "培训机构", report);
    }
    match &list.records {
        Records::Courses(rows) => {
            for row in rows.iter().filter(|row| !row.record.state.is_some_and(State::is_off)) {
                let course = &row.record;
                let place = || row.place(&list.file);
                report_class(struck, &course.institution, Some(course.starts_on), place, "承办机构", report);
            }
        }
        Records::Projects(rows) => {
            let to_come = |state| matches!(state, Some(State::Planned | State::Enrolling));
            for row in rows.iter().filter(|row| to_come(row.record.state)) {
                let Some(institution) = &row.record.institution else { continue };
                let place = || row.place(&list.file);
                report_class(struck, institution, Some(case.date), place, "承训机构", report);
            }
        }
        _ => {}
    }
}

/// Institutions that were struck, and when.
pub(super) type Struck<'a> = BTreeMap<&'a str, NaiveDate>;

/// The institutions that some catalogue says were struck.
pub(super) fn struck<'a>(case: &Case<'a>) -> Struck<'a> {
    let mut struck = BTreeMap::new();
    for list in case.all_catalogues() {
        if let Records::Institutions(rows) = &list.records {
            let entries = rows.iter().map(|row| &row.record);
            struck.extend(entries.filter_map(|entry| Some((entry.name.as_str(), entry.struck_on?))));
        }
    }
    struck
}

fn report_class(
    struck: &Struck<'_>,
    institution: &str,
    starts_on: Option<NaiveDate>,
    place: impl FnOnce() -> Location,
    column: &str,
    report: &mut Report,
) {
    let Some(struck_on) = struck.get(institution) else { return };
    if starts_on.is_some_and(|starts_on| starts_on > *struck_on) {
        let message = format!("“{institution}”已于 {struck_on} 退出目录，不能再开班。");
        let found = Diagnostic::error(Code::StruckInstitution, place().column(column), message);
        report.push(found.help("请更换机构或取消班次；若目录有误，请更正机构目录。"));
    }
}
