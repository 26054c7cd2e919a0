//! What pages tell programs (schema.org) is what they show people, and never a person's name.

use std::collections::BTreeSet;

use gongshi::value::digest::Digest;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::{Site, long_after, on_the_day};

const BASE: &str = "https://gongshi.example/zyjn/";

/// The text of a page's JSON-LD.
fn text_in(html: &str) -> Option<String> {
    let script = Selector::parse("head > script[type='application/ld+json']").unwrap();
    let page = Html::parse_document(html);
    let found: Vec<String> = page.select(&script).map(|script| script.text().collect()).collect();
    assert!(found.len() <= 1, "one block a page");
    found.into_iter().next()
}

fn things(site: &Site, page: &str) -> Vec<Value> {
    let text = text_in(&site.file(&format!("output/site/{page}"))).unwrap_or_else(|| panic!("{page} tells nothing"));
    let graph: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(graph["@context"], "https://schema.org", "{page}");
    graph["@graph"].as_array().unwrap().clone()
}

fn of_type(things: &[Value], name: &str) -> Vec<Value> {
    things.iter().filter(|thing| thing["@type"] == name).cloned().collect()
}

#[test]
fn every_page_tells_where_it_stands() {
    let files = on_the_day().files("output/site");
    let mut pages = 0;
    for (path, _) in files.ending(".html").filter(|(path, _)| *path != "404.html" && !path.contains("/sheets/")) {
        let told = things(on_the_day(), path);
        let steps = of_type(&told, "BreadcrumbList");
        if path == "index.html" {
            assert!(steps.is_empty());
            continue;
        }
        let steps = steps[0]["itemListElement"].as_array().unwrap();
        let positions: Vec<u64> = steps.iter().map(|step| step["position"].as_u64().unwrap()).collect();
        assert_eq!(positions, (1..=steps.len() as u64).collect::<Vec<_>>(), "{path}");
        for step in &steps[..steps.len() - 1] {
            let item = step["item"].as_str().unwrap().strip_prefix(BASE).expect("a whole address");
            assert!(files.0.contains_key(item), "{path}: {item}");
        }
        assert!(steps[steps.len() - 1].get("item").is_none(), "{path}");
        pages += 1;
    }
    assert!(pages > 100, "{pages}");
    let home = things(on_the_day(), "index.html");
    let office = &of_type(&home, "GovernmentOrganization")[0];
    assert_eq!(
        (office["name"].as_str(), office["telephone"].as_str()),
        (Some("示例市人力资源和社会保障局"), Some("0538-0000000"))
    );
}

#[test]
fn the_downloads_of_a_list_are_where_and_what_is_said() {
    let files = on_the_day().files("output/site");
    let mut downloads = 0;
    for (path, _) in files.ending(".html").filter(|(path, _)| *path != "404.html" && !path.contains("/sheets/")) {
        for list in of_type(&things(on_the_day(), path), "Dataset") {
            assert_eq!(list["publisher"]["@type"], "GovernmentOrganization", "{path}");
            assert!(list["name"].is_string() && list["description"].is_string(), "{path}");
            for file in list["distribution"].as_array().into_iter().flatten() {
                let address = file["contentUrl"].as_str().unwrap().strip_prefix(BASE).expect("a whole address");
                let bytes = &files.0[address];
                assert_eq!(file["sha256"], Digest::of(bytes).to_string(), "{path}: {address}");
                assert_eq!(file["contentSize"], bytes.len().to_string(), "{path}: {address}");
                downloads += 1;
            }
        }
    }
    assert!(downloads > 150, "{downloads}");
    let revision = &of_type(&things(on_the_day(), "courses/xintai/r2/index.html"), "Dataset")[0];
    assert_eq!((revision["version"].as_str(), revision["dateModified"].as_str()), (Some("r2"), Some("2021-06-25")));
    assert_eq!(revision["datePublished"], "2021-04-28", "the day of the first revision");
    let city = &of_type(&things(on_the_day(), "courses/index.html"), "Dataset")[0];
    assert_eq!(city["hasPart"].as_array().unwrap().len(), 8);
}

