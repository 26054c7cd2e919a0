//! What stood after each edition, from the one before: the catalogues, and the notices whose period was not over with
//! their lists. In ten years a notice stands in thousands of editions: after its period, only the count says so.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::edition::archive::{FrozenEdition, FrozenList, FrozenNotice, InForce};
use crate::output::SitePath;
use crate::page::basis::Basis;
use crate::page::view::edition::Standing;
use crate::page::{address, text};
use crate::record::ListId;
use crate::value::date::Period;
use crate::value::district::Slug;

/// The lines of what stands after an edition. Pages of editions stand in folders equally deep, so that one link is right
/// on all of them.
#[derive(Default)]
pub(super) struct Standings {
    notices: BTreeMap<Slug, (Arc<Standing>, Period)>,
    lists: BTreeMap<ListId, Arc<Standing>>,
}

impl Standings {
    /// Goes on by one edition, after which this stood.
    pub(super) fn advance(&mut self, basis: &Basis<'_>, edition: &FrozenEdition, in_force: &InForce<'_>) {
        let page = address::edition(edition.number());
        let entries = edition.edition();
        for id in entries.notices.iter().map(|entry| &entry.id) {
            match in_force.notices.get(id).and_then(|frozen| of_notice(&page, id, frozen)) {
                Some(line) => self.notices.insert(id.clone(), line),
                None => self.notices.remove(id),
            };
        }
        for id in entries.lists.iter().map(|entry| &entry.id) {
            match in_force.lists.get(id).map(|frozen| of_list(basis, &page, id, frozen)) {
                Some(line) => self.lists.insert(id.clone(), Arc::new(line)),
                None => self.lists.remove(id),
            };
        }
    }

    /// The notices that stand and whose period is not over on a day, by their ids.
    pub(super) fn notices(&self, day: NaiveDate) -> Vec<Arc<Standing>> {
        self.notices.values().filter(|(_, period)| period.last() >= day).map(|(line, _)| Arc::clone(line)).collect()
    }

    /// The catalogues that stand, and the lists of those notices, by their ids.
    pub(super) fn lists(&self, day: NaiveDate) -> Vec<Arc<Standing>> {
        let is_shown = |id: &ListId| match id {
            ListId::Catalogue(..) => true,
            ListId::Payments { notice, .. } => self.notices.get(notice).is_some_and(|(_, period)| period.last() >= day),
        };
        self.lists.iter().filter(|(id, _)| is_shown(id)).map(|(_, line)| Arc::clone(line)).collect()
    }

    /// What to say of the notices that stand although their period is over; none where there are none.
    pub(super) fn over(&self, day: NaiveDate) -> Option<String> {
        let over = self.notices.values().filter(|(_, period)| period.last() < day).count();
        (over > 0).then(|| format!("另有 {over} 份公示的公示期在这一天以前已满，它们和它们的名单同样有效。"))
    }
}

fn of_notice(page: &SitePath, id: &Slug, frozen: &FrozenNotice<'_>) -> Option<(Arc<Standing>, Period)> {
    let head = frozen.notice().head;
    let period = head.period().or_else(|| Period::new(head.period_first, head.period_first))?;
    let line = Standing {
        title: head.title,
        href: page.link_to(&address::notice(id)),
        revision: frozen.entry.revision.to_string(),
        edition: frozen.edition.to_string(),
        rows: String::new(),
        sha256: frozen.entry.sha256.to_string(),
    };
    Some((Arc::new(line), period))
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
