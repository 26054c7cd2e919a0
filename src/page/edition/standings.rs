//! What stood after each edition, from the one before: in ten years a notice stands in thousands of editions, so its
//! line is made once, and all of their pages share it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edition::archive::{FrozenEdition, FrozenList, FrozenNotice, InForce};
use crate::output::SitePath;
use crate::page::basis::Basis;
use crate::page::view::edition::Standing;
use crate::page::{address, text};
use crate::record::ListId;
use crate::value::district::Slug;

/// The lines of what stands after an edition. Pages of editions stand in folders equally deep, so that one link is right
/// on all of them.
#[derive(Default)]
pub(super) struct Standings<'a> {
    in_force: InForce<'a>,
    notices: BTreeMap<Slug, Arc<Standing>>,
    lists: BTreeMap<ListId, Arc<Standing>>,
}

impl<'a> Standings<'a> {
    /// Goes on by one edition.
    pub(super) fn advance(&mut self, basis: &Basis<'_>, edition: &'a FrozenEdition) {
        self.in_force.advance(edition);
        let page = address::edition(edition.number());
        let entries = edition.edition();
        for id in entries.notices.iter().map(|entry| &entry.id) {
            let line = self.in_force.notices.get(id).map(|frozen| of_notice(&page, id, frozen));
            change(&mut self.notices, id, line);
        }
        for id in entries.lists.iter().map(|entry| &entry.id) {
            let line = self.in_force.lists.get(id).map(|frozen| of_list(basis, &page, id, frozen));
            change(&mut self.lists, id, line);
        }
    }

    /// The notices that stand, by their ids.
    pub(super) fn notices(&self) -> Vec<Arc<Standing>> {
        self.notices.values().cloned().collect()
    }

    /// The lists that stand, by their ids.
    pub(super) fn lists(&self) -> Vec<Arc<Standing>> {
        self.lists.values().cloned().collect()
    }
}

fn change<K: Ord + Clone>(lines: &mut BTreeMap<K, Arc<Standing>>, id: &K, line: Option<Standing>) {
    match line {
        Some(line) => lines.insert(id.clone(), Arc::new(line)),
        None => lines.remove(id),
    };
}

fn of_notice(page: &SitePath, id: &Slug, frozen: &FrozenNotice<'_>) -> Standing {
    Standing {
        title: frozen.notice().head.title,
        href: page.link_to(&address::notice(id)),
        revision: frozen.entry.revision.to_string(),
        edition: frozen.edition.to_string(),
        rows: String::new(),
        sha256: frozen.entry.sha256.to_string(),
    }
}

fn of_list(basis: &Basis<'_>, page: &SitePath, id: &ListId, frozen: &FrozenList<'_>) -> Standing {
    Standing {
        title: basis.list_title(id),
        href: page.link_to(&address::revision_page(id, frozen.entry.revision, 1)),
        revision: frozen.entry.revision.to_string(),
        edition: frozen.edition.to_string(),
        rows: text::grouped(frozen.entry.rows),
        sha256: frozen.entry.sha256.to_string(),
    }
}
