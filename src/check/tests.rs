//! Each rule, tried on files as offices would send them.

use chrono::NaiveDate;

use super::{Before, Case, check, looked, person};
use crate::diagnostic::Report;
use crate::folder::{Files, InputFile};
use crate::record::{List, Submission};
use crate::settings::Settings;
use crate::source::Isolation;
use crate::value::calendar::Calendar;

const SETTINGS: &str = r#"
[site]
name = "示例"
city = "示例市"
authority = "示例局"
description = "示例"
[period]
days = 5
unit = "working"
first_day = "not_counted"
[rules]
retention_days = 30
online_percent = 40
project_kinds = 2
project_kinds_by = "2021-09-30"
cap = "2000.00"
uplifts_percent = [20]
payments_a_year = 2
target_year = 2021
city_target = 300
[masks]
id_number = "none"
name = "full"
floor = 1000
birth_years = 45
[[district]]
slug = "east"
name = "东区"
code = "370901"
kind = "county"
target = 100
[[district]]
slug = "west"
name = "西区"
aliases = ["西"]
kind = "zone"
target = 200
"#;

/// A site's files, to which a test adds, and on which all rules are tried.
struct Sent {
    files: Vec<InputFile>,
    settings: String,
    date: NaiveDate,
    before: Before,
}

fn file(path: &str, text: &str) -> InputFile {
    InputFile { path: format!("content/sources/{path}"), bytes: text.as_bytes().to_vec() }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Sent {
    fn new() -> Self {
        Self { files: Vec::new(), settings: SETTINGS.to_owned(), date: day("2021-04-28"), before: Before::default() }
    }

    fn with(mut self, path: &str, text: &str) -> Self {
        self.files.push(file(path, text));
        self
    }

    /// A notice of 2021-04-28 with one list of the east.
    fn paying(self, persons: u64, amount: &str, list: &str) -> Self {
        let head = format!("[[applied]]\ndistrict = \"east\"\npersons = {persons}\namount = \"{amount}\"");
        self.with("subsidies/n1/notice.md", &notice("第一批补贴公示", &head)).with("subsidies/n1/east.csv", list)
    }

    fn on(mut self, date: &str) -> Self {
        self.date = day(date);
        self
    }

    fn set(mut self, from: &str, to: &str) -> Self {
        assert!(self.settings.contains(from), "{from}");
        self.settings = self.settings.replace(from, to);
        self
    }

    /// What the rules say, a line each: severity, code, row.
    fn told(self) -> Vec<String> {
        let mut report = Report::default();
        let written = InputFile { path: "content/site.toml".to_owned(), bytes: self.settings.into_bytes() };
        let calendar = include_str!("../../content/calendar/2021.toml");
        let calendar = Calendar::new([toml::from_str(calendar).unwrap()]);
        let settings = Settings::from_file(&written, calendar, &mut report).unwrap();
        let files = Files::Given(&self.files);
        let submission = Submission::open(files, &settings.districts, &Isolation::None, &mut report);
        let _ = check(&submission, &self.before, &settings, self.date, &|_| (), &mut report);
        let told = report.sorted().into_iter().map(|found| {
            let row = found.location.row.map_or(String::new(), |row| format!(" {row}"));
            format!("{:?} {}{row}", found.severity, found.code.as_str())
        });
        // Every site here leaves most catalogues empty; that has a test of its own.
        told.filter(|line| line != "Warning R11").collect()
    }
}

fn notice(title: &str, rest: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndocument_number = \"示例〔2021〕1号\"\nbasis = \"依据\"\noffice = \"示例局\"\n\
         published = \"2021-04-28 09:00\"\nphone = \"0538-0000000\"\nsupervision_phone = \"0538-0000001\"\n{rest}\n+++\n正文\n"
    )
}

/// Fictional people: division 370999 is assigned to nobody.
const A: &str = "370999199001010012";
const B: &str = "370999199001010039";

fn payments(rows: &[String]) -> String {
    let head = "姓名,身份证号,培训机构,职业,等级,开始日期,结束日期,总学时,线上学时,补贴标准,补贴金额,备注";
    format!("{head}\n{}\n", rows.join("\n"))
}

fn payment(id: &str, occupation: &str, dates: &str, hours: &str, money: &str) -> String {
    format!("赵示甲,{id},示例学校,{occupation},初级,{dates},{hours},{money},")
}

const MARCH: &str = "2021-03-01,2021-03-10";

#[test]
fn a_sound_list_says_nothing() {
    let list = payments(&[payment(A, "车工", MARCH, "100,40", "1000,1000")]);
    assert_eq!(Sent::new().paying(1, "1000", &list).told(), [""; 0]);
}

