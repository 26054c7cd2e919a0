//! The index as a plain script, since a page from a folder may fetch nothing.
//!
//! `window.GONGSHI_INDEX={kinds,places,pages,sounds,entries}`; an entry is
//! `[kind, place or -1, title, detail, phone, words, page, spot]` with numbers into the first three, and its spot is
//! empty, `#` with an id, or the words that the rows hold. Texts stand as they are shown: folding is the page's, so
//! that what is typed and what is searched are folded by one function.

use crate::page::basis::Basis;
use crate::page::script::json;

use super::entry::{Entry, Found, Spot};
use super::sound;

/// The script.
pub(super) fn script(basis: &Basis<'_>, entries: &[Entry]) -> String {
    let scopes = basis.scopes();
    let places: Vec<String> = scopes.iter().map(|scope| basis.scope_name(scope)).collect();
    let mut pages: Vec<&str> = entries.iter().map(|entry| entry.page.as_str()).collect();
    pages.sort_unstable();
    pages.dedup();
    let line = |entry: &Entry| {
        let kind = Found::ALL.iter().position(|kind| *kind == entry.kind).unwrap_or_default();
        let place = scopes.iter().position(|scope| Some(scope) == entry.scope.as_ref());
        let place = place.and_then(|place| i32::try_from(place).ok()).unwrap_or(-1);
        let page = pages.binary_search(&entry.page.as_str()).unwrap_or_default();
        let spot = match &entry.spot {
            Spot::Whole => String::new(),
            Spot::Id(id) => format!("#{id}"),
            Spot::Rows(words) => words.clone(),
        };
        json(&(kind, place, &entry.title, &entry.detail, &entry.phone, &entry.words, page, spot))
    };
    let kinds = Found::ALL.map(|kind| (kind.slug(), kind.name()));
    let titles = entries.iter().map(|entry| entry.title.as_str());
    let sounds = sound::table(titles.chain(places.iter().map(String::as_str)));
    format!(
        "window.GONGSHI_INDEX={{\"kinds\":{},\n\"places\":{},\n\"pages\":{},\n\"sounds\":{},\n\"entries\":[\n{}\n]}};\n",
        json(&kinds),
        json(&places),
        json(&pages),
        json(&sounds),
        entries.iter().map(line).collect::<Vec<_>>().join(",\n"),
    )
}