#[test]
fn courses_to_come_are_told_with_their_places() {
    let told = of_type(&things(on_the_day(), "courses/xintai/index.html"), "Course");
    let classes: Vec<Value> =
        told.iter().flat_map(|course| course["hasCourseInstance"].as_array().unwrap().clone()).collect();
    let codes: Vec<&str> = classes.iter().map(|class| class["identifier"].as_str().unwrap()).collect();
    assert_eq!(codes, ["XT2021-03", "XT2021-04", "XT2021-06", "XT2021-05", "XT2021-07"]);
    let iyb = &told.iter().find(|course| course["name"] == "IYB 改善你的企业").unwrap()["hasCourseInstance"][0];
    assert_eq!((iyb["startDate"].as_str(), iyb["endDate"].as_str()), (Some("2021-07-12"), Some("2021-07-21")));
    assert_eq!(
        (iyb["maximumAttendeeCapacity"].as_u64(), iyb["remainingAttendeeCapacity"].as_u64()),
        (Some(25), Some(16))
    );
    assert_eq!(
        (iyb["courseMode"].as_str(), iyb["location"]["name"].as_str()),
        (Some("blended"), Some("新泰市示例路4号示例教室"))
    );
    assert!(iyb.get("offers").is_none(), "no list says a price");
    let later = of_type(&things(long_after(), "courses/xintai/index.html"), "Course");
    assert!(later.is_empty(), "nothing is to come");
}

#[test]
fn no_person_is_named_and_pages_of_persons_stay_light() {
    let heading = Selector::parse("table.rows thead th.name").unwrap();
    let name = Selector::parse("table.rows tbody th.name").unwrap();
    let files = on_the_day().files("output/site");
    let mut names = BTreeSet::new();
    let mut told = Vec::new();
    for (path, bytes) in files.ending(".html") {
        let html = std::str::from_utf8(bytes).unwrap();
        let Some(text) = text_in(html) else { continue };
        if path.starts_with("subsidies/") && path.matches('/').count() > 2 {
            assert!(text.len() <= 2048, "{path}: {} bytes", text.len());
            let page = Html::parse_document(html);
            if page.select(&heading).any(|cell| cell.text().collect::<String>() == "姓名") {
                let all = page.select(&name).map(|cell| cell.text().collect::<String>());
                names.extend(all.filter(|name| !name.is_empty()));
            }
        }
        told.push((path.to_owned(), text));
    }
    assert!(names.len() > 300, "{} names", names.len());
    for (path, text) in told {
        let named =
            names.iter().find(|name| text.contains(&format!("\"{name}\"")) || text.contains(&format!("{name}，")));
        assert_eq!(named, None, "{path}");
        assert!(!text.contains("示例讲师"), "{path}: teachers are persons too");
    }
}

/// Whatever the settings and lists say stays within the block, and is what they say.
#[test]
fn no_text_leaves_its_block() {
    let evil = "</script><!--<script>&amp;'";
    let site = Site::base()
        .replace(
            "content/site.toml",
            "authority = \"示例市人力资源和社会保障局\"",
            &format!("authority = \"局{evil}\""),
        )
        .replace("content/site.toml", "base_url", "# base_url")
        .replace("content/sources/courses/taishan.csv", "示例路1号", evil);
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    let home = things(&site, "index.html");
    assert_eq!(home[0]["name"], format!("局{evil}"));
    assert!(home[0].get("url").is_none(), "without a base address there are no whole ones");
    let courses = things(&site, "courses/taishan/index.html");
    assert_eq!(of_type(&courses, "Course")[0]["hasCourseInstance"][0]["location"]["name"], evil);
    assert!(of_type(&courses, "Dataset")[0]["distribution"][0].get("contentUrl").is_none());
    let html = Html::parse_document(&site.file("output/site/courses/taishan/index.html"));
    let scripts = Selector::parse("script").unwrap();
    assert_eq!(html.select(&scripts).count(), 2, "the page's own script and the block");
}
