//! Whether the files of one folder are the edition of one log line.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Report};
use crate::edition::bag::{self, BAG_INFO, EDITION_JSON, Files};
use crate::edition::list::PublicList;
use crate::edition::log::Line;
use crate::edition::notice::PublicNotice;
use crate::edition::withdrawal::Tombstones;
use crate::edition::{Change, Edition, EditionNumber, ListEntry, NoticeEntry};
use crate::output::damage::Expected;
use crate::record::{Kind, ListId};
use crate::value::digest::{Digest, Sm3};
use crate::value::money::Fen;

use super::super::{FrozenEdition, Unfinished};
use super::{Folder, Left, in_transit, path_in, violation};

/// A folder whose `edition.json` is the one that the log names.
pub(super) struct Opened<'a> {
    folder: Folder<'a>,
    edition: Edition,
    sound: bool,
}

/// Opens a folder. Every violation is reported; none comes without one.
pub(super) fn opened<'a>(folder: Folder<'a>, previous: Option<&Line>, report: &mut Report) -> Option<Opened<'a>> {
    let mut inspection = Inspection { folder: &folder, report, sound: true };
    let edition = inspection.edition(previous)?;
    let sound = inspection.sound;
    Some(Opened { folder, edition, sound })
}

impl Opened<'_> {
    pub(super) fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The edition, if its files are what the log and each other say, without what later editions took away.
    pub(super) fn verified(
        self,
        left: &Left,
        unfinished: &mut Vec<Unfinished>,
        report: &mut Report,
    ) -> Option<FrozenEdition> {
        let Self { folder, edition, sound } = self;
        let none = Tombstones::new();
        let gone = left.from.get(&edition.number).unwrap_or(&none);
        let mut inspection = Inspection { folder: &folder, report, sound };
        let is_unknown = left.unread && inspection.says_that_more_left(gone);
        let lists = edition.lists.iter().filter(|entry| entry.change != Change::Withdrawn);
        for entry in lists {
            match gone.contains_key(&entry.path()) {
                true => inspection.leftover(entry),
                false if is_unknown && !folder.files.contains_key(&entry.path()) => {}
                false => inspection.list(entry),
            }
        }
        edition
            .notices
            .iter()
            .filter(|entry| entry.change != Change::Withdrawn)
            .for_each(|entry| inspection.notice(entry));
        let state = if is_unknown { State::Final } else { inspection.tags(&edition, gone) };
        inspection.sound.then_some(())?;
        if state == State::OnItsWay
            && let Some(by) = gone.values().map(|tombstone| tombstone.by).max()
        {
            unfinished.push(Unfinished::Rows { from: edition.number, by });
        }
        let Folder { line, mut files, .. } = folder;
        files.extend(bag_without(&edition, &files, gone));
        gone.keys().for_each(|path| drop(files.remove(path)));
        Some(FrozenEdition { edition, digest: line.digest, chain: line.chain, files, left: gone.clone() })
    }
}

/// Whether a bag is as it will stay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is.
    Final,
    /// Rows that left are still there, or a tag file is as it was before they left.
    OnItsWay,
}

/// The files around the payload after some of it left.
fn bag_without(edition: &Edition, files: &Files, left: &Tombstones) -> Files {
    let json = files.get(EDITION_JSON).map_or(&[][..], Vec::as_slice);
    let payload = bag::expected_payload(edition, Digest::of(json), left);
    let size = |path: &String| {
        let stated = edition.lists.iter().find(|entry| entry.path() == *path).map(|entry| entry.bytes);
        files.get(path).map(|bytes| bytes.len() as u64).or(stated).unwrap_or(0)
    };
    let octets = payload.keys().map(size).sum();
    let organization = files.get(BAG_INFO).and_then(|info| bag::organization(info)).unwrap_or_default();
    bag::tag_files(edition, &payload, octets, organization, left)
}

/// The files of one folder and what was found of them.
struct Inspection<'a> {
    folder: &'a Folder<'a>,
    report: &'a mut Report,
    sound: bool,
}

impl<'a> Inspection<'a> {
    fn wrong(&mut self, path: &str, message: impl Into<String>) {
        self.wrong_as(Code::Archive, path, message);
    }

    fn wrong_as(&mut self, code: Code, path: &str, message: impl Into<String>) {
        self.sound = false;
        self.report.push(violation(code, path_in(&self.folder.name, path), message));
    }

