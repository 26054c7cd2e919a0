//! Finding things: the tasks that people have, done in a real browser, and what may never be found.

use std::process::Command;

use serde_json::Value;

use crate::support::{Site, Tree, checker, on_the_day, repository, run};

/// The index of a built site: its address and its text.
fn index(site: &Site) -> (String, String) {
    let files = site.files("output/site");
    let found: Vec<_> = files.ending(".js").filter(|(path, _)| path.starts_with("assets/search.")).collect();
    assert_eq!(found.len(), 1, "there is one index");
    (found[0].0.to_owned(), String::from_utf8(found[0].1.to_vec()).unwrap())
}

/// What a browser makes of the index.
fn value(text: &str) -> Value {
    let json = text.strip_prefix("window.GONGSHI_INDEX=").and_then(|rest| rest.strip_suffix(";\n"));
    serde_json::from_str(json.expect("the index is one assignment")).unwrap()
}

/// What stands together in the index: kind, place, page, entries.
fn shelves(index: &Value) -> impl Iterator<Item = &Value> {
    index["shelves"].as_array().unwrap().iter()
}

#[test]
fn people_find_what_they_look_for() {
    let mut script = Command::new("node");
    script.arg(repository("tests/tools/search.mjs")).arg(checker("node/node_modules/playwright-core/index.mjs"));
    run(script.arg(on_the_day().path("output/site"))).succeeds().says(" checks, 0 findings");
}

/// One canary for each column of payments, in a list that is shown: nothing of them may be found.
#[test]
fn nothing_of_a_payment_is_in_the_index() {
    let persons = "content/sources/subsidies/2021-01/taishan.csv";
    let companies = "content/sources/subsidies/2021-01/gaoxin.csv";
    let site = Site::base()
        .replace(persons, "示例甲", "鱻鱻鱻")
        .replace(persons, ",示例职业培训学校,1期,", ",示例骉骉培训学校,犇犇期,")
        .replace(companies, "示例制造有限公司", "示例猋猋有限公司")
        .replace(companies, ",1期,", ",羴羴期,");
    site.run(["publish", "--date", "2021-04-20"]).succeeds();
    site.run(["build", "--date", "2021-04-20"]).succeeds();
    let shown = site.files("output/site");
    let (_, index) = index(&site);
    for canary in ["鱻", "骉", "犇", "猋", "羴"] {
        let is_public = shown.ending(".csv").any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(canary));
        assert!(is_public, "{canary} stands in a list that is public");
        assert!(!index.contains(canary), "{canary} is in the index");
    }
    assert!(index.contains("公示"), "the notice is in the index");
}

/// The sample's own recipients, every one of them.
#[test]
fn no_recipient_is_in_the_index() {
    let site = on_the_day();
    let (_, index) = index(site);
    let mut names = 0;
    for (path, bytes) in site.files("output/site/subsidies").ending(".csv") {
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).expect("a BOM"));
        let Some(at) = reader.headers().unwrap().iter().position(|header| header == "姓名") else { continue };
        for record in reader.records() {
            let record = record.unwrap();
            assert!(!index.contains(&record[at]), "{path}: {} is in the index", &record[at]);
            names += 1;
        }
    }
    assert!(names > 100, "the sample shows names: {names}");
}

#[test]
fn every_row_of_every_catalogue_is_in_the_index() {
    let site = on_the_day();
    let (path, text) = index(site);
    let index = value(&text);
    let kinds: Vec<&str> = index["kinds"].as_array().unwrap().iter().map(|kind| kind[0].as_str().unwrap()).collect();
    let count = |kind: &str| {
        let at = kinds.iter().position(|other| *other == kind).unwrap();
        shelves(&index).filter(|shelf| shelf[0] == at).map(|shelf| shelf[3].as_array().unwrap().len()).sum::<usize>()
    };
    assert_eq!((count("courses"), count("projects"), count("occupations")), (40, 30, 46));
    assert_eq!((count("standards"), count("institutions"), count("subsidies"), count("districts")), (31, 16, 3, 9));
    let pages: Tree = site.files("output/site");
    let (entries, bytes) = (shelves(&index).map(|shelf| shelf[3].as_array().unwrap().len()).sum::<usize>(), text.len());
    assert!(bytes < entries * 220, "{bytes} bytes for {entries} entries");
    for shelf in shelves(&index) {
        assert!(pages.0.contains_key(shelf[2].as_str().unwrap()), "{} is a page", shelf[2]);
    }
    // The index is named by what it holds, and only the search page asks for it.
    let asking: Vec<_> = pages
        .ending(".html")
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&path))
        .map(|(page, _)| page)
        .collect();
    assert_eq!(asking, ["search/index.html"]);
}

#[test]
fn no_text_ends_the_index() {
    let title = "甲</script><!--\u{2028}\u{2029}乙";
    let article = "+++\ntitle = \"甲</script><!--\\u2028\\u2029乙\"\npublished = \"2021-04-20 09:30\"\nsource = \"示例市人社局\"\n+++\n正文。\n";
    let site = Site::base().with_file("content/articles/hostile.md", article).replace(
        "content/sources/institutions/city.csv",
        "示例职业培训学校",
        "示例</script>学校",
    );
    site.run(["publish", "--date", "2021-04-20"]).succeeds();
    site.run(["build", "--date", "2021-04-20"]).succeeds();
    let (_, text) = index(&site);
    assert!(!text.contains(['<', '\u{2028}', '\u{2029}']), "{text}");
    let index = value(&text);
    let entries = shelves(&index).flat_map(|shelf| shelf[3].as_array().unwrap());
    let titles: Vec<&str> = entries.filter_map(|entry| entry[0].as_str()).collect();
    assert!(titles.contains(&title), "{titles:?}");
}

/// A choice of a district leaves the rows that the district's own page has.
#[test]
fn filters_leave_what_the_pages_of_districts_show() {
    let files = on_the_day().files("output/site");
    let page = |path: &str| scraper::Html::parse_document(std::str::from_utf8(&files.0[path]).unwrap());
    let mut checked = 0;
    for catalogue in ["courses", "projects", "occupations", "standards", "institutions"] {
        let whole = page(&format!("{catalogue}/index.html"));
        let option = scraper::Selector::parse("#filter-district option[data-rows]").unwrap();
        for option in whole.select(&option).map(|option| option.value()) {
            let row = scraper::Selector::parse("table.rows tbody tr").unwrap();
            let district = page(&format!("{catalogue}/{}/index.html", option.attr("value").unwrap()));
            let rows: usize = option.attr("data-rows").unwrap().split(',').map(run_length).sum();
            assert_eq!(rows, district.select(&row).count(), "{catalogue} {:?}", option.attr("value"));
            checked += 1;
        }
    }
    assert!(checked >= 16, "courses, projects and occupations are of districts: {checked}");
}

/// How many rows `3-7` or `3` is.
fn run_length(run: &str) -> usize {
    let (first, last) = run.split_once('-').unwrap_or((run, run));
    last.parse::<usize>().unwrap() - first.parse::<usize>().unwrap() + 1
}
