//! The camera: a browser that opens each sheet of a list, proves it, takes its picture and proves that too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::list::PublicList;
use crate::output::SitePath;
use crate::output::manifest::{MANIFEST, Manifest};
use crate::page::{address, sheets};

use super::{Capture, Font, Layout, Made, ServedFile, Shot, Subject};
use browser::Browser;
use find::Surroundings;
use picture::Picture;
use proof::{Described, Expected, Rect};
use tab::{Screen, Tab};
use trouble::{Refusal, Trouble};
use website::header;

mod browser;
mod connection;
mod find;
mod local;
mod pdf;
mod picture;
mod proof;
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
    /// The list.
    pub list: &'a PublicList,
    /// The forms to take it in.
    pub layouts: &'a [Layout],
    /// Now.
    pub moment: DateTime<FixedOffset>,
    /// Who does it.
    pub operator: Option<String>,
}

/// A browser, ready to take pictures. It ends with this value.
pub struct Camera {
    tab: Tab,
    product: String,
    health: Health,
    /// Characters that fonts were seen to have.
    known: BTreeSet<(String, String)>,
    // Held for its end.
    _browser: Browser,
}

/// Whether a browser still does what it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    Well,
    Gone,
}

/// One sheet, about to be taken.
struct Sheet<'a> {
    path: SitePath,
    /// Its rows in the list, counted from 0.
    rows: std::ops::Range<usize>,
    layout: Layout,
    order: &'a Order<'a>,
}

/// The characters for which a sheet wants a font.
#[derive(Deserialize)]
struct Wanted {
    font: String,
    characters: Vec<String>,
}

