//! Blank workbooks (空白表) for the offices: one a kind of list, made from the columns, so that what is filled in reads
//! clean. Notes on the headings are the messages that spreadsheets show when a cell is selected, not comments: a
//! comment in a submission is told as a stray one, and these come back with every file.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::record::Kind;
use crate::record::project::FORM_TITLE;
use crate::settings::Settings;

mod advice;
mod choice;
mod form;
mod layout;
mod list;

/// One blank workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankForm {
    /// What offices know it by, with its ending: `补贴公示名单.xlsx`.
    pub file_name: String,
    /// The workbook; the same in every run.
    pub bytes: Vec<u8>,
}

/// All blank workbooks of a site: one a kind, and the notice's own form for projects.
pub fn all(settings: &Settings) -> Vec<BlankForm> {
    let lists = Kind::ALL.into_iter().map(|kind| finished(kind.name(), settings, list::blank(kind, settings)));
    lists.chain([finished(FORM_TITLE, settings, form::blank(settings))]).collect()
}

#[expect(
    clippy::expect_used,
    reason = "columns and their messages are within a worksheet's limits: a test makes them all"
)]
fn finished(name: &str, settings: &Settings, made: Result<Workbook, XlsxError>) -> BlankForm {
    let bytes = made.and_then(|workbook| layout::save(workbook, name, settings)).expect("a blank workbook is made");
    BlankForm { file_name: format!("{name}.xlsx"), bytes }
}

#[cfg(test)]
mod tests;
