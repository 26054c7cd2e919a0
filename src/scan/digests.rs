//! The digests that the pages show: once in many thousand, the 16 digits of a version strip look like a bank card.

use std::collections::BTreeSet;

use crate::output::OutputFile;
use crate::value::digest::Digest;
use crate::value::personal_number::digits_in;

/// Digits that a version strip or fingerprint shows of a digest.
const SHOWN: usize = 16;

/// The beginnings of all digests that could be taken for cards: of those that some file shows in full, and of files.
#[derive(Default)]
pub struct Digests(BTreeSet<Vec<u8>>);

impl Digests {
    /// Those of one file.
    pub(super) fn of(file: &OutputFile) -> Self {
        let mut digests = Self::default();
        digests.note(&Digest::of(&file.bytes), &file.bytes);
        digests
    }

    /// Adds those of a file.
    pub fn note(&mut self, digest: &Digest, bytes: &[u8]) {
        let decimal = |digest: &[u8]| digest[..SHOWN].iter().all(u8::is_ascii_digit).then(|| digest[..SHOWN].to_vec());
        let shown = bytes.split(|byte| !byte.is_ascii_alphanumeric());
        let shown = shown.filter(|word| word.len() == 64 && word.iter().all(u8::is_ascii_hexdigit));
        self.0.extend(shown.filter_map(decimal).chain(decimal(digest.to_string().as_bytes())));
    }

    pub(super) fn absorb(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether one of them begins with these digits.
    pub(super) fn begin_with(&self, number: &[u8]) -> bool {
        self.0.contains(&digits_in(number))
    }
}

/// Whether a number has as many digits as pages show of a digest.
pub(super) fn may_be_digest(number: &[u8]) -> bool {
    digits_in(number).len() == SHOWN
}
