//! Codes of occupations.

use super::Invalid;

/// An occupation's code (职业编码, 职业分类大典 2022), such as `6-18-01-01`. A 工种 has none of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OccupationCode(String);

impl OccupationCode {
    /// Checks a code.
    ///
    /// # Errors
    /// When it is not a digit 1 to 8 and three groups of two digits.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let groups: Vec<&[u8]> = text.split('-').map(str::as_bytes).collect();
        let two_digits = |group: &[u8]| group.len() == 2 && group.iter().all(u8::is_ascii_digit);
        let sound = groups.len() == 4
            && matches!(groups[0], [b'1'..=b'8'])
            && groups[1..].iter().all(|group| two_digits(group));
        if sound {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::new(
                "职业编码格式有误。",
                "请照《职业分类大典（2022年版）》填写，例如 6-18-01-01；该列应设为文本格式，以免被当作日期。",
            ))
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_have_four_groups() {
        assert!(OccupationCode::parse("6-18-01-01").is_ok());
        for bad in ["9-18-01-01", "6-18-01", "6-18-1-01", "6-18-01-0a", "6180101", ""] {
            assert!(OccupationCode::parse(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,14}", "[0-9]{0,2}(-[0-9]{1,3}){0,4}"]) {
            if let Ok(code) = OccupationCode::parse(&text) {
                prop_assert_eq!(code.as_str(), &text);
            }
        }

        #[test]
        fn every_code_of_the_form_is_one(text in "[1-8](-[0-9]{2}){3}") {
            let code = OccupationCode::parse(&text);
            prop_assert_eq!(code.as_ref().map(OccupationCode::as_str), Ok(text.as_str()));
        }
    }
}
