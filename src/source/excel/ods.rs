//! `.ods`, cell by cell: its XML may repeat a cell, a row or a blank a billion times in a few bytes.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Trouble, package::Package};
use crate::diagnostic::Failed;
use crate::source::Cell;
use crate::source::intake::{Intake, Visibility};
use cell::OpenCell;

mod cell;

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

/// Reads all sheets.
pub(in crate::source) fn read(bytes: &[u8], intake: &mut Intake<'_>) -> Result<(), Failed> {
    let mut package = match open(bytes) {
        Ok(package) => package,
        Err(trouble) => return intake.trouble(trouble),
    };
    let content = match package.entry("content.xml") {
        Ok(content) => content,
        Err(trouble) => return intake.trouble(trouble),
    };
    match Document::new(BufReader::new(content), intake).read() {
        Ok(()) => Ok(()),
        Err(Stop::Failed(failed)) => Err(failed),
        Err(Stop::Trouble(trouble)) => intake.trouble(trouble),
    }
}

fn open(bytes: &[u8]) -> Result<Package<'_>, Trouble> {
    let mut package = Package::measure(bytes)?;
    let mut manifest = String::new();
    let read = package.entry("META-INF/manifest.xml")?.read_to_string(&mut manifest);
    match read {
        Ok(_) if manifest.contains("manifest:encryption-data") => Err(Trouble::Locked),
        Ok(_) => Ok(package),
        Err(_) => Err(Trouble::Damaged),
    }
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

impl From<quick_xml::Error> for Stop {
    fn from(_: quick_xml::Error) -> Self {
        Self::Trouble(Trouble::Damaged)
    }
}

/// The reading of one `content.xml`.
struct Document<'d, 'r, R> {
    xml: Reader<R>,
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

impl<'d, 'r, R: BufRead> Document<'d, 'r, R> {
    fn new(content: R, intake: &'d mut Intake<'r>) -> Self {
        let mut xml = Reader::from_reader(content);
        xml.config_mut().expand_empty_elements = true;
        Self { xml, intake, style: None, hidden: BTreeSet::new(), row: Row::default(), cell: None }
    }

    fn read(&mut self) -> Result<(), Stop> {
        let (mut buffer, mut skipped) = (Vec::new(), Vec::new());
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer)? {
                Event::Start(start) if ASIDE.contains(&start.name().as_ref()) => {
                    self.xml.read_to_end_into(start.name(), &mut skipped)?;
                }
                Event::Start(start) => self.start(&start)?,
                Event::End(end) => self.end(end.name().as_ref())?,
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let written = format!("&{};", &*reference);
                    self.text(&quick_xml::escape::unescape(&written).map_err(|_| Trouble::Damaged)?)?;
                }
                Event::Eof => return Ok(()),
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
        self.intake.sheet(&name, if hidden { Visibility::Hidden } else { Visibility::Shown })?;
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

/// An attribute's value; none if it is not there.
fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Trouble> {
    let Some(found) = start.try_get_attribute(name).map_err(|_| Trouble::Damaged)? else { return Ok(None) };
    let value = found.normalized_value(XmlVersion::Explicit1_0).map_err(|_| Trouble::Damaged)?;
    Ok(Some(value.into_owned()))
}

/// How often something is repeated; once if it does not say.
fn repeated(start: &BytesStart<'_>, name: &str) -> Result<u32, Trouble> {
    attribute(start, name)?.map_or(Ok(1), |times| times.parse().map_err(|_| Trouble::Damaged))
}
