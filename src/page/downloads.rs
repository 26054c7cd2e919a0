//! What of a list can be downloaded, and how pages announce it. Workbooks cost the most of all files, so each
//! revision's downloads are made once, however many pages name them. Those of catalogues are held; those of payments are
//! handed on as they are made, and pages know their names, sizes and digests.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::download::{self, Subject};
use crate::edition::Revision;
use crate::edition::archive::FrozenList;
use crate::edition::list::PublicList;
use crate::output::{OutputFile, SitePath};
use crate::record::{ListId, Scope};
use crate::value::digest::Digest;

use super::basis::Basis;
use super::status::Retention;
use super::view::Download;
use super::{address, text};

/// The downloads of catalogues: they are small, and many pages name them.
#[derive(Default)]
pub(super) struct Shelf {
    items: BTreeMap<(ListId, Revision), Arc<[Item]>>,
    files: Vec<OutputFile>,
}

/// One download, as pages name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Item {
    pub(super) format: download::Format,
    pub(super) file_name: String,
    pub(super) path: SitePath,
    pub(super) size: u64,
    pub(super) sha256: Digest,
}

impl Shelf {
    /// Makes every download of the catalogues.
    pub(super) fn fill(basis: &Basis<'_>) -> Self {
        let mut shelf = Self::default();
        for list in basis.lists.values().flatten() {
            let Some(held) = list.held() else { continue };
            let made = made(basis, list, &held.bytes, &held.list());
            let items = made.iter().map(|(item, _)| item.clone()).collect();
            shelf.items.insert((list.entry.id.clone(), list.entry.revision), items);
            shelf.files.extend(made.into_iter().map(|(_, file)| file));
        }
        shelf
    }

    /// The downloads of a revision; none where the rows have left the site.
    pub(super) fn items(&self, list: &FrozenList<'_>) -> Arc<[Item]> {
        self.items.get(&(list.entry.id.clone(), list.entry.revision)).cloned().unwrap_or_default()
    }

    /// The files.
    pub(super) fn into_files(self) -> Vec<OutputFile> {
        self.files
    }
}

/// The lines on a page.
pub(super) fn lines(items: &[Item], list: &FrozenList<'_>, on: &SitePath) -> Vec<Download> {
    items.iter().map(|item| line(item, list, on)).collect()
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

/// Every download of a list, with what pages say of it.
pub(super) fn made(
    basis: &Basis<'_>,
    list: &FrozenList<'_>,
    csv: &[u8],
    public: &PublicList,
) -> Vec<(Item, OutputFile)> {
    let entry = list.entry;
    let district_name = district_name(basis, &entry.id);
    let subject = Subject {
        list: public,
        csv,
        sha256: entry.sha256,
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
        let sha256 = if file.format == download::Format::Csv { entry.sha256 } else { file.digest() };
        let size = file.size();
        let item = Item { format: file.format, file_name: file.file_name, path: path.clone(), size, sha256 };
        (item, OutputFile { path, bytes: file.bytes })
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
    let frozen = item.format == download::Format::Csv;
    Download {
        label: item.format.label().to_owned(),
        href: on.link_to(&item.path),
        file_name: item.file_name.clone(),
        size: text::size(item.size),
        rows: text::grouped(list.entry.rows),
        sha256: item.sha256.to_string(),
        sm3: frozen.then(|| list.entry.sm3.to_string()),
    }
}
