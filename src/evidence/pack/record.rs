//! `evidence.json`: who took the pictures, when, with what, and of what. All other parts of a pack are checked
//! against it.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::edition::{EditionNumber, Revision};
use crate::evidence::{Font, Layout, Made};
use crate::record::{Kind, ListId};
use crate::value::digest::{Digest, Sm3};
use crate::value::district::Slug;

use super::papers::Paper;

/// The form of the file; another form gets another name.
pub(super) const FORM: &str = "gongshi-evidence-1";

/// Where it is in a pack.
pub(super) const RECORD: &str = "data/evidence.json";

/// What `evidence.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) form: String,
    /// The pack's folder: `2021-03-taishan-2021-06-25-103000`.
    pub(super) name: String,
    /// Who publishes the site (主办单位).
    pub(super) authority: String,
    pub(super) list: ListRecord,
    pub(super) notice: Option<NoticeRecord>,
    pub(super) site: SiteRecord,
    pub(super) captured: Captured,
    pub(super) pictures: Vec<Picture>,
    pub(super) pdf: String,
    pub(super) workbooks: Vec<String>,
    pub(super) pages: Vec<ServedPage>,
    pub(super) certificates: Vec<String>,
    pub(super) papers: Vec<Paper>,
}

/// The list as it is frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRecord {
    pub(super) id: ListId,
    pub(super) kind: Kind,
    pub(super) revision: Revision,
    /// The edition that froze it.
    pub(super) edition: EditionNumber,
    pub(super) title: String,
    pub(super) district: Option<String>,
    pub(super) rows: u64,
    pub(super) persons: Option<u64>,
    pub(super) amount_fen: Option<i64>,
    pub(super) file: String,
    pub(super) sha256: Digest,
    pub(super) sm3: Sm3,
}

/// The notice as it is frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeRecord {
    pub(super) id: Slug,
    pub(super) revision: Revision,
    /// The edition that froze it.
    pub(super) edition: EditionNumber,
    pub(super) file: String,
    pub(super) sha256: Digest,
}

/// The site whose pages were captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteRecord {
    /// The newest edition then.
    pub(super) edition: EditionNumber,
    /// Its fingerprint (指纹): the head of the log.
    pub(super) fingerprint: String,
    pub(super) log: String,
    /// The `edition.json` of the editions that matter here.
    pub(super) editions: Vec<EditionRecord>,
}

/// An `edition.json` in the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditionRecord {
    pub(super) number: EditionNumber,
    pub(super) file: String,
}

/// Who, when and with what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Captured {
    /// By the clock of the machine, to the second.
    pub(super) at: DateTime<FixedOffset>,
    pub(super) operator: Option<String>,
    pub(super) made: Made,
    pub(super) program: String,
    pub(super) browser: String,
    pub(super) fonts: Vec<Font>,
}

/// One picture and the rows on it, both ends counted; an empty list has the rows 1 to 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Picture {
    pub(super) file: String,
    /// The sheet's page on the site.
    pub(super) page: String,
    pub(super) layout: Layout,
    pub(super) first_row: u64,
    pub(super) last_row: u64,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) sha256: Digest,
}

/// A file as the browser was served it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServedPage {
    pub(super) file: String,
    /// Its place on the site.
    pub(super) path: String,
    pub(super) url: String,
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) sha256: Digest,
}

impl Record {
    /// The file: indented, with an LF at the end.
    pub(super) fn to_json(&self) -> Vec<u8> {
        #[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
        let mut json = serde_json::to_vec_pretty(self).expect("a record serialises");
        json.push(b'\n');
        json
    }

    /// Reads the file back; none unless it is exactly what [`Record::to_json`] writes.
    pub(super) fn parse(json: &[u8]) -> Option<Self> {
        let record: Self = serde_json::from_slice(json).ok()?;
        (record.form == FORM && record.to_json() == json).then_some(record)
    }

    /// Every payload file there must be, beside `evidence.json` itself.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let notice = self.notice.iter().map(|notice| &notice.file);
        [&self.list.file, &self.site.log, &self.pdf]
            .into_iter()
            .chain(notice)
            .chain(self.site.editions.iter().map(|edition| &edition.file))
            .chain(self.pictures.iter().map(|picture| &picture.file))
            .chain(self.pages.iter().map(|page| &page.file))
            .chain(&self.workbooks)
            .chain(&self.certificates)
            .map(String::as_str)
    }

    /// Where an `edition.json` is.
    pub(super) fn edition_file(&self, number: EditionNumber) -> Option<&str> {
        self.site.editions.iter().find(|edition| edition.number == number).map(|edition| edition.file.as_str())
    }
}
