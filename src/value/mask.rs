//! How much of a name or ID number is shown: profiles that settings choose and frozen lists record.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Invalid;

/// The fewest candidates that a masked ID number may ever leave; settings may only ask for more.
pub const LEAST_FLOOR: u64 = 1_000;

/// How many characters an ID number has.
const ID_LENGTH: usize = 18;

/// Which characters of an ID number are shown (身份证号脱敏), written `none` or `2+3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum IdMask {
    /// The column is not published.
    None,
    /// The first and the last so many characters.
    Ends {
        /// Characters shown at the front.
        first: usize,
        /// Characters shown at the end.
        last: usize,
    },
}

impl IdMask {
    /// Parses `none` or two numbers with `+` between, such as `2+3`.
    ///
    /// # Errors
    /// For anything else, and when all or none of the 18 characters would be shown.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let wrong = Invalid::new("身份证号脱敏方式写法有误。", "请写 none（不公布）或“前几位+后几位”，例如 2+3。");
        if text == "none" {
            return Ok(Self::None);
        }
        let (first, last) = text.split_once('+').ok_or(wrong)?;
        let number = |part: &str| {
            let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits { part.parse::<usize>().map_err(|_| wrong) } else { Err(wrong) }
        };
        let (first, last) = (number(first)?, number(last)?);
        if (1..ID_LENGTH).contains(&(first + last)) { Ok(Self::Ends { first, last }) } else { Err(wrong) }
    }

    /// Whether the character at a position (from 0 to 17) is shown.
    pub fn shows(self, position: usize) -> bool {
        match self {
            Self::None => false,
            Self::Ends { first, last } => position < first || position + last >= ID_LENGTH,
        }
    }
}

impl fmt::Display for IdMask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Ends { first, last } => write!(f, "{first}+{last}"),
        }
    }
}

impl FromStr for IdMask {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::parse(text)
    }
}

impl TryFrom<String> for IdMask {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|invalid| invalid.problem)
    }
}

impl From<IdMask> for String {
    fn from(mask: IdMask) -> Self {
        mask.to_string()
    }
}

/// Which characters of a name are shown (姓名脱敏), written `full`, `surname` or `middle`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameMask {
    /// 张三丰
    Full,
    /// 张**
    Surname,
    /// 张*丰
    Middle,
}

impl NameMask {
    /// Parses `full`, `surname` or `middle`.
    ///
    /// # Errors
    /// For anything else.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match text {
            "full" => Ok(Self::Full),
            "surname" => Ok(Self::Surname),
            "middle" => Ok(Self::Middle),
            _ => Err(Invalid::new("姓名脱敏方式写法有误。", "请写 full（全名）、surname（张**）或 middle（张*丰）。")),
        }
    }
}

impl fmt::Display for NameMask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "full",
            Self::Surname => "surname",
            Self::Middle => "middle",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn masks_read_back() {
        for text in ["none", "2+3", "6+4", "0+4", "14+1"] {
            assert_eq!(IdMask::parse(text).unwrap().to_string(), text);
        }
        for text in ["full", "surname", "middle"] {
            assert_eq!(NameMask::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_shows_all_or_nothing_is_no_mask() {
        for text in ["", "0+0", "9+9", "18+0", "2", "+3", "2+", "-1+3", "2+3+4", "None", "２+3", "999+1"] {
            assert!(IdMask::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_ends_are_shown() {
        let mask = IdMask::Ends { first: 2, last: 3 };
        let shown: Vec<usize> = (0..18).filter(|at| mask.shows(*at)).collect();
        assert_eq!(shown, [0, 1, 15, 16, 17]);
        assert!((0..18).all(|at| !IdMask::None.shows(at)));
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,8}", "[0-9]{0,3}[+]?[0-9]{0,3}", "none|full|surname|middle"]) {
            if let Ok(mask) = IdMask::parse(&text) {
                prop_assert_eq!(IdMask::parse(&mask.to_string()), Ok(mask));
                prop_assert!(!(0..18).all(|at| mask.shows(at)));
            }
            if let Ok(mask) = NameMask::parse(&text) {
                prop_assert_eq!(NameMask::parse(&mask.to_string()), Ok(mask));
            }
        }
    }
}
