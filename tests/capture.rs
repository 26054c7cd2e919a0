//! `capture`: real pictures by a real browser, read back from their pixels; and every proof, by what it must refuse.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::OnceLock;

use gongshi::value::digest::Digest;

use crate::support::{Digits, Greys, HostedSite, NOTICE_ON, Outcome, Site, with_rows};

/// One list of each size.
fn lists() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| with_rows(&[("taishan", 1), ("daiyue", 200), ("xintai", 1_500), ("feicheng", 10_000)]))
}

/// A site with one short list, to be spoilt.
fn small() -> Site {
    with_rows(&[("taishan", 30)])
}

/// The place of its first sheet.
const SHEET: &str = "subsidies/2021-01/taishan/r1/sheets/index.html";

fn capture(site: &Site, more: &[&str]) -> Outcome {
    site.run(["capture", "--notice", "2021-01"].into_iter().chain(more.iter().copied()))
}

/// Everything in the packs of a site, by its place in the pack; the packs from the first made.
fn packs(site: &Site) -> Vec<BTreeMap<String, Vec<u8>>> {
    let files = site.files("output");
    let packs = files.ending(".zip").filter(|(path, _)| path.starts_with("evidence/"));
    packs.map(|(_, bytes)| unpacked(bytes)).collect()
}

fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let (path, mut bytes) = (name.split_once('/').unwrap().1.to_owned(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        files.insert(path, bytes);
    }
    files
}

fn pictures(pack: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = &[u8]> {
    pack.iter().filter(|(path, _)| path.ends_with(".png")).map(|(_, bytes)| bytes.as_slice())
}

fn record(pack: &BTreeMap<String, Vec<u8>>) -> serde_json::Value {
    serde_json::from_slice(&pack["data/evidence.json"]).unwrap()
}

/// Captures a district's list and reads the numbers of all rows from its pictures.
fn row_numbers(district: &str) -> Vec<u64> {
    let site = lists();
    capture(site, &["--district", district, "--by", "示例经办"]).succeeds().says("每一行都在图片里核对过");
    let folder = tempfile::tempdir().unwrap();
    let digits = Digits::learn(folder.path());
    let of_district =
        |pack: &BTreeMap<String, Vec<u8>>| record(pack)["list"]["id"] == format!("subsidies/2021-01/{district}");
    let pack = packs(site).into_iter().find(of_district).expect("the list has a pack");
    let mut numbers = Vec::new();
    for png in pictures(&pack) {
        let picture = Greys::of(png);
        assert_eq!((picture.width, picture.height), (1588, 2246), "A4 at twice 794 × 1123");
        numbers.extend(digits.row_numbers(&picture));
    }
    numbers
}

#[test]
fn every_row_of_short_lists_is_on_exactly_one_picture() {
    assert_eq!(row_numbers("taishan"), [1]);
    assert_eq!(row_numbers("daiyue"), (1..=200).collect::<Vec<_>>());
    assert_eq!(row_numbers("xintai"), (1..=1_500).collect::<Vec<_>>());
}

#[test]
fn every_row_of_a_long_list_is_on_exactly_one_picture() {
    assert_eq!(row_numbers("feicheng"), (1..=10_000).collect::<Vec<_>>());
}

#[test]
fn two_captures_of_one_site_have_the_same_pictures() {
    let site = small();
    for _ in 0..2 {
        capture(&site, &["--layout", "a4", "--layout", "screen"]).succeeds().says("本地渲染");
    }
    let drawn = |pack: BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
        pack.into_iter().filter(|(path, _)| path.starts_with("data/pictures/")).collect()
    };
    let packs: Vec<_> = packs(&site).into_iter().map(drawn).collect();
    let [first, second] = packs.as_slice() else { panic!("two packs, and not {}", packs.len()) };
    assert!(first.len() >= 5 && first.keys().any(|path| path.ends_with(".pdf")), "{:?}", first.keys());
    assert!(first == second, "the same bytes, PNG and PDF");
}

/// The site with a text added to a file of it, and a manifest that agrees.
fn spoilt(site: Site, ending: &str, change: impl Fn(String) -> String) -> Site {
    let files = site.files("output/site");
    let (path, bytes) = files.ending(ending).next().unwrap_or_else(|| panic!("no file is a {ending}"));
    let changed = change(String::from_utf8(bytes.to_vec()).unwrap());
    let site = site.with_file(&format!("output/site/{path}"), changed);
    let line = |(path, bytes): (&str, &[u8])| format!("{}  {path}\n", Digest::of(bytes));
    let files = site.files("output/site");
    let manifest: String = files.ending("").filter(|(path, _)| *path != "manifest.txt").map(line).collect();
    site.with_file("output/site/manifest.txt", manifest)
}

