//! Calendars of courses: a library of others reads every one, and finds the hours that the offices wrote.

use std::collections::BTreeMap;
use std::process::Command;

use scraper::{Html, Selector};
use serde::Deserialize;

use crate::support::{Site, checker, long_after, on_the_day, repository, run};

/// A calendar as the library of others reads it.
#[derive(Debug, Deserialize)]
struct Calendar {
    name: String,
    events: Vec<Event>,
}

/// An event as the library of others reads it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Event {
    uid: String,
    summary: String,
    description: String,
    location: String,
    contact: String,
    status: String,
    sequence: String,
    url: Option<String>,
    transp: Option<String>,
    dtstamp: String,
    #[serde(rename = "times")]
    times: Vec<String>,
}

fn calendars(site: &Site) -> BTreeMap<String, Calendar> {
    let mut reader = Command::new(checker("python/bin/python"));
    reader.arg(repository("tests/tools/calendars.py")).arg(site.path("output/site"));
    serde_json::from_str(&run(&mut reader).succeeds().stdout).unwrap()
}

#[test]
fn every_calendar_is_read_by_others() {
    let read = calendars(on_the_day());
    assert_eq!(read.len(), 40 + 8 + 1, "40 courses, eight districts that have some, and the city");
    for (path, calendar) in &read {
        assert!(!calendar.name.is_empty() && !calendar.events.is_empty(), "{path}");
        for event in &calendar.events {
            assert!(event.description.contains("报名电话：0538-") && event.location.contains("示例路"), "{event:?}");
            assert!(event.contact.starts_with("示例创业指导培训中心 0538-"), "{event:?}");
            assert!(event.url.as_ref().is_some_and(|url| url.starts_with("https://gongshi.example/zyjn/courses/")));
        }
        let mut uids: Vec<&str> = calendar.events.iter().map(|event| event.uid.as_str()).collect();
        uids.sort_unstable();
        uids.dedup();
        assert_eq!(uids.len(), calendar.events.len(), "{path}: every event has a UID of its own");
    }
    let single: usize =
        read.iter().filter(|(path, _)| !path.ends_with("courses.ics")).map(|it| it.1.events.len()).sum();
    assert_eq!(read["courses/courses.ics"].events.len(), single, "the city has the events of every course");
}

/// RFC 5545, 3.1: lines of at most 75 octets end with CRLF, and no character is cut in two.
#[test]
fn every_line_is_as_the_standard_wants_it() {
    let files = on_the_day().files("output/site");
    let mut seen = 0;
    for (path, bytes) in files.ending(".ics") {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{path}");
        assert!(!text.starts_with('\u{feff}') && !text.replace("\r\n", "").contains(['\r', '\n', '\t']), "{path}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{path}: {line}");
            seen += 1;
        }
        let unfolded = text.replace("\r\n ", "");
        let is_named = |line: &str| line.split_once(':').is_some_and(|(name, _)| !name.is_empty() && name.is_ascii());
        assert!(unfolded.trim_end().split("\r\n").all(is_named), "{path}");
    }
    assert!(seen > 1000, "{seen} lines");
}

#[test]
fn the_hours_of_a_course_are_those_of_its_list() {
    let read = calendars(on_the_day());
    let course = &read["courses/xintai/xt2021-04.ics"];
    assert_eq!(course.name, "新泰市马兰花创业培训班次 XT2021-04");
    let days = ["12", "13", "14", "15", "16", "19", "20", "21"];
    let at = |from: &str, minutes: u32| days.map(|day| format!("2021-07-{day}T{from}:00+08:00 {minutes}")).to_vec();
    let times: Vec<_> = course.events.iter().map(|event| event.times.clone()).collect();
    assert_eq!(times, [at("08:30", 180), at("14:00", 180)]);
    let first = &course.events[0];
    assert_eq!((first.summary.as_str(), first.status.as_str()), ("IYB 改善你的企业 XT2021-04", "CONFIRMED"));
    assert_eq!((first.sequence.as_str(), first.dtstamp.as_str()), ("2", "2021-06-24T16:00:00+00:00"));
    assert!(first.description.contains("剩余名额：16（计划 25 人，截至 2021-06-25 已报 9 人）"), "{first:?}");
    let [whole] = &read["courses/xintai/xt2021-05.ics"].events[..] else { panic!("one event over all days") };
    assert_eq!(whole.times, ["2021-09-13 2021-09-25"], "Mid-Autumn lies between: which days have class is in doubt");
    assert_eq!(whole.transp.as_deref(), Some("TRANSPARENT"));
    assert!(whole.description.contains("上课时间：周一至周五 8:30-11:30、14:00-17:00"), "{whole:?}");
}

#[test]
fn a_calendar_does_not_know_the_day_it_was_built_on() {
    let calendars = |site: &Site| {
        let files = site.files("output/site");
        files.ending(".ics").map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect::<BTreeMap<_, _>>()
    };
    assert!(calendars(on_the_day()) == calendars(long_after()), "twenty years later the files are the same");
}

