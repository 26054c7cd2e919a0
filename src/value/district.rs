//! The reporting units: counties, cities and function zones.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Invalid;

/// What city-wide lists are called in file names and addresses; no district may be called so.
pub const CITY: &str = "city";

/// The name of something in addresses and file names: lower-case ASCII letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// Checks a slug.
    ///
    /// # Errors
    /// When it is empty, over 40 characters, or holds anything but `a-z`, `0-9` and single hyphens inside.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if text.len() <= 40 && text.split('-').all(part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::new("网址名写法有误。", "只用小写字母、数字和连字符，不超过 40 个字符，例如 2021-03。"))
        }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|invalid| invalid.problem)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

/// What kind of unit a district is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistrictKind {
    /// 县（市、区）
    County,
    /// 功能区: it has no division code of its own.
    Zone,
}

/// One reporting unit (县（市、区）/功能区).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Its name in addresses and file names.
    pub slug: Slug,
    /// Its official name.
    pub name: String,
    /// Other names that offices write in the 县（市、区） column.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its GB/T 2260 code; function zones have none.
    pub code: Option<String>,
    /// What kind of unit it is.
    pub kind: DistrictKind,
    /// Its office's public telephone (联系电话).
    pub phone: Option<String>,
    /// Its share of the yearly target, in person-times (人次).
    pub target: Option<u32>,
}

impl District {
    /// Whether a cell names this district.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slugs_are_safe_in_addresses_and_paths() {
        for good in ["taishan", "taishan-scenic", "2021-03"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "Taishan", "泰山", "a--b", "-a", "a-", "../etc", "a b", "a.b"] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,50}", "[a-zA-Z0-9./-]{0,45}"]) {
            if let Ok(slug) = Slug::parse(&text) {
                prop_assert_eq!(slug.to_string(), text.clone());
                prop_assert!(!text.contains(['/', '.', '\\']) && !text.is_empty() && text.len() <= 40);
            }
        }
    }
}
