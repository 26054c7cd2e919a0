//! On which days of a course there is class, and from when till when: 上课时间, which offices write as people speak.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::calendar::Calendar;
use super::date::Period;
use super::width::half;

mod days;

/// The hours of a course (上课时间), as far as its text leaves no doubt. What is in doubt has no such value: a wrong
/// time in somebody's calendar is worse than none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassHours {
    days: ClassDays,
    slots: Vec<Slot>,
}

/// From when till when there is class on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The first minute.
    pub from: NaiveTime,
    /// The minute after the last.
    pub to: NaiveTime,
}

/// On which days of a course there is class.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ClassDays {
    /// The text does not say.
    Unsaid,
    /// 每天
    Every,
    /// 工作日
    Working,
    /// 周一至周五、周六: by their distance from Monday.
    Weekdays(BTreeSet<u32>),
}

/// What stands between two things of a list.
const BETWEEN: &[char] = &['、', ',', ';', '；', '和', '及', '与', '/'];

/// What stands between two ends.
const TILL: &[char] = &['-', '–', '—', '~', '至', '到'];

/// A course that lasts longer has a schedule of its own; its calendar shows no more than its ends.
const MOST_DAYS: i64 = 366;

impl ClassHours {
    /// Reads `8:30-11:30`, `周一至周五 8:30-11:30、14:00-17:00`, `每周六、周日上午9:00-11:30`; none for what is not
    /// understood to its last character.
    pub fn parse(text: &str) -> Option<Self> {
        let bare: String = text.chars().map(half).filter(|c| !c.is_whitespace()).collect();
        let first_time = bare.find(|c: char| c.is_ascii_digit())?;
        let words = &bare[..first_time];
        let part = PARTS.iter().find_map(|(part, _)| words.strip_suffix(part).map(|days| (days, *part)));
        let (days, part) = part.unwrap_or((words, ""));
        let days = days::parse(days)?;
        let mut slots: Vec<Slot> = Vec::new();
        for item in format!("{part}{}", &bare[first_time..]).split(BETWEEN) {
            let slot = slot(item)?;
            if slots.last().is_some_and(|before| slot.from < before.to) {
                return None;
            }
            slots.push(slot);
        }
        Some(Self { days, slots })
    }

    /// From when till when, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The days of class in a course's period; none where that is in doubt. Holidays and the weekend days worked for
    /// them leave it in doubt, and so does a year without a table of them, unless every day is meant.
    pub fn days_in(&self, period: Period, calendar: &Calendar) -> Option<Vec<NaiveDate>> {
        if (period.last() - period.first()).num_days() >= MOST_DAYS {
            return None;
        }
        let all: Vec<NaiveDate> = period.first().iter_days().take_while(|day| *day <= period.last()).collect();
        let is_plain = || all.iter().all(|day| calendar.is_ordinary(*day) == Ok(true));
        let days: Vec<NaiveDate> = match &self.days {
            ClassDays::Every => all,
            ClassDays::Unsaid if all.len() == 1 => all,
            ClassDays::Unsaid => {
                let is_week = all.iter().all(|day| day.weekday().num_days_from_monday() < 5);
                (is_week && is_plain()).then_some(all)?
            }
            ClassDays::Working => {
                let worked: Result<Vec<bool>, _> = all.iter().map(|day| calendar.is_working_day(*day)).collect();
                all.into_iter().zip(worked.ok()?).filter(|(_, worked)| *worked).map(|(day, _)| day).collect()
            }
            ClassDays::Weekdays(wanted) => {
                let is_wanted = |day: &&NaiveDate| wanted.contains(&day.weekday().num_days_from_monday());
                is_plain().then(|| all.iter().filter(is_wanted).copied().collect())?
            }
        };
        (!days.is_empty()).then_some(days)
    }
}

/// The words for a part of the day, and the hours in it. Others are in doubt: 下午2:00 may be meant or a slip.
const PARTS: &[(&str, std::ops::RangeInclusive<u32>)] =
    &[("上午", 6..=12), ("下午", 12..=19), ("晚上", 17..=22), ("晚", 17..=22)];

/// One slot by the clock of 24 hours: `8:30-11:30`, `下午14:00至17:00`.
fn slot(item: &str) -> Option<Slot> {
    let (times, hours) = PARTS
        .iter()
        .find_map(|(part, hours)| item.strip_prefix(part).map(|rest| (rest, hours.clone())))
        .unwrap_or((item, 6..=22));
    let (from, to) = times.split_once(TILL)?;
    // `——` is one sign of two characters.
    let (from, to) = (time(from)?, time(to.strip_prefix('—').unwrap_or(to))?);
    let is_sound = from < to && hours.contains(&from.hour()) && hours.contains(&to.hour());
    is_sound.then_some(Slot { from, to })
}

