//! 开班日历: the courses of a catalogue page, month by month.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::value::stage::Stage;
use crate::value::state::State;

use super::view::chart::{CourseStart, Month, MonthDay, Week};
use super::view::table::{Head, Row};

/// How many months a page shows at most.
const MONTHS: usize = 3;

/// How many courses are listed beside the days at most: the table of a longer catalogue says it better.
const LISTED: usize = 12;

/// A course, as far as a calendar needs it.
struct Course<'r> {
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    title: &'r str,
    place: String,
    phone: &'r str,
    state: &'r str,
}

/// The first months from a day on in which a course starts; those that are off are left out.
pub(super) fn of(heads: &[Head], rows: &[Row], from: NaiveDate) -> Vec<Month> {
    let courses: Vec<Course<'_>> = rows.iter().filter_map(|row| Course::read(heads, row)).collect();
    let mut months: Vec<NaiveDate> = courses.iter().filter_map(|course| course.starts_on.with_day(1)).collect();
    months.sort_unstable();
    months.dedup();
    let this_month = from.with_day(1).unwrap_or(from);
    let shown = months.into_iter().filter(|month| *month >= this_month).take(MONTHS);
    let mut months: Vec<Month> = shown.map(|first| month(first, &courses)).collect();
    if months.iter().map(|month| month.starts.len()).sum::<usize>() > LISTED {
        months.iter_mut().for_each(|month| month.starts.clear());
    }
    months
}

impl<'r> Course<'r> {
    fn read(heads: &[Head], row: &'r Row) -> Option<Self> {
        let cell = |header: &str| row.text(heads, header);
        let day = |header: &str| cell(header).parse::<NaiveDate>().ok();
        if State::parse(cell("状态")).is_ok_and(State::is_off) {
            return None;
        }
        let area = [cell(super::entries::AREA), cell("承办机构")];
        Some(Self {
            starts_on: day("开班日期")?,
            ends_on: day("结业日期")?,
            title: cell("课程(阶段)"),
            place: area.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，"),
            phone: cell("报名电话"),
            state: cell("状态"),
        })
    }

    fn runs_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && day <= self.ends_on
    }
}

fn month(first: NaiveDate, courses: &[Course<'_>]) -> Month {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let mut starting: Vec<&Course<'_>> =
        courses.iter().filter(|course| first <= course.starts_on && course.starts_on < next).collect();
    starting.sort_by_key(|course| course.starts_on);
    Month {
        title: format!("{}年{}月", first.year(), first.month()),
        weeks: weeks(first, next, courses),
        starts: starting.into_iter().map(course_start).collect(),
    }
}

fn course_start(course: &Course<'_>) -> CourseStart {
    CourseStart {
        day: format!("{}日", course.starts_on.day()),
        until: format!("{}月{}日", course.ends_on.month(), course.ends_on.day()),
        title: course.title.to_owned(),
        place: course.place.clone(),
        phone: course.phone.to_owned(),
        state: course.state.to_owned(),
    }
}

/// The weeks that a month touches, from Monday on.
fn weeks(first: NaiveDate, next: NaiveDate, courses: &[Course<'_>]) -> Vec<Week> {
    let monday = first.week(Weekday::Mon).first_day();
    let days: Vec<NaiveDate> = monday.iter_days().take_while(|day| *day < next).collect();
    let day = |day: NaiveDate| if day < first || day >= next { outside() } else { inside(day, courses) };
    let whole_week = |week: &[NaiveDate]| {
        let start = week[0];
        Week { days: (0..7).map(|after| day(start.checked_add_days(Days::new(after)).unwrap_or(next))).collect() }
    };
    days.chunks(7).map(whole_week).collect()
}

fn outside() -> MonthDay {
    MonthDay { number: None, class: "", starts: String::new(), running: String::new() }
}

fn inside(day: NaiveDate, courses: &[Course<'_>]) -> MonthDay {
    let running = courses.iter().filter(|course| course.runs_on(day)).count();
    let mut starting: Vec<&str> =
        courses.iter().filter(|course| course.starts_on == day).map(|course| short(course.title)).collect();
    starting.sort_unstable();
    starting.dedup();
    let class = match (starting.is_empty(), running) {
        (false, _) => "starting",
        (true, 0) => "",
        (true, _) => "running",
    };
    let in_words = || format!("{running} 个班在上课");
    MonthDay {
        number: Some(day.day()),
        class,
        starts: starting.join(" "),
        running: if running > 0 { in_words() } else { String::new() },
    }
}

/// A stage in so few letters that it fits a day.
fn short(title: &str) -> &str {
    match Stage::parse(title) {
        Ok(Stage::Gyb) => "GYB",
        Ok(Stage::Syb) => "SYB",
        Ok(Stage::Iyb) => "IYB",
        Ok(Stage::Eyb) => "EYB",
        Ok(Stage::Awareness) => "意识",
        Ok(Stage::OnlineShop) => "电商",
        Ok(Stage::LiveStream) => "直播",
        Ok(Stage::Simulation) => "模拟",
        Ok(Stage::Ability) => "能力",
        Err(_) => "开班",
    }
}

#[cfg(test)]
mod tests {
    use super::super::view::table::{Cell, Mark};
    use super::*;

    const HEADS: [&str; 5] = ["课程(阶段)", "开班日期", "结业日期", "报名电话", "状态"];

    fn months_of(rows: &[[&str; 5]], from: &str) -> Vec<Month> {
        let row = |cells: &[&str; 5]| Row { mark: Mark::None, cells: cells.iter().copied().map(Cell::new).collect() };
        let rows: Vec<Row> = rows.iter().map(row).collect();
        of(&HEADS.map(Head::words), &rows, from.parse().unwrap())
    }

    #[test]
    fn a_month_has_whole_weeks_and_marks_its_days() {
        let months =
            months_of(&[["GYB 产生你的企业想法", "2021-07-05", "2021-07-06", "0538-1", "报名中"]], "2021-07-31");
        let [month] = &months[..] else { panic!("{months:?}") };
        assert_eq!((month.title.as_str(), month.weeks.len()), ("2021年7月", 5));
        assert!(month.weeks.iter().all(|week| week.days.len() == 7));
        // 1 July 2021 is a Thursday.
        assert_eq!((month.weeks[0].days[2].number, month.weeks[0].days[3].number), (None, Some(1)));
        let classes: Vec<_> = month.weeks[1].days.iter().map(|day| day.class).collect();
        assert_eq!(classes, ["starting", "running", "", "", "", "", ""]);
        assert_eq!((month.weeks[1].days[0].starts.as_str(), month.starts[0].day.as_str()), ("GYB", "5日"));
    }

    #[test]
    fn what_is_over_or_off_is_left_out() {
        let old = ["SYB 创办你的企业", "2021-05-05", "2021-05-06", "", ""];
        let off = ["SYB 创办你的企业", "2021-08-05", "2021-08-06", "", "取消"];
        assert_eq!(months_of(&[old, off], "2021-07-01"), []);
    }
}
