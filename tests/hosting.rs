//! The settings for web servers, in real servers: nginx and Apache answer for the built sample as they are told to.
//! There is no IIS here: its settings are read as XML and compared.

mod http;
mod observatory;
mod server;
mod xml;

use std::path::Path;
use std::process::Command;

use crate::support::{Site, Tree, node, on_the_day, run};

use http::Answer;
use server::{Server, Way};
use xml::elements;

/// Where the sample says that it stands.
const FOLDER: &str = "/zyjn/";

/// The headers of every answer.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-resource-policy", "same-site"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// What a file is served as.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').unwrap().1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "png" => "image/png",
        other => panic!("the site has .{other} files: tell the servers what they are (src/hosting/policy.rs)"),
    }
}

/// How long a browser may keep a file.
fn cache_control(path: &str) -> &'static str {
    let parts: Vec<&str> = path.split('/').collect();
    let is_revision = |part: &&str| part.strip_prefix('r').is_some_and(|rest| rest.parse::<u32>().is_ok());
    let is_download = [".csv", ".json", ".xlsx"].iter().any(|ending| path.ends_with(ending));
    match parts[0] {
        "assets" => "public, max-age=31536000, immutable",
        "subsidies" => "no-cache",
        _ if is_download && parts.iter().rev().nth(1).is_some_and(is_revision) => "public, max-age=604800",
        _ => "no-cache",
    }
}

fn started(way: Way) -> (Server, Tree) {
    let site = on_the_day().files("output/site");
    (Server::start(way, &site, &on_the_day().files("output/server"), FOLDER), site)
}

#[track_caller]
fn has_the_headers(answer: &Answer, context: &str) {
    for (name, value) in HEADERS {
        assert_eq!(answer.header(name), Some(value), "{context}: {name}");
    }
    assert_eq!(answer.header("strict-transport-security"), None, "{context}: that is the bureau's decision");
}

#[test]
fn every_file_is_answered_whole_with_its_type_and_headers() {
    for way in Way::ALL {
        let (server, site) = started(way);
        let mut kept = std::collections::BTreeSet::new();
        for (path, bytes) in &site.0 {
            let answer = server.get(&format!("{FOLDER}{path}"));
            let context = format!("{way:?} {path}");
            assert_eq!(answer.status, 200, "{context}");
            assert!(answer.body == *bytes, "{context}: other bytes");
            assert_eq!(answer.header("content-type"), Some(media_type(path)), "{context}");
            assert_eq!(answer.header("cache-control"), Some(cache_control(path)), "{context}");
            assert_eq!(answer.header("content-encoding"), None, "{context}: nobody asked for it");
            has_the_headers(&answer, &context);
            kept.insert(cache_control(path));
        }
        assert!(site.0.len() > 200 && kept.len() == 3, "the sample has files of every rule: {kept:?}");
        assert_eq!(server.complaints(), "", "{way:?}");
    }
}

#[test]
fn an_address_that_does_not_exist_is_answered_by_the_sites_own_page() {
    for way in Way::ALL {
        let (server, site) = started(way);
        for path in ["nothing.html", "no/where/", "assets/style.0000000000.css", "projects/taishan/r99/x.csv"] {
            let answer = server.get(&format!("{FOLDER}{path}"));
            let context = format!("{way:?} {path}");
            assert_eq!(answer.status, 404, "{context}");
            assert!(answer.body == site.0["404.html"], "{context}: another page");
            assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{context}");
            assert_eq!(answer.header("cache-control"), Some("no-cache"), "{context}");
            has_the_headers(&answer, &context);
        }
    }
}

#[test]
fn a_folder_opens_with_its_index_and_is_never_listed() {
    for way in Way::ALL {
        let (server, site) = started(way);
        for (path, file) in [("", "index.html"), ("projects/", "projects/index.html")] {
            let answer = server.get(&format!("{FOLDER}{path}"));
            assert!((answer.status, &answer.body) == (200, &site.0[file]), "{way:?} {path}");
            assert_eq!(answer.header("cache-control"), Some("no-cache"), "{way:?} {path}");
            has_the_headers(&answer, path);
        }
        let answer = server.get("/zyjn/projects");
        assert_eq!(answer.status, 301, "{way:?}");
        assert!(answer.header("location").is_some_and(|place| place.ends_with("/zyjn/projects/")), "{way:?}");
        let answer = server.get("/zyjn/assets/");
        assert_eq!(answer.status, 403, "{way:?}");
        assert!(answer.body == site.0["404.html"], "{way:?}: no listing, and no page of the server's");
        has_the_headers(&answer, "a folder without an index");
    }
}