/// Style rules that spoil a sheet, with what is said of it.
const SPOILT: &[(&str, &str)] = &[
    ("#row-3{display:none}", "第 3 行被隐藏"),
    ("#row-3 td{visibility:hidden}", "第 3 行被隐藏"),
    ("#row-3 th{opacity:0}", "第 3 行被隐藏"),
    ("#row-3 td{color:#fff}", "第 3 行在图片里看不见"),
    ("#row-3 th::first-letter{color:transparent}", "第 3 行在图片里看不见"),
    ("#row-3{transform:scaleX(-1)}", "第 3 行的文字没有照原样排出"),
    ("#row-3 td{-webkit-text-security:disc}", "第 3 行的文字没有照原样排出"),
    ("#row-3 td{clip-path:inset(100%)}", "第 3 行的文字没有照原样排出"),
    ("#row-3{position:absolute;left:-9999px}", "第 3 行超出了纸面"),
    ("#row-3 th::before{content:'9'}", "第 3 行在图片里叠有别的内容"),
    // What covers a row is seen whether or not it lets points through.
    ("main::after{content:'';position:absolute;left:0;top:300px;width:90%;height:30px;background:#fff}", "遮住"),
    (
        "body::after{content:'';position:absolute;left:0;top:300px;width:90%;height:30px;background:#fff;\
         pointer-events:none!important}",
        "遮住",
    ),
    ("main.sheet{height:500px!important;min-height:0!important;overflow:hidden!important}", "这一张有内容被截掉"),
    ("main.sheet{height:1200px!important}", "这一张的内容超出了纸面"),
    ("main.sheet{animation:a 9s infinite}@keyframes a{from{color:#000}to{color:#111}}", "会动的内容"),
    ("#capture-mark{visibility:hidden}", "看不到截图方式的标记"),
];

#[test]
fn a_sheet_that_hides_covers_or_cuts_anything_is_refused_with_its_row() {
    let mut site = small();
    let (style, _) = site
        .files("output/site")
        .ending(".css")
        .find(|(path, _)| path.contains("capture."))
        .map(|(path, bytes)| (path.to_owned(), bytes.len()))
        .expect("sheets have a style");
    let clean = site.file(&format!("output/site/{style}"));
    for (rule, told) in SPOILT {
        site = spoilt(site, &style, |_| format!("{clean}\n{rule}"));
        let outcome = capture(&site, &[]).fails(1).says("[not-proved]").says(told).says_nothing_of("示甲");
        assert!(packs(&site).is_empty(), "{rule}: {outcome:?}");
    }
    // The same way of spoiling, with nothing spoilt.
    site = spoilt(site, &style, |_| format!("{clean}\n.nothing{{color:red}}"));
    capture(&site, &[]).succeeds();
}

#[test]
fn a_row_that_is_changed_missing_or_added_is_refused() {
    for (from, to, told) in [
        ("480.00</td></tr>", "4800.00</td></tr>", "与已公布的名单不一致"),
        ("id=\"row-3\"", "id=\"row-4\"", "第 3 行不在这一张的位置上"),
        ("</tbody>", "<tr id=\"row-99\"><td>1</td></tr></tbody>", "比名单多出了行"),
        ("<main class=", "<main data-class=", "不是截图存证页"),
        ("</main>", "<p>\u{378}</p></main>", "U+0378"),
        ("</main>", "<p>\u{e000}</p></main>", "U+E000"),
    ] {
        let site = spoilt(small(), SHEET, |html| {
            assert!(html.contains(from), "{from} is on a sheet");
            html.replacen(from, to, 1)
        });
        capture(&site, &[]).fails(1).says("[not-proved]").says(told).says_nothing_of("示甲");
        assert!(packs(&site).is_empty(), "{told}");
    }
}

#[test]
fn a_name_that_no_font_has_is_refused_by_its_row_and_number() {
    let site = small();
    let csv = "content/sources/subsidies/2021-01/taishan.csv";
    let site = site.replace(csv, "\n4,示", "\n4,\u{323AF}");
    site.run(["publish", "--date", NOTICE_ON]).succeeds();
    site.run(["build", "--date", NOTICE_ON]).succeeds();
    capture(&site, &[]).fails(1).says("名单第 4 行").says("U+323AF").says_nothing_of("\u{323AF}");
}

