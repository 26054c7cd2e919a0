//! The texts of `site.toml`, each with a naughty string where it may stand.

use gongshi::diagnostic::Report;
use gongshi::edition::archive::Archive;
use gongshi::folder::InputFile;
use gongshi::settings::Settings;
use gongshi::value::calendar::Calendar;
use toml::{Table, Value};

use super::pages::{self, Pages};
use super::{dom, strings};
use crate::support::repository;

/// Every text of the site.
const FIELDS: [&str; 12] = [
    "name",
    "city",
    "authority",
    "description",
    "base_url",
    "phone",
    "address",
    "domain",
    "icp",
    "site_id_code",
    "error_report_url",
    "party_government_mark_url",
];

const PLAIN: &str = "示例";

fn written() -> Table {
    let text =
        std::fs::read_to_string(repository("tests/cases/base/content/site.toml")).expect("the base has settings");
    let mut written: Table = text.parse().unwrap();
    let site = written["site"].as_table_mut().unwrap();
    for (field, value) in [
        ("address", PLAIN),
        ("domain", PLAIN),
        ("icp", PLAIN),
        ("site_id_code", "3709990001"),
        ("error_report_url", "https://example.com/"),
        ("party_government_mark_url", "https://example.com/"),
    ] {
        site.insert(field.to_owned(), value.into());
    }
    written.remove("district");
    let district = "slug = \"gaoxin\"\nname = \"示例\"\nkind = \"zone\"".parse::<Table>().unwrap();
    written.insert("district".to_owned(), Value::Array(vec![Value::Table(district)]));
    written
}

fn read(written: &Table) -> Option<Settings> {
    let file = InputFile { path: "content/site.toml".to_owned(), bytes: written.to_string().into_bytes() };
    Settings::from_file(&file, Calendar::default(), &mut Report::default()).ok()
}

fn set(written: &mut Table, field: &str, text: &str) {
    let place = match field {
        "district" => written["district"][0].as_table_mut().unwrap(),
        _ => written["site"].as_table_mut().unwrap(),
    };
    place.insert(if field == "district" { "name" } else { field }.to_owned(), text.into());
}

/// The plain word for a text. What is blank stays blank: it may be left out of a page. A number that one can dial is a
/// link, several are none.
fn plainly<'t>(field: &str, text: &'t str) -> &'t str {
    match field {
        _ if strings::folded(text).is_empty() => text,
        // Where a link leads decides whether a page stands before it.
        _ if field.ends_with("url") => text,
        "phone" if text.chars().count() <= 13 => "0538-0000000",
        "phone" => "0538-0000000、0538-0000001",
        _ => PLAIN,
    }
}

/// Settings as they are written.
pub(super) struct Written {
    /// With a text wherever the program accepts it.
    pub(super) naughty: Table,
    /// With plain words there.
    pub(super) plain: Table,
}

impl Written {
    pub(super) fn with(text: &str) -> Self {
        let (mut naughty, mut plain) = (written(), written());
        let mut accepted = 0;
        for field in FIELDS.into_iter().chain(["district"]) {
            let mut alone = written();
            set(&mut alone, field, text);
            if read(&alone).is_some() {
                accepted += 1;
                set(&mut naughty, field, text);
                set(&mut plain, field, plainly(field, text));
            }
        }
        assert!(accepted >= 8, "{text}");
        Self { naughty, plain }
    }
}

pub(super) fn pages(written: &Table) -> Pages {
    let settings = read(written).expect("what may stand alone may stand together");
    pages::of(&settings, &Archive::default(), &[])
}

/// Every text that a page shows stands on the home page.
pub(super) fn are_shown_as_they_are(text: &str, pages: &Pages) {
    let html = pages.text("index.html");
    let shown = strings::folded(&dom::texts(html, "html").concat());
    let said = strings::folded(&dom::values(html, "meta", "content").concat());
    for (field, place) in
        [("name", &shown), ("authority", &shown), ("address", &shown), ("icp", &shown), ("name", &said)]
    {
        assert!(place.contains(&strings::folded(text)), "{field}: {text}");
    }
}
