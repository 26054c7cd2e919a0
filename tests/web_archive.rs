//! A site as one file for web archives, read by the standard's own tools.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::support::{EDITION_FOUR_ON, Outcome, Site, checker, on_the_day, repository, run};

const BASE: &str = "https://gongshi.example/zyjn/";

/// What the tools read.
#[derive(Debug, Deserialize)]
struct Read {
    errors: Vec<String>,
    addresses: usize,
    pages: usize,
    moments: Vec<String>,
    main_page: String,
}

/// Archives an edition of the sample into a file; on whatever day, the file is the same.
fn archived(edition: &str, file: &Path, day: &str) -> Outcome {
    on_the_day().run(["archive", edition, "--out", file.to_str().unwrap(), "--date", day])
}

fn read(file: &Path, site: &Path) -> Read {
    let mut tool = Command::new(checker("python/bin/python"));
    tool.arg(repository("tests/tools/web_archive.py")).args([file, site]).arg(BASE);
    serde_json::from_str(&run(&mut tool).succeeds().stdout).unwrap()
}

fn validate(file: &Path) -> Outcome {
    run(Command::new(checker("python/bin/wacz")).arg("validate").arg("-f").arg(file))
}

#[test]
fn the_tools_of_archives_read_every_file_of_the_site() {
    let desk = Site::empty();
    let (file, site) = (desk.path("4.wacz"), on_the_day().path("output/site"));
    archived("4", &file, EDITION_FOUR_ON).succeeds().says("已归档：第 0004 版（2021-06-25）的网站");
    validate(&file).succeeds().says("the passed WACZ is valid");
    let read = read(&file, &site);
    assert!(read.errors.is_empty(), "{:#?}", read.errors);
    let files = on_the_day().files("output/site");
    assert_eq!((read.addresses, read.pages), (files.0.len() + 1, files.ending(".html").count()));
    assert_eq!((read.moments, read.main_page), (vec!["20210624160000".to_owned()], format!("{BASE}index.html")));
}

#[test]
fn an_edition_is_the_same_file_on_any_day() {
    let desk = Site::empty();
    let (one, other) = (desk.path("2.wacz"), desk.path("2-again.wacz"));
    archived("2", &one, EDITION_FOUR_ON).succeeds();
    archived("2", &other, "2031-01-01").succeeds();
    let (bytes, again) = (std::fs::read(&one).unwrap(), std::fs::read(&other).unwrap());
    assert!(bytes == again, "the same edition on another day");
    archived("2", &one, "2031-01-01").succeeds();
    // The site of an edition knows nothing of later ones.
    let site = Site::sample().without("content/editions/0003");
    let log: String = site.file("content/editions/log.txt").lines().take(2).map(|line| format!("{line}\n")).collect();
    let site = site.with_file("content/editions/log.txt", log);
    site.run(["build", "--date", "2021-05-20"]).succeeds();
    let read = read(&one, &site.path("output/site"));
    assert!(read.errors.is_empty(), "{:#?}", read.errors);
}

#[test]
fn a_damaged_archive_is_found() {
    let (desk, site) = (Site::empty(), on_the_day().path("output/site"));
    let file = desk.path("1.wacz");
    archived("1", &file, EDITION_FOUR_ON).succeeds();
    let whole = read(&file, &site);
    assert!(whole.errors.iter().any(|error| error.contains("editions/0004")), "another site is told apart");
    let bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    let damaged: Vec<u8> = bytes.iter().enumerate().map(|(at, byte)| byte ^ u8::from(at == middle)).collect();
    std::fs::write(&file, damaged).unwrap();
    assert_ne!(validate(&file).status, Some(0));
}

#[test]
fn a_file_of_others_is_left_alone() {
    let desk = Site::empty().with_file("4.wacz", "别人的");
    archived("4", &desk.path("4.wacz"), EDITION_FOUR_ON).fails(1).says("not-ours").says("同名文件");
    assert_eq!(desk.file("4.wacz"), "别人的");
}

#[test]
fn the_usual_place_and_what_is_missing() {
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-20"]).succeeds();
    site.run(["archive", "1"]).succeeds().says("SITE/output/archive/0001.wacz");
    let first = site.files("output/archive");
    assert_eq!(first.0.keys().collect::<Vec<_>>(), ["0001.wacz"]);
    site.run(["archive", "1", "--date", "2030-01-01"]).succeeds();
    first.is_same_as(&site.files("output/archive"));
    site.run(["archive", "2"]).fails(1).says("no-edition");
    site.run(["archive"]).fails(2).says("缺少<版号>");
    let settings = site.file("content/site.toml");
    let line = settings.lines().find(|line| line.starts_with("base_url")).unwrap().to_owned();
    let site = site.replace("content/site.toml", &line, "");
    site.run(["archive", "1"]).fails(1).says("没有设置 base_url").says("content/site.toml");
}
