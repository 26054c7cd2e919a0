//! Rows in the right district's file.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::{ListId, Records, Scope};

use super::Case;

/// A project's 县(市、区) is the district whose file it stands in. Source: 项目制培训情况统计表, first column.
pub(super) fn rows_belong_to_district(case: &Case<'_>, report: &mut Report) {
    for list in &case.submission.lists {
        let (ListId::Catalogue(_, scope), Records::Projects(rows)) = (&list.id, &list.records) else { continue };
        for row in rows {
            let Some(name) = &row.record.district else { continue };
            let named = case.settings.districts.iter().find(|district| district.is_called(name));
            let fits = named.is_some_and(|district| match scope {
                Scope::City => true,
                Scope::District(slug) => district.slug == *slug,
            });
            if !fits {
                let place = row.place(&list.file).column("县(市、区)");
                let found = Diagnostic::error(Code::OtherDistrict, place, "这一行的县（市、区）与文件所属地区不符。");
                report.push(found.help("请核对是否放错文件，或在设置里给该地区加上这个别名。"));
            }
        }
    }
}
