//! One public list in every form a citizen may want it in.
//!
//! A form is one file below `download/` and one [`Format`]: the CSV is the frozen list itself, and the others are
//! made from it and name its digest.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::edition::list::PublicList;
use crate::edition::{EditionNumber, Revision};
use crate::record::{Catalogue, ListId, Scope};
use crate::settings::Derived;
use crate::value::digest::Digest;

pub mod calendar;
pub mod detail;
mod form;
mod json;
mod package;
mod sheet;
mod workbook;

/// A form in which a list is downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// The frozen list: UTF-8 with BOM, CRLF.
    Csv,
    /// A workbook with typed cells.
    Xlsx,
    /// For programs.
    Json,
    /// The notice's own form 《项目制培训情况统计表》, filled in.
    Form,
    /// What the CSV holds, for programs: `datapackage.json`.
    Package,
}

impl Format {
    /// All of them, in the order of their links.
    const ALL: [Self; 5] = [Self::Csv, Self::Xlsx, Self::Json, Self::Form, Self::Package];

    /// What its link says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV 表格（存档原件）",
            Self::Xlsx => "Excel 工作簿",
            Self::Json => "JSON 数据",
            Self::Form => "项目制培训情况统计表（通知附件格式）",
            Self::Package => "数据包说明（各列的含义和类型）",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Xlsx | Self::Form => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json | Self::Package => "application/json",
        }
    }

    /// Whether it is a workbook, which a site may leave out.
    fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Form)
    }

    /// Its file's name, made from the list's own. A data package is found by a name that the standard fixes.
    fn file_name(self, stem: &str) -> String {
        match self {
            Self::Csv => format!("{stem}.csv"),
            Self::Xlsx => format!("{stem}.xlsx"),
            Self::Json => format!("{stem}.json"),
            Self::Form => format!("{stem}-form.xlsx"),
            Self::Package => "datapackage.json".to_owned(),
        }
    }
}

/// One file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Lower-case ASCII, such as `projects-taishan-r2.csv`; the same in every build.
    pub file_name: String,
    /// Which form it is.
    pub format: Format,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Download {
    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Its own digest, as the manifest lists it.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

/// A revision of a list with all that its downloads say of it.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// The list.
    pub list: &'a PublicList,
    /// Its frozen bytes, as the archive holds them.
    pub csv: &'a [u8],
    /// Their SHA-256, as it was verified.
    pub sha256: Digest,
    /// Its full title.
    pub title: String,
    /// Its name in addresses.
    pub id: &'a ListId,
    /// Which content it is.
    pub revision: Revision,
    /// The edition that froze this content.
    pub edition: EditionNumber,
    /// The day that edition was published on; workbooks carry it as their day of creation.
    pub published_on: NaiveDate,
    /// Who publishes it (发布单位).
    pub authority: &'a str,
    /// The district whose list it is; none for city-wide lists.
    pub district_name: Option<&'a str>,
}

impl Subject<'_> {
    /// The digest of the frozen list, which pages and screenshots show.
    fn digest(&self) -> Digest {
        self.sha256
    }

    fn file_name(&self, format: Format) -> String {
        format.file_name(&self.stem())
    }

    /// The name of the list and its revision in file names: `projects-taishan-r2`.
    fn stem(&self) -> String {
        format!("{}-{}", self.id.to_string().replace('/', "-"), self.revision)
    }

    fn is_district_projects(&self) -> bool {
        matches!(self.id, ListId::Catalogue(Catalogue::Projects, Scope::District(_)))
    }
}

/// All downloads of a list, in the order of their links. A list too long for a worksheet has no workbook.
pub fn downloads_of(subject: &Subject<'_>, workbooks: Derived) -> Vec<Download> {
    let wanted = |format: &Format| workbooks == Derived::Made || !format.is_workbook();
    let named = |format: Format| {
        bytes_of(format, subject).map(|bytes| Download { file_name: subject.file_name(format), format, bytes })
    };
    Format::ALL.into_iter().filter(wanted).filter_map(named).collect()
}

/// A list in one form; none where it has none.
fn bytes_of(format: Format, subject: &Subject<'_>) -> Option<Vec<u8>> {
    match format {
        Format::Csv => Some(subject.csv.to_vec()),
        Format::Xlsx => workbook::of(subject),
        Format::Json => Some(json::of(subject)),
        Format::Form => subject.is_district_projects().then(|| form::of(subject)).flatten(),
        Format::Package => Some(package::of(subject)),
    }
}

#[cfg(test)]
mod tests;
