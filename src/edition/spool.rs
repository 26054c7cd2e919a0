//! The edge where masked bytes wait for the verdict: in memory while they are few, else in a file without a name.
//!
//! Nothing may be written below `content/editions` before everything is checked, and a year of lists is too much to
//! have in memory. Only what is masked goes here; the file is the system's temporary one, unlinked from its beginning,
//! so that a crash leaves nothing behind.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::SpooledTempFile;

use crate::value::digest::Digest;

/// So much is kept in memory.
const IN_MEMORY: usize = 12 << 20;

/// Where lists wait, in the order in which they come.
#[derive(Debug, Clone)]
pub struct Spool(Arc<Mutex<SpooledTempFile>>);

/// One list that waits.
#[derive(Debug, Clone)]
pub struct Piece {
    spool: Spool,
    at: u64,
    length: usize,
    sha256: Digest,
}

impl Default for Spool {
    #[expect(clippy::disallowed_methods, reason = "edge: keeps masked bytes in a file without a name")]
    fn default() -> Self {
        Self(Arc::new(Mutex::new(SpooledTempFile::new(IN_MEMORY))))
    }
}

impl Spool {
    /// Keeps bytes of which the digest is known.
    ///
    /// # Errors
    /// When the system has no room for temporary files.
    pub fn keep(&self, bytes: &[u8], sha256: Digest) -> io::Result<Piece> {
        let mut file = self.lock();
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(Piece { spool: self.clone(), at, length: bytes.len(), sha256 })
    }

    fn lock(&self) -> MutexGuard<'_, SpooledTempFile> {
        // What a thread that panicked wrote half is read by nobody: it has no piece.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Piece {
    /// What it must be.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// How many bytes they are.
    pub fn length(&self) -> u64 {
        self.length as u64
    }

    /// The bytes, which are what was kept.
    ///
    /// # Errors
    /// When they cannot be read, or are others.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let bytes = self.unproved()?;
        if Digest::of(&bytes) == self.sha256 {
            Ok(bytes)
        } else {
            Err(io::Error::other("临时文件读回的内容不一致"))
        }
    }

    /// The same, not held against their digest: for who proves what comes of them.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn unproved(&self) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; self.length];
        let mut file = self.spool.lock();
        file.seek(SeekFrom::Start(self.at))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.sha256 == other.sha256
    }
}

impl Eq for Piece {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_comes_back_from_memory_and_from_the_disk() {
        let spool = Spool::default();
        let kept = |byte: u8, length: usize| {
            let bytes = vec![byte; length];
            (spool.keep(&bytes, Digest::of(&bytes)).unwrap(), bytes)
        };
        let pieces = [kept(1, 10), kept(2, 0), kept(3, IN_MEMORY), kept(4, 7)];
        for (piece, bytes) in pieces {
            assert!(piece.bytes().unwrap() == bytes);
        }
    }

    #[test]
    fn other_bytes_are_not_believed() {
        let spool = Spool::default();
        let piece = spool.keep(b"masked", Digest::of(b"other")).unwrap();
        assert!(piece.bytes().is_err());
    }
}
