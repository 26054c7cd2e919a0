use super::*;
use crate::edition::Revision;
use crate::edition::list::PublicList;
use crate::record::{Kind, ListId};
use crate::value::calendar::{Calendar, Year};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const HEADERS: &[&str] = &[
    "班次编号",
    "课程(阶段)",
    "承办机构",
    "开班日期",
    "结业日期",
    "上课时间",
    "地点",
    "计划人数",
    "已报人数",
    "需带材料",
    "报名电话",
    "状态",
];

fn list(cells: &[&str]) -> PublicList {
    let columns = HEADERS.iter().map(|header| Kind::Courses.column(header).unwrap()).collect();
    PublicList::new(Kind::Courses, columns, vec![cells.iter().map(|cell| (*cell).to_owned()).collect()])
}

/// The row of a course with hours, state and last day of its own.
fn course(hours: &str, state: &str, last: &str) -> PublicList {
    let row = ["XT2021-03", "SYB 创办你的企业", "示例中心", "2021-07-05", last, hours, "示例路3号，2楼", "30", "27"];
    list(&[&row[..], &["身份证、一寸照片", "0538-0000005", state]].concat())
}

fn events(list: &PublicList, standing: CourseStanding) -> Vec<Event> {
    let id: ListId = "courses/xintai".parse().unwrap();
    let year: Year = toml::from_str(include_str!("../../../content/calendar/2021.toml")).unwrap();
    events_of(&Course {
        city: "示例市",
        id: &id,
        list,
        row: &list.rows()[0],
        revision: Revision::FIRST.next(),
        published_on: day("2021-06-25"),
        standing,
        url: Some("https://gongshi.example/zyjn/courses/xintai/index.html"),
        calendar: &Calendar::new([year]),
    })
}

fn text(events: &[Event]) -> String {
    String::from_utf8(ics("新泰市, 班次", events)).unwrap().replace("\r\n ", "")
}

#[test]
fn hours_repeat_by_the_week() {
    let list = course("周一至周五 8:30-11:30、14:00-17:00", "报名中", "2021-07-16");
    let text = text(&events(&list, CourseStanding::InForce));
    for line in [
        "NAME:新泰市\\, 班次",
        "DTSTAMP:20210624T160000Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Asia/Shanghai:20210705T083000",
        "DTEND;TZID=Asia/Shanghai:20210705T113000",
        "DTSTART;TZID=Asia/Shanghai:20210705T140000",
        "RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=MO,TU,WE,TH,FR",
        "STATUS:CONFIRMED",
        "SUMMARY:SYB 创办你的企业 XT2021-03",
        "LOCATION:示例路3号，2楼",
        "CONTACT:示例中心 0538-0000005",
        "URL:https://gongshi.example/zyjn/courses/xintai/index.html",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
    }
    assert!(text.contains("需带材料：身份证、一寸照片\\n") && text.contains("剩余名额：3（计划 30 人，"), "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
}

#[test]
fn days_off_are_left_out_of_the_rule() {
    let event = events(&course("周一 9:00-12:00", "计划", "2021-07-16"), CourseStanding::InForce).remove(0);
    let When::Hours { slot, .. } = event.when else { panic!("hours are known") };
    let on = |days: &[&str]| {
        let days = days.iter().map(|text| day(text)).collect();
        text(&[Event { when: When::Hours { days, slot }, ..event.clone() }])
    };
    let all = on(&["2021-07-05", "2021-07-07", "2021-07-12"]);
    assert!(all.contains("RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO,WE\r\n") && !all.contains("EXDATE"), "{all}");
    let some = on(&["2021-07-05", "2021-07-14", "2021-07-19"]);
    assert!(some.contains("COUNT=5;BYDAY=MO,WE\r\n"), "{some}");
    let free = ["20210707T090000", "20210712T090000"].map(|at| format!("EXDATE;TZID=Asia/Shanghai:{at}\r\n")).concat();
    assert!(some.contains(&free), "{some}");
    assert!(!on(&["2021-07-05"]).contains("RRULE"));
}

#[test]
fn hours_in_doubt_are_told_in_words() {
    let list = course("上课时间另行通知", "计划", "2021-07-16");
    let text = text(&events(&list, CourseStanding::InForce));
    assert!(
        text.contains("DTSTART;VALUE=DATE:20210705\r\nDTEND;VALUE=DATE:20210717\r\nTRANSP:TRANSPARENT\r\n"),
        "{text}"
    );
    assert!(text.contains("上课时间：上课时间另行通知\\n") && !text.contains("RRULE"), "{text}");
}

#[test]
fn what_was_called_off_is_cancelled() {
    let said = |state, standing| {
        let event = events(&course("", state, "2021-07-16"), standing).remove(0);
        (event.status, event.sequence, event.published_on.to_string(), event.summary.contains("已取消"))
    };
    let on = |text| CourseStanding::Withdrawn(day(text));
    assert_eq!(said("取消", CourseStanding::InForce), (Status::Cancelled, 2, "2021-06-25".to_owned(), true));
    assert_eq!(said("报名中", on("2021-07-01")), (Status::Cancelled, 3, "2021-07-01".to_owned(), true));
    assert_eq!(said("报名中", on("2021-07-17")), (Status::Confirmed, 3, "2021-07-17".to_owned(), false));
}

#[test]
fn an_event_keeps_its_uid_when_its_hours_become_known() {
    let uids = |hours| -> Vec<String> {
        let list = course(hours, "计划", "2021-07-16");
        events(&list, CourseStanding::InForce).into_iter().map(|event| event.uid).collect()
    };
    let (without, with) = (uids(""), uids("周一 8:30-11:30、14:00-17:00"));
    assert_eq!(without, with[..1]);
    assert_eq!(with[1], format!("{}-2", with[0]));
    assert!(with[0].starts_with("gongshi-") && with[0].len() == 40, "{with:?}");
}

#[test]
fn a_course_without_days_has_no_event() {
    assert_eq!(events(&course("", "计划", "待定"), CourseStanding::InForce), []);
    assert!(text(&[]).contains("BEGIN:VTIMEZONE"), "a calendar has a component even without events");
}
