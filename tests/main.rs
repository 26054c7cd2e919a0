//! The integration tests: the real program, run as its users run it, and what it wrote, read by tools we did not make.
//!
//! `tests/run` installs the tools and runs everything. `GONGSHI_REWRITE=1` rewrites what is expected: read the diff.

#![expect(clippy::disallowed_methods, reason = "a test is an edge: it makes folders of its own and runs programs")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod aids;
mod bags;
mod bombs;
mod browser;
mod calendar;
#[cfg(feature = "chromium")]
mod capture;
mod cases;
mod contract;
mod corpora;
mod crash;
mod crowd;
mod datapackage;
mod derived;
mod editions;
mod hosting;
mod init;
mod layers;
mod leaving;
mod lighthouse;
mod links;
mod look;
mod manifest;
mod markup;
#[cfg(feature = "minify")]
mod minified;
mod naughty;
mod nu;
mod old_browsers;
mod pack;
mod paper;
mod power;
mod privacy;
mod readme;
mod remembered;
mod reproducible;
mod reuse;
mod search;
mod send_back;
mod serve;
mod sheets;
mod structured_data;
mod support;
mod tampering;
mod themes;
mod traps;
mod upload;
mod verify;
mod verify_page;
mod web_archive;
mod withdraw;
