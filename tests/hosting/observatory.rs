//! MDN's HTTP Observatory, run on what nginx answers: by the written settings it misses nothing but TLS.

use std::process::Command;

use crate::support::{Outcome, Tree, checker, on_the_day, repository, run};

use super::server::{Server, Way};
use super::{FOLDER, started};

/// MDN's HTTP Observatory, on what a server of this machine answers for a path.
fn observatory(server: &Server, path: &str) -> Outcome {
    let mut script = Command::new("node");
    script.arg(repository("tests/tools/observatory.mjs")).arg(checker("node/node_modules/@mdn/mdn-http-observatory"));
    run(script.arg(server.port.to_string()).arg(path))
}

/// The tests of MDN's HTTP Observatory that lost points.
fn points_lost(outcome: &Outcome) -> Vec<&str> {
    let lines: Vec<Vec<&str>> = outcome.stdout.lines().map(|line| line.split('\t').collect()).collect();
    assert!(lines.len() == 10, "the Observatory has ten tests: {lines:?}");
    lines.iter().filter(|line| line[0].parse::<i32>().unwrap() < 0).map(|line| line[1]).collect()
}

#[test]
fn mdns_observatory_misses_tls_alone() {
    let (server, site) = started(Way::Nginx);
    let style = format!("{FOLDER}{}", site.0.keys().find(|path| path.ends_with(".css")).unwrap());
    let table = format!("{FOLDER}{}", site.0.keys().find(|path| path.ends_with(".xlsx")).unwrap());
    for path in [FOLDER, "/zyjn/districts/taishan/index.html", &style, &table] {
        let outcome = observatory(&server, path).succeeds();
        assert_eq!(points_lost(&outcome), ["redirection", "strict-transport-security"], "{path}:\n{}", outcome.stdout);
    }
}

#[test]
fn mdns_observatory_is_awake() {
    let site = on_the_day().files("output/site");
    let server = Server::start(Way::BareNginx, &site, &Tree::default(), FOLDER);
    let outcome = observatory(&server, "/zyjn/index.html").succeeds();
    let lost = points_lost(&outcome);
    for test in ["x-frame-options", "x-content-type-options"] {
        assert!(lost.contains(&test), "{test} is missed:\n{}", outcome.stdout);
    }
}
