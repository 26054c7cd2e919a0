//! What every integration test is written with: a site of its own, the program run in it, and what came of it.

#[cfg(feature = "chromium")]
mod digits;
mod host;
#[cfg(feature = "chromium")]
mod hosted;
#[cfg(feature = "chromium")]
mod lists;
pub(crate) mod made;
mod outcome;
mod pack;
mod pages;
mod preview;
mod program;
mod sample;
mod site;
mod tree;

#[cfg(feature = "chromium")]
pub(crate) use digits::{Digits, Greys};
pub(crate) use host::{Answer, Host};
#[cfg(feature = "chromium")]
pub(crate) use hosted::HostedSite;
#[cfg(feature = "chromium")]
pub(crate) use lists::{NOTICE_ON, with_rows};
pub(crate) use outcome::Outcome;
pub(crate) use pack::{captured, packed, unpacked, unzipped};
pub(crate) use pages::{largest, one_of_every_kind};
pub(crate) use preview::{Preview, Reply};
pub(crate) use program::{checker, node, rewriting, run};
pub(crate) use sample::{EDITION_FOUR_ON, long_after, on_the_day};
pub(crate) use site::Site;
pub(crate) use tree::{Tree, is_memo};

use std::path::{Path, PathBuf};

/// A file or folder of the repository.
pub(crate) fn repository(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}
