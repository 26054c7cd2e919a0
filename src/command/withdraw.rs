//! `withdraw`: rows leave, digests stay. Writes one more edition, which says what left and why.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::archive::{Archive, FrozenEdition, FrozenList, FrozenNotice, Unfinished};
use crate::edition::freeze::{freeze, recover};
use crate::edition::takedown::{self, Takedown};
use crate::edition::withdrawal::{Reason, Withdrawal};
use crate::edition::{EditionNumber, Revision};
use crate::page::status::Retention;
use crate::record::{Kind, ListId};
use crate::settings::Settings;

use super::publish::scan_files;
use super::{Session, Summary};

/// What is to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A list: one revision of it, or all.
    List {
        /// Its name as typed, such as `subsidies/2021-03/taishan`.
        list: String,
        /// The revision; all that are there unless given.
        revision: Option<Revision>,
        /// Why.
        reason: Reason,
    },
    /// Every list of persons whose period and retention are over.
    Expired,
}

/// What left.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    /// Work of an earlier run that was cut short.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    finished: Vec<String>,
    edition: Option<String>,
    date: Option<String>,
    fingerprint: Option<String>,
    withdrawn: Vec<Line>,
}

/// One revision that left.
#[derive(Serialize)]
struct Line {
    list: String,
    revision: String,
    published_in: String,
    rows: u64,
    sha256: String,
    reason: Reason,
}

/// Runs the command; `note` is what the webmaster says of it, in public.
///
/// # Errors
/// When there is no such list or revision, it left already, nothing is due, or the disk refuses.
pub fn run(session: &Session, wanted: &Wanted, note: Option<String>, report: &mut Report) -> Result<Summary, Failed> {
    let Session { root, date, progress, .. } = session;
    progress.step("核对已公布的各版");
    let settings = Settings::load(root, report)?;
    let (archive, finished) = recover(root, report)?;
    let Some(revisions) = revisions(&archive, wanted, &finished, (*date, &settings), report)? else {
        return Ok(Summary::of(&Done::of(&finished, None)));
    };
    let (reason, organization) = (reason(wanted), settings.site.authority.clone());
    let note = note.map(|note| note.split_whitespace().collect::<Vec<_>>().join(" "));
    let note = note.filter(|note| !note.is_empty());
    let takedown = Takedown { date: *date, organization, reason, note, revisions };
    let draft = takedown::draft(&archive, &takedown, report)?;
    progress.step("扫描个人信息");
    scan_files(&draft, report)?;
    progress.step("撤下");
    let frozen = freeze(root, &draft, report)?;
    Ok(Summary::of(&Done::of(&finished, Some(&frozen))))
}

fn reason(wanted: &Wanted) -> Reason {
    match wanted {
        Wanted::List { reason, .. } => *reason,
        Wanted::Expired => Reason::Expired,
    }
}

/// The revisions that leave; none where finishing earlier work did what is wanted.
fn revisions(
    archive: &Archive,
    wanted: &Wanted,
    finished: &[Unfinished],
    (date, settings): (NaiveDate, &Settings),
    report: &mut Report,
) -> Result<Option<BTreeSet<(ListId, Revision)>>, Failed> {
    match wanted {
        Wanted::Expired => {
            let due = due(archive, date, settings.rules.retention_days);
            match (due.is_empty(), finished.is_empty()) {
                (false, _) => Ok(Some(due)),
                (true, false) => Ok(None),
                (true, true) => report.fail(nothing_due(date)),
            }
        }
        Wanted::List { list, revision, reason } => {
            let Ok(id) = list.parse::<ListId>() else { return report.fail(not_a_name(list)) };
            let of_list = |list: &&FrozenList<'_>| revision.is_none_or(|revision| list.entry.revision == revision);
            let all = archive.revisions(&id);
            let is_done = all.iter().filter(of_list).all(|list| was_finished(list, *reason, finished));
            if is_done && !finished.is_empty() && !all.is_empty() {
                return Ok(None);
            }
            takedown::meant(archive, &id, *revision, report).map(Some)
        }
    }
}

