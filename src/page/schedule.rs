//! Calendars of courses: one file a course, one a district, one for the city.
//!
//! An address is for ever: a course that has left its list keeps its file, which says that it was taken back.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::download::calendar::{self, Course, CourseStanding, Event, Status, events_of};
use crate::edition::archive::{Archive, FrozenEdition, FrozenList, InForce};
use crate::edition::list::PublicList;
use crate::output::{OutputFile, SitePath};
use crate::record::{Catalogue, ListId, Scope, course};
use crate::value::state::State;

use super::address;
use super::basis::Basis;
use super::view::catalogue::Calendar;
use super::view::table::{Cell, Head};

/// The column that leads to a course's calendar.
pub(super) const HEAD: Head = Head { label: "日历", class: "text calendar" };

/// What its links say.
const ADD: &str = "加入日历";

/// A course, with the revision that last had it.
struct Known<'a> {
    from: FrozenList<'a>,
    /// The rows of that revision.
    list: Rc<PublicList>,
    /// Its own row among them.
    row: usize,
    standing: CourseStanding,
}

/// Every calendar of the site.
pub(super) fn files(basis: &Basis<'_>) -> Vec<OutputFile> {
    let mut files = Vec::new();
    let mut by_list: BTreeMap<&ListId, Vec<Event>> = BTreeMap::new();
    for (id, revisions) in course_lists(basis) {
        let listed = by_list.entry(id).or_default();
        for (code, known) in known(revisions, taken_back_on(basis.archive, &basis.in_force, id)) {
            let (events, stands) = events(basis, id, &known);
            let name = format!("{} {code}", basis.list_title(id));
            files.push(file(address::course_calendar(id, &code), &name, &events));
            listed.extend(events.into_iter().filter(|_| stands == Stands::InCalendars));
        }
    }
    for scope in basis.scopes().into_iter().filter(|scope| has_calendar(basis, scope)) {
        let concerned = by_list.iter().filter(|(id, _)| concerns(id, &scope)).flat_map(|(_, events)| events);
        let mut events: Vec<Event> = concerned.cloned().collect();
        events.sort_by(|a, b| (a.when.first(), &a.uid).cmp(&(b.when.first(), &b.uid)));
        files.push(file(address::calendar(&scope), &title(basis, &scope), &events));
    }
    files
}

/// Whether a course stands in the calendars of its district and the city, too.
#[derive(PartialEq, Eq)]
enum Stands {
    /// It is in force, or was called off before it was over.
    InCalendars,
    /// It left its list when it was over.
    Alone,
}

fn events(basis: &Basis<'_>, id: &ListId, known: &Known<'_>) -> (Vec<Event>, Stands) {
    let ListId::Catalogue(of, scope) = id else { return (Vec::new(), Stands::Alone) };
    let url = basis.settings.site.base_url.as_ref().map(|base| format!("{base}{}", address::scope(*of, scope)));
    let course = Course {
        city: &basis.settings.site.city,
        id,
        list: &known.list,
        row: &known.list.rows()[known.row],
        revision: known.from.entry.revision,
        published_on: known.from.published_on,
        standing: known.standing,
        url: url.as_deref(),
        calendar: &basis.settings.calendar,
    };
    let is_over = known.standing != CourseStanding::InForce && course.status() == Status::Confirmed;
    (events_of(&course), if is_over { Stands::Alone } else { Stands::InCalendars })
}

fn file(path: SitePath, name: &str, events: &[Event]) -> OutputFile {
    OutputFile { path, bytes: calendar::ics(name, events) }
}