#[test]
fn text_comes_compressed_to_whoever_can_unpack_it() {
    for way in Way::ALL {
        let (server, site) = started(way);
        let mut saved = 0;
        for (path, bytes) in site.0.iter().filter(|(_, bytes)| bytes.len() >= 1024) {
            let answer = server.get_with(&format!("{FOLDER}{path}"), &[("Accept-Encoding", "gzip")]);
            let context = format!("{way:?} {path}");
            let is_text = media_type(path).ends_with("utf-8");
            assert_eq!(answer.header("content-encoding"), is_text.then_some("gzip"), "{context}");
            assert!(answer.unpacked() == *bytes, "{context}: other bytes");
            assert_eq!(answer.header("content-type"), Some(media_type(path)), "{context}");
            assert_eq!(answer.header("cache-control"), Some(cache_control(path)), "{context}");
            has_the_headers(&answer, &context);
            if is_text {
                assert_eq!(answer.header("vary"), Some("Accept-Encoding"), "{context}");
                saved += bytes.len() - answer.body.len();
            }
        }
        assert!(saved > 500_000, "{way:?} saves {saved} bytes");
    }
}

/// A page that is asked for again costs its headers only, compressed or not.
#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    for way in Way::ALL {
        let (server, _) = started(way);
        for encoding in ["identity", "gzip"] {
            let first = server.get_with("/zyjn/index.html", &[("Accept-Encoding", encoding)]);
            let mut again = vec![("Accept-Encoding", encoding)];
            again.extend(first.header("etag").map(|tag| ("If-None-Match", tag)));
            again.extend(first.header("last-modified").map(|day| ("If-Modified-Since", day)));
            assert!(again.len() > 1, "{way:?}: there is something to ask by");
            let second = server.get_with("/zyjn/index.html", &again);
            assert_eq!(second.status, 304, "{way:?} {encoding}");
            assert_eq!(second.header("cache-control"), Some("no-cache"), "{way:?} {encoding}");
            assert!(second.body.is_empty());
        }
    }
}

/// What the uploaded file advises where a host allows it less: all but the listing of folders still holds.
#[test]
fn a_host_that_allows_less_is_served_too() {
    let (server, site) = started(Way::Frugal);
    let (home, missing) = (server.get(FOLDER), server.get("/zyjn/no/where"));
    assert!((home.status, &home.body) == (200, &site.0["index.html"]), "{}", server.complaints());
    assert!((missing.status, &missing.body) == (404, &site.0["404.html"]));
    has_the_headers(&missing, "404");
}

/// The settings are for the site's folder; what else the host has is none of their business.
#[test]
fn the_rest_of_the_host_is_left_alone() {
    for way in Way::ALL {
        let (server, site) = started(way);
        let answer = server.get("/elsewhere.html");
        assert_eq!(answer.status, 404, "{way:?}");
        assert!(answer.body != site.0["404.html"], "{way:?}");
        for (name, _) in HEADERS {
            assert_eq!(answer.header(name), None, "{way:?}: {name}");
        }
    }
}

#[test]
fn nginx_does_not_tell_its_version() {
    assert_eq!(started(Way::Nginx).0.get(FOLDER).header("server"), Some("nginx"));
}

/// Without a base address the site is meant for the root of its host, and nothing is said of TLS.
#[test]
fn a_site_without_an_address_stands_at_the_root() {
    let site = Site::sample().replace("content/site.toml", "base_url = ", "# base_url = ");
    site.run(["build", "--date", "2021-06-15", "--out", "made/site"]).succeeds().says("SITE/made/site-server");
    let (files, settings) = (site.files("made/site"), site.files("made/site-server"));
    assert!(!site.path("output").exists(), "what goes elsewhere leaves nothing here");
    for way in Way::ALL {
        let server = Server::start(way, &files, &settings, "/");
        let (home, missing) = (server.get("/"), server.get("/no/where"));
        assert!((home.status, &home.body) == (200, &files.0["index.html"]), "{way:?}");
        assert!((missing.status, &missing.body) == (404, &files.0["404.html"]), "{way:?}");
        assert_eq!(missing.header("x-frame-options"), Some("SAMEORIGIN"), "{way:?}");
        assert_eq!(missing.header("cross-origin-opener-policy"), None, "{way:?}");
        let style = files.0.keys().find(|path| path.ends_with(".css")).unwrap();
        let style = server.get(&format!("/{style}"));
        assert_eq!(style.header("cache-control"), Some("public, max-age=31536000, immutable"), "{way:?}");
    }
}

