//! What the system tells of an edition's folder without opening a file of it.
//!
//! Only places are asked that the edition can have filled: whatever else comes into a folder changes the time of that
//! folder.

use std::io::ErrorKind;
use std::path::Path;

use crate::edition::bag::{EDITION_JSON, TAG_FILES};
use crate::edition::{Change, Edition, ListEntry, NoticeEntry};
use crate::output::memo::{Begun, Stamp};
use crate::value::digest::Digest;

/// What is told of each place, in their order; of one where nothing is, nothing.
pub(super) struct Look(Vec<Option<Stamp>>);

impl Look {
    /// At the folder of an edition; none where the system does not tell.
    pub(super) fn at(folder: &Path, edition: &Edition) -> Option<Self> {
        let mut told = Some(Vec::new());
        each_place(edition, |path| {
            let stamp = match std::fs::symlink_metadata(folder.join(path)) {
                Ok(found) => Stamp::of(&found).map(Some),
                Err(error) => (error.kind() == ErrorKind::NotFound).then_some(None),
            };
            told = told.take().zip(stamp).map(|(mut told, stamp)| {
                told.push(stamp);
                told
            });
        });
        told.map(Self)
    }

    /// All of it in short.
    pub(super) fn digest(&self) -> Digest {
        let mut bytes = Vec::with_capacity(self.0.len() * (size_of::<Stamp>() + 1));
        for stamp in &self.0 {
            bytes.push(u8::from(stamp.is_some()));
            stamp.iter().for_each(|stamp| stamp.put_into(&mut bytes));
        }
        Digest::of(&bytes)
    }

    /// Whether nothing changed between two looks but the name of the folder itself.
    pub(super) fn is_same_folder(&self, later: &Self) -> bool {
        match (&self.0[..], &later.0[..]) {
            ([Some(folder), rest @ ..], [Some(renamed), later @ ..]) => folder.is_same_file(renamed) && rest == later,
            _ => false,
        }
    }

    /// Whether everything was there before a memo was begun: then whatever changes it from now on changes how it looks.
    pub(super) fn is_before(&self, next: &Begun) -> bool {
        self.0.iter().flatten().all(|stamp| next.is_after(stamp))
    }
}

/// Every folder and file that may be in the folder of an edition by what it says; the folder itself is the first.
/// Folders of rows that left may stay behind or be gone.
pub(super) fn each_place(edition: &Edition, mut visit: impl FnMut(&str)) {
    visit("");
    TAG_FILES.iter().for_each(|path| visit(path));
    let mut before = String::new();
    for path in payload(edition) {
        for (end, _) in path.match_indices('/') {
            // Entries are sorted: the folders of the one before were just seen.
            if before.get(..=end) != path.get(..=end) {
                visit(&path[..end]);
            }
        }
        visit(&path);
        before = path;
    }
}

fn payload(edition: &Edition) -> impl Iterator<Item = String> {
    let lists = edition.lists.iter().filter(|entry| entry.change != Change::Withdrawn).map(ListEntry::path);
    let notices = edition.notices.iter().filter(|entry| entry.change != Change::Withdrawn).map(NoticeEntry::path);
    [EDITION_JSON.to_owned()].into_iter().chain(lists).chain(notices)
}
