//! What pages tell programs: schema.org in JSON-LD, from the same facts as the page and never from a person's row.

use serde::Serialize;

use crate::record::Catalogue;

use super::address;
use super::basis::Basis;
use super::entries::Entries;
use super::script;
use super::shell::{Draft, Section};

mod course;
mod dataset;
pub(super) mod thing;

use thing::{BreadcrumbList, GovernmentOrganization, ListItem, Thing};

/// What a page says, and in which words.
#[derive(Serialize)]
struct Graph {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: Vec<Thing>,
}

/// The finished JSON of a page; none where there is nothing to say, and on the page of unknown addresses, which stands
/// for any of them.
pub(super) fn json(basis: &Basis<'_>, draft: &Draft<'_>) -> Option<String> {
    if draft.path == address::not_found() {
        return None;
    }
    let mut things: Vec<Thing> = Vec::new();
    if draft.section == Section::Home {
        things.push(Thing::GovernmentOrganization(organization(basis)));
    } else {
        things.push(Thing::BreadcrumbList(breadcrumbs(basis, draft)));
    }
    let dataset = |list| Thing::Dataset(Box::new(dataset::of(basis, &list, &draft.proof.items)));
    things.extend(draft.proof.list.map(dataset));
    things.extend(draft.things.iter().cloned());
    Some(script::json(&Graph { context: "https://schema.org", things }))
}

/// What the page of a catalogue tells beyond its one list: the lists it is made of where there are several, and the
/// courses to come.
pub(super) fn catalogue(basis: &Basis<'_>, draft: &Draft<'_>, of: Catalogue, entries: &Entries<'_>) -> Vec<Thing> {
    let mut things = Vec::new();
    if entries.lists.len() > 1 {
        things.push(Thing::Dataset(Box::new(dataset::collection(basis, draft, &entries.lists))));
    }
    if of == Catalogue::Courses {
        things.extend(course::courses(basis, &entries.heads, &entries.rows));
    }
    things
}

/// The whole address of a path; none without a base address.
fn whole(basis: &Basis<'_>, path: &impl std::fmt::Display) -> Option<String> {
    basis.settings.site.base_url.as_ref().map(|base| format!("{base}{path}"))
}

/// Who publishes, with all that the settings say.
fn organization(basis: &Basis<'_>) -> GovernmentOrganization {
    let site = &basis.settings.site;
    GovernmentOrganization {
        name: site.authority.clone(),
        url: site.base_url.clone(),
        telephone: site.phone.clone(),
        address: site.address.clone(),
        area_served: Some(site.city.clone()),
    }
}

/// Who publishes, by name.
fn publisher(basis: &Basis<'_>) -> GovernmentOrganization {
    let (name, url) = (basis.settings.site.authority.clone(), basis.settings.site.base_url.clone());
    GovernmentOrganization { name, url, telephone: None, address: None, area_served: None }
}

fn breadcrumbs(basis: &Basis<'_>, draft: &Draft<'_>) -> BreadcrumbList {
    let mut steps = vec![("首页".to_owned(), Some(address::home()))];
    steps.extend(draft.crumbs.iter().map(|(label, page)| (label.clone(), Some(page.clone()))));
    steps.push((draft.title.clone(), None));
    let item = |(position, (name, page)): (u32, (String, Option<crate::output::SitePath>))| ListItem {
        position,
        name,
        item: page.and_then(|page| whole(basis, &page)),
    };
    BreadcrumbList { item_list_element: (1..).zip(steps).map(item).collect() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_ends_the_script_or_is_lost(said in prop_oneof![any::<String>(), "[<>&/!\u{2028}\u{2029}a-]{0,12}"]) {
            let json = script::json(&said);
            let is_unsafe = json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']);
            prop_assert!(!is_unsafe, "{}", json);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), said);
        }
    }
}
