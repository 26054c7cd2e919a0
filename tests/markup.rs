//! Every page is clean by html-validate, which is stricter than the standard (`tests/tools/html-validate.cjs`).

use std::path::Path;
use std::process::Command;

use crate::support::{Outcome, Site, checker, long_after, on_the_day, repository, run};

fn validate(folder: &Path) -> Outcome {
    let mut script = Command::new("node");
    script.arg(checker("node/node_modules/html-validate/bin/html-validate.mjs"));
    script.arg("--config").arg(repository("tests/tools/html-validate.cjs"));
    run(script.args(["--formatter", "text", "**/*.html"]).current_dir(folder))
}

#[test]
fn html_validate_finds_no_error() {
    for site in [on_the_day(), long_after()] {
        validate(&site.path("output/site")).succeeds();
    }
}

#[test]
fn html_validate_is_awake() {
    let wrong = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><title>a</title></head>\n\
                 <body><img src=\"a.png\"><p id=\"a\"><p id=\"a\"></p></p></body></html>\n";
    let site = Site::empty().with_file("a/b.html", wrong);
    let outcome = validate(&site.path("")).fails(1);
    for rule in ["wcag/h37", "no-dup-id", "no-implicit-close"] {
        assert!(outcome.stdout.contains(rule), "{rule}\n{}", outcome.stdout);
    }
}
