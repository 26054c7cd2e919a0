//! What a title may not tell about people.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::Kind;

use super::Case;
use super::looked::Looked;

/// Words that tell of hardship, poverty or disability.
const HARDSHIP: &[&str] = &["残疾", "低保", "贫困", "特困", "困难", "建档立卡", "刑满", "戒毒"];

/// The title of a notice whose lists name people tells nothing of their hardship or disability, unless the office
/// gives a reason. Source: 人社部办公厅、财政部办公厅 2017 年 12 月 notice on personal data in fund disclosure.
pub(super) fn no_hardship_in_titles<T>(case: &Case<'_>, lists: &[Looked<T>], report: &mut Report) {
    for notice in &case.submission.notices {
        let mut naming = lists.iter().filter(|list| list.kind == Kind::Payments);
        let is_named = naming.any(|list| case.notice_of(&list.id).is_some_and(|found| found.id == notice.id));
        let Some(word) = HARDSHIP.iter().find(|word| is_named && notice.title.contains(**word)) else { continue };
        let message = format!("标题含“{word}”，名单又有姓名，会暴露个人的困难或残疾状况。");
        let has_reason = notice.sensitive_title_reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        report.push(if has_reason {
            Diagnostic::warning(Code::SensitiveTitle, notice.location(), message)
                .help("已写明理由 sensitive_title_reason，请负责人核准。")
        } else {
            Diagnostic::error(Code::SensitiveTitle, notice.location(), message)
                .help("请改标题；确需保留的，用 sensitive_title_reason 写明理由。")
        });
    }
}
