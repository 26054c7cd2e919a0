//! Cells that hold a number. Spreadsheets keep 15 digits of it, and what adding fractions leaves.

use chrono::NaiveDate;

use super::{Normalisation, Purpose, Refusal, Tidy};
use crate::diagnostic::Code;
use crate::value::Invalid;

/// Numbers of more than 15 digits have lost the last ones (IEEE 754, and how spreadsheets show it).
const FIRST_INEXACT: f64 = 1e15;

/// How far a sum of fractions may be from what it should be: far less than a fen.
const DUST: f64 = 1e-6;

/// A number as the text that stands for it.
pub(super) fn read(number: f64, purpose: Purpose) -> Result<Tidy, Refusal> {
    match purpose {
        Purpose::IdNumber => {
            let help = "请先把该列设为文本格式，再对照身份证原件重新填写。";
            Err((Code::IdCell, Invalid::new("身份证号单元格是数值格式，末几位已经丢失。", help)))
        }
        Purpose::Day => day(number),
        Purpose::Money | Purpose::Number | Purpose::Percent => Ok(without_dust(number)),
        Purpose::CreditCode | Purpose::Reference | Purpose::Phone if number.abs() >= FIRST_INEXACT => {
            let help = "请先把该列设为文本格式，再对照原件重新填写。";
            Err((purpose.code(), Invalid::new("这一格是数值格式，末几位已经丢失。", help)))
        }
        _ => Ok(Tidy::of(number.to_string())),
    }
}

/// `20210420` as a number is a day; any other number may be a serial date of either system.
fn day(number: f64) -> Result<Tidy, Refusal> {
    let digits = number.to_string();
    let is_recent = (19_000_101.0..21_000_000.0).contains(&number);
    if is_recent && NaiveDate::parse_from_str(&digits, "%Y%m%d").is_ok() {
        return Ok(Tidy { done: vec![Normalisation::DayNumber], ..Tidy::of(digits) });
    }
    let help = "请把该列设为日期格式或文本格式后重填，例如 2021-04-20。";
    Err((Code::Date, Invalid::new("这一格是数值，不是日期。", help)))
}

fn without_dust(number: f64) -> Tidy {
    let rounded = (number * 100.0).round() / 100.0 + 0.0;
    if rounded != number && (rounded - number).abs() < DUST {
        return Tidy { done: vec![Normalisation::FloatDust], ..Tidy::of(rounded.to_string()) };
    }
    Tidy::of(number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(purpose: Purpose, number: f64) -> Result<(String, usize), Code> {
        read(number, purpose).map(|tidy| (tidy.text, tidy.done.len())).map_err(|(code, _)| code)
    }

    #[test]
    fn dust_goes_and_decimals_stay() {
        assert_eq!(texts(Purpose::Money, 0.1 + 0.2), Ok(("0.3".to_owned(), 1)));
        assert_eq!(texts(Purpose::Money, 1_199.999_999_999_999_8), Ok(("1200".to_owned(), 1)));
        assert_eq!(texts(Purpose::Money, 1_200.5), Ok(("1200.5".to_owned(), 0)));
        assert_eq!(texts(Purpose::Money, 800.125), Ok(("800.125".to_owned(), 0)));
        assert_eq!(texts(Purpose::Money, -1e-12), Ok(("0".to_owned(), 1)));
        assert_eq!(texts(Purpose::Number, 30.000_000_000_000_004), Ok(("30".to_owned(), 1)));
    }

    #[test]
    fn days_as_eight_digits() {
        assert_eq!(texts(Purpose::Day, 20_210_420.0), Ok(("20210420".to_owned(), 1)));
        for number in [44_306.0, 20_210_431.0, 20_210_420.5, 0.5, 2021.0] {
            assert_eq!(texts(Purpose::Day, number), Err(Code::Date), "{number}");
        }
    }

    #[test]
    fn long_numbers_have_lost_their_end() {
        assert_eq!(texts(Purpose::IdNumber, 1.0), Err(Code::IdCell));
        assert_eq!(texts(Purpose::CreditCode, 9.137e17), Err(Code::CreditCode));
        assert_eq!(texts(Purpose::Reference, 1e15), Err(Code::Text));
        assert_eq!(texts(Purpose::Reference, 202_104_200_001.0), Ok(("202104200001".to_owned(), 0)));
    }
}
