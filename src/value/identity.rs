//! Who somebody is. The types of natural persons have no `Display` and no `Serialize`, and their `Debug` shows
//! nothing: only a mask of the `edition` layer makes text of them.

use std::fmt;

use compact_str::CompactString;

use super::Invalid;

/// A citizen's ID number (公民身份号码, GB 11643): 18 characters with a valid date and check digit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdNumber([u8; 18]);

const ID_HELP: &str = "请对照身份证原件更正；表格里该列应设为文本格式。";

impl IdNumber {
    /// Checks an ID number.
    ///
    /// # Errors
    /// When it is not 17 digits and a digit or `X`, its date of birth does not exist, or its check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let bytes: [u8; 18] = match text.as_bytes().try_into() {
            Ok(bytes) => bytes,
            Err(_) if text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                return Err(Invalid::new("身份证号是旧的 15 位号码。", "请改填 18 位号码。"));
            }
            Err(_) => return Err(Invalid::new("身份证号不是 18 位。", ID_HELP)),
        };
        if !has_id_form(&bytes) {
            return Err(Invalid::new("身份证号含有不该有的字符。", ID_HELP));
        }
        if !has_birth_date(&bytes) {
            return Err(Invalid::new("身份证号里的出生日期不存在。", ID_HELP));
        }
        if id_check_digit(&bytes) != bytes[17] {
            return Err(Invalid::new("身份证号的校验位不对。", ID_HELP));
        }
        Ok(Self(bytes))
    }

    /// The characters at the given positions (counted from 0); every other one is `*`. For masks only.
    pub(crate) fn shown_where(&self, visible: impl Fn(usize) -> bool) -> CompactString {
        let shown: [u8; 18] = std::array::from_fn(|at| if visible(at) { self.0[at] } else { b'*' });
        CompactString::from_utf8(shown).unwrap_or_default()
    }
}

fn has_id_form(bytes: &[u8; 18]) -> bool {
    bytes[..17].iter().all(u8::is_ascii_digit) && (bytes[17].is_ascii_digit() || bytes[17] == b'X')
}

fn has_birth_date(bytes: &[u8; 18]) -> bool {
    let number = |digits: &[u8]| digits.iter().fold(0_u32, |value, digit| value * 10 + u32::from(digit - b'0'));
    let year = number(&bytes[6..10]);
    let date = i32::try_from(year)
        .ok()
        .and_then(|year| chrono::NaiveDate::from_ymd_opt(year, number(&bytes[10..12]), number(&bytes[12..14])));
    (1850..2100).contains(&year) && date.is_some()
}

/// The check digit of the first 17 digits (GB 11643, ISO 7064 MOD 11-2).
pub(crate) fn id_check_digit(bytes: &[u8; 18]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = WEIGHTS.iter().zip(bytes).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    b"10X98765432"[(sum % 11) as usize]
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdNumber(…)")
    }
}

/// Whether a character is Chinese: a unified ideograph of any plane.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character stands in a name for one that was lost or cannot be typed: `张?`, `张□`, `张[王莹]`, `张⿰王莹`.
pub(crate) fn is_stand_in(c: char) -> bool {
    "?？□〓■[]［］【】〔〕".contains(c) || matches!(c, '\u{2ff0}'..='\u{2fff}')
}

/// A natural person's name (姓名).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonName(CompactString);

