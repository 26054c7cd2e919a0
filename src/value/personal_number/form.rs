//! What a chain of digit groups is: the forms in which personal numbers are written.

use std::collections::VecDeque;
use std::ops::Range;

use super::PersonalNumber;
use super::chain::{Chain, Group};
use crate::value::identity::{CreditCode, IdNumber};

/// Groups in which people write ID numbers: division, birth date, order.
const ID_FORMS: &[&[usize]] = &[
    &[6, 8, 4],
    &[6, 4, 4, 4],
    &[6, 4, 2, 2, 4],
    &[6, 12],
    &[14, 4],
    &[3, 3, 8, 4],
    &[3, 3, 4, 4, 4],
    &[4, 4, 4, 4, 2],
    &[17, 1],
    &[1; 18],
];
/// Groups in which people write old ID numbers.
const OLD_ID_FORMS: &[&[usize]] = &[&[6, 6, 3]];
/// Groups in which people write mobile numbers. `[7, 4]` and `[5, 6]` are left out: ranges of amounts look so.
const MOBILE_FORMS: &[&[usize]] = &[&[3, 4, 4], &[4, 4, 3], &[3, 8], &[1; 11]];
/// Groups in which cards are embossed.
const CARD_FORMS: &[&[usize]] =
    &[&[4, 4, 4, 4, 3], &[4, 4, 4, 4, 2], &[4, 4, 4, 4, 1], &[4, 4, 4, 4], &[6, 10], &[6, 11], &[6, 12], &[6, 13]];

/// Adds the numbers of a chain, in order, none inside another.
pub(super) fn numbers(chain: &Chain, bytes: &[u8], found: &mut VecDeque<(PersonalNumber, Range<usize>)>) {
    if chain.digits().len() < 11 {
        return;
    }
    let groups = chain.groups();
    let mut at = 0;
    while at < groups.len() {
        match number_at(chain, at, bytes) {
            Some((kind, length)) => {
                found.push_back((kind, groups[at].place.start..groups[at + length - 1].place.end));
                at += length;
            }
            None => at += 1,
        }
    }
}

/// The number that starts with a group, and how many groups it takes.
fn number_at(chain: &Chain, first: usize, bytes: &[u8]) -> Option<(PersonalNumber, usize)> {
    let rest = &chain.groups()[first..];
    if let Some(kind) = kind_of(chain, &rest[..1], bytes) {
        return Some((kind, 1));
    }
    for (forms, wanted) in [
        (ID_FORMS, PersonalNumber::IdNumber),
        (CARD_FORMS, PersonalNumber::BankCard),
        (OLD_ID_FORMS, PersonalNumber::OldIdNumber),
        (MOBILE_FORMS, PersonalNumber::Mobile),
    ] {
        for form in forms {
            if has_form(rest, form) && kind_of(chain, &rest[..form.len()], bytes) == Some(wanted) {
                return Some((wanted, form.len()));
            }
        }
    }
    None
}

/// Whether groups begin with this form, with the same sign between all of them.
fn has_form(groups: &[Group], form: &[usize]) -> bool {
    let length = |group: &Group| group.digits.len() + usize::from(group.x);
    groups.len() >= form.len()
        && groups.iter().zip(form).all(|(group, wanted)| length(group) == *wanted)
        && groups[1..form.len()].iter().all(|group| group.gap == groups[1].gap)
}

/// What the digits of these groups are.
fn kind_of(chain: &Chain, groups: &[Group], bytes: &[u8]) -> Option<PersonalNumber> {
    let (first, last) = (groups.first()?, groups.last()?);
    let digits = &chain.digits()[first.digits.start..last.digits.end];
    if last.joined || has_decimals(bytes, last.place.end) {
        return None;
    }
    match (digits.len(), last.x) {
        (17, true) | (18, false) if is_id_number(digits) => Some(PersonalNumber::IdNumber),
        (28, true) | (29, false) if is_id_number_beside_mobile(digits) => Some(PersonalNumber::IdNumber),
        (_, true) => None,
        _ if is_mobile(digits) => Some(PersonalNumber::Mobile),
        _ if is_fraction(bytes, first.place.start) => None,
        (15, _) if is_old_id_number(digits) => Some(PersonalNumber::OldIdNumber),
        (16..=19, _) if is_card(digits) && !in_digest(chain, groups, bytes) => Some(PersonalNumber::BankCard),
        _ => None,
    }
}