#[test]
fn r1_online_hours_over_two_fifths() {
    let over = payment(A, "车工", MARCH, "100,41", "1000,1000");
    let sent = |row: &str| Sent::new().paying(1, "1000", &payments(&[row.to_owned()])).told();
    assert_eq!(sent(&over), ["Error R1 2"]);
    assert_eq!(sent(&format!("{over}疫情期间")), ["Warning R1 2"]);
}

#[test]
fn r2_kinds_of_projects_are_wanted_once_the_day_has_passed() {
    let projects = "县(市、区),培训项目名称,群体范围,培训人数,组织时间\n东区,家政,农民,30,2021年6月\n";
    let sent = || Sent::new().with("projects/east.csv", projects);
    assert_eq!(sent().on("2021-09-30").told(), [""; 0]);
    assert_eq!(sent().on("2021-10-01").told(), ["Warning R2", "Warning R2"]);
    let more = format!("{projects}东区,月嫂,农民,30,2021年7月\n");
    let both = Sent::new().with("projects/east.csv", &more).with("projects/west.csv", &more.replace('东', "西"));
    assert_eq!(both.on("2021-10-01").told(), [""; 0]);
}

#[test]
fn r3_count_and_sum_equal_the_application() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    assert_eq!(Sent::new().paying(2, "1000", &list).told(), ["Error R3"]);
    assert_eq!(Sent::new().paying(1, "1000.01", &list).told(), ["Error R3"]);
    assert_eq!(Sent::new().with("subsidies/n1/east.csv", &list).told(), ["Error R3"]);
    let without_list = notice("公示", "[[applied]]\ndistrict = \"east\"\npersons = 1\namount = \"1\"");
    assert_eq!(Sent::new().with("subsidies/n1/notice.md", &without_list).told(), ["Error R3"]);
}

#[test]
fn r4_the_amount_is_the_standard_or_the_standard_raised() {
    let told = |money: &str, amount: &str| {
        let list = payments(&[payment(A, "车工", MARCH, "100,0", money)]);
        let standards = "职业,等级,培训学时,补贴标准,有效期起\n车工,初级,100,1000,2021-01-01\n";
        Sent::new().with("standards/city.csv", standards).paying(1, amount, &list).told()
    };
    assert_eq!(told("1000,1200", "1200"), [""; 0], "raised by 20 %");
    assert_eq!(told("1000,1100", "1100"), ["Error R4 2"], "raised by 10 %, which is not allowed");
    assert_eq!(told("900,900", "900"), ["Error R4 2"], "another rate than the standard in force");
    assert_eq!(told("2500,2500", "2500"), ["Error R4 2", "Error R4 2"], "another rate, over the cap");
}

#[test]
fn r4_an_institution_is_paid_by_headcount() {
    let told = |amount: &str| {
        let list = format!("企业名称,培训人数,补贴标准,补贴金额\n示例公司,3,500,{amount}\n");
        Sent::new().paying(3, amount, &list).told()
    };
    assert_eq!(told("1500"), [""; 0]);
    assert_eq!(told("1400"), ["Error R4 2"]);
}

#[test]
fn r4_an_urgent_occupation_brings_its_own_uplift() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1150")]);
    let occupations = "职业编码,职业名称,等级,上浮比例\n6-18-01-01,车工,初级,15%\n";
    assert_eq!(Sent::new().with("occupations/city.csv", occupations).paying(1, "1150", &list).told(), [""; 0]);
    assert_eq!(Sent::new().paying(1, "1150", &list).told(), ["Error R4 2"]);
}

#[test]
fn r5_nobody_is_paid_twice() {
    let rows = [
        payment(A, "车工", MARCH, "100,0", "1000,1000"),
        payment(A, "车工", "2021-04-01,2021-04-10", "100,0", "1000,1000"),
        payment(B, "车工", MARCH, "100,0", "1000,1000"),
    ];
    assert_eq!(Sent::new().paying(3, "3000", &payments(&rows)).told(), ["Error R5 3"]);
}

#[test]
fn r5_another_list_is_a_warning() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    let head = "[[applied]]\ndistrict = \"west\"\npersons = 1\namount = \"1000\"";
    let sent = Sent::new().paying(1, "1000", &list).with("subsidies/n2/notice.md", &notice("第二批", head));
    assert_eq!(sent.with("subsidies/n2/west.csv", &format!("{list}\n")).told(), ["Warning R5 2"]);
}

#[test]
fn one_file_in_two_places_is_no_two_lists() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    let head = "[[applied]]\ndistrict = \"west\"\npersons = 1\namount = \"1000\"";
    let sent = Sent::new().paying(1, "1000", &list).with("subsidies/n2/notice.md", &notice("第二批", head));
    assert_eq!(sent.with("subsidies/n2/west.csv", &list).told(), ["Error sent-twice"]);
}

