//! A theme of one's own: it replaces what it has, file by file, and the rest stays.

use scraper::{Html, Selector};

use crate::support::{Site, on_the_day, repository};

/// The small site with the second theme of the cases, or with the default one.
fn built(theme: &str) -> Site {
    let site = Site::base()
        .with_tree("themes", &repository("tests/cases/second-theme/themes"))
        .with_tree("content", &repository("tests/cases/second-theme/content"))
        .replace("content/site.toml", "theme = \"plain\"", &format!("theme = \"{theme}\""));
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    site
}

fn style_sheet(site: &Site) -> String {
    let assets = site.files("output/site/assets");
    let sheets: Vec<_> = assets
        .ending(".css")
        .filter(|(path, _)| path.starts_with("style."))
        .map(|(_, bytes)| String::from_utf8(bytes.to_vec()).unwrap())
        .collect();
    assert_eq!(sheets.len(), 1, "a page asks for one style sheet");
    sheets[0].clone()
}

/// Rules without comments and blanks: the site's style sheet has fewer of both than its parts.
fn bare(css: &str) -> String {
    css.lines().filter(|line| !line.starts_with("/*")).flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_part_of_the_style_sheet_is_replaced_alone() {
    let (own, default) = (style_sheet(&built("plain")), style_sheet(&built("default")));
    let part = |theme: &str| std::fs::read_to_string(repository(&format!("{theme}/static/style/72-foot.css"))).unwrap();
    let (own_part, default_part) = (part("tests/cases/second-theme/themes/plain"), part("themes/default"));
    assert_eq!(bare(&default).replace(&bare(&default_part), &bare(&own_part)), bare(&own));
    assert_ne!(own, default);
}

#[test]
fn a_frame_of_ones_own_stands_around_every_page_of_the_default_theme() {
    let site = built("plain");
    let pages = site.files("output/site");
    // A capture sheet has no frame.
    for (path, bytes) in pages.ending(".html").filter(|(path, _)| !path.contains("/sheets/")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(html.contains("plain-theme") && !html.contains("masthead"), "{path} has another frame");
    }
    let home = site.file("output/site/index.html");
    assert!(
        home.contains("class=\"notice-card") || home.contains("class=\"districts"),
        "the default home page is in it"
    );
    assert!(site.file("output/site/404.html").contains("换一个地方找"));
}

#[test]
fn the_manual_is_found_from_the_handbook_and_the_site_map() {
    let site = on_the_day();
    let page = |path: &str| Html::parse_document(&site.file(&format!("output/site/{path}")));
    for from in ["articles/handbook/index.html", "sitemap/index.html"] {
        let link = Selector::parse("main a[href$='themes/index.html']").unwrap();
        assert!(page(from).select(&link).next().is_some(), "{from}");
    }
    let text: String = page("themes/index.html").root_element().text().collect();
    for told in
        ["payments.html", "supervision_phone", "监督举报电话", "{{ <day on={…} /> }}", "static/style/72-foot.css"]
    {
        assert!(text.contains(told), "{told}");
    }
}