fn course_lists<'b, 'a>(basis: &'b Basis<'a>) -> impl Iterator<Item = (&'b ListId, &'b [FrozenList<'a>])> {
    let is_of_courses = |id: &ListId| matches!(id, ListId::Catalogue(Catalogue::Courses, _));
    basis.lists.iter().filter(move |(id, _)| is_of_courses(id)).map(|(id, all)| (id, all.as_slice()))
}

/// Whether the courses of a list concern a scope: all the city, the city's and its own a district.
fn concerns(id: &ListId, scope: &Scope) -> bool {
    match (id, scope) {
        (ListId::Catalogue(Catalogue::Courses, own), Scope::District(_)) => *own == Scope::City || own == scope,
        (ListId::Catalogue(Catalogue::Courses, _), Scope::City) => true,
        _ => false,
    }
}

fn has_calendar(basis: &Basis<'_>, scope: &Scope) -> bool {
    course_lists(basis).any(|(id, _)| concerns(id, scope))
}

/// Every course that a list ever had and whose row is still there, by its 班次编号, as it was last said; the list
/// itself may be out of force.
fn known<'a>(revisions: &[FrozenList<'a>], withdrawn_on: Option<NaiveDate>) -> BTreeMap<String, Known<'a>> {
    let mut known: BTreeMap<String, Known<'a>> = BTreeMap::new();
    let take_back = |known: &mut BTreeMap<String, Known<'a>>, on| {
        let in_force = known.values_mut().filter(|one| one.standing == CourseStanding::InForce);
        in_force.for_each(|one| one.standing = CourseStanding::Withdrawn(on));
    };
    for revision in revisions {
        take_back(&mut known, revision.published_on);
        let Some(held) = revision.held() else { continue };
        let list = Rc::new(held.list());
        for (at, row) in list.rows().iter().enumerate() {
            let (from, list) = (*revision, Rc::clone(&list));
            let code = list.cell(row, course::CODE).to_owned();
            known.insert(code, Known { from, list, row: at, standing: CourseStanding::InForce });
        }
    }
    if let Some(on) = withdrawn_on {
        take_back(&mut known, on);
    }
    known
}

/// The day on which a list was withdrawn; none for one in force.
fn taken_back_on(archive: &Archive, in_force: &InForce<'_>, id: &ListId) -> Option<NaiveDate> {
    if in_force.lists.contains_key(id) {
        return None;
    }
    archive.list_withdrawn_by(id).map(FrozenEdition::date)
}

/// The cell of a course's row that leads to its calendar, seen from its scope's page; empty where there is nothing
/// left to be added: it is over or was called off.
pub(super) fn cell(basis: &Basis<'_>, id: &ListId, list: &PublicList, row: &[String], scope: &Scope) -> Cell {
    let ends_on = NaiveDate::parse_from_str(list.cell(row, course::ENDS), "%Y-%m-%d").ok();
    let state = State::parse(list.cell(row, course::STATE)).ok();
    let is_over = ends_on.is_none_or(|last| last < basis.date) || state == Some(State::Finished);
    if is_over || state.is_some_and(State::is_off) {
        return Cell::new("");
    }
    let on = address::scope(Catalogue::Courses, scope);
    Cell::link(ADD, on.link_to(&address::course_calendar(id, list.cell(row, course::CODE))))
}

/// What a catalogue's page says of the calendar of all its courses; none for other catalogues, and where there never
/// was a course.
pub(super) fn calendar(basis: &Basis<'_>, of: Catalogue, scope: &Scope) -> Option<Calendar> {
    if of != Catalogue::Courses || !has_calendar(basis, scope) {
        return None;
    }
    let path = address::calendar(scope);
    Some(Calendar {
        label: format!("把{}加入日历", title(basis, scope)),
        href: address::scope(of, scope).link_to(&path),
        address: basis.settings.site.base_url.as_ref().map(|base| format!("{base}{path}")),
    })
}

