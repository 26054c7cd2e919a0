//! The kinds of pages that a finished site has, found by their addresses.

use std::collections::BTreeMap;

use super::Site;

/// What kind of page an address is: what differs from district to district and number to number is left out.
pub(crate) fn kind_of(path: &str) -> String {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut kind: Vec<&str> = folders.split('/').collect();
    for part in kind.iter_mut().skip(1) {
        let is_revision = part.strip_prefix('r').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        *part = if is_revision { "r" } else { "*" };
    }
    let stem = name.trim_end_matches(".html");
    kind.push(if stem.parse::<u32>().is_ok() { "n" } else { stem });
    kind.join("/")
}

/// The pages of every kind with their sizes, smallest first.
pub(crate) fn by_kind(site: &Site) -> BTreeMap<String, Vec<(usize, String)>> {
    let mut kinds: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (path, bytes) in site.files("output/site").ending(".html") {
        kinds.entry(kind_of(path)).or_default().push((bytes.len(), path.to_owned()));
    }
    kinds.values_mut().for_each(|pages| pages.sort());
    kinds
}

/// The largest and the smallest page of every kind.
pub(crate) fn one_of_every_kind(site: &Site) -> Vec<String> {
    let kinds = by_kind(site);
    let ends = kinds.values().flat_map(|pages| [pages.first(), pages.last()]).flatten();
    let mut pages: Vec<_> = ends.map(|page| page.1.clone()).collect();
    pages.sort();
    pages.dedup();
    pages
}

/// The largest page of a kind.
#[track_caller]
pub(crate) fn largest(site: &Site, kind: &str) -> String {
    let kinds = by_kind(site);
    let pages = kinds.get(kind).unwrap_or_else(|| panic!("no page is a {kind}: {:?}", kinds.keys()));
    pages.last().expect("a kind has a page").1.clone()
}

#[test]
fn kinds_leave_out_names_and_numbers() {
    assert_eq!(kind_of("subsidies/2021-03/taishan/r2/3.html"), kind_of("subsidies/2021-02/gaoxin/r1/2.html"));
    assert_ne!(kind_of("subsidies/2021-03/index.html"), kind_of("projects/taishan/index.html"));
    assert_ne!(kind_of("index.html"), kind_of("404.html"));
}
