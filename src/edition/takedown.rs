//! The next edition when rows leave: which revisions, why, and what then is no longer in force.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::record::ListId;

use super::archive::{Archive, Content, FrozenList};
use super::draft::Draft;
use super::withdrawal::{Reason, Withdrawal};
use super::{Change, ListEntry, Revision};

/// What leaves, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takedown {
    /// The day of the withdrawal.
    pub date: NaiveDate,
    /// Who withdraws (主办单位), for the bag's `Source-Organization`.
    pub organization: String,
    /// Why.
    pub reason: Reason,
    /// What the webmaster says of it; public.
    pub note: Option<String>,
    /// The revisions, each once.
    pub revisions: BTreeSet<(ListId, Revision)>,
}

/// The revisions of a list that are meant: one, or all whose rows are there.
///
/// # Errors
/// When there is no such list or revision, or nothing is left to be withdrawn.
pub fn meant(
    archive: &Archive,
    id: &ListId,
    revision: Option<Revision>,
    report: &mut Report,
) -> Result<BTreeSet<(ListId, Revision)>, Failed> {
    let all = archive.revisions(id);
    let wanted: Vec<_> =
        all.iter().filter(|list| revision.is_none_or(|revision| revision == list.entry.revision)).collect();
    if wanted.is_empty() {
        return report.fail(unknown(archive, id, revision, &all));
    }
    let kept: BTreeSet<_> = wanted.iter().filter(|list| list.kept().is_some()).map(|list| key(list)).collect();
    match wanted.last().map(|list| list.content) {
        Some(Content::Withdrawn(_)) | None if kept.is_empty() => report.fail(gone_already(&wanted)),
        _ => Ok(kept),
    }
}

/// A revision's name.
pub fn key(list: &FrozenList<'_>) -> (ListId, Revision) {
    (list.entry.id.clone(), list.entry.revision)
}

fn unknown(archive: &Archive, id: &ListId, revision: Option<Revision>, all: &[FrozenList<'_>]) -> Diagnostic {
    let error = |message| Diagnostic::error(Code::NoList, Location::default(), message);
    match (revision, all.last()) {
        (Some(revision), Some(newest)) => error(format!("清单 {id} 没有 {revision} 这次修订。"))
            .help(format!("它的修订从 r1 到 {}。", newest.entry.revision)),
        _ => error(format!("没有公布过清单 {id}。")).help(known(archive, id)),
    }
}

/// Lists that may be meant: those of the same notice or catalogue.
fn known(archive: &Archive, id: &ListId) -> String {
    let wanted = id.to_string();
    let beginning = wanted.rsplit_once('/').map_or(wanted.as_str(), |(beginning, _)| beginning);
    let all: Vec<String> = archive.list_ids().into_iter().map(ToString::to_string).collect();
    let like: Vec<&str> = all.iter().map(String::as_str).filter(|it| it.starts_with(beginning)).collect();
    match like.is_empty() {
        true => "编号和网页地址里的一样，例如 subsidies/2021-03/taishan 或 occupations/city。".to_owned(),
        false => format!("公布过的有：{}。", like.join("、")),
    }
}

fn gone_already(wanted: &[&FrozenList<'_>]) -> Diagnostic {
    let said = |list: &&FrozenList<'_>| {
        let tombstone = list.tombstone()?;
        let reason = tombstone.withdrawal.reason.in_words();
        Some(format!("{} {} 已由第 {} 版撤下（{reason}）", list.entry.id, list.entry.revision, tombstone.by))
    };
    let all: Vec<String> = wanted.iter().filter_map(said).collect();
    Diagnostic::error(Code::Withdrawn, Location::default(), format!("{}。", all.join("；")))
        .help("撤下的内容已经不在，不能再撤下一次。")
}

/// The edition that takes them away.
///
/// # Errors
/// When the date is earlier than the latest edition's.
pub fn draft(archive: &Archive, takedown: &Takedown, report: &mut Report) -> Result<Draft, Failed> {
    let in_force = archive.in_force_now().lists;
    let (mut withdrawals, mut lists) = (Vec::new(), Vec::new());
    for (id, revision) in &takedown.revisions {
        let all = archive.revisions(id);
        let Some(kept) = all.iter().filter_map(FrozenList::kept).find(|kept| kept.frozen.entry.revision == *revision)
        else {
            continue;
        };
        withdrawals.push(withdrawal(&kept.frozen, takedown));
        let current = in_force.get(id).is_some_and(|list| list.entry.revision == *revision);
        if current && !takedown.reason.keeps_in_force() {
            lists.push(ListEntry { change: Change::Withdrawn, ..kept.frozen.entry.clone() });
        }
    }
    Draft::of_withdrawal(archive, takedown, lists, withdrawals, report)
}

fn withdrawal(list: &FrozenList<'_>, takedown: &Takedown) -> Withdrawal {
    Withdrawal {
        list: list.entry.id.clone(),
        revision: list.entry.revision,
        published_in: list.edition,
        sha256: list.entry.sha256,
        rows: list.entry.rows,
        reason: takedown.reason,
        note: takedown.note.clone(),
    }
}

#[cfg(test)]
mod tests;
