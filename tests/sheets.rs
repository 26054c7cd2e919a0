//! Capture sheets: every row on exactly one, and whatever the texts, all of it fits.

mod texts;

use std::path::Path;

use gongshi::diagnostic::Report;
use gongshi::edition::archive::Archive;
use gongshi::edition::draft::NewList;
use gongshi::output::OutputFile;
use gongshi::page::SiteInput;
use gongshi::record::Kind;
use gongshi::render::theme::Theme;
use gongshi::settings::Settings;
use scraper::{ElementRef, Html, Selector};

use crate::contract::sample;
use crate::support::{Outcome, Site, long_after, made, node, on_the_day, run};

/// The addresses of all sheets of a built site.
pub(crate) fn sheets(site: &Site) -> Vec<String> {
    let files = site.files("output/site");
    files.ending(".html").map(|(path, _)| path.to_owned()).filter(|path| path.contains("/sheets/")).collect()
}

/// What a browser says of sheets.
pub(crate) fn measured(folder: &Path, sheets: &[String]) -> Outcome {
    run(node("sheets.mjs").arg(folder).args(sheets))
}

/// The sheets of one list by their numbers: `…/sheets/index.html`, then `2.html` and so on.
fn in_order(mut pages: Vec<(String, String)>) -> Vec<(String, String)> {
    let number = |path: &str| path.rsplit('/').next().unwrap().trim_end_matches(".html").parse::<u32>().unwrap_or(1);
    pages.sort_by_key(|page| number(&page.0));
    pages
}

/// The rows of a sheet: their ids, and the texts of their cells by their headings.
fn rows(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let (page, row, cell) = (Html::parse_document(html), "main.sheet tbody tr", "th, td");
    let (row, cell) = (Selector::parse(row).unwrap(), Selector::parse(cell).unwrap());
    let text = |cell: ElementRef<'_>| {
        (cell.value().attr("data-label").expect("a cell has a heading").to_owned(), cell.text().collect())
    };
    page.select(&row)
        .map(|row| (row.value().attr("id").unwrap_or_default().to_owned(), row.select(&cell).map(text).collect()))
        .collect()
}

#[test]
fn every_row_of_a_list_stands_on_one_sheet_with_its_public_columns_and_no_other() {
    let site = on_the_day();
    let all = sheets(site);
    let folders: std::collections::BTreeSet<&str> = all.iter().map(|path| path.rsplit_once('/').unwrap().0).collect();
    assert!(folders.len() > 20, "{folders:?}");
    for folder in folders {
        let own = all.iter().filter(|path| path.rsplit_once('/').unwrap().0 == folder);
        let pages = own.map(|path| (path.clone(), site.file(&format!("output/site/{path}")))).collect();
        let shown: Vec<_> = in_order(pages).iter().flat_map(|(_, html)| rows(html)).collect();
        let list = folder.trim_end_matches("/sheets");
        let csv = site.files(&format!("output/site/{list}"));
        let csv = csv.ending(".csv").next().unwrap_or_else(|| panic!("{list} has a download")).1;
        let mut csv = csv::Reader::from_reader(csv.strip_prefix("\u{feff}".as_bytes()).unwrap());
        let headings = csv.headers().unwrap().clone();
        let records: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        assert_eq!(shown.len(), records.len(), "{list}");
        for (number, ((id, cells), record)) in (1..).zip(shown.iter().zip(&records)) {
            assert_eq!(*id, format!("row-{number}"), "{list}");
            let number = ("行号".to_owned(), number.to_string());
            let own = headings.iter().zip(record).map(|(heading, text)| (heading.to_owned(), text.to_owned()));
            let numbered = headings.iter().next() == Some("序号");
            let expected: Vec<_> = (!numbered).then_some(number).into_iter().chain(own).collect();
            assert_eq!(*cells, expected, "{list}");
        }
    }
}

