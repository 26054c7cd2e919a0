//! `check`: everything `publish` would refuse, all at once. Writes nothing.

use std::fmt;

use serde::Serialize;

use crate::diagnostic::{Failed, Report};

use super::{Session, Summary, intake};

/// What was checked.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    notices: usize,
    lists: usize,
    rows: usize,
}

/// Runs the command.
///
/// # Errors
/// When something must be mended.
pub fn run(session: &Session, report: &mut Report) -> Result<Summary, Failed> {
    let checked = intake::take_in(session, report)?.checked;
    let rows = checked.lists.iter().map(|list| list.records.len()).sum();
    Ok(Summary::of(&Done { command: "check", notices: checked.notices.len(), lists: checked.lists.len(), rows }))
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "检查通过：公示 {} 个，清单 {} 张，共 {} 行。", self.notices, self.lists, self.rows)
    }
}
