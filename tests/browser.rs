//! Every kind of page in a real browser, from a folder and under a sub-path, on a phone and on a desk.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::{Outcome, Site, checker, long_after, on_the_day, repository, run};

/// What kind of page an address is: what differs from district to district and number to number is left out.
fn kind_of(path: &str) -> String {
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

/// The largest and the smallest page of every kind.
fn one_of_every_kind(site: &Site) -> Vec<String> {
    let files = site.files("output/site");
    let mut kinds: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    for (path, bytes) in files.ending(".html") {
        kinds.entry(kind_of(path)).or_default().push((bytes.len(), path));
    }
    let mut pages: Vec<_> = kinds
        .values()
        .flat_map(|pages| [pages.iter().min(), pages.iter().max()])
        .flatten()
        .map(|it| it.1.to_owned())
        .collect();
    pages.sort();
    pages.dedup();
    pages
}

fn look_at(folder: &Path, pages: &[String]) -> Outcome {
    let mut script = Command::new("node");
    script.arg(repository("tests/tools/browser.mjs")).arg(checker("node/node_modules/playwright-core/index.mjs"));
    run(script.arg(folder).args(pages))
}

#[test]
fn every_kind_of_page_is_sound() {
    for site in [on_the_day(), long_after()] {
        let pages = one_of_every_kind(site);
        assert!(pages.len() >= 20, "the sample has many kinds of pages: {pages:?}");
        look_at(&site.path("output/site"), &pages).succeeds().says(&format!("{} pages", pages.len()));
    }
}

#[test]
fn the_browser_sees_what_is_wrong() {
    let site = Site::empty()
        .with_file("wide.html", "<!doctype html><title>a</title><p style='width:3000px'>a")
        .with_file("loud.html", "<!doctype html><title>a</title><script>console.log('here')</script>")
        .with_file("far.html", "<!doctype html><title>a</title><img src='http://127.0.0.1:9/a.png' alt='a'>")
        .with_file("elsewhere.html", "<!doctype html><title>a</title><script>location.hash = 'x'</script>")
        .with_file(
            "policy.html",
            "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><style>p{}</style>",
        );
    let wrong = [
        ("wide.html", "scrolls sideways"),
        ("loud.html", "writes to the console"),
        ("far.html", "asks others"),
        ("elsewhere.html", "went to"),
        ("policy.html", "breaks its policy"),
        ("missing.html", "does not open"),
    ];
    let outcome = look_at(&site.path(""), &wrong.map(|(page, _)| page.to_owned())).fails(1);
    for (page, finding) in wrong {
        for place in ["file 390", "file 1366", "http 390", "http 1366"] {
            let seen = |line: &str| line.starts_with(&format!("{place} {page}: {finding}"));
            assert!(outcome.stderr.lines().any(seen), "{place} {page}: {finding}\n{}", outcome.stderr);
        }
    }
}

#[test]
fn kinds_leave_out_names_and_numbers() {
    assert_eq!(kind_of("subsidies/2021-03/taishan/r2/3.html"), kind_of("subsidies/2021-02/gaoxin/r1/2.html"));
    assert_ne!(kind_of("subsidies/2021-03/index.html"), kind_of("projects/taishan/index.html"));
    assert_ne!(kind_of("index.html"), kind_of("404.html"));
}
