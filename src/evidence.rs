//! Evidence that a list was public: pictures of its sheets, taken by a browser and proved before they are kept.
//!
//! A [`Capture`] is what one run took of one list; packs are made from it.

use std::ops::Range;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::edition::{EditionNumber, Revision};
use crate::output::SitePath;
use crate::record::ListId;
use crate::value::digest::Digest;
use crate::value::district::Slug;

#[cfg(feature = "chromium")]
pub mod camera;
pub mod pack;

/// All pictures of one list's sheets, taken in one run, and what a browser was served for them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Capture {
    /// Which list it shows.
    pub subject: Subject,
    /// From where the pages came.
    pub made: Made,
    /// When it was begun, at +08:00 by this machine's clock.
    pub moment: DateTime<FixedOffset>,
    /// Who made it, in the words of `--by`.
    pub operator: Option<String>,
    /// This program and its version: `gongshi 0.1.0`.
    pub program: String,
    /// The browser and its version as it names itself: `Chrome/156.0.8078.79`.
    pub browser: String,
    /// The fonts in which the sheets' rows were drawn, by name.
    pub fonts: Vec<Font>,
    /// The pictures, in the order of the sheets; all sheets of one layout before those of the next.
    pub sheets: Vec<Shot>,
    /// All pictures of the A4 layout (of the only layout taken, if that is another) as one PDF, a sheet a page.
    #[serde(skip)]
    pub pdf: Vec<u8>,
    /// Every file a browser was served, once each, by address.
    pub pages: Vec<ServedFile>,
    /// The host's TLS certificates in DER, its own first. Empty for local and for plain http.
    #[serde(skip)]
    pub certificates: Vec<Vec<u8>>,
}

/// Which list, as which edition left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The list.
    pub list: ListId,
    /// Its revision.
    pub revision: Revision,
    /// SHA-256 of its frozen bytes.
    pub sha256: Digest,
    /// All of its rows.
    pub rows: u64,
    /// The notice it belongs to; none for catalogues.
    pub notice: Option<Slug>,
    /// The newest edition of the site that was captured.
    pub edition: EditionNumber,
    /// The fingerprint (指纹) of that edition.
    pub fingerprint: String,
}

/// From where the pages came. The pictures carry it in their own pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Made {
    /// 本地渲染: from files of this machine.
    Local,
    /// 网站实况: from the host itself.
    Live {
        /// Where the site stands, ending in `/`.
        base_url: String,
        /// The header `Date` of the first sheet, as the host wrote it.
        server_date: Option<String>,
    },
}

/// A font in which rows were drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Font {
    /// Its family: `Noto Sans CJK SC`.
    pub family: String,
    /// Its PostScript name.
    pub postscript_name: String,
    /// How many distinct characters of the list were drawn in it, counted column by column.
    pub glyphs: u64,
}

/// The form of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A4 portrait at two pixels a CSS pixel: 1588 × 2246.
    A4,
    /// A screen of 1366 CSS pixels, as high as the sheet needs.
    Screen,
}

/// One sheet's picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shot {
    /// The sheet's page on the site.
    pub path: SitePath,
    /// The list's rows on it, counted from 1, the end not included: `71..107`.
    pub rows: Range<u64>,
    /// Its form.
    pub layout: Layout,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The picture.
    #[serde(skip)]
    pub png: Vec<u8>,
}

/// A file as a browser was served it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServedFile {
    /// Its place on the site.
    pub path: SitePath,
    /// Its final address; for local captures it begins with `site:` in place of the folder on this machine.
    pub url: String,
    /// The HTTP status; 200 for files of this machine.
    pub status: u16,
    /// The headers, in the order sent; none for files of this machine.
    pub headers: Vec<(String, String)>,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}
