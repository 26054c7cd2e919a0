//! Digests of bytes: SHA-256, SM3, and their beginnings that people compare.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

/// A digest that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADigest;

impl fmt::Display for NotADigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("校验值应为 64 位小写十六进制")
    }
}

/// Bytes as hexadecimal digits. Every page and every line of a manifest has some: `write!` of each byte takes its time.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]].map(char::from);
    let mut text = String::with_capacity(2 * bytes.len());
    text.extend(bytes.iter().flat_map(digits));
    text
}

/// Declares a 256-bit digest type over one hash function.
macro_rules! digest {
    ($(#[$doc:meta])* $name:ident, $hasher:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 32]);

        impl $name {
            /// The digest of bytes.
            pub fn of(bytes: &[u8]) -> Self {
                Self(<$hasher>::digest(bytes).into())
            }

            /// The first 16 hexadecimal digits, as shown on a version strip.
            pub fn short(&self) -> String {
                hex(&self.0[..8])
            }

            /// The first digits of it as letters `a` to `p`, four bits each: for names, in which no run of digits
            /// must look like somebody's number.
            pub fn letters(&self, count: usize) -> String {
                let letter = |c: char| c.to_digit(16).and_then(|digit| char::from_digit(digit + 10, 26));
                self.to_string().chars().filter_map(letter).take(count).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotADigest;

            fn try_from(text: String) -> Result<Self, NotADigest> {
                text.parse()
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotADigest;

            fn from_str(text: &str) -> Result<Self, NotADigest> {
                bytes_of_hex(text).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(digest: $name) -> Self {
                digest.to_string()
            }
        }
    };
}

digest! {
    /// A SHA-256 digest (校验), written as `sha256sum` does.
    Digest, sha2::Sha256
}

digest! {
    /// An SM3 digest (GB/T 32905).
    Sm3, sm3::Sm3
}

/// A SHA-256 digest of bytes that come piece by piece.
#[derive(Clone, Default)]
pub struct Digesting(sha2::Sha256);

impl Digesting {
    /// Takes the next piece.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all that came.
    pub fn digest(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

fn bytes_of_hex(text: &str) -> Result<[u8; 32], NotADigest> {
    let digit = |byte| match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(NotADigest),
    };
    if text.len() != 64 {
        return Err(NotADigest);
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Ok(bytes)
}

impl std::error::Error for NotAFingerprint {}

/// The start of a digest as people compare it, `1f2e 3d4c 5b6a 7988`: of the head of the editions' chain (指纹), of a
/// site's manifest (网站校验码).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(String);

/// A text that is not 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAFingerprint;

impl fmt::Display for NotAFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("应为 16 位数字和字母 a 到 f，例如 1f2e 3d4c 5b6a 7988")
    }
}

impl Fingerprint {
    /// The fingerprint of a chain digest.
    pub fn of(chain: &Digest) -> Self {
        Self::grouped(&chain.short())
    }

    fn grouped(digits: &str) -> Self {
        let groups: Vec<&str> = (0..4).map(|group| &digits[4 * group..4 * group + 4]).collect();
        Self(groups.join(" "))
    }
}

impl std::str::FromStr for Fingerprint {
    type Err = NotAFingerprint;

    /// As people type it from paper: in either case and width, with blanks and hyphens or without.
    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        const SPACERS: &[char] = &[' ', '\u{3000}', '\u{a0}', '\t', '-', '‐', '‑', '–', '—', '－', '_', '·'];
        let narrow = |c: char| match u32::from(c) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
            _ => c,
        };
        let digits: String =
            text.chars().filter(|c| !SPACERS.contains(c)).map(|c| narrow(c).to_ascii_lowercase()).collect();
        let are_digits = digits.len() == 16 && digits.chars().all(|c| c.is_ascii_hexdigit());
        if are_digits { Ok(Self::grouped(&digits)) } else { Err(NotAFingerprint) }
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NotAFingerprint;

    fn try_from(text: String) -> Result<Self, NotAFingerprint> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn published_vectors() {
        assert_eq!(Digest::of(b"abc").to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // GB/T 32905, example 1
        assert_eq!(Sm3::of(b"abc").to_string(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    #[test]
    fn a_digest_reads_back() {
        let digest = Digest::of(b"abc");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!(digest.to_string().to_uppercase().parse::<Digest>(), Err(NotADigest));
        assert_eq!("ba78".parse::<Digest>(), Err(NotADigest));
    }

    #[test]
    fn a_fingerprint_is_sixteen_digits_in_groups() {
        assert_eq!(Fingerprint::of(&Digest::of(b"abc")).to_string(), "ba78 16bf 8f01 cfea");
    }

    #[test]
    fn a_fingerprint_is_read_as_people_type_it() {
        let fingerprint = Fingerprint::of(&Digest::of(b"abc"));
        for typed in [
            "ba78 16bf 8f01 cfea",
            "BA7816BF8F01CFEA",
            " ba78-16bf-8f01-cfea",
            "ｂａ７８　１６ｂｆ－８ｆ０１－ＣＦＥＡ",
        ] {
            assert_eq!(typed.parse(), Ok(fingerprint.clone()), "{typed}");
        }
        for bad in ["", "ba78 16bf 8f01 cfe", "ba78 16bf 8f01 cfeaa", "ba78 16bf 8f01 cfeg", "指纹"] {
            assert_eq!(bad.parse::<Fingerprint>(), Err(NotAFingerprint), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,70}", "[0-9a-fA-F]{63,65}"]) {
            if let Ok(digest) = text.parse::<Digest>() {
                prop_assert_eq!(digest.to_string(), text.clone());
            }
            prop_assert_eq!(text.parse::<Digest>().is_ok(), text.parse::<Sm3>().is_ok());
        }

        #[test]
        fn digests_read_back(bytes in any::<Vec<u8>>()) {
            let (digest, sm3) = (Digest::of(&bytes), Sm3::of(&bytes));
            prop_assert_eq!(digest.to_string().parse::<Digest>(), Ok(digest));
            prop_assert_eq!(sm3.to_string().parse::<Sm3>(), Ok(sm3));
        }
    }
}
