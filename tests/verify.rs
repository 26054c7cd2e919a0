//! `verify`: every kind of damage is named by its code, in folders and on a host, and nothing else is.

use std::fmt::Write;
use std::sync::OnceLock;

use gongshi::value::digest::Digest;

use crate::support::{Answer, Host, Outcome, Site, Tree};

const DAY: &str = "2021-04-28";
const LATER: &str = "2021-05-20";
const LIST: &str = "content/editions/0001/data/lists/projects/taishan/r1.csv";

/// The small site with two editions, built.
pub(crate) fn published() -> Site {
    static WHOLE: OnceLock<Tree> = OnceLock::new();
    let whole = WHOLE.get_or_init(|| {
        let site = Site::base();
        site.run(["publish", "--date", DAY]).succeeds();
        let site = site.replace("content/sources/courses/taishan.csv", ",12,80", ",13,80");
        site.run(["publish", "--date", LATER]).succeeds();
        site.run(["build", "--date", LATER]).succeeds();
        site.files("")
    });
    let site = Site::empty();
    whole.write(&site.path(""));
    site
}

/// The program is to find exactly these codes.
#[track_caller]
fn finds(outcome: &Outcome, codes: &[&str]) {
    let lines = outcome.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut found: Vec<String> =
        lines.filter_map(|line| line.get("code").map(|code| code.as_str().unwrap().to_owned())).collect();
    found.sort();
    found.dedup();
    assert_eq!(found, codes, "{}", outcome.all());
    // A site that waits for its upload is no damage.
    assert_eq!(outcome.status, Some(i32::from(codes != ["stale"] && !codes.is_empty())), "{}", outcome.all());
}

fn verify(site: &Site, more: &[&str]) -> Outcome {
    site.run(["verify", "--format", "json"].into_iter().chain(more.iter().copied()))
}

/// The file with other bytes.
fn altered(site: Site, path: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Site {
    let bytes = std::fs::read(site.path(path)).unwrap();
    site.with_file(path, change(bytes))
}

fn in_text(change: impl FnOnce(String) -> String) -> impl FnOnce(Vec<u8>) -> Vec<u8> {
    |bytes| change(String::from_utf8(bytes).unwrap()).into_bytes()
}

/// The manifest of a site's files as they are.
pub(crate) fn manifest_of(site: &Tree) -> String {
    site.0.iter().filter(|(path, _)| *path != "manifest.txt").fold(String::new(), |mut manifest, (path, bytes)| {
        writeln!(manifest, "{}  {path}", Digest::of(bytes)).unwrap();
        manifest
    })
}

/// The site's manifest made again, as somebody does who hides what he changed.
fn signed_again(site: Site) -> Site {
    let manifest = manifest_of(&site.files("output/site"));
    site.with_file("output/site/manifest.txt", manifest)
}

/// What a build says of a site: its fingerprint and its site code.
pub(crate) fn codes_of(site: &Site) -> (String, String) {
    let said = verify(site, &[]).succeeds().stdout;
    let last: serde_json::Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    let code = |name: &str| last["summary"]["done"][name].as_str().unwrap().to_owned();
    (code("fingerprint"), code("site_code"))
}

#[test]
fn what_was_published_and_built_is_fine() {
    let site = published();
    let said = site.run(["verify"]).succeeds().stdout;
    assert_eq!(said.lines().filter(|line| line.starts_with("完好 ")).count(), 3, "{said}");
    let before = site.files("");
    let (fingerprint, site_code) = codes_of(&site);
    for expected in
        [fingerprint.clone(), site_code, fingerprint.replace(' ', "-").to_uppercase(), format!("2:{fingerprint}")]
    {
        verify(&site, &["--expect", &expected]).succeeds();
    }
    verify(&site, &["content/editions", "--expect", &fingerprint]).succeeds();
    before.is_same_as(&site.files(""));
}

#[test]
fn damage_to_editions_is_named() {
    let log = "content/editions/log.txt";
    let cases: Vec<(Site, &[&str])> = vec![
        (altered(published(), LIST, in_text(|text| text.replacen('1', "2", 1))), &["archive"]),
        (altered(published(), LIST, in_text(|text| text.replace("\r\n", "\n"))), &["line-ends"]),
        (altered(published(), LIST, |bytes| [b"\xef\xbb\xbf", &bytes[..]].concat()), &["bom"]),
        (published().without(LIST), &["edition-missing"]),
        (published().without("content/editions/0001"), &["edition-missing"]),
        (published().without(log), &["edition-missing"]),
        (published().with_file("content/editions/0002/data/x.csv", "x"), &["stray"]),
        (published().with_file("content/editions/x.txt", "x"), &["stray"]),
        (published().replace(log, DAY, "2021-04-27"), &["archive", "chain"]),
        (altered(published(), log, in_text(|text| text.replace('\n', "\r\n"))), &["line-ends"]),
        (altered(published(), log, |bytes| [b"\xef\xbb\xbf", &bytes[..]].concat()), &["bom"]),
        (altered(published(), log, in_text(|log| format!("{}\n", log.lines().next().unwrap()))), &["log-cut"]),
    ];
    for (site, codes) in cases {
        finds(&verify(&site, &["content/editions"]), codes);
    }
}

#[test]
fn a_shorter_and_a_forked_log_are_found_by_the_fingerprint() {
    let (fingerprint, _) = codes_of(&published());
    let expect = ["content/editions", "--expect", &fingerprint];
    let numbered = format!("2:{fingerprint}");
    let with_number = ["content/editions", "--expect", &numbered];
    let first_line = in_text(|log| format!("{}\n", log.lines().next().unwrap()));
    let shorter = altered(published(), "content/editions/log.txt", first_line).without("content/editions/0002");
    finds(&verify(&shorter, &["content/editions"]), &[]);
    finds(&verify(&shorter, &expect), &["expected"]);
    finds(&verify(&shorter, &with_number), &["log-cut"]);
    let site = shorter.replace("content/sources/courses/taishan.csv", ",13,80", ",14,80");
    site.run(["publish", "--date", LATER]).succeeds();
    finds(&verify(&site, &["content/editions"]), &[]);
    finds(&verify(&site, &expect), &["expected"]);
    finds(&verify(&site, &with_number), &["log-forked"]);
    // The site that was built before the fork remembers the number.
    finds(&verify(&site, &["output/site", "--expect", &fingerprint]), &["log-forked", "other-chain"]);
}

#[test]
fn a_log_that_grew_is_fine_with_an_older_fingerprint() {
    let site = published();
    let (fingerprint, site_code) = codes_of(&site);
    let site = site.replace("content/sources/courses/taishan.csv", ",13,80", ",14,80");
    site.run(["publish", "--date", LATER]).succeeds();
    site.run(["verify", "--expect", &fingerprint]).succeeds().says("此后又公布了 1 版");
    finds(&verify(&site, &["--expect", &fingerprint, "--expect", &site_code]), &["stale"]);
}

/// A page's bytes, damaged in a way that has a name.
type Hurt = fn(&[u8]) -> Vec<u8>;

fn crlf(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] }).collect()
}

