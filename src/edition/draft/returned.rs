//! What was withdrawn does not come back by an office's file that nobody took away.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::edition::archive::{Archive, FrozenList};
use crate::edition::withdrawal::{Reason, Tombstone};
use crate::record::Kind;
use crate::value::digest::Digest;

use super::NewList;

/// What was withdrawn, by its bytes: the newest withdrawal of each. Lists without a row are alike and tell nothing.
pub(super) struct Gone<'a>(BTreeMap<Digest, &'a Tombstone>);

impl<'a> Gone<'a> {
    pub(super) fn from(archive: &'a Archive) -> Self {
        let all = archive.editions().iter().flat_map(|edition| edition.left().values());
        let with_rows = all.filter(|tombstone| tombstone.withdrawal.rows > 0);
        Self(with_rows.map(|tombstone| (tombstone.withdrawal.sha256, tombstone)).collect())
    }
}

/// Why a list that differs from the one in force must not be published: it is one that was withdrawn, of whatever
/// name, or rows of persons whose time is over.
pub(super) fn refusal(gone: &Gone<'_>, new: &NewList, in_force: Option<&FrozenList<'_>>) -> Option<Diagnostic> {
    let file = Location::file(new.file.clone());
    let error = |message: String| Diagnostic::error(Code::Withdrawn, file.clone(), message);
    if let Some(tombstone) = gone.0.get(&new.sha256) {
        return Some(error(said(tombstone)).help(match tombstone.withdrawal.reason {
            Reason::Expired => "期满撤下的名单不再公布；请把这个文件移出 content/sources。",
            Reason::Objection | Reason::Order => {
                "撤下的内容不能原样再公布；请改正这个文件，或把它移出 content/sources。"
            }
        }));
    }
    let over = in_force.and_then(FrozenList::tombstone).filter(|_| new.kind == Kind::Payments)?;
    let message = format!("这份名单已由第 {} 版期满撤下，这个文件与撤下的名单不同。", over.by);
    Some(error(message).help("期满的人员名单不再公布；请把这个文件移出 content/sources。确需公布的，另发一个公示。"))
}

fn said(tombstone: &Tombstone) -> String {
    let withdrawal = &tombstone.withdrawal;
    let (list, revision, reason) = (&withdrawal.list, withdrawal.revision, withdrawal.reason.in_words());
    format!("这个文件的内容就是第 {} 版撤下的 {list} {revision}（{reason}）。", tombstone.by)
}
