//! Whether the files of one folder are the edition of one log line.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Report};
use crate::edition::bag::{EDITION_JSON, Files};
use crate::edition::log::Line;
use crate::edition::notice::PublicNotice;
use crate::edition::withdrawal::Tombstones;
use crate::edition::{Change, Edition, ListEntry, NoticeEntry};
use crate::output::damage::{Damage, Expected};
use crate::record::{Kind, ListId};
use crate::value::digest::{Digest, Sm3};
use crate::value::money::Fen;

use super::super::load::memory::{Seal, meaning};
use super::super::read::{Content, File, Reading, is_of_payments};
use super::super::{FrozenEdition, Unfinished};
use super::{Folder, Left, in_transit, path_in, violation};

use tags::State;

mod tags;

/// A folder whose `edition.json` is the one that the log names.
pub(super) struct Opened<'a> {
    folder: Folder<'a>,
    edition: Edition,
    sound: bool,
}

/// Opens a folder. Every violation is reported; none comes without one.
pub(super) fn opened<'a>(mut folder: Folder<'a>, previous: Option<&Line>, report: &mut Report) -> Option<Opened<'a>> {
    let said = folder.bag.edition.take();
    let mut inspection = Inspection { folder: &folder, report, sound: true };
    let edition = inspection.edition(said, previous)?;
    let sound = inspection.sound;
    Some(Opened { folder, edition, sound })
}

impl Opened<'_> {
    pub(super) fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The edition, if its files are what the log and each other say, without what later editions took away.
    pub(super) fn verified(self, left: &Left, top: &Arc<Path>, report: &mut Report) -> Option<Verified> {
        let Self { folder, edition, sound } = self;
        let none = Tombstones::new();
        let gone = left.from.get(&edition.number).unwrap_or(&none);
        let meaning = meaning(folder.line, gone);
        let tags = tags::bag_without(&edition, &folder, gone);
        let mut inspection = Inspection { folder: &folder, report, sound };
        let (state, looks) = match folder.bag.reading {
            Reading::Whole => (inspection.everything(&edition, &tags, gone, left), None),
            Reading::Steady(looks) => (inspection.everything(&edition, &tags, gone, left), Some(looks)),
            Reading::AsVerified(seal) if seal.meaning == meaning => {
                inspection.all_is_held(&edition, gone);
                (State::Final, Some(seal.looks))
            }
            // Nobody hears of it: because of it everything is read.
            Reading::AsVerified(_) => {
                inspection.wrong(EDITION_JSON, "上次核对时是另一版。");
                return None;
            }
        };
        inspection.sound.then_some(())?;
        let seal = looks.filter(|_| state == State::Final).map(|looks| Seal { looks, meaning });
        let seal = seal.map(|seal| (folder.name.clone(), seal));
        let by = gone.values().map(|tombstone| tombstone.by).max().filter(|_| state == State::OnItsWay);
        let unfinished = by.map(|by| Unfinished::Rows { from: edition.number, by });
        let Folder { line, bag, .. } = folder;
        let held = |(path, file)| match file {
            File::Held(bytes) => Some((path, bytes)),
            File::Examined(_) => None,
        };
        let mut files: Files = bag.files.into_iter().filter_map(held).collect();
        files.extend(tags);
        gone.keys().for_each(|path| drop(files.remove(path)));
        let (digest, chain, left, top) = (line.digest, line.chain, gone.clone(), Some(Arc::clone(top)));
        Some(Verified { edition: FrozenEdition { edition, digest, chain, files, left, top }, unfinished, seal })
    }
}

/// An edition that is what the log says.
pub(super) struct Verified {
    pub(super) edition: FrozenEdition,
    /// What is still to be done about its folder.
    pub(super) unfinished: Option<Unfinished>,
    /// The folder by its name, if it may be known again by how it looks.
    pub(super) seal: Option<(String, Seal)>,
}

