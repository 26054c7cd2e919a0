//! The digests that the pages show: once in many thousand, the 16 digits of a version strip look like a bank card.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::output::OutputFile;
use crate::value::digest::Digest;
use crate::value::personal_number::digits_in;

/// Digits that a version strip or fingerprint shows of a digest.
const SHOWN: usize = 16;

/// The beginnings of all digests that could be taken for cards, gathered the first time one is asked for.
pub(super) struct Digests<'a> {
    files: &'a [OutputFile],
    beginnings: OnceLock<BTreeSet<Vec<u8>>>,
}

impl<'a> Digests<'a> {
    pub(super) fn new(files: &'a [OutputFile]) -> Self {
        Self { files, beginnings: OnceLock::new() }
    }

    /// Whether a digest begins with these digits: one that some file shows in full, or one of a file.
    pub(super) fn begin_with(&self, number: &[u8]) -> bool {
        let digits = digits_in(number);
        digits.len() == SHOWN && self.beginnings.get_or_init(|| gather(self.files)).contains(&digits)
    }
}

fn gather(files: &[OutputFile]) -> BTreeSet<Vec<u8>> {
    let decimal = |digest: &[u8]| digest[..SHOWN].iter().all(u8::is_ascii_digit).then(|| digest[..SHOWN].to_vec());
    let shown = files.iter().flat_map(|file| file.bytes.split(|byte| !byte.is_ascii_alphanumeric()));
    let shown = shown.filter(|word| word.len() == 64 && word.iter().all(u8::is_ascii_hexdigit)).filter_map(decimal);
    let own = files.iter().filter_map(|file| decimal(Digest::of(&file.bytes).to_string().as_bytes()));
    shown.chain(own).collect()
}
