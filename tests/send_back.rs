//! `check --return`: what is mended in a returned copy reads clean, and a copy holds nothing of another office's.

use std::io::{Read, Write};
use std::process::Stdio;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::support::{Outcome, Site, checker, repository};

/// A cell of a workbook that an office sends.
#[derive(Debug, Clone, Copy)]
enum Cell {
    Text(&'static str),
    Number(f64),
    Day(u16, u8, u8),
    /// A formula whose result is an error.
    Broken,
    /// Mended by emptying the whole row, of which the cell is the first.
    RowGone,
}

use Cell::{Broken, Day, Number, RowGone, Text};

impl Cell {
    fn write(self, row: u32, column: u16, sheet: &mut Worksheet) {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        match self {
            Text("") => Ok(sheet.clear_cell(row, column)),
            Text(text) => sheet.write_string(row, column, text),
            Number(number) => sheet.write_number(row, column, number),
            Day(y, m, d) => {
                sheet.write_datetime_with_format(row, column, ExcelDateTime::from_ymd(y, m, d).unwrap(), &day)
            }
            RowGone => panic!("a row is broken cell by cell"),
            Broken => sheet.write_formula(row, column, Formula::new("Z9").set_result("#REF!")),
        }
        .unwrap();
    }

    /// As `mend.py` reads it.
    fn json(self) -> serde_json::Value {
        match self {
            Text(text) => text.into(),
            Number(number) => number.into(),
            Day(y, m, d) => serde_json::json!({ "day": format!("{y}-{m:02}-{d:02}") }),
            RowGone => serde_json::json!({ "row": "gone" }),
            Broken => panic!("nobody mends with a formula"),
        }
    }
}

/// One workbook that is broken, and how it is mended.
struct BrokenWorkbook {
    name: &'static str,
    /// The file of the small site that it stands in for, without its ending.
    list: &'static str,
    /// Cells that are other than in the small site: `D3`.
    broken: &'static [(&'static str, Cell)],
    /// The cells that must be marked, exactly, and what is written there.
    mended: &'static [(&'static str, Cell)],
}

const TAISHAN: &str = "subsidies/2021-01/taishan";
const GAOXIN: &str = "subsidies/2021-01/gaoxin";

