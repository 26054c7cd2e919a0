//! A course of a public list as events: one for each run of hours, or one over all its days.

use chrono::NaiveDate;

use crate::edition::Revision;
use crate::edition::list::PublicList;
use crate::record::{ListId, course};
use crate::value::calendar::Calendar;
use crate::value::class_hours::ClassHours;
use crate::value::date::Period;
use crate::value::digest::Digest;
use crate::value::state::State;

use super::{Event, Status, When};

/// A course as its list last had it, with what its events say beyond the row.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// The city, so that no other city's course has the same UID.
    pub city: &'a str,
    /// The list.
    pub id: &'a ListId,
    /// The list's cells.
    pub list: &'a PublicList,
    /// The course's row.
    pub row: &'a [String],
    /// The revision of the list that has the row.
    pub revision: Revision,
    /// The day that revision was published on.
    pub published_on: NaiveDate,
    /// Whether the row is still in force.
    pub standing: CourseStanding,
    /// The page that shows it, as a whole address.
    pub url: Option<&'a str>,
    /// Official holidays.
    pub calendar: &'a Calendar,
}

/// Whether a course's row is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CourseStanding {
    /// It stands in the list.
    InForce,
    /// The list, or the row, was taken back on a day.
    Withdrawn(NaiveDate),
}

impl Course<'_> {
    fn cell(&self, header: &str) -> &str {
        self.list.cell(self.row, header)
    }

    /// From its first day to its last; none where its cells do not say.
    pub fn period(&self) -> Option<Period> {
        let day = |header| NaiveDate::parse_from_str(self.cell(header), "%Y-%m-%d").ok();
        Period::new(day(course::STARTS)?, day(course::ENDS)?)
    }

    /// Whether it takes place, as far as the lists say. One that left the list after its last day took place.
    pub fn status(&self) -> Status {
        let is_off = State::parse(self.cell(course::STATE)).is_ok_and(State::is_off);
        let is_gone = match self.standing {
            CourseStanding::InForce => false,
            CourseStanding::Withdrawn(on) => self.period().is_none_or(|period| on <= period.last()),
        };
        if is_off || is_gone { Status::Cancelled } else { Status::Confirmed }
    }

    /// The last word on it: taking it back is one more revision.
    fn last_said(&self) -> (u32, NaiveDate) {
        match self.standing {
            CourseStanding::InForce => (self.revision.get(), self.published_on),
            CourseStanding::Withdrawn(on) => (self.revision.get() + 1, on),
        }
    }

    /// The words of a course that are not its time.
    fn description(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let CourseStanding::Withdrawn(on) = self.standing {
            lines.push(format!("这个班次已于 {on} 从清单中撤下。"));
        }
        let headers = [
            course::CODE,
            course::STAGE,
            course::INSTITUTION,
            course::STATE,
            course::HOURS_OF_DAY,
            course::AUDIENCE,
            course::BRING,
            course::PHONE,
        ];
        let said = headers.into_iter().filter(|header| !self.cell(header).is_empty());
        lines.extend(said.map(|header| format!("{header}：{}", self.cell(header))));
        lines.extend(self.places_left());
        let (_, on) = self.last_said();
        lines.push(format!("以上为 {on} 发布的内容，报名前请电话确认。"));
        lines
    }

    /// 计划人数 − 已报人数, where both are said and the course takes place.
    fn places_left(&self) -> Option<String> {
        let number = |header| self.cell(header).parse::<u32>().ok();
        let seats = number(course::SEATS)?;
        let Some(enrolled) = number(course::ENROLLED) else { return Some(format!("计划人数：{seats}")) };
        let left = seats.saturating_sub(enrolled);
        Some(format!("剩余名额：{left}（计划 {seats} 人，截至 {} 已报 {enrolled} 人）", self.published_on))
    }
}

/// The events of a course, the first hours of a day first; none where its days are not told.
pub fn events_of(course: &Course<'_>) -> Vec<Event> {
    let Some(period) = course.period() else { return Vec::new() };
    let hours = ClassHours::parse(course.cell(course::HOURS_OF_DAY));
    let days = hours.as_ref().and_then(|hours| hours.days_in(period, course.calendar));
    let uid = uid(course);
    match hours.zip(days) {
        None => vec![event(course, uid, When::AllDay { first: period.first(), last: period.last() })],
        Some((hours, days)) => {
            let at = |(number, slot): (usize, &_)| {
                // The first has the UID that the course would have without hours: it is the same event, better known.
                let uid = if number == 1 { uid.clone() } else { format!("{uid}-{number}") };
                event(course, uid, When::Hours { days: days.clone(), slot: *slot })
            };
            (1..).zip(hours.slots()).map(at).collect()
        }
    }
}

fn event(course: &Course<'_>, uid: String, when: When) -> Event {
    let (sequence, published_on) = course.last_said();
    let status = course.status();
    let off = if status == Status::Cancelled { "（已取消）" } else { "" };
    Event {
        uid,
        sequence,
        published_on,
        summary: format!("{off}{} {}", course.cell(course::STAGE), course.cell(course::CODE)),
        description: course.description(),
        place: course.cell(course::PLACE).to_owned(),
        contact: format!("{} {}", course.cell(course::INSTITUTION), course.cell(course::PHONE)),
        category: "马兰花创业培训".to_owned(),
        url: course.url.map(str::to_owned),
        when,
        status,
    }
}

/// What tells a course from every other: its city, list and 班次编号, which are the same for ever.
fn uid(course: &Course<'_>) -> String {
    let named = format!("gongshi\n{}\n{}\n{}\n", course.city, course.id, course.cell(course::CODE));
    format!("gongshi-{}", Digest::of(named.as_bytes()).letters(32))
}
