use std::io::Write;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::*;
use crate::output::{Gathered, Sink, SitePath};
use crate::value::personal_number::tests::{card, id_number};

fn file(path: &str, bytes: impl Into<Vec<u8>>) -> OutputFile {
    OutputFile { path: SitePath::new(path), bytes: bytes.into() }
}

fn told(files: &[OutputFile]) -> Vec<String> {
    let mut report = Report::default();
    let result = scan(files, &mut report);
    assert_eq!(result.is_err(), report.has_errors());
    assert_eq!(passed(files).0, report.sorted(), "one by one the same is found");
    report.sorted().iter().map(ToString::to_string).collect()
}

/// What is found in files that come one by one, and which of them passed.
fn passed(files: &[OutputFile]) -> (Vec<Diagnostic>, Vec<OutputFile>) {
    let (gathered, mut report) = (Gathered::default(), Report::default());
    let scanner = Scanner::before(&gathered);
    for file in files {
        let mut own = Report::default();
        scanner.put(file.clone(), &mut own).unwrap();
        report.absorb(&own);
    }
    let again = |digests: &mut Digests, _: &mut Report| {
        files.iter().for_each(|file| digests.note(&Digest::of(&file.bytes), &file.bytes));
        Ok(())
    };
    let result = scanner.finish(again, &mut report);
    assert_eq!(result.is_err(), report.has_errors());
    (report.sorted(), gathered.into_files())
}

#[test]
fn a_file_with_a_number_never_passes() {
    let card = file("c.html", "4111111111111111");
    let files = [file("a.html", "甲"), file("b.html", "13800000000"), card.clone(), file("d.html", "乙")];
    assert_eq!(passed(&files).1, [files[0].clone(), files[3].clone()]);
    let full = file("e.html", format!("<code>4111111111111111{}</code>", "ab".repeat(24)));
    assert_eq!(passed(&[card.clone(), full.clone()]), (vec![], vec![card, full]), "it waits for the digest");
}

fn workbook(text: &str, number: f64) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, text).unwrap().write_number(1, 0, number).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_finding_names_file_line_and_kind_and_shows_nothing() {
    let page = file("a/index.html", "<p>甲</p>\n<p>电话：13800000000</p>\n");
    let text = told(&[page]).join("\n");
    assert!(text.starts_with("错误[personal-data] 成品文件中有完整的手机号。\n  位置：a/index.html 第2行\n"), "{text}");
    assert!(!text.contains("1380") && !text.contains("0000"), "{text}");
}

#[test]
fn a_path_is_searched_and_not_shown() {
    let text = told(&[file("articles/13800000000/index.html", "13800000000")]).join("\n");
    assert!(text.contains("（名称中有个人信息的文件）") && !text.contains("1380"), "{text}");
}

#[test]
fn a_calendar_is_searched_unfolded() {
    for text in
        ["电话：1380000\r\n 0000", "电话：1380000\n\t0000", "见下\\n13800000000", "见下\\\r\n n138000\r\n 00000"]
    {
        let calendar = format!("BEGIN:VCALENDAR\r\nDESCRIPTION:{text}\r\nEND:VCALENDAR\r\n");
        let found = told(&[file("courses/a.ics", calendar.clone())]).join("\n");
        assert!(found.contains("成品文件中有完整的手机号。\n  位置：courses/a.ics 第2行\n"), "{text}: {found}");
    }
    assert_eq!(told(&[file("courses/a.ics", "DESCRIPTION:0538-0000\r\n 000\r\n")]), [""; 0]);
}

#[test]
fn a_workbook_is_searched_unpacked() {
    let text = told(&[file("a.xlsx", workbook("张三 13800000000", 0.0))]).join("\n");
    assert!(text.contains("a.xlsx 工作表“xl/sharedStrings.xml”"), "{text}");
    let text = told(&[file("a.xlsx", workbook("", 13_800_000_000.0))]).join("\n");
    assert!(text.contains("a.xlsx 工作表“xl/worksheets/sheet1.xml”"), "{text}");
    assert_eq!(told(&[file("a.xlsx", workbook("张三 138****0000", 1200.5))]), [""; 0]);
}

