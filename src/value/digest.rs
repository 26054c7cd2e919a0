//! Digests of bytes: SHA-256, SM3, and the site's fingerprint.

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
                self.to_string().chars().take(16).collect()
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
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
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

fn bytes_of_hex(text: &str) -> Result<[u8; 32], NotADigest> {
    let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if text.len() != 64 || !text.bytes().all(lower) {
        return Err(NotADigest);
    }
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).map_err(|_| NotADigest)?;
    }
    Ok(bytes)
}

/// The head of the editions' chain as people compare it: `1f2e 3d4c 5b6a 7988` (指纹).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of a chain digest.
    pub fn of(chain: &Digest) -> Self {
        let digits = chain.short();
        let groups: Vec<&str> = (0..4).map(|group| &digits[4 * group..4 * group + 4]).collect();
        Self(groups.join(" "))
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
