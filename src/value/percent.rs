//! Whole percentages.

use std::fmt;

use super::Invalid;

/// A whole percentage from 0 to 100, such as an uplift (上浮比例).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// Reads `10%`, `10`, or what a cell in percent format holds: `0.1`.
    ///
    /// # Errors
    /// For anything that is not a whole percentage up to 100.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let wrong = Invalid::new("百分比写法有误。", "请写成 10% 这样的整数百分比，不超过 100%。");
        let bare = text.strip_suffix(['%', '％']).unwrap_or(text);
        let is_digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let percent = match bare.strip_prefix("0.") {
            Some(fraction) if bare == text && is_digits(fraction) && fraction.len() <= 2 => {
                fraction.parse::<u32>().map(|value| if fraction.len() == 1 { value * 10 } else { value })
            }
            None if is_digits(bare) => bare.parse(),
            _ => return Err(wrong),
        };
        percent.ok().filter(|percent| *percent <= 100).map(Self).ok_or(wrong)
    }

    /// The number before the percent sign.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn percentages_in_three_dresses() {
        for text in ["10%", "10", "0.1", "0.10", "10％"] {
            assert_eq!(Percent::parse(text), Ok(Percent(10)), "{text}");
        }
        for text in ["", "110%", "10.5%", "0.105", "-1", "十", "0.1%"] {
            assert!(Percent::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,10}", "[0-9]{0,4}[.]?[0-9]{0,3}[%％]?"]) {
            if let Ok(percent) = Percent::parse(&text) {
                prop_assert!(percent.get() <= 100);
                prop_assert_eq!(Percent::parse(&percent.to_string()), Ok(percent));
            }
        }

        #[test]
        fn what_a_cell_in_percent_format_holds(percent in 1..=99_u32) {
            let held = f64::from(percent) / 100.0;
            prop_assert_eq!(Percent::parse(&held.to_string()), Ok(Percent(percent)));
        }
    }
}
