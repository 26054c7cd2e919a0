//! What the files of a payload are called. All names are lower-case ASCII letters: every system unpacks them alike.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::edition::{EditionNumber, Revision};
use crate::evidence::Layout;
use crate::record::ListId;
use crate::value::district::Slug;

use super::container::Entries;

pub(super) const PDF: &str = "data/pictures/sheets.pdf";
pub(super) const CHECKLIST: &str = "data/checklist.html";
pub(super) const DETAIL: &str = "data/list/payment-detail.xlsx";
pub(super) const LOG: &str = "data/editions/log.txt";
pub(super) const PAGES: &str = "data/pages/";

/// Endings that pages keep: those of the site's files.
const ENDINGS: [&str; 9] = ["html", "css", "js", "png", "svg", "txt", "json", "csv", "xlsx"];

/// The frozen list: `data/list/subsidies-2021-03-taishan-r1.csv`, as it is called when it is downloaded.
pub(super) fn list(id: &ListId, revision: Revision) -> String {
    format!("data/list/{}-{revision}.csv", id.to_string().replace('/', "-"))
}

/// The notice's text.
pub(super) fn notice(id: &Slug) -> String {
    format!("data/notice/{id}.md")
}

/// An `edition.json`.
pub(super) fn edition(number: EditionNumber) -> String {
    format!("data/editions/{number}/edition.json")
}

/// A page by its number: addresses of hosts may be no names of files.
pub(super) fn page(number: usize, path: &str) -> String {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ENDINGS.into_iter().find(|known| *known == ending).unwrap_or("bin");
    format!("{PAGES}{number:03}.{ending}")
}

/// The payload as it is gathered.
#[derive(Debug, Default)]
pub(super) struct Files<'a> {
    files: BTreeMap<String, Cow<'a, [u8]>>,
    a4: usize,
    screens: usize,
}

impl<'a> Files<'a> {
    /// Adds a file of the pack's own making; returns where it is.
    pub(super) fn add(&mut self, path: &str, bytes: Vec<u8>) -> String {
        self.files.insert(path.to_owned(), Cow::Owned(bytes));
        path.to_owned()
    }

    /// Adds a file that is there already; returns where it is.
    pub(super) fn lend(&mut self, path: String, bytes: &'a [u8]) -> String {
        self.files.insert(path.clone(), Cow::Borrowed(bytes));
        path
    }

    /// Adds a picture under the next number of its form; returns where it is.
    pub(super) fn next_picture(&mut self, layout: Layout, png: &'a [u8]) -> String {
        let (name, count) = match layout {
            Layout::A4 => ("a4", &mut self.a4),
            Layout::Screen => ("screen", &mut self.screens),
        };
        *count += 1;
        let path = format!("data/pictures/{name}-{:03}.png", *count);
        self.lend(path, png)
    }

    /// All of them by path.
    pub(super) fn entries(&self) -> Entries<'_> {
        self.files.iter().map(|(path, bytes)| (path.clone(), bytes.as_ref())).collect()
    }
}
