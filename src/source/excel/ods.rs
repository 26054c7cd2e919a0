//! `.ods`, cell by cell: its XML may repeat a cell, a row or a blank a billion times in a few bytes.

use std::collections::BTreeSet;
use std::io::Read;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::Trouble;
use super::package::Package;
use super::xml::Xml;
use crate::diagnostic::Failed;
use crate::source::Cell;
use crate::source::intake::{Intake, Visibility};
use crate::source::structure::Structure;
use cell::OpenCell;

mod cell;
mod structure;

/// Parts in which other cells and texts stand than those of the sheet.
const ASIDE: &[&str] = &[
    "office:annotation",
    "table:tracked-changes",
    "table:shapes",
    "table:dde-links",
    "office:forms",
    "draw:frame",
    "draw:g",
    "draw:custom-shape",
];

/// How often a row of content may be repeated: no list says the same so often.
const MAX_REPEATED: u32 = 10_000;

/// Reads all sheets.
pub(in crate::source) fn read(bytes: &[u8], intake: &mut Intake<'_>) -> Result<(), Failed> {
    let opened = Package::open(bytes).and_then(|mut package| Ok((inspect(&mut package)?, package)));
    let (structures, mut package) = match opened {
        Ok(opened) => opened,
        Err(trouble) => return intake.trouble(trouble),
    };
    let content = match package.entry(CONTENT) {
        Ok(content) => content,
        Err(trouble) => return intake.trouble(trouble),
    };
    // It has been measured.
    match Sheets::new(structures, intake).read(Xml::new(content, u64::MAX)) {
        Ok(()) => Ok(()),
        Err(Stop::Failed(failed)) => Err(failed),
        Err(Stop::Trouble(trouble)) => intake.trouble(trouble),
    }
}

/// The part with all sheets.
const CONTENT: &str = "content.xml";
/// The longest list of a package's parts.
const MAX_MANIFEST: u64 = 1 << 20;

/// Looks at the package, and at its sheets for what they have besides cells.
#[expect(clippy::redundant_closure, reason = "the function alone is not general in the entry's lifetime")]
fn inspect(package: &mut Package<'_>) -> Result<Vec<Structure>, Trouble> {
    let mut manifest = String::new();
    let entry = package.entry("meta-inf/manifest.xml")?;
    entry.take(MAX_MANIFEST).read_to_string(&mut manifest).map_err(|_| Trouble::Damaged)?;
    if manifest.contains("encryption-data") {
        return Err(Trouble::Locked);
    }
    package.read(CONTENT, |xml| structure::read(xml))?.ok_or(Trouble::Damaged)
}

/// Why reading stops early.
enum Stop {
    /// The report says it already.
    Failed(Failed),
    Trouble(Trouble),
}

impl From<Failed> for Stop {
    fn from(failed: Failed) -> Self {
        Self::Failed(failed)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// The sheets of one `content.xml` while it is read.
struct Sheets<'d, 'r> {
    /// Of the sheets to come.
    structures: std::vec::IntoIter<Structure>,
    intake: &'d mut Intake<'r>,
    style: Option<String>,
    hidden: BTreeSet<String>,
    row: Row,
    cell: Option<OpenCell>,
}

/// The current row.
#[derive(Default)]
struct Row {
    /// The number of its first repetition, from 1.
    number: u32,
    repeated: u32,
    width: usize,
    cells: Vec<(usize, Cell)>,
}

impl<'d, 'r> Sheets<'d, 'r> {
    fn new(structures: Vec<Structure>, intake: &'d mut Intake<'r>) -> Self {
        let structures = structures.into_iter();
        Self { structures, intake, style: None, hidden: BTreeSet::new(), row: Row::default(), cell: None }
    }

    fn read<R: Read>(mut self, mut xml: Xml<R>) -> Result<(), Stop> {
        // How deep the current event is in something that stands beside the cells.
        let mut aside = 0_usize;
        loop {
            match xml.next()? {
                Event::Start(start) if aside > 0 || ASIDE.contains(&start.name().as_ref()) => aside += 1,
                Event::End(_) if aside > 0 => aside -= 1,
                Event::Eof => return Ok(()),
                _ if aside > 0 => {}
                Event::Start(start) => self.start(&start)?,
                Event::End(end) => self.end(end.name().as_ref())?,
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let written = format!("&{};", &*reference);
                    self.text(&quick_xml::escape::unescape(&written).map_err(|_| Trouble::Damaged)?)?;
                }
                _ => {}
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Stop> {
        match start.name().as_ref() {
            "style:style" => self.style = attribute(start, "style:name")?,
            "style:table-properties" if attribute(start, "table:display")?.as_deref() == Some("false") => {
                self.hidden.extend(self.style.take());
            }
            "table:table" => self.table(start)?,
            "table:table-row" => {
                self.row.number = self.row.number.saturating_add(self.row.repeated);
                self.row.repeated = repeated(start, "table:number-rows-repeated")?;
                self.row.width = 0;
                self.row.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(OpenCell::new(start)?),
            name => {
                if let Some(cell) = &mut self.cell {
                    cell.inside(name, start)?;
                }
            }
        }
        Ok(())
    }

    fn table(&mut self, start: &BytesStart<'_>) -> Result<(), Stop> {
        if self.cell.is_some() {
            return Err(Trouble::Other("带有嵌套表格的文件").into());
        }
        let name = attribute(start, "table:name")?.ok_or(Trouble::Damaged)?;
        let hidden = attribute(start, "table:style-name")?.is_some_and(|style| self.hidden.contains(&style));
        let structure = self.structures.next().ok_or(Trouble::Damaged)?;
        self.intake.sheet(&name, if hidden { Visibility::Hidden } else { Visibility::Shown }, structure)?;
        self.row = Row { number: 1, ..Row::default() };
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Stop> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "table:table-row" => self.end_row(),
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.end_paragraph();
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_cell(&mut self) -> Result<(), Stop> {
        let Some(open) = self.cell.take() else { return Ok(()) };
        let (repeated, cell) = open.close();
        if !cell.is_empty() {
            for column in self.row.width..self.row.width.saturating_add(repeated) {
                self.intake.put(self.row.number, column, cell.clone())?;
                self.row.cells.push((column, cell.clone()));
            }
        }
        self.row.width = self.row.width.saturating_add(repeated);
        Ok(())
    }

    /// The first repetition is in already; the others follow, until the sheet is full.
    fn end_row(&mut self) -> Result<(), Stop> {
        if self.row.cells.is_empty() {
            return Ok(());
        }
        if self.row.repeated > MAX_REPEATED {
            return Err(Trouble::TooLarge("同一行内容重复的次数过多").into());
        }
        for again in 1..self.row.repeated {
            for (column, cell) in &self.row.cells {
                self.intake.put(self.row.number.saturating_add(again), *column, cell.clone())?;
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        match &mut self.cell {
            Some(cell) => Ok(cell.text(text)?),
            None => Ok(()),
        }
    }
}

/// An attribute's value; none if it is not there. That none is given twice is not checked: it takes the square of their
/// number.
fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Trouble> {
    let mut attributes = start.attributes();
    for found in attributes.with_checks(false) {
        let found = found.map_err(|_| Trouble::Damaged)?;
        if found.key.as_ref() == name {
            let value = found.normalized_value(XmlVersion::Explicit1_0).map_err(|_| Trouble::Damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// How often something is repeated; once if it does not say.
fn repeated(start: &BytesStart<'_>, name: &str) -> Result<u32, Trouble> {
    attribute(start, name)?.map_or(Ok(1), |times| times.parse().map_err(|_| Trouble::Damaged))
}
