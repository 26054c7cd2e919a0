//! R2 and R11: what every unit should have.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::record::{Catalogue, ListId, Records, SOURCES, Scope};
use crate::value::district::District;

use super::Case;

/// R2: each unit has at least five kinds of project-based training by 30 September. Told as a warning once the day
/// has passed; until then the pages show the progress. Source: 泰人社字〔2021〕12号 二（五）.
pub(super) fn five_kinds_of_projects_by_deadline(case: &Case<'_>, report: &mut Report) {
    let rules = &case.settings.rules;
    if case.date <= rules.project_kinds_by {
        return;
    }
    for district in &case.settings.districts {
        let kinds = project_kinds(case, district);
        if kinds < rules.project_kinds {
            let message = format!(
                "{}的项目制培训只有 {kinds} 种，{} 前应有 {} 种。",
                district.name, rules.project_kinds_by, rules.project_kinds
            );
            let place = Location::file(format!("{SOURCES}/{}", Catalogue::Projects.folder()));
            report.push(Diagnostic::warning(Code::ProjectKinds, place, message).help("请督促该地补充项目。"));
        }
    }
}

fn project_kinds(case: &Case<'_>, district: &District) -> usize {
    let own = ListId::Catalogue(Catalogue::Projects, Scope::District(district.slug.clone()));
    let city = ListId::Catalogue(Catalogue::Projects, Scope::City);
    let mut names = BTreeSet::new();
    for list in case.all_catalogues().filter(|list| list.id == own || list.id == city) {
        let Records::Projects(rows) = &list.records else { continue };
        let is_here = |name: Option<&String>| list.id == own || name.is_some_and(|name| district.is_called(name));
        let standing = rows.iter().map(|row| &row.record).filter(|project| project.stands());
        names.extend(standing.filter(|project| is_here(project.district.as_ref())).map(|project| &project.name));
    }
    names.len()
}

/// R11: no empty column and no empty county page: they say so with a date, and the bureau is told which.
pub(super) fn no_empty_page(case: &Case<'_>, report: &mut Report) {
    for catalogue in Catalogue::ALL {
        let has =
            |scope: Scope| case.all_catalogues().any(|list| list.id == ListId::Catalogue(catalogue, scope.clone()));
        if has(Scope::City) {
            continue;
        }
        let empty = case.settings.districts.iter().filter(|district| !has(Scope::District(district.slug.clone())));
        let names: Vec<_> = empty.map(|district| district.name.as_str()).collect();
        if !names.is_empty() {
            let message = format!("{}还没有这些地区的内容：{}。", catalogue.kind().name(), names.join("、"));
            let place = Location::file(format!("{SOURCES}/{}", catalogue.folder()));
            let help = "页面会注明“暂无”和日期；请督促报送，长期空白的栏目会被通报。";
            report.push(Diagnostic::warning(Code::EmptyPage, place, message).help(help));
        }
    }
}
