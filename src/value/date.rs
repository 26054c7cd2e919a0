//! Days, moments and periods, as they are written in lists and notices.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::Invalid;

const HELP: &str = "请写明年月日，例如 2021-04-20、2021/4/20、2021.4.20 或 2021年4月20日。";

/// Parses one whole day: year, month and day, in that order, in one of the ways in which people write it.
///
/// # Errors
/// For days that do not exist, missing parts, two-digit years, ranges, and a time of day.
pub fn parse_day(text: &str) -> Result<NaiveDate, Invalid> {
    let parts = standard(text).or_else(|| eight_digits(text)).or_else(|| separated(text)).or_else(|| in_words(text));
    let [year, month, day] = parts.ok_or_else(|| Invalid::new(problem_of(text), HELP))?;
    let number = |part: &str| part.parse().unwrap_or(0);
    NaiveDate::from_ymd_opt(year.parse().unwrap_or(0), number(month), number(day))
        .ok_or(Invalid::new("日历上没有这一天。", HELP))
}

/// `2021-04-20`, as most rows of long lists have it.
fn standard(text: &str) -> Option<[&str; 3]> {
    let is_sound = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    (text.len() == 10 && text.bytes().enumerate().all(is_sound)).then(|| [&text[..4], &text[5..7], &text[8..]])
}

/// `20210420`
fn eight_digits(text: &str) -> Option<[&str; 3]> {
    let is_sound = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_sound.then(|| [&text[..4], &text[4..6], &text[6..]])
}

/// `2021-04-20`, `2021/4/20`, `2021.4.20`: with the same sign twice.
fn separated(text: &str) -> Option<[&str; 3]> {
    let sign = text.chars().find(|c| "-/.".contains(*c))?;
    sound(text.split(sign).collect())
}

/// `2021年4月20日`; some say 号, some leave the last sign out.
fn in_words(text: &str) -> Option<[&str; 3]> {
    let (year, rest) = text.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    sound(vec![year, month, day.strip_suffix(['日', '号']).unwrap_or(day)])
}

/// Four digits of a year, one or two of month and day.
fn sound(parts: Vec<&str>) -> Option<[&str; 3]> {
    let parts: [&str; 3] = parts.try_into().ok()?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts.map(str::len);
    let has_length = year == 4 && (1..=2).contains(&month) && (1..=2).contains(&day);
    (has_length && parts.iter().all(|part| is_number(part))).then_some(parts)
}

/// What is wrong with a text that is no day, as far as it can be told.
fn problem_of(text: &str) -> &'static str {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match numbers.as_slice() {
        _ if text.contains('旬') => "日期只写到旬，不是哪一天。",
        _ if text.contains(':') => "日期后面带有时刻。",
        [year, _] if year.len() == 4 => "日期只有年月，没有日。",
        [year, _, _] if year.len() <= 2 => "日期的年份不是四位。",
        [_, _, _, _, ..] => "日期像是一段时间，不是一天。",
        _ => "日期不是完整的年月日。",
    }
}

/// When something was published (发布日期): a day, and the minute where it is known (`YYYY-MM-DD HH:MM`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Published {
    /// The day.
    pub on: NaiveDate,
    /// The minute, at +08:00, where it is known.
    pub at: Option<NaiveTime>,
}

impl Published {
    /// Parses `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`.
    ///
    /// # Errors
    /// For anything else.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let wrong = Invalid::new("发布日期写法有误。", "请写成 2021-04-20 或 2021-04-20 09:30。");
        let (day, minute) = text.split_once(' ').map_or((text, None), |(day, minute)| (day, Some(minute)));
        let on = NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| wrong)?;
        let at = minute.map(|minute| NaiveTime::parse_from_str(minute, "%H:%M")).transpose().map_err(|_| wrong)?;
        Ok(Self { on, at })
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "{} {}", self.on, at.format("%H:%M")),
            None => write!(f, "{}", self.on),
        }
    }
}

impl TryFrom<String> for Published {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|invalid| invalid.problem)
    }
}

impl From<Published> for String {
    fn from(published: Published) -> Self {
        published.to_string()
    }
}

/// A first and a last day, both included (公示期).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Period {
    /// A period; none if it would end before it starts.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first day.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub fn last(&self) -> NaiveDate {
        self.last
    }

    /// Whether two periods share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn reads_whole_days() {
        for text in [
            "2021-04-20",
            "2021/4/20",
            "2021.4.20",
            "2021年4月20日",
            "20210420",
            "2021-4-20",
            "2021年4月20号",
            "2021年4月20",
        ] {
            assert_eq!(parse_day(text), Ok(day(2021, 4, 20)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_whole_day() {
        for text in [
            "",
            "4/20/2021",
            "2021-02-30",
            "2021-04-2x",
            "44306",
            "2021--4",
            "2021-4.20",
            "2021年4-20",
            "2021-04-+2",
            "二〇二一年四月二十日",
        ] {
            assert!(parse_day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn published_keeps_the_minute() {
        assert_eq!(Published::parse("2021-04-20 09:05").unwrap().to_string(), "2021-04-20 09:05");
        assert_eq!(Published::parse("2021-04-20").unwrap().to_string(), "2021-04-20");
        assert!(Published::parse("2021-04-20T09:05").is_err());
    }

    #[test]
    fn says_what_is_missing() {
        for (text, problem) in [
            ("2021年4月", "日期只有年月，没有日。"),
            ("2021.04", "日期只有年月，没有日。"),
            ("21.4.20", "日期的年份不是四位。"),
            ("2021.4.1-4.20", "日期像是一段时间，不是一天。"),
            ("4月中旬", "日期只写到旬，不是哪一天。"),
            ("2021-04-20 09:00", "日期后面带有时刻。"),
            ("44306", "日期不是完整的年月日。"),
        ] {
            assert_eq!(parse_day(text).unwrap_err().problem, problem, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,20}", "[0-9]{0,5}[-/.年]{0,2}[0-9]{0,3}[-/.月]{0,2}[0-9]{0,3}[日号: ]{0,2}"]) {
            let (day, published) = (parse_day(&text), Published::parse(&text));
            prop_assert!(day.is_err() || text.contains(|c: char| c.is_ascii_digit()));
            prop_assert!(published.is_err() || text.is_ascii());
        }

        #[test]
        fn every_day_reads_back_in_every_dress(year in 1000..10_000_i32, month in 1..=12_u32, date in 1..=28_u32) {
            let day = day(year, month, date);
            for pattern in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y%m%d", "%Y年%-m月%-d日"] {
                prop_assert_eq!(parse_day(&day.format(pattern).to_string()), Ok(day), "{}", pattern);
            }
        }

        #[test]
        fn moments_read_back(year in 1000..10_000_i32, minute in 0..1440_u32) {
            let at = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0);
            for published in [Published { on: day(year, 2, 28), at }, Published { on: day(year, 2, 28), at: None }] {
                prop_assert_eq!(Published::parse(&published.to_string()), Ok(published));
            }
        }

        #[test]
        fn periods_hold_their_days(first in 0..4000_i32, last in 0..4000_i32) {
            let (first, last) = (day(first + 1, 1, 1), day(last + 1, 1, 1));
            let period = Period::new(first, last);
            prop_assert_eq!(period.is_some(), first <= last);
            prop_assert!(period.is_none_or(|period| period.overlaps(&period) && period.first() == first && period.last() == last));
        }
    }
}