fn with_script(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes)
        .replace("</body>", "<script src=\"//ads.example/x.js\"></script></body>")
        .into_bytes()
}

fn one_letter(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replacen("公示", "公布", 1).into_bytes()
}

/// Damage to one page, with its code when the page can be built again, and when only its digest is known.
const HURTS: &[(Hurt, &str, &str)] = &[
    (crlf, "line-ends", "line-ends"),
    (|bytes| [b"\xef\xbb\xbf", bytes].concat(), "bom", "bom"),
    (with_script, "injected", "injected"),
    (one_letter, "file-changed", "file-changed"),
    (|bytes| bytes[..bytes.len() / 2].to_vec(), "file-cut", "file-changed"),
    (|_| Vec::new(), "file-cut", "file-cut"),
    (|_| b"<!DOCTYPE html><title>404</title>".to_vec(), "error-page", "error-page"),
];

#[test]
fn damage_to_a_site_is_named_within_its_root_and_without() {
    let site = published();
    let alone = Site::empty().with_tree("", &site.path("output/site"));
    let page = "courses/index.html";
    let bytes = std::fs::read(alone.path(page)).unwrap();
    let (in_root, copy) = (site.path("output/site").join(page), alone.path(page));
    for (hurt, known, by_digest) in HURTS {
        for path in [&in_root, &copy] {
            std::fs::write(path, hurt(&bytes)).unwrap();
        }
        finds(&verify(&site, &[]), &[known]);
        finds(&verify(&alone, &["."]), &[by_digest]);
    }
    for path in [&in_root, &copy] {
        std::fs::write(path, &bytes).unwrap();
    }
    finds(&verify(&site, &[]), &[]);
    finds(&verify(&alone, &["."]), &[]);
}

