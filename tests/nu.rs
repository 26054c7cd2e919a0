//! Every page is valid HTML by the Nu checker.

use std::process::Command;

use crate::support::{checker, long_after, on_the_day, run};

#[test]
fn the_nu_checker_finds_no_error() {
    let mut nu = Command::new("java");
    nu.arg("-jar").arg(checker("node/node_modules/vnu-jar/build/dist/vnu.jar"));
    nu.args(["--errors-only", "--skip-non-html"])
        .args([on_the_day(), long_after()].map(|site| site.path("output/site")));
    run(&mut nu).succeeds();
}

#[test]
fn the_nu_checker_is_awake() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.html"), "<!doctype html><html lang=zh><title>a</title><p wrong=left>")
        .unwrap();
    let mut nu = Command::new("java");
    nu.arg("-jar").arg(checker("node/node_modules/vnu-jar/build/dist/vnu.jar"));
    run(nu.args(["--errors-only", "--skip-non-html"]).arg(folder.path())).fails(1).says("wrong");
}