#[test]
fn only_lists_in_force_whose_rows_are_shown_have_sheets() {
    let there = |site: &Site, path: &str| site.path(&format!("output/site/{path}")).exists();
    let day = on_the_day();
    assert!(
        there(day, "occupations/city/r3/sheets/index.html") && !there(day, "occupations/city/r2/sheets/index.html")
    );
    let of_revision = |revision: &str| day.file(&format!("output/site/occupations/city/{revision}/index.html"));
    assert!(of_revision("r3").contains("occupations/city/r3/sheets/index.html"));
    assert!(!of_revision("r2").contains("/sheets/"));
    let of_persons = |site: &Site| sheets(site).iter().filter(|path| path.starts_with("subsidies/")).count();
    assert!(of_persons(day) > 0);
    let later = long_after();
    let institutions = sheets(later).iter().filter(|path| path.starts_with("subsidies/")).count();
    assert!(institutions < of_persons(day), "lists of persons have none when their rows are gone");
    assert!(there(later, "occupations/city/r3/sheets/index.html"), "catalogues keep theirs");
}

/// A site of such lists, made as `build` makes it.
fn files(settings: &Settings, archive: &Archive) -> Vec<OutputFile> {
    let mut report = Report::default();
    let input = SiteInput { settings, archive, articles: &[], date: sample::day("2021-06-15") };
    let theme = Theme::load(Vec::new(), &mut report);
    let files = theme.and_then(|theme| made::files(&input, &theme, &mut report));
    files.unwrap_or_else(|_| panic!("{:?}", report.sorted()))
}

fn published(lists: Vec<NewList>, title: &str) -> Archive {
    let dates = ["2021-06-08 10:00", "2021-06-09", "2021-06-16"];
    let notices = vec![sample::notice("2021-05", title, dates, &["taishan"], "现予以公示。\n")];
    sample::publish(Archive::default(), "2021-06-08", "示例", lists, notices)
}

#[test]
fn every_row_of_one_two_hundred_fifteen_hundred_and_ten_thousand_stands_on_one_sheet() {
    let lists = [("taishan", 1), ("xintai", 200), ("feicheng", 1_500), ("daiyue", 10_000)];
    let list =
        |(district, rows): (&str, usize)| sample::payments(&format!("subsidies/2021-05/{district}"), rows, "1200.00");
    let archive = published(lists.map(list).into(), "示例公示");
    let files = files(&sample::settings(), &archive);
    for (district, count) in lists {
        let folder = format!("subsidies/2021-05/{district}/r1/sheets/");
        let own = files.iter().filter(|file| file.path.as_str().starts_with(&folder));
        let text = |file: &OutputFile| (file.path.to_string(), String::from_utf8(file.bytes.clone()).unwrap());
        let pages = in_order(own.map(text).collect());
        let mut numbers = Vec::new();
        for (at, (path, html)) in (1..).zip(&pages) {
            assert!(html.contains(&format!("第 {at} 张，共 {} 张", pages.len())), "{path}");
            numbers.extend(html.split("<tr id=\"row-").skip(1).map(|row| row.split('"').next().unwrap().to_owned()));
            let first = html.split("<tr id=\"row-").nth(1).unwrap();
            let own = format!(">{}</td>", numbers[numbers.len() - html.matches("<tr id=").count()]);
            assert!(first.contains(&own), "{path}: a row has its own number");
        }
        assert_eq!(numbers, (1..=count).map(|number| number.to_string()).collect::<Vec<_>>(), "{district}");
    }
}

/// Every sheet of the sample, and each list's on paper.
#[test]
fn sheets_of_the_sample_fit() {
    let site = on_the_day();
    let all = sheets(site);
    // Of each list the first, and of every one that is long another that is full.
    let some: Vec<_> =
        all.iter().filter(|path| path.ends_with("/index.html") || path.ends_with("/2.html")).cloned().collect();
    let mut tool = node("sheets.mjs");
    run(tool.arg(site.path("output/site")).args(&some))
        .succeeds()
        .says(&format!("{} sheets, 0 findings, 0 too high", some.len()));
    let paper = some.iter().step_by(9);
    run(node("sheets.mjs").arg(site.path("output/site")).arg("--print").args(paper)).succeeds();
}