#[test]
fn rows_lead_to_the_calendars_of_courses_to_come() {
    let (cell, link) = ("td[data-label='日历'], th[data-label='日历']", "a");
    let (cell, link) = (Selector::parse(cell).unwrap(), Selector::parse(link).unwrap());
    let links = |site: &Site, page: &str| -> Vec<String> {
        let html = Html::parse_document(&site.file(&format!("output/site/{page}")));
        let cells = html.select(&cell).flat_map(|cell| cell.select(&link).collect::<Vec<_>>());
        cells.map(|link| link.value().attr("href").unwrap().to_owned()).collect()
    };
    let found = links(on_the_day(), "courses/xintai/index.html");
    let open = ["03", "04", "06", "05", "07"].map(|number| format!("../../courses/xintai/xt2021-{number}.ics"));
    assert_eq!(found, open, "the first two are over; by the first day");
    let city = Html::parse_document(&on_the_day().file("output/site/courses/index.html"));
    let column = |header: &str| -> Vec<String> {
        let cells = Selector::parse(&format!("tbody [data-label='{header}']")).unwrap();
        city.select(&cells).map(|cell| cell.text().collect()).collect()
    };
    let (last_days, states) = (column("结业日期"), column("状态"));
    let to_come =
        last_days.iter().zip(&states).filter(|(last, state)| "2021-06-25" <= last.as_str() && *state != "完成");
    assert_eq!(links(on_the_day(), "courses/index.html").len(), to_come.count());
    assert_eq!(links(long_after(), "courses/index.html"), Vec::<String>::new());
    let page = on_the_day().file("output/site/courses/xintai/index.html");
    assert!(page.contains("把新泰市马兰花创业培训班次加入日历"), "the whole district's at the top");
    assert!(page.contains("https://gongshi.example/zyjn/courses/xintai/courses.ics"), "to be followed by its address");
    let empty = on_the_day().file("output/site/courses/cuwen-scenic/index.html");
    assert!(!empty.contains("加入日历"), "no course, no calendar");
}

#[test]
fn what_left_its_list_is_cancelled_unless_it_was_over() {
    let site = Site::sample();
    let (source, path) = (site.file("content/sources/courses/xintai.csv"), "content/sources/courses/xintai.csv");
    let is_kept = |line: &&str| !line.starts_with("XT2021-01,") && !line.starts_with("XT2021-05,");
    let kept: String = source.lines().filter(is_kept).map(|line| format!("{line}\r\n")).collect();
    site.run(["publish", "--date", "2021-06-25"]).succeeds();
    let site = site.with_file(path, kept);
    site.run(["publish", "--date", "2021-07-01"]).succeeds();
    site.run(["build", "--date", "2021-07-01"]).succeeds();
    let read = calendars(&site);
    let of = |path: &str| {
        let event = &read[path].events[0];
        (event.status.as_str(), event.sequence.as_str(), event.dtstamp.as_str())
    };
    let stamp = "2021-06-30T16:00:00+00:00";
    assert_eq!(of("courses/xintai/xt2021-05.ics"), ("CANCELLED", "3", stamp), "it was to come");
    assert_eq!(of("courses/xintai/xt2021-01.ics"), ("CONFIRMED", "3", stamp), "it was over");
    assert_eq!(of("courses/xintai/xt2021-04.ics"), ("CONFIRMED", "3", stamp), "it stands in the new revision");
    let district = &read["courses/xintai/courses.ics"];
    let has = |code: &str| district.events.iter().any(|event| event.summary.ends_with(code));
    assert!(has("XT2021-05") && has("XT2021-04") && !has("XT2021-01"), "{district:?}");
}

#[test]
fn what_to_bring_is_told_where_the_data_say_so() {
    let courses = "content/sources/courses/taishan.csv";
    let site = Site::base().replace(courses, ",报名电话", ",报名材料,报名电话,上课时间").replace(
        courses,
        "32,0538-0000001",
        "32,\"身份证, 一寸照片2张\",0538-0000001,每天9:00-11:00",
    );
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    let page = site.file("output/site/courses/taishan/index.html");
    assert!(page.contains("data-label=\"需带材料\">身份证, 一寸照片2张</td>"), "{page}");
    let read = calendars(&site);
    let event = &read["courses/taishan/ts-syb-01.ics"].events[0];
    assert!(event.description.contains("\n需带材料：身份证, 一寸照片2张\n"), "{event:?}");
    assert_eq!(event.times.len(), 10, "every day");
}

#[test]
fn a_class_number_of_any_kind_has_an_address() {
    let courses = "content/sources/courses/taishan.csv";
    let site = Site::base().replace(courses, "TS-SYB-01", "马兰花（2021）第3期");
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    let page = site.file("output/site/courses/taishan/index.html");
    let read = calendars(&site);
    let own = |path: &&String| path.starts_with("courses/taishan/") && !path.ends_with("/courses.ics");
    let path = read.keys().find(own).expect("the course has a calendar");
    assert!(path.starts_with("courses/taishan/20213_"), "{path}");
    assert!(page.contains(&format!("../../{path}")), "{path}");
    assert!(read[path].name.ends_with("马兰花（2021）第3期"), "{:?}", read[path]);
}
