//! The site is a function of what stands in `content/` and `themes/` and of the date, and of nothing else.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::SystemTime;

use crate::support::{EDITION_FOUR_ON, Outcome, Site, Tree, repository};

const BUILD: [&str; 3] = ["build", "--date", EDITION_FOUR_ON];

/// The sample with its files written in the opposite order, so that the disk lists them in another one.
fn sample_written_backwards() -> Site {
    ["content", "themes"].into_iter().fold(Site::empty(), |site, folder| {
        let files = Tree::read(&repository(folder)).0.into_iter().rev();
        files.fold(site, |site, (path, bytes)| site.with_file(&format!("{folder}/{path}"), bytes))
    })
}

/// Runs the program as somebody else would, somewhere else.
fn elsewhere(site: &Site, arguments: [&str; 3]) -> Outcome {
    let program = site.program();
    let mut shell = Command::new("/bin/sh");
    shell.env_clear().current_dir("/").args(["-c", "umask 077; exec \"$@\"", "sh"]).arg(program.get_program());
    shell.arg("--root").arg(site.path("")).args(arguments);
    shell.env("TZ", "America/St_Johns").env("LANG", "tr_TR.UTF-8").env("LC_ALL", "tr_TR.UTF-8").env("HOME", "/nowhere");
    site.outcome(shell.env("RAYON_NUM_THREADS", "1").env("SOURCE_DATE_EPOCH", "1"))
}

#[test]
fn two_machines_build_the_same_bytes() {
    let (here, there) = (Site::sample(), sample_written_backwards());
    here.run(BUILD).succeeds();
    elsewhere(&there, BUILD).succeeds();
    here.files("output/site").is_same_as(&there.files("output/site"));
}

#[test]
fn two_machines_freeze_the_same_edition() {
    let publish = ["publish", "--date", EDITION_FOUR_ON];
    let (here, there) = (Site::sample(), sample_written_backwards());
    here.run(publish).succeeds();
    elsewhere(&there, publish).succeeds();
    here.files("content/editions").is_same_as(&there.files("content/editions"));
}

#[test]
fn files_that_stay_the_same_are_left_alone() {
    let site = Site::sample();
    site.run(BUILD).succeeds();
    let (times, files) = (modified(&site), site.files("output/site"));
    site.run(BUILD).succeeds();
    files.is_same_as(&site.files("output/site"));
    assert_eq!(times, modified(&site));
}

#[test]
fn a_file_that_no_longer_belongs_leaves() {
    let site = Site::sample();
    site.run(BUILD).succeeds();
    let files = site.files("output/site");
    site.run(["build", "--date", "2041-01-01"]).succeeds();
    site.run(BUILD).succeeds();
    files.is_same_as(&site.files("output/site"));
}

#[test]
fn build_needs_no_sources() {
    let whole = Site::sample();
    whole.run(BUILD).succeeds();
    let without = Site::sample().without("content/sources");
    without.run(BUILD).succeeds();
    whole.files("output/site").is_same_as(&without.files("output/site"));
}

#[test]
fn build_does_not_look_at_the_sources() {
    let site =
        Site::sample().without("content/sources").with_file("content/sources/subsidies/x/a.csv", [0xff, 0xfe, 0]);
    let sources = site.path("content/sources");
    std::fs::set_permissions(&sources, PermissionsExt::from_mode(0o000)).unwrap();
    let outcome = site.run(BUILD);
    std::fs::set_permissions(&sources, PermissionsExt::from_mode(0o755)).unwrap();
    outcome.succeeds();
}

#[test]
fn a_folder_that_is_not_ours_is_not_written_to() {
    let site = Site::sample().with_file("output/site/holiday.jpg", "not ours");
    site.run(BUILD).fails(1).says("[not-ours]");
    assert_eq!(site.file("output/site/holiday.jpg"), "not ours");
    assert_eq!(site.files("output/site").0.len(), 1);
}

fn modified(site: &Site) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| std::fs::metadata(site.path("output/site").join(path)).unwrap().modified().unwrap();
    site.files("output/site").0.keys().map(|path| (path.clone(), time(path))).collect()
}
