//! `diff`: what changed between two editions, from what was published alone.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Report};
use crate::edition::archive::{Archive, FrozenList, Kept, Lost};
use crate::edition::withdrawal::Reason;
use crate::edition::{EditionNumber, change};
use crate::record::ListId;
use crate::value::district::Slug;

use super::{Session, Summary};

/// What changed.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    from: String,
    to: String,
    lists: Vec<ListChange>,
    notices: Vec<NoticeChange>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    withdrawn: Vec<Left>,
}

/// Rows that left between the two.
#[derive(Serialize)]
struct Left {
    list: String,
    revision: String,
    by: String,
    reason: Reason,
}

/// What changed in one list. Rows that left cannot be compared.
#[derive(Serialize)]
struct ListChange {
    list: String,
    from: Option<String>,
    to: Option<String>,
    rows_added: Option<u64>,
    rows_changed: Option<u64>,
    rows_withdrawn: Option<u64>,
}

/// What changed of one notice.
#[derive(Serialize)]
struct NoticeChange {
    notice: String,
    from: Option<String>,
    to: Option<String>,
}

/// Runs the command between two editions, in either order of time.
///
/// # Errors
/// When an edition does not exist or was altered.
pub fn run(session: &Session, from: u32, to: u32, report: &mut Report) -> Result<Summary, Failed> {
    let archive = Archive::load(&session.root, report)?;
    let (from, to) = (edition(&archive, from, report)?, edition(&archive, to, report)?);
    let (old, new) = (archive.in_force(from), archive.in_force(to));
    let ids: BTreeSet<&ListId> = old.lists.keys().chain(new.lists.keys()).collect();
    let lists = ids.into_iter().filter_map(|id| list_change(id, old.lists.get(id), new.lists.get(id)).transpose());
    let lists = lists.collect::<Result<_, _>>().or_else(|lost| report.fail(lost.diagnostic()))?;
    let ids: BTreeSet<&Slug> = old.notices.keys().chain(new.notices.keys()).collect();
    let notices = ids.into_iter().filter_map(|id| {
        let (old, new) = (old.notices.get(id), new.notices.get(id));
        let revisions = (old.map(|old| old.entry.revision), new.map(|new| new.entry.revision));
        let change = NoticeChange {
            notice: id.to_string(),
            from: revisions.0.map(|revision| revision.to_string()),
            to: revisions.1.map(|revision| revision.to_string()),
        };
        (revisions.0 != revisions.1).then_some(change)
    });
    let notices = notices.collect();
    let withdrawn = withdrawn(&archive, from.min(to), from.max(to));
    Ok(Summary::of(&Done { command: "diff", from: from.to_string(), to: to.to_string(), lists, notices, withdrawn }))
}

/// What left by the editions after one, up to another.
fn withdrawn(archive: &Archive, after: EditionNumber, until: EditionNumber) -> Vec<Left> {
    let between = archive.editions().iter().filter(|edition| (after.next()..=until).contains(&edition.number()));
    let left = between.flat_map(|edition| {
        edition.edition().withdrawals.iter().map(|withdrawal| Left {
            list: withdrawal.list.to_string(),
            revision: withdrawal.revision.to_string(),
            by: edition.number().to_string(),
            reason: withdrawal.reason,
        })
    });
    left.collect()
}

/// The edition that somebody typed the number of.
///
/// # Errors
/// When there is none.
pub(super) fn edition(archive: &Archive, number: u32, report: &mut Report) -> Result<EditionNumber, Failed> {
    match EditionNumber::new(number).filter(|number| archive.edition(*number).is_some()) {
        Some(number) => Ok(number),
        None => {
            let last = archive.latest().map_or(0, |edition| edition.number().get());
            let missing = Diagnostic::error(Code::NoEdition, Default::default(), format!("没有第 {number} 版。"));
            report.fail(missing.help(format!("现有 {last} 版，编号从 1 到 {last}。")))
        }
    }
}

fn list_change(
    id: &ListId,
    old: Option<&FrozenList<'_>>,
    new: Option<&FrozenList<'_>>,
) -> Result<Option<ListChange>, Lost> {
    let revision = |frozen: Option<&FrozenList<'_>>| frozen.map(|frozen| frozen.entry.revision.to_string());
    if revision(old) == revision(new) {
        return Ok(None);
    }
    let counts = match (old, new) {
        (Some(old), Some(new)) => old.kept().zip(new.kept()).map(counts).transpose()?,
        (old, new) => Some([rows(new), 0, rows(old)]),
    };
    Ok(Some(ListChange {
        list: id.to_string(),
        from: revision(old),
        to: revision(new),
        rows_added: counts.map(|[added, ..]| added),
        rows_changed: counts.map(|[_, changed, _]| changed),
        rows_withdrawn: counts.map(|[.., withdrawn]| withdrawn),
    }))
}

/// Rows added, changed and withdrawn.
fn counts((old, new): (Kept<'_>, Kept<'_>)) -> Result<[u64; 3], Lost> {
    let changes = change::between(&old.list()?, &new.list()?);
    Ok([changes.added.len(), changes.changed.len(), changes.withdrawn.len()].map(|count| count as u64))
}

fn rows(frozen: Option<&FrozenList<'_>>) -> u64 {
    frozen.map_or(0, |frozen| frozen.entry.rows)
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "从第 {} 版到第 {} 版：", self.from, self.to)?;
        if self.lists.is_empty() && self.notices.is_empty() && self.withdrawn.is_empty() {
            return f.write_str("没有变化。");
        }
        let step = |from: &Option<String>, to: &Option<String>| {
            let name = |revision: &Option<String>| revision.clone().unwrap_or_else(|| "无".to_owned());
            format!("{} → {}", name(from), name(to))
        };
        for Left { list, revision, by, reason } in &self.withdrawn {
            write!(f, "\n  撤下 {list} {revision}：第 {by} 版，{}", reason.in_words())?;
        }
        for change in &self.notices {
            write!(f, "\n  公示 {}：{}", change.notice, step(&change.from, &change.to))?;
        }
        for change in &self.lists {
            write!(f, "\n  清单 {}：{}", change.list, step(&change.from, &change.to))?;
            match (change.rows_added, change.rows_changed, change.rows_withdrawn) {
                (Some(added), Some(changed), Some(withdrawn)) => {
                    write!(f, "，新增 {added} 行，更改 {changed} 行，撤下 {withdrawn} 行")?;
                }
                _ => f.write_str("，各行已经撤下，不能逐行比较")?,
            }
        }
        Ok(())
    }
}
