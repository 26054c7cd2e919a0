use std::io::{Cursor, Read};

use rust_xlsxwriter::{ExcelDateTime, Worksheet};

use super::*;
use crate::diagnostic::Report;
use crate::folder::InputFile;
use crate::record::project::FORM_HEADERS;
use crate::record::{Column, List, ListId, Need, Publication, Shape};
use crate::settings::SITE_FILE;
use crate::source::Isolation;
use crate::value::calendar::Calendar;

/// The settings that a new site starts with.
pub(super) fn settings() -> Settings {
    let bytes = include_bytes!("../command/init/site.toml").to_vec();
    let file = InputFile { path: SITE_FILE.to_owned(), bytes };
    Settings::from_file(&file, Calendar::default(), &mut Report::default()).unwrap()
}

/// What a clerk may well fill in.
fn sample(column: &Column) -> &'static str {
    match (column.header, column.shape) {
        ("姓名", _) => "赵示甲",
        ("身份证号", _) => "370999199001010012",
        ("统一社会信用代码", _) => "52370999000000001L",
        ("职业编码", _) => "6-18-01-01",
        ("报名电话" | "联系电话", _) => "0538-0000000",
        ("组织时间", _) => "2021年6月",
        ("补贴上浮比例", _) => "10%",
        ("等级", _) => "五级/初级工",
        ("课程(阶段)", _) => "网络创业培训（电商版）",
        ("状态", _) => "报名中",
        ("县(市、区)", _) => "泰山区",
        ("班次编号", _) => "0012",
        (_, Shape::Text | Shape::Code) => "示例",
        (_, Shape::Number) => "30",
        (_, Shape::Money) => "1200.50",
        (_, Shape::Day) => "2021-06-01",
    }
}

fn fill_in(sheet: &mut Worksheet, row: u32, columns: &[&Column]) {
    for (at, column) in (0..).zip(columns) {
        match column.shape {
            Shape::Text | Shape::Code => sheet.write_string(row, at, sample(column)),
            Shape::Number | Shape::Money => sheet.write_number(row, at, sample(column).parse::<f64>().unwrap()),
            Shape::Day => sheet.write_datetime(row, at, ExcelDateTime::parse_from_str(sample(column)).unwrap()),
        }
        .unwrap();
    }
}

/// A kind with a form of it, as an office would send it back.
fn sent_back(kind: Kind, mut workbook: Workbook, title: &str, report: &mut Report) -> Option<List> {
    let id = match kind {
        Kind::Payments | Kind::InstitutionPayments => "subsidies/2021-01/taishan",
        Kind::Projects => "projects/taishan",
        Kind::Occupations => "occupations/city",
        Kind::Courses => "courses/taishan",
        Kind::Standards => "standards/city",
        Kind::Institutions => "institutions/city",
    };
    let id: ListId = id.parse().unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let file = InputFile { path: format!("content/sources/{title}.xlsx"), bytes };
    List::read(id, file, &Isolation::None, report).ok()
}

#[test]
fn a_blank_workbook_that_is_filled_in_reads_clean() {
    for kind in Kind::ALL {
        let mut workbook = list::blank(kind, &settings()).unwrap();
        let columns: Vec<&Column> = kind.columns().iter().collect();
        fill_in(workbook.worksheet_from_index(0).unwrap(), list::HEADER_ROW + 1, &columns);
        let mut report = Report::default();
        let list = sent_back(kind, workbook, kind.name(), &mut report).unwrap();
        assert_eq!(report.sorted(), [], "{}", kind.name());
        assert_eq!((list.records.kind(), list.records.len()), (kind, 1));
    }
}

#[test]
fn required_columns_are_enough() {
    for kind in Kind::ALL {
        let mut workbook = list::blank(kind, &settings()).unwrap();
        let sheet = workbook.worksheet_from_index(0).unwrap();
        for (at, column) in (0..).zip(kind.columns()).filter(|(_, column)| column.need == Need::Required) {
            match column.shape {
                Shape::Number | Shape::Money => sheet.write_number(list::HEADER_ROW + 1, at, 30),
                _ => sheet.write_string(list::HEADER_ROW + 1, at, sample(column)),
            }
            .unwrap();
        }
        let mut report = Report::default();
        let list = sent_back(kind, workbook, kind.name(), &mut report).unwrap();
        assert_eq!((report.sorted(), list.records.len()), (vec![], 1), "{}", kind.name());
    }
}

#[test]
fn the_notices_own_form_reads_back_with_its_foot() {
    let mut workbook = form::blank(&settings()).unwrap();
    let columns: Vec<_> = FORM_HEADERS.iter().map(|header| Kind::Projects.column(header).unwrap()).collect();
    let sheet = workbook.worksheet_from_index(0).unwrap();
    (0..form::BLANK_ROWS).for_each(|row| {
        fill_in(sheet, form::HEADER_ROW + 1 + row, &columns);
    });
    let mut report = Report::default();
    let list = sent_back(Kind::Projects, workbook, FORM_TITLE, &mut report).unwrap();
    assert_eq!((report.sorted(), list.records.len()), (vec![], form::BLANK_ROWS as usize));
}

#[test]
fn a_blank_workbook_holds_no_row() {
    for kind in Kind::ALL {
        let mut report = Report::default();
        let list = sent_back(kind, list::blank(kind, &settings()).unwrap(), kind.name(), &mut report).unwrap();
        assert!(list.records.is_empty());
        assert!(report.sorted()[0].message.ends_with("没有一行内容。"), "{}", report.sorted()[0]);
    }
}

#[test]
fn every_kind_has_its_workbook_and_every_run_makes_the_same() {
    let (first, second) = (all(&settings()), all(&settings()));
    assert_eq!(first, second);
    let names: Vec<_> = first.iter().map(|form| form.file_name.trim_end_matches(".xlsx")).collect();
    let mut expected: Vec<_> = Kind::ALL.into_iter().map(Kind::name).collect();
    expected.push(FORM_TITLE);
    assert_eq!(names, expected);
}

#[test]
fn cells_have_their_formats_and_lists_and_no_comment() {
    let form = all(&settings()).swap_remove(0);
    let mut archive = zip::ZipArchive::new(Cursor::new(form.bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.iter().all(|name| !name.contains("comment") && !name.contains("drawing")), "{names:?}");
    let mut text = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (sheet, styles, core) = (text("xl/worksheets/sheet1.xml"), text("xl/styles.xml"), text("docProps/core.xml"));
    assert!(sheet.contains("五级/初级工,四级/中级工") && sheet.contains("promptTitle=\"身份证号\""), "{sheet}");
    assert!(
        sheet.contains("state=\"frozen\"")
            && sheet.contains("paperSize=\"9\"")
            && sheet.contains("orientation=\"landscape\"")
    );
    assert!(sheet.contains("numberStoredAsText=\"1\""));
    assert!(styles.contains("numFmtId=\"49\""), "49 is @, the text format");
    assert!(core.contains("2021-04-20T00:00:00Z"));
    let id_number = Kind::Payments.columns().iter().find(|column| column.publication == Publication::IdNumber);
    assert_eq!(id_number.map(|column| column.shape), Some(Shape::Code));
}
