//! Line ends and byte order marks: what a transfer or an editor does to a whole file, undone.

use super::Damage;
use crate::value::digest::Digest;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Pictures say whether line ends were rewritten: their signature has all of them (PNG, 5.2).
const PNG_WITHOUT_CR: &[u8] = b"\x89PNG\n\x1a\n";

/// The damage after which these expected bytes are these found bytes.
pub(super) fn compared(expected: &[u8], found: &[u8], is_text: bool) -> Vec<Damage> {
    let differ_in_line_ends = |expected: &[u8], found: &[u8]| {
        REWRITES.iter().any(|rewrite| rewrite(expected) == found)
            || is_text && without_cr(expected) == without_cr(found)
    };
    if differ_in_line_ends(expected, found) {
        return vec![Damage::LineEnds];
    }
    match found.strip_prefix(BOM) {
        Some(rest) if rest == expected => vec![Damage::Bom],
        Some(rest) if differ_in_line_ends(expected, rest) => vec![Damage::LineEnds, Damage::Bom],
        _ => Vec::new(),
    }
}

/// The damage that, undone, leads back to the digest.
pub(super) fn to_digest(expected: Digest, found: &[u8]) -> Vec<Damage> {
    let is = |bytes: &[u8]| Digest::of(bytes) == expected;
    let had_other_line_ends = |found: &[u8]| {
        let has = |byte| memchr::memchr(byte, found).is_some();
        has(b'\n') && (is(&crlf_to_lf(found)) || is(&lf_to_crlf(found)) || is(&lone_lf_to_crlf(found)))
            || has(b'\r') && is(&cr_to_lf(found))
    };
    if had_other_line_ends(found) || found.starts_with(PNG_WITHOUT_CR) {
        return vec![Damage::LineEnds];
    }
    match found.strip_prefix(BOM) {
        Some(rest) if is(rest) => vec![Damage::Bom],
        Some(rest) if had_other_line_ends(rest) => vec![Damage::LineEnds, Damage::Bom],
        _ => Vec::new(),
    }
}

/// What a transfer makes of a file.
type Rewrite = fn(&[u8]) -> Vec<u8>;

/// What ASCII transfers and editors do.
const REWRITES: [Rewrite; 5] = [lf_to_crlf, lone_lf_to_crlf, crlf_to_lf, without_cr, crlf_or_lf_to_cr];

/// CR before every LF, after another CR too.
fn lf_to_crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 16);
    for byte in bytes {
        if *byte == b'\n' {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

/// CR before every LF that has none.
fn lone_lf_to_crlf(bytes: &[u8]) -> Vec<u8> {
    lf_to_crlf(&crlf_to_lf(bytes))
}

fn crlf_to_lf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            out.push(*byte);
        }
    }
    out
}

fn cr_to_lf(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect()
}

fn crlf_or_lf_to_cr(bytes: &[u8]) -> Vec<u8> {
    crlf_to_lf(bytes).iter().map(|byte| if *byte == b'\n' { b'\r' } else { *byte }).collect()
}

fn without_cr(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte != b'\r').collect()
}
