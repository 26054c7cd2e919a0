//! The site as values: every address and what its page says. No disk, no clock, no markup but the text of articles.

use chrono::NaiveDate;

use crate::diagnostic::{Failed, Report};
use crate::edition::archive::Archive;
use crate::output::{OutputFile, SitePath};
use crate::settings::Settings;
use crate::value::web_address::WebAddress;

use article::Article;
use basis::Basis;
use view::table::Rows;
use view::{Content, Shell, Site};

pub mod address;
pub mod article;
mod basis;
mod catalogue;
mod catalogues;
mod chart;
mod dictionary;
mod district;
mod downloads;
mod edition;
mod entries;
mod feed;
mod filter;
mod home;
mod leaving;
mod list;
mod manual;
mod markdown;
mod months;
mod notice;
mod outward;
mod payments;
mod qr;
mod reading;
mod revision;
mod rows;
mod schedule;
mod schema;
mod script;
mod search;
pub mod sheets;
mod shell;
mod sitemap;
mod statistics;
pub mod status;
mod switcher;
pub mod text;
mod update;
mod verify;
pub mod view;
mod words;

pub use feed::{Feed, FeedEntry};
pub use markdown::check_notice;
pub use outward::KnownHosts;

/// How many rows of persons one page shows.
///
/// A hundred keep a page of the widest list under 150 KB, style sheet and script included.
pub const ROWS_A_PAGE: usize = 100;

/// Everything the site is made from: same input, same site.
#[derive(Debug, Clone, Copy)]
pub struct SiteInput<'a> {
    /// What the bureau has decided.
    pub settings: &'a Settings,
    /// What was published.
    pub archive: &'a Archive,
    /// The articles.
    pub articles: &'a [Article],
    /// The build date, at +08:00: the only clock the pages know.
    pub date: NaiveDate,
}

/// The whole site, ready to be rendered.
#[derive(Debug, Clone)]
pub struct SitePlan<'a> {
    /// What every template sees as `site`.
    pub site: Site,
    /// The base address, ending in `/`.
    pub base_url: Option<String>,
    /// The pages, by address.
    pub pages: Vec<Page<'a>>,
    /// The downloads and the indexes of the pages of search and of checking.
    pub downloads: Vec<OutputFile>,
    /// What the feed announces.
    pub feed: Feed,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Its address.
    pub path: SitePath,
    /// What it has around its content.
    pub shell: Shell,
    /// What it is about.
    pub content: Content,
    /// The rows of its tables, by their [`Slot`](view::table::Slot).
    pub rows: Vec<Rows<'a>>,
    /// The addresses elsewhere that its text leads to, over the page that asks first.
    pub outward: Vec<WebAddress>,
    /// Whether search engines and the site map list it.
    pub listing: Listing,
}

/// Whether search engines and the site map list a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listing {
    /// They do; it last changed on this day.
    Listed(NaiveDate),
    /// They do not: pages of persons' rows, capture sheets, superseded revisions, the pages that ask before leaving, the 404 page.
    Unlisted,
}

/// Lays out every page and download of the site.
///
/// # Errors
/// When two pages claim one address or a notice's text cannot be shown.
pub fn plan<'a>(input: &SiteInput<'a>, report: &mut Report) -> Result<SitePlan<'a>, Failed> {
    let basis = Basis::new(input);
    let mut pages = vec![home::page(&basis)];
    pages.push(statistics::page(&basis));
    pages.extend(district::pages(&basis));
    pages.extend(notice::pages(&basis, report));
    pages.extend(payments::pages(&basis));
    pages.extend(catalogue::pages(&basis));
    pages.extend(revision::pages(&basis));
    pages.extend(sheets::pages(&basis));
    pages.extend(edition::pages(&basis));
    pages.extend(words::pages(&basis));
    pages.push(dictionary::page(&basis));
    let (search, index) = search::page(&basis);
    pages.push(search);
    let (verify, digests) = verify::page(&basis);
    pages.push(verify);
    pages.push(manual::page(&basis));
    pages.extend(leaving::pages(&basis, &pages));
    pages.push(sitemap::page(&basis, &pages));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let feed = feed::of(&basis);
    let (site, base_url) = (basis.site(), input.settings.site.base_url.clone());
    let mut downloads = schedule::files(&basis);
    downloads.extend(basis.shelf.into_files());
    downloads.extend([index, digests]);
    downloads.sort_by(|a, b| a.path.cmp(&b.path));
    report.pass(SitePlan { site, base_url, pages, downloads, feed })
}
