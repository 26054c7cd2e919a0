//! Working days, from tables of official holidays, and the length of a notice period.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

use super::date::Period;

/// One year's official arrangement (国务院办公厅节假日安排): `content/calendar/<year>.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The year the table is for.
    pub year: i32,
    /// The notice it comes from, with its number.
    pub source: String,
    /// Every day off by the arrangement; ordinary weekends need not be listed.
    pub holidays: BTreeSet<NaiveDate>,
    /// Weekend days that are worked (调休上班).
    pub working_days: BTreeSet<NaiveDate>,
}

impl Year {
    /// Days in the table that cannot belong there: of another year, or made-up working days that are no weekend.
    pub fn days_elsewhere(&self) -> impl Iterator<Item = NaiveDate> {
        let other_year = |day: &&NaiveDate| day.year() != self.year;
        let plain_weekday = |day: &&NaiveDate| !is_weekend(**day) || self.holidays.contains(day);
        let holidays = self.holidays.iter().filter(other_year);
        let working = self.working_days.iter().filter(move |day| other_year(day) || plain_weekday(day));
        holidays.chain(working).copied()
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The arrangements of all covered years.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

/// A count of days touches a year without a table: it could only be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UncoveredYear(pub i32);

impl Calendar {
    /// Puts years together; a second table for a year replaces the first.
    pub fn new(years: impl IntoIterator<Item = Year>) -> Self {
        Self { years: years.into_iter().map(|year| (year.year, year)).collect() }
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    /// When its year has no table.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, UncoveredYear> {
        let year = self.years.get(&day.year()).ok_or(UncoveredYear(day.year()))?;
        Ok(year.working_days.contains(&day) || !is_weekend(day) && !year.holidays.contains(&day))
    }

    /// Whether a day is as every week has it: no holiday, and no weekend day that is worked.
    ///
    /// # Errors
    /// When its year has no table.
    pub fn is_ordinary(&self, day: NaiveDate) -> Result<bool, UncoveredYear> {
        let year = self.years.get(&day.year()).ok_or(UncoveredYear(day.year()))?;
        Ok(!year.working_days.contains(&day) && !year.holidays.contains(&day))
    }
}

/// Which days of a notice period count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    /// 工作日
    Working,
    /// 日历日（自然日）
    Calendar,
}

/// Whether the day of publication is the first of the period's days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstDay {
    /// 当日起算
    Counted,
    /// 次日起算
    NotCounted,
}

/// How long a notice stands (公示期限), as the bureau has set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// How many days.
    pub days: u32,
    /// Which days count.
    pub unit: DayUnit,
    /// Whether the day of publication counts.
    pub first_day: FirstDay,
}

impl PeriodRule {
    /// The period that starts with a publication on `first`.
    ///
    /// # Errors
    /// When working days are counted and a day's year has no table.
    pub fn period_from(&self, first: NaiveDate, calendar: &Calendar) -> Result<Period, UncoveredYear> {
        let mut day = first;
        let mut left = self.days.max(1);
        if self.first_day == FirstDay::Counted && self.counts(day, calendar)? {
            left -= 1;
        }
        while left > 0 {
            day = day.checked_add_days(Days::new(1)).ok_or(UncoveredYear(day.year()))?;
            if self.counts(day, calendar)? {
                left -= 1;
            }
        }
        Period::new(first, day).ok_or(UncoveredYear(first.year()))
    }

    fn counts(&self, day: NaiveDate, calendar: &Calendar) -> Result<bool, UncoveredYear> {
        match self.unit {
            DayUnit::Calendar => Ok(true),
            DayUnit::Working => calendar.is_working_day(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The tables that the sample site carries.
    fn calendar() -> Calendar {
        let tables = [
            include_str!("../../content/calendar/2021.toml"),
            include_str!("../../content/calendar/2023.toml"),
            include_str!("../../content/calendar/2025.toml"),
        ];
        Calendar::new(tables.map(|table| toml::from_str(table).unwrap()))
    }

    fn working(days: u32, first_day: FirstDay) -> PeriodRule {
        PeriodRule { days, unit: DayUnit::Working, first_day }
    }

    #[test]
    fn periods_seen_on_government_pages() {
        let not_counted = working(5, FirstDay::NotCounted);
        let cases = [
            ("2021-04-20", "2021-04-26", not_counted),
            ("2021-04-30", "2021-05-11", not_counted),
            ("2021-09-29", "2021-10-12", not_counted),
            ("2023-08-17", "2023-08-23", working(5, FirstDay::Counted)),
            ("2025-04-07", "2025-04-14", not_counted),
        ];
        for (first, last, rule) in cases {
            assert_eq!(rule.period_from(day(first), &calendar()).unwrap().last(), day(last), "{first}");
        }
    }

    #[test]
    fn calendar_days_need_no_table() {
        let rule = PeriodRule { days: 7, unit: DayUnit::Calendar, first_day: FirstDay::Counted };
        let period = rule.period_from(day("2021-12-28"), &Calendar::default()).unwrap();
        assert_eq!(period.last(), day("2022-01-03"));
    }

    #[test]
    fn a_year_without_a_table_is_not_guessed() {
        let rule = working(5, FirstDay::NotCounted);
        assert_eq!(rule.period_from(day("2021-12-30"), &calendar()), Err(UncoveredYear(2022)));
    }

    proptest! {
        #[test]
        fn periods_hold_as_many_days_as_asked(start in 0..700_u64, days in 1..20_u32, counted in any::<bool>()) {
            let first = day("2021-01-01").checked_add_days(Days::new(start % 330)).unwrap();
            let first_day = if counted { FirstDay::Counted } else { FirstDay::NotCounted };
            if let Ok(period) = working(days, first_day).period_from(first, &calendar()) {
                let all = period.first().iter_days().take_while(|day| *day <= period.last());
                let worked = all.skip(usize::from(!counted)).filter(|day| calendar().is_working_day(*day) == Ok(true));
                prop_assert_eq!(worked.count(), days as usize);
            }
        }

        #[test]
        fn no_table_brings_it_down(text in ".{0,40}", year in any::<i32>()) {
            let _ = toml::from_str::<Year>(&text);
            let table = format!("year = {year}\nsource = \"示例\"\nholidays = [\"2021-01-01\"]\nworking_days = []\n");
            let found = toml::from_str::<Year>(&table);
            prop_assert!(found.is_err() || found.unwrap().days_elsewhere().count() == usize::from(year != 2021));
        }
    }
}
