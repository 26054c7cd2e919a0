//! An eye of the camera: a tab in which sheets are opened, proved, and taken, one after another.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::edition::list::PublicList;
use crate::evidence::{Font, ServedFile, Shot};

use super::picture::{self, Picture};
use super::proof::{self, Described, Expected, Rect};
use super::sheet::Sheet;
use super::tab::{Haste, Screen, Tab};
use super::trouble::{Refusal, Trouble};
use super::website::{Website, header};

/// A tab, and what was learnt in it.
pub(super) struct Eye {
    /// The tab.
    pub(super) tab: Tab,
    /// Characters that fonts were seen to have.
    known: BTreeSet<(String, String)>,
}

/// The characters for which a sheet wants a font.
#[derive(Deserialize)]
struct Wanted {
    font: String,
    characters: Vec<String>,
}

/// A sheet that was taken.
pub(super) struct Taken {
    /// The picture.
    pub(super) shot: Shot,
    /// What was served for it, the page first.
    pub(super) files: Vec<ServedFile>,
    /// The header `Date` of the page.
    pub(super) server_date: Option<String>,
}

impl Eye {
    /// An eye in a tab.
    pub(super) fn new(tab: Tab) -> Self {
        Self { tab, known: BTreeSet::new() }
    }

    /// Takes one sheet.
    ///
    /// # Errors
    /// When a proof fails, or the browser does.
    pub(super) fn take(&mut self, sheet: &Sheet<'_>, site: &Website) -> Result<Taken, Trouble> {
        self.tab.screen(sheet.screen(None))?;
        let opened = self.tab.navigate(&site.url(&sheet.path))?;
        let files = site.believed(&sheet.path, opened)?;
        let server_date = files.first().and_then(|page| header(page, "date")).map(str::to_owned);
        let (screen, described) = self.prove(sheet, site, server_date.as_deref())?;
        let png = self.photograph(sheet, screen, &described)?;
        let shot = Shot {
            path: sheet.path.clone(),
            rows: sheet.first()..sheet.rows.end as u64 + 1,
            layout: sheet.layout,
            width: screen.width * screen.scale,
            height: screen.height * screen.scale,
            png,
        };
        Ok(Taken { shot, files, server_date })
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
            first: sheet.first(),
            heads: &heads,
            rows: &sheet.order.list.rows()[sheet.rows.clone()],
            version: &[sheet.order.fingerprint.clone(), sheet.order.subject.sha256.short()],
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
        let png = self.tab.picture(screen, Haste::Small)?;
        self.tab.ask::<bool>("blank", &[])?;
        let blank = self.tab.picture(screen, Haste::Quick)?;
        let size = (screen.width * screen.scale, screen.height * screen.scale);
        let decoded = |png: &[u8]| Picture::decode(png).filter(|picture| (picture.width, picture.height) == size);
        let Some((with, without)) = decoded(&png).zip(decoded(&blank)) else {
            return Err(Refusal::sheet(sheet.path.as_str(), "图片的大小或格式不对").into());
        };
        let ink = |cell| picture::ink_of(cell, &with, &without, screen.scale);
        ink(&described.mark).map_err(|_| Refusal::sheet(sheet.path.as_str(), "图片里看不清截图方式的标记"))?;
        for (number, row) in (sheet.first()..).zip(&described.rows) {
            let drawn = row.cells.iter().try_for_each(ink);
            drawn.map_err(|fault| Refusal::row(sheet.path.as_str(), number, fault.problem()))?;
        }
        Ok(png)
    }

    /// The fonts in which a list's characters are drawn, asked on the sheet that is open last.
    pub(super) fn fonts(&mut self, list: &PublicList) -> Result<Vec<Font>, Trouble> {
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
