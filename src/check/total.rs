//! R3.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::{Applied, ListId, Notice};
use crate::value::money::Fen;

use super::Case;
use super::looked::Looked;

/// R3: a list's count and sum equal what was applied for (账实相符、账表相符), and every list and application has its
/// other half. Source: 泰人社字〔2021〕12号 二（八）.
pub(super) fn list_equals_application<T>(case: &Case<'_>, lists: &[Looked<T>], report: &mut Report) {
    for notice in &case.submission.notices {
        for applied in &notice.applied {
            match list_of(lists, notice, applied) {
                Some(list) => compare(notice, applied, list, report),
                None => report.push(without_list(notice, applied)),
            }
        }
    }
    for list in lists {
        let ListId::Payments { notice, district } = &list.id else { continue };
        let place = crate::diagnostic::Location::file(list.file.clone());
        match case.notice_of(&list.id) {
            None => {
                let message = format!("公示 {notice} 的文件夹里没有 notice.md。");
                report.push(Diagnostic::error(Code::Totals, place, message).help("请写好公示的标题、日期和申请数。"));
            }
            Some(notice) if !notice.applied.iter().any(|applied| applied.district == *district) => {
                let message = format!("notice.md 里没有 {district} 的申请人数和金额。");
                let missing = Diagnostic::error(Code::Totals, place, message).related(notice.location());
                report.push(missing.help("请在 notice.md 里补写 [[applied]]，以便核对账表是否相符。"));
            }
            Some(_) => {}
        }
    }
}

fn list_of<'a, T>(lists: &'a [Looked<T>], notice: &Notice, applied: &Applied) -> Option<&'a Looked<T>> {
    let id = ListId::Payments { notice: notice.id.clone(), district: applied.district.clone() };
    lists.iter().find(|list| list.id == id)
}

fn compare<T>(notice: &Notice, applied: &Applied, list: &Looked<T>, report: &mut Report) {
    let persons = list.persons.unwrap_or(0);
    let amount = list.amount.unwrap_or_default();
    let mut differ = |what: &str, listed: String, applied: String| {
        let message = format!("名单的{what}是 {listed}，申请的是 {applied}，二者不符。");
        let place = crate::diagnostic::Location::file(list.file.clone());
        let found = Diagnostic::error(Code::Totals, place, message).related(notice.location());
        report.push(found.help("请核对补贴发放明细表，更正名单或 notice.md 里的申请数。"));
    };
    if persons != applied.persons {
        differ("人数", persons.to_string(), applied.persons.to_string());
    }
    if amount != applied.amount {
        differ("金额", yuan(amount), yuan(applied.amount));
    }
}

fn yuan(amount: Fen) -> String {
    format!("{amount} 元")
}

fn without_list(notice: &Notice, applied: &Applied) -> Diagnostic {
    let message = format!("notice.md 写了 {} 的申请数，却没有它的名单。", applied.district);
    Diagnostic::error(Code::Totals, notice.location(), message)
        .help(format!("请放入名单文件 {}.xlsx（或 .csv、.xls、.ods），或删去这一段。", applied.district))
}
