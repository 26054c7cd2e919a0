//! Amounts of money in whole fen.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

use super::Invalid;

/// An amount of money (金额) in fen, a hundredth of a yuan. Never a float.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fen(i64);

const HELP: &str = "请只填数字，单位为元，最多两位小数，例如 1200 或 1200.50。";

impl Fen {
    /// So many fen.
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Parses yuan as people type them into a cell: `800`, `800.5`, `1,200.00`.
    ///
    /// # Errors
    /// For signs, units, other separators, more than two decimals, and more than 12 digits of yuan.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        // Most amounts of long lists are whole yuan.
        if let Some(yuan) = whole(text) {
            return Ok(Self(yuan * 100));
        }
        let (yuan, fraction) = text.split_once('.').unwrap_or((text, ""));
        let decimals = match fraction.as_bytes() {
            [] if !text.contains('.') => 0,
            [tenth @ b'0'..=b'9'] => i64::from(tenth - b'0') * 10,
            [tenth @ b'0'..=b'9', hundredth @ b'0'..=b'9'] => {
                i64::from(tenth - b'0') * 10 + i64::from(hundredth - b'0')
            }
            _ => return Err(Invalid::new("金额的小数部分有误。", HELP)),
        };
        let whole = whole_yuan(yuan).ok_or(Invalid::new("金额不是数字。", HELP))?;
        Ok(Self(whole * 100 + decimals))
    }

    /// This much for each of so many.
    pub fn times(self, count: u64) -> Option<Self> {
        self.0.checked_mul(i64::try_from(count).ok()?).map(Self)
    }

    /// Raised by so many percent; none if the result is not a whole fen.
    pub fn raised_by_percent(self, percent: u32) -> Option<Self> {
        let hundredfold = self.0.checked_mul(100 + i64::from(percent))?;
        (hundredfold % 100 == 0).then_some(Self(hundredfold / 100))
    }
}

/// Digits, with commas only between groups of three.
fn whole_yuan(text: &str) -> Option<i64> {
    if !text.contains(',') {
        return whole(text);
    }
    let groups: Vec<&str> = text.split(',').collect();
    let well_grouped =
        groups.len() == 1 || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    if well_grouped { whole(&groups.concat()) } else { None }
}

/// Up to 12 digits and nothing else.
fn whole(text: &str) -> Option<i64> {
    let digit = |sum: i64, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0'));
    if (1..=12).contains(&text.len()) { text.bytes().try_fold(0, digit) } else { None }
}

impl Add for Fen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), Add::add)
    }
}

/// Yuan with two decimals and no separators, as lists are frozen.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (text, fen) in [("800", 80_000), ("800.5", 80_050), ("1,200.00", 120_000), ("0", 0), ("0.07", 7)] {
            assert_eq!(Fen::parse(text), Ok(Fen(fen)), "{text}");
        }
    }

    #[test]
    fn refuses_what_could_mean_something_else() {
        for text in
            ["", "800元", "-5", "1.234", "1,20", "1.", ".5", "1,2000", "1e3", "１００", " 5", "12,", "9999999999999"]
        {
            assert!(Fen::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,20}", "[-+]?[0-9,]{0,16}[.]?[0-9]{0,3}[元]?"]) {
            if let Ok(fen) = Fen::parse(&text) {
                prop_assert!(fen >= Fen(0));
                prop_assert_eq!(Fen::parse(&fen.to_string()), Ok(fen));
            }
        }

        #[test]
        fn commas_between_thousands_read_the_same(yuan in 0..10_i64.pow(12)) {
            let mut grouped = yuan.to_string();
            let mut at = grouped.len();
            while at > 3 {
                at -= 3;
                grouped.insert(at, ',');
            }
            prop_assert_eq!(Fen::parse(&grouped), Ok(Fen(yuan * 100)));
        }

        #[test]
        fn more_than_two_decimals_are_refused(yuan in 0..10_000_u32, decimals in "[0-9]{3,6}") {
            let text = format!("{yuan}.{decimals}");
            prop_assert!(Fen::parse(&text).is_err());
        }

        #[test]
        fn what_is_written_reads_back(fen in 0..10_i64.pow(14)) {
            prop_assert_eq!(Fen::parse(&Fen(fen).to_string()), Ok(Fen(fen)));
        }
    }
}