/// Whether a revision left for this reason, by an edition whose work was finished just now.
fn was_finished(list: &FrozenList<'_>, reason: Reason, finished: &[Unfinished]) -> bool {
    let by = |work: &Unfinished| match work {
        Unfinished::Line { .. } => None,
        Unfinished::Place { number } => Some(*number),
        Unfinished::Rows { by, .. } => Some(*by),
    };
    let editions: Vec<EditionNumber> = finished.iter().filter_map(by).collect();
    list.tombstone().is_some_and(|it| it.withdrawal.reason == reason && editions.contains(&it.by))
}

/// Every revision of a list of persons that is there and whose time is over.
fn due(archive: &Archive, date: NaiveDate, retention_days: u32) -> BTreeSet<(ListId, Revision)> {
    let is_over = |id: &ListId| {
        let ListId::Payments { notice, .. } = id else { return false };
        let newest = archive.notice_revisions(notice).last().map(FrozenNotice::notice);
        let period = newest.and_then(|notice| notice.head.period());
        period.is_some_and(|period| Retention::on(date, period, retention_days) != Retention::Shown)
    };
    let over: Vec<_> = archive.list_ids().into_iter().filter(|id| is_over(id)).collect();
    let all = over.into_iter().flat_map(|id| archive.revisions(id));
    all.filter(|list| list.entry.kind == Kind::Payments && list.kept().is_some())
        .map(|list| takedown::key(&list))
        .collect()
}

fn nothing_due(date: NaiveDate) -> Diagnostic {
    let message = format!("到 {date} 为止，没有公示期和保留期都已经过去的人员名单，不生成新版。");
    Diagnostic::error(Code::NothingChanged, Location::default(), message)
        .help("期满的名单都已经撤下，或者还没有到期；保留多少天见 content/site.toml 的 retention_days。")
}

fn not_a_name(list: &str) -> Diagnostic {
    Diagnostic::error(Code::NoList, Location::default(), format!("“{list}”不是清单的编号。"))
        .help("编号和网页地址里的一样，例如 subsidies/2021-03/taishan 或 occupations/city。")
}

impl Done {
    fn of(finished: &[Unfinished], frozen: Option<&FrozenEdition>) -> Self {
        let withdrawals = frozen.map_or(&[][..], |frozen| &frozen.edition().withdrawals);
        Self {
            command: "withdraw",
            finished: finished.iter().map(|work| work.finished()).collect(),
            edition: frozen.map(|frozen| frozen.number().to_string()),
            date: frozen.map(|frozen| frozen.date().to_string()),
            fingerprint: frozen.map(|frozen| frozen.fingerprint().to_string()),
            withdrawn: withdrawals.iter().map(Line::of).collect(),
        }
    }
}

impl Line {
    fn of(withdrawal: &Withdrawal) -> Self {
        Self {
            list: withdrawal.list.to_string(),
            revision: withdrawal.revision.to_string(),
            published_in: withdrawal.published_in.to_string(),
            rows: withdrawal.rows,
            sha256: withdrawal.sha256.to_string(),
            reason: withdrawal.reason,
        }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.finished.is_empty() {
            write!(f, "已做完上次中断的工作：{}。", self.finished.join("；"))?;
        }
        let Some(((edition, date), fingerprint)) =
            self.edition.as_ref().zip(self.date.as_ref()).zip(self.fingerprint.as_ref())
        else {
            return f.write_str("\n下一步：gongshi build 生成网站。");
        };
        if !self.finished.is_empty() {
            f.write_str("\n")?;
        }
        write!(f, "已由第 {edition} 版（{date}）撤下，指纹 {fingerprint}。")?;
        for Line { list, revision, published_in, rows, reason, .. } in &self.withdrawn {
            write!(f, "\n  {list} {revision}（第 {published_in} 版，{rows} 行）：{}", reason.in_words())?;
        }
        f.write_str("\n各行已从 content/editions 删去，校验值保留。下一步：gongshi build 重新生成网站并上传。")?;
        f.write_str("\n备份、版本库、output 里旧的上传包和存证包、已经上传的网站里的旧文件，请另行清除。")
    }
}