fn title(basis: &Basis<'_>, scope: &Scope) -> String {
    let name = Catalogue::Courses.kind().name();
    format!("{}{name}", basis.scope_name(scope))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::draft::NewList;
    use crate::edition::sample::{drafted, proposal};
    use crate::record::Kind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The list of a district's courses: 班次编号 and last day.
    fn courses(rows: &[[&str; 2]]) -> NewList {
        let columns = ["班次编号", "结业日期"].map(|header| Kind::Courses.column(header).unwrap()).to_vec();
        let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
        let list = PublicList::new(Kind::Courses, columns, rows);
        NewList::held("courses/taishan".parse().unwrap(), &list, None, String::new())
    }

    /// What is known of each course after revisions, and after the list was withdrawn.
    fn standings(revisions: &[(&str, &[[&str; 2]])], withdrawn: Option<&str>) -> Vec<(String, u32, CourseStanding)> {
        let archive = revisions.iter().fold(Archive::default(), |archive, (on, rows)| {
            let draft = drafted(&archive, &proposal(on, vec![courses(rows)], Vec::new()));
            archive.with(draft.frozen().clone())
        });
        let all = archive.revisions(&"courses/taishan".parse().unwrap());
        let known = known(&all, withdrawn.map(day));
        known.into_iter().map(|(code, one)| (code, one.from.entry.revision.get(), one.standing)).collect()
    }

    #[test]
    fn when_a_revision_was_withdrawn_its_rows_tell_nothing_and_the_courses_before_it_were_called_off() {
        use crate::edition::sample::withdrawn;
        use crate::edition::withdrawal::Reason;
        let revisions: [(&str, &[[&str; 2]]); 2] =
            [("2021-04-28", &[["A", "2021-06-30"], ["B", "2021-06-30"]]), ("2021-05-20", &[["A", "2021-07-30"]])];
        let archive = revisions.iter().fold(Archive::default(), |archive, (on, rows)| {
            let draft = drafted(&archive, &proposal(on, vec![courses(rows)], Vec::new()));
            archive.with(draft.frozen().clone())
        });
        let draft = withdrawn(&archive, "2021-07-01", Reason::Objection, &[("courses/taishan", 2)]);
        let archive = archive.with(draft.frozen().clone());
        let id: ListId = "courses/taishan".parse().unwrap();
        assert_eq!(taken_back_on(&archive, &archive.in_force_now(), &id), Some(day("2021-07-01")));
        let known = known(&archive.revisions(&id), taken_back_on(&archive, &archive.in_force_now(), &id));
        let told: Vec<_> = known.into_iter().map(|(code, one)| (code, one.standing)).collect();
        let called_off = CourseStanding::Withdrawn(day("2021-05-20"));
        assert_eq!(told, [("A".to_owned(), called_off), ("B".to_owned(), called_off)]);
    }

    #[test]
    fn the_courses_of_a_list_that_is_no_longer_in_force_were_called_off_that_day() {
        use crate::edition::sample::withdrawn;
        use crate::edition::withdrawal::Reason;
        let first =
            drafted(&Archive::default(), &proposal("2021-04-28", vec![courses(&[["A", "2021-06-30"]])], Vec::new()));
        let archive = Archive::default().with(first.frozen().clone());
        let id: ListId = "courses/taishan".parse().unwrap();
        assert_eq!(taken_back_on(&archive, &archive.in_force_now(), &id), None);
        for (reason, on) in [(Reason::Order, Some(day("2021-05-01"))), (Reason::Expired, None)] {
            let draft = withdrawn(&archive, "2021-05-01", reason, &[("courses/taishan", 1)]);
            let archive = archive.clone().with(draft.frozen().clone());
            assert_eq!(taken_back_on(&archive, &archive.in_force_now(), &id), on, "{reason:?}");
            assert!(known(&archive.revisions(&id), on).is_empty(), "nothing is told of rows that left");
        }
    }

    #[test]
    fn a_course_is_known_by_what_was_last_said_of_it() {
        use CourseStanding::{InForce, Withdrawn};
        let revisions: &[(&str, &[[&str; 2]])] = &[
            ("2021-04-28", &[["A", "2021-05-30"], ["B", "2021-06-30"], ["C", "2021-06-30"]]),
            ("2021-05-20", &[["A", "2021-05-30"], ["C", "2021-06-30"]]),
            ("2021-06-10", &[["B", "2021-07-30"], ["C", "2021-06-30"]]),
        ];
        let named = |code: &str, revision, standing| (code.to_owned(), revision, standing);
        let a = named("A", 2, Withdrawn(day("2021-06-10")));
        assert_eq!(standings(revisions, None), [a.clone(), named("B", 3, InForce), named("C", 3, InForce)]);
        let on = Withdrawn(day("2021-07-01"));
        assert_eq!(standings(revisions, Some("2021-07-01")), [a, named("B", 3, on), named("C", 3, on)]);
    }
}
