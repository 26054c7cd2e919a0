use super::*;
use crate::edition::sample as editions;
use crate::evidence::pack::sample::{Changed, assembled, capture, files, pack, said, signed};
use crate::evidence::pack::{Pack, tests::live};
use crate::value::digest::Digest;

fn checked(pack: &Pack, expected: Option<&Fingerprint>) -> Result<Verdict, Vec<String>> {
    let mut report = Report::default();
    check(&pack.bytes, "a.zip", expected, &mut report).map_err(|_| said(&report))
}

/// What is found of changed files whose manifests were made to hold again.
fn found(change: impl FnOnce(&mut Changed)) -> Vec<String> {
    let mut files = files(&pack());
    change(&mut files);
    found_unsigned(&signed(files))
}

fn found_unsigned(files: &Changed) -> Vec<String> {
    let mut report = Report::default();
    drop(check_unpacked(files, "a", None, &mut report));
    said(&report)
}

#[track_caller]
fn tells(found: &[String], code: &str, words: &str) {
    let code = format!("[{code}]");
    assert!(found.iter().any(|found| found.contains(&code) && found.contains(words)), "{code} {words}: {found:#?}");
}

/// The text of a file with one part replaced.
fn replace(files: &mut Changed, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
}

const RECORD: &str = "data/evidence.json";
const LOG: &str = "data/editions/log.txt";
const LIST: &str = "data/list/subsidies-2021-03-taishan-r2.csv";

#[test]
fn a_pack_is_sound_and_says_what_it_is() {
    let pack = pack();
    let verdict = checked(&pack, None).unwrap();
    assert_eq!((verdict.rows, verdict.pictures, verdict.matched), (2, 2, Matched::Nothing));
    assert_eq!(verdict.code, pack.code.to_string());
    let said = verdict.to_string();
    assert!(said.starts_with("存证包完好：2021 年第三批补贴公示（泰山区）（subsidies/2021-03/taishan，"), "{said}");
    assert!(said.contains("没有给出存证码") && said.contains("本地渲染"), "{said}");
    let archive = editions::archive();
    let live = assembled(&archive, &live(capture(&archive))).unwrap();
    let said = checked(&live, Some(&live.code)).unwrap().to_string();
    assert!(said.contains("网站实况（https://example.gov.cn/px/）") && said.contains("与给出的存证码一致"), "{said}");
}

#[test]
fn an_unpacked_pack_is_sound_too() {
    assert_eq!(found_unsigned(&files(&pack())), [""; 0]);
}

#[test]
fn what_was_written_down_is_compared() {
    let pack = pack();
    let fingerprint = editions::archive().fingerprint().unwrap();
    assert_eq!(checked(&pack, Some(&pack.code)).unwrap().matched, Matched::Code);
    assert_eq!(checked(&pack, Some(&fingerprint)).unwrap().matched, Matched::Fingerprint);
    let of = |number: u32| editions::archive().edition(EditionNumber::new(number).unwrap()).unwrap().fingerprint();
    let frozen_by = checked(&pack, None).unwrap().edition.get();
    assert_eq!(checked(&pack, Some(&of(frozen_by))).unwrap().matched, Matched::Fingerprint, "as its pictures show it");
    let other = Fingerprint::of(&Digest::of(b"other"));
    tells(&checked(&pack, Some(&other)).unwrap_err(), "pack-expected", "与给出的");
}

#[test]
fn every_bit_of_the_zip_is_watched() {
    let pack = pack();
    for at in (0..pack.bytes.len()).step_by(61) {
        let mut bytes = pack.bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        let found = checked(&Pack { bytes, ..pack.clone() }, Some(&pack.code)).unwrap_err();
        tells(&found, "pack-container", "");
    }
}

#[test]
fn a_zip_with_another_time_or_folder_is_told() {
    let pack = pack();
    let container = container::read(&pack.bytes).unwrap();
    let later = Stamp::of(&DateTime::parse_from_rfc3339("2021-06-26T10:30:07+08:00").unwrap());
    for bytes in [
        container::write("other", container.stamp, &container.entries),
        container::write(&container.folder, later, &container.entries),
    ] {
        let found = checked(&Pack { bytes, ..pack.clone() }, None).unwrap_err();
        tells(&found, "pack-container", "文件夹名或时间与制作记录不符");
    }
}

#[test]
fn a_changed_file_is_named() {
    let mut files = files(&pack());
    replace(&mut files, LIST, "示例甲", "示例丙");
    tells(&found_unsigned(&files), "pack-digest", "这个文件被改动：与 manifest-sha256.txt 的校验值不符");
    files.insert("README.html".to_owned(), Vec::new());
    tells(&found_unsigned(&files), "pack-digest", "tagmanifest-sha256.txt 的校验值不符");
}

#[test]
fn missing_and_further_files_are_named() {
    for path in files(&pack()).into_keys() {
        if !path.contains("manifest") {
            tells(&found(|files| drop(files.remove(&path))), "pack-file", &path);
        }
        let mut rest = files(&pack());
        rest.remove(&path);
        tells(&found_unsigned(&rest), "pack-file", &path);
    }
    for path in ["data/more.txt", "more.txt", "data/pictures/a4-003.png", "../more"] {
        tells(&found(|files| drop(files.insert(path.to_owned(), b"1".to_vec()))), "pack-file", path);
    }
    let mut unlisted = files(&pack());
    unlisted.insert("attachments/a.sig".to_owned(), Vec::new());
    tells(&found_unsigned(&unlisted), "pack-file", "没有列出这个文件");
}