const BROKEN: &[BrokenWorkbook] = &[
    BrokenWorkbook {
        name: "an ID number with a wrong check digit",
        list: TAISHAN,
        broken: &[("C3", Text("370999198503120021"))],
        mended: &[("C3", Text("370999198503120022"))],
    },
    BrokenWorkbook {
        name: "an ID number in a numeric cell",
        list: TAISHAN,
        broken: &[("C2", Number(370_999_199_001_010_000.0))],
        mended: &[("C2", Text("370999199001010012"))],
    },
    BrokenWorkbook {
        name: "a name that is missing",
        list: TAISHAN,
        broken: &[("B4", Text(""))],
        mended: &[("B4", Text("示例丙"))],
    },
    BrokenWorkbook {
        name: "an amount with its unit",
        list: TAISHAN,
        broken: &[("M2", Text("480元")), ("M3", Text("0.048万元"))],
        mended: &[("M2", Number(480.0)), ("M3", Text("480.00"))],
    },
    BrokenWorkbook {
        name: "a day that does not exist",
        list: TAISHAN,
        broken: &[("H5", Text("2021-02-30"))],
        mended: &[("H5", Day(2021, 3, 1))],
    },
    BrokenWorkbook {
        name: "a day as a bare number",
        list: TAISHAN,
        broken: &[("I2", Number(44_265.0)), ("I3", Day(2021, 3, 10))],
        mended: &[("I2", Text("2021-03-10"))],
    },
    BrokenWorkbook {
        name: "a day before the first",
        list: TAISHAN,
        broken: &[("I4", Day(2021, 2, 10))],
        mended: &[("I4", Day(2021, 3, 10))],
    },
    BrokenWorkbook {
        name: "an unknown level",
        list: TAISHAN,
        broken: &[("G3", Text("九级"))],
        mended: &[("G3", Text("初级工（五级）"))],
    },
    BrokenWorkbook {
        name: "a text that a spreadsheet would run",
        list: TAISHAN,
        broken: &[("E5", Text("=1+1"))],
        mended: &[("E5", Text("1期"))],
    },
    BrokenWorkbook {
        name: "a formula's error in a required cell",
        list: TAISHAN,
        broken: &[("D2", Broken)],
        mended: &[("D2", Text("示例职业培训学校"))],
    },
    BrokenWorkbook {
        name: "a total that is wrong",
        list: TAISHAN,
        broken: &[("M6", Number(1900.0))],
        mended: &[("M6", Number(1920.0))],
    },
    BrokenWorkbook {
        name: "a heading that nobody knows",
        list: TAISHAN,
        broken: &[("M1", Text("补帖金额"))],
        mended: &[("A1", Text("序号")), ("M1", Text("补贴金额（元）"))],
    },
    BrokenWorkbook {
        name: "two headings of one name",
        list: TAISHAN,
        broken: &[("K1", Text("总课时"))],
        mended: &[("K1", Text("线上学时"))],
    },
    BrokenWorkbook {
        name: "more online hours than the rule allows",
        list: TAISHAN,
        broken: &[("K4", Number(40.0))],
        mended: &[("K4", Number(16.0))],
    },
    BrokenWorkbook {
        name: "invisible characters in a name",
        list: TAISHAN,
        broken: &[("D5", Text("示例职业\u{200b}培训学校"))],
        mended: &[("D5", Text("示例职业培训学校"))],
    },
    BrokenWorkbook {
        name: "an institution's headcount in words",
        list: GAOXIN,
        broken: &[("F2", Text("三人"))],
        mended: &[("F2", Number(3.0))],
    },
    BrokenWorkbook {
        name: "an institution's rate that is missing",
        list: GAOXIN,
        broken: &[("I3", Text(""))],
        mended: &[("I3", Text("450"))],
    },
    BrokenWorkbook {
        name: "a project for fewer than nobody, in no known state",
        list: "projects/taishan",
        broken: &[("D2", Number(-5.0)), ("I3", Text("以后"))],
        mended: &[("D2", Number(30.0)), ("I3", Text("计划"))],
    },
    BrokenWorkbook {
        name: "a project with a mobile number",
        list: "projects/taishan",
        broken: &[("J2", Number(13_800_000_000.0))],
        mended: &[("J2", Text("0538-0000001"))],
    },
    BrokenWorkbook {
        name: "an occupation's code that is none",
        list: "occupations/city",
        broken: &[("B2", Text("6-18-1")), ("E3", Text("高手"))],
        mended: &[("B2", Text("6-18-01-01")), ("E3", Text("五级/初级工"))],
    },
    BrokenWorkbook {
        name: "an occupation that stands twice",
        list: "occupations/city",
        broken: &[("B3", Text("6-18-01-01")), ("D3", Text("数控车工")), ("E3", Text("中级工"))],
        mended: &[("A3", RowGone)],
    },
    BrokenWorkbook {
        name: "a course of an unknown stage",
        list: "courses/taishan",
        broken: &[("B2", Text("QYB")), ("G2", Text("约三十"))],
        mended: &[("B2", Text("SYB")), ("G2", Number(30.0))],
    },
    BrokenWorkbook {
        name: "a course that ends before it starts",
        list: "courses/gaoxin",
        broken: &[("E2", Text("2021-06-01"))],
        mended: &[("E2", Text("2021-06-17"))],
    },
    BrokenWorkbook {
        name: "a standard without hours",
        list: "standards/city",
        broken: &[("E2", Text("四十八")), ("G3", Text("2021.13.1"))],
        mended: &[("E2", Number(48.0)), ("G3", Day(2021, 1, 1))],
    },
    BrokenWorkbook {
        name: "an institution's credit code",
        list: "institutions/city",
        broken: &[("C2", Text("5237099900000001AX")), ("F3", Text("13800000000"))],
        mended: &[("C2", Text("5237099900000001AH")), ("F3", Text("0538-0000012"))],
    },
];

/// Where a cell is, from 0: `D3`.
fn place(cell: &str) -> (usize, usize) {
    let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap();
    let column = gongshi::record::index_of(&cell[..digits]).unwrap();
    (cell[digits..].parse::<usize>().unwrap() - 1, column)
}

/// The list of the small site as a workbook, with cells of its own.
fn workbook(list: &str, broken: &[(&str, Cell)]) -> Vec<u8> {
    dressed_workbook(list, broken, |_| ())
}

