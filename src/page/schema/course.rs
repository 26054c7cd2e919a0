//! Courses to come, as their page shows them.

use chrono::NaiveDate;

use crate::page::basis::Basis;
use crate::page::view::table::{Head, Row};
use crate::record::course;
use crate::value::state::State;

use super::thing::{Course, CourseInstance, Organization, Place, Thing};

/// So many classes are told on a page: the next ones. Each is a third of a kilobyte on somebody's telephone.
const MOST: usize = 8;

/// The courses of a page whose last day is still to come, classes of one course and institution together. Teachers
/// are persons and left out.
pub(super) fn courses(basis: &Basis<'_>, heads: &[Head], rows: &[Row]) -> Vec<Thing> {
    let mut courses: Vec<Course> = Vec::new();
    for cells in rows.iter().map(|row| Cells { heads, row }).filter(|cells| cells.is_to_come(basis.date)).take(MOST) {
        let (name, provider) = (cells.get(course::STAGE), Organization { name: cells.get(course::INSTITUTION).into() });
        match courses.iter_mut().find(|known| known.name == name && known.provider == provider) {
            Some(known) => known.has_course_instance.push(cells.instance()),
            None => courses.push(Course {
                name: name.to_owned(),
                description: format!("马兰花创业培训：{name}。"),
                provider,
                has_course_instance: vec![cells.instance()],
            }),
        }
    }
    courses.into_iter().map(|course| Thing::Course(Box::new(course))).collect()
}

/// A row by its headings.
struct Cells<'a> {
    heads: &'a [Head],
    row: &'a Row,
}

impl<'a> Cells<'a> {
    fn get(&self, header: &str) -> &'a str {
        self.row.text(self.heads, header)
    }

    fn number(&self, header: &str) -> Option<u32> {
        self.get(header).parse().ok()
    }

    fn is_to_come(&self, today: NaiveDate) -> bool {
        let last = NaiveDate::parse_from_str(self.get(course::ENDS), "%Y-%m-%d");
        last.is_ok_and(|last| today <= last) && State::parse(self.get(course::STATE)) != Ok(State::Finished)
    }

    fn instance(&self) -> CourseInstance {
        let is_off = State::parse(self.get(course::STATE)).is_ok_and(State::is_off);
        let seats = self.number(course::SEATS);
        let left = |(seats, enrolled): (u32, u32)| seats.saturating_sub(enrolled);
        let mode = |online| if online == 0 { "onsite" } else { "blended" };
        CourseInstance {
            identifier: self.get(course::CODE).to_owned(),
            start_date: self.get(course::STARTS).to_owned(),
            end_date: self.get(course::ENDS).to_owned(),
            location: Place { name: self.get(course::PLACE).to_owned() },
            course_mode: self.number(course::ONLINE_HOURS).map(mode),
            course_workload: self.number(course::HOURS).map(|hours| format!("{hours} 学时")),
            maximum_attendee_capacity: seats,
            remaining_attendee_capacity: seats.zip(self.number(course::ENROLLED)).map(left),
            event_status: if is_off {
                "https://schema.org/EventCancelled"
            } else {
                "https://schema.org/EventScheduled"
            },
        }
    }
}
