//! The zip file of a pack, in the one form in which this program writes it.
//!
//! Every byte of it follows from the entries and one moment: names in order, nothing compressed, no extra fields, no
//! comments, nothing between or after the entries. So a file can be compared with what would be written from its own
//! contents, and a change in any byte is found, even in one that no unpacking program looks at. The form is written
//! here and not by a library, since it must be the same for as long as packs are kept.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, Timelike};

/// Contents by path in the pack's folder.
pub(super) type Entries<'a> = BTreeMap<String, &'a [u8]>;

/// Larger packs are not made and not read: zip's plain form ends at 4 GiB, and everything is held in memory.
pub(super) const LARGEST: u64 = 1 << 30;
/// More entries than this the plain form cannot count.
pub(super) const MOST_ENTRIES: usize = 65_535;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const LOCAL_LENGTH: usize = 30;
/// Made on Unix, so that unpacked files are ordinary readable ones; version 2.0 is needed for folders in names.
const MADE_BY: u16 = 3 << 8 | 20;
const NEEDED: u16 = 20;
/// An ordinary file that all may read and its owner may write.
const MODE: u32 = 0o100_644 << 16;

/// The one time that all entries carry, as zip keeps it: to two seconds, without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    time: u16,
    date: u16,
}

impl Stamp {
    /// The stamp of a moment by its own clock; before 1980 zip knows no time, after 2107 neither.
    pub(super) fn of(moment: &DateTime<FixedOffset>) -> Self {
        let years = moment.year().clamp(1980, 2107) - 1980;
        let date = u32::try_from(years).unwrap_or_default() << 9 | moment.month() << 5 | moment.day();
        let time = moment.hour() << 11 | moment.minute() << 5 | (moment.second() / 2);
        Self { time: low(time), date: low(date) }
    }
}

/// A pack as its zip holds it.
#[derive(Debug)]
pub(super) struct Container<'a> {
    /// The one folder at the top.
    pub(super) folder: String,
    pub(super) stamp: Stamp,
    pub(super) entries: Entries<'a>,
}

/// Why bytes are not a pack's zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotAContainer {
    /// It does not begin as a zip does.
    NotAZip,
    /// It ends in the middle.
    CutShort,
    /// It is larger than any pack.
    TooLarge,
    /// An entry is compressed, encrypted or has its size elsewhere: another program wrote the zip.
    Repacked,
    /// The bytes of an entry are not those of its check sum.
    Damaged { entry: String },
    /// A name that no pack has: with `..`, a drive, other letters, or outside of the one folder.
    OddName,
    /// Two entries have one name.
    Twice { entry: String },
    /// Everything can be read, and yet a byte is not as this program writes it.
    OtherBytes { at: usize },
}

impl NotAContainer {
    /// What it is, as a Chinese sentence.
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::NotAZip => "不是 zip 文件。".to_owned(),
            Self::CutShort => "zip 文件不完整，后面的部分不见了。".to_owned(),
            Self::TooLarge => "文件比任何存证包都大。".to_owned(),
            Self::Repacked => "这个 zip 不是本程序写的：内容被重新压缩或打包过。".to_owned(),
            Self::Damaged { entry } => format!("{entry} 的内容被改动或损坏。"),
            Self::OddName => "包内有本程序不会用的文件名。".to_owned(),
            Self::Twice { entry } => format!("包内有两个同名的 {entry}。"),
            Self::OtherBytes { at } => {
                format!("zip 文件从第 {} 个字节起与应有的不同（有夹带、缺失或改动）。", at + 1)
            }
        }
    }
}

/// The zip of a folder with these files.
pub(super) fn write(folder: &str, stamp: Stamp, entries: &Entries<'_>) -> Vec<u8> {
    let mut zip = Vec::new();
    put(folder, stamp, entries, &mut |bytes| zip.extend_from_slice(bytes));
    zip
}

/// What a zip holds, if it is exactly what [`write`] makes of it. Nothing is unpacked, so that nothing can grow.
pub(super) fn read(zip: &[u8]) -> Result<Container<'_>, NotAContainer> {
    if zip.len() as u64 > LARGEST {
        return Err(NotAContainer::TooLarge);
    }
    let mut rest = zip;
    let mut found = Vec::new();
    while let Some(entry) = Entry::take(&mut rest)? {
        found.push(entry);
    }
    let container = gathered(&found)?;
    same(zip, &container)?;
    Ok(container)
}

/// One entry as it stands in front of its bytes.
struct Entry<'a> {
    name: &'a str,
    stamp: Stamp,
    bytes: &'a [u8],
}

impl<'a> Entry<'a> {
    /// Takes the next entry off; none where the central directory begins.
    fn take(rest: &mut &'a [u8]) -> Result<Option<Self>, NotAContainer> {
        let zip = *rest;
        match number4(zip, 0) {
            Some(LOCAL) => {}
            Some(CENTRAL) => return Ok(None),
            Some(_) | None if zip.len() < 4 => return Err(NotAContainer::CutShort),
            _ => return Err(NotAContainer::NotAZip),
        }
        let header = zip.get(..LOCAL_LENGTH).ok_or(NotAContainer::CutShort)?;
        let field = |at| number2(header, at).unwrap_or_default();
        let long = |at| number4(header, at).unwrap_or_default();
        if field(6) != 0 || field(8) != 0 || field(28) != 0 {
            return Err(NotAContainer::Repacked);
        }
        let (names, size) = (LOCAL_LENGTH + usize::from(field(26)), long(22) as usize);
        let name = zip.get(LOCAL_LENGTH..names).ok_or(NotAContainer::CutShort)?;
        let name = std::str::from_utf8(name).map_err(|_| NotAContainer::OddName)?;
        let bytes = zip.get(names..names.saturating_add(size)).ok_or(NotAContainer::CutShort)?;
        if crc32fast::hash(bytes) != long(14) {
            let entry = if is_sound(name) { name } else { "一个文件" };
            return Err(NotAContainer::Damaged { entry: entry.to_owned() });
        }
        *rest = &zip[names + size..];
        Ok(Some(Self { name, stamp: Stamp { time: field(10), date: field(12) }, bytes }))
    }
}

