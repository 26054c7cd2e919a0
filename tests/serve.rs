//! The preview: what it shows, how it follows what is saved, and that nothing outside the site is ever answered.

use std::io::{Read, Write};
use std::net::TcpListener;

use crate::support::{Preview, Reply, Site, node, run};

const ARTICLE: &str =
    "+++\ntitle = \"说明\"\npublished = \"2021-06-01\"\nsource = \"示例\"\ndescription = \"说明。\"\n+++\n\n";
const PAGE: &str = "/articles/note/index.html";

fn article(text: &str) -> String {
    format!("{ARTICLE}{text}\n")
}

/// A small site with an article, and what is nobody's business outside of it.
fn small() -> Site {
    Site::base().with_file("content/articles/note.md", article("第一稿。")).with_file("secret.txt", "机密")
}

fn is_ok(reply: &Reply) -> bool {
    reply.status == Some(200)
}

#[test]
fn the_preview_is_what_build_writes_and_a_banner() {
    let site = Site::sample();
    site.run(["build", "--date", "2021-06-25"]).succeeds();
    let preview = Preview::of(&site);
    for (path, bytes) in &site.files("output/site").0 {
        let reply = preview.get(&format!("/{path}"));
        assert!(is_ok(&reply), "{path}: {}", reply.head);
        if path.ends_with(".html") {
            assert_eq!(without_inset(reply.text()), std::str::from_utf8(bytes).unwrap(), "{path}");
        } else {
            assert!(reply.body == *bytes, "{path}");
        }
    }
}

/// A page as it was before the preview put its own in.
fn without_inset(page: &str) -> String {
    let (start, rest) = page.split_once("<link rel=\"stylesheet\" href=\"/~preview/").expect("the style is there");
    let (links, rest) = rest.split_once("</head>").expect("the page has a head");
    assert!(links.contains("<script src=\"/~preview/") && links.matches('<').count() == 2, "{links}");
    let (head, rest) = rest.split_once("\n<aside class=\"preview-inset\"").expect("the banner is there");
    let (inset, rest) = rest.split_once("</aside>\n").expect("the banner ends");
    assert!(inset.contains("<strong>预览</strong>"), "{inset}");
    [start, "</head>", head, rest].concat()
}

#[test]
fn what_is_saved_is_shown_and_nothing_is_written() {
    let site = small();
    let preview = Preview::of(&site);
    assert!(preview.get(PAGE).text().contains("第一稿。"));
    let site = site.with_file("content/articles/note.md", article("第二稿。"));
    preview.until_answer(PAGE, |reply| reply.text().contains("第二稿。"));
    // A folder that was not there before, and one that comes back.
    let site = site.with_file("themes/default/static/style/99-own.css", ".own { color: red }");
    preview.until_answer("/", |reply| style(&preview, reply).contains(".own"));
    let site = site.without("content/articles");
    preview.until_answer(PAGE, |reply| reply.status == Some(404));
    let site = site.with_file("content/articles/note.md", article("第三稿。"));
    preview.until_answer(PAGE, |reply| is_ok(reply) && reply.text().contains("第三稿。"));
    let site = site.with_file("content/articles/note.md", article("第四稿。"));
    preview.until_answer(PAGE, |reply| reply.text().contains("第四稿。"));
    let site = site.replace("content/site.toml", "示例市补贴公示", "换了名字");
    preview.until_answer("/", |reply| reply.text().contains("换了名字"));
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    preview.until_answer("/editions/0001/", is_ok);
    assert!(site.files("output").0.is_empty(), "a preview writes nothing");
}

/// The style sheet that a page links to.
fn style(preview: &Preview, page: &Reply) -> String {
    let link = page.text().split('"').find(|value| value.starts_with("assets/style.")).expect("the page has a style");
    preview.get(&format!("/{link}")).text().to_owned()
}

#[test]
fn a_broken_template_is_told_on_the_page_that_stays() {
    let broken = "themes/default/article.html";
    let site = small();
    let preview = Preview::of(&site);
    let site =
        site.with_file(broken, "{% extends \"base.html\" %}\n{% block content %}{{ page.colour }}{% endblock %}");
    let kept = preview.until("kept");
    assert_eq!(kept["errors"], 1, "{kept}");
    let page = preview.get(PAGE);
    for told in [
        "第一稿。",
        "没有生成成功，下面仍是改动以前的页面，改好保存就会更新：1 个错误",
        "themes/default/article.html 第2行",
        "办法：",
    ] {
        assert!(is_ok(&page) && page.text().contains(told), "{told}\n{}", page.text());
    }
    let _site = site.without(broken);
    let mended = preview.until_answer(PAGE, |reply| !reply.text().contains("preview-report"));
    assert!(mended.text().contains("第一稿。"));
}

