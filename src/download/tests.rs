use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};

use super::*;
use crate::record::Kind;
use crate::record::project::{FORM_HEADERS, FORM_TITLE};
use crate::value::district::Slug;

fn list(kind: Kind, headers: &[&str], rows: &[&[&str]]) -> PublicList {
    let columns = headers.iter().map(|header| kind.column(header).unwrap()).collect();
    PublicList::new(kind, columns, rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect())
}

fn courses() -> PublicList {
    let headers = ["班次编号", "课程(阶段)", "承办机构", "开班日期", "计划人数", "报名电话", "状态"];
    list(
        Kind::Courses,
        &headers,
        &[
            &["GYB-2021-001", "GYB", "示例培训学校", "2021-06-01", "30", "0538-0000000", "计划"],
            &["0012", "SYB", "=HYPERLINK(\"http://example.invalid\")", "6月中旬", "", "12333", "-甲"],
        ],
    )
}

fn projects() -> PublicList {
    let headers = ["培训项目名称", "群体范围", "培训人数", "组织时间", "补贴标准(元)", "备注"];
    list(
        Kind::Projects,
        &headers,
        &[
            &["家政服务员培训", "农村转移就业劳动者", "40", "2021年6月", "1200.50", ""],
            &["@电工", "企业职工", "25", "6月中旬（计划）", "", "分两期"],
        ],
    )
}

fn with_subject<T>(list: &PublicList, id: &str, test: impl FnOnce(&Subject<'_>) -> T) -> T {
    let (id, csv) = (id.parse().unwrap(), list.to_csv());
    test(&Subject {
        list,
        csv: &csv,
        sha256: Digest::of(&csv),
        title: "泰山区示例清单".to_owned(),
        id: &id,
        revision: Revision::FIRST.next(),
        edition: EditionNumber::new(7).unwrap(),
        published_on: NaiveDate::from_ymd_opt(2021, 4, 20).unwrap(),
        authority: "示例市人力资源和社会保障局",
        district_name: Some("泰山区"),
    })
}

fn download(list: &PublicList, id: &str, format: Format) -> Download {
    let all = with_subject(list, id, |subject| downloads_of(subject, Derived::Made));
    all.into_iter().find(|download| download.format == format).unwrap()
}

fn cells(download: &Download) -> Range<Data> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&download.bytes)).unwrap();
    workbook.worksheet_range_at(0).unwrap().unwrap()
}

#[test]
fn names_are_lower_case_ascii_and_tell_the_list() {
    let names = |list: &PublicList, id: &str| -> Vec<String> {
        let all = with_subject(list, id, |subject| downloads_of(subject, Derived::Made));
        all.into_iter().map(|download| download.file_name).collect()
    };
    assert_eq!(
        names(&projects(), "projects/taishan"),
        [
            "projects-taishan-r2.csv",
            "projects-taishan-r2.xlsx",
            "projects-taishan-r2.json",
            "projects-taishan-r2-form.xlsx",
            "datapackage.json"
        ]
    );
    let payments = list(Kind::Payments, &["姓名"], &[]);
    assert_eq!(
        names(&payments, "subsidies/2021-03/taishan"),
        [
            "subsidies-2021-03-taishan-r2.csv",
            "subsidies-2021-03-taishan-r2.xlsx",
            "subsidies-2021-03-taishan-r2.json",
            "datapackage.json"
        ]
    );
    assert_eq!(names(&projects(), "projects/city").len(), 4);
    assert!(Slug::parse("2021-03").is_ok());
}

#[test]
fn workbooks_can_be_left_out_and_nothing_else() {
    let formats = |workbooks| -> Vec<Format> {
        let all = with_subject(&projects(), "projects/taishan", |subject| downloads_of(subject, workbooks));
        all.into_iter().map(|download| download.format).collect()
    };
    assert_eq!(formats(Derived::Made), Format::ALL);
    assert_eq!(formats(Derived::LeftOut), [Format::Csv, Format::Json, Format::Package]);
}

#[test]
fn the_csv_is_the_frozen_list() {
    let csv = download(&courses(), "courses/taishan", Format::Csv);
    assert_eq!(csv.bytes, courses().to_csv());
    assert_eq!(csv.digest(), Digest::of(&courses().to_csv()));
    assert_eq!(csv.size(), courses().to_csv().len() as u64);
}

#[test]
fn a_workbook_has_typed_cells_under_a_heading() {
    let range = cells(&download(&courses(), "courses/taishan", Format::Xlsx));
    let at = |row, column| range.get_value((row, column)).unwrap();
    assert_eq!(at(0, 0).to_string(), "泰山区示例清单");
    let digest = Digest::of(&courses().to_csv()).to_string();
    assert!(
        at(1, 0).to_string().contains("第 0007 版　修订 r2　2021-04-20 发布") && at(1, 0).to_string().contains(&digest)
    );
    assert_eq!(at(2, 1).to_string(), "课程(阶段)");
    assert_eq!(at(3, 3).as_date(), NaiveDate::from_ymd_opt(2021, 6, 1));
    assert_eq!(at(3, 4), &Data::Float(30.0));
    assert_eq!(at(4, 0), &Data::String("0012".to_owned()), "a code keeps its zeros");
    assert_eq!(at(4, 3), &Data::String("6月中旬".to_owned()), "what is no day stays as written");
    assert_eq!(at(4, 4), &Data::Empty);
}

#[test]
fn money_is_a_number_with_two_decimals() {
    let range = cells(&download(&projects(), "projects/taishan", Format::Xlsx));
    assert_eq!(range.get_value((3, 4)), Some(&Data::Float(1200.5)));
}

