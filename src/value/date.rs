//! Days, moments and periods, as they are written in lists and notices.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::Invalid;

const HELP: &str = "请写明年月日，例如 2021-04-20、2021/4/20、2021.4.20 或 2021年4月20日。";

/// Parses one whole day: year, month and day, in that order.
///
/// # Errors
/// For days that do not exist, missing parts and two-digit years.
pub fn parse_day(text: &str) -> Result<NaiveDate, Invalid> {
    let wrong = Invalid::new("日期不是完整的年月日。", HELP);
    let trimmed = text.trim_end_matches('日');
    let parts: Vec<&str> = if trimmed.len() == 8 && trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
        vec![&trimmed[..4], &trimmed[4..6], &trimmed[6..]]
    } else {
        trimmed.split(['-', '/', '.', '年', '月']).collect()
    };
    let [year, month, day] = parts[..] else { return Err(wrong) };
    let sound = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) || !sound(month) || !sound(day) {
        return Err(wrong);
    }
    let number = |part: &str| part.parse().unwrap_or(0);
    NaiveDate::from_ymd_opt(year.parse().unwrap_or(0), number(month), number(day))
        .ok_or(Invalid::new("日历上没有这一天。", HELP))
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
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn reads_whole_days() {
        for text in ["2021-04-20", "2021/4/20", "2021.4.20", "2021年4月20日", "20210420", "2021-4-20"] {
            assert_eq!(parse_day(text), Ok(day(2021, 4, 20)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_whole_day() {
        for text in
            ["", "2021年4月", "21.4.20", "4/20/2021", "2021-02-30", "2021.4.20-5.1", "2021-04-2x", "44306", "2021--4"]
        {
            assert!(parse_day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn published_keeps_the_minute() {
        assert_eq!(Published::parse("2021-04-20 09:05").unwrap().to_string(), "2021-04-20 09:05");
        assert_eq!(Published::parse("2021-04-20").unwrap().to_string(), "2021-04-20");
        assert!(Published::parse("2021-04-20T09:05").is_err());
    }
}
