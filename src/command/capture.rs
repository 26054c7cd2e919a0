//! `capture`: pictures of lists' sheets, proved, and a pack of evidence for each list. From the site as built, or from
//! the host where it stands.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::diagnostic::{Failed, Report};
use crate::evidence::Layout;

use super::{Session, Summary};

#[cfg(feature = "chromium")]
mod choice;
#[cfg(feature = "chromium")]
mod taking;

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Of which lists.
    pub lists: Lists,
    /// From where.
    pub from: From,
    /// In which forms.
    pub layouts: Vec<Layout>,
    /// Who does it.
    pub operator: Option<String>,
    /// The browser to use.
    pub browser: Option<PathBuf>,
    /// Now.
    pub moment: DateTime<FixedOffset>,
}

/// Which lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lists {
    /// Those of a notice, or that of one of its districts.
    Notice {
        /// The notice's name in addresses.
        notice: String,
        /// The district's name, or its name in addresses.
        district: Option<String>,
    },
    /// One list by its id, such as `occupations/city`.
    List(String),
    /// Those that an edition added or corrected and that are still in force.
    Edition(u32),
    /// All that have sheets.
    All,
}

/// From where pages are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// `output/site`.
    Local,
    /// A host, by its address or by that of the settings.
    Live(Option<String>),
}

/// Runs the command.
///
/// # Errors
/// When there is no such list, the site is not as it must be, there is no browser, or a proof fails.
#[cfg(feature = "chromium")]
pub fn run(session: &Session, wanted: &Wanted, report: &mut Report) -> Result<Summary, Failed> {
    taking::run(session, wanted, report)
}

/// Says that this program was built without what it takes.
///
/// # Errors
/// Always.
#[cfg(not(feature = "chromium"))]
pub fn run(_: &Session, _: &Wanted, report: &mut Report) -> Result<Summary, Failed> {
    use crate::diagnostic::{Code, Diagnostic, Location};
    let problem = "这个程序编译时没有带截图功能（chromium），截不了图。";
    report.fail(
        Diagnostic::error(Code::Browser, Location::default(), problem)
            .help("请改用带截图功能的程序：编译时不加 --no-default-features，或加上 --features chromium。"),
    )
}
