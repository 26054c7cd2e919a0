//! Workbooks and archives, unpacked for the scan.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// One file inside an archive.
pub(super) struct Part {
    /// Its name; a part of an archive within the archive has both names.
    pub(super) name: String,
    /// What it holds, unpacked.
    pub(super) bytes: Vec<u8>,
}

/// Why an archive cannot be searched through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsearchable {
    /// It is damaged, encrypted, or packed in a way the program does not know.
    Broken,
    /// It would be too large unpacked.
    TooLarge,
    /// Archives in archives in archives.
    TooDeep,
}

impl Unsearchable {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Broken => "文件损坏、加密或压缩方式不明",
            Self::TooLarge => "解压后过大",
            Self::TooDeep => "压缩包层层嵌套",
        }
    }
}

/// More unpacked bytes than this no download of this site has.
const MOST_BYTES: u64 = 1 << 30;

/// An evidence pack may hold workbooks, and nothing deeper.
const DEEPEST: usize = 2;

/// Whether a file is, or by its name ought to be, an archive.
pub(super) fn is_expected(path: &str, bytes: &[u8]) -> bool {
    let by_name = [".xlsx", ".zip", ".docx", ".ods", ".epub"].iter().any(|ending| path.ends_with(ending));
    by_name || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// All files in an archive.
pub(super) fn parts(bytes: &[u8]) -> Result<Vec<Part>, Unsearchable> {
    let mut parts = Vec::new();
    let mut left = MOST_BYTES;
    unpack(bytes, "", DEEPEST, &mut left, &mut parts)?;
    Ok(parts)
}

fn unpack(bytes: &[u8], prefix: &str, depth: usize, left: &mut u64, parts: &mut Vec<Part>) -> Result<(), Unsearchable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unsearchable::Broken)?;
    for index in 0..archive.len() {
        let part = unpack_one(&mut archive, index, prefix, left)?;
        if is_expected(&part.name, &part.bytes) {
            let deeper = depth.checked_sub(1).ok_or(Unsearchable::TooDeep)?;
            unpack(&part.bytes, &format!("{}/", part.name), deeper, left, parts)?;
        }
        parts.push(part);
    }
    Ok(())
}

fn unpack_one(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    prefix: &str,
    left: &mut u64,
) -> Result<Part, Unsearchable> {
    let file = archive.by_index(index).map_err(|_| Unsearchable::Broken)?;
    let name = format!("{prefix}{}", file.name().map_err(|_| Unsearchable::Broken)?);
    let mut bytes = Vec::new();
    file.take(*left + 1).read_to_end(&mut bytes).map_err(|_| Unsearchable::Broken)?;
    *left = left.checked_sub(bytes.len() as u64).ok_or(Unsearchable::TooLarge)?;
    Ok(Part { name, bytes })
}
