use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Shape, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::{Cell, Fault, Isolation, Merged, Sheet, read};
use crate::diagnostic::Report;
use crate::folder::InputFile;

// Saved by LibreOffice from list.csv.
const CSV: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/list.csv");
const XLSX: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/list.xlsx");
const XLS: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/list.xls");
const ODS: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/list.ods");

fn sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut report = Report::default();
    let file = InputFile { path: name.to_owned(), bytes: bytes.to_vec() };
    read(file, &Isolation::None, &mut report).map_err(|_| report.sorted()[0].to_string())
}

/// What is read and what is said of it.
fn told(name: &str, bytes: &[u8]) -> (Vec<Sheet>, Vec<String>) {
    let mut report = Report::default();
    let file = InputFile { path: name.to_owned(), bytes: bytes.to_vec() };
    let sheets = read(file, &Isolation::None, &mut report).unwrap();
    (sheets, report.sorted().iter().map(ToString::to_string).collect())
}

/// One sheet made in memory.
fn made(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn cells(bytes: &[u8]) -> Vec<Cell> {
    sheets("a.xlsx", bytes).unwrap().remove(0).rows.remove(0).cells
}

/// The same package with one entry rewritten.
fn altered(bytes: &[u8], entry: &str, alter: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let options = SimpleFileOptions::default().compression_method(part.compression());
        new.start_file(name.as_str(), options).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name == entry {
            let before = String::from_utf8(content).unwrap();
            let after = alter(before.clone());
            assert_ne!(before, after, "the test altered nothing");
            content = after.into_bytes();
        }
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn day(year: i32, month: u32, day: u32) -> Cell {
    Cell::Day(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

#[test]
fn the_same_list_reads_the_same_from_every_format() {
    let xlsx = sheets("a.xlsx", XLSX).unwrap();
    assert_eq!(xlsx, sheets("a.xls", XLS).unwrap());
    assert_eq!(xlsx, sheets("a.ods", ODS).unwrap());
    let csv = sheets("a.csv", CSV).unwrap();
    let lines = |sheets: &[Sheet]| -> Vec<(u32, usize)> {
        sheets[0].rows.iter().map(|row| (row.number, row.cells.len())).collect()
    };
    assert_eq!(lines(&csv), lines(&xlsx));
    assert_eq!(csv[0].rows[2].cells[2].text(), xlsx[0].rows[2].cells[2].text());
}

#[test]
fn values_keep_their_kind() {
    let list = &sheets("a.ods", ODS).unwrap()[0];
    assert_eq!(list.head.name.as_deref(), Some("list"));
    assert_eq!(list.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3, 4, 5, 7]);
    let text = |text: &str| Cell::Text(text.to_owned());
    let row = [text("示例甲"), text("0012345"), day(2021, 4, 20), Cell::Number(1200.0), Cell::Number(0.4)];
    assert_eq!(list.rows[2].cells[..5], row);
    assert_eq!(list.rows[2].cells[5], text("有空格"));
    assert_eq!(list.rows[4].cells[5], Cell::Fault(Fault::Error));
}

#[test]
fn an_id_typed_as_a_number_stays_a_number() {
    let bytes = made(|sheet| {
        sheet.write(0, 0, 370_999_199_001_011_234_f64).unwrap();
    });
    assert!(matches!(cells(&bytes)[..], [Cell::Number(_)]));
}

#[test]
fn days_of_the_1904_system_are_read_as_such() {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let bytes = made(|sheet| {
        sheet.write_with_format(0, 0, 42_844.0, &date).unwrap();
    });
    assert_eq!(cells(&bytes), [day(2017, 4, 19)]);
    let since_1904 =
        altered(&bytes, "xl/workbook.xml", |xml| xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    assert_eq!(cells(&since_1904), [day(2021, 4, 20)]);
}

#[test]
fn a_month_is_not_made_a_day() {
    let month = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    let moment = ExcelDateTime::from_ymd(2021, 6, 1).unwrap();
    let bytes = made(|sheet| {
        sheet.write_with_format(0, 0, &moment, &month).unwrap();
    });
    assert_eq!(cells(&bytes), [Cell::Text("2021年6月".to_owned())]);
}

#[test]
fn a_formula_gives_its_kept_value() {
    let bytes = made(|sheet| {
        sheet.write(0, 0, Formula::new("=600*2").set_result("1200")).unwrap();
    });
    assert_eq!(cells(&bytes), [Cell::Number(1200.0)]);
}

#[test]
fn a_cell_at_the_far_corner_is_refused() {
    let bytes = made(|sheet| {
        sheet.write(1_048_575, 16_383, "示例").unwrap();
    });
    let said = sheets("a.xlsx", &bytes).unwrap_err();
    assert!(said.contains("第1048576行“XFD”列"), "{said}");
}

#[test]
fn formatted_but_empty_cells_far_away_do_not_count() {
    let bytes = made(|sheet| {
        sheet.write(0, 0, "示例").unwrap();
        sheet.write_blank(1_048_575, 16_383, &Format::new().set_bold()).unwrap();
    });
    assert_eq!(cells(&bytes).len(), 1);
}

#[test]
fn a_hidden_sheet_with_content_is_named() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "示例").unwrap();
    book.add_worksheet().set_name("空").unwrap().set_hidden(true);
    assert_eq!(sheets("a.xlsx", &book.save_to_buffer().unwrap()).unwrap().len(), 1);
    book.add_worksheet().set_name("旧表").unwrap().set_hidden(true).write(0, 0, "示例").unwrap();
    let (read, said) = told("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(read.len(), 1, "what is shown is read");
    assert!(said[0].contains("hidden") && said[0].contains("旧表"), "{said:?}");
}

#[test]
fn a_hidden_sheet_of_an_ods_is_seen() {
    let bytes = altered(ODS, "content.xml", |xml| xml.replace("table:display=\"true\"", "table:display=\"false\""));
    let said = sheets("a.ods", &bytes).unwrap_err();
    assert!(said.contains("隐藏"), "{said}");
}

#[test]
fn a_declared_number_of_texts_is_not_believed() {
    let bytes = altered(XLSX, "xl/sharedStrings.xml", |xml| xml.replace("uniqueCount=\"", "uniqueCount=\"99999999"));
    let said = sheets("a.xlsx", &bytes).unwrap_err();
    assert!(said.contains("文字过多"), "{said}");
}

#[test]
fn repetitions_of_an_ods_end_at_the_limits() {
    let rows = |xml: String| {
        xml.replacen("<table:table-row ", "<table:table-row table:number-rows-repeated=\"4294967295\" ", 1)
    };
    assert!(sheets("a.ods", &altered(ODS, "content.xml", rows)).unwrap_err().contains("重复的次数过多"));
    let value = "<table:table-cell office:value-type=\"string\"";
    let columns =
        |xml: String| xml.replacen(value, &format!("{value} table:number-columns-repeated=\"4000000000\""), 1);
    assert!(sheets("a.ods", &altered(ODS, "content.xml", columns)).unwrap_err().contains("“GS”"));
    let blanks = |xml: String| xml.replacen("<text:p>", "<text:p>x<text:s text:c=\"4000000000\"/>", 1);
    assert!(sheets("a.ods", &altered(ODS, "content.xml", blanks)).unwrap_err().contains("过长"));
}

#[test]
fn a_note_on_a_cell_is_not_its_text() {
    let note = "<office:annotation><text:p>私下的话</text:p></office:annotation><text:p>示例甲";
    let bytes = altered(ODS, "content.xml", |xml| xml.replacen("<text:p>示例甲", note, 1));
    assert_eq!(sheets("a.ods", &bytes), sheets("a.ods", ODS));
}

#[test]
fn an_xls_whose_sectors_run_in_a_circle_is_refused() {
    let number = |at: usize| u32::from_le_bytes(XLS[at..at + 4].try_into().unwrap());
    let (directory, table) = (number(48), number(76) as usize);
    let mut bytes = XLS.to_vec();
    let link = (table + 1) * 512 + directory as usize * 4;
    bytes[link..link + 4].copy_from_slice(&directory.to_le_bytes());
    assert!(sheets("a.xls", &bytes).unwrap_err().contains("损坏"));
}

#[test]
fn an_xls_that_declares_a_sheet_without_end_is_refused() {
    let record = [0x00, 0x02, 0x0e, 0x00];
    let at = XLS.windows(4).position(|window| window == record).unwrap();
    let mut bytes = XLS.to_vec();
    bytes[at + 8..at + 12].copy_from_slice(&[0xff; 4]);
    assert!(sheets("a.xls", &bytes).unwrap_err().contains("损坏"));
}

#[test]
fn damaged_workbooks_are_findings() {
    for (name, bytes) in [("a.xlsx", XLSX), ("a.xls", XLS), ("a.ods", ODS)] {
        let half = &bytes[..bytes.len() / 2];
        assert!(sheets(name, half).unwrap_err().contains("损坏"), "{name}");
    }
}

#[test]
fn whatever_byte_changes_nothing_breaks() {
    for (name, whole) in [("a.xlsx", XLSX), ("a.xls", XLS), ("a.ods", ODS)] {
        for at in (0..whole.len()).step_by(61) {
            let mut bytes = whole.to_vec();
            bytes[at] ^= 0xff;
            let _read_or_refused = sheets(name, &bytes);
        }
    }
}

#[test]
fn other_documents_are_told_by_their_contents() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(sheets("a.xlsx", &bytes).unwrap_err().contains("文档"));
    assert!(sheets("a.xlsx", XLS).unwrap_err().contains(".xls 表格"));
    assert!(sheets("a.xlsx", ODS).unwrap_err().contains(".ods"));
    assert!(sheets("a.xls", XLSX).unwrap_err().contains(".xlsx"));
}

#[test]
fn what_is_hidden_merged_or_noted_is_seen() {
    let bytes = made(|sheet| {
        let note = |text: &str, author: &str| Note::new(text).set_author(author);
        for row in 0..6 {
            sheet.write(row, 0, "示例").unwrap().write(row, 2, "示例").unwrap();
        }
        sheet.set_row_hidden(3).unwrap().set_row_hidden(4).unwrap().set_row_hidden(90).unwrap();
        sheet.set_column_hidden(2).unwrap().set_column_hidden(3).unwrap();
        sheet.merge_range(7, 0, 8, 1, "合并", &Format::new()).unwrap();
        sheet.insert_note(1, 0, &note("私下的话", "某人")).unwrap();
        sheet.insert_note(2, 0, &note("我们的话", "gongshi")).unwrap();
        sheet.insert_shape(1, 4, &Shape::textbox().set_text("说明")).unwrap();
    });
    let (read, said) = told("a.xlsx", &bytes);
    assert_eq!(read[0].head.merged, [Merged { rows: (8, 9), columns: (0, 1) }]);
    let codes: Vec<_> = said.iter().map(|found| found.lines().next().unwrap()).collect();
    assert_eq!(
        codes,
        [
            "错误[hidden] C 列是隐藏的，里面却有内容。",
            "警告[annotation] 有 1 处批注（A2），没有读取，也不会公开。",
            "警告[annotation] 有 1 处文本框（E2），没有读取，也不会公开。",
            "错误[hidden] 第 4–5 行是隐藏的，里面却有内容，共 2 行。",
        ]
    );
}

#[test]
fn formulas_that_cannot_be_believed_are_faults() {
    let bytes = made(|sheet| {
        sheet.write(0, 0, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(0, 1, Formula::new("=[1]Sheet1!A1").set_result("7")).unwrap();
        sheet.write(0, 2, Formula::new("=1+2").set_result("3")).unwrap();
    });
    let unsaved = altered(&bytes, "xl/worksheets/sheet1.xml", |xml| xml.replace("<v>3</v>", "<v></v>"));
    let faults = [Cell::Number(2.0), Cell::Fault(Fault::ExternalLink), Cell::Fault(Fault::NoResult)];
    assert_eq!(cells(&unsaved), faults);
}

#[test]
fn a_workbook_with_programs_is_refused() {
    let mut zip = ZipWriter::new_append(Cursor::new(made(|sheet| {
        sheet.write(0, 0, "示例").unwrap();
    })))
    .unwrap();
    zip.start_file("xl/vbaProject.bin", SimpleFileOptions::default()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let said = sheets("a.xlsx", &bytes).unwrap_err();
    assert!(said.contains("file-kind") && said.contains("宏"), "{said}");
}
