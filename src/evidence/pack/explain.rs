//! The words for people: one page on what a pack proves and how to check it (说明), and the checklist of R9.
//!
//! Each is one file that can be printed and passed on alone, so its style stands in it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;
use tera::{Context, Tera};

use crate::edition::notice::PublicNotice;
use crate::evidence::Made;
use crate::value::money::Fen;

use super::papers::{Paper, State};
use super::record::Record;

const README: &str = "README.html";
const CHECKLIST: &str = "checklist.html";
const STYLE: &str = include_str!("explain/style.css");

/// What the templates see.
#[derive(Serialize)]
struct View<'a> {
    style: &'static str,
    made: &'static str,
    live: Option<Live<'a>>,
    record: &'a Record,
    notice: Option<Notice<'a>>,
    revision: String,
    list_edition: String,
    edition: String,
    amount: Option<String>,
    at: String,
    pictures: usize,
    /// The list's path as a Windows command takes it.
    csv: String,
    papers: Vec<Line<'a>>,
    missing: String,
}

#[derive(Serialize)]
struct Live<'a> {
    base_url: &'a str,
}

#[derive(Serialize)]
struct Notice<'a> {
    title: &'a str,
    document_number: &'a str,
    office: &'a str,
    period_first: NaiveDate,
    period_last: NaiveDate,
    period_rule: &'a str,
    file: &'a str,
}

/// A paper on the checklist.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    state: &'static str,
    files: String,
}

/// The 说明.
pub(super) fn readme(record: &Record, notice: Option<&PublicNotice>) -> Vec<u8> {
    rendered(README, &view(record, notice))
}

/// The checklist of the four papers.
pub(super) fn checklist(record: &Record, notice: Option<&PublicNotice>) -> Vec<u8> {
    rendered(CHECKLIST, &view(record, notice))
}

#[expect(clippy::expect_used, reason = "both templates are part of the program, and a test renders them")]
fn rendered(name: &str, view: &View<'_>) -> Vec<u8> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.add_raw_templates([
        (README, include_str!("explain/README.html")),
        (CHECKLIST, include_str!("explain/checklist.html")),
    ])
    .expect("the templates parse");
    let context = Context::from_serialize(view).expect("a view serialises");
    tera.render(name, &context).expect("the templates render").into_bytes()
}

fn view<'a>(record: &'a Record, notice: Option<&'a PublicNotice>) -> View<'a> {
    let (made, live) = match &record.captured.made {
        Made::Local => ("local", None),
        Made::Live { base_url, .. } => ("live", Some(Live { base_url })),
    };
    let missing = record.papers.iter().filter(|paper| paper.state == State::Missing);
    View {
        style: STYLE,
        made,
        live,
        record,
        notice: notice.zip(record.notice.as_ref()).map(|(notice, of)| Notice {
            title: &notice.head.title,
            document_number: &notice.head.document_number,
            office: &notice.head.office,
            period_first: notice.head.period_first,
            period_last: notice.head.period_last,
            period_rule: &notice.head.period_rule,
            file: &of.file,
        }),
        revision: record.list.revision.to_string(),
        list_edition: record.list.edition.to_string(),
        edition: record.site.edition.to_string(),
        amount: record.list.amount_fen.map(|fen| Fen::new(fen).to_string()),
        at: moment(&record.captured.at),
        pictures: record.pictures.len(),
        csv: record.list.file.replace('/', "\\"),
        papers: record.papers.iter().map(|paper| line(record, paper)).collect(),
        missing: missing.map(|paper| paper.name.as_str()).collect::<Vec<_>>().join("、"),
    }
}

/// A moment as people write it, with its zone.
pub(super) fn moment(at: &DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d %H:%M:%S（%:z）").to_string()
}

fn line<'a>(record: &Record, paper: &'a Paper) -> Line<'a> {
    let files = match paper.state {
        State::InPack => format!("data/pictures/（{} 张）、{}", record.pictures.len(), record.pdf),
        State::PublicPartInPack => record.workbooks.join("、"),
        State::AtHand | State::Missing | State::Unknown => "—".to_owned(),
    };
    Line { name: &paper.name, state: paper.state.label(), files }
}
