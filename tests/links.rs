//! Everything a page points to is there, is ours, and is told in a way that works from any folder.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

use crate::support::{Site, long_after, on_the_day};

/// A finished page: what it points to, and what can be pointed to in it.
struct Page {
    references: Vec<Reference>,
    ids: BTreeSet<String>,
    inline: Vec<String>,
}

/// One attribute that points somewhere.
struct Reference {
    element: String,
    target: String,
}

impl Reference {
    /// Whether a reader follows it, and no browser by itself.
    fn is_link(&self) -> bool {
        self.element == "a" || self.element.starts_with("a rel=")
    }
}

fn pages(site: &Site) -> BTreeMap<String, Page> {
    let files = site.files("output/site");
    let pages: BTreeMap<_, _> = files
        .ending(".html")
        .map(|(path, bytes)| (path.to_owned(), read(std::str::from_utf8(bytes).expect("a page is UTF-8"))))
        .collect();
    assert!(pages.len() > 50, "the sample has many pages");
    pages
}

fn read(html: &str) -> Page {
    let document = Html::parse_document(html);
    let mut page = Page { references: Vec::new(), ids: BTreeSet::new(), inline: Vec::new() };
    for element in document.select(&Selector::parse("*").unwrap()) {
        let name = element.value().name();
        for (attribute, value) in element.value().attrs() {
            match attribute {
                "href" | "src" if value.starts_with("data:") => {}
                "href" | "src" | "action" | "poster" | "data" => {
                    page.references.push(Reference { element: describe(&element), target: value.to_owned() });
                }
                "srcset" => panic!("srcset is not followed yet"),
                "id" => assert!(page.ids.insert(value.to_owned()), "two elements are called {value}"),
                "style" => page.inline.push(format!("<{name} style={value:?}>")),
                handler if handler.starts_with("on") => page.inline.push(format!("<{name} {handler}={value:?}>")),
                _ => {}
            }
        }
        let is_data = element.value().attr("type") == Some("application/ld+json");
        let runs_here = name == "script" && element.value().attr("src").is_none() && !is_data;
        if name == "style" || runs_here {
            page.inline.push(format!("<{name}>"));
        }
    }
    page
}

fn describe(element: &scraper::ElementRef<'_>) -> String {
    let value = element.value();
    value.attr("rel").map_or_else(|| value.name().to_owned(), |rel| format!("{} rel={rel}", value.name()))
}

/// Whether an address names a scheme or a host.
pub(crate) fn leaves_the_site(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':') || target.starts_with("//")
}

/// The file that a relative address leads to from a page; none when it climbs out of the site.
pub(crate) fn resolve(page: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn problem(site: &Site, pages: &BTreeMap<String, Page>, page: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return Some("is absolute".to_owned());
    }
    let (address, fragment) = target.split_once('#').map_or((target, None), |(address, id)| (address, Some(id)));
    let Some(file) = resolve(page, address) else { return Some("climbs out of the site".to_owned()) };
    if !site.path("output/site").join(&file).is_file() {
        return Some("leads nowhere".to_owned());
    }
    let is_there = |id: &str| pages.get(&file).is_some_and(|page| page.ids.contains(id));
    fragment.filter(|id| !is_there(id)).map(|id| format!("has no element called {id}"))
}

fn none<T: std::fmt::Display>(what: &str, found: &[T]) {
    let some: Vec<_> = found.iter().take(20).map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} {what}, such as:\n{}", found.len(), some.join("\n"));
}

#[test]
fn every_internal_link_and_fragment_leads_somewhere() {
    no_link_is_broken(on_the_day());
    no_link_is_broken(long_after());
}

/// Every link of a site's pages that stays in the site leads to a file, and to an element of it if it names one.
#[track_caller]
pub(crate) fn no_link_is_broken(site: &Site) {
    let pages = pages(site);
    let mut broken = Vec::new();
    for (path, page) in &pages {
        for Reference { element, target } in page.references.iter().filter(|it| !leaves_the_site(&it.target)) {
            let why = problem(site, &pages, path, target);
            broken.extend(why.map(|why| format!("{path}: <{element}> {target} {why}")));
        }
    }
    none("broken links", &broken);
}

#[test]
fn only_readers_leave_the_site() {
    let mut found = Vec::new();
    for (path, page) in pages(on_the_day()) {
        let outward = |it: &&Reference| {
            let is_told = ["link rel=canonical", "link rel=alternate"].contains(&&*it.element);
            leaves_the_site(&it.target) && !it.is_link() && !is_told
        };
        found
            .extend(page.references.iter().filter(outward).map(|it| format!("{path}: <{}> {}", it.element, it.target)));
    }
    none("requests to others", &found);
}