#[test]
fn missing_extra_and_unlisted_files_are_named() {
    let cases: Vec<(Site, &[&str])> = vec![
        (published().without("output/site/robots.txt"), &["file-missing"]),
        (published().with_file("output/site/x.php", "x"), &["file-extra"]),
        (published().with_file("output/site/.htaccess", "x"), &["file-extra"]),
        (published().without("output/site/manifest.txt"), &["manifest"]),
        (published().replace("output/site/manifest.txt", "  robots.txt", " robots.txt"), &["manifest"]),
        (altered(published(), "output/site/manifest.txt", |bytes| crlf(&bytes)), &["line-ends"]),
        (altered(published(), "output/site/manifest.txt", |bytes| [b"\xef\xbb\xbf", &bytes[..]].concat()), &["bom"]),
        (
            signed_again(altered(published(), "output/site/courses/index.html", |bytes| one_letter(&bytes))),
            &["not-rebuilt"],
        ),
        (signed_again(published().with_file("output/site/x.php", "x")), &["not-rebuilt"]),
        (signed_again(published().without("output/site/build.json")), &["file-missing"]),
        (signed_again(published().replace("output/site/build.json", ": 2", ": 1")), &["other-chain", "stale"]),
    ];
    for (site, codes) in cases {
        finds(&verify(&site, &[]), codes);
    }
}

#[test]
fn a_site_signed_again_is_found_by_its_site_code_alone() {
    let (_, site_code) = codes_of(&published());
    let site = signed_again(altered(published(), "output/site/courses/index.html", |bytes| one_letter(&bytes)));
    let alone = Site::empty().with_tree("", &site.path("output/site"));
    finds(&verify(&alone, &["."]), &[]);
    finds(&verify(&alone, &[".", "--expect", &site_code]), &["expected"]);
}

#[test]
fn what_a_site_alone_says_of_its_fingerprint_is_not_believed() {
    let site = published();
    let (fingerprint, site_code) = codes_of(&site);
    let alone = Site::empty().with_tree("", &site.path("output/site"));
    finds(&verify(&alone, &[".", "--expect", &fingerprint]), &["expected"]);
    finds(&verify(&alone, &[".", "--expect", &site_code]), &[]);
}

#[test]
fn an_upload_that_did_not_end_is_named() {
    let site = published().replace("content/sources/courses/taishan.csv", ",13,80", ",14,80");
    let old = site.files("output/site");
    site.run(["publish", "--date", LATER]).succeeds();
    site.run(["build", "--date", LATER]).succeeds();
    let new = site.files("output/site");
    // The manifest comes last, as `build` orders an upload.
    let is_changed = |path: &&String| *path != "manifest.txt" && old.0.get(*path) != new.0.get(*path);
    let changed: Vec<&String> = new.0.keys().filter(is_changed).collect();
    for uploaded in [1, changed.len() / 2, changed.len()] {
        let mut half = old.clone();
        changed[..uploaded].iter().for_each(|path| drop(half.0.insert((*path).clone(), new.0[*path].clone())));
        let copy = Site::empty();
        half.write(&copy.path(""));
        let outcome = verify(&site, &[copy.path("").to_str().unwrap()]);
        assert!(outcome.stdout.contains("\"code\":\"mixed\""), "{uploaded} files: {}", outcome.all());
        assert!(!outcome.stdout.contains("\"code\":\"file-"), "{uploaded} files: {}", outcome.all());
    }
}

#[test]
fn what_cannot_be_verified_is_said() {
    let site = published().with_file("letter.docx", "x");
    for target in ["nothing", "letter.docx", "ftp://127.0.0.1/"] {
        finds(&verify(&site, &[target]), &["unknown-target"]);
    }
    verify(&Site::empty(), &[]).fails(1).says("\"code\":\"root\"");
}

/// What the site's host serves, in some manner.
fn live(site: &Site, manner: impl Fn(&str, Option<&Vec<u8>>) -> Answer + Send + Sync + 'static) -> Host {
    Host::serving(site.files("output/site").0, Box::new(manner))
}

fn honest(file: Option<&Vec<u8>>) -> Answer {
    file.map_or_else(|| Answer::status("404 Not Found"), |file| Answer::of(file))
}

#[test]
fn a_host_that_serves_the_site_is_fine() {
    let site = published();
    let (fingerprint, site_code) = codes_of(&site);
    let host = Host::honest(site.files("output/site").0);
    finds(&verify(&site, &[host.address(), "--expect", &fingerprint, "--expect", &site_code]), &[]);
    let nowhere = Site::empty();
    finds(&verify(&nowhere, &[host.address(), "--expect", &site_code]), &[]);
    finds(&verify(&nowhere, &[&format!("{}index.html", host.address()), "--expect", &fingerprint]), &["expected"]);
}