/// What was taken of a list so far.
#[derive(Default)]
struct Taken {
    shots: Vec<Shot>,
    files: BTreeMap<String, ServedFile>,
    server_date: Option<String>,
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
        if let Made::Live { server_date: Some(date), .. } = &capture.made {
            warn_of_skew(date, &capture, report);
        }
        Ok(capture)
    }

    fn start(said: Option<&Path>, stop: &Arc<AtomicBool>) -> Result<Self, Trouble> {
        let program = Surroundings::here().browser(said, Path::is_file)?;
        let (browser, listening) = Browser::start(&program, stop)?;
        let mut tab = Tab::open(&listening, stop.clone())?;
        let product = tab.product()?;
        Ok(Self { tab, product, health: Health::Well, known: BTreeSet::new(), _browser: browser })
    }

    fn manifest_of(&mut self, base: Url) -> Result<Website, Trouble> {
        let address = format!("{base}{MANIFEST}");
        let refused = |problem: String| Trouble::from(Refusal::sheet(&address, problem));
        let opened = self.tab.navigate(&address)?;
        let failure = opened.failure.unwrap_or_else(|| "没有答复".to_owned());
        let Some(first) = opened.responses.into_iter().next() else {
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
        let mut taken = Taken::default();
        for &layout in order.layouts {
            for (number, sheet) in (1..).zip(sheets::of(order.list)) {
                let path = address::sheet(list, *revision, number);
                self.take(&Sheet { path, rows: sheet.rows, layout, order }, site, &mut taken)?;
            }
        }
        let fonts = self.fonts(order.list)?;
        let certificates = match site.secure_origin() {
            Some(origin) => self.tab.certificates(&origin)?,
            None => Vec::new(),
        };
        let first = order.layouts.iter().min();
        let of_first: Vec<&Shot> = taken.shots.iter().filter(|shot| Some(&shot.layout) == first).collect();
        Ok(Capture {
            subject: order.subject.clone(),
            made: site.made(taken.server_date),
            moment: order.moment,
            operator: order.operator.clone(),
            program: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
            browser: self.product.clone(),
            fonts,
            pdf: pdf::of(&order.title, &of_first),
            sheets: taken.shots,
            pages: taken.files.into_values().collect(),
            certificates,
        })
    }

    /// Takes one sheet.
    fn take(&mut self, sheet: &Sheet<'_>, site: &Website, taken: &mut Taken) -> Result<(), Trouble> {
        self.tab.screen(sheet.screen(None))?;
        let opened = self.tab.navigate(&site.url(&sheet.path))?;
        let files = site.believed(&sheet.path, opened)?;
        let date = files.first().and_then(|page| header(page, "date")).map(str::to_owned);
        let (screen, described) = self.prove(sheet, site, date.as_deref())?;
        let png = self.photograph(sheet, screen, &described)?;
        taken.shots.push(Shot {
            path: sheet.path.clone(),
            rows: sheet.rows.start as u64 + 1..sheet.rows.end as u64 + 1,
            layout: sheet.layout,
            width: screen.width * screen.scale,
            height: screen.height * screen.scale,
            png,
        });
        taken.files.extend(files.into_iter().map(|file| (file.url.clone(), file)));
        taken.server_date = taken.server_date.take().or(date);
        Ok(())
    }

    /// Marks the open sheet with how its picture is made, and proves that it shows what it must.
    fn prove(&mut self, sheet: &Sheet<'_>, site: &Website, date: Option<&str>) -> Result<(Screen, Described), Trouble> {
        let name = sheet.path.as_str();
        let Some(area) = self.tab.ask::<Option<Rect>>("ready", &[])? else {
            return Err(Refusal::sheet(name, "这一页不是截图存证页").into());
        };
        let screen = sheet.screen(Some(area));
        self.tab.screen(screen)?;
        let url = site.url(&sheet.path);
        let (mark, colour) = site.mark(&url, date);
        if !self.tab.ask::<bool>("mark", &[json!(mark), json!(colour)])? {
            return Err(Refusal::sheet(name, "这一张没有留出写截图方式的一行").into());
        }
        self.glyphs(sheet)?;
        let described: Described = self.tab.ask("describe", &[])?;
        let heads: Vec<&str> = sheet.order.list.columns().iter().map(|column| column.header).collect();
        let expected = Expected {
            sheet: name,
            url: &url,
            mark: &mark,
            first: sheet.rows.start as u64 + 1,
            heads: &heads,
            rows: &sheet.order.list.rows()[sheet.rows.clone()],
            version: &[sheet.order.subject.fingerprint.clone(), sheet.order.subject.sha256.short()],
            screen,
        };
        match proof::judge(&expected, &described) {
            refusals if refusals.is_empty() => Ok((screen, described)),
            refusals => Err(Trouble::NotProved(refusals)),
        }
    }

    /// Proves that fonts have every character of the open sheet.
    fn glyphs(&mut self, sheet: &Sheet<'_>) -> Result<(), Trouble> {
        for Wanted { font, characters } in self.tab.ask::<Vec<Wanted>>("fonts", &[])? {
            let is_new = |character: &String| !self.known.contains(&(font.clone(), character.clone()));
            let new: Vec<String> = characters.into_iter().filter(is_new).collect();
            if new.is_empty() {
                continue;
            }
            let missing: Vec<String> = self.tab.ask("missing", &[json!(font), json!(new)])?;
            if let Some(first) = missing.first() {
                return Err(sheet.without_glyph(first).into());
            }
            self.known.extend(new.into_iter().map(|character| (font.clone(), character)));
        }
        Ok(())
    }

    /// Takes the open sheet's picture, with and without the text of its rows; gives the former, if the ink is in it.
    fn photograph(&mut self, sheet: &Sheet<'_>, screen: Screen, described: &Described) -> Result<Vec<u8>, Trouble> {
        let png = self.tab.picture(screen)?;
        self.tab.ask::<bool>("blank", &[])?;
        let blank = self.tab.picture(screen)?;
        let size = (screen.width * screen.scale, screen.height * screen.scale);
        let decoded = |png: &[u8]| Picture::decode(png).filter(|picture| (picture.width, picture.height) == size);
        let Some((with, without)) = decoded(&png).zip(decoded(&blank)) else {
            return Err(Refusal::sheet(sheet.path.as_str(), "图片的大小或格式不对").into());
        };
        let ink = |cell| picture::ink_of(cell, &with, &without, screen.scale);
        ink(&described.mark).map_err(|_| Refusal::sheet(sheet.path.as_str(), "图片里看不清截图方式的标记"))?;
        for (number, row) in (sheet.rows.start as u64 + 1..).zip(&described.rows) {
            let drawn = row.cells.iter().try_for_each(ink);
            drawn.map_err(|fault| Refusal::row(sheet.path.as_str(), number, fault.problem()))?;
        }
        Ok(png)
    }

    /// The fonts in which a list's characters are drawn, asked on the sheet that is open last.
    fn fonts(&mut self, list: &PublicList) -> Result<Vec<Font>, Trouble> {
        if list.rows().is_empty() {
            return Ok(Vec::new());
        }
        let distinct = |at: usize| list.rows().iter().flat_map(|row| row[at].chars()).collect::<BTreeSet<char>>();
        let texts: Vec<String> = (0..list.columns().len()).map(|at| distinct(at).into_iter().collect()).collect();
        self.tab.ask::<Value>("sample", &[json!(texts)])?;
        let found = self.tab.fonts()?.into_iter();
        Ok(found.map(|((family, postscript_name), glyphs)| Font { family, postscript_name, glyphs }).collect())
    }
}