/// Whether an address of the web is the government's or of the sample's own host.
fn is_known(target: &str) -> bool {
    let url = url::Url::parse(target).unwrap();
    let host = url.host_str().unwrap();
    host == "gov.cn" || host.ends_with(".gov.cn") || host == "gongshi.example"
}

#[test]
fn nobody_leaves_for_an_unknown_site_without_being_asked() {
    let (mut found, mut asked) = (Vec::new(), 0);
    for (path, page) in pages(on_the_day()) {
        let to_web = |it: &&Reference| it.is_link() && it.target.starts_with("http") && !is_known(&it.target);
        let unknown: Vec<&Reference> = page.references.iter().filter(to_web).collect();
        match path.starts_with("leaving/") {
            true if unknown.len() == 1 => asked += 1,
            true => found.push(format!("{path}: leads to {} sites", unknown.len())),
            false => found.extend(unknown.iter().map(|it| format!("{path}: {}", it.target))),
        }
    }
    none("ways out", &found);
    assert!(asked > 0, "the sample has a link to another site");
}

#[test]
fn links_to_the_site_itself_are_relative() {
    let settings: toml::Table = toml::from_str(&on_the_day().file("content/site.toml")).unwrap();
    let Some(base) = settings["site"].get("base_url").and_then(toml::Value::as_str) else { return };
    let mut found = Vec::new();
    // The 404 page answers for addresses at any depth, where nothing relative leads anywhere.
    for (path, page) in pages(on_the_day()).into_iter().filter(|(path, _)| path != "404.html") {
        let absolute = |it: &&Reference| it.element == "a" && it.target.starts_with(base);
        found.extend(page.references.iter().filter(absolute).map(|it| format!("{path}: {}", it.target)));
    }
    none("links that work only at the site's final address", &found);
}

#[test]
fn nothing_is_inline() {
    let pages = pages(on_the_day());
    let inline =
        |(path, page): (&String, &Page)| page.inline.iter().map(|what| format!("{path}: {what}")).collect::<Vec<_>>();
    none("inline styles or scripts", &pages.iter().flat_map(inline).collect::<Vec<_>>());
}

#[test]
fn every_page_is_reached_from_the_home_page() {
    for site in [on_the_day(), long_after()] {
        let pages = pages(site);
        let mut reached = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(path) = next.pop() {
            let targets = pages[&path].references.iter().filter(|it| it.element.starts_with('a'));
            let addresses = targets.filter_map(|it| resolve(&path, it.target.split('#').next().unwrap_or_default()));
            next.extend(addresses.filter(|file| pages.contains_key(file) && reached.insert(file.clone())));
        }
        let lost: Vec<_> = pages.keys().filter(|path| *path != "404.html" && !reached.contains(*path)).collect();
        none("pages nobody finds", &lost);
    }
}

#[test]
fn every_address_in_feed_and_site_map_is_a_page() {
    let site = on_the_day();
    for file in ["feed.xml", "sitemap.xml"] {
        let text = site.file(&format!("output/site/{file}"));
        let addresses: Vec<_> = text.split(['<', '>', '"']).filter(|part| part.ends_with(".html")).collect();
        assert!(!addresses.is_empty(), "{file} names no page");
        let settings: toml::Table = toml::from_str(&site.file("content/site.toml")).unwrap();
        let base = settings["site"].get("base_url").and_then(toml::Value::as_str).unwrap_or_default();
        let lost =
            |address: &&&str| !site.path("output/site").join(address.strip_prefix(base).unwrap_or(address)).is_file();
        none(&format!("addresses of {file} without a page"), &addresses.iter().filter(lost).collect::<Vec<_>>());
    }
}

#[test]
fn every_address_in_a_style_sheet_is_a_file() {
    let site = on_the_day();
    let files = site.files("output/site");
    let mut lost = Vec::new();
    for (path, bytes) in files.ending(".css") {
        let text = String::from_utf8_lossy(bytes);
        for rest in text.split("url(").skip(1) {
            let target = rest.split(')').next().unwrap_or_default().trim_matches(['"', '\'']);
            let there = || resolve(path, target).is_some_and(|file| files.0.contains_key(&file));
            if !target.starts_with("data:") && !there() {
                lost.push(format!("{path}: {target}"));
            }
        }
        assert!(!text.contains("@import"), "{path} imports");
    }
    none("addresses in style sheets", &lost);
}

#[test]
fn addresses_resolve_as_in_a_browser() {
    assert_eq!(resolve("a/b/index.html", "../c.csv").as_deref(), Some("a/c.csv"));
    assert_eq!(resolve("index.html", "a/index.html").as_deref(), Some("a/index.html"));
    assert_eq!(resolve("index.html", "../x"), None);
    assert!(leaves_the_site("https://example.org/") && leaves_the_site("//x") && leaves_the_site("tel:0538"));
    assert!(!leaves_the_site("../a/b:c.html"));
}