/// How a payload file is altered.
const NOT_THE_SHA256: &str = "：SHA-256 校验值不符";

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
    fn altered(&mut self, path: &str, damage: Option<Damage>, why: &str) {
        let number = self.folder.line.number;
        match damage {
            Some(damage) => self.wrong_as(damage.code(), path, format!("第 {number} 版的这个文件{damage}。")),
            None => self.wrong(path, format!("第 {number} 版的这个文件被改动{why}。")),
        }
    }

    /// A file that must be there.
    fn file(&mut self, path: &str) -> Option<&'a File> {
        let file = self.folder.bag.files.get(path);
        if file.is_none() {
            self.wrong_as(Code::EditionMissing, path, format!("第 {} 版缺少这个文件。", self.folder.line.number));
        }
        file
    }

    /// Everything but `edition.json`.
    fn everything(&mut self, edition: &Edition, tags: &Files, gone: &Tombstones, left: &Left) -> State {
        let is_unknown = left.unread && self.says_that_more_left(gone);
        for entry in edition.lists.iter().filter(|entry| entry.change != Change::Withdrawn) {
            match gone.contains_key(&entry.path()) {
                true => self.leftover(entry),
                false if is_unknown && !self.folder.bag.files.contains_key(&entry.path()) => {}
                false => self.list(entry),
            }
        }
        let notices = edition.notices.iter().filter(|entry| entry.change != Change::Withdrawn);
        notices.for_each(|entry| self.notice(entry));
        if is_unknown { State::Final } else { self.tags(edition, tags, gone) }
    }

    /// That what stays in memory of a folder that looks as it did when it was verified is all there.
    fn all_is_held(&mut self, edition: &Edition, gone: &Tombstones) {
        let lists = edition.lists.iter().filter(|entry| entry.change != Change::Withdrawn).map(ListEntry::path);
        let lists = lists.filter(|path| !is_of_payments(path) && !gone.contains_key(path));
        let notices = edition.notices.iter().filter(|entry| entry.change != Change::Withdrawn).map(NoticeEntry::path);
        lists.chain(notices).for_each(|path| {
            self.file(&path);
        });
    }

    /// `edition.json`, if it is the one that the log names and agrees with the log.
    fn edition(&mut self, said: Option<Edition>, previous: Option<&Line>) -> Option<Edition> {
        let number = self.folder.line.number;
        let bytes = self.file(EDITION_JSON)?.held()?;
        if Digest::of(bytes) != self.folder.line.digest {
            if let Some(damage) = in_transit(EDITION_JSON, Expected::Digest(self.folder.line.digest), bytes) {
                self.wrong_as(damage.code(), EDITION_JSON, format!("第 {number} 版的 edition.json {damage}。"));
                return None;
            }
            self.wrong(EDITION_JSON, format!("第 {number} 版的 edition.json 被改动：与 log.txt 的校验值不符。"));
            return None;
        }
        let edition = match said.map_or_else(|| serde_json::from_slice(bytes), Ok) {
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

    fn list(&mut self, entry: &ListEntry) {
        let path = entry.path();
        let Some(file) = self.file(&path) else { return };
        let examined = file.examined(entry, &path);
        let (sm3, counts) = match examined.content {
            Content::Same { sm3, counts } if examined.sha256 == entry.sha256 => (sm3, counts),
            Content::Same { .. } => return self.altered(&path, None, NOT_THE_SHA256),
            Content::Other(damage) => return self.altered(&path, damage, NOT_THE_SHA256),
        };
        if sm3 != entry.sm3 {
            self.not_the_sm3(&path);
        }
        if !is_of_kind(&entry.id, entry.kind) {
            self.wrong(&path, "清单的编号与种类不符。");
        }
        let counts = match counts {
            Ok(counts) => counts,
            Err(why) => return self.wrong(&path, format!("不是公开清单：{}。", why.0)),
        };
        let counted = (examined.bytes, counts.rows, counts.persons, counts.amount.map(Fen::get));
        if counted != (entry.bytes, entry.rows, entry.persons, entry.amount_fen) {
            self.wrong(&path, "重新数出的字节数、行数、人次或金额与 edition.json 不符。");
        }
    }

    fn notice(&mut self, entry: &NoticeEntry) {
        let path = entry.path();
        let Some(bytes) = self.file(&path).and_then(File::held) else { return };
        if Digest::of(bytes) != entry.sha256 {
            return self.altered(&path, in_transit(&path, Expected::Digest(entry.sha256), bytes), NOT_THE_SHA256);
        }
        if Sm3::of(bytes) != entry.sm3 {
            self.not_the_sm3(&path);
        }
        if let Err(why) = PublicNotice::parse(bytes) {
            self.wrong(&path, format!("不是公示：{}。", why.0));
        }
    }

    fn not_the_sm3(&mut self, path: &str) {
        self.wrong(path, format!("第 {} 版的这个文件 SM3 校验值不符。", self.folder.line.number));
    }

    /// Rows that left and are still there until the work is finished: they are the ones that left.
    fn leftover(&mut self, entry: &ListEntry) {
        let path = entry.path();
        if self.folder.bag.files.get(&path).is_some_and(|file| file.sha256() != entry.sha256) {
            self.wrong(&path, "这份清单已经撤下，但这里有一个内容不同的文件。");
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
