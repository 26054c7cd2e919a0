//! Lists as datasets.

use crate::download::Format;
use crate::edition::archive::FrozenList;
use crate::page::address;
use crate::page::basis::Basis;
use crate::page::downloads::Item;
use crate::page::shell::Draft;
use crate::page::text;
use crate::record::{ListId, Scope};

use super::thing::{DataDownload, Dataset};
use super::{publisher, whole};

/// A revision of a list. Long pages of payments name the frozen list alone; the others are on the page.
pub(super) fn of(basis: &Basis<'_>, list: &FrozenList<'_>, items: &[Item]) -> Dataset {
    let is_named = |format| match list.entry.id {
        ListId::Payments { .. } => format == Format::Csv,
        ListId::Catalogue(..) => true,
    };
    let named = items.iter().filter(|item| is_named(item.format));
    let distribution = named.map(|item| DataDownload {
        name: item.file_name.clone(),
        encoding_format: item.format.media_type(),
        content_size: item.size.to_string(),
        sha256: item.sha256.to_string(),
        content_url: whole(basis, &item.path),
    });
    Dataset {
        creator: Some(publisher(basis)),
        publisher: Some(publisher(basis)),
        spatial_coverage: Some(place(basis, &list.entry.id)),
        distribution: distribution.collect(),
        ..part(basis, list)
    }
}

/// All lists of a page as one dataset.
pub(super) fn collection(basis: &Basis<'_>, draft: &Draft<'_>, lists: &[FrozenList<'_>]) -> Dataset {
    let day = |list: &FrozenList<'_>| list.published_on.to_string();
    Dataset {
        name: draft.title.clone(),
        description: draft.description.clone(),
        url: whole(basis, &draft.path),
        identifier: None,
        version: None,
        date_published: lists.iter().map(|list| first_published_on(basis, list)).min(),
        date_modified: lists.iter().map(day).max(),
        spatial_coverage: None,
        creator: Some(publisher(basis)),
        publisher: Some(publisher(basis)),
        distribution: Vec::new(),
        has_part: lists.iter().map(|list| part(basis, list)).collect(),
    }
}

/// What tells one list from the others.
fn part(basis: &Basis<'_>, list: &FrozenList<'_>) -> Dataset {
    let entry = list.entry;
    Dataset {
        name: basis.list_title(&entry.id),
        description: format!(
            "{}发布的{}，修订 {}，共 {} 行。",
            basis.settings.site.authority,
            entry.kind.name(),
            entry.revision,
            text::grouped(entry.rows)
        ),
        url: whole(basis, &address::revision_page(&entry.id, entry.revision, 1)),
        identifier: Some(entry.id.to_string()),
        version: Some(entry.revision.to_string()),
        date_published: Some(first_published_on(basis, list)),
        date_modified: Some(list.published_on.to_string()),
        spatial_coverage: None,
        creator: None,
        publisher: None,
        distribution: Vec::new(),
        has_part: Vec::new(),
    }
}

fn first_published_on(basis: &Basis<'_>, list: &FrozenList<'_>) -> String {
    let first = basis.lists.get(&list.entry.id).and_then(|all| all.first());
    first.unwrap_or(list).published_on.to_string()
}

fn place(basis: &Basis<'_>, id: &ListId) -> String {
    match id {
        ListId::Catalogue(_, Scope::City) => basis.settings.site.city.clone(),
        ListId::Catalogue(_, Scope::District(slug)) | ListId::Payments { district: slug, .. } => {
            basis.district_name(slug)
        }
    }
}
