//! `build.json`: what a site says of itself, for programs that verify it. People read the same in every footer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::value::digest::Fingerprint;

use super::{OutputFile, SitePath};

/// Where it stands.
pub const BUILD_JSON: &str = "build.json";

/// By which program, as of which day and from which edition a site was built. That it says so proves nothing: whoever
/// verifies builds the site again and compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildStatement {
    /// The program with its version: `gongshi 0.1.0`.
    pub program: String,
    /// The build date (生成日期).
    pub date: NaiveDate,
    /// The number of the newest edition in it; none before the first.
    pub edition: Option<u32>,
    /// The fingerprint (指纹) that this edition left.
    pub fingerprint: Option<Fingerprint>,
}

impl BuildStatement {
    /// The statement of a site that this program builds.
    pub fn new(date: NaiveDate, newest: Option<(u32, Fingerprint)>) -> Self {
        let (edition, fingerprint) = newest.unzip();
        Self { program: Self::this_program(), date, edition, fingerprint }
    }

    /// This program with its version.
    pub fn this_program() -> String {
        concat!("gongshi ", env!("CARGO_PKG_VERSION")).to_owned()
    }

    /// Reads a statement; none if the bytes are something else.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The statement as a file of the site.
    pub fn to_file(&self) -> OutputFile {
        #[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
        let mut bytes = serde_json::to_vec_pretty(self).expect("a statement serialises");
        bytes.push(b'\n');
        OutputFile { path: SitePath::new(BUILD_JSON), bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::digest::Digest;

    #[test]
    fn what_is_stated_reads_back() {
        let date = NaiveDate::from_ymd_opt(2021, 6, 25).unwrap();
        let newest = Some((4, Fingerprint::of(&Digest::of(b"abc"))));
        for statement in [BuildStatement::new(date, newest), BuildStatement::new(date, None)] {
            assert_eq!(BuildStatement::parse(&statement.to_file().bytes), Some(statement));
        }
        assert_eq!(BuildStatement::parse(b"<html>"), None);
    }
}
