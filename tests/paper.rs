//! Lists on paper: A4, the head of the table and the marks of the edition on every sheet, no row on two of them.
//! What is on a sheet is read by `pdfinfo` and `pdftotext` (poppler).

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use unicode_normalization::UnicodeNormalization;

use crate::support::{Site, largest, node, on_the_day, repository, run};

/// A page as it is printed.
struct Paper {
    /// What the page says, for comparison.
    html: String,
    /// What `pdfinfo` says.
    info: String,
    /// The words of every sheet in the order in which they were drawn, without blanks.
    sheets: Vec<String>,
}

/// A text without blanks. Fonts may draw 方 by the sign of its radical ⽅: both are one letter here.
fn packed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn read(pdf: &Path, html: String) -> Paper {
    let poppler = |program: &str, arguments: &[&str]| run(Command::new(program).args(arguments).arg(pdf)).succeeds();
    let info = poppler("pdfinfo", &[]).stdout;
    let mut text = Command::new("pdftotext");
    let text = run(text.arg("-raw").arg(pdf).arg("-")).succeeds().stdout;
    // Every sheet ends with a form feed.
    let sheets = text.trim_end_matches('\u{c}').split('\u{c}').map(packed).collect();
    Paper { html, info, sheets }
}

fn print<const N: usize>(site: &Site, folder: &str, pages: [String; N]) -> [Paper; N] {
    let out = if folder.is_empty() { site.path("pictures") } else { repository("target/pictures") };
    let mut script = node("pictures.mjs");
    run(script.arg(site.path(folder)).arg(&out).arg("print").args(&pages)).succeeds();
    pages.map(|page| {
        let pdf = out.join(format!("{}.pdf", page.trim_end_matches(".html").replace('/', "-")));
        read(&pdf, std::fs::read_to_string(site.path(folder).join(page)).unwrap())
    })
}

/// The longest list of names and the catalogue of occupations.
fn papers() -> &'static [Paper; 2] {
    static PAPERS: OnceLock<[Paper; 2]> = OnceLock::new();
    PAPERS.get_or_init(|| {
        let pages = [largest(on_the_day(), "subsidies/*/*/r/index"), "occupations/index.html".to_owned()];
        print(on_the_day(), "output/site", pages)
    })
}

impl Paper {
    /// The texts of what a selector finds on the page, row by row.
    fn rows(&self, selector: &str) -> Vec<String> {
        let cells = Selector::parse("td, th").unwrap();
        let text = |row: ElementRef<'_>| row.select(&cells).flat_map(|cell| cell.text()).collect::<String>();
        let page = Html::parse_document(&self.html);
        page.select(&Selector::parse(selector).unwrap()).map(|row| packed(&text(row))).collect()
    }

    fn text(&self, selector: &str) -> String {
        let page = Html::parse_document(&self.html);
        let found = page.select(&Selector::parse(selector).unwrap()).next();
        packed(&found.unwrap_or_else(|| panic!("no {selector}")).text().collect::<String>())
    }

    /// The rows of tables that are whole on no sheet.
    fn cut_rows(&self) -> Vec<String> {
        let mut rows = self.rows("table.rows tbody tr");
        assert!(rows.len() > 10, "the table has rows");
        rows.retain(|row| !self.sheets.iter().any(|sheet| sheet.contains(row)));
        rows
    }

    /// The sheets on which rows stand below no head.
    fn headless_sheets(&self) -> Vec<&String> {
        let (rows, head) = (self.rows("table.rows tbody tr"), self.rows("table.rows thead tr").remove(0));
        let is_headless = |sheet: &&String| rows.iter().any(|row| sheet.contains(row)) && !sheet.contains(&head);
        self.sheets.iter().filter(is_headless).collect()
    }
}

#[test]
fn paper_is_a4() {
    for Paper { info, .. } in papers() {
        assert!(info.lines().any(|line| line.starts_with("Page size:") && line.ends_with("(A4)")), "{info}");
    }
    let names = &papers()[0];
    assert!(names.sheets.len() > 1, "the longest list needs more than a sheet");
}

#[test]
fn no_row_is_cut() {
    for paper in papers() {
        assert_eq!(paper.cut_rows(), [""; 0]);
    }
}

#[test]
fn every_sheet_repeats_the_head_of_the_table() {
    for paper in papers() {
        assert_eq!(paper.headless_sheets(), [""; 0]);
    }
}

#[test]
fn cut_rows_and_headless_sheets_are_seen() {
    let row = |number: usize| format!("<tr><td>{number}<td>{}", "一二三四五六七八九十".repeat(60));
    let rows: String = (101..113).map(row).collect();
    let html = format!(
        "<!doctype html><meta charset=utf-8><title>a</title><style>thead{{display:table-row-group}}</style>\
         <table class=rows><thead><tr><th>序号<th>内容<tbody>{rows}</table>"
    );
    let paper = &print(&Site::empty().with_file("a.html", html), "", ["a.html".to_owned()])[0];
    assert!(paper.sheets.len() > 1 && !paper.cut_rows().is_empty() && !paper.headless_sheets().is_empty());
}

#[test]
fn every_sheet_says_which_it_is_of_how_many() {
    for paper in papers() {
        for (number, sheet) in (1..).zip(&paper.sheets) {
            let words = format!("第{number}页/共{}页", paper.sheets.len());
            assert!(sheet.contains(&words), "{words} is not on the sheet: {sheet}");
        }
    }
}

#[test]
fn every_sheet_says_which_edition_it_shows() {
    for paper in papers() {
        let fingerprint = paper.text(".strip .fingerprint");
        assert!(fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit()), "{fingerprint}");
        for (number, sheet) in (1..).zip(&paper.sheets) {
            assert!(sheet.contains(&fingerprint), "{fingerprint} is not on sheet {number}: {sheet}");
        }
    }
}
