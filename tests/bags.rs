//! Every frozen edition is a bag that tools of others accept.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Site, checker, on_the_day, run};

fn editions(site: &Site) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(site.path("content/editions")).unwrap();
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert_eq!(folders.len(), 4, "the sample has three editions and one more");
    folders
}

fn sums(bag: &Path, manifest: &str) -> Command {
    let mut command = Command::new("sha256sum");
    command.current_dir(bag).args(["--strict", "-c", manifest]);
    command
}

#[test]
fn the_library_of_congress_accepts_every_edition() {
    for bag in editions(on_the_day()) {
        run(Command::new(checker("python/bin/bagit.py")).arg("--validate").arg(&bag)).succeeds().says("is valid");
    }
}

#[test]
fn sha256sum_accepts_every_edition() {
    for bag in editions(on_the_day()) {
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            run(&mut sums(&bag, manifest)).succeeds().says(": OK");
        }
    }
}

#[test]
fn both_refuse_an_edition_with_one_byte_changed() {
    let site = Site::sample();
    let bag = site.path("content/editions/0001");
    let list = site.files("content/editions/0001").ending(".csv").next().expect("an edition holds a list").0.to_owned();
    let site = site.replace(&format!("content/editions/0001/{list}"), "\r\n", "\n");
    run(Command::new(checker("python/bin/bagit.py")).arg("--validate").arg(&bag)).fails(1);
    run(&mut sums(&bag, "manifest-sha256.txt")).fails(1).says("FAILED");
    drop(site);
}