    /// A file that is not as expected: if only its way did something to it, that is said.
    fn altered(&mut self, path: &str, expected: Expected<'_>, found: &[u8], why: &str) {
        let number = self.folder.line.number;
        match in_transit(path, expected, found) {
            Some(damage) => self.wrong_as(damage.code(), path, format!("第 {number} 版的这个文件{damage}。")),
            None => self.wrong(path, format!("第 {number} 版的这个文件被改动{why}。")),
        }
    }

    /// A file that must be there.
    fn file(&mut self, path: &str) -> Option<&'a [u8]> {
        let file = self.folder.files.get(path).map(Vec::as_slice);
        if file.is_none() {
            self.wrong_as(Code::EditionMissing, path, format!("第 {} 版缺少这个文件。", self.folder.line.number));
        }
        file
    }

    /// `edition.json`, if it is the one that the log names and agrees with the log.
    fn edition(&mut self, previous: Option<&Line>) -> Option<Edition> {
        let number = self.folder.line.number;
        let bytes = self.file(EDITION_JSON)?;
        if Digest::of(bytes) != self.folder.line.digest {
            if let Some(damage) = in_transit(EDITION_JSON, Expected::Digest(self.folder.line.digest), bytes) {
                self.wrong_as(damage.code(), EDITION_JSON, format!("第 {number} 版的 edition.json {damage}。"));
                return None;
            }
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
        if edition.number != number || edition.date != self.folder.line.date {
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
            self.altered(path, Expected::Digest(sha256), bytes, "：SHA-256 校验值不符");
            return None;
        }
        if Sm3::of(bytes) != sm3 {
            self.wrong(path, format!("第 {} 版的这个文件 SM3 校验值不符。", self.folder.line.number));
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

    /// Rows that left and are still there until the work is finished: they are the ones that left.
    fn leftover(&mut self, entry: &ListEntry) {
        let path = entry.path();
        if self.folder.files.get(&path).is_some_and(|bytes| Digest::of(bytes) != entry.sha256) {
            self.wrong(&path, "这份清单已经撤下，但这里有一个内容不同的文件。");
        }
    }

    /// Whether the bag names more that left than the editions that could be read took away.
    fn says_that_more_left(&self, known: &Tombstones) -> bool {
        let info = self.folder.files.get(BAG_INFO).map_or(&[][..], Vec::as_slice);
        bag::count_withdrawn(info) > known.len()
    }

    /// The files around the payload, and that there are no others. What depends on the payload's size is left alone
    /// when the payload is wrong: one violation is not reported twice. Of a bag from which something left, a file may
    /// be as it was before.
    fn tags(&mut self, edition: &Edition, left: &Tombstones) -> State {
        let files = &self.folder.files;
        let (expected, earlier) = (bag_without(edition, files, left), earlier_forms(edition, files, left));
        let mut state = State::Final;
        let payload_sound = self.sound;
        for (path, bytes) in &expected {
            let sized = path == BAG_INFO || path.starts_with("tagmanifest");
            let Some(found) = self.file(path) else { continue };
            if found == bytes {
                continue;
            }
            if earlier.iter().any(|form| form.get(path).is_some_and(|bytes| found == bytes)) {
                state = State::OnItsWay;
            } else if payload_sound || !sized {
                self.altered(path, Expected::Bytes(bytes), found, "");
            }
        }
        let payload = bag::expected_payload(edition, self.folder.line.digest, left);
        for path in files.keys().filter(|path| !expected.contains_key(*path) && !payload.contains_key(*path)) {
            if left.contains_key(path) {
                state = State::OnItsWay;
            } else {
                self.wrong_as(Code::Stray, path, format!("第 {} 版里不该有这个文件。", self.folder.line.number));
            }
        }
        state
    }
}

/// The files around the payload as they were before each edition that took something away, the newest first.
fn earlier_forms(edition: &Edition, files: &Files, left: &Tombstones) -> Vec<Files> {
    let by: BTreeSet<EditionNumber> = left.values().map(|tombstone| tombstone.by).collect();
    let before = |by: &EditionNumber| left.clone().into_iter().filter(|(_, tombstone)| tombstone.by < *by).collect();
    by.iter().rev().map(|by| bag_without(edition, files, &before(by))).collect()
}

/// Whether a list of this name may have rows of this kind.
fn is_of_kind(id: &ListId, kind: Kind) -> bool {
    match id {
        ListId::Payments { .. } => matches!(kind, Kind::Payments | Kind::InstitutionPayments),
        ListId::Catalogue(catalogue, _) => catalogue.kind() == kind,
    }
}