#[test]
fn a_site_that_is_broken_from_the_start_says_why_until_it_is_mended() {
    let site = small().with_file("content/articles/note.md", "没有开头的信息");
    let preview = Preview::of(&site);
    let page = preview.get(PAGE);
    assert_eq!(page.status, Some(503));
    assert!(page.text().contains("还没有页面可看") && page.text().contains("content/articles/note.md"));
    let _site = site.with_file("content/articles/note.md", article("第一稿。"));
    preview.until_answer(PAGE, |reply| is_ok(reply) && reply.text().contains("第一稿。"));
}

#[test]
fn saving_the_same_again_moves_nothing() {
    let site = small();
    let preview = Preview::of(&site);
    let state = preview.get("/~preview/state.js").text().to_owned();
    let site = saved_at_once(site, &article("第一稿。"));
    assert_eq!(preview.until("built")["changed"], 0);
    assert_eq!(preview.get("/~preview/state.js").text(), state);
    // What offices send is none of its business: the next build is that of the article.
    let site = site.with_file("content/sources/courses/taishan.csv", "坏了");
    let _site = saved_at_once(site, &article("第二稿。"));
    assert_ne!(preview.until("built")["changed"], 0);
    assert_ne!(preview.get("/~preview/state.js").text(), state);
}

/// The article as an editor saves it that leaves no half-written file: beside it, and then in its place.
fn saved_at_once(site: Site, text: &str) -> Site {
    let beside = "content/articles/.note.md.new";
    let site = site.with_file(beside, text);
    std::fs::rename(site.path(beside), site.path("content/articles/note.md")).unwrap();
    site
}