impl Drop for Camera {
    /// The browser ends in peace where it can; its own end follows in any case.
    fn drop(&mut self) {
        self.tab.close_browser();
    }
}

impl Sheet<'_> {
    /// The window for it: of A4, or as high as the sheet turned out to be.
    fn screen(&self, found: Option<Rect>) -> Screen {
        /// The tallest sheet for a screen, and the window before its height is known.
        const TALLEST: f64 = 2000.0;
        const AT_FIRST: f64 = 800.0;
        match self.layout {
            Layout::A4 => Screen { width: 794, height: 1123, scale: 2 },
            Layout::Screen => {
                let height = found.map_or(AT_FIRST, |sheet| (sheet.1 + sheet.3).ceil().clamp(1.0, TALLEST));
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 2,000")]
                Screen { width: 1366, height: height as u32, scale: 1 }
            }
        }
    }

    /// What is told of a character that no font has: in which row it is, if in any, and which it is by its number;
    /// never who is called so.
    fn without_glyph(&self, character: &str) -> Refusal {
        let rows = &self.order.list.rows()[self.rows.clone()];
        let at = rows.iter().position(|row| row.iter().any(|cell| cell.contains(character)));
        let codes: Vec<String> = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let problem = format!("有这台电脑的字体里没有的字（{}）", codes.join(" "));
        match at {
            Some(at) => Refusal::row(self.path.as_str(), (self.rows.start + at) as u64 + 1, problem),
            None => Refusal::sheet(self.path.as_str(), format!("这一张{problem}")),
        }
    }
}

/// The most minutes that the host's clock and this machine's may differ.
const MOST_MINUTES: i64 = 10;

/// A moment that nobody can rely on is told; the host's own stands in the picture beside.
fn warn_of_skew(date: &str, capture: &Capture, report: &mut Report) {
    let Ok(there) = DateTime::parse_from_rfc2822(date) else { return };
    let minutes = (there - capture.moment).num_minutes();
    if minutes.abs() > MOST_MINUTES {
        let problem = format!("这台电脑的时钟与网站服务器相差 {} 分钟（服务器：{date}）。", minutes.abs());
        let found = Diagnostic::warning(Code::ClockSkew, Location::default(), problem);
        report.push(found.help("请校准这台电脑的时钟后重新截图；服务器的时间已经写在图上。"));
    }
}
