//! The zip around a workbook, measured before anything in it is parsed.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::Trouble;

/// How many entries a package may have.
const MAX_ENTRIES: usize = 10_000;
/// What all entries may unpack to: 512 MiB.
const MAX_TOTAL: u64 = 512 << 20;
/// What one entry may unpack to that is kept in memory while the workbook is open.
const MAX_KEPT: u64 = 64 << 20;
/// Styles take many times their size in memory.
const MAX_STYLES: u64 = 8 << 20;

/// A package that unpacks to a reasonable size.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The entries' names in lower case and with `/`: some programs write them otherwise.
    names: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens a package and unpacks all of it once, to nowhere: declared sizes may lie.
    pub(super) fn measure(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| trouble(&error))?;
        if zip.len() > MAX_ENTRIES {
            return Err(Trouble::TooLarge("里面的部件过多"));
        }
        let (mut left, mut names) = (MAX_TOTAL, Vec::new());
        for index in 0..zip.len() {
            let entry = zip.by_index(index).map_err(|error| trouble(&error))?;
            let name = entry.name().map_err(|error| trouble(&error))?.to_ascii_lowercase().replace('\\', "/");
            left -= unpack(entry, most(&name).min(left))?;
            names.push(name);
        }
        Ok(Self { zip, names })
    }

    /// Whether an entry is there; its name in lower case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|found| found == name)
    }

    /// An entry to read.
    pub(super) fn entry(&mut self, name: &str) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Trouble> {
        self.zip.by_name(name).map_err(|error| trouble(&error))
    }

    /// The largest number of shared strings an entry declares. A parser makes room for as many at once.
    pub(super) fn declared_strings(&mut self) -> Result<u64, Trouble> {
        let mut most = 0;
        for (index, _) in self.names.iter().enumerate().filter(|(_, name)| name.ends_with("sharedstrings.xml")) {
            most = most.max(unique_count(self.zip.by_index(index).map_err(|error| trouble(&error))?)?);
        }
        Ok(most)
    }
}

/// What an entry of a name may unpack to.
fn most(name: &str) -> u64 {
    match name {
        _ if name.contains("worksheets/") || name == "content.xml" => MAX_TOTAL,
        _ if name.ends_with("styles.xml") => MAX_STYLES,
        _ => MAX_KEPT,
    }
}

fn unpack(entry: impl Read, most: u64) -> Result<u64, Trouble> {
    let size = std::io::copy(&mut entry.take(most + 1), &mut std::io::sink()).map_err(|_| Trouble::Damaged)?;
    if size > most { Err(Trouble::TooLarge("解压后的内容过多")) } else { Ok(size) }
}

/// `uniqueCount="…"` of the first element, or none of it.
fn unique_count(entry: impl Read) -> Result<u64, Trouble> {
    let mut start = Vec::new();
    entry.take(64 << 10).read_to_end(&mut start).map_err(|_| Trouble::Damaged)?;
    let start = String::from_utf8_lossy(&start);
    let digits = start.split("uniqueCount").skip(1).map(|rest| {
        let value = rest.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, '=' | '"' | '\''));
        value
            .bytes()
            .take_while(u8::is_ascii_digit)
            .fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    });
    Ok(digits.max().unwrap_or(0))
}

fn trouble(error: &ZipError) -> Trouble {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Trouble::Locked,
        _ => Trouble::Damaged,
    }
}
