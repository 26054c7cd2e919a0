//! The contract of templates and views: whatever a template names exists in its view.

pub(crate) mod sample;

use std::collections::BTreeMap;
use std::path::Path;

use gongshi::diagnostic::{Failed, Report};
use gongshi::edition::archive::Archive;
use gongshi::folder::InputFile;
use gongshi::output::OutputFile;
use gongshi::page::view::manual::{Manual, ManualField};
use gongshi::page::view::{Content, Site};
use gongshi::page::{Page, Piece, SiteInput};
use gongshi::render::{theme::NAMES, theme::Theme};
use serde_json::{Value, json};

use crate::support::made;

/// Gives every page of a day's site with what every template sees.
fn each_page(archive: &Archive, date: &str, mut each: impl FnMut(&Site, &Page<'_>)) {
    let (settings, articles) = (sample::settings(), sample::articles());
    let input = SiteInput { settings: &settings, archive, articles: &articles, date: sample::day(date) };
    let mut report = Report::default();
    let made = made::each_piece(&input, &mut report, |site, piece, _| {
        if let Piece::Page(page) = piece {
            each(site, &page);
        }
        Ok(())
    });
    made.unwrap_or_else(|_| panic!("{:?}", report.sorted()));
}

fn theme(overrides: &[(&str, &str)]) -> (Option<Theme>, Report) {
    let mut report = Report::default();
    let file =
        |(path, text): &(&str, &str)| InputFile { path: format!("themes/own/{path}"), bytes: text.as_bytes().to_vec() };
    let theme = Theme::load(overrides.iter().map(file).collect(), &mut report);
    (theme.ok(), report)
}

/// The files of a day's site in a theme.
fn files(theme: &Theme, date: &str, report: &mut Report) -> Result<Vec<OutputFile>, Failed> {
    let (settings, archive, articles) = (sample::settings(), sample::archive(), sample::articles());
    let input = SiteInput { settings: &settings, archive: &archive, articles: &articles, date: sample::day(date) };
    made::files(&input, theme, report)
}

fn site(date: &str) -> Vec<OutputFile> {
    let (theme, mut report) = theme(&[]);
    files(&theme.expect("the default theme loads"), date, &mut report)
        .unwrap_or_else(|_| panic!("{:?}", report.sorted()))
}

fn page(files: &[OutputFile], path: &str) -> String {
    let file = files.iter().find(|file| file.path.as_str() == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// What a name may stand for in a template: every value that any page gives it.
type Names = BTreeMap<String, Vec<Value>>;

/// One pass over the tags of a template: loops bind names, components get arguments, and every dotted path must lead
/// somewhere on some page.
struct Reader<'t> {
    file: &'t str,
    names: Names,
    calls: &'t mut BTreeMap<String, Names>,
    unknown: Vec<String>,
}

impl Reader<'_> {
    fn tag(&mut self, tag: &str) {
        let words: Vec<&str> = tag.split_whitespace().collect();
        if let ["for", name, "in", ..] = words[..] {
            let items = self.values(words[3]).into_iter().filter_map(|value| value.as_array().cloned()).flatten();
            let items = items.collect();
            self.names.insert(name.to_owned(), items);
        } else if let Some(call) = tag.strip_prefix('<').filter(|call| !call.starts_with('/')) {
            let component = call.split_whitespace().next().unwrap_or_default().to_owned();
            for argument in call.split_whitespace().filter_map(|word| word.split_once("={")) {
                let values = self.values(argument.1.trim_end_matches('}'));
                self.calls
                    .entry(component.clone())
                    .or_default()
                    .entry(argument.0.to_owned())
                    .or_default()
                    .extend(values);
            }
        } else {
            self.paths(tag);
        }
    }

    fn paths(&mut self, tag: &str) {
        let outside_texts = tag.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        for path in outside_texts.split(|c| !part(c)).filter(|path| is_path(path)) {
            self.values(path);
        }
    }

    fn values(&mut self, path: &str) -> Vec<Value> {
        let mut parts = path.split('.');
        let mut values = self.names.get(parts.next().unwrap_or_default()).cloned().unwrap_or_default();
        for part in parts {
            values = values.iter().filter_map(|value| value.get(part)).cloned().collect();
            if values.is_empty() {
                self.unknown.push(format!("{}: {path}", self.file));
            }
        }
        values.retain(|value| !value.is_null());
        values
    }
}

/// Whether a word names a field of something that the view gives: Tera has `loop` itself, and what follows an index
/// was looked up before.
fn is_path(word: &str) -> bool {
    word.contains('.') && !word.starts_with('.') && !word.starts_with("loop.")
}

fn tags(text: &str) -> Vec<String> {
    let inside = |piece: &str| {
        let end = [piece.find("}}"), piece.find("%}")].into_iter().flatten().min().unwrap_or(0);
        // `/>` and `}` of a component call stand before the end of its tag.
        let end = if piece.contains("/>") && piece.find("/>").unwrap_or(0) < 400 && piece.trim_start().starts_with('<')
        {
            piece.find("/>").unwrap_or(end) + 2
        } else {
            end
        };
        piece[..end].trim_matches(['-', ' ', '\n']).to_owned()
    };
    text.replace("{{", "{%").split("{%").skip(1).map(inside).collect()
}

fn source(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// Every view that a page template gets, over days on which notices are to come, open, closed and past retention.
fn views() -> BTreeMap<&'static str, Vec<Value>> {
    let mut views: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    let (archive, after) = (sample::archive(), sample::archive_with_withdrawals());
    for (archive, date) in
        [(&archive, "2021-06-08"), (&archive, "2021-06-15"), (&archive, "2022-01-01"), (&after, "2021-06-15")]
    {
        each_page(archive, date, |site, page| {
            let assets = json!({ "style": "assets/style.css", "icon": "assets/icon.svg", "site": "assets/site.js", "site_table": "assets/site_table.js", "site_search": "assets/site_search.js", "site_verify": "assets/site_verify.js", "verify": "assets/verify.css", "capture": "assets/capture.css" });
            let view = json!({ "site": site, "page": page.shell, "content": page.content, "assets": assets });
            views.entry(page.content.template()).or_default().push(view);
        });
    }
    views
}

#[test]
fn whatever_a_template_names_exists() {
    let views = views();
    assert_eq!(views.len(), Content::TEMPLATES.len(), "every template is used by some page");
    let mut calls = BTreeMap::new();
    let mut unknown = Vec::new();
    let everything: Vec<Value> = views.values().flatten().cloned().collect();
    let shared = ["aids.html", "base.html", "sheet.html", "strip.html"].map(|file| (file, everything.clone()));
    for (file, views) in views.into_iter().chain(shared) {
        let all = |name: &str| views.iter().map(|view| view[name].clone()).collect();
        let names = NAMES.map(|name| (name.to_owned(), all(name))).into();
        let text = source(file);
        let mut reader = Reader { file, names, calls: &mut calls, unknown: Vec::new() };
        tags(&text).iter().for_each(|tag| reader.tag(tag));
        unknown.append(&mut reader.unknown);
    }
    unknown.extend(unknown_in_components(calls));
    assert_eq!(unknown, Vec::<String>::new());
}

/// Components may call each other: what they are called with spreads until nothing new comes.
fn unknown_in_components(mut calls: BTreeMap<String, Names>) -> Vec<String> {
    let text = source("components.html");
    let mut unknown = Vec::new();
    for _ in 0..3 {
        unknown.clear();
        for part in text.split("{% component ").skip(1) {
            let (name, body) = part.split_once('(').unwrap();
            let names = calls.get(name).cloned().unwrap_or_default();
            let file = format!("components.html {name}");
            let mut reader = Reader { file: &file, names, calls: &mut calls, unknown: Vec::new() };
            tags(&format!("{{% component({body}")).iter().skip(1).for_each(|tag| reader.tag(tag));
            unknown.append(&mut reader.unknown);
        }
    }
    unknown
}

#[test]
fn an_unknown_variable_is_an_error_with_file_and_line() {
    let (theme, report) = theme(&[("home.html", "<p>\n{% if visitor %}x{% endif %}</p>")]);
    assert!(theme.is_none());
    let found = report.sorted()[0].to_string();
    assert!(found.contains("visitor") && found.contains("themes/own/home.html 第2行"), "{found}");
}

#[test]
fn a_broken_template_is_an_error_with_file_and_line() {
    let (theme, report) = theme(&[("home.html", "<p>\n\n{% if %}")]);
    assert!(theme.is_none());
    assert!(report.sorted()[0].to_string().contains("themes/own/home.html 第3行"), "{:?}", report.sorted());
}

#[test]
fn a_frame_without_a_block_is_an_error_with_its_file() {
    let blocks = ["robots", "script", "content"].map(|name| format!("{{% block {name} %}}{{% endblock %}}")).concat();
    let (theme, report) = theme(&[("base.html", &format!("<h1>x</h1>{blocks}"))]);
    assert!(theme.is_none());
    let found = report.sorted()[0].to_string();
    assert!(found.contains("“brand”") && found.contains("themes/own/base.html"), "{found}");
}

#[test]
fn an_unknown_field_is_found_when_it_is_printed() {
    let (theme, _) = theme(&[("home.html", "<p>\n{{ site.colour }}</p>")]);
    let mut report = Report::default();
    assert!(files(&theme.unwrap(), "2021-06-15", &mut report).is_err());
    assert!(report.sorted()[0].to_string().contains("themes/own/home.html 第2行"), "{:?}", report.sorted());
}

#[test]
fn rows_stay_while_they_may_and_then_leave() {
    let list = "subsidies/2021-05/taishan/r1";
    let files = site("2021-06-15");
    assert_eq!(page(&files, &format!("{list}/index.html")).matches("<tr><td").count(), 100);
    assert_eq!(page(&files, &format!("{list}/3.html")).matches("<tr><td").count(), 10);
    assert!(files.iter().any(|file| file.path.as_str().ends_with("taishan-r1.csv")));
    let files = site("2022-01-01");
    let gone = page(&files, &format!("{list}/index.html"));
    assert!(!gone.contains("**") && gone.contains("210,000.00") && gone.contains("保护个人信息"));
    assert!(
        !files
            .iter()
            .any(|file| file.path.as_str().contains("2021-05/taishan") && file.path.as_str().ends_with(".csv"))
    );
}

#[test]
fn no_name_stands_outside_the_list_pages() {
    for file in site("2021-06-15") {
        let path = file.path.as_str();
        let is_list = path.starts_with("subsidies/") && path.contains("/r");
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(is_list || !text.contains("赵**"), "{path}");
        assert!(!["feed.xml", "sitemap.xml", "sitemap/index.html"].contains(&path) || !text.contains("/r1/2.html"));
    }
}

#[test]
fn every_link_leads_to_a_file_and_every_fragment_to_an_id() {
    let files = site("2021-06-15");
    let pages: Vec<_> = files.iter().filter(|file| file.path.as_str().ends_with(".html")).collect();
    let mut broken = Vec::new();
    for file in &pages {
        let html = scraper::Html::parse_document(std::str::from_utf8(&file.bytes).unwrap());
        let linked = scraper::Selector::parse("[href]").unwrap();
        for link in html.select(&linked).filter_map(|element| element.value().attr("href")) {
            if !leads_somewhere(&files, file.path.as_str(), link) {
                broken.push(format!("{} → {link}", file.path));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

fn has(page: &scraper::Html, selector: &str) -> bool {
    page.select(&scraper::Selector::parse(selector).unwrap()).next().is_some()
}

fn leads_somewhere(files: &[OutputFile], from: &str, link: &str) -> bool {
    let base = "https://gongshi.example/zyjn/";
    if link.starts_with("tel:") || link.starts_with("http") && !link.starts_with(base) {
        return true;
    }
    let (target, fragment) = link.split_once('#').map_or((link, None), |(target, fragment)| (target, Some(fragment)));
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let target = target.strip_prefix(base).inspect(|_| parts.clear()).unwrap_or(target);
    for part in target.split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{from} → {link} leaves the site");
        } else {
            parts.push(part);
        }
    }
    let path = if target.is_empty() { from.to_owned() } else { parts.join("/") };
    let Some(file) = files.iter().find(|file| file.path.as_str() == path) else { return false };
    let html = scraper::Html::parse_document(&String::from_utf8_lossy(&file.bytes));
    fragment.is_none_or(|id| has(&html, &format!("[id=\"{id}\"]")))
}

/// Whether a page's strip names an edition: that which froze the revision that it shows, else the newest.
fn names_its_edition(path: &str, html: &str) -> bool {
    let is_of_revision = path.split('/').any(|part| part.strip_prefix('r').is_some_and(|it| it.parse::<u32>().is_ok()));
    let strip = html.split_once("strip-body").map_or("", |(_, strip)| strip);
    match is_of_revision {
        true => strip.contains("公布版本") && ["0001", "0002", "0003"].iter().any(|edition| strip.contains(edition)),
        false => strip.contains("全站版本") && strip.contains("0003"),
    }
}

#[test]
fn pages_are_as_the_house_wants_them() {
    let files = site("2021-06-15");
    for file in files.iter().filter(|file| file.path.as_str().ends_with(".html")) {
        let (path, html) = (&file.path, String::from_utf8_lossy(&file.bytes));
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        for forbidden in [" style=", "<style", "<!--rows", " onclick", "javascript:"] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
        let page = scraper::Html::parse_document(&html);
        let every_script = scraper::Selector::parse("script").unwrap();
        for script in page.select(&every_script).map(|script| script.value()) {
            let own =
                script.attr("src").is_some_and(|source| source.starts_with(&format!("{}assets/", path.to_root())));
            assert!(own || script.attr("type") == Some("application/ld+json"), "{path}: a script that is not ours");
        }
        let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'";
        for required in [
            "html[lang='zh-CN']",
            "meta[http-equiv='X-UA-Compatible'][content='IE=edge']",
            "meta[name=SiteName]",
            "meta[name=SiteDomain]",
            "meta[name=SiteIDCode][content='3709990001']",
            "main#main",
            "svg[role=img]",
            &format!("meta[http-equiv='Content-Security-Policy'][content=\"{policy}\"]"),
        ] {
            assert!(has(&page, required), "{path}: {required}");
        }
        // A capture sheet has nothing before its text that could be skipped.
        let is_sheet = path.as_str().contains("/sheets/");
        assert!(is_sheet || has(&page, "a[href='#main']"), "{path}: no way past the head");
        assert!(names_its_edition(path.as_str(), &html), "{path}");
    }
}

#[test]
fn two_builds_are_the_same() {
    assert!(site("2021-06-15") == site("2021-06-15"));
}

/// What 主题手册 tells of views: their fields by name, each with the view it is made of and in which shape.
type Told = BTreeMap<String, BTreeMap<String, (Option<String>, String)>>;

fn told(manual: &Manual) -> Told {
    let field = |it: &ManualField| (it.name.clone(), (it.of.as_ref().map(|of| of.label.clone()), it.shape.clone()));
    manual.views.iter().map(|view| (view.name.clone(), view.fields.iter().map(field).collect())).collect()
}

/// Where a value that a template gets is not what is told of its view.
fn untold(told: &Told, view: &str, value: &Value) -> Vec<String> {
    let (fields, value) = (&told[view], value.as_object().unwrap());
    let names: Vec<&String> = fields.keys().collect();
    let mut wrong = Vec::new();
    if value.keys().collect::<Vec<_>>() != names {
        wrong.push(format!("{view} has {:?}, and the manual tells of {names:?}", value.keys()));
    }
    for (name, (of, shape)) in fields {
        let value = &value[name];
        let items = value.as_array().cloned();
        wrong
            .extend((items.is_some() != shape.contains("的列表")).then(|| format!("{view}.{name} is no list, or one")));
        wrong.extend((value.is_null() && !shape.contains("可以为空")).then(|| format!("{view}.{name} is null")));
        for item in items.unwrap_or_else(|| vec![value.clone()]).iter().filter(|item| !item.is_null()) {
            match of {
                Some(view) => wrong.extend(untold(told, view, item)),
                None => wrong.extend((!is_plainly(item, shape)).then(|| format!("{view}.{name} is no {shape}"))),
            }
        }
    }
    wrong
}

fn is_plainly(value: &Value, shape: &str) -> bool {
    match value {
        Value::String(_) => shape.contains("文字"),
        Value::Number(_) => shape.contains("整数"),
        Value::Bool(_) => shape.contains("是或否"),
        _ => false,
    }
}

#[test]
fn the_manual_tells_authors_what_templates_get() {
    let mut wrong = Vec::new();
    let (mut manual, mut seen) = (None, Vec::new());
    each_page(&sample::archive(), "2021-06-15", |site, page| {
        if let Content::Manual(it) = &page.content {
            manual = Some(it.clone());
        }
        seen.push((page.content.template(), json!(site), json!(page.shell), json!(page.content)));
    });
    let manual = manual.expect("there is a manual");
    let told = told(&manual);
    for (name, site, shell, content) in &seen {
        let template = manual.templates.iter().find(|it| it.name == *name);
        let template = template.unwrap_or_else(|| panic!("the manual tells of {name}"));
        wrong.extend(untold(&told, "Site", site));
        wrong.extend(untold(&told, "Shell", shell));
        wrong.extend(untold(&told, &template.view.label, content));
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_manual_tells_of_every_asset() {
    let files = site("2021-06-15");
    let manual = page(&files, "themes/index.html");
    // The indexes of searching and checking are made by the program, and no theme's.
    let made = ["assets/search.", "assets/verify-index."];
    let of_themes = |path: &str| path.starts_with("assets/") && !made.iter().any(|start| path.starts_with(start));
    for file in files.iter().filter(|file| of_themes(file.path.as_str())) {
        let name = file.path.as_str().trim_start_matches("assets/").split('.').next().unwrap().to_owned();
        assert!(manual.contains(&format!("assets.{name}<")), "assets.{name}");
    }
}