/// The header says what every page says of itself, and what only a header can say.
#[test]
fn pages_and_headers_agree() {
    let meta = scraper::Selector::parse("meta[http-equiv='Content-Security-Policy']").unwrap();
    for (path, bytes) in on_the_day().files("output/site").ending(".html") {
        let page = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
        let own: Vec<_> = page.select(&meta).filter_map(|meta| meta.value().attr("content")).collect();
        assert_eq!(own.len(), 1, "{path}");
        assert_eq!(format!("{}; frame-ancestors 'self'", own[0]), HEADERS[0].1, "{path}");
    }
}

#[test]
fn iis_is_told_the_same() {
    let text = on_the_day().file("output/server/web.config");
    let elements = elements(&text);
    let has = |element: &str, attributes: &[(&str, &str)]| {
        elements.iter().any(|(name, found)| {
            name == element
                && attributes.iter().all(|(key, value)| found.iter().any(|it| it.0 == *key && it.1 == *value))
        })
    };
    for (name, value) in HEADERS {
        let is_told = elements.iter().any(|(element, found)| {
            element == "add"
                && found.iter().any(|it| it.0 == "name" && it.1.eq_ignore_ascii_case(name))
                && found.iter().any(|it| it.0 == "value" && it.1 == value)
        });
        assert!(is_told, "{name}");
    }
    for path in on_the_day().files("output/site").0.keys() {
        let ending = format!(".{}", path.rsplit_once('.').unwrap().1);
        assert!(has("mimeMap", &[("fileExtension", &ending), ("mimeType", media_type(path))]), "{ending}");
    }
    assert!(has("error", &[("statusCode", "404"), ("path", "404.html")]));
    assert!(has("directoryBrowse", &[("enabled", "false")]));
    assert!(has("location", &[("path", "assets")]));
    assert!(!has("add", &[("name", "Strict-Transport-Security")]));
}

#[test]
fn the_settings_stand_beside_the_site_and_are_left_alone() {
    let site = on_the_day();
    let before = site.files("output/server");
    let names: Vec<_> = before.0.keys().map(String::as_str).collect();
    assert_eq!(names, ["apache.conf", "htaccess.txt", "manifest.txt", "nginx.conf", "web.config"]);
    for name in names.iter().filter(|name| **name != "manifest.txt") {
        assert!(!site.files("output/site").0.keys().any(|path| path.ends_with(name)), "{name} is no part of the site");
    }
    run(Command::new("sha256sum").current_dir(site.path("output/server")).args(["--strict", "-c", "manifest.txt"]))
        .succeeds();
}

#[test]
fn a_folder_of_somebody_else_stops_the_build_before_anything_is_written() {
    let site = Site::sample().with_file("output/server/nginx.conf", "# ours\n");
    let before = site.files("");
    site.run(["build", "--date", "2021-06-15"]).fails(1).says("错误[not-ours]").says("output/server");
    before.is_same_as(&site.files(""));
    let site = Site::sample().with_file("output/site/index.html", "<!doctype html>");
    site.run(["build", "--date", "2021-06-15"]).fails(1).says("错误[not-ours]").says("output/site");
    assert!(!site.path("output/server").exists(), "a build that fails writes nothing");
}

#[test]
fn an_address_that_servers_would_misread_is_refused() {
    for address in ["https://a.example/a b/", "https://a.example/a;}/", "https://a.example//", "https://a.example/../"]
    {
        let own = "base_url = \"https://gongshi.example/zyjn/\"";
        let site = Site::sample().replace("content/site.toml", own, &format!("base_url = \"{address}\""));
        site.run(["build", "--date", "2021-06-15"]).fails(1).says("错误[settings] base_url 里主机名后面的文件夹");
    }
}

/// The headers take nothing away from a page: a real browser has no complaint.
#[test]
fn a_browser_is_content_with_the_headers() {
    let (server, site) = started(Way::Nginx);
    let mut script = node("browser.mjs");
    script.arg(format!("http://127.0.0.1:{}{FOLDER}", server.port));
    let folders = ["", "districts/taishan/", "projects/", "subsidies/", "articles/"];
    let pages: Vec<String> = folders.iter().map(|folder| format!("{folder}index.html")).collect();
    assert!(pages.iter().all(|page| site.0.contains_key(Path::new(page).to_str().unwrap())));
    run(script.args(&pages)).succeeds().says("5 pages, 0 findings");
}