#[test]
fn a_bag_that_says_otherwise_is_told() {
    tells(&found(|files| replace(files, "bagit.txt", "1.0", "0.97")), "pack-bag", "不是 BagIt 1.0 的声明");
    tells(&found(|files| replace(files, "bag-info.txt", "2021-06-25", "2021-06-24")), "pack-bag", "bag-info.txt");
    let mut files = files(&pack());
    replace(&mut files, "manifest-sha256.txt", "  data", " *data");
    tells(&found_unsigned(&files), "pack-bag", "写法有误");
}

#[test]
fn a_record_that_says_otherwise_is_told() {
    for (from, to, words) in [
        ("\"form\"", "\"from\"", "读不懂"),
        ("{\n", "{\n ", "读不懂"),
        ("\"rows\": 2", "\"rows\": 3", "记录的清单与版本记录不符"),
        ("\"width\": 1588", "\"width\": 1589", "大小与制作记录不符"),
        ("site:subsidies", "https://subsidies", "来源与制作方式不符"),
        (
            "\"from\": \"local\"",
            "\"from\": \"live\",\n      \"base_url\": \"https://a/\",\n      \"server_date\": null",
            "主机证书",
        ),
        ("a4-002.png", "a4-001.png", "写了两次"),
        ("sheets/2.html\",\n      \"layout\"", "sheets/3.html\",\n      \"layout\"", "网页原文"),
        ("第三方审核报告", "第二方审核报告", "申请材料"),
    ] {
        tells(&found(|files| replace(files, RECORD, from, to)), "pack-record", words);
    }
    tells(&found(|files| replace(files, "data/pages/001.html", "index", "other")), "pack-record", "那个网页");
    tells(&found(|files| replace(files, "data/pictures/sheets.pdf", "%PDF", "<pdf")), "pack-record", "不是 PDF");
    let swapped = found(|files| {
        let [one, two] = ["data/pictures/a4-001.png", "data/pictures/a4-002.png"];
        let (first, second) = (files[one].clone(), files[two].clone());
        files.insert(one.to_owned(), second);
        files.insert(two.to_owned(), first);
    });
    tells(&swapped, "pack-record", "不是制作记录里的那张图片");
}

#[test]
fn a_list_that_was_never_published_is_told() {
    tells(&found(|files| replace(files, LIST, "800.00", "900.00")), "pack-list", "不是第 0002 版公布的清单");
    tells(&found(|files| replace(files, "data/notice/2021-03.md", "欢迎", "不必")), "pack-list", "公布的公示");
    let other =
        |files: &mut Changed| replace(files, "data/editions/0002/edition.json", "2021-03/taishan", "2021-03/daiyue");
    tells(&found(other), "pack-list", "没有公布这份清单");
}

#[test]
fn a_chain_that_does_not_hold_is_told() {
    let edition = "data/editions/0002/edition.json";
    tells(
        &found(|files| replace(files, edition, "\"amount_fen\": 200000", "\"amount_fen\": 300000")),
        "pack-chain",
        "不是日志里的第 0002 版",
    );
    tells(&found(|files| replace(files, LOG, "2021-05-20", "2021-05-21")), "pack-chain", "第 2 行与上一行接不上");
    let cut = |files: &mut Changed| {
        let log = files.get_mut(LOG).unwrap();
        let end = log[..log.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
        log.truncate(end + 1);
    };
    tells(&found(cut), "pack-chain", "指纹与制作记录不符");
    tells(&found(|files| drop(files.insert(LOG.to_owned(), Vec::new()))), "pack-chain", "没有写完");
    let other_head = |files: &mut Changed| replace(files, RECORD, "\"fingerprint\": \"", "\"fingerprint\": \"0");
    tells(&found(other_head), "pack-chain", "指纹与制作记录不符");
    let unlogged = |files: &mut Changed| {
        replace(files, RECORD, "\"edition\": 3,\n    \"fingerprint\"", "\"edition\": 4,\n    \"fingerprint\"");
    };
    tells(&found(unlogged), "pack-record", "没有收录最新一版");
}

#[test]
fn a_row_that_is_on_no_picture_is_told() {
    let hidden = |files: &mut Changed| {
        replace(files, RECORD, "\"first_row\": 2,\n      \"last_row\": 2", "\"first_row\": 3,\n      \"last_row\": 3");
    };
    tells(&found(hidden), "pack-rows", "没有图片收录第 2 行");
}

#[test]
fn attachments_are_read_again() {
    let with = |path: &str| found(|files| drop(files.insert(format!("attachments/{path}"), b"1".to_vec())));
    assert_eq!(with("a.p7s"), [""; 0]);
    tells(&with("a.tsr"), "pack-attachment", "读不懂");
    tells(&with("a.exe"), "pack-attachment", "不是时间戳或签名文件");
    tells(&with("b/a.sig"), "pack-file", "不该在下一层文件夹里");
}
