//! Lists that have shrunk.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::record::List;

use super::Case;

/// A list may lose this many percent of its rows against the revision in force before somebody is asked.
const MOST_PERCENT: u64 = 20;

/// A list that has lost more than a fifth of its rows was probably sent in part: somebody should look. Withdrawals are
/// rare and small; a filtered copy or a lost sheet is neither.
pub(super) fn rows_do_not_vanish(case: &Case<'_>, list: &List, report: &mut Report) {
    let (Some(before), now) = (case.before.rows.get(&list.id), list.records.len() as u64) else { return };
    if now * 100 >= before * (100 - MOST_PERCENT) {
        return;
    }
    let message = format!("这张清单现有 {now} 行，上一次公布的有 {before} 行，少了两成以上。");
    let place = Location::file(list.file.clone());
    report.push(
        Diagnostic::warning(Code::FewerRows, place, message)
            .help("请核对是否只报了一部分，或筛选后复制时漏了行；确实撤下这么多的，可以照常发布。"),
    );
}