#[test]
fn only_a_whole_site_of_the_newest_edition_is_captured() {
    let site = small();
    let page = format!("output/site/{SHEET}");
    let site = site.replace(&page, "示例市", "示例县");
    capture(&site, &[]).fails(1).says("[capture-source]").says("被改动过").says("gongshi build");
    site.run(["build", "--date", NOTICE_ON]).succeeds();
    let site = site.with_file("output/site/extra.html", "x");
    capture(&site, &[]).fails(1).says("[capture-source]").says("多出");
    let site = site.without("output/site/extra.html");
    let csv = "content/sources/subsidies/2021-01/taishan.csv";
    let site = site.replace(csv, "1期", "2期");
    site.run(["publish", "--date", NOTICE_ON]).succeeds();
    capture(&site, &[]).fails(1).says("[capture-source]").says("不是最新的第 0002 版");
    let site = site.without("output/site");
    capture(&site, &[]).fails(1).says("还没有生成网站");
    capture(&site, &["--district", "daiyue"]).fails(1).says("没有现行的清单");
    capture(&site, &["--browser", "/nowhere/chrome"]).fails(1);
}

#[test]
fn a_browser_that_was_named_and_is_not_there_is_told() {
    let site = small();
    let outcome = capture(&site, &["--browser", "/nowhere/chrome"]).fails(1);
    outcome.says("[browser]").says("/nowhere/chrome").says("apt install chromium");
    let site = site.with_file("broken", "#!/bin/sh\nexit 3\n");
    make_executable(&site);
    capture(&site, &["--browser", "./broken"]).fails(1).says("[browser]").says("没有启动");
}

fn make_executable(site: &Site) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(site.path("broken"), std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// The colour of the line that says how a picture was made: more red than green, or more green than red.
fn is_red(png: &[u8]) -> bool {
    let picture = Greys::of(png);
    let (mut red, mut green) = (0, 0);
    for y in 0..picture.height / 20 {
        for x in 0..picture.width {
            let [r, g, b] = picture.colour(x, y).map(i32::from);
            red += i32::from(r > g + 60 && r > b + 60);
            green += i32::from(g > r + 60 && g > b);
        }
    }
    assert!(red.max(green) > 200, "a line in colour: {red} {green}");
    red > green
}

#[test]
fn a_picture_of_files_never_looks_like_one_of_the_host() {
    let site = small();
    capture(&site, &[]).succeeds().says("本地渲染");
    let host = HostedSite::of(&site);
    let outcome = capture(&site, &["--live", &host.address]).succeeds();
    outcome.says("网站实况").says("[clock-skew]");
    let packs = packs(&site);
    let [first, second] = packs.as_slice() else { panic!("two packs, and not {}", packs.len()) };
    let (local, live) =
        if record(first)["captured"]["made"]["from"] == "local" { (first, second) } else { (second, first) };
    assert!(pictures(local).all(is_red) && !pictures(live).any(is_red));
    let made = record(live)["captured"]["made"].clone();
    assert_eq!(made["base_url"], host.address.as_str());
    assert_eq!(made["server_date"], HostedSite::DATE);
    let pages = record(live)["pages"].clone();
    let page = pages.as_array().unwrap().iter().find(|page| page["path"] == SHEET).expect("the page is kept").clone();
    assert_eq!(page["status"], 200);
    assert!(page["headers"].to_string().contains(HostedSite::DATE), "{page}");
    let kept = &live[page["file"].as_str().unwrap()];
    assert_eq!(kept.as_slice(), std::fs::read(site.path(&format!("output/site/{SHEET}"))).unwrap());
}

#[test]
fn what_a_host_changes_on_its_way_is_refused() {
    let site = small();
    for (host, told) in [
        (HostedSite::of(&site).with_script_added(), "与网站清单 manifest.txt 不符"),
        (HostedSite::of(&site).with_bom_added(), "与网站清单 manifest.txt 不符"),
        (HostedSite::of(&site).moved(SHEET), "转到了别的地址"),
        (HostedSite::of(&site).gone(SHEET), "状态 404"),
        (HostedSite::of(&site).gone("manifest.txt"), "打不开文件清单"),
    ] {
        capture(&site, &["--live", &host.address]).fails(1).says("[not-proved]").says(told);
    }
    capture(&site, &["--live", "http://127.0.0.1:1/"]).fails(1).says("打不开");
    assert!(packs(&site).is_empty());
}