#[test]
fn nothing_outside_the_site_is_answered() {
    let site = small();
    let preview = Preview::of(&site);
    for target in [
        "/../secret.txt",
        "/articles/../../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "///etc/passwd",
        "/etc/passwd",
        "/secret.txt",
        "/secret.txt%00.html",
        "/content/site.toml",
        "/~preview/../secret.txt",
        "/~preview/%2e%2e/secret.txt",
        "/index.html/../../secret.txt",
        "/./index.html",
        "//articles/note/index.html",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "*",
    ] {
        let reply = preview.get(target);
        assert!(matches!(reply.status, Some(400 | 404)), "{target}: {}", reply.head);
        for secret in ["机密", "root:", "retention_days"] {
            assert!(!reply.text().contains(secret), "{target}: {}", reply.text());
        }
    }
    let nul = preview.ask(format!("GET /secret.txt\0.html HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host()));
    assert_eq!(nul.status, Some(400));
    assert!(is_ok(&preview.get("/")));
}

#[test]
fn only_this_machine_and_only_looking() {
    let site = small();
    let preview = Preview::of(&site);
    let ask = |method: &str, host: &str| preview.ask(format!("{method} / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    for host in ["Host: gongshi.example\r\n", "Host: 127.0.0.1.evil.example\r\n", "Host: 192.168.1.9:8810\r\n"] {
        let reply = ask("GET", host);
        assert!(reply.status == Some(403) && !reply.text().contains("示例市"), "{host}: {}", reply.head);
    }
    for host in ["", "Host: 127.0.0.1\r\nHost: evil.example\r\n"] {
        assert_eq!(ask("GET", host).status, Some(400), "{host}");
    }
    assert!(is_ok(&ask("GET", "Host: localhost:1\r\n")));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let reply = ask(method, "Host: localhost\r\nContent-Length: 3\r\n");
        assert!(
            reply.status == Some(405) && reply.head.contains("\r\nAllow: GET, HEAD\r\n"),
            "{method}: {}",
            reply.head
        );
    }
    let head = ask("HEAD", "Host: localhost\r\n");
    assert!(is_ok(&head) && head.body.is_empty() && !head.head.contains("Content-Length: 0\r\n"), "{}", head.head);
}

#[test]
fn files_are_called_what_they_are_and_never_kept() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    let (list, home) = ("/projects/feicheng/r1/", preview.get("/"));
    let asset =
        |start: &str| home.text().split('"').find(|value| value.starts_with(start)).expect("an asset").to_owned();
    for (target, kind) in [
        ("/".to_owned(), "text/html; charset=utf-8"),
        ("/feed.xml".to_owned(), "application/xml; charset=utf-8"),
        ("/robots.txt".to_owned(), "text/plain; charset=utf-8"),
        (format!("/{}", asset("assets/style.")), "text/css; charset=utf-8"),
        (format!("/{}", asset("assets/site.")), "text/javascript; charset=utf-8"),
        (format!("/{}", asset("assets/icon.")), "image/svg+xml; charset=utf-8"),
        (download(&preview, list, ".csv"), "text/csv; charset=utf-8"),
        (download(&preview, list, ".xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ] {
        let reply = preview.get(&target);
        let wanted = [format!("\r\nContent-Type: {kind}\r\n"), "\r\nCache-Control: no-store\r\n".to_owned()];
        assert!(is_ok(&reply) && wanted.iter().all(|line| reply.head.contains(line)), "{target}: {}", reply.head);
    }
    let missing = preview.get("/a/b/c.html");
    assert!(missing.status == Some(404) && missing.text().contains("href=\"/assets/style."), "{}", missing.text());
    let moved = preview.get("/projects/feicheng");
    assert!(
        moved.status == Some(301) && moved.head.contains("\r\nLocation: /projects/feicheng/\r\n"),
        "{}",
        moved.head
    );
}

/// The address of a page's download.
fn download(preview: &Preview, page: &str, ending: &str) -> String {
    let reply = preview.get(page);
    let html = scraper::Html::parse_document(reply.text());
    let links = scraper::Selector::parse("a[href]").unwrap();
    let mut links = html.select(&links).filter_map(|link| link.value().attr("href"));
    let link = links.find(|link| link.ends_with(ending)).unwrap_or_else(|| panic!("no {ending} on {page}"));
    format!("/{}", link.trim_start_matches("../"))
}

#[test]
fn clients_that_behave_badly_harm_nobody() {
    let site = small();
    let preview = Preview::of(&site);
    for nonsense in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n".to_vec(),
        [b"GET /".to_vec(), vec![b'a'; 1 << 20], b" HTTP/1.1\r\n\r\n".to_vec()].concat(),
        [b"GET / HTTP/1.1\r\n".to_vec(), b"X: y\r\n".repeat(5000), b"\r\n".to_vec()].concat(),
    ] {
        let reply = preview.ask(&nonsense);
        assert!(matches!(reply.status, Some(400..500)), "{:?}: {}", &nonsense[..16.min(nonsense.len())], reply.head);
    }
    // Silent ones, half a request, and one that leaves before its answer: more than are let in at a time.
    let silent: Vec<_> = (0..100).map(|_| preview.connect()).collect();
    drop(silent);
    for _ in 0..100 {
        let mut stream = preview.connect();
        let _broken = stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n");
    }
    preview.until_answer("/", is_ok);
}

#[test]
fn one_connection_carries_many_requests() {
    let site = small();
    let preview = Preview::of(&site);
    let request = |target: &str| format!("HEAD {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut stream = preview.connect();
    // In pieces, and the second before the first is answered.
    let whole =
        [request("/"), request(PAGE), request("/none").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")].concat();
    whole.as_bytes().chunks(7).for_each(|piece| stream.write_all(piece).unwrap());
    let mut heads = String::new();
    stream.read_to_string(&mut heads).unwrap();
    let statuses: Vec<_> = heads.split("\r\n").filter(|line| line.starts_with("HTTP/1.1 ")).collect();
    assert_eq!(statuses, ["HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"]);
}

#[test]
fn a_port_in_use_is_told_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let outcome = small().run(["serve", "--port", &port]).fails(1);
    outcome.says(&format!("端口 {port} 已被占用")).says("gongshi serve --port 8811").says("[preview]");
}

#[test]
fn ctrl_c_ends_it_well() {
    let site = small();
    let mut preview = Preview::of(&site);
    assert_eq!(preview.interrupt(), Some(0));
    assert_eq!(preview.until("ended")["builds"], 1);
}

#[test]
fn pages_in_a_browser_follow_what_is_saved() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    let mut script = node("preview.mjs");
    script.arg(&preview.address).arg(site.path("")).arg(env!("CARGO_BIN_EXE_gongshi"));
    script.arg(preview.process().to_string());
    let seen = run(&mut script).succeeds().stdout;
    for change in ["article", "style", "template", "settings", "broken", "mended", "edition", "ended"] {
        assert!(seen.contains(change), "{change} in {seen}");
    }
}
