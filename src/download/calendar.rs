//! Events as an iCalendar file (RFC 5545), which telephones and desktops add to their own calendars.
//!
//! Times are those of Asia/Shanghai, with the zone in the file: a course that repeats by the week repeats by the week
//! of its place, and a class before 8:00 would fall on another weekday in UTC. China has had no summer time since 1991.
//! There is no clock in it: `DTSTAMP` is the day of the edition. The crate `icalendar` was looked at and left: it
//! writes no zones, does not escape a calendar's name, and takes the clock and a random UID where none is given.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use crate::value::class_hours::{Slot, weekday_code};

mod course;
mod line;

pub use course::{Course, CourseStanding, events_of};

use line::Lines;

/// The media type of an iCalendar file.
pub const MEDIA_TYPE: &str = "text/calendar";

/// One entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What tells it from every other event of the world; the same for ever.
    pub uid: String,
    /// How often what it says has been revised.
    pub sequence: u32,
    /// The day on which that was published.
    pub published_on: NaiveDate,
    /// What it is called.
    pub summary: String,
    /// What else there is to say, in lines.
    pub description: Vec<String>,
    /// Where it takes place.
    pub place: String,
    /// Whom to call.
    pub contact: String,
    /// What kind of thing it is.
    pub category: String,
    /// The page that shows it, as a whole address.
    pub url: Option<String>,
    /// When.
    pub when: When,
    /// Whether it takes place.
    pub status: Status,
}

/// When an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// From a day to a day, both within it; the hours are told in words.
    AllDay {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// At the same hours on one or more days, in order.
    Hours {
        /// The days; never none.
        days: Vec<NaiveDate>,
        /// The hours.
        slot: Slot,
    },
}

impl When {
    /// The first day; far in the past for hours without any.
    pub fn first(&self) -> NaiveDate {
        match self {
            Self::AllDay { first, .. } => *first,
            Self::Hours { days, .. } => days.first().copied().unwrap_or_default(),
        }
    }
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is planned so.
    Confirmed,
    /// It does not take place any more.
    Cancelled,
}

/// The zone of all times, by its name and as a component of the file.
const ZONE: &str = "Asia/Shanghai";

/// The file's bytes: a calendar with a name and its events.
pub fn ics(name: &str, events: &[Event]) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//gongshi//gongshi//ZH");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.plain("X-WR-TIMEZONE", ZONE);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    lines.plain("X-PUBLISHED-TTL", "P1D");
    zone(&mut lines);
    events.iter().for_each(|event| write(event, &mut lines));
    lines.plain("END", "VCALENDAR");
    lines.into_bytes()
}

fn zone(lines: &mut Lines) {
    lines.plain("BEGIN", "VTIMEZONE");
    lines.plain("TZID", ZONE);
    lines.plain("BEGIN", "STANDARD");
    lines.plain("DTSTART", "16010101T000000");
    lines.plain("TZOFFSETFROM", "+0800");
    lines.plain("TZOFFSETTO", "+0800");
    lines.plain("TZNAME", "CST");
    lines.plain("END", "STANDARD");
    lines.plain("END", "VTIMEZONE");
}

fn write(event: &Event, lines: &mut Lines) {
    lines.plain("BEGIN", "VEVENT");
    lines.plain("UID", &event.uid);
    lines.plain("DTSTAMP", &utc(event.published_on));
    lines.plain("SEQUENCE", &event.sequence.to_string());
    match &event.when {
        When::AllDay { first, last } => all_day(*first, *last, lines),
        When::Hours { days, slot } => hours(days, *slot, lines),
    }
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Cancelled => "CANCELLED",
    };
    lines.plain("STATUS", status);
    lines.text("SUMMARY", &event.summary);
    lines.text("DESCRIPTION", &event.description.join("\n"));
    lines.text("LOCATION", &event.place);
    lines.text("CONTACT", &event.contact);
    lines.text("CATEGORIES", &event.category);
    if let Some(url) = &event.url {
        lines.plain("URL", url);
    }
    lines.plain("END", "VEVENT");
}

/// The end of a run of days is the day after (RFC 5545, 3.6.1). It makes nobody busy for weeks.
fn all_day(first: NaiveDate, last: NaiveDate, lines: &mut Lines) {
    let end = last.checked_add_days(Days::new(1)).unwrap_or(last);
    lines.plain("DTSTART;VALUE=DATE", &date(first));
    lines.plain("DTEND;VALUE=DATE", &date(end));
    lines.plain("TRANSP", "TRANSPARENT");
}

fn hours(days: &[NaiveDate], slot: Slot, lines: &mut Lines) {
    let [first, .., last] = days else {
        return days.iter().for_each(|day| start_and_end(*day, slot, lines));
    };
    start_and_end(*first, slot, lines);
    let weekdays: std::collections::BTreeSet<u32> = days.iter().map(weekday_of).collect();
    let ruled = first.iter_days().take_while(|day| day <= last).filter(|day| weekdays.contains(&weekday_of(day)));
    let ruled: Vec<NaiveDate> = ruled.collect();
    let mut codes: Vec<(u32, &str)> = days.iter().map(|day| (weekday_of(day), weekday_code(day.weekday()))).collect();
    codes.sort_unstable();
    codes.dedup();
    let codes: Vec<&str> = codes.into_iter().map(|(_, code)| code).collect();
    lines.plain("RRULE", &format!("FREQ=WEEKLY;COUNT={};BYDAY={}", ruled.len(), codes.join(",")));
    for free in ruled.iter().filter(|day| days.binary_search(day).is_err()) {
        lines.plain(&format!("EXDATE;TZID={ZONE}"), &local(*free, slot.from));
    }
}

fn start_and_end(day: NaiveDate, slot: Slot, lines: &mut Lines) {
    lines.plain(&format!("DTSTART;TZID={ZONE}"), &local(day, slot.from));
    lines.plain(&format!("DTEND;TZID={ZONE}"), &local(day, slot.to));
}

fn weekday_of(day: &NaiveDate) -> u32 {
    day.weekday().num_days_from_monday()
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn local(day: NaiveDate, time: NaiveTime) -> String {
    NaiveDateTime::new(day, time).format("%Y%m%dT%H%M%S").to_string()
}

/// The start of a day at +08:00, in UTC.
fn utc(day: NaiveDate) -> String {
    let midnight = day.and_time(NaiveTime::MIN);
    let shanghai = FixedOffset::east_opt(8 * 3600).and_then(|offset| midnight.and_local_timezone(offset).single());
    shanghai.map_or(midnight, |moment: DateTime<FixedOffset>| moment.naive_utc()).format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests;
