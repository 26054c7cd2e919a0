//! Every kind of page in a real browser: from a folder and under a sub-path, on a phone and on a desk, from 320 to 1920
//! wide, read by axe-core for whoever cannot see or point.

use std::path::Path;

use crate::support::{Outcome, Site, long_after, node, on_the_day, one_of_every_kind, run};

fn look_at(folder: &Path, pages: &[String]) -> Outcome {
    run(node("browser.mjs").arg(folder).args(pages))
}

#[test]
fn every_kind_of_page_is_sound() {
    let pages = one_of_every_kind(on_the_day());
    assert!(pages.len() >= 20, "the sample has many kinds of pages: {pages:?}");
    look_at(&on_the_day().path("output/site"), &pages).succeeds().says(&format!("{} pages", pages.len()));
}

#[test]
fn every_page_of_notices_that_are_over_is_sound() {
    let mut pages = one_of_every_kind(long_after());
    pages.retain(|page| page == "index.html" || page.starts_with("subsidies/") || page.starts_with("districts/"));
    assert!(pages.len() >= 6, "{pages:?}");
    look_at(&long_after().path("output/site"), &pages).succeeds().says(&format!("{} pages", pages.len()));
}

/// A page that has one thing wrong with it and nothing else.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=zh><meta name=viewport content='width=device-width'><title>a</title>\
         <link rel=icon href='data:,'>{head}\
         <main><h1>a</h1>{body}</main>"
    )
}

#[test]
fn the_browser_sees_what_is_wrong() {
    let forbid = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><style>p{}</style>";
    let site = Site::empty()
        .with_file("wide.html", page("", "<p style='width:3000px'>a"))
        .with_file("loud.html", page("<script>console.log('here')</script>", ""))
        .with_file("asking.html", page("<script>alert('here')</script>", ""))
        .with_file("far.html", page("", "<img src='http://127.0.0.1:9/a.png' alt='a'>"))
        .with_file("elsewhere.html", page("<script>location.hash = 'x'</script>", ""))
        .with_file("policy.html", page(forbid, ""))
        .with_file("pale.html", page("", "<p style='color:#ccc'>hard to read"));
    let everywhere = &["file 390", "file 1366", "http 390", "http 1366"];
    let wrong: [(&str, &str, &[&str]); 9] = [
        ("wide.html", "scrolls sideways", &["http 320", "http 360", "http 768", "http 1366", "http 1920"]),
        ("loud.html", "writes to the console", everywhere),
        ("asking.html", "opens a dialog", everywhere),
        ("far.html", "asks others", everywhere),
        ("elsewhere.html", "went to", everywhere),
        ("policy.html", "breaks its policy", everywhere),
        ("missing.html", "does not open", &["file 390", "file 1366"]),
        ("missing.html", "gets 404", &["http 390", "http 1366"]),
        ("pale.html", "axe color-contrast", &["http 390", "http 768", "http 1366"]),
    ];
    let outcome = look_at(&site.path(""), &wrong.map(|(page, ..)| page.to_owned())).fails(1);
    for (page, finding, places) in wrong {
        for place in places {
            let seen = |line: &str| line.starts_with(&format!("{place} {page}: {finding}"));
            assert!(outcome.stderr.lines().any(seen), "{place} {page}: {finding}\n{}", outcome.stderr);
        }
    }
}

#[test]
fn the_browser_finds_nothing_wrong_with_a_sound_page() {
    let site = Site::empty().with_file("sound.html", page("", "<p>a"));
    look_at(&site.path(""), &["sound.html".to_owned()]).succeeds().says("0 findings");
}