/// Whether decimals follow, as in `1234567890123456.00`. A single `.0` is what spreadsheet programs add to a column
/// of whole numbers with gaps, and hides nothing.
fn has_decimals(bytes: &[u8], end: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let added = bytes.get(end + 1) == Some(&b'0') && !digit(end + 2);
    bytes.get(end) == Some(&b'.') && digit(end + 1) && !added
}

/// Whether it is the fraction of a number, as in the coordinates of a drawing.
fn is_fraction(bytes: &[u8], start: usize) -> bool {
    start >= 2 && bytes[start - 1] == b'.' && bytes[start - 2].is_ascii_digit()
}

/// 17 digits with an `X` after them, or 18 digits.
fn is_id_number(digits: &[u8]) -> bool {
    let mut text: String = digits.iter().map(|digit| char::from(*digit)).collect();
    if text.len() == 17 {
        text.push('X');
    }
    !text.starts_with('0') && IdNumber::parse(&text).is_ok()
}

/// An ID number and a mobile number without anything between, as they get into one cell.
fn is_id_number_beside_mobile(digits: &[u8]) -> bool {
    let (first, last) = (digits.split_at(11), digits.split_at(18));
    is_mobile(first.0) && is_id_number(first.1) || is_mobile(last.1) && is_id_number(last.0)
}

/// 15 digits: a province of GB/T 2260 and a day of the years 1900 to 1999.
fn is_old_id_number(digits: &[u8]) -> bool {
    const PROVINCES: &[u32] = &[
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63, 64, 65, 71, 81, 82,
    ];
    let two = |at: usize| u32::from(digits[at] - b'0') * 10 + u32::from(digits[at + 1] - b'0');
    let born =
        i32::try_from(1900 + two(6)).ok().and_then(|year| chrono::NaiveDate::from_ymd_opt(year, two(8), two(10)));
    PROVINCES.contains(&two(0)) && born.is_some()
}

/// Eleven digits `1[3-9]…`, also after the country's code.
fn is_mobile(digits: &[u8]) -> bool {
    let national = match digits.len() {
        11 => digits,
        13 if digits.starts_with(b"86") => &digits[2..],
        15 if digits.starts_with(b"0086") => &digits[4..],
        _ => return false,
    };
    national[0] == b'1' && (b'3'..=b'9').contains(&national[1])
}

/// Luhn's check digit, and a first digit of the industries that issue payment cards (ISO/IEC 7812: 3 to 6, and 9 for
/// national use). Certificates are numbered by year, from 0, 1 or 2 on, and are no cards.
fn is_card(digits: &[u8]) -> bool {
    if !matches!(digits[0], b'3'..=b'6' | b'9') || is_credit_code(digits) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(digit - b'0')) {
            (0, value) => value,
            (_, value @ 0..=4) => value * 2,
            (_, value) => value * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A unified social credit code that happens to have no letter: it begins with the codes of an authority and of a
/// kind of organisation (GB 32100 4.1, 4.2). Cards that begin so have 16 digits.
fn is_credit_code(digits: &[u8]) -> bool {
    let organisation = matches!(digits, [b'1' | b'5' | b'9', b'1' | b'2' | b'3' | b'9', ..]);
    organisation && std::str::from_utf8(digits).is_ok_and(|text| CreditCode::parse(text).is_ok())
}

/// Whether four groups of four stand among others of a digest, such as `3f2a 6222 0200 …`.
fn in_digest(chain: &Chain, groups: &[Group], bytes: &[u8]) -> bool {
    let (Some(start), Some(end)) = (chain.groups().first(), chain.groups().last()) else { return false };
    let before = start.place.start.checked_sub(5).map(|at| &bytes[at..at + 4]);
    let after = bytes.get(end.place.end + 1..end.place.end + 5);
    let hex = |four: &[u8]| {
        let lower = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
        four.iter().all(lower) && four.iter().any(u8::is_ascii_lowercase)
    };
    groups.len() >= 4 && (before.is_some_and(hex) || after.is_some_and(hex))
}