fn gathered<'a>(found: &[Entry<'a>]) -> Result<Container<'a>, NotAContainer> {
    let first = found.first().ok_or(NotAContainer::NotAZip)?;
    let (folder, _) = first.name.split_once('/').ok_or(NotAContainer::OddName)?;
    let mut entries = Entries::new();
    for entry in found {
        let path = entry.name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        let path = path.filter(|_| is_sound(entry.name)).ok_or(NotAContainer::OddName)?;
        if entries.insert(path.to_owned(), entry.bytes).is_some() {
            return Err(NotAContainer::Twice { entry: path.to_owned() });
        }
    }
    Ok(Container { folder: folder.to_owned(), stamp: first.stamp, entries })
}

/// Whether a zip is, byte by byte, what this program writes.
fn same(zip: &[u8], container: &Container<'_>) -> Result<(), NotAContainer> {
    let mut rest = zip;
    let mut differs_at = None;
    put(&container.folder, container.stamp, &container.entries, &mut |bytes| {
        if differs_at.is_none() {
            let equal = rest.iter().zip(bytes).take_while(|(a, b)| a == b).count();
            if equal < bytes.len() {
                differs_at = Some(zip.len() - rest.len() + equal);
            }
            rest = rest.get(bytes.len()..).unwrap_or_default();
        }
    });
    match differs_at.or((!rest.is_empty()).then(|| zip.len() - rest.len())) {
        Some(at) if at >= zip.len() => Err(NotAContainer::CutShort),
        Some(at) => Err(NotAContainer::OtherBytes { at }),
        None => Ok(()),
    }
}

/// Whether a path may stand in a pack: ASCII letters, digits, `-`, `.` and `_`, folders with `/`, nothing hidden. Every
/// system shows and unpacks such names alike; the Explorer of older Windows takes others for GBK.
pub(super) fn is_sound(path: &str) -> bool {
    let sound = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    let part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && part.chars().all(sound);
    path.len() <= 200 && path.split('/').all(part)
}

/// Hands the zip's bytes on, piece by piece.
fn put(folder: &str, stamp: Stamp, entries: &Entries<'_>, sink: &mut impl FnMut(&[u8])) {
    let mut central = Vec::new();
    let mut offset = 0;
    for (path, bytes) in entries {
        let name = format!("{folder}/{path}");
        let common = common(&name, stamp, bytes);
        let local = [&LOCAL.to_le_bytes()[..], &common, name.as_bytes()].concat();
        sink(&local);
        sink(bytes);
        central.extend(central_header(&name, &common, offset));
        offset += size_of_all(&[&local, bytes]);
    }
    sink(&central);
    sink(&end(entries.len(), size_of_all(&[&central]), offset));
}

/// What the two headers of an entry have in common: from the version needed to the length of the extra fields.
fn common(name: &str, stamp: Stamp, bytes: &[u8]) -> Vec<u8> {
    let mut header = Vec::with_capacity(LOCAL_LENGTH - 4);
    let size = size_of_all(&[bytes]);
    // No flags, and stored as it is.
    [NEEDED, 0, 0, stamp.time, stamp.date].iter().for_each(|field| header.extend(field.to_le_bytes()));
    [crc32fast::hash(bytes), size, size].iter().for_each(|field| header.extend(field.to_le_bytes()));
    [low(size_of_all(&[name.as_bytes()])), 0].iter().for_each(|field| header.extend(field.to_le_bytes()));
    header
}

fn central_header(name: &str, common: &[u8], offset: u32) -> Vec<u8> {
    let mut header = CENTRAL.to_le_bytes().to_vec();
    header.extend(MADE_BY.to_le_bytes());
    header.extend(common);
    // No comment, the first disk, no inner attributes.
    [0_u16; 3].iter().for_each(|field| header.extend(field.to_le_bytes()));
    [MODE, offset].iter().for_each(|field| header.extend(field.to_le_bytes()));
    header.extend(name.as_bytes());
    header
}

fn end(count: usize, size: u32, offset: u32) -> Vec<u8> {
    let count = low(u32::try_from(count).unwrap_or(u32::MAX));
    let mut end = END.to_le_bytes().to_vec();
    [0, 0, count, count].iter().for_each(|field| end.extend(field.to_le_bytes()));
    [size, offset].iter().for_each(|field| end.extend(field.to_le_bytes()));
    end.extend(0_u16.to_le_bytes());
    end
}

/// The size of pieces together; no pack comes near the end of the numbers, see [`LARGEST`].
fn size_of_all(pieces: &[&[u8]]) -> u32 {
    u32::try_from(pieces.iter().map(|piece| piece.len()).sum::<usize>()).unwrap_or(u32::MAX)
}

/// The low half of a number that has nothing in its high half.
fn low(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn number2(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn number4(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests;
