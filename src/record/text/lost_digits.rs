//! Codes that were numbers once: a spreadsheet keeps 15 digits, shows `3.70999E+17`, and writes `000` for the rest. Made
//! text afterwards they stay wrong, and nobody can tell what they were.

use super::{Purpose, Sprung};
use crate::diagnostic::Code;
use crate::value::Invalid;
use crate::value::identity::IdNumber;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    let is_concerned = purpose.is_code() || purpose == Purpose::Phone;
    let lost = is_concerned && (is_scientific(text, purpose) || purpose == Purpose::IdNumber && ends_in_zeros(text));
    if !lost {
        return Sprung::Clean;
    }
    let code = if purpose == Purpose::IdNumber { Code::IdCell } else { purpose.code() };
    let help = "请先把该列设为文本格式，再对照原件重新填写。";
    Sprung::Refused(code, Invalid::new("这一格曾是数值格式，末几位已经丢失。", help))
}

/// `3.70999E+17`. The plus may be missing where nothing else has a point inside: `2021E17` is a certificate's own.
fn is_scientific(text: &str, purpose: Purpose) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (exponent, is_signed) = exponent.strip_prefix('+').map_or((exponent, false), |digits| (digits, true));
    if !(is_signed || purpose == Purpose::IdNumber && mantissa.contains('.')) {
        return false;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let is_number = mantissa.starts_with(is_digit) && mantissa.chars().all(|c| is_digit(c) || c == '.');
    is_number && !exponent.is_empty() && exponent.chars().all(is_digit)
}

/// 18 digits that end in `000`, and are no ID number.
fn ends_in_zeros(text: &str) -> bool {
    let is_long = text.len() == 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_long && text.ends_with("000") && IdNumber::parse(text).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_a_number_is_told() {
        for (purpose, text, code) in [
            (Purpose::IdNumber, "3.70999E+17", Code::IdCell),
            (Purpose::IdNumber, "3.70999e17", Code::IdCell),
            (Purpose::IdNumber, "370999199001011000", Code::IdCell),
            (Purpose::CreditCode, "9.137E+17", Code::CreditCode),
            (Purpose::Reference, "1.2e+15", Code::Text),
        ] {
            assert!(matches!(trap(text, purpose), Sprung::Refused(found, _) if found == code), "{text}");
        }
    }

    #[test]
    fn other_codes_are_none_of_its_business() {
        for (purpose, text) in [
            (Purpose::IdNumber, "11010519491231002X"),
            (Purpose::IdNumber, "370999199001011"),
            (Purpose::Reference, "TE+01"),
            (Purpose::Reference, "202100000000000000"),
            (Purpose::Words, "1E+5"),
        ] {
            assert_eq!(trap(text, purpose), Sprung::Clean, "{text}");
        }
    }
}
