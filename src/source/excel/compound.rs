//! The compound file (MS-CFB) around an `.xls`, walked before a parser does: a chain of sectors that runs in a circle
//! would fill the memory.

use super::Trouble;

const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Sector numbers from here on mean something else than a sector.
const LAST_SECTOR: u32 = 0xffff_fff9;
/// Streams shorter than this live in the mini stream.
const MINI_CUTOFF: usize = 4096;
const MINI_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// Whether a file is a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// A compound file whose chains all end.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

/// An entry of the directory.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    /// Walks the tables of a file; none if they are damaged.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let (fat, mini_fat, mini_stream, entries) = Default::default();
        let mut file = Self { bytes, sector, fat, mini_fat, mini_stream, entries };
        file.fat = file.fat_sectors()?.into_iter().filter_map(|id| file.sector(id)).flat_map(numbers).collect();
        file.entries = file.chain(u32_at(bytes, 48)?)?.chunks_exact(ENTRY).filter_map(entry).collect();
        if u32_at(bytes, 64)? > 0 {
            file.mini_fat = numbers(&file.chain(u32_at(bytes, 60)?)?).collect();
            file.mini_stream = file.chain(file.entries.first()?.start)?;
        }
        Some(file)
    }

    /// A stream by its name in any case; none if it is missing or damaged.
    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let mut stream =
            if entry.length < MINI_CUTOFF { self.mini_chain(entry.start)? } else { self.chain(entry.start)? };
        stream.truncate(entry.length);
        Some(stream)
    }

    /// The stream of an `.xls`.
    ///
    /// # Errors
    /// When it is damaged, or the file is another one that is wrapped alike.
    pub(super) fn workbook(&self) -> Result<Vec<u8>, Trouble> {
        let has = |name| self.has(name);
        match self.stream("Workbook").or_else(|| self.stream("Book")) {
            Some(stream) => Ok(stream),
            None if has("EncryptedPackage") => Err(Trouble::Locked),
            None if has("WordDocument") || has("PowerPoint Document") => Err(Trouble::Other("文档或演示文稿")),
            None => Err(Trouble::Damaged),
        }
    }

    /// Whether it has a stream or storage of a name, in any case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        Some(&rest[..rest.len().min(self.sector)]).filter(|sector| !sector.is_empty())
    }

    /// Where the allocation table is: 109 numbers in the header, more in a chain of their own.
    fn fat_sectors(&self) -> Option<Vec<u32>> {
        let mut ids: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let mut steps = 0;
        while next <= LAST_SECTOR {
            let more: Vec<u32> = numbers(self.sector(next)?).collect();
            let (link, listed) = more.split_last()?;
            ids.extend(listed);
            next = *link;
            steps += 1;
            if steps > self.bytes.len() / self.sector {
                return None;
            }
        }
        ids.retain(|&id| id <= LAST_SECTOR);
        ids.truncate(self.bytes.len() / self.sector + 1);
        Some(ids)
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        follow(start, &self.fat, |id| self.sector(id))
    }

    fn mini_chain(&self, start: u32) -> Option<Vec<u8>> {
        follow(start, &self.mini_fat, |id| {
            let at = (id as usize).checked_mul(MINI_SECTOR)?;
            let rest = self.mini_stream.get(at..)?;
            Some(&rest[..rest.len().min(MINI_SECTOR)])
        })
    }
}

/// Puts a chain together; none if it leaves the file or runs in a circle.
fn follow<'s>(start: u32, table: &[u32], sector: impl Fn(u32) -> Option<&'s [u8]>) -> Option<Vec<u8>> {
    let (mut bytes, mut next) = (Vec::new(), start);
    for _ in 0..=table.len() {
        if next > LAST_SECTOR {
            return Some(bytes);
        }
        bytes.extend_from_slice(sector(next)?);
        next = *table.get(next as usize)?;
    }
    None
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let units = bytes.get(..64)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let name: Vec<u16> = units.take_while(|&unit| unit != 0).collect();
    let (start, length) = (u32_at(bytes, 116)?, u32_at(bytes, 120)? as usize);
    Some(Entry { name: String::from_utf16_lossy(&name), start, length })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// A number of four bytes, lowest first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| numbers(four).next())
}

/// A number of two bytes, lowest first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}