#[test]
fn a_host_that_packs_what_it_sends_is_fine() {
    let site = published();
    let packed = live(&site, |_, file| match file {
        Some(file) => Answer::file(gzip(file)).header("Content-Encoding", "gzip"),
        None => Answer::status("404 Not Found"),
    });
    finds(&verify(&site, &[packed.address()]), &[]);
}

#[test]
fn damage_by_a_host_is_named() {
    let site = published();
    for (hurt, known, _) in HURTS {
        let host = live(&site, |path, file| match path {
            "courses/index.html" => Answer::file(hurt(file.unwrap())),
            _ => honest(file),
        });
        finds(&verify(&site, &[host.address()]), &[known]);
    }
    let everywhere = live(&site, |path, file| match file {
        Some(page) if path.ends_with(".html") => Answer::file(with_script(page)),
        file => honest(file),
    });
    let outcome = verify(&Site::empty(), &[everywhere.address()]);
    assert!(!outcome.all().contains("ads.example"), "what was injected is not passed on");
    finds(&outcome, &["injected"]);
}

#[test]
fn what_a_host_answers_instead_of_a_file_is_named() {
    let site = published();
    type Told = (fn() -> Answer, &'static [&'static str]);
    let answers: [Told; 5] = [
        (|| Answer::status("404 Not Found"), &["file-missing"]),
        (|| Answer::status("403 Forbidden"), &["host"]),
        (|| Answer::status("302 Found").header("Location", "https://other.example/zyjn/"), &["redirect"]),
        (|| Answer::status("301 Moved").header("Location", "/zyjn/"), &["redirect"]),
        (|| Answer::file("<html>404</html>"), &["error-page"]),
    ];
    for (answer, codes) in answers {
        for path in ["courses/index.html", "assets"] {
            let host = live(&site, move |asked, file| if asked.starts_with(path) { answer() } else { honest(file) });
            finds(&verify(&site, &[host.address()]), codes);
        }
    }
    let home_for_all = live(&site, |path, file| {
        let files = if path == "courses/index.html" { None } else { file };
        files.map_or_else(|| Answer::file("<html>Welcome</html>"), |file| Answer::of(file))
    });
    finds(&verify(&site, &[home_for_all.address()]), &["error-page"]);
    let moved = live(&site, |_, _| Answer::status("301 Moved").header("Location", "https://www.other.example/"));
    let outcome = verify(&site, &[moved.address()]);
    assert!(outcome.all().contains("另一个主机 www.other.example"), "{}", outcome.all());
    finds(&outcome, &["redirect"]);
    let no_manifest =
        live(&site, |path, file| if path == "manifest.txt" { Answer::status("404 Not Found") } else { honest(file) });
    finds(&verify(&site, &[no_manifest.address()]), &["manifest"]);
}

#[test]
fn a_host_that_falls_silent_is_said_and_not_waited_for() {
    let site = published();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    finds(&verify(&site, &[&format!("http://{nobody}/")]), &["host"]);
    let host = live(&site, |path, file| match path {
        "manifest.txt" | "build.json" => honest(file),
        // It promises more than it sends.
        _ => Answer::file("").header("Content-Length", "9").header("Connection", "close"),
    });
    let outcome = verify(&site, &[host.address()]);
    assert!(outcome.all().contains("个文件没有问"), "{}", outcome.all());
}

#[test]
fn a_host_with_the_site_of_an_older_edition_is_stale() {
    let site = published().replace("content/sources/courses/taishan.csv", ",13,80", ",14,80");
    let old = Host::honest(site.files("output/site").0);
    site.run(["publish", "--date", LATER]).succeeds();
    site.run(["build", "--date", LATER]).succeeds();
    let outcome = verify(&site, &[old.address()]);
    assert!(outcome.stdout.contains("网站停在第 0002 版，最新的是第 0003 版"), "{}", outcome.all());
    assert_eq!(outcome.status, Some(1), "the public sees it");
}

/// A file as gzip without compression (RFC 1951, 3.2.4; RFC 1952).
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut blocks = bytes.chunks(0xffff).peekable();
    if bytes.is_empty() {
        out.extend([1, 0, 0, 0xff, 0xff]);
    }
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap();
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    });
    out.extend((!crc).to_le_bytes());
    out.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
    out
}