#[test]
fn a_list_does_not_lose_a_fifth_of_its_rows_unseen() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    for (rows, told) in [(1, &[][..]), (2, &["Warning fewer-rows"])] {
        let mut sent = Sent::new().paying(1, "1000", &list);
        sent.before.rows.insert("subsidies/n1/east".parse().unwrap(), rows);
        assert_eq!(sent.told(), told);
    }
}

#[test]
fn a_title_names_no_other_district() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    let titled = |title: &str| Sent::new().paying(1, "1000", &format!("{title}\n{list}")).told();
    assert!(titled("示例市东区补贴公示名单").is_empty());
    assert_eq!(titled("示例市西区补贴公示名单"), ["Error other-district 1"]);
}

#[test]
fn r5_times_a_year_and_overlaps() {
    let rows = [
        payment(A, "车工", "2021-01-01,2021-01-10", "100,0", "1000,1000"),
        payment(A, "钳工", "2021-02-01,2021-02-10", "100,0", "1000,1000"),
        payment(A, "焊工", "2021-02-10,2021-02-20", "100,0", "1000,1000"),
    ];
    assert_eq!(Sent::new().paying(3, "3000", &payments(&rows)).told(), ["Warning R5-overlap 4", "Error R5-times 4"]);
}

#[test]
fn r5_equal_keys_accuse_nobody() {
    let list =
        payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000"), payment(B, "车工", MARCH, "100,0", "1000,1000")]);
    let files = Sent::new().paying(2, "2000", &list).files;
    let mut report = Report::default();
    let settings = InputFile { path: "s".to_owned(), bytes: SETTINGS.as_bytes().to_vec() };
    let settings = Settings::from_file(&settings, Calendar::default(), &mut report).unwrap();
    let submission = Submission::open(Files::Given(&files), &settings.districts, &Isolation::None, &mut report);
    let (before, date) = (Before::default(), day("2021-04-28"));
    let case = Case { submission: &submission, before: &before, settings: &settings, date };
    let mut looked = looked::at_all(&case, &|_| (), &mut report).unwrap();
    let found = |looked: &[looked::Looked<()>]| {
        let mut report = Report::default();
        person::paid_once(&case, looked, &mut report);
        report.sorted()
    };
    let payees = looked[0].payees.as_mut().unwrap();
    assert_ne!(payees.keys[0], payees.keys[1]);
    payees.keys[1] = payees.keys[0];
    assert_eq!(found(&looked), [], "read again, they are two");
}

#[test]
fn a_list_that_changes_before_it_is_read_again_is_not_believed() {
    let list =
        payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000"), payment(A, "焊工", MARCH, "100,0", "1000,1000")]);
    let files = Sent::new().paying(2, "2000", &list).files;
    let other = Sent::new().paying(2, "2000", &list.replace("焊工", "钳工")).files;
    let (mut report, isolation) = (Report::default(), Isolation::None);
    let district =
        |slug: &str| toml::from_str(&format!("slug = \"{slug}\"\nname = \"东区\"\nkind = \"county\"")).unwrap();
    let districts = [district("east")];
    let submission = Submission::open(Files::Given(&files), &districts, &isolation, &mut report);
    let changed = Submission::open(Files::Given(&other), &districts, &isolation, &mut report);
    let (arrival, _) = submission.read(&submission.payments[0], &mut report).unwrap();
    assert!(submission.read_again(&submission.payments[0], &arrival, &mut report).is_ok());
    assert!(changed.read_again(&changed.payments[0], &arrival, &mut report).is_err());
    assert_eq!(report.sorted()[0].code, crate::diagnostic::Code::ChangedWhileRead);
}

#[test]
fn r6_rows_of_a_catalogue_can_be_told_apart() {
    let rows =
        "职业编码,职业名称,工种,等级\n6-18-01-01,车工,,初级\n6-18-01-01,车工,,初级工\n6-18-01-01,车工,数控车工,初级\n";
    assert_eq!(Sent::new().with("occupations/city.csv", rows).told(), ["Error R6 3"]);
}

const STRUCK: &str = "机构名称,退出日期\n示例学校,2021-03-05\n";

#[test]
fn r7_a_struck_institution_starts_no_class() {
    let list = payments(&[
        payment(A, "车工", "2021-03-05,2021-03-10", "100,0", "1000,1000"),
        payment(B, "车工", "2021-03-06,2021-03-10", "100,0", "1000,1000"),
    ]);
    let sent = Sent::new().paying(2, "2000", &list);
    assert_eq!(sent.with("institutions/city.csv", STRUCK).told(), ["Error R7 3"]);
}

