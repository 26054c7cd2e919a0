//! Workbooks and archives, unpacked for the scan.

use std::io::{Cursor, Read};

use zip::ZipArchive;

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

/// Gives every file in an archive, unpacked, one at a time, to be looked at.
pub(super) fn each_part(bytes: &[u8], look: &mut dyn FnMut(&str, &[u8])) -> Result<(), Unsearchable> {
    Unpacking { left: MOST_BYTES, look }.archive(bytes, "", DEEPEST)
}

struct Unpacking<'l> {
    /// So many bytes may still come.
    left: u64,
    look: &'l mut dyn FnMut(&str, &[u8]),
}

impl Unpacking<'_> {
    fn archive(&mut self, bytes: &[u8], prefix: &str, depth: usize) -> Result<(), Unsearchable> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unsearchable::Broken)?;
        for index in 0..archive.len() {
            let (name, bytes) = self.part(&mut archive, index, prefix)?;
            if is_expected(&name, &bytes) {
                let deeper = depth.checked_sub(1).ok_or(Unsearchable::TooDeep)?;
                self.archive(&bytes, &format!("{name}/"), deeper)?;
            }
            (self.look)(&name, &bytes);
        }
        Ok(())
    }

    /// The name and bytes of a part; a part of an archive within the archive has both names.
    fn part(
        &mut self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        index: usize,
        prefix: &str,
    ) -> Result<(String, Vec<u8>), Unsearchable> {
        let file = archive.by_index(index).map_err(|_| Unsearchable::Broken)?;
        let name = format!("{prefix}{}", file.name().map_err(|_| Unsearchable::Broken)?);
        let mut bytes = Vec::new();
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| Unsearchable::Broken)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Unsearchable::TooLarge)?;
        Ok((name, bytes))
    }
}