#[test]
fn an_archive_in_an_archive_is_searched_and_deeper_ones_are_refused() {
    let inner = archive("b.xlsx", &workbook("13800000000", 0.0));
    let text = told(&[file("a.zip", inner.clone())]).join("\n");
    assert!(text.contains("b.xlsx/xl/sharedStrings.xml"), "{text}");
    let deep = archive("c.zip", &archive("d.zip", &inner));
    assert!(told(&[file("a.zip", deep)]).join("\n").contains("层层嵌套"));
}

#[test]
fn an_archive_that_cannot_be_read_is_an_error() {
    let mut broken = workbook("甲", 0.0);
    broken.truncate(broken.len() / 2);
    for bytes in [broken, Vec::new(), b"text".to_vec()] {
        assert!(told(&[file("a.xlsx", bytes)]).join("\n").contains("[unreadable]"));
    }
    let mut flipped = archive("a.txt", "甲乙丙丁".repeat(100).as_bytes());
    flipped[45] ^= 0xFF;
    assert!(told(&[file("a.zip", flipped)]).join("\n").contains("[unreadable]"));
}

#[test]
fn a_page_full_of_numbers_is_told_in_a_few_lines() {
    let page = "13800000000\n".repeat(1_000);
    let told = told(&[file("a.html", page)]);
    assert_eq!(told.len(), TOLD_PER_FILE + 1);
    assert!(told[0].contains("共有 1000 处"), "{}", told[0]);
}

#[test]
fn a_digest_that_looks_like_a_card_is_known_by_its_full_form() {
    let full = format!("4111111111111111{}", "ab".repeat(24));
    let strip = "<dd>4111111111111111</dd><dd>4111 1111 1111 1111</dd>";
    assert_eq!(told(&[file("a.html", strip), file("b.html", format!("<code>{full}</code>"))]), [""; 0]);
    assert_eq!(told(&[file("a.html", strip)]).len(), 1, "two equal findings on one line");
}

#[test]
fn every_kind_of_file_is_searched() {
    for ending in ["html", "css", "js", "txt", "xml", "png", "svg", "csv", "json", "ics", "pdf", "webmanifest"] {
        assert_eq!(told(&[file(&format!("a.{ending}"), *b"\xff\x00 13800000000\x00")]).len(), 1, "{ending}");
    }
}

#[test]
fn downloads_of_a_plain_list_are_clean() {
    use crate::download::{Subject, downloads_of};
    use crate::edition::{EditionNumber, Revision, list::PublicList};
    use crate::settings::Derived;
    let columns = vec![crate::record::Kind::Projects.column("培训项目名称").unwrap()];
    let rows = (0..200).map(|row| vec![format!("示例项目{row}")]).collect();
    let list = PublicList::new(crate::record::Kind::Projects, columns, rows);
    let subject = Subject {
        list: &list,
        csv: &list.to_csv(),
        sha256: crate::value::digest::Digest::of(&list.to_csv()),
        title: "示例".to_owned(),
        id: &"projects/taishan".parse().unwrap(),
        revision: Revision::FIRST,
        edition: EditionNumber::FIRST,
        published_on: chrono::NaiveDate::from_ymd_opt(2021, 4, 20).unwrap(),
        authority: "示例局",
        district_name: Some("泰山区"),
    };
    let files: Vec<_> =
        downloads_of(&subject, Derived::Made).into_iter().map(|made| file(&made.file_name, made.bytes)).collect();
    assert_eq!(told(&files), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_number_gets_through_in_any_download(id in id_number(), mobile in "1[3-9][0-9]{9}", card in card()) {
        prop_assume!(card.len() != 18);
        for number in [id, mobile, card] {
            let text = format!("备注：联系{number}，已核");
            let json = serde_json::json!({ "rows": [{ "备注": format!("第一行\n{number}") }] }).to_string();
            for finished in [
                file("a.html", format!("<!doctype html><td>{text}</td>")),
                file("a.csv", format!("\u{feff}序号,备注\r\n1,{number}\r\n")),
                file("a.json", json),
                file("a.xlsx", workbook(&text, 1.0)),
            ] {
                prop_assert_eq!(told(std::slice::from_ref(&finished)).len(), 1, "{}", finished.path);
            }
        }
    }
}
