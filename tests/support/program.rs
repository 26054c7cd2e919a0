//! Programs of others that check our work, and the switch that rewrites what is expected.

use std::path::PathBuf;
use std::process::Command;

use super::{Outcome, repository};

/// A file of the checkers that `tests/run` installs.
///
/// A missing checker is a failure, never a skip: what is not checked is not known.
pub(crate) fn checker(below: &str) -> PathBuf {
    let tools = std::env::var_os("GONGSHI_TEST_TOOLS").map_or_else(|| repository("target/test-tools"), PathBuf::from);
    let path = tools.join(below);
    assert!(path.exists(), "{} is missing: tests/run installs it", path.display());
    path
}

/// A script of `tests/tools`, about to run in Node with the packages that `tests/run` installs.
pub(crate) fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(repository("tests/tools").join(script)).arg(checker("node/node_modules"));
    node
}

/// Runs a program to its end.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> Outcome {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    Outcome::new(&output, "")
}

/// Whether this run rewrites what is expected (`GONGSHI_REWRITE=1`).
pub(crate) fn rewriting() -> bool {
    std::env::var_os("GONGSHI_REWRITE").is_some_and(|value| value == "1")
}
