//! Where in a text a digit may start, found out for many bytes at once: most bytes of a site start none.

use std::ops::Range;

/// So many bytes are looked at together.
const BLOCK: usize = 64;

/// The places where a digit may start; quickest if they are asked one after another.
#[derive(Debug, Default)]
pub(super) struct Starts {
    /// What was looked at last.
    block: Range<usize>,
    /// The places in it, the first in the lowest bit.
    marks: u64,
}

/// Whether a digit may start at a byte: digits, `&` of references, `\` of escapes, and the lead of full-width digits.
/// Without a branch, so that many bytes are asked at once.
pub(super) fn may_start(byte: u8) -> bool {
    byte.is_ascii_digit() | (byte == b'&') | (byte == b'\\') | (byte == 0xEF)
}

impl Starts {
    /// The first place from one on.
    pub(super) fn next(&mut self, bytes: &[u8], mut from: usize) -> Option<usize> {
        while from < bytes.len() {
            if !self.block.contains(&from) {
                self.look(bytes, from);
            }
            match self.marks >> (from - self.block.start) {
                0 => from = self.block.end,
                marks => return Some(from + marks.trailing_zeros() as usize),
            }
        }
        None
    }

    fn look(&mut self, bytes: &[u8], from: usize) {
        let rest = &bytes[from..];
        self.marks = rest.first_chunk().map_or_else(|| marks(&padded(rest)), marks);
        self.block = from..from + BLOCK;
    }
}

/// The end of a text, with what starts no digit behind it.
fn padded(rest: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// A bit for each byte.
fn marks(block: &[u8; BLOCK]) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte: no two of them meet in a place.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let each = block.map(|byte| u8::from(may_start(byte)));
    let (words, _) = each.as_chunks();
    let eight = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(TOGETHER) >> 56;
    words.iter().rev().fold(0, |marks, word| marks << 8 | eight(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_place_is_named_and_no_other(
            text in prop_oneof!["[a-z/0-9:&\\\\、０一\u{7f}\u{80}]{0,120}", "[a-z]{50,70}[0-9]{0,20}[a-z]{50,70}&?"],
            first in 0_usize..70, step in 1_usize..70,
        ) {
            let (bytes, mut starts, mut from) = (text.as_bytes(), Starts::default(), first);
            while from <= bytes.len() {
                let next = bytes.iter().skip(from).position(|byte| may_start(*byte)).map(|ahead| from + ahead);
                prop_assert_eq!(starts.next(bytes, from), next);
                // The same place may be asked again, or places left out.
                prop_assert_eq!(starts.next(bytes, from), next);
                from = next.unwrap_or(from) + step;
            }
        }
    }
}
