//! The camera: a browser that opens each sheet of a list, proves it, takes its picture and proves that too.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, FixedOffset};
use url::Url;

use crate::diagnostic::{Failed, Report};
use crate::edition::list::PublicList;
use crate::output::manifest::{MANIFEST, Manifest};
use crate::page::{address, sheets};

use super::{Capture, Layout, Shot, Subject};
use browser::Browser;
use eye::{Eye, Taken};
use find::Surroundings;
use sheet::Sheet;
use tab::Tab;
use trouble::{Refusal, Trouble};

mod browser;
mod clock;
mod connection;
mod eye;
mod find;
mod local;
mod pdf;
mod picture;
mod proof;
mod sheet;
mod shift;
mod tab;
mod trouble;
mod website;

pub use local::built;
pub use website::Website;

/// What is to be captured.
pub struct Order<'a> {
    /// Which list it is.
    pub subject: Subject,
    /// What the pictures are called in the PDF.
    pub title: String,
    /// The fingerprint that its sheets show: of the edition that froze it.
    pub fingerprint: String,
    /// The list.
    pub list: &'a PublicList,
    /// The forms to take it in.
    pub layouts: &'a [Layout],
    /// Now.
    pub moment: DateTime<FixedOffset>,
    /// Who does it.
    pub operator: Option<String>,
}

/// How many tabs take sheets at a time: one is drawn while the picture of another is looked at.
const EYES: usize = 2;

/// A browser, ready to take pictures. It ends with this value.
pub struct Camera {
    /// At least one.
    eyes: Vec<Eye>,
    product: String,
    health: Health,
    // Held for its end.
    _browser: Browser,
}

/// Whether a browser still does what it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    Well,
    Gone,
}

impl Camera {
    /// Starts the browser that was named, or the first that is found.
    ///
    /// # Errors
    /// When there is none or it does not start.
    pub fn open(said: Option<&Path>, stop: &Arc<AtomicBool>, report: &mut Report) -> Result<Self, Failed> {
        Self::start(said, stop).or_else(|trouble| trouble.fail(report))
    }

    /// The browser's name and version: `Chrome/156.0.8078.79`.
    pub fn product(&self) -> &str {
        &self.product
    }

    /// Whether another list can be captured: what was wrong with the last was not the browser.
    pub fn is_well(&self) -> bool {
        self.health == Health::Well
    }

    /// The site on a host, by the manifest it serves.
    ///
    /// # Errors
    /// When it serves none.
    pub fn host(&mut self, base: Url, report: &mut Report) -> Result<Website, Failed> {
        self.manifest_of(base).or_else(|trouble| trouble.fail(report))
    }

    /// Takes all sheets of a list. Nothing is kept unless everything is proved.
    ///
    /// # Errors
    /// When a proof fails, or the browser does.
    pub fn capture(&mut self, order: &Order<'_>, site: &Website, report: &mut Report) -> Result<Capture, Failed> {
        let capture = self.take_all(order, site).or_else(|trouble| {
            if let Trouble::Browser(_) | Trouble::Stopped = trouble {
                self.health = Health::Gone;
            }
            trouble.fail(report)
        })?;
        clock::warn_of_skew(&capture, report);
        Ok(capture)
    }

    fn start(said: Option<&Path>, stop: &Arc<AtomicBool>) -> Result<Self, Trouble> {
        let program = Surroundings::here().browser(said, Path::is_file)?;
        let (browser, listening) = Browser::start(&program, stop)?;
        let open = |_| Tab::open(&listening, stop.clone()).map(Eye::new);
        let mut eyes = (0..EYES).map(open).collect::<Result<Vec<_>, _>>()?;
        let product = eyes[0].tab.product()?;
        Ok(Self { eyes, product, health: Health::Well, _browser: browser })
    }

    fn manifest_of(&mut self, base: Url) -> Result<Website, Trouble> {
        let address = format!("{base}{MANIFEST}");
        let refused = |problem: String| Trouble::from(Refusal::sheet(&address, problem));
        let opened = self.eyes[0].tab.navigate(&address)?;
        let failure = opened.failure.unwrap_or_else(|| "没有答复".to_owned());
        let Some(first) = opened.responses.into_iter().next().filter(|first| first.status != 0) else {
            return Err(refused(format!("网站打不开（{failure}）")));
        };
        let (200, true, Some(bytes)) = (first.status, first.url == address, first.bytes) else {
            return Err(refused(format!("网站上打不开文件清单（状态 {}）", first.status)));
        };
        let manifest = Manifest::parse(&bytes);
        let manifest = manifest.map_err(|wrong| refused(format!("网站的文件清单第 {} 行有误", wrong.line)))?;
        Ok(Website::live(base, manifest))
    }

    fn take_all(&mut self, order: &Order<'_>, site: &Website) -> Result<Capture, Trouble> {
        let Subject { list, revision, .. } = &order.subject;
        if !site.has_sheets(list, *revision) {
            return Err(Trouble::NoSheets(list.to_string()));
        }
        let mut sheets = Vec::new();
        for &layout in order.layouts {
            sheets.extend((1..).zip(sheets::of(order.list)).map(|(number, sheet)| {
                let path = address::sheet(list, *revision, number);
                Sheet { path, rows: sheet.rows, layout, order }
            }));
        }
        let taken = shift::take(&mut self.eyes, &sheets, site)?;
        self.developed(order, site, taken)
    }

    /// The capture of sheets that were taken.
    fn developed(&mut self, order: &Order<'_>, site: &Website, taken: Vec<Taken>) -> Result<Capture, Trouble> {
        let fonts = self.eyes[0].fonts(order.list)?;
        let certificates = match site.secure_origin() {
            Some(origin) => self.eyes[0].tab.certificates(&origin)?,
            None => Vec::new(),
        };
        let server_date = taken.iter().find_map(|taken| taken.server_date.clone());
        let (mut shots, mut files) = (Vec::new(), BTreeMap::new());
        for Taken { shot, files: served, .. } in taken {
            shots.push(shot);
            files.extend(served.into_iter().map(|file| (file.url.clone(), file)));
        }
        let first = order.layouts.iter().min();
        let of_first: Vec<&Shot> = shots.iter().filter(|shot| Some(&shot.layout) == first).collect();
        Ok(Capture {
            subject: order.subject.clone(),
            made: site.made(server_date),
            moment: order.moment,
            operator: order.operator.clone(),
            program: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
            browser: self.product.clone(),
            fonts,
            pdf: pdf::of(&order.title, &of_first),
            sheets: shots,
            pages: files.into_values().collect(),
            certificates,
        })
    }
}

impl Drop for Camera {
    /// The browser ends in peace where it can; its own end follows in any case.
    fn drop(&mut self) {
        self.eyes[0].tab.close_browser();
    }
}
