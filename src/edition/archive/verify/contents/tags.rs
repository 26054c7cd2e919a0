//! The files around the payload of one bag, and that there are no others.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::edition::bag::{self, BAG_INFO, Files};
use crate::edition::withdrawal::Tombstones;
use crate::edition::{Edition, EditionNumber};
use crate::output::damage::Expected;

use super::super::{Folder, in_transit};
use super::Inspection;

/// Whether a bag is as it will stay.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is.
    Final,
    /// Rows that left are still there, or a tag file is as it was before they left.
    OnItsWay,
}

/// The files around the payload after some of it left. `edition.json` is the one that the log names.
pub(super) fn bag_without(edition: &Edition, folder: &Folder<'_>, left: &Tombstones) -> Files {
    let payload = bag::expected_payload(edition, folder.line.digest, left);
    let octets = bag::octets(edition, &payload, |path| folder.bag.held(path).map(<[u8]>::len));
    let organization = folder.bag.held(BAG_INFO).and_then(bag::organization).unwrap_or_default();
    bag::tag_files(edition, &payload, octets, organization, left)
}

/// The files around the payload as they were before each edition that took something away, the newest first.
fn earlier_forms(edition: &Edition, folder: &Folder<'_>, left: &Tombstones) -> Vec<Files> {
    let by: BTreeSet<EditionNumber> = left.values().map(|tombstone| tombstone.by).collect();
    let before = |by: &EditionNumber| left.clone().into_iter().filter(|(_, tombstone)| tombstone.by < *by).collect();
    by.iter().rev().map(|by| bag_without(edition, folder, &before(by))).collect()
}

impl Inspection<'_> {
    /// Whether the bag names more that left than the editions that could be read took away.
    pub(super) fn says_that_more_left(&self, known: &Tombstones) -> bool {
        bag::count_withdrawn(self.folder.bag.held(BAG_INFO).unwrap_or_default()) > known.len()
    }

    /// The files around the payload, and that there are no others. What depends on the payload's size is left alone
    /// when the payload is wrong: one violation is not reported twice. Of a bag from which something left, a file may
    /// be as it was before.
    pub(super) fn tags(&mut self, edition: &Edition, expected: &Files, left: &Tombstones) -> State {
        let earlier = earlier_forms(edition, self.folder, left);
        let mut state = State::Final;
        let payload_sound = self.sound;
        for (path, bytes) in expected {
            let sized = path == BAG_INFO || path.starts_with("tagmanifest");
            let Some(found) = self.file(path).and_then(|file| file.held()) else { continue };
            if found == bytes {
                continue;
            }
            if earlier.iter().any(|form| form.get(path).is_some_and(|bytes| found == bytes)) {
                state = State::OnItsWay;
            } else if payload_sound || !sized {
                self.altered(path, in_transit(path, Expected::Bytes(bytes), found), "");
            }
        }
        let payload = bag::expected_payload(edition, self.folder.line.digest, left);
        let files = &self.folder.bag.files;
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
