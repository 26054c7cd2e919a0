//! Lighthouse, as on a phone, and what a page weighs.

use serde::Deserialize;

use crate::support::{Site, largest, node, on_the_day, run};

/// What a page may weigh, in bytes before packing: the document, its style sheet, script and pictures.
const HEAVIEST: u64 = 150_000;

/// The audit that a page of persons' names must fail: search engines are not to list it.
const IS_LISTED: &str = "is-crawlable";

#[derive(Deserialize)]
struct Report {
    page: String,
    scores: Scores,
    failed: Vec<String>,
    requests: Vec<Request>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Scores {
    accessibility: f64,
    best_practices: f64,
    seo: f64,
}

#[derive(Deserialize)]
struct Request {
    #[serde(rename = "type")]
    kind: String,
    bytes: u64,
}

impl Report {
    fn requests_of(&self, kind: &str) -> usize {
        self.requests.iter().filter(|request| request.kind == kind).count()
    }

    fn is_good(&self) {
        let Self { page, scores, failed, requests } = self;
        assert!(scores.accessibility >= 1.0, "{page}: accessibility {} {failed:?}", scores.accessibility);
        assert!(scores.best_practices >= 0.95, "{page}: best practices {} {failed:?}", scores.best_practices);
        let weight: u64 = requests.iter().map(|request| request.bytes).sum();
        assert!((1..HEAVIEST).contains(&weight), "{page} weighs {weight} bytes");
        assert_eq!(self.requests_of("Document"), 1, "{page}");
        assert_eq!(self.requests_of("Stylesheet"), 1, "{page}");
        assert!(self.requests_of("Script") <= 1, "{page}");
    }
}

#[test]
fn lighthouse_is_content() {
    let site = on_the_day();
    let names = largest(site, "subsidies/*/*/r/index");
    let pages =
        ["index.html".to_owned(), largest(site, "districts/*/index"), names.clone(), "courses/index.html".to_owned()];
    let said = run(node("lighthouse.mjs").arg(site.path("output/site")).args(&pages)).succeeds().stdout;
    let reports: Vec<Report> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.iter().map(|report| &report.page).collect::<Vec<_>>(), pages.iter().collect::<Vec<_>>());
    for report in reports {
        report.is_good();
        // 100, but for the one audit that contradicts the protection of names: `noindex` there is the design.
        if report.page == names {
            assert_eq!(report.failed, [IS_LISTED], "{names}");
        } else {
            assert!(report.scores.seo >= 1.0, "{}: {} {:?}", report.page, report.scores.seo, report.failed);
        }
    }
}

#[test]
fn lighthouse_is_awake() {
    let wrong = "<!doctype html><html><title></title><img src=a.png><p style='color:#eee'>hard to read</p>";
    let site = Site::empty().with_file("index.html", wrong).with_file("robots.txt", "wrong");
    let said = run(node("lighthouse.mjs").arg(site.path("")).arg("index.html")).succeeds().stdout;
    let report: Report = serde_json::from_str(&said).unwrap();
    assert!(report.scores.accessibility < 1.0 && report.scores.best_practices < 0.95 && report.scores.seo < 1.0);
    for audit in ["image-alt", "color-contrast", "html-has-lang", "meta-description", "robots-txt"] {
        assert!(report.failed.iter().any(|failed| failed == audit), "{audit}: {:?}", report.failed);
    }
}
