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
    let index = value(&index(site).1);
    let kinds: Vec<&str> = index["kinds"].as_array().unwrap().iter().map(|kind| kind[0].as_str().unwrap()).collect();
    let count = |kind: &str| {
        let at = kinds.iter().position(|other| *other == kind).unwrap();
        index["entries"].as_array().unwrap().iter().filter(|entry| entry[0] == at).count()
    };
    assert_eq!((count("courses"), count("projects"), count("occupations")), (40, 30, 46));
    assert_eq!((count("standards"), count("institutions"), count("subsidies"), count("districts")), (31, 16, 3, 9));
    let pages: Tree = site.files("output/site");
    for page in index["pages"].as_array().unwrap() {
        assert!(pages.0.contains_key(page.as_str().unwrap()), "{page} is a page");
    }
    // The index is named by what it holds, and only the search page asks for it.
    let (path, _) = self::index(site);
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
    let entries = value(&text)["entries"].clone();
    let titles: Vec<&str> = entries.as_array().unwrap().iter().filter_map(|entry| entry[2].as_str()).collect();
    assert!(titles.contains(&title), "{titles:?}");
}
