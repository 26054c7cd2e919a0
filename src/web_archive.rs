//! A finished site as one file for web archives (政府网站网页归档): WACZ 1.1.1 with WARC 1.1 inside, which standard
//! replay tools show as it was.
//!
//! Nothing here was fetched from a server: every record holds the bytes that `build` makes, under the address and with
//! the head a server would send them with, and the file says so. All times are the first moment of the edition's day at
//! +08:00, and names of records follow from their content, so the same site is the same file.

use chrono::NaiveDate;

use crate::output::OutputFile;

mod index;
mod moment;
mod package;
mod pages;
mod warc;

use moment::Moment;

/// What is archived.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot<'a> {
    /// The site's finished files, by path; its manifest is among them.
    pub files: &'a [OutputFile],
    /// Where the site stands, ending in `/`.
    pub base_url: &'a str,
    /// 网站名称
    pub name: &'a str,
    /// The edition, in four digits.
    pub edition: &'a str,
    /// The day it was published on.
    pub date: NaiveDate,
}

/// An archive, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wacz {
    /// The file.
    pub bytes: Vec<u8>,
    /// Addresses in it: every file of the site, and the site's own.
    pub addresses: usize,
    /// Pages that its table of contents lists.
    pub pages: usize,
}

/// Who made the file.
const SOFTWARE: &str = concat!("gongshi ", env!("CARGO_PKG_VERSION"));

/// The archive of a site.
pub fn wacz(snapshot: &Snapshot<'_>) -> Wacz {
    let moment = Moment::of(snapshot.date);
    let resources = resources(snapshot);
    let warc = warc::write(snapshot, &moment, &resources);
    let pages = pages::of(&resources, &moment);
    let parts = [
        ("archive/data.warc.gz", warc.bytes),
        ("indexes/index.cdx", index::lines(&warc.places, &moment).into_bytes()),
        ("pages/pages.jsonl", pages.text.into_bytes()),
    ];
    Wacz { bytes: package::of(snapshot, &moment, &parts), addresses: resources.len(), pages: pages.count }
}

/// One address and what stands there.
struct Resource<'a> {
    url: String,
    file: &'a OutputFile,
}

/// Every file under its address; the home page under the site's own too, by which people know it.
fn resources<'a>(snapshot: &Snapshot<'a>) -> Vec<Resource<'a>> {
    let home = snapshot.files.iter().filter(|file| file.path.as_str() == HOME);
    let bare = home.map(|file| Resource { url: snapshot.base_url.to_owned(), file });
    let each = snapshot.files.iter();
    bare.chain(each.map(|file| Resource { url: format!("{}{}", snapshot.base_url, file.path), file })).collect()
}

/// The page that the site's own address shows.
const HOME: &str = "index.html";

#[cfg(test)]
mod tests;