#[test]
fn text_is_never_a_formula() {
    for (format, list, id) in
        [(Format::Xlsx, courses(), "courses/taishan"), (Format::Form, projects(), "projects/taishan")]
    {
        let download = download(&list, id, format);
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&download.bytes)).unwrap();
        let name = workbook.sheet_names()[0].clone();
        assert!(workbook.worksheet_formula(&name).unwrap().used_cells().all(|(_, _, formula)| formula.is_empty()));
    }
    for text in ["=1+1", "+甲", "@SUM(A1)", "\tx", "-甲", "{=1}", "http://example.invalid", "TRUE"] {
        let list = list(Kind::Courses, &["班次编号"], &[&[text]]);
        let range = cells(&download(&list, "courses/taishan", Format::Xlsx));
        assert_eq!(range.get_value((3, 0)), Some(&Data::String(text.to_owned())));
    }
}

#[test]
fn a_workbook_is_the_same_whenever_it_is_made() {
    for format in [Format::Xlsx, Format::Form] {
        let made = || download(&projects(), "projects/taishan", format).bytes;
        let first = made();
        assert_eq!(first, made());
        let mut archive = zip::ZipArchive::new(Cursor::new(first)).unwrap();
        let mut core = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("docProps/core.xml").unwrap(), &mut core).unwrap();
        assert_eq!(core.matches("2021-04-20T00:00:00Z").count(), 2, "{core}");
    }
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_says_so() {
    let long = "𠮷".repeat(40_000);
    let list = list(Kind::Courses, &["班次编号"], &[&[&long]]);
    let range = cells(&download(&list, "courses/taishan", Format::Xlsx));
    assert!(range.get_value((3, 0)).unwrap().to_string().ends_with("（全文见 CSV）"));
}

#[test]
fn an_empty_list_has_downloads_too() {
    let empty = list(Kind::Projects, &["培训项目名称"], &[]);
    let json: serde_json::Value =
        serde_json::from_slice(&download(&empty, "projects/taishan", Format::Json).bytes).unwrap();
    assert_eq!(json["rows"], serde_json::json!([]));
    assert_eq!(cells(&download(&empty, "projects/taishan", Format::Form)).height(), 3);
}

#[test]
fn json_has_its_keys_in_order_and_money_as_text() {
    let text = String::from_utf8(download(&projects(), "projects/taishan", Format::Json).bytes).unwrap();
    let digest = Digest::of(&projects().to_csv());
    let head = format!(
        r#"{{"list":"projects/taishan","kind":"projects","title":"泰山区示例清单","revision":2,"edition":7,"published_on":"2021-04-20","sha256":"{digest}","columns":[{{"name":"培训项目名称","type":"text"}},"#
    );
    assert!(text.starts_with(&head), "{text}");
    let row = r#"{"培训项目名称":"家政服务员培训","群体范围":"农村转移就业劳动者","培训人数":40,"组织时间":"2021年6月","补贴标准(元)":"1200.50","备注":""},"#;
    assert_eq!(text.lines().nth(1), Some(row));
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(whole["rows"][1]["补贴标准(元)"], serde_json::Value::Null);
}

#[test]
fn json_gives_back_every_text_whether_or_not_others_need_an_escape() {
    let headers = ["培训项目名称", "群体范围", "培训人数", "组织时间", "补贴标准(元)", "备注"];
    for strange in ["甲", "甲\\乙", "\"甲\"", "甲\n乙", "甲\t乙", "甲,乙"] {
        let list = list(Kind::Projects, &headers, &[&["电工", "企业职工", "25", "6月", "", strange]]);
        let json: serde_json::Value =
            serde_json::from_slice(&download(&list, "projects/taishan", Format::Json).bytes).unwrap();
        assert_eq!((&json["rows"][0]["备注"], &json["rows"][0]["培训项目名称"]), (&strange.into(), &"电工".into()));
    }
}

#[test]
fn the_form_reads_back_as_a_district_would_send_it() {
    let range = cells(&download(&projects(), "projects/taishan", Format::Form));
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows[0][0], FORM_TITLE);
    assert_eq!(rows[1], FORM_HEADERS);
    assert_eq!(rows[2], ["泰山区", "家政服务员培训", "农村转移就业劳动者", "40", "2021年6月", ""]);
    assert_eq!(rows[3], ["泰山区", "@电工", "企业职工", "25", "6月中旬（计划）", "分两期"]);
    assert_eq!(rows[4][0], "填表人：      联系电话：      填表日期：2021-04-20");
    assert_eq!(rows.len(), 5);
}

#[test]
fn a_data_package_says_of_each_column_what_holds_of_all_its_cells() {
    let courses = download(&courses(), "courses/taishan", Format::Package);
    let package: serde_json::Value = serde_json::from_slice(&courses.bytes).unwrap();
    let resource = &package["resources"][0];
    assert_eq!(resource["path"], "courses-taishan-r2.csv");
    assert_eq!(resource["hash"], format!("sha256:{}", Digest::of(&self::courses().to_csv())));
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let kind = |name: &str| {
        let field = fields.iter().find(|field| field["name"] == name).unwrap();
        (field["type"].as_str().unwrap(), field["constraints"]["required"].as_bool())
    };
    assert_eq!(kind("班次编号"), ("string", Some(true)), "a code keeps its zeros");
    assert_eq!(kind("开班日期"), ("string", Some(true)), "6月中旬 is no date");
    assert_eq!(kind("计划人数"), ("integer", None), "one is empty");
    let projects = download(&projects(), "projects/taishan", Format::Package);
    let package: serde_json::Value = serde_json::from_slice(&projects.bytes).unwrap();
    let rate = &package["resources"][0]["schema"]["fields"][4];
    assert_eq!((rate["name"].as_str(), rate["type"].as_str()), (Some("补贴标准(元)"), Some("number")));
}