impl PersonName {
    /// Checks a name: 2 to 30 characters, letters of any script, with `·` and single spaces inside. Names without
    /// Chinese characters may have hyphens, apostrophes and full stops. Marks of lost characters are kept.
    ///
    /// # Errors
    /// For digits, other punctuation, and names too short or too long.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        // Most names are two to four of these, three bytes each.
        let is_usual = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
        if (6..=12).contains(&text.len()) && text.chars().all(is_usual) {
            return Ok(Self(text.into()));
        }
        let help = "请填写姓名全名，不要带数字、括号或备注；备注写在备注列。";
        let length = text.chars().count();
        if !(2..=30).contains(&length) {
            return Err(Invalid::new("姓名过短或过长。", help));
        }
        let is_latin = !text.contains(is_han);
        let inside = |c: char| c == '·' || c == ' ' || is_latin && "-'’.".contains(c);
        let sound = |c: char| c.is_alphabetic() || inside(c) || is_stand_in(c);
        let edges_sound = !text.starts_with(inside) && !text.ends_with(['·', ' ', '-']) && !text.contains("  ");
        if edges_sound && text.contains(char::is_alphabetic) && text.chars().all(sound) {
            Ok(Self(text.into()))
        } else {
            Err(Invalid::new("姓名里有不该有的字符。", help))
        }
    }

    /// The whole name. For masks only.
    pub(crate) fn shown_whole(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

/// A unified social credit code (统一社会信用代码, GB 32100). It names an organisation and is public.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CreditCode(String);

impl CreditCode {
    /// Checks a code.
    ///
    /// # Errors
    /// When it is not 18 characters of the code's alphabet or its check character is wrong.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
        const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        let help = "请对照营业执照或法人证书更正。";
        let values: Option<Vec<usize>> =
            text.bytes().map(|byte| ALPHABET.iter().position(|letter| *letter == byte)).collect();
        let Some(values) = values.filter(|values| values.len() == 18) else {
            return Err(Invalid::new("统一社会信用代码不是 18 位规定的字符。", help));
        };
        let sum: usize = WEIGHTS.iter().zip(&values).map(|(weight, value)| weight * value).sum();
        if (31 - sum % 31) % 31 == values[17] {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::new("统一社会信用代码的校验位不对。", help))
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An office's telephone (联系电话、报名电话): public by its purpose. A citizen's mobile number is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePhone(String);

impl OfficePhone {
    /// Checks an office's telephone: a landline such as `0538-0000000`, with an extension at most, or a service
    /// number such as `12333`. Several are separated by `、`.
    ///
    /// # Errors
    /// For mobile numbers, which belong to a person, and for anything else.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let help = "请填办公电话，例如 0538-0000000；个人手机号不能公开。";
        for number in text.split('、') {
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let tidy = number.chars().all(|c| c.is_ascii_digit() || c == '-');
            if tidy && digits.len() == 11 && digits.starts_with('1') {
                return Err(Invalid::new("电话是个人手机号。", help));
            }
            let landline = digits.starts_with('0') && (10..=16).contains(&digits.len());
            let short = (3..=8).contains(&digits.len()) && !digits.starts_with('0');
            let service = digits.starts_with("400") && digits.len() == 10;
            if !tidy || !(landline || short || service) {
                return Err(Invalid::new("电话写法有误。", help));
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_standard_sample_is_an_id_number() {
        assert!(IdNumber::parse("11010519491231002X").is_ok());
    }

    #[test]
    fn wrong_id_numbers_say_why() {
        for (text, problem) in [
            ("110105194912310021", "身份证号的校验位不对。"),
            ("11010519491331002X", "身份证号里的出生日期不存在。"),
            ("110105491231002", "身份证号是旧的 15 位号码。"),
            ("1101051949123100", "身份证号不是 18 位。"),
            ("11010519491231002x", "身份证号含有不该有的字符。"),
        ] {
            assert_eq!(IdNumber::parse(text).unwrap_err().problem, problem);
        }
    }

    #[test]
    fn debug_shows_nothing() {
        let id = IdNumber::parse("11010519491231002X").unwrap();
        let name = PersonName::parse("示例甲").unwrap();
        assert_eq!(format!("{id:?} {name:?}"), "IdNumber(…) PersonName(…)");
    }

    #[test]
    fn names_of_many_peoples() {
        for name in
            ["张三", "买买提·艾力", "𠮷田", "㛃媛", "Anna Maria", "O'Neil", "Jean-Paul", "J. Doe", "张?", "张[王莹]"]
        {
            assert!(PersonName::parse(name).is_ok(), "{name}");
        }
        for name in ["张", "张三1", "张三（组长）", "·张三", "张三*", "张-三", "??", "- Anna"] {
            assert!(PersonName::parse(name).is_err(), "{name}");
        }
    }

    #[test]
    fn real_agency_codes_pass() {
        for code in ["11500382774856013D", "11441700007280420Y"] {
            assert!(CreditCode::parse(code).is_ok(), "{code}");
        }
        assert!(CreditCode::parse("11500382774856013E").is_err());
        assert!(CreditCode::parse("115003827748560I3D").is_err());
    }

    #[test]
    fn offices_have_landlines() {
        for phone in ["0538-0000000", "0538-0000000、0538-0000001", "12333", "400-000-0000", "0538-0000000-801"] {
            assert!(OfficePhone::parse(phone).is_ok(), "{phone}");
        }
        for phone in ["13800000000", "138-0000-0000", "电话", "0538", ""] {
            assert!(OfficePhone::parse(phone).is_err(), "{phone}");
        }
    }

    /// ID numbers with a right check digit.
    fn ids() -> impl Strategy<Value = String> {
        (100_000..1_000_000_u32, 1900..2100_u32, 1..13_u32, 1..29_u32, 0..1000_u32).prop_map(
            |(place, y, m, d, order)| {
                let mut bytes: [u8; 18] = format!("{place}{y}{m:02}{d:02}{order:03}0").into_bytes().try_into().unwrap();
                bytes[17] = id_check_digit(&bytes);
                String::from_utf8(bytes.to_vec()).unwrap()
            },
        )
    }

    /// Credit codes with a right check character.
    fn credit_codes() -> impl Strategy<Value = String> {
        "[0-9A-HJ-NPQRTUWXY]{17}".prop_map(|body| {
            let with = |last: char| format!("{body}{last}");
            let last = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().find(|last| CreditCode::parse(&with(*last)).is_ok());
            with(last.unwrap())
        })
    }

    /// A text with one character, at `at`, made another.
    fn corrupted(text: &str, at: usize, by: char) -> String {
        text.chars().enumerate().map(|(place, c)| if place == at { by } else { c }).collect()
    }

    proptest! {
        #[test]
        fn no_text_brings_a_parser_down(text in prop_oneof![".{0,32}", "[0-9X-]{0,20}", "[0-9A-Z、-]{0,20}"]) {
            if let Ok(id) = IdNumber::parse(&text) {
                prop_assert_eq!(id.shown_where(|_| true), text.as_str());
            }
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(name.shown_whole(), text.clone());
                prop_assert!(text.contains(char::is_alphabetic) && !text.contains(|c: char| c.is_ascii_digit()));
            }
            if let Ok(code) = CreditCode::parse(&text) {
                prop_assert_eq!(code.as_str(), text.clone());
            }
            if let Ok(phone) = OfficePhone::parse(&text) {
                prop_assert_eq!(phone.as_str(), text.clone());
            }
        }

        #[test]
        fn one_wrong_character_of_an_id_is_found(id in ids(), at in 0..18_usize, by in "[0-9X]") {
            prop_assert!(IdNumber::parse(&id).is_ok());
            let wrong = corrupted(&id, at, by.chars().next().unwrap());
            prop_assert!(wrong == id || IdNumber::parse(&wrong).is_err(), "{} {}", id, wrong);
        }

        #[test]
        fn two_swapped_neighbours_of_an_id_are_found(id in ids(), at in 0..17_usize) {
            let mut chars: Vec<char> = id.chars().collect();
            chars.swap(at, at + 1);
            let wrong: String = chars.into_iter().collect();
            prop_assert!(wrong == id || IdNumber::parse(&wrong).is_err(), "{} {}", id, wrong);
        }

        #[test]
        fn one_wrong_character_of_a_credit_code_is_found(code in credit_codes(), at in 0..18_usize, by in "[0-9A-Z]") {
            let wrong = corrupted(&code, at, by.chars().next().unwrap());
            prop_assert!(wrong == code || CreditCode::parse(&wrong).is_err(), "{} {}", code, wrong);
        }

        #[test]
        fn mobile_numbers_are_no_office_telephones(number in "1[3-9][0-9]{9}", at in 1..10_usize) {
            let (front, back) = number.split_at(at);
            let split = format!("{front}-{back}");
            prop_assert!(OfficePhone::parse(&number).is_err() && OfficePhone::parse(&split).is_err());
        }

        #[test]
        fn chinese_names_are_names(name in "[\u{4e00}-\u{9fff}]{2,4}(·[\u{4e00}-\u{9fff}]{2,4})?") {
            prop_assert!(PersonName::parse(&name).is_ok());
        }
    }
}
