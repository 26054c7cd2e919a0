use super::*;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::output::{OutputFile, SitePath};
use crate::preview::Board;

const PAGE: &str = "<!DOCTYPE html><html><head><title>页</title></head><body><p>页</body></html>";

fn board(files: &[(&str, &str)]) -> Board {
    let file = |(path, text): &(&str, &str)| OutputFile { path: SitePath::new(*path), bytes: text.as_bytes().to_vec() };
    let files = Files::of(files.iter().map(file).collect());
    let board = Board::new("横幅");
    board.take(Some((files, Some("https://gongshi.example/zyjn/".to_owned()))), &Report::default());
    board
}

fn small() -> Board {
    let not_found = "<head></head><body><link href=\"assets/style.css\"><a href=https://gongshi.example/zyjn/index.html>\
                     <a href=\"#main\"><a href=\"tel:0538\"><a href=\"https://else.example/\"><img src=icon.svg>";
    board(&[
        ("index.html", PAGE),
        ("articles/a/index.html", PAGE),
        ("assets/style.css", "p {}"),
        ("404.html", not_found),
    ])
}

fn get(board: &Board, target: &str) -> Answer {
    answer(&board.now(), &Request { method: "GET", target, host: Some("127.0.0.1:8810") })
}

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.body).unwrap()
}

#[test]
fn pages_have_the_inset_and_other_files_are_as_they_are() {
    let board = small();
    for target in ["/", "/index.html", "/articles/a/", "/articles/a/index.html?x=/../", "/index.html#a"] {
        let answer = get(&board, target);
        assert_eq!((answer.status, answer.kind.as_str()), (Status::Found, "text/html; charset=utf-8"), "{target}");
        assert!(text(&answer).contains("横幅") && text(&answer).contains("<p>页"), "{target}");
    }
    let style = get(&board, "/assets/style.css");
    assert_eq!((style.kind.as_str(), text(&style)), ("text/css; charset=utf-8", "p {}"));
    assert!(text(&get(&board, "/manifest.txt")).contains("  index.html\n"));
}

#[test]
fn a_folder_without_its_stroke_leads_to_the_folder() {
    let answer = get(&small(), "/articles/a");
    assert_eq!((answer.status, answer.location.as_deref()), (Status::Moved, Some("/articles/a/")));
    for target in ["//articles/a", "/articles//a", "/articles"] {
        assert_eq!(get(&small(), target).status, Status::NotFound, "{target}");
    }
}

#[test]
fn no_way_of_writing_an_address_leaves_the_site() {
    let board = small();
    for target in [
        "/../content/site.toml",
        "/articles/../../content/site.toml",
        "/%2e%2e/content/site.toml",
        "/..%2fcontent/site.toml",
        "/..\\content\\site.toml",
        "//etc/passwd",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/index.html%00.css",
        "/./index.html",
        "/content/site.toml",
        "/~preview/../index.html",
        "/~preview/",
        "/.htaccess",
    ] {
        assert_eq!(get(&board, target).status, Status::NotFound, "{target}");
    }
    for target in ["http://127.0.0.1:8810/", "*", "", "index.html", "http://gongshi.example/"] {
        assert_eq!(get(&board, target).status, Status::BadRequest, "{target}");
    }
}

#[test]
fn only_this_machine_is_answered() {
    let board = small();
    let with = |host| answer(&board.now(), &Request { method: "GET", target: "/", host }).status;
    for host in ["127.0.0.1", "127.0.0.1:8810", "localhost:1", "LocalHost", "[::1]:8810", "127.0.0.1:"] {
        assert_eq!(with(Some(host)), Status::Found, "{host}");
    }
    for host in [
        "gongshi.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8810",
        "127.0.0.1:80@evil",
        "10.0.0.1",
        "",
        "泰",
    ] {
        assert_eq!(with(Some(host)), Status::Forbidden, "{host}");
    }
    assert_eq!(with(None), Status::BadRequest);
}

#[test]
fn nothing_is_taken_in() {
    let board = small();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"] {
        let request = Request { method, target: "/", host: Some("localhost") };
        assert_eq!(answer(&board.now(), &request).status, Status::MethodNotAllowed, "{method}");
    }
}

#[test]
fn the_page_for_missing_addresses_holds_at_any_depth() {
    let answer = get(&small(), "/a/b/c.html");
    assert_eq!(answer.status, Status::NotFound);
    let page = text(&answer);
    for link in [
        "href=\"/assets/style.css\"",
        "href=/index.html",
        "href=\"#main\"",
        "href=\"tel:0538\"",
        "href=\"https://else.example/\"",
        "src=/icon.svg",
    ] {
        assert!(page.contains(link), "{link} in {page}");
    }
    assert!(page.contains("横幅"));
    assert_eq!(get(&board(&[("index.html", PAGE)]), "/a").status, Status::NotFound);
}

#[test]
fn before_there_is_a_site_every_page_says_why() {
    let board = Board::new("横幅");
    let mut report = Report::default();
    report.push(Diagnostic::error(Code::Settings, Location::file("content/site.toml"), "设置有误。"));
    board.take(None, &report);
    for target in ["/", "/articles/a/"] {
        let answer = get(&board, target);
        assert_eq!(answer.status, Status::Unavailable);
        assert!(text(&answer).contains("设置有误。") && text(&answer).contains("preview.js"), "{}", text(&answer));
    }
    assert_eq!(get(&board, "/~preview/preview.js").status, Status::Found);
}

#[test]
fn a_page_and_the_script_name_one_state() {
    let board = small();
    let state = text(&get(&board, "/~preview/state.js?7")).to_owned();
    let name = state.split('"').nth(1).unwrap().to_owned();
    assert!(text(&get(&board, "/")).contains(&format!("data-state=\"{name}\"")));
    board.take(None, &{
        let mut report = Report::default();
        report.push(Diagnostic::error(Code::Theme, Location::default(), "模板有误。"));
        report
    });
    assert_ne!(text(&get(&board, "/~preview/state.js")), state);
    assert!(text(&get(&board, "/")).contains("模板有误。"));
}
