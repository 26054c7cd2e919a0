//! Views of pictures. Each is a table whose cells are drawn as well as written, so that a picture is never without its
//! numbers, prints in grey, and needs neither colour nor script.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Link, Tag};

/// A table whose numbers stand beside bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "数字旁边带横条的表")]
pub struct Bars {
    /// What it shows.
    #[schemars(description = "表的标题")]
    pub caption: String,
    /// What it tells at a glance, in words.
    #[schemars(description = "一句话说明看出了什么")]
    pub summary: String,
    /// The headings: of the names, then of each measure.
    #[schemars(description = "表头：名称一列，其后每个量一列")]
    pub heads: Vec<String>,
    /// The lines.
    #[schemars(description = "各行")]
    pub lines: Vec<BarLine>,
}

/// A line of bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "横条表的一行")]
pub struct BarLine {
    /// What it is of.
    #[schemars(description = "名称")]
    pub label: String,
    /// Its page; null for none.
    #[schemars(description = "它的页面；没有时为空")]
    pub href: Option<String>,
    /// Its measures, one a heading.
    #[schemars(description = "各个量，与表头对应")]
    pub bars: Vec<Bar>,
}

/// A number and its bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一个数和它的横条")]
pub struct Bar {
    /// The number for reading.
    #[schemars(description = "数字，可以直接印出")]
    pub text: String,
    /// The length of the bar, in thousandths of the longest or of the target.
    #[schemars(description = "横条的长度，最长或达到目标时为 1000")]
    pub length: u64,
}

/// Numbers of places by month, darker where there are more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "地区乘月份的表，数越大颜色越深")]
pub struct Matrix {
    /// What it shows.
    #[schemars(description = "表的标题")]
    pub caption: String,
    /// What it tells at a glance, in words.
    #[schemars(description = "一句话说明怎样看")]
    pub summary: String,
    /// The months: `2021-04`.
    #[schemars(description = "月份，例如 2021-04")]
    pub months: Vec<String>,
    /// The places, in the order of the settings.
    #[schemars(description = "各地区，按设置里的顺序")]
    pub lines: Vec<MatrixLine>,
}

/// A place's numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一个地区各月的数")]
pub struct MatrixLine {
    /// The place.
    #[schemars(description = "地区")]
    pub label: String,
    /// Its page.
    #[schemars(description = "地区的页面")]
    pub href: String,
    /// One a month.
    #[schemars(description = "各月的数")]
    pub cells: Vec<MatrixCell>,
    /// Their sum.
    #[schemars(description = "合计")]
    pub total: String,
}

/// One number, and how dark it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一个数和它的深浅")]
pub struct MatrixCell {
    /// The month: `2021-04`.
    #[schemars(description = "月份")]
    pub month: String,
    /// The number for reading; 0 is a dash.
    #[schemars(description = "数字；没有时是横线")]
    pub text: String,
    /// From 0 (nothing) to 4 (a share of the largest number).
    #[schemars(description = "深浅，0 到 4")]
    pub shade: u64,
}

/// What kinds of project-based training a place has of those it is to have (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一个地区的项目制培训种类")]
pub struct KindsLine {
    /// The place.
    #[schemars(description = "地区")]
    pub label: String,
    /// Its projects.
    #[schemars(description = "它的项目清单")]
    pub href: String,
    /// `4 / 5 种`
    #[schemars(description = "已有和应有的种数，例如 4 / 5 种")]
    pub text: String,
    /// One box for each kind that is to be, and for each that is there beyond.
    #[schemars(description = "方格，每种一个")]
    pub boxes: Vec<KindBox>,
    /// What the kinds are called; empty where there are none.
    #[schemars(description = "已公布的项目名称；没有时是空文字")]
    pub names: String,
}

/// The place of a kind of project-based training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一种项目制培训的方格")]
pub struct KindBox {
    /// How far from the left it stands, in its own widths.
    #[schemars(description = "从左数第几格，从 0 起")]
    pub at: u64,
    /// Its CSS class: `kind-there` or `kind-lacking`.
    #[schemars(description = "样式名：kind-there 或 kind-lacking")]
    pub class: &'static str,
}

