//! Views of pictures. Each is a table whose cells are drawn as well as written, so that a picture is never without its
//! numbers, prints in grey, and needs neither colour nor script.

use serde::Serialize;

use super::{Link, Tag};

/// A table whose numbers stand beside bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// What it shows.
    pub caption: String,
    /// What it tells at a glance, in words.
    pub summary: String,
    /// The headings: of the names, then of each measure.
    pub heads: Vec<String>,
    /// The lines.
    pub lines: Vec<BarLine>,
}

/// A line of bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarLine {
    /// What it is of.
    pub label: String,
    /// Its page; null for none.
    pub href: Option<String>,
    /// Its measures, one a heading.
    pub bars: Vec<Bar>,
}

/// A number and its bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The number for reading.
    pub text: String,
    /// The length of the bar, in thousandths of the longest or of the target.
    pub length: u64,
}

/// Numbers of places by month, darker where there are more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// What it shows.
    pub caption: String,
    /// What it tells at a glance, in words.
    pub summary: String,
    /// The months: `2021-04`.
    pub months: Vec<String>,
    /// The places, in the order of the settings.
    pub lines: Vec<MatrixLine>,
}

/// A place's numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixLine {
    /// The place.
    pub label: String,
    /// Its page.
    pub href: String,
    /// One a month.
    pub cells: Vec<MatrixCell>,
    /// Their sum.
    pub total: String,
}

/// One number, and how dark it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixCell {
    /// The month: `2021-04`.
    pub month: String,
    /// The number for reading; 0 is a dash.
    pub text: String,
    /// From 0 (nothing) to 4 (a share of the largest number).
    pub shade: u64,
}

/// What kinds of project-based training a place has of those it is to have (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindsLine {
    /// The place.
    pub label: String,
    /// Its projects.
    pub href: String,
    /// `4 / 5 种`
    pub text: String,
    /// One box for each kind that is to be, and for each that is there beyond.
    pub boxes: Vec<KindBox>,
    /// What the kinds are called; empty where there are none.
    pub names: String,
}

/// The place of a kind of project-based training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindBox {
    /// How far from the left it stands, in its own widths.
    pub at: u64,
    /// Its CSS class: `kind-there` or `kind-lacking`.
    pub class: &'static str,
}

/// When notices were open, on a line of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// What it shows.
    pub caption: String,
    /// The first day of the line.
    pub first: String,
    /// The last day of the line.
    pub last: String,
    /// How many days the line has.
    pub days: i64,
    /// Where on the line the months start, in days from its first.
    pub months: Vec<i64>,
    /// The build date, in days from the first; null where it is not on the line.
    pub today: Option<i64>,
    /// The notices, newest first.
    pub lines: Vec<TimelineLine>,
}

/// A notice on a line of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineLine {
    /// The notice.
    pub notice: Link,
    /// Its status on the build date.
    pub status: Tag,
    /// First day of the period.
    pub first: String,
    /// Last day of the period.
    pub last: String,
    /// The first day, in days from the line's first.
    pub start: i64,
    /// How many days the period has.
    pub length: i64,
}

/// A month of courses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2021年7月`
    pub title: String,
    /// Its weeks, from Monday to Sunday.
    pub weeks: Vec<Vec<MonthDay>>,
    /// The courses that start in it, by day.
    pub starts: Vec<CourseStart>,
}

/// A day in a month of courses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthDay {
    /// The day of the month; null where the week belongs to the month before or after.
    pub number: Option<u32>,
    /// Its CSS class: empty, `running` where a course runs, `starting` where one starts.
    pub class: &'static str,
    /// What starts, in short: `GYB`; empty for nothing.
    pub starts: String,
    /// How many courses run, in words; empty for none.
    pub running: String,
}

/// A course that starts in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CourseStart {
    /// The day: `7日`.
    pub day: String,
    /// The last day: `7月9日`.
    pub until: String,
    /// The stage.
    pub title: String,
    /// Where, and at which institution.
    pub place: String,
    /// The telephone for signing up.
    pub phone: String,
    /// The state; empty where none is given.
    pub state: String,
}
