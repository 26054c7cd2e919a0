//! The page on which codes and files are checked: what it answers in a real browser, and that its tables are whole.

use std::io::Write;
use std::process::{Command, Stdio};

use gongshi::value::digest::Digest;
use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::support::{Outcome, Site, long_after, node, on_the_day, run};

const PAGE: &str = "output/site/verify/index.html";

/// Puts questions to the page of a site, in a browser.
fn ask(site: &Site, questions: &[Value]) -> Outcome {
    let mut script = node("verify_page.mjs");
    script.arg(site.path("output/site")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = script.spawn().unwrap();
    child.stdin.take().unwrap().write_all(json!(questions).to_string().as_bytes()).unwrap();
    Outcome::new(&child.wait_with_output().unwrap(), "")
}

/// Every `edition.json` of a site.
fn editions(site: &Site) -> Vec<Value> {
    let files = site.files("content/editions");
    files.ending("data/edition.json").map(|(_, bytes)| serde_json::from_slice(bytes).unwrap()).collect()
}

/// What an edition says of a revision of a list.
fn entry(site: &Site, list: &str, revision: u64) -> Value {
    let lists = editions(site).into_iter().flat_map(|edition| edition["lists"].as_array().unwrap().clone());
    let mut found = lists.filter(|it| it["id"] == list && it["revision"] == revision);
    found.next().unwrap_or_else(|| panic!("{list} r{revision} was published"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// A file of a folder of the test's own, by its name.
fn put(site: &Site, name: &str, bytes: &[u8]) -> String {
    let path = site.path(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn codes_are_answered() {
    let site = on_the_day();
    let current = entry(site, "subsidies/2021-01/feicheng", 2);
    let old = entry(site, "subsidies/2021-01/feicheng", 1);
    let (digest, old_digest) = (text(&current["sha256"]), text(&old["sha256"]));
    let spaced = format!("{} {}－{}-{}", &digest[..4], &digest[4..8], &digest[8..12], &digest[12..16]).to_uppercase();
    let wide: String = digest.chars().take(16).map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
    let log = site.file("content/editions/log.txt");
    let chain = |line: usize| log.lines().nth(line).unwrap().rsplit(' ').next().unwrap()[..16].to_owned();
    let site_code = &Digest::of(site.file("output/site/manifest.txt").as_bytes()).to_string()[..16];
    let r2 = "subsidies/2021-01/feicheng/r2/index.html";
    let standing = json!(["查到了，现行有效", "肥城市", "r2", "第 0003 版", "150 行"]);
    let asked = [
        json!({"code": digest, "says": standing, "leads": [r2, "editions/0003/index.html"]}),
        json!({"code": &digest[..16], "says": standing}),
        json!({"code": spaced, "says": standing}),
        json!({"code": wide, "says": standing}),
        json!({"code": format!("{digest}  清单 courses.csv"), "says": standing}),
        json!({"code": text(&current["sm3"]), "says": ["查到了，现行有效", "SM3"]}),
        json!({"code": &old_digest[..16], "says": ["但后来更正过", "r1", "请看现行的 r2（第0003版"], "leads": [r2]}),
        json!({"link": format!("#code={}", &old_digest[..16]), "says": ["但后来更正过"]}),
        json!({"code": chain(0), "says": ["之后又发布过新版", "第 0001 版", "又发布过 3 版"], "leads": ["editions/0001/index.html"]}),
        json!({"code": chain(3), "says": ["是最新一版", "第 0004 版"]}),
        json!({"code": site_code, "says": ["没有查到", site_code, "网站校验码", "存证码", "gongshi verify"]}),
        json!({"code": "", "says": ["还没有输入"]}),
        json!({"code": &digest[..15], "says": ["少了几位", "只有 15 位"]}),
        json!({"code": "o1l2 3456 789a bcde", "says": ["有不该出现的字", "“o”“l”", "字母 o 可能是数字 0"]}),
        json!({"code": "<img src=x onerror=alert(1)>", "says": ["有不该出现的字"]}),
        json!({"code": "a".repeat(65), "says": ["多了几位"]}),
    ];
    ask(site, &asked).succeeds().says(", 0 findings");
}

#[test]
fn files_are_answered() {
    let (site, desk) = (on_the_day(), Site::empty());
    let folder = |revision: &str| format!("output/site/subsidies/2021-01/feicheng/{revision}");
    let download = |revision: &str, ending: &str| {
        let files = site.files(&folder(revision)).0.into_keys().find(|name| name.ends_with(ending));
        site.path(&format!("{}/{}", folder(revision), files.expect("a download")))
    };
    let csv = download("r2", ".csv");
    let (name, bytes) = (csv.file_name().unwrap().to_str().unwrap(), std::fs::read(&csv).unwrap());
    let body = std::str::from_utf8(&bytes).unwrap().trim_start_matches('\u{feff}').to_owned();
    let gbk = {
        let (gbk, _, is_lossy) = encoding_rs::GB18030.encode(&body);
        assert!(!is_lossy);
        gbk.into_owned()
    };
    let lf = body.replace("\r\n", "\n");
    let same = ["内容相同，文件有改动", "一个也没有改", "它现在仍然有效"];
    let mended = |file: String, what: &str| json!({"files": [file], "says": [same[0], same[1], same[2], what, "r2"]});
    let changed = put(
        &desk,
        "changed.csv",
        &bytes.iter().map(|byte| if *byte == b'1' { b'2' } else { *byte }).collect::<Vec<_>>(),
    );
    let asked = [
        json!({"files": [csv], "says": ["查到了，现行有效", name, "一个字节也不差", "r2"]}),
        json!({"drop": csv, "says": ["查到了，现行有效", "一个字节也不差"]}),
        json!({"files": [download("r1", ".csv")], "says": ["但后来更正过", "一个字节也不差", "请看现行的 r2"]}),
        json!({"files": [download("r2", ".xlsx")], "says": ["查到了，现行有效", "r2（Excel"]}),
        mended(put(&desk, "lf.csv", format!("\u{feff}{lf}").as_bytes()), "换行符被改过"),
        mended(
            put(&desk, "crcrlf.csv", format!("\u{feff}{}", body.replace("\r\n", "\r\r\n")).as_bytes()),
            "换行符被改过",
        ),
        mended(put(&desk, "bare.csv", body.as_bytes()), "少了表示编码的标记（BOM）"),
        mended(put(&desk, "bare-lf.csv", lf.as_bytes()), "少了表示编码的标记（BOM），换行符被改过"),
        mended(put(&desk, "gbk.csv", &gbk), "编码被改成了 GBK"),
        mended(put(&desk, "end.csv", &bytes[..bytes.len() - 2]), "文件末尾的换行被改过"),
        json!({"files": [changed], "says": ["没有查到", "changed.csv", "Excel 或 WPS", "没有查到"], "never": ["现行有效"]}),
        json!({"drop": changed, "says": ["没有查到", "这不等于有人改了内容"]}),
        json!({"files": [csv, changed], "says": ["查到了，现行有效", "没有查到"]}),
    ];
    ask(site, &asked).succeeds().says(", 0 findings");
}

/// The page hears what is wrong: an answer that is not given is a finding.
#[test]
fn another_answer_is_a_finding() {
    let asked = [json!({"code": "0123456789abcdef", "says": ["查到了"]})];
    ask(on_the_day(), &asked).fails(1).says("holds “查到了”");
}

/// Lengths around the ends of blocks, where padding differs, and one of several pieces.
#[test]
fn digests_are_those_of_sha256sum() {
    let desk = Site::empty();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    let lengths = (0..4).chain(54..67).chain(118..131).chain([1000, 4096, 65_537, 1_048_575, 1_048_577, 5_000_003]);
    let files: Vec<String> = lengths
        .enumerate()
        .map(|(at, length)| put(&desk, &format!("{at:02}.bin"), &(0..length).map(|_| byte()).collect::<Vec<_>>()))
        .collect();
    let said = run(Command::new("sha256sum").args(&files)).succeeds().stdout;
    let digests: Vec<&str> = said.lines().map(|line| &line[..64]).collect();
    assert_eq!((files.len(), digests.len()), (36, 36));
    ask(on_the_day(), &[json!({"files": files, "digests": digests})]).succeeds().says(", 0 findings");
}

/// Every revision ever published stands in the table with its digests, and the index says the same.
#[test]
fn every_digest_is_in_the_tables() {
    for site in [on_the_day(), long_after()] {
        let html = site.file(PAGE);
        let page = Html::parse_document(&html);
        let index = index(site);
        let (mut lists, mut notices) = (0, 0);
        let all = editions(site);
        for edition in &all {
            for list in edition["lists"].as_array().unwrap() {
                let id = format!("{}_r{}", text(&list["id"]).replace('/', "_"), list["revision"]);
                stands(&page, &id, edition, list);
                assert!(index.contains(&format!("\"{}\"", text(&list["sha256"]))), "{id}");
                lists += 1;
            }
            for notice in edition["notices"].as_array().unwrap() {
                stands(&page, &format!("notice_{}_r{}", text(&notice["id"]), notice["revision"]), edition, notice);
                notices += 1;
            }
        }
        let rows = page.select(&Selector::parse(".verified tbody tr").unwrap()).count();
        assert_eq!(rows, lists + notices + all.len(), "nothing else stands there");
        assert!(html.contains(&format!("{lists} 份清单修订、{} 个版本", all.len())));
    }
}

fn stands(page: &Html, id: &str, edition: &Value, entry: &Value) {
    let row = page.select(&Selector::parse(&format!("tr[id=\"{id}\"]")).unwrap()).next();
    let row = row.unwrap_or_else(|| panic!("{id} stands in a table")).text().collect::<String>();
    let number = format!("第{:04}版", edition["number"].as_u64().unwrap());
    for part in [text(&entry["sha256"]), text(&entry["sm3"]), number, text(&edition["date"])] {
        assert!(row.contains(&part), "{id}: {part} is not in {row}");
    }
}

/// The index of a site: one file that only this page asks for.
fn index(site: &Site) -> String {
    let files = site.files("output/site");
    let is_index = |path: &&str| path.starts_with("assets/verify-index.");
    let found: Vec<&str> = files.0.keys().map(String::as_str).filter(is_index).collect();
    let [path] = found[..] else { panic!("there is one index: {found:?}") };
    let asks = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(path);
    let asking: Vec<_> = files.ending(".html").filter(|(_, bytes)| asks(bytes)).map(|(page, _)| page).collect();
    assert_eq!(asking, ["verify/index.html"]);
    let text = String::from_utf8(files.0[path].clone()).unwrap();
    let json = text.strip_prefix("window.GONGSHI_DIGESTS=").and_then(|rest| rest.strip_suffix(";\n"));
    serde_json::from_str::<Value>(json.expect("the index is one assignment")).unwrap();
    text
}

/// Rows that left: the digest is known, and the edition that took them away is named with its reason.
#[test]
fn what_was_withdrawn_is_answered() {
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-20"]).succeeds();
    let digest = |list: &str| text(&entry(&site, list, 1)["sha256"]);
    let (courses, payments) = (digest("courses/gaoxin"), digest("subsidies/2021-01/taishan"));
    let kept = put(&site, "kept.csv", site.file("content/editions/0001/data/lists/courses/gaoxin/r1.csv").as_bytes());
    let order = ["withdraw", "courses/gaoxin", "--reason", "order", "--note", "监督检查", "--date", "2021-04-21"];
    site.run(order).succeeds();
    site.run(["withdraw", "--expired", "--date", "2022-06-01"]).succeeds();
    site.run(["build", "--date", "2022-06-01"]).succeeds();
    let gone = json!(["查到了，但已经撤下", "不再有效", "第0002版（2021-04-21），原因：依法责令，监督检查。"]);
    let expired = ["查到了，各行已期满撤下", "人数和金额合计仍然有效", "第0003版（2022-06-01），原因：期满。"];
    let asked = [
        json!({"code": &courses[..16], "says": gone, "leads": ["editions/0002/index.html"]}),
        json!({"files": [kept], "says": ["查到了，但已经撤下", "一个字节也不差"]}),
        json!({"code": payments, "says": expired, "leads": ["editions/0003/index.html"]}),
    ];
    ask(&site, &asked).succeeds().says(", 0 findings");
    let page = site.file(PAGE);
    for part in ["已撤下", "依法责令，监督检查", "期满撤下", &courses, &payments] {
        assert!(page.contains(part), "{part}");
    }
    // The site of a day before knows the digest, what took the rows away, and no page of that edition.
    site.run(["build", "--date", "2021-04-20"]).succeeds();
    let asked = [json!({"code": courses, "says": ["查到了，但已经撤下", "第0002版（2021-04-21），原因：依法责令"]})];
    ask(&site, &asked).succeeds().says(", 0 findings");
}

/// Before the first edition there is nothing to check, and the page says so.
#[test]
fn an_empty_site_has_the_page() {
    let site = Site::base();
    site.run(["build", "--date", "2021-04-20"]).succeeds();
    assert!(site.file(PAGE).contains("还没有发布过清单"));
    ask(&site, &[json!({"code": "0123456789abcdef", "says": ["没有查到"]})]).fails(1).says("digests");
}
