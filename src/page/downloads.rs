//! What of a list can be downloaded, and how pages announce it. Workbooks cost the most of all files, so each
//! revision's downloads are made once, however many pages name them.

use std::collections::BTreeMap;

use crate::download::{self, Subject};
use crate::edition::Revision;
use crate::edition::archive::{FrozenList, Kept};
use crate::output::{OutputFile, SitePath};
use crate::record::{ListId, Scope};
use crate::value::digest::Digest;

use super::basis::Basis;
use super::status::Retention;
use super::view::Download;
use super::{address, text};

/// The downloads of every revision whose rows are shown.
#[derive(Default)]
pub(super) struct Shelf(BTreeMap<(ListId, Revision), Vec<Item>>);

/// One download, and its digest.
pub(super) struct Item {
    pub(super) file: download::Download,
    pub(super) path: SitePath,
    pub(super) sha256: Digest,
}

impl Shelf {
    /// Makes every download of the site.
    pub(super) fn fill(basis: &Basis<'_>) -> Self {
        let kept = basis.lists.values().flatten().filter_map(FrozenList::kept);
        let shown = kept.filter(|kept| is_shown(basis, &kept.frozen));
        let key = |list: &FrozenList<'_>| (list.entry.id.clone(), list.entry.revision);
        Self(shown.map(|kept| (key(&kept.frozen), items(basis, &kept))).collect())
    }

    /// The downloads of a revision; none where the rows have left the site.
    pub(super) fn items(&self, list: &FrozenList<'_>) -> &[Item] {
        self.0.get(&(list.entry.id.clone(), list.entry.revision)).map_or(&[], Vec::as_slice)
    }

    /// The lines on a page; none where the rows have left the site.
    pub(super) fn lines(&self, list: &FrozenList<'_>, on: &SitePath) -> Vec<Download> {
        self.items(list).iter().map(|item| line(item, list, on)).collect()
    }

    /// The files, by address.
    pub(super) fn into_files(self) -> Vec<OutputFile> {
        let file = |item: Item| OutputFile { path: item.path, bytes: item.file.bytes };
        let mut files: Vec<_> = self.0.into_values().flatten().map(file).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

/// Whether the rows of a list are on the site.
pub(super) fn is_shown(basis: &Basis<'_>, list: &FrozenList<'_>) -> bool {
    match &list.entry.id {
        ListId::Catalogue(..) => true,
        ListId::Payments { notice, .. } => {
            basis.notices.get(notice).is_some_and(|notice| basis.retention(notice, list.entry.kind) == Retention::Shown)
        }
    }
}

fn items(basis: &Basis<'_>, kept: &Kept<'_>) -> Vec<Item> {
    let (public, list) = (kept.list(), kept.frozen);
    let entry = list.entry;
    let district_name = district_name(basis, &entry.id);
    let subject = Subject {
        list: &public,
        csv: kept.bytes,
        title: basis.list_title(&entry.id),
        id: &entry.id,
        revision: entry.revision,
        edition: list.edition,
        published_on: list.published_on,
        authority: &basis.settings.site.authority,
        district_name: district_name.as_deref(),
    };
    let folder = address::revision_folder(&entry.id, entry.revision);
    let item = |file: download::Download| {
        let path = SitePath::new(format!("{folder}/{}", file.file_name));
        Item { path, sha256: file.digest(), file }
    };
    download::downloads_of(&subject, basis.settings.downloads.workbooks).into_iter().map(item).collect()
}

/// The district whose list it is; none for city-wide lists.
fn district_name(basis: &Basis<'_>, id: &ListId) -> Option<String> {
    match id {
        ListId::Payments { district, .. } => Some(basis.district_name(district)),
        ListId::Catalogue(_, Scope::City) => None,
        ListId::Catalogue(_, scope) => Some(basis.scope_name(scope)),
    }
}

fn line(item: &Item, list: &FrozenList<'_>, on: &SitePath) -> Download {
    let frozen = item.file.format == download::Format::Csv;
    Download {
        label: item.file.format.label().to_owned(),
        href: on.link_to(&item.path),
        file_name: item.file.file_name.clone(),
        size: text::size(item.file.size()),
        rows: text::grouped(list.entry.rows),
        sha256: item.sha256.to_string(),
        sm3: frozen.then(|| list.entry.sm3.to_string()),
    }
}