#[test]
fn r7_looks_at_a_directory_that_stays_in_force() {
    let course = "班次编号,课程,承办机构,开班日期,结业日期,地点,计划人数,报名电话\n\
                  C1,GYB,示例学校,2021-05-01,2021-05-05,示例路,30,0538-0000000\n";
    let mut sent = Sent::new().with("courses/east.csv", course);
    let directory = file("institutions/city.csv", STRUCK);
    let id = "institutions/city".parse().unwrap();
    sent.before.standing.push(List::read(id, directory, &Isolation::None, &mut Report::default()).unwrap());
    assert_eq!(sent.told(), ["Error R7 2"]);
}

#[test]
fn r8_targets_leave_no_rest() {
    assert_eq!(Sent::new().set("city_target = 300", "city_target = 301").told(), ["Warning R8"]);
}

#[test]
fn r9_papers_are_wanted_after_the_period() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    let mut sent = Sent::new().paying(1, "1000", &list);
    sent.before.first_published_on.insert("n1".to_owned().try_into().unwrap(), day("2021-04-28"));
    assert_eq!(sent.on("2021-06-01").told(), ["Warning R9"]);
}

#[test]
fn r10_no_date_is_before_its_edition() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    assert_eq!(Sent::new().paying(1, "1000", &list).on("2021-04-29").told(), ["Error R10"]);
}

#[test]
fn r11_names_who_has_nothing() {
    let mut report = Report::default();
    let settings = InputFile { path: "s".to_owned(), bytes: SETTINGS.as_bytes().to_vec() };
    let settings = Settings::from_file(&settings, Calendar::default(), &mut report).unwrap();
    let city = vec![file("standards/city.csv", "职业,培训学时,补贴标准\n车工,100,1000\n")];
    let submission = Submission::open(Files::Given(&city), &settings.districts, &Isolation::None, &mut report);
    check(&submission, &Before::default(), &settings, day("2021-04-28"), &|_| (), &mut report).unwrap();
    let told: Vec<_> = report.sorted().iter().map(|found| found.message.clone()).collect();
    assert_eq!(told.len(), 4, "all catalogues but the standards");
    assert!(told.iter().all(|message| message.ends_with("东区、西区。")), "{told:?}");
}

#[test]
fn r12_a_notice_has_a_date() {
    let undated = notice("公示", "applied = []").replace("published = \"2021-04-28 09:00\"\n", "");
    assert_eq!(Sent::new().with("subsidies/n1/notice.md", &undated).told(), ["Error R12"]);
}

#[test]
fn a_stated_period_agrees_with_the_rule() {
    let stated = |last: &str| notice("公示", &format!("period_last = \"{last}\"\napplied = []"));
    assert_eq!(Sent::new().with("subsidies/n1/notice.md", &stated("2021-05-08")).told(), [""; 0]);
    assert_eq!(Sent::new().with("subsidies/n1/notice.md", &stated("2021-05-07")).told(), ["Error period"]);
}

#[test]
fn a_project_stands_in_its_districts_file() {
    let row = "县(市、区),培训项目名称,群体范围,培训人数,组织时间\n西,家政,农民,30,2021年6月\n";
    assert_eq!(Sent::new().with("projects/west.csv", row).told(), [""; 0]);
    assert_eq!(Sent::new().with("projects/east.csv", row).told(), ["Error other-district 2"]);
}

#[test]
fn titles_over_names_tell_no_hardship() {
    let list = payments(&[payment(A, "车工", MARCH, "100,0", "1000,1000")]);
    let applied = "[[applied]]\ndistrict = \"east\"\npersons = 1\namount = \"1000\"";
    let told = |head: &str| {
        let notice = notice("残疾人培训补贴名单", head);
        Sent::new().with("subsidies/n1/notice.md", &notice).with("subsidies/n1/east.csv", &list).told()
    };
    assert_eq!(told(applied), ["Error sensitive-title"]);
    assert_eq!(told(&format!("sensitive_title_reason = \"上级要求\"\n{applied}")), ["Warning sensitive-title"]);
}

#[test]
fn personal_numbers_in_published_text_are_refused() {
    let row = |place: &str| {
        let head = "班次编号,课程,承办机构,开班日期,结业日期,地点,计划人数,报名电话";
        format!("{head}\nC1,GYB,示例学校,2021-05-01,2021-05-05,{place},30,0538-0000000\n")
    };
    let told = |place: &str| Sent::new().with("courses/east.csv", &row(place)).told();
    assert_eq!(told("示例路 1 号"), [""; 0]);
    assert_eq!(told("示例路，联系13800000000"), ["Error private-text 2"]);
    assert_eq!(told(&format!("示例路{A}")), ["Error private-text 2"]);
}

#[test]
fn nothing_ends_before_it_starts() {
    let list = payments(&[payment(A, "车工", "2021-03-10,2021-03-09", "100,0", "1000,1000")]);
    assert_eq!(Sent::new().paying(1, "1000", &list).told(), ["Error date 2"]);
}
