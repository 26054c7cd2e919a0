//! The index as a plain script, since a page from a folder may fetch nothing.
//!
//! `window.GONGSHI_INDEX={kinds,places,sounds,shelves}`. A shelf is what stands on one page of one kind and place:
//! `[kind, place or -1, page, entries]` with numbers into the first two. An entry is `[title, spot, detail, words,
//! phone]`, and its spot is empty, `#` with an id, or the words that the row holds: an order in which equal texts stand
//! near each other, so that servers can pack them well. Texts stand as they are shown: folding is the page's, so that
//! what is typed and what is searched are folded by one function.

use crate::page::basis::Basis;
use crate::page::script::json;
use crate::record::Scope;

use super::entry::{Entry, Found, Spot};
use super::sound;

/// The script.
pub(super) fn script(basis: &Basis<'_>, entries: &[Entry]) -> String {
    let scopes = basis.scopes();
    let places: Vec<String> = scopes.iter().map(|scope| basis.scope_name(scope)).collect();
    let kinds = Found::ALL.map(|kind| (kind.slug(), kind.name()));
    let titles = entries.iter().map(|entry| entry.title.as_str());
    let sounds = sound::table(titles.chain(places.iter().map(String::as_str)));
    let is_together = |a: &Entry, b: &Entry| (a.kind, &a.scope, &a.page) == (b.kind, &b.scope, &b.page);
    let shelves = entries.chunk_by(is_together).filter_map(|entries| shelf(&scopes, entries));
    format!(
        "window.GONGSHI_INDEX={{\"kinds\":{},\n\"places\":{},\n\"sounds\":{},\n\"shelves\":[\n{}\n]}};\n",
        json(&kinds),
        json(&places),
        json(&sounds),
        shelves.collect::<Vec<_>>().join(",\n"),
    )
}

/// Entries of one kind, place and page, one a line.
fn shelf(scopes: &[Scope], entries: &[Entry]) -> Option<String> {
    let first = entries.first()?;
    let kind = Found::ALL.iter().position(|kind| *kind == first.kind)?;
    let place = scopes.iter().position(|scope| Some(scope) == first.scope.as_ref());
    let place = place.and_then(|place| i32::try_from(place).ok()).unwrap_or(-1);
    let lines = entries.iter().map(line).collect::<Vec<_>>().join(",\n");
    Some(format!("[{kind},{place},{},[\n{lines}]]", json(&first.page.as_str())))
}

fn line(entry: &Entry) -> String {
    let spot = match &entry.spot {
        Spot::Whole => String::new(),
        Spot::Id(id) => format!("#{id}"),
        // A blank in front keeps words that begin with # from being an id.
        Spot::Rows(words) if words.starts_with('#') => format!(" {words}"),
        Spot::Rows(words) => words.clone(),
    };
    json(&(&entry.title, spot, &entry.detail, &entry.words, &entry.phone))
}