/// `8:30`, `08：30`.
fn time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once([':', '：', '∶'])?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_written_so = (1..=2).contains(&hour.len()) && minute.len() == 2 && digits(hour) && digits(minute);
    if !is_written_so {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// A weekday by its distance from Monday.
pub(super) fn weekday(letter: char) -> Option<u32> {
    let at = "一二三四五六日".chars().position(|known| known == if letter == '天' { '日' } else { letter })?;
    u32::try_from(at).ok()
}

/// The two letters that iCalendar has for a weekday (RFC 5545, 3.3.10).
pub fn weekday_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::calendar::Year;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar() -> Calendar {
        let year: Year = toml::from_str(include_str!("../../content/calendar/2021.toml")).unwrap();
        Calendar::new([year])
    }

    /// The hours, and the days of class from one day to another.
    fn read(text: &str, first: &str, last: &str) -> Option<(String, Vec<String>)> {
        let hours = ClassHours::parse(text)?;
        let days = hours.days_in(Period::new(day(first), day(last))?, &calendar())?;
        let slots =
            hours.slots().iter().map(|slot| format!("{}-{}", slot.from.format("%H:%M"), slot.to.format("%H:%M")));
        Some((slots.collect::<Vec<_>>().join(" "), days.iter().map(|day| day.format("%m-%d").to_string()).collect()))
    }

    #[test]
    fn what_is_clear_is_read() {
        let week = ["05-10", "05-11", "05-12", "05-13", "05-14"].map(str::to_owned).to_vec();
        for text in [
            "周一至周五 8:30-11:30、14:00-17:00",
            "8:30-11:30，14:00-17:00",
            "星期一到星期五：08：30—11：30；14：00—17：00",
            "每周一、二、三、四、五上午8:30~11:30、下午14:00~17:00",
            "工作日 8:30至11:30和14:00至17:00",
        ] {
            let read = read(text, "2021-05-10", "2021-05-14");
            assert_eq!(read, Some(("08:30-11:30 14:00-17:00".to_owned(), week.clone())), "{text}");
        }
        for text in ["周六、周日 9:00-17:00", "周末9:00-17:00", "每周六日 9:00——17:00", "双休日9:00-17:00"]
        {
            let (_, days) = read(text, "2021-07-10", "2021-07-20").unwrap();
            assert_eq!(days, ["07-10", "07-11", "07-17", "07-18"], "{text}");
        }
        assert_eq!(read("每天 9:00-17:00", "2021-06-12", "2021-06-14").unwrap().1.len(), 3);
        assert_eq!(read("晚上19:00-21:00", "2021-07-10", "2021-07-10").unwrap().1, ["07-10"]);
        let worked = read("工作日 9:00-17:00", "2021-09-17", "2021-09-23").unwrap().1;
        assert_eq!(worked, ["09-17", "09-18", "09-22", "09-23"], "the Mid-Autumn days are off, the Saturday is worked");
    }

    #[test]
    fn what_is_in_doubt_is_not() {
        for text in [
            "",
            "详见通知",
            "周一至周五",
            "下午2:00-5:00",
            "2:00-5:00",
            "17:00-9:00",
            "9:00-12:00、11:00-13:00",
            "9:00-17:00（午休1小时）",
            "周一至周五9:00-12:00，周六14:00-17:00",
            "单周 9:00-17:00",
            "9点-17点",
            "9:00-25:00",
            "周五至周一 9:00-17:00",
            "9:00",
            "6月 9:00-17:00",
        ] {
            assert_eq!(ClassHours::parse(text), None, "{text}");
        }
        for (text, first, last, why) in [
            ("周一至周五 9:00-17:00", "2021-06-07", "2021-06-18", "the Dragon Boat day is a Monday"),
            ("周六 9:00-17:00", "2021-10-02", "2021-10-09", "a holiday and a Saturday that is worked"),
            ("9:00-17:00", "2021-07-09", "2021-07-12", "a weekend lies between"),
            ("周一 9:00-17:00", "2021-07-13", "2021-07-15", "no such day in it"),
            ("周一 9:00-17:00", "2022-07-11", "2022-07-15", "no table of that year"),
            ("每天 9:00-17:00", "2021-01-01", "2023-01-01", "longer than a year"),
        ] {
            assert_eq!(read(text, first, last), None, "{why}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,20}", "[每周星期一二五六日天至到上下午、，0-9:：\\-— ]{0,16}"]) {
            if let Some(hours) = ClassHours::parse(&text) {
                prop_assert!(!hours.slots().is_empty());
                prop_assert!(hours.slots().iter().all(|slot| slot.from < slot.to));
                prop_assert!(hours.slots().is_sorted_by(|a, b| a.to <= b.from));
            }
        }
    }
}
