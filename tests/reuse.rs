//! A build over a site that stands leaves lists alone of which nothing changed: what comes of it is always the site
//! that a build from nothing makes. The program under test makes such lists all the same, and stops if they differ.

use std::path::Path;

use crate::support::{EDITION_FOUR_ON, Site};

const MEMO: &str = "output/.site.memo";

/// A list whose notice period is over on that day, and which that edition does not concern.
const LIST: &str = "subsidies/2021-02/gaoxin";

/// The sample, published and built.
fn built() -> Site {
    let site = Site::sample();
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    build(&site, EDITION_FOUR_ON);
    assert!(site.path(MEMO).is_file());
    site
}

/// Builds over the site that stands, and compares it with one from nothing.
fn build(site: &Site, on: &str) {
    site.run(["build", "--date", on]).succeeds();
    let fresh = format!("output/fresh-{on}");
    site.run(["build", "--date", on, "--out", &fresh]).succeeds();
    site.files("output/site").is_same_as(&site.files(&fresh));
    std::fs::remove_dir_all(site.path(&fresh)).unwrap();
}

/// A file of the built list.
fn page(site: &Site) -> std::path::PathBuf {
    let folder = site.path(&format!("output/site/{LIST}"));
    let newest = std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path()).max().unwrap();
    newest.join("index.html")
}

/// When and as what a file was written.
fn written(path: &Path) -> (u64, std::time::SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path).unwrap();
    (found.ino(), found.modified().unwrap())
}

#[test]
fn what_a_memo_says_makes_no_difference_to_the_site() {
    let site = built();
    let before = written(&page(&site));
    build(&site, "2021-06-26");
    assert_eq!(written(&page(&site)), before, "a list whose period is over is the same on every day");
    build(&site, "2031-12-01");
    assert_ne!(written(&page(&site)), before, "its rows left");
    let site = site.replace("content/site.toml", "name = \"", "name = \"另一");
    build(&site, "2031-12-02");
    let site = site.with_file("themes/default/strip.html", "<p>另一条：{{ page.strip.fingerprint }}</p>");
    build(&site, "2031-12-02");
    assert!(std::fs::read_to_string(page(&site)).unwrap().contains("另一条"), "the theme's own strip");
}

#[test]
fn an_edition_that_does_not_concern_a_list_leaves_its_files_alone() {
    let site = Site::sample();
    build(&site, EDITION_FOUR_ON);
    let before = written(&page(&site));
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    build(&site, EDITION_FOUR_ON);
    assert_eq!(written(&page(&site)), before);
}

#[test]
fn a_correction_of_one_list_leaves_the_other_lists_of_its_notice_alone() {
    let site = built();
    let others = site.files("output/site/subsidies/2021-03/taishan");
    let site = site.replace("content/sources/subsidies/2021-03/dongping.csv", "王范丁", "王范甲");
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    build(&site, EDITION_FOUR_ON);
    assert!(site.path("output/site/subsidies/2021-03/dongping/r2/index.html").is_file());
    site.files("output/site/subsidies/2021-03/taishan").is_same_as(&others);
}

#[test]
fn a_file_that_somebody_wrote_to_is_made_again_even_if_its_time_was_set_back() {
    let site = built();
    let page = page(&site);
    let (text, at) = (std::fs::read_to_string(&page).unwrap(), std::fs::metadata(&page).unwrap().modified().unwrap());
    let (from, to) = ("补贴", "津贴");
    assert_eq!(from.len(), to.len());
    std::fs::write(&page, text.replacen(from, to, 1)).unwrap();
    std::fs::File::options().write(true).open(&page).unwrap().set_modified(at).unwrap();
    build(&site, EDITION_FOUR_ON);
    assert_eq!(std::fs::read_to_string(&page).unwrap(), text);
}

#[test]
fn a_memo_that_is_damaged_or_gone_costs_nothing_but_time() {
    let site = built();
    let mut memo = std::fs::read(site.path(MEMO)).unwrap();
    let middle = memo.len() / 2;
    memo[middle] ^= 1;
    let site = site.with_file(MEMO, memo);
    build(&site, EDITION_FOUR_ON);
    let site = site.without(MEMO);
    build(&site, EDITION_FOUR_ON);
    let site = site.without("output/site");
    build(&site, EDITION_FOUR_ON);
}

#[test]
fn what_a_build_remembers_is_what_the_system_tells_of_the_site() {
    use std::os::unix::fs::MetadataExt;
    let site = built();
    build(&site, "2021-06-26");
    let memo = std::fs::read(site.path(MEMO)).unwrap();
    let memo: serde_json::Value = serde_json::from_slice(&memo[64..]).unwrap();
    let lists: Vec<_> = memo["it"].as_object().unwrap().values().collect();
    let files: Vec<_> = lists.iter().flat_map(|list| list["files"].as_array().unwrap()).collect();
    assert!(lists.len() > 10 && files.len() > 50, "{} files of {} lists", files.len(), lists.len());
    for file in files {
        let path = file["path"].as_str().unwrap();
        let now = std::fs::metadata(site.path("output/site").join(path)).unwrap();
        let told = serde_json::json!([now.ctime(), now.ctime_nsec()]);
        assert_eq!(file["stamp"]["changed"], told, "{path} would be made again for nothing");
    }
}

#[test]
fn a_copy_of_a_site_is_not_taken_for_it() {
    let site = built();
    let memo = std::fs::read(site.path(MEMO)).unwrap();
    let copy = Site::empty().with_tree("", &site.path("")).with_file(MEMO, memo);
    build(&copy, EDITION_FOUR_ON);
}
