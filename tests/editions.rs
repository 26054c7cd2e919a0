//! The frozen record: only added to, never changed, and never behind its own date.

use crate::support::{EDITION_FOUR_ON, Site, on_the_day};

#[test]
fn the_prepared_sources_become_edition_4() {
    let site = on_the_day();
    assert!(site.path("content/editions/0004/data/edition.json").is_file());
    assert!(!site.path("content/editions/0005").exists());
    assert_eq!(site.file("content/editions/log.txt").lines().count(), 4);
    assert!(site.path("output/site/editions/0004/index.html").is_file());
}

#[test]
fn earlier_editions_keep_every_byte() {
    let (before, after) = (Site::sample().files("content/editions"), on_the_day().files("content/editions"));
    for edition in ["0001/", "0002/", "0003/"] {
        assert!(!before.below(edition).0.is_empty());
        before.below(edition).is_same_as(&after.below(edition));
    }
    let (before, after) = (&before.0["log.txt"], &after.0["log.txt"]);
    assert!(after.starts_with(before), "the log is only added to");
}

#[test]
fn publishing_the_same_again_is_refused() {
    let site = Site::sample();
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    let before = site.files("");
    site.run(["publish", "--date", "2021-06-28"]).fails(1).says("没有变化");
    before.is_same_as(&site.files(""));
}

#[test]
fn a_date_before_the_last_edition_is_refused() {
    let site = Site::sample();
    let before = site.files("");
    site.run(["publish", "--date", "2021-01-04"]).fails(1).says("[date-goes-back]");
    before.is_same_as(&site.files(""));
}

#[test]
fn a_changed_byte_in_a_frozen_edition_is_refused_with_its_name() {
    for command in [vec!["publish", "--date", EDITION_FOUR_ON], vec!["build", "--date", EDITION_FOUR_ON]] {
        for ending in [".csv", "edition.json", ".md"] {
            let site = Site::sample();
            let editions = site.files("content/editions");
            let (path, _) = editions.ending(ending).find(|(path, _)| path.starts_with("0001/")).expect("it is there");
            let site = flip_a_byte(site, &format!("content/editions/{path}"));
            let before = site.files("");
            site.run(command.clone()).fails(1).says("0001").says("[archive]");
            before.is_same_as(&site.files(""));
        }
    }
}

#[test]
fn a_missing_file_of_a_frozen_edition_is_refused() {
    for path in ["0002/data/edition.json", "0002/manifest-sha256.txt", "0002", "log.txt"] {
        let site = Site::sample().without(&format!("content/editions/{path}"));
        let before = site.files("");
        site.run(["publish", "--date", EDITION_FOUR_ON]).fails(1).says("[edition-missing]");
        before.is_same_as(&site.files(""));
    }
}

fn flip_a_byte(site: Site, path: &str) -> Site {
    let mut bytes = std::fs::read(site.path(path)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    site.with_file(path, bytes)
}
