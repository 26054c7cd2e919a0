use chrono::NaiveDate;

use super::*;
use crate::diagnostic::{Code, Location};
use crate::folder::InputFile;
use crate::source::{Cell, Merged, RETURN_MARK, RETURN_SHEET, Row, Sheet, SheetHead, is_return_sheet};

const FILE: &str = "content/sources/projects/taishan.xlsx";

fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let cell = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let row = |(number, line): (u32, &&str)| Row { number, cells: line.split('|').map(cell).collect(), width: None };
    let head = SheetHead { name: Some(name.to_owned()), ..SheetHead::default() };
    Sheet { head, rows: (1..).zip(lines).map(row).filter(|row| row.cells != [Cell::Empty]).collect() }
}

/// The returned workbook of some sheets and findings, read again as any office's file is.
fn returned(sheets: Vec<Sheet>, findings: &[Diagnostic]) -> Vec<Sheet> {
    let matter = Matter { path: FILE, findings: findings.iter().collect() };
    let items = Item::of_all(&matter, &std::collections::BTreeSet::new());
    let day = NaiveDate::from_ymd_opt(2021, 4, 28).unwrap();
    let bytes = workbook::make(&matter, &items, copy::Copied::Sheets(sheets), day);
    let file = InputFile { path: FILE.to_owned(), bytes };
    crate::source::read(file, &Isolation::None, &mut Report::default()).unwrap()
}

fn error(row: u32, column: &str) -> Diagnostic {
    Diagnostic::error(Code::Number, Location::file(FILE).sheet("表一").row(row).column(column), "不是整数。")
        .help("改。")
}

const HEADING: &str = "项目编号|培训项目名称|群体范围|培训人数|组织时间";

#[test]
fn every_value_reads_as_it_did() {
    let mut odd = sheet("表一", &["某县清单", HEADING, "", "007|=1+1|_x0041_\u{3}|三十|2021.6", "@x|'引号|a\nb|-5|"]);
    let day = NaiveDate::from_ymd_opt(2021, 6, 1).unwrap();
    odd.rows.push(Row {
        number: 9,
        cells: vec![Cell::Number(0.1 + 0.2), Cell::Empty, Cell::Day(day), Cell::Number(1e17)],
        width: None,
    });
    odd.head.merged.push(Merged { rows: (1, 1), columns: (0, 4) });
    let back = returned(vec![odd.clone(), sheet("附页", &["说明"])], &[error(4, "培训人数")]);
    assert_eq!(back[0].head.name.as_deref(), Some(RETURN_SHEET));
    assert_eq!(back[0].rows[0].cells[0], Cell::Text(RETURN_MARK.to_owned()));
    assert!(is_return_sheet(&back[0].head, &back[0].rows[0]));
    let names: Vec<_> = back.iter().map(|sheet| sheet.head.name.as_deref().unwrap_or_default()).collect();
    assert_eq!(names, [RETURN_SHEET, "表一", "附页"]);
    let texts = |rows: &[Row]| -> Vec<(u32, Vec<String>)> {
        let cells = |row: &Row| row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|");
        rows.iter().map(|row| (row.number, vec![cells(row).trim_end_matches('|').to_owned()])).collect()
    };
    assert_eq!(texts(&back[1].rows), texts(&odd.rows));
    assert!(matches!(back[1].rows.last().unwrap().cells[2], Cell::Day(_)));
}

#[test]
fn the_listing_counts_and_points() {
    let warning =
        Diagnostic::warning(Code::UnknownColumn, Location::file(FILE).sheet("表一").row(1).column("手机"), "未知。");
    let whole = Diagnostic::error(Code::EmptyList, Location::file(FILE), "整个文件。");
    let heading = format!("{HEADING}|手机");
    let sheets = vec![sheet("表一", &[&heading, "1|家政|农民|三十|6月|1", "2|月嫂|农民|五|7月|"])];
    let back = returned(sheets, &[error(3, "培训人数"), error(2, "培训人数"), warning, whole]);
    let texts: Vec<String> =
        back[0].rows.iter().map(|row| row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|")).collect();
    assert!(texts[2].starts_with("还有 3 处错误要改正（红色），1 处警告请核对（黄色）。"), "{}", texts[2]);
    assert_eq!(
        texts[5..],
        [
            "1|错误|||||整个文件。",
            "2|警告|表一|1|手机|F1|未知。",
            "3|错误|表一|2|培训人数|D2|不是整数。|改。",
            "4|错误|表一|3|培训人数|D3|不是整数。|改。",
        ]
    );
}

#[test]
fn what_a_workbook_cannot_hold_is_listed() {
    let long = "很".repeat(40_000);
    let back = returned(vec![sheet("表一", &[HEADING, &format!("1|{long}|农民|三十|6月")])], &[error(2, "培训人数")]);
    assert_eq!(back[1].rows[1].cells[1].text().chars().count(), 32_767);
    let mut far = sheet("表一", &[HEADING]);
    far.rows.push(Row { number: 1_048_577, cells: vec![Cell::Number(1.0)], width: None });
    let back = returned(vec![far], &[error(1_048_577, "培训人数")]);
    assert_eq!(back.len(), 1, "only the listing");
}

#[test]
fn notices_settings_and_notes_go_to_nobody() {
    let mut report = Report::default();
    let notice = "content/sources/subsidies/2021-01/notice.md";
    let lock = "content/sources/projects/~$taishan.xlsx";
    for file in ["content/site.toml", notice, lock, "content/sources", "content/sources/projects"] {
        report.push(Diagnostic::error(Code::Settings, Location::file(file), "错。"));
    }
    report.push(Diagnostic { severity: Severity::Note, ..error(2, "培训人数") });
    assert_eq!(matters(&report.sorted()).len(), 0);
    report.push(error(3, "培训人数"));
    assert_eq!(matters(&report.sorted()).iter().map(|matter| matter.findings.len()).collect::<Vec<_>>(), [2]);
}