fn dressed_workbook(list: &str, broken: &[(&str, Cell)], dress: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let text = std::fs::read_to_string(repository(&format!("tests/cases/base/content/sources/{list}.csv"))).unwrap();
    let (mut workbook, mut sheet) = (Workbook::new(), Worksheet::new());
    sheet.set_name("表一").unwrap();
    for (row, line) in (0..).zip(text.trim_start_matches('\u{feff}').lines()) {
        for (column, cell) in (0..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    for (cell, value) in broken {
        let (row, column) = place(cell);
        value.write(row as u32, column as u16, &mut sheet);
    }
    dress(&mut sheet);
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer().unwrap()
}

fn source(list: &str, ending: &str) -> String {
    format!("content/sources/{list}.{ending}")
}

impl BrokenWorkbook {
    fn site(&self) -> Site {
        let broken = workbook(self.list, self.broken);
        Site::base().without(&source(self.list, "csv")).with_file(&source(self.list, "xlsx"), broken)
    }

    fn job(&self, site: &Site) -> serde_json::Value {
        let cells = self.mended.iter().map(|(cell, value)| (format!("表一!{cell}"), value.json()));
        serde_json::json!({
            "name": self.name,
            "returned": site.path(&format!("back/{}.xlsx", self.list)),
            "mended": site.path(&source(self.list, "xlsx")),
            "cells": cells.collect::<serde_json::Map<_, _>>(),
        })
    }
}

fn check(site: &Site, more: &[&str]) -> Outcome {
    site.run(["check", "--date", "2021-04-28"].iter().chain(more).copied())
}

/// Runs `mend.py` over all jobs.
fn mend(jobs: &[serde_json::Value]) {
    let mut program = std::process::Command::new(checker("python/bin/python"));
    program.arg(repository("tests/tools/mend.py")).env("PYTHONIOENCODING", "utf-8");
    let mut running = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(&serde_json::to_vec(jobs).unwrap()).unwrap();
    Outcome::new(&running.wait_with_output().unwrap(), "").succeeds();
}

#[test]
fn what_is_mended_in_the_marked_cells_reads_clean() {
    assert!(BROKEN.len() >= 20);
    let sites: Vec<Site> = BROKEN.iter().map(BrokenWorkbook::site).collect();
    for (broken, site) in BROKEN.iter().zip(&sites) {
        let outcome = check(site, &["--return", "back"]);
        assert_eq!(outcome.status, Some(1), "{}:\n{}", broken.name, outcome.all());
        let back: Vec<_> = site.files("back").0.into_keys().collect();
        assert_eq!(back, [format!("{}.xlsx", broken.list)], "{}", broken.name);
    }
    let jobs: Vec<_> = BROKEN.iter().zip(&sites).map(|(broken, site)| broken.job(site)).collect();
    mend(&jobs);
    let unclean: Vec<_> = BROKEN.iter().zip(&sites).filter_map(|(broken, site)| unclean(broken.name, site)).collect();
    assert!(unclean.is_empty(), "{}", unclean.join("\n\n"));
}

/// What is still said of a mended site.
fn unclean(name: &str, site: &Site) -> Option<String> {
    let outcome = check(site, &[]);
    let is_clean = outcome.status == Some(0) && outcome.stderr.is_empty();
    (!is_clean).then(|| format!("{name}:\n{}", outcome.all()))
}

/// Everything that a workbook holds, unpacked.
fn unpacked(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        text.push_str(&part.name().unwrap());
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}

#[test]
fn a_text_file_goes_back_as_a_workbook() {
    let list = source("projects/taishan", "csv");
    let site = Site::base().replace(&list, ",30,", ",三十,");
    check(&site, &["--return", "back"]).fails(1);
    let xlsx = site.path(&source("projects/taishan", "xlsx"));
    let returned = site.path("back/projects/taishan.xlsx");
    mend(&[serde_json::json!({ "name": "csv", "returned": returned, "mended": xlsx, "cells": { "清单!D2": 30 } })]);
    check(&site, &[]).fails(1).says("同一张清单有两个文件");
    assert_eq!(unclean("csv", &site.without(&list)), None);
}

#[test]
fn a_copy_holds_nothing_of_another_office() {
    let twice = "序号,姓名,身份证号,培训机构,职业(工种),等级,补贴金额(元)\n\
                 1,外地甲,370999199001010012,外地学校,育婴员,五级/初级工,480\n\
                 2,外地乙,370999198503120022,外地学校,育婴员,五级/初级工,4八0\n";
    let gaoxin = source(GAOXIN, "csv");
    // The errors of gaoxin's file come first; mended, R5 compares the two offices' lists.
    for (other, expected) in
        [(twice.to_owned(), &["gaoxin.xlsx"][..]), (twice.replace("4八0", "480"), &["gaoxin.xlsx", "taishan.xlsx"])]
    {
        let site = Site::base().with_file(&gaoxin, other);
        check(&site, &["--return", "back"]).fails(1);
        let back = site.files("back/subsidies/2021-01");
        assert_eq!(back.0.keys().map(String::as_str).collect::<Vec<_>>(), expected);
        for (file, secrets) in [
            ("gaoxin.xlsx", ["示例职业培训学校", "示例甲", "taishan"]),
            ("taishan.xlsx", ["外地学校", "外地甲", "gaoxin"]),
        ] {
            let text = back.0.get(file).map(|bytes| unpacked(bytes)).unwrap_or_default();
            assert!(secrets.iter().all(|secret| !text.contains(secret)), "{file} tells of another office");
        }
        if expected.len() == 2 {
            assert!(unpacked(&back.0["taishan.xlsx"]).contains("另见：另一份文件"));
        }
    }
}

#[test]
fn what_was_hidden_stays_hidden_until_somebody_decides() {
    let hide = |sheet: &mut Worksheet| {
        sheet.set_row_hidden(2).unwrap();
        sheet.set_column_hidden(4).unwrap();
    };
    let list = source(TAISHAN, "xlsx");
    let site = Site::base().without(&source(TAISHAN, "csv")).with_file(&list, dressed_workbook(TAISHAN, &[], hide));
    let first = check(&site, &["--return", "back"]).fails(1).says("hidden");
    let copy = std::fs::read(site.path("back/subsidies/2021-01/taishan.xlsx")).unwrap();
    let site = site.with_file(&list, copy);
    assert_eq!(first.stderr, check(&site, &["--return", "again"]).fails(1).stderr);
}

#[test]
fn a_copy_that_comes_back_unmended_says_the_same() {
    let broken = &[("C3", Text("370999198503120021")), ("M5", Text("480元"))];
    let list = source(TAISHAN, "xlsx");
    let site = Site::base().without(&source(TAISHAN, "csv")).with_file(&list, workbook(TAISHAN, broken));
    let first = check(&site, &["--return", "back"]).fails(1);
    let copy = std::fs::read(site.path("back/subsidies/2021-01/taishan.xlsx")).unwrap();
    let site = site.with_file(&list, copy);
    let second = check(&site, &["--return", "again"]).fails(1);
    assert_eq!(first.stderr, second.stderr);
    let [back, again] = ["back", "again"].map(|folder| site.files(folder));
    back.is_same_as(&again);
}

#[test]
fn a_file_that_cannot_be_read_goes_back_as_a_listing() {
    let site = Site::base().without(&source("projects/gaoxin", "csv"));
    let site = site.with_file(&source("projects/gaoxin", "xlsx"), b"PK\x03\x04 and nothing more");
    check(&site, &["--return", "back"]).fails(1).says("projects/gaoxin.xlsx：1 个错误，0 个警告");
    let text = unpacked(&site.files("back").0["projects/gaoxin.xlsx"]);
    assert!(text.contains("没有读出来") && !text.contains("sheet2.xml"));
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_in_no_copy() {
    let link = source("projects/gaoxin", "csv");
    let site = Site::base().without(&link).replace(&source("projects/taishan", "csv"), ",30,", ",三十,");
    std::os::unix::fs::symlink("taishan.csv", site.path(&link)).unwrap();
    // The other files are read all the same.
    check(&site, &["--return", "back"]).fails(1).says("不是普通文件").says("不是整数");
    let back = site.files("back/projects").0;
    assert_eq!(back.keys().collect::<Vec<_>>(), ["gaoxin.xlsx", "taishan.xlsx"]);
    assert!(!unpacked(&back["gaoxin.xlsx"]).contains("家政"), "rows of another office");
    assert!(unpacked(&back["taishan.xlsx"]).contains("家政"));
}

#[test]
fn private_copies_are_not_put_where_a_site_is() {
    let site = Site::base().with_file("full/a.txt", "a").replace(&source(TAISHAN, "csv"), "480.00", "480元");
    for bad in
        ["content/sources/back", "content", "output/site", "output/site/back", "themes/default/static", "full", "."]
    {
        let before = site.files("");
        check(&site, &["--return", bad]).fails(1).says("[not-ours]");
        before.is_same_as(&site.files(""));
    }
    check(&site, &["--return", "output/back"]).fails(1).says("退回 1 个文件");
    check(&site, &["--return", "output/back"]).fails(1).says("文件夹不是空的");
}

#[test]
fn nothing_goes_back_where_nothing_is_to_mend() {
    let site = Site::base();
    check(&site, &["--return", "back"]).succeeds().says("没有要退回的文件");
    assert!(!site.path("back").exists());
}
