use std::io::{Read, Write};

use chrono::NaiveDate;

use super::*;
use crate::output::OutputFile;

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile { path: SitePath::new(path), bytes: text.into() }
}

fn first() -> Vec<OutputFile> {
    ["index.html", "a/index.html", "a/x/index.html", "assets/s.1.css", "editions/0009/index.html", "gone/index.html"]
        .into_iter()
        .chain(["gone/index.csv", "build.json", "feed.xml"])
        .map(|path| file(path, "1"))
        .collect()
}

fn second() -> Vec<OutputFile> {
    let changed =
        ["index.html", "a/index.html", "a/x/index.html", "build.json", "feed.xml"].map(|path| file(path, "2"));
    let new = ["b/index.html", "b/c/index.html", "b/c/r1.csv", "assets/s.2.css", "editions/0010/index.html"];
    let kept = ["editions/0009/index.html"].map(|path| file(path, "1"));
    changed.into_iter().chain(new.map(|path| file(path, "2"))).chain(kept).collect()
}

fn plan() -> Plan {
    Plan::between(Some(&Manifest::of(&first())), &Manifest::of(&second())).unwrap()
}

fn paths(plan: &Plan, phase: Phase) -> Vec<&str> {
    plan.of_phase(phase).map(|step| step.path.as_str()).collect()
}

#[test]
fn new_files_come_first_the_manifest_last_and_then_what_leaves() {
    let plan = plan();
    let new = ["assets/s.2.css", "b/c/r1.csv", "b/c/index.html", "editions/0010/index.html", "b/index.html"];
    assert_eq!(paths(&plan, Phase::New), new);
    assert_eq!(paths(&plan, Phase::Changed), ["build.json", "feed.xml", "a/x/index.html"]);
    assert_eq!(paths(&plan, Phase::Entry), ["a/index.html", "index.html", "manifest.txt"]);
    assert_eq!(paths(&plan, Phase::Leaving), ["gone/index.html", "gone/index.csv", "assets/s.1.css"]);
    assert!(plan.steps().is_sorted_by_key(|step| step.phase));
    assert_eq!((plan.uploads(), plan.deletions()), (11, 3));
}

#[test]
fn a_first_upload_has_everything_and_the_home_page_last_but_one() {
    let plan = Plan::between(None, &Manifest::of(&first())).unwrap();
    assert_eq!((plan.uploads(), plan.deletions()), (first().len() + 1, 0));
    let last: Vec<_> = plan.steps().iter().rev().take(2).map(|step| step.path.as_str()).collect();
    assert_eq!(last, ["manifest.txt", "index.html"]);
    assert!(plan.name().starts_with("0000-0009."), "{}", plan.name());
}

#[test]
fn nothing_changed_is_no_plan() {
    assert_eq!(Plan::between(Some(&Manifest::of(&first())), &Manifest::of(&first())), None);
}

#[test]
fn a_name_says_the_editions_and_the_manifests() {
    let digits =
        |files: &[OutputFile]| Digest::of(Manifest::of(files).to_string().as_bytes()).to_string()[..8].to_owned();
    assert_eq!(plan().name(), format!("0009.{}-0010.{}.zip", digits(&first()), digits(&second())));
}

/// What a package holds, in its order.
fn opened(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn packed(plan: &Plan, files: &[OutputFile], day: Option<NaiveDate>) -> Vec<u8> {
    let manifest = Manifest::of(files).to_file();
    let read = |path: &SitePath| {
        let file = files.iter().chain([&manifest]).find(|file| file.path == *path);
        file.map(|file| file.bytes.clone()).ok_or_else(|| std::io::ErrorKind::NotFound.into())
    };
    let mut bytes = Vec::new();
    package(plan, read, day, &mut bytes).unwrap();
    bytes
}

/// The same entries, packed by the library one after the other: what packages were made with at first.
fn packed_in_memory(held: &[(String, String)], options: zip::write::SimpleFileOptions) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in held {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_package_has_the_bytes_of_one_that_is_packed_in_memory() {
    let text = |n: usize| (0..n * 97).map(|at| format!("<td>{}</td>", at * n % 1_013)).collect::<String>();
    let many: Vec<_> = (0..100).map(|n| file(&format!("a/{n}.html"), &text(n))).collect();
    let plan = Plan::between(None, &Manifest::of(&many)).unwrap();
    for day in [NaiveDate::from_ymd_opt(2021, 6, 25), None] {
        let bytes = packed(&plan, &many, day);
        assert_eq!(bytes, packed_in_memory(&opened(&bytes), package::options(day)));
    }
}

#[test]
fn a_file_that_cannot_be_read_ends_the_package() {
    let read = |_: &SitePath| Err(std::io::ErrorKind::NotFound.into());
    assert!(package(&plan(), read, None, &mut Vec::new()).is_err());
}

#[test]
fn a_package_holds_the_files_in_order_and_says_what_to_do() {
    let plan = plan();
    let day = NaiveDate::from_ymd_opt(2021, 6, 25);
    let bytes = packed(&plan, &second(), day);
    assert_eq!(bytes, packed(&plan, &second(), day), "the same bytes every time");
    let held = opened(&bytes);
    let named: Vec<_> = held.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named[..4], ["README.txt", "order.txt", "delete.txt", "site/1-new/assets/s.2.css"]);
    let files: Vec<_> = named[3..].iter().map(|name| name.splitn(3, '/').nth(2).unwrap()).collect();
    let wanted: Vec<_> = plan.steps()[..plan.uploads()].iter().map(|step| step.path.as_str()).collect();
    assert_eq!(files, wanted);
    assert_eq!(held[2].1, "gone/index.html\r\ngone/index.csv\r\nassets/s.1.css\r\n");
    let order: Vec<_> = held[1].1.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(order.len(), plan.steps().len() + 1);
    assert_eq!(order[14], format!("14\t删除\tassets/s.1.css\t{}", Digest::of(b"1")));
    let readme = &held[0].1;
    assert!(readme.starts_with('\u{feff}') && !readme.replace("\r\n", "").contains('\n'), "as Notepad reads it");
    assert!(readme.contains("从：第 0009 版") && readme.contains("上传 11 个文件，删除 3 个文件"), "{readme}");
}

#[test]
fn a_package_of_a_first_upload_deletes_nothing() {
    let plan = Plan::between(None, &Manifest::of(&first())).unwrap();
    let held = opened(&packed(&plan, &first(), None));
    assert!(held.iter().all(|(name, _)| name != "delete.txt"));
    assert!(held[0].1.contains("从：还没有网站") && held[0].1.contains("没有要删除的文件"), "{}", held[0].1);
}
