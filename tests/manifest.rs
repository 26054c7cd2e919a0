//! The site's manifest names every file, and `sha256sum` agrees.

use std::process::Command;

use crate::support::{on_the_day, run};

#[test]
fn sha256sum_accepts_the_site() {
    let site = on_the_day().path("output/site");
    run(Command::new("sha256sum").current_dir(site).args(["--strict", "--quiet", "-c", "manifest.txt"])).succeeds();
}

#[test]
fn the_manifest_names_every_other_file_once() {
    let site = on_the_day();
    let manifest = site.file("output/site/manifest.txt");
    let named: Vec<_> =
        manifest.lines().map(|line| line.split_once("  ").expect("digest, two blanks, path").1).collect();
    let files = site.files("output/site");
    let others: Vec<_> = files.0.keys().map(String::as_str).filter(|path| *path != "manifest.txt").collect();
    assert_eq!(named, others);
}