/// Lists whose every cell of words holds such a text, in as many columns as there may be and in few.
fn hard_lists() -> Vec<NewList> {
    let texts = texts::hard();
    let text = |at: usize| texts[at % texts.len()].clone();
    let wide = [
        "姓名",
        "人员类别",
        "培训机构",
        "统一社会信用代码",
        "班次",
        "职业(工种)",
        "等级",
        "培训开始日期",
        "培训结束日期",
        "总学时",
        "线上学时",
        "证书编号",
        "补贴标准(元)",
        "补贴金额(元)",
        "备注",
    ];
    let row = |at: usize| {
        let words = |column: usize| match wide[column] {
            "培训开始日期" | "培训结束日期" => "2021-03-01".to_owned(),
            "总学时" | "线上学时" => "120".to_owned(),
            "补贴标准(元)" | "补贴金额(元)" => "123456.00".to_owned(),
            _ if (at + column).is_multiple_of(3) => text(at + 31 * column),
            _ => "示例".to_owned(),
        };
        (0..wide.len()).map(words).collect()
    };
    let mut long = (0..texts.len()).map(row).collect::<Vec<Vec<String>>>();
    long[7][2] = "示例很长的名称".repeat(400);
    let few = |at: usize| vec![text(at), text(at + 1), "1.00".to_owned()];
    let even = |at: usize| vec![format!("示{at}"), "1.00".to_owned()];
    vec![
        sample::payments("subsidies/2021-05/feicheng", 60, "1200.00"),
        sample::list(
            "subsidies/2021-05/daiyue",
            Kind::Payments,
            &["姓名", "补贴金额(元)"],
            (0..90).map(even).collect(),
        ),
        sample::list("subsidies/2021-05/taishan", Kind::Payments, &wide, long),
        sample::list(
            "subsidies/2021-05/xintai",
            Kind::Payments,
            &["姓名", "培训机构", "补贴金额(元)"],
            (0..texts.len()).map(few).collect(),
        ),
        sample::list(
            "institutions/city",
            Kind::Institutions,
            &["机构名称"],
            texts.iter().map(|text| vec![text.clone()]).collect(),
        ),
    ]
}

#[test]
fn sheets_of_hard_texts_fit_but_for_the_row_that_cannot() {
    let mut settings = sample::settings();
    settings.site.base_url = Some(format!("https://gongshi.example/{}/", "zyjn".repeat(20)));
    settings.site.name = "示例市人力资源和社会保障局".repeat(6);
    let title = "示例市2021年第一批职业技能培训补贴公示".repeat(3);
    let lists =
        hard_lists().into_iter().map(|list| NewList { id_mask: Some(gongshi::value::mask::IdMask::None), ..list });
    let site = files(&settings, &published(lists.collect(), &title));
    let folder = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for file in &site {
        let path = folder.path().join(file.path.as_str());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
        all.extend(Some(file.path.to_string()).filter(|path| path.contains("/sheets/")));
    }
    // Too high on A4 and on a screen.
    measured(folder.path(), &all).succeeds().says("0 findings, 2 too high");
}

#[test]
fn a_sheet_that_does_not_fit_is_seen() {
    let site = on_the_day();
    let path = sheets(site).into_iter().find(|path| path.starts_with("subsidies/")).unwrap();
    let html = site.file(&format!("output/site/{path}"));
    let own = Site::empty().with_tree("", &site.path("output/site/assets"));
    let asset = |html: String| html.replace(&format!("{}assets/", "../".repeat(path.matches('/').count())), "");
    let row = html.split("<tr id=").nth(1).unwrap();
    let one_more = html.replace("</tbody>", &format!("{}</tbody>", format!("<tr id={row}").repeat(8)));
    let wide = html.replacen("</td>", "<svg width=\"300\" height=\"9\"><text x=\"280\" y=\"9\">W</text></svg></td>", 1);
    let own = own.with_file("full.html", asset(one_more)).with_file("wide.html", asset(wide));
    let seen = measured(&own.path(""), &["full.html".to_owned(), "wide.html".to_owned()]).fails(1);
    let lines = seen.all();
    assert!(lines.contains("full.html: stands out of the sheet"), "{lines}");
    assert!(lines.contains("wide.html: stands out of its cell"), "{lines}");
}
