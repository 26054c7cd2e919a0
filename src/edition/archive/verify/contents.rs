//! Whether the files of one folder are the edition of one log line.

use std::collections::BTreeMap;

use crate::diagnostic::Report;
use crate::edition::bag::{self, BAG_INFO, EDITION_JSON, Files};
use crate::edition::list::PublicList;
use crate::edition::log::Line;
use crate::edition::notice::PublicNotice;
use crate::edition::{Change, Edition, ListEntry, NoticeEntry};
use crate::record::{Kind, ListId};
use crate::value::digest::{Digest, Sm3};
use crate::value::money::Fen;

use super::super::FrozenEdition;
use super::{path_in, violation};

/// The edition, if its files are what the line and each other say. Every violation is reported; none comes without
/// one.
pub(super) fn verified(
    line: &Line,
    previous: Option<&Line>,
    files: Files,
    report: &mut Report,
) -> Option<FrozenEdition> {
    let mut inspection = Inspection { line, files: &files, report, sound: true };
    let edition = inspection.edition(previous)?;
    let payload = bag::expected_payload(&edition, line.digest);
    edition.lists.iter().filter(|entry| entry.change != Change::Withdrawn).for_each(|entry| inspection.list(entry));
    edition.notices.iter().filter(|entry| entry.change != Change::Withdrawn).for_each(|entry| inspection.notice(entry));
    inspection.tags(&edition, &payload);
    inspection.sound.then_some(())?;
    Some(FrozenEdition { edition, digest: line.digest, chain: line.chain, files })
}

/// The files of one folder and what was found of them.
struct Inspection<'a> {
    line: &'a Line,
    files: &'a Files,
    report: &'a mut Report,
    sound: bool,
}

impl<'a> Inspection<'a> {
    fn wrong(&mut self, path: &str, message: impl Into<String>) {
        self.sound = false;
        self.report.push(violation(path_in(self.line.number, path), message));
    }

    /// A file that must be there.
    fn file(&mut self, path: &str) -> Option<&'a [u8]> {
        let file = self.files.get(path).map(Vec::as_slice);
        if file.is_none() {
            self.wrong(path, format!("第 {} 版缺少这个文件。", self.line.number));
        }
        file
    }

    /// `edition.json`, if it is the one that the log names and agrees with the log.
    fn edition(&mut self, previous: Option<&Line>) -> Option<Edition> {
        let number = self.line.number;
        let bytes = self.file(EDITION_JSON)?;
        if Digest::of(bytes) != self.line.digest {
            self.wrong(EDITION_JSON, format!("第 {number} 版的 edition.json 被改动：与 log.txt 的校验值不符。"));
            return None;
        }
        let edition: Edition = match serde_json::from_slice(bytes) {
            Ok(edition) => edition,
            Err(error) => {
                self.wrong(EDITION_JSON, format!("第 {number} 版的 edition.json 内容有误：{error}。"));
                return None;
            }
        };
        if edition.number != number || edition.date != self.line.date {
            self.wrong(EDITION_JSON, format!("第 {number} 版的版本号或日期与 log.txt 不符。"));
        }
        if edition.previous != previous.map(|line| line.digest) {
            self.wrong(EDITION_JSON, format!("第 {number} 版记的上一版校验值与上一版不符。"));
        }
        let sorted = edition.lists.is_sorted_by(|a, b| a.id < b.id) && edition.notices.is_sorted_by(|a, b| a.id < b.id);
        if !sorted {
            self.wrong(EDITION_JSON, format!("第 {number} 版的条目重复或未按编号排列。"));
        }
        Some(edition)
    }

    /// A payload file with the two digests it must have.
    fn digested(&mut self, path: &str, sha256: Digest, sm3: Sm3) -> Option<&'a [u8]> {
        let bytes = self.file(path)?;
        if Digest::of(bytes) != sha256 {
            self.wrong(path, format!("第 {} 版的这个文件被改动：SHA-256 校验值不符。", self.line.number));
            return None;
        }
        if Sm3::of(bytes) != sm3 {
            self.wrong(path, format!("第 {} 版的这个文件 SM3 校验值不符。", self.line.number));
        }
        Some(bytes)
    }

    fn list(&mut self, entry: &ListEntry) {
        let path = entry.path();
        let Some(bytes) = self.digested(&path, entry.sha256, entry.sm3) else { return };
        if !is_of_kind(&entry.id, entry.kind) {
            self.wrong(&path, "清单的编号与种类不符。");
        }
        let list = match PublicList::from_csv(entry.kind, bytes) {
            Ok(list) => list,
            Err(why) => return self.wrong(&path, format!("不是公开清单：{}。", why.0)),
        };
        let counted = (bytes.len() as u64, list.rows().len() as u64, list.persons(), list.amount().map(Fen::get));
        if counted != (entry.bytes, entry.rows, entry.persons, entry.amount_fen) {
            self.wrong(&path, "重新数出的字节数、行数、人次或金额与 edition.json 不符。");
        }
    }

    fn notice(&mut self, entry: &NoticeEntry) {
        let path = entry.path();
        let Some(bytes) = self.digested(&path, entry.sha256, entry.sm3) else { return };
        if let Err(why) = PublicNotice::parse(bytes) {
            self.wrong(&path, format!("不是公示：{}。", why.0));
        }
    }

    /// The files around the payload, and that there are no others. What depends on the payload's size is left alone
    /// when the payload is wrong: one violation is not reported twice.
    fn tags(&mut self, edition: &Edition, payload: &BTreeMap<String, Digest>) {
        let octets = payload.keys().filter_map(|path| self.files.get(path)).map(|bytes| bytes.len() as u64).sum();
        let organization = self.files.get(BAG_INFO).and_then(|info| bag::organization(info)).unwrap_or_default();
        let expected = bag::tag_files(edition, payload, octets, organization);
        let payload_sound = self.sound;
        for (path, bytes) in &expected {
            let sized = path == BAG_INFO || path.starts_with("tagmanifest");
            match self.file(path) {
                Some(found) if found != bytes && (payload_sound || !sized) => {
                    self.wrong(path, format!("第 {} 版的这个文件被改动。", self.line.number));
                }
                _ => {}
            }
        }
        let files = self.files;
        for path in files.keys().filter(|path| !expected.contains_key(*path) && !payload.contains_key(*path)) {
            self.wrong(path, format!("第 {} 版里不该有这个文件。", self.line.number));
        }
    }
}

/// Whether a list of this name may have rows of this kind.
fn is_of_kind(id: &ListId, kind: Kind) -> bool {
    match id {
        ListId::Payments { .. } => matches!(kind, Kind::Payments | Kind::InstitutionPayments),
        ListId::Catalogue(catalogue, _) => catalogue.kind() == kind,
    }
}
