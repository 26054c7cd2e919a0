use std::io::{Cursor, Read};

use super::*;
use crate::output::SitePath;

fn files() -> Vec<OutputFile> {
    let file = |path: &str, text: &str| OutputFile { path: SitePath::new(path), bytes: text.into() };
    vec![
        file("a/b.csv", "\u{feff}序号\r\n1\r\n"),
        file("index.html", "<title>首页</title>"),
        file("manifest.txt", ""),
        file("z.html", "<title>甲</title>"),
    ]
}

fn made(files: &[OutputFile], day: &str) -> Wacz {
    let base_url = "https://gongshi.example/zyjn/";
    wacz(&Snapshot { files, base_url, name: "示例", edition: "0004", date: day.parse().unwrap() })
}

fn part(wacz: &Wacz, path: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(&wacz.bytes)).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(path).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_same_site_is_the_same_file() {
    let files = files();
    assert_eq!(made(&files, "2021-06-25"), made(&files, "2021-06-25"));
    assert_ne!(made(&files, "2021-06-25").bytes, made(&files, "2021-06-26").bytes);
    assert_eq!((made(&files, "2021-06-25").addresses, made(&files, "2021-06-25").pages), (5, 2));
}

#[test]
fn offsets_lead_to_responses() {
    let (files, archive) = (files(), made(&files(), "2021-06-25"));
    let warc = part(&archive, "archive/data.warc.gz");
    let index = String::from_utf8(part(&archive, "indexes/index.cdx")).unwrap();
    assert_eq!(index.lines().count(), 5);
    assert!(index.lines().is_sorted());
    for line in index.lines() {
        let fields: serde_json::Value = serde_json::from_str(line.splitn(3, ' ').nth(2).unwrap()).unwrap();
        let number = |name: &str| fields[name].as_str().unwrap().parse::<usize>().unwrap();
        let member = &warc[number("offset")..number("offset") + number("length")];
        let mut record = Vec::new();
        flate2::read::GzDecoder::new(member).read_to_end(&mut record).unwrap();
        let url = fields["url"].as_str().unwrap();
        let text = String::from_utf8_lossy(&record);
        assert!(text.starts_with("WARC/1.1\r\nWARC-Type: response\r\n"), "{text}");
        assert!(text.contains(&format!("WARC-Target-URI: {url}\r\nWARC-Date: 2021-06-24T16:00:00Z\r\n")), "{text}");
        let name = url.strip_prefix("https://gongshi.example/zyjn/").unwrap();
        let name = if name.is_empty() { HOME } else { name };
        let file = files.iter().find(|file| file.path.as_str() == name).unwrap();
        let body = [b"\r\n\r\n", file.bytes.as_slice(), b"\r\n\r\n"].concat();
        assert!(record.ends_with(&body), "{text}");
    }
}

#[test]
fn the_home_page_opens_the_table_of_contents() {
    let pages = String::from_utf8(part(&made(&files(), "2021-06-25"), "pages/pages.jsonl")).unwrap();
    let lines: Vec<&str> = pages.lines().collect();
    assert!(lines[0].contains("json-pages-1.0") && lines[1].contains("首页") && lines[2].contains("z.html"), "{pages}");
    assert_eq!(lines.len(), 3);
}
