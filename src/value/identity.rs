//! Who somebody is. The types of natural persons have no `Display` and no `Serialize`, and their `Debug` shows
//! nothing: only a mask of the `edition` layer makes text of them.

use std::fmt;

use super::Invalid;

/// A citizen's ID number (公民身份号码, GB 11643): 18 characters with a valid date and check digit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    pub(crate) fn shown_where(&self, visible: impl Fn(usize) -> bool) -> String {
        self.0.iter().enumerate().map(|(at, byte)| if visible(at) { char::from(*byte) } else { '*' }).collect()
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

/// A natural person's name (姓名).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonName(String);

impl PersonName {
    /// Checks a name: 2 to 30 characters, letters of any script, with `·` and single spaces inside.
    ///
    /// # Errors
    /// For digits, punctuation, and names too short or too long.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let help = "请填写姓名全名，不要带数字、括号或备注；备注写在备注列。";
        let length = text.chars().count();
        if !(2..=30).contains(&length) {
            return Err(Invalid::new("姓名过短或过长。", help));
        }
        let inside = |c: char| c == '·' || c == ' ';
        let edges_sound = !text.starts_with(inside) && !text.ends_with(inside);
        if edges_sound && text.chars().all(|c| c.is_alphabetic() || inside(c)) {
            Ok(Self(text.to_owned()))
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
        for name in ["张三", "买买提·艾力", "𠮷田", "㛃媛", "Anna Maria"] {
            assert!(PersonName::parse(name).is_ok(), "{name}");
        }
        for name in ["张", "张三1", "张三（组长）", "·张三", "张三*"] {
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
}
