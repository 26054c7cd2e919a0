//! The site as values: every address and what its page says. No disk, no clock, no markup but the text of articles.

use chrono::NaiveDate;

use crate::diagnostic::{Failed, Report, both, side_by_side};
use crate::edition::archive::{Archive, FrozenList};
use crate::output::{OutputFile, SitePath};
use crate::settings::Settings;
use crate::value::digest::Digest;
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
mod gist;
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
mod turns;
mod update;
mod verify;
pub mod view;
mod words;

pub use feed::{Feed, FeedEntry};
pub use gist::Gist;
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

/// All of the site but what stands in the folders of lists of payments, ready to be rendered.
#[derive(Debug, Clone)]
pub struct SitePlan<'a> {
    /// What every template sees as `site`.
    pub site: Site,
    /// The base address, ending in `/`.
    pub base_url: Option<String>,
    /// The pages, by address.
    pub pages: Vec<Page<'a>>,
    /// The downloads of catalogues, and the indexes of the pages of search and of checking.
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

/// One thing that the site is made of.
#[derive(Debug)]
pub enum Piece<'p> {
    /// A page, to be rendered.
    Page(Box<Page<'p>>),
    /// A finished file, with the digest of its bytes.
    File(OutputFile, Digest),
}

impl<'p> Piece<'p> {
    /// A page as a piece.
    pub fn page(page: Page<'p>) -> Self {
        Self::Page(Box::new(page))
    }
}

/// Takes pieces as they are made; what is wrong with them goes to the report.
pub type Give<'g> = dyn FnMut(Piece<'_>, &mut Report) -> Result<(), Failed> + 'g;

/// The site in outline: everything that pages are made from, looked up once.
///
/// A province's lists of payments are longer than a memory. So each is made and let go by itself, in any order and side
/// by side, and the rest follows from what they leave behind.
pub struct Outline<'a>(Basis<'a>);

impl<'a> Outline<'a> {
    /// Looks everything up.
    pub fn new(input: &SiteInput<'a>) -> Self {
        Self(Basis::new(input))
    }

    /// What every template sees as `site`.
    pub fn site(&self) -> Site {
        self.0.site()
    }

    /// The revisions of lists of payments, each to be made with [`Self::list`].
    pub fn lists(&self) -> Vec<FrozenList<'a>> {
        payments::all(&self.0)
    }

    /// The digest of all that the files of a list of payments follow from: as long as it is the same, with the same
    /// theme and program, [`Self::list`] makes the same files and leaves the same gist. None for lists that are not to
    /// be asked.
    pub fn premises(&self, list: &FrozenList<'a>) -> Option<Digest> {
        payments::premises(&self.0, list)
    }

    /// Makes all that stands in the folder of a list of payments: downloads, pages, sheets.
    ///
    /// # Errors
    /// When its rows can no longer be read, or a piece is refused.
    pub fn list(&self, list: &FrozenList<'a>, give: &mut Give<'_>, report: &mut Report) -> Result<Gist, Failed> {
        payments::make(&self.0, list, give, report)
    }

    /// Lays out everything else, from what is left of the lists: one for each of [`Self::lists`], in their order.
    ///
    /// # Errors
    /// When a notice's text cannot be shown.
    pub fn rest(mut self, gists: Vec<Gist>, report: &mut Report) -> Result<SitePlan<'a>, Failed> {
        let key = |list: FrozenList<'_>| (list.entry.id.clone(), list.entry.revision);
        self.0.gists = self.lists().into_iter().map(key).zip(gists).collect();
        rest(self.0, report)
    }
}

/// Pages that need no others.
type Part<'a> = fn(&Basis<'a>, &mut Report) -> Vec<Page<'a>>;

/// All of them but three, in the order in which the site map names them.
fn parts<'a>() -> Vec<Part<'a>> {
    vec![
        |basis, _| vec![home::page(basis), statistics::page(basis)],
        |basis, _| district::pages(basis),
        |basis, report| notice::pages(basis, report),
        |basis, _| catalogue::pages(basis),
        |basis, _| revision::pages(basis),
        |basis, _| sheets::of_catalogues(basis),
        |basis, _| edition::pages(basis),
        |basis, _| words::pages(basis),
        |basis, _| vec![dictionary::page(basis)],
    ]
}

fn rest<'a>(basis: Basis<'a>, report: &mut Report) -> Result<SitePlan<'a>, Failed> {
    let (pages, ((search, index), (verify, digests), manual)) = both(
        report,
        |report| side_by_side(parts(), report, |part, report| part(&basis, report)),
        |_| (search::page(&basis), verify::page(&basis), manual::page(&basis)),
    );
    let mut pages: Vec<_> = pages.into_iter().flatten().chain([search, verify, manual]).collect();
    pages.extend(leaving::pages(&basis, &pages));
    pages.push(sitemap::page(&basis, &pages));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let feed = feed::of(&basis);
    let (site, base_url) = (basis.site(), basis.settings.site.base_url.clone());
    let mut downloads = schedule::files(&basis);
    downloads.extend(basis.shelf.into_files());
    downloads.extend([index, digests]);
    report.pass(SitePlan { site, base_url, pages, downloads, feed })
}
