//! What a day makes of a notice and of the yearly duties: pure functions of dates and counts.

use chrono::{Days, NaiveDate};

use crate::edition::list::PublicList;
use crate::value::date::Period;
use crate::value::state::State;

/// Where a notice period stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 未开始
    Upcoming,
    /// 公示中
    Open {
        /// Days after today that the period still has; 0 on its last day.
        days_left: i64,
    },
    /// 已期满
    Closed,
}

impl Status {
    /// The status of a period on a day. Both ends of the period belong to it.
    pub fn on(day: NaiveDate, period: Period) -> Self {
        if day < period.first() {
            Self::Upcoming
        } else if day > period.last() {
            Self::Closed
        } else {
            Self::Open { days_left: (period.last() - day).num_days() }
        }
    }

    /// The word on the tag.
    pub fn label(self) -> &'static str {
        match self {
            Self::Upcoming => "未开始",
            Self::Open { .. } => "公示中",
            Self::Closed => "已期满",
        }
    }

    /// Its name in CSS classes.
    pub fn class(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Open { .. } => "open",
            Self::Closed => "closed",
        }
    }

    /// What the tag adds to the word.
    pub fn detail(self, period: Period) -> String {
        match self {
            Self::Upcoming => format!("{} 开始", period.first()),
            Self::Open { days_left: 0 } => "今天是最后一天".to_owned(),
            Self::Open { days_left } => format!("还剩 {days_left} 天"),
            Self::Closed => String::new(),
        }
    }
}

/// Whether rows of persons are still shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// They are.
    Shown,
    /// They left the site after this day: the purpose of showing them is met (个人信息保护法 19、47).
    Over {
        /// The last day on which they were shown.
        until: NaiveDate,
    },
}

impl Retention {
    /// Rows stay for so many days after the period's last day.
    pub fn on(day: NaiveDate, period: Period, retention_days: u32) -> Self {
        let until = period.last().checked_add_days(Days::new(retention_days.into())).unwrap_or(NaiveDate::MAX);
        if day > until { Self::Over { until } } else { Self::Shown }
    }
}

/// The kinds of project-based training in a list: different names, those withdrawn left out.
/// Source: 泰人社字〔2021〕12号 二（五）.
pub fn project_kinds(list: &PublicList) -> usize {
    kind_names(list).len()
}

/// What these kinds are called, each once, in the order of the list.
pub(super) fn kind_names(list: &PublicList) -> Vec<String> {
    let runs = |row: &&Vec<String>| !State::parse(list.cell(row, "状态")).is_ok_and(State::is_off);
    let mut names: Vec<String> = Vec::new();
    for name in list.rows().iter().filter(runs).map(|row| list.cell(row, "培训项目名称")) {
        if !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// A share in whole percent, rounded down, so that only a reached target shows 100.
pub fn percent(done: u64, target: u64) -> u64 {
    done.saturating_mul(100).checked_div(target).unwrap_or(0)
}

/// How many pages so many rows take: at least one.
pub fn page_count(rows: usize, rows_a_page: usize) -> usize {
    rows.div_ceil(rows_a_page).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period() -> Period {
        Period::new(day("2021-06-10"), day("2021-06-17")).unwrap()
    }

    #[test]
    fn both_ends_belong_to_the_period() {
        let on = |text| Status::on(day(text), period());
        assert_eq!(on("2021-06-09"), Status::Upcoming);
        assert_eq!(on("2021-06-10"), Status::Open { days_left: 7 });
        assert_eq!(on("2021-06-17"), Status::Open { days_left: 0 });
        assert_eq!(on("2021-06-18"), Status::Closed);
        assert_eq!(on("2021-06-17").detail(period()), "今天是最后一天");
    }

    #[test]
    fn rows_leave_the_day_after_retention() {
        let on = |text| Retention::on(day(text), period(), 30);
        assert_eq!(on("2021-07-17"), Retention::Shown);
        assert_eq!(on("2021-07-18"), Retention::Over { until: day("2021-07-17") });
        assert_eq!(Retention::on(day("2021-07-18"), period(), u32::MAX), Retention::Shown);
    }

    #[test]
    fn a_withdrawn_project_is_no_kind() {
        let columns = ["培训项目名称", "状态"].map(|header| Kind::Projects.column(header).unwrap());
        let row = |name: &str, state: &str| vec![name.to_owned(), state.to_owned()];
        let rows = vec![row("育婴", "计划"), row("育婴", "进行"), row("茶艺", "退出"), row("电商", "")];
        assert_eq!(project_kinds(&PublicList::new(Kind::Projects, columns.to_vec(), rows)), 2);
    }

    #[test]
    fn only_a_reached_target_shows_a_hundred() {
        assert_eq!((percent(999, 1000), percent(1000, 1000), percent(5, 0)), (99, 100, 0));
    }

    #[test]
    fn an_empty_list_has_a_page() {
        assert_eq!((page_count(0, 200), page_count(200, 200), page_count(201, 200)), (1, 1, 2));
    }
}
