//! Pages of one mould. Most pages of a site differ from another page in a few texts only: a title, an address, sums.
//! Their template is rendered once with signs in the places of these texts, and each page is cast from it.
//!
//! Two pages are of one mould if their templates cannot tell them apart but by printing: the same fields, lists of the
//! same length, the same numbers, the same answers to whether a text is empty and whether it equals one that stands in
//! a template. What a template looks into in another way ([`looks`]) must be the same text, too. Whether a text was
//! escaped is told by the sign itself, which has an `&` in it. A mould is made for the second page of its kind, and must
//! give that page byte by byte as the templates do; when this program is tested, every page must.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Error, Value};

mod leaves;
mod looks;
mod signs;

use leaves::Leaves;
use looks::Looks;
use signs::Mould;

/// The moulds of a theme.
#[derive(Debug, Clone)]
pub(super) struct Moulds {
    /// What its templates look into; none if nobody can tell.
    looks: Option<Arc<Looks>>,
    known: Arc<Mutex<BTreeMap<Kind, Known>>>,
}

/// The digest of all that pages of a mould have alike.
type Kind = [u8; 32];

/// What is known of pages of a kind.
#[derive(Debug, Clone)]
enum Known {
    /// There is one; there may never be another.
    One,
    Mould(Arc<Mould>),
    /// Its templates do what no mould can.
    NoMould,
}

/// So many moulds are kept at a time, since a site of articles has as many kinds as pages.
const LIMIT: usize = 1000;

impl Moulds {
    pub(super) fn new(templates: &BTreeMap<String, String>) -> Self {
        Self { looks: Looks::of(templates).map(Arc::new), known: Arc::default() }
    }

    /// A page of a template, cast or rendered.
    ///
    /// # Errors
    /// When rendering fails.
    pub(super) fn page(
        &self,
        template: &str,
        view: &impl Serialize,
        render: impl Fn(&Context) -> Result<String, Error>,
    ) -> Result<String, Error> {
        let directly = || Context::from_serialize(view).and_then(|context| render(&context));
        let Some(looks) = self.looks.as_deref() else { return directly() };
        let Some(leaves) = Leaves::of(view, looks) else { return directly() };
        let kind: Kind =
            Sha256::new().chain_update(template).chain_update([0]).chain_update(leaves.shape()).finalize().into();
        match self.known(kind) {
            Some(Known::Mould(mould)) => {
                let page = mould.cast(&leaves);
                debug_assert_eq!(page.as_deref(), directly().ok().as_deref(), "{template} looks into a text");
                page.map_or_else(directly, Ok)
            }
            Some(Known::NoMould) => directly(),
            Some(Known::One) => {
                let page = directly()?;
                let mould = signed(view, looks, &leaves).and_then(|signed| Mould::of(&render(&signed).ok()?));
                let mould = mould.filter(|mould| mould.cast(&leaves).as_ref() == Some(&page));
                self.learn(kind, mould.map_or(Known::NoMould, |mould| Known::Mould(Arc::new(mould))));
                Ok(page)
            }
            None => {
                self.learn(kind, Known::One);
                directly()
            }
        }
    }

    fn known(&self, kind: Kind) -> Option<Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&kind).cloned()
    }

    fn learn(&self, kind: Kind, it: Known) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= LIMIT {
            known.clear();
        }
        known.insert(kind, it);
    }
}

/// What a template sees, with signs in the places of the texts that differ.
fn signed(view: &impl Serialize, looks: &Looks, leaves: &Leaves) -> Option<Context> {
    let mut signs = signs::Signs::new(looks);
    let names = signs.put_into(&Value::try_from_serializable(view).ok()?);
    let mut context = Context::new();
    for (name, value) in names.as_map()? {
        context.insert_value(name.as_str()?.to_owned(), value.clone());
    }
    (signs.count() == leaves.count()).then_some(context)
}

#[cfg(test)]
mod tests;