/// When notices were open, on a line of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "历次公示在时间线上的位置")]
pub struct Timeline {
    /// What it shows.
    #[schemars(description = "表的标题")]
    pub caption: String,
    /// The first day of the line.
    #[schemars(description = "时间线的第一天")]
    pub first: String,
    /// The last day of the line.
    #[schemars(description = "时间线的最后一天")]
    pub last: String,
    /// How many days the line has.
    #[schemars(description = "时间线共几天")]
    pub days: i64,
    /// Where on the line the months start, in days from its first.
    #[schemars(description = "每月 1 日离第一天几天")]
    pub months: Vec<i64>,
    /// The build date, in days from the first; null where it is not on the line.
    #[schemars(description = "生成日期离第一天几天；不在线上时为空")]
    pub today: Option<i64>,
    /// The notices, newest first.
    #[schemars(description = "各次公示，最新的在前")]
    pub lines: Vec<TimelineLine>,
}

/// A notice on a line of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "时间线上的一次公示")]
pub struct TimelineLine {
    /// The notice.
    #[schemars(description = "公示")]
    pub notice: Link,
    /// Its status on the build date.
    #[schemars(description = "生成当天的状态")]
    pub status: Tag,
    /// First day of the period.
    #[schemars(description = "公示期第一天")]
    pub first: String,
    /// Last day of the period.
    #[schemars(description = "公示期最后一天")]
    pub last: String,
    /// The first day, in days from the line's first.
    #[schemars(description = "公示期第一天离时间线第一天几天")]
    pub start: i64,
    /// How many days the period has.
    #[schemars(description = "公示期共几天")]
    pub length: i64,
}

/// A month of courses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "开班日历的一个月")]
pub struct Month {
    /// `2021年7月`
    #[schemars(description = "月份，例如 2021年7月")]
    pub title: String,
    /// Its weeks, from Monday to Sunday.
    #[schemars(description = "各周，从星期一到星期日")]
    pub weeks: Vec<Week>,
    /// The courses that start in it, by day; empty where there are so many that the page's table says it better.
    #[schemars(description = "这个月开班的班次，按日期；班次很多、看表格更清楚时没有")]
    pub starts: Vec<CourseStart>,
}

/// A week in a month of courses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "开班日历的一周")]
pub struct Week {
    /// Its seven days, from Monday on.
    #[schemars(description = "七天，从星期一起")]
    pub days: Vec<MonthDay>,
}

/// A day in a month of courses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "开班日历的一天")]
pub struct MonthDay {
    /// The day of the month; null where the week belongs to the month before or after.
    #[schemars(description = "几号；不属于这个月时为空")]
    pub number: Option<u32>,
    /// Its CSS class: empty, `running` where a course runs, `starting` where one starts.
    #[schemars(description = "样式名：空、running（有班在上课）或 starting（有班开班）")]
    pub class: &'static str,
    /// What starts, in short: `GYB`; empty for nothing.
    #[schemars(description = "当天开班的课程简称；没有时是空文字")]
    pub starts: String,
    /// How many courses run, in words; empty for none.
    #[schemars(description = "当天有几个班在上课；没有时是空文字")]
    pub running: String,
}

/// A course that starts in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "某月开班的一个班次")]
pub struct CourseStart {
    /// The day: `7日`.
    #[schemars(description = "开班日，例如 7日")]
    pub day: String,
    /// The last day: `7月9日`.
    #[schemars(description = "结业日，例如 7月9日")]
    pub until: String,
    /// The stage.
    #[schemars(description = "课程")]
    pub title: String,
    /// Where, and at which institution.
    #[schemars(description = "地区和承办机构")]
    pub place: String,
    /// The telephone for signing up.
    #[schemars(description = "报名电话")]
    pub phone: String,
    /// The state; empty where none is given.
    #[schemars(description = "状态；没有注明时是空文字")]
    pub state: String,
}
