//! A site without what is derived for the ease of readers: no workbooks, no capture sheets, and no word of either.

use std::collections::BTreeSet;

use crate::links::no_link_is_broken;
use crate::support::{EDITION_FOUR_ON, Site, on_the_day};

/// The sample with both left out.
fn without_both() -> Site {
    let site = Site::sample().replace("content/site.toml", "workbooks = true", "workbooks = false").replace(
        "content/site.toml",
        "sheets = true",
        "sheets = false",
    );
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    site.run(["build", "--date", EDITION_FOUR_ON]).succeeds();
    site
}

/// The places of a site's files, but of those that are named by what they hold.
fn places(site: &Site) -> BTreeSet<String> {
    site.files("output/site").0.into_keys().filter(|place| !place.starts_with("assets/")).collect()
}

fn is_derived(place: &str) -> bool {
    place.ends_with(".xlsx") || place.contains("/sheets/")
}

#[test]
fn workbooks_and_sheets_can_be_left_out() {
    let (with, without) = (places(on_the_day()), without_both());
    let left: BTreeSet<String> = places(&without);
    let gone: Vec<_> = with.difference(&left).filter(|place| !is_derived(place)).collect();
    assert!(gone.is_empty(), "nothing else is left out: {gone:?}");
    let kept: Vec<_> = left.iter().filter(|place| is_derived(place)).collect();
    assert!(kept.is_empty(), "left out: {kept:?}");
    assert!(with.iter().any(|place| place.ends_with("-form.xlsx")), "the sample has the notice's own form");
    assert!(with.iter().any(|place| place.contains("/sheets/")), "the sample has sheets");

    no_link_is_broken(&without);
    for (path, bytes) in without.files("output/site").ending(".html") {
        let is_about_the_program = path.starts_with("articles/") || path.starts_with("themes/");
        let text = String::from_utf8_lossy(bytes);
        for word in ["Excel 工作簿", ".xlsx", "截图存证"] {
            assert!(is_about_the_program || !text.contains(word), "{path} speaks of {word}");
        }
    }
    without.run(["verify"]).succeeds();
}

#[cfg(feature = "chromium")]
#[test]
fn capture_says_that_sheets_are_off() {
    let site = Site::sample().replace("content/site.toml", "sheets = true", "sheets = false");
    site.run(["capture", "--all"]).fails(1).says("设置里关掉了截图存证页").says("把 [capture] 里的 sheets 改成 true");
}
