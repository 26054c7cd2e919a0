//! Every list is described for programs, and the standard's own tool finds that the description holds.

use std::collections::BTreeMap;
use std::process::Command;

use scraper::{Html, Selector};
use serde::Deserialize;

use crate::support::{Site, checker, long_after, on_the_day, repository, run};

/// What the tool says of one description.
#[derive(Debug, Deserialize)]
struct Package {
    errors: Vec<String>,
    rows: u64,
    fields: BTreeMap<String, String>,
}

fn packages(site: &Site) -> BTreeMap<String, Package> {
    let mut tool = Command::new(checker("python/bin/python"));
    tool.arg(repository("tests/tools/packages.py")).arg(site.path("output/site"));
    serde_json::from_str(&run(&mut tool).succeeds().stdout).unwrap()
}

#[test]
fn every_description_holds() {
    let read = packages(on_the_day());
    let lists = on_the_day().files("output/site").ending(".csv").count();
    assert!(read.len() == lists && lists > 40, "{} descriptions of {lists} lists", read.len());
    for (path, package) in &read {
        assert!(package.errors.is_empty(), "{path}: {:?}", package.errors);
        assert!(package.rows > 0 && !package.fields.is_empty(), "{path}");
    }
    let payments = &read["subsidies/2021-01/feicheng/r2/datapackage.json"];
    assert_eq!(payments.rows, 150);
    for (field, kind) in
        [("姓名", "string"), ("补贴金额(元)", "number"), ("总学时", "integer"), ("培训开始日期", "date")]
    {
        assert_eq!(payments.fields.get(field).map(String::as_str), Some(kind), "{field}: {:?}", payments.fields);
    }
}

/// The tool's own eyes are open: another byte, another type and another heading are all found.
#[test]
fn what_does_not_hold_is_found() {
    let folder = "output/site/courses/xintai/r2/";
    for (file, from, to, found) in [
        ("courses-xintai-r2.csv", "示例路1号", "示例路8号", "hash-count"),
        ("datapackage.json", "\"type\": \"string\"", "\"type\": \"integer\"", "type-error"),
        ("datapackage.json", "\"name\": \"班次编号\"", "\"name\": \"编号\"", "incorrect-label"),
        ("datapackage.json", "\"version\": \"r2\"", "\"version\": 2", "package-error"),
    ] {
        let copy = Site::empty().with_tree(folder, &on_the_day().path(folder));
        let copy = copy.replace(&format!("{folder}{file}"), from, to);
        let read = packages(&copy);
        let errors = &read["courses/xintai/r2/datapackage.json"].errors;
        assert!(errors.iter().any(|error| error.starts_with(found)), "{found}: {errors:?}");
    }
}

#[test]
fn it_leaves_the_site_with_the_rows() {
    let (before, after) = (on_the_day().files("output/site"), long_after().files("output/site"));
    let path = "subsidies/2021-01/feicheng/r2/datapackage.json";
    assert!(before.0.contains_key(path) && !after.0.contains_key(path));
    assert!(after.0.contains_key("courses/xintai/r2/datapackage.json"), "catalogues stay");
}

#[test]
fn it_is_linked_among_the_downloads() {
    let link = Selector::parse("a.download[href='datapackage.json'], a.download[href$='/datapackage.json']").unwrap();
    for page in ["courses/xintai/r2/index.html", "subsidies/2021-01/feicheng/r2/index.html"] {
        let html = Html::parse_document(&on_the_day().file(&format!("output/site/{page}")));
        assert_eq!(html.select(&link).count(), 1, "{page}");
    }
}
