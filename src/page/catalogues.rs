//! The lists of the catalogues in force, each read once: most pages show some of them, and every page of a catalogue
//! counts what the others show.

use std::collections::BTreeMap;

use crate::edition::archive::{FrozenList, InForce};
use crate::edition::list::PublicList;
use crate::record::{Catalogue, ListId, Scope};
use crate::settings::Settings;
use crate::value::district::District;

use super::entries;

/// The whole city, then every district.
pub(super) fn scopes(districts: &[District]) -> impl Iterator<Item = Scope> {
    std::iter::once(Scope::City).chain(districts.iter().map(|district| Scope::District(district.slug.clone())))
}

/// The lists of the catalogues in force, as cells.
#[derive(Default)]
pub(super) struct Catalogues {
    lists: BTreeMap<ListId, PublicList>,
    /// How many rows concern a scope.
    counts: BTreeMap<(Catalogue, Scope), usize>,
}

impl Catalogues {
    /// Reads the lists of the scopes that there are.
    pub(super) fn read(settings: &Settings, in_force: &InForce<'_>) -> Self {
        let scopes: Vec<Scope> = scopes(&settings.districts).collect();
        let read = |(id, list): (&ListId, &FrozenList<'_>)| match id {
            ListId::Catalogue(_, own) if scopes.contains(own) => Some((id.clone(), list.held()?.list())),
            _ => None,
        };
        let lists: BTreeMap<_, _> = in_force.lists.iter().filter_map(read).collect();
        let mut counts = BTreeMap::new();
        for (id, list) in &lists {
            let ListId::Catalogue(of, own) = id else { continue };
            for scope in scopes.iter().filter(|scope| entries::concerns_list(own, scope)) {
                let concerned = |row: &&Vec<String>| entries::concerns_row(settings, id, list, row, scope);
                *counts.entry((*of, scope.clone())).or_default() += list.rows().iter().filter(concerned).count();
            }
        }
        Self { lists, counts }
    }

    /// A list in force whose rows are there.
    pub(super) fn list(&self, id: &ListId) -> Option<&PublicList> {
        self.lists.get(id)
    }

    /// How many rows concern a scope.
    pub(super) fn count(&self, of: Catalogue, scope: &Scope) -> usize {
        self.counts.get(&(of, scope.clone())).copied().unwrap_or(0)
    }
}
