//! 阅读辅助: what a reader chooses is there, stays from page to page where scripts run, and leaves pages sound.

use crate::support::{Site, largest, node, on_the_day, run};

#[test]
fn what_a_reader_chooses_stays_and_keeps_pages_sound() {
    let site = on_the_day();
    let pages = [
        "index.html".to_owned(),
        "courses/index.html".to_owned(),
        largest(site, "subsidies/*/*/r/index"),
        "statistics/index.html".to_owned(),
    ];
    run(node("aids.mjs").arg(site.path("output/site")).args(pages)).succeeds().says("64 states, 0 findings");
}

#[test]
fn aids_that_do_nothing_are_seen() {
    let boxes = ["big", "contrast", "pointer", "plain"].map(|name| format!("<input type=checkbox id=aid-{name}>"));
    let page = format!("<!doctype html><title>a</title><p class=aid>{}<p class=strip-code>a", boxes.concat());
    let site = Site::empty().with_file("a.html", page);
    let outcome = run(node("aids.mjs").arg(site.path("")).arg("a.html")).fails(1);
    for finding in ["has text of 16 px", "has the ground", "has no large pointer", "shows its QR code"] {
        assert!(outcome.stderr.contains(finding), "{finding}\n{}", outcome.stderr);
    }
}
