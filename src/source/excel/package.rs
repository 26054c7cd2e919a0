//! The zip around a workbook. Declared sizes may lie, so everything that is opened is measured while it is unpacked,
//! and all of it together may not be more than such a file can mean.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::Trouble;
use super::skim::Leave;
use super::xml::{TOO_LARGE, Xml, attributes};

/// How many entries a package may have.
const MAX_ENTRIES: usize = 10_000;
/// What any package may unpack to: 64 MiB.
const LEAST_TOTAL: u64 = 64 << 20;
/// Bytes unpacked for each byte of the package; the emptiest sheets of real workbooks come to 60.
const MOST_RATIO: u64 = 100;
/// What the largest package may unpack to: 1 GiB.
const MOST_TOTAL: u64 = 1 << 30;
/// What one entry may unpack to that is kept in memory while the workbook is open.
const MAX_KEPT: u64 = 64 << 20;
/// Texts that cells share are kept too; a million rows have more of them.
const MAX_STRINGS: u64 = 192 << 20;
/// Styles take many times their size in memory.
const MAX_STYLES: u64 = 8 << 20;
/// Pictures and the like are never opened.
const UNOPENED: &[&str] = &["/media/", "/embeddings/", "/printersettings/", "thumbnail", "pictures/"];

/// A package, and what may still be unpacked of it.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each entry is, by its name in lower case and with `/`: some programs write them otherwise.
    places: BTreeMap<String, usize>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a package; nothing is unpacked yet.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| trouble(&error))?;
        if zip.len() > MAX_ENTRIES {
            return Err(Trouble::TooLarge("里面的部件过多"));
        }
        let left = (bytes.len() as u64).saturating_mul(MOST_RATIO).saturating_add(LEAST_TOTAL).min(MOST_TOTAL);
        let (mut declared, mut places) = (0_u64, BTreeMap::new());
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|error| trouble(&error))?;
            if entry.encrypted() {
                return Err(Trouble::Locked);
            }
            declared = declared.saturating_add(entry.size());
            places.insert(tidy(&entry.name().map_err(|error| trouble(&error))?), index);
        }
        if declared > left { Err(TOO_LARGE) } else { Ok(Self { zip, places, left }) }
    }

    /// Whether an entry is there; its name in lower case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Whether an entry's name ends so, in lower case.
    pub(super) fn has_ending(&self, ending: &str) -> bool {
        self.places.keys().any(|name| name.ends_with(ending))
    }

    /// Whether an entry stands in a folder, in lower case with `/` at its end.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.places.keys().any(|name| name.starts_with(folder))
    }

    /// Reads an entry's XML with `read`; none if it is not there. What is unpacked counts.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Xml<ZipFile<'_, Cursor<&'a [u8]>>>) -> Result<T, Trouble>,
    ) -> Result<Option<T>, Trouble> {
        self.skim(name, Leave::Nothing, read)
    }

    /// As [`Self::read`], without what is left out.
    pub(super) fn skim<T>(
        &mut self,
        name: &str,
        leave: Leave,
        read: impl FnOnce(&mut Xml<ZipFile<'_, Cursor<&'a [u8]>>>) -> Result<T, Trouble>,
    ) -> Result<Option<T>, Trouble> {
        let Some(&index) = self.places.get(&tidy(name)) else { return Ok(None) };
        let entry = self.zip.by_index(index).map_err(|error| trouble(&error))?;
        let mut xml = Xml::skimmed(entry, self.left, leave);
        let result = read(&mut xml)?;
        let used = xml.used();
        self.left = self.left.checked_sub(used).ok_or(TOO_LARGE)?;
        Ok(Some(result))
    }

    /// An entry to read that has been measured.
    pub(super) fn entry(&mut self, name: &str) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Trouble> {
        let index = *self.places.get(name).ok_or(Trouble::Damaged)?;
        self.zip.by_index(index).map_err(|error| trouble(&error))
    }

    /// Unpacks once, to nowhere, what the parser of the cells opens, but for the sheets: they are measured as they are
    /// read.
    pub(super) fn measure_except(&mut self, sheets: &[String]) -> Result<(), Trouble> {
        let sheets: Vec<_> = sheets.iter().map(|path| tidy(path)).filter(|path| !is_kept(path)).collect();
        let is_measured =
            |name: &str| !sheets.iter().any(|sheet| sheet == name) && !UNOPENED.iter().any(|part| name.contains(part));
        let measured: Vec<_> = self
            .places
            .iter()
            .filter(|(name, _)| is_measured(name))
            .map(|(name, index)| (most(name), *index))
            .collect();
        for (most, index) in measured {
            let entry = self.zip.by_index(index).map_err(|error| trouble(&error))?;
            self.left -= unpack(entry, most.min(self.left))?;
        }
        Ok(())
    }

    /// The largest number of shared strings an entry declares. A parser makes room for as many at once.
    pub(super) fn declared_strings(&mut self) -> Result<u64, Trouble> {
        let mut most = 0;
        for (_, &index) in self.places.iter().filter(|(name, _)| name.ends_with("sharedstrings.xml")) {
            let entry = self.zip.by_index(index).map_err(|error| trouble(&error))?;
            most = most.max(unique_count(&mut Xml::new(entry, MAX_STRINGS))?);
        }
        Ok(most)
    }
}

/// A name as it is looked up.
fn tidy(name: &str) -> String {
    name.to_ascii_lowercase().replace('\\', "/")
}

/// Whether a part of this name is kept in memory, wherever it is.
fn is_kept(name: &str) -> bool {
    ["sharedstrings.xml", "styles.xml", "theme1.xml", ".rels"].iter().any(|ending| name.ends_with(ending))
}

/// What an entry of a name may unpack to.
fn most(name: &str) -> u64 {
    match name {
        _ if name.ends_with("sharedstrings.xml") => MAX_STRINGS,
        _ if name.ends_with("styles.xml") => MAX_STYLES,
        _ if is_kept(name) => MAX_KEPT,
        _ if name.contains("worksheets/") || name == "content.xml" => MOST_TOTAL,
        _ => MAX_KEPT,
    }
}

fn unpack(entry: impl Read, most: u64) -> Result<u64, Trouble> {
    let size = std::io::copy(&mut entry.take(most + 1), &mut std::io::sink()).map_err(|_| Trouble::Damaged)?;
    if size > most { Err(TOO_LARGE) } else { Ok(size) }
}

/// `uniqueCount` of the first element, or none of it.
fn unique_count<R: Read>(xml: &mut Xml<R>) -> Result<u64, Trouble> {
    loop {
        match xml.next()? {
            Event::Start(start) => {
                let [count] = attributes(&start, ["uniqueCount"])?;
                // What is no number, no parser makes room for.
                return Ok(count.and_then(|count| count.parse().ok()).unwrap_or(0));
            }
            Event::Eof => return Ok(0),
            _ => {}
        }
    }
}

fn trouble(error: &ZipError) -> Trouble {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Trouble::Locked,
        _ => Trouble::Damaged,
    }
}
