//! Every way in which an archive can be other than published, each named.

use super::*;
use crate::edition::archive::FrozenEdition;
use crate::edition::archive::read::{self, Known};
use crate::edition::bag::Files;
use crate::edition::sample;
use crate::value::digest::Digest;

const PAYMENTS: &str = "data/lists/subsidies/2021-03/taishan/r1.csv";

/// What is in `content/editions`, before it is read.
#[derive(Clone, Default)]
struct Raw {
    log: Option<Vec<u8>>,
    folders: BTreeMap<String, Files>,
    staged: BTreeMap<String, Files>,
    strays: Vec<String>,
}

fn verified(raw: Raw, report: &mut Report) -> Result<(Archive, Vec<Unfinished>), Failed> {
    let bag = |(name, files): (String, Files)| {
        let edition = files.get(EDITION_JSON).and_then(|json| read::edition(json));
        let known = Known::of(edition.as_ref());
        let files = files.into_iter().map(|(path, bytes)| (path.clone(), known.file(&path, bytes))).collect();
        (name, Bag { edition, files, ..Bag::default() })
    };
    let bags = |folders: BTreeMap<String, Files>| folders.into_iter().map(bag).collect();
    let Raw { log, folders, staged, strays } = raw;
    let found = Found { log, folders: bags(folders), staged: bags(staged), strays };
    let (archive, unfinished, seals) = Archive::verified(found, &Path::new(".").into(), report)?;
    assert_eq!(seals, Seals::default(), "nobody looked at a folder");
    Ok((archive, unfinished))
}

fn found() -> Raw {
    let archive = sample::archive();
    let folders = archive.editions().iter().map(|one| (one.number().to_string(), one.files().clone())).collect();
    Raw { log: Some(archive.log().into_bytes()), folders, ..Raw::default() }
}

/// The places and messages that a change leads to.
fn after(change: impl FnOnce(&mut Raw)) -> Vec<String> {
    let (mut found, mut report) = (found(), Report::default());
    change(&mut found);
    assert!(verified(found, &mut report).is_err());
    assert!(report.sorted().iter().all(|found| found.help.is_some()));
    report.sorted().iter().map(|found| format!("{} {}", found.location, found.message)).collect()
}

fn log(found: &mut Raw, change: impl FnOnce(String) -> String) {
    let text = String::from_utf8(found.log.take().unwrap()).unwrap();
    found.log = Some(change(text).into_bytes());
}

fn file<'a>(found: &'a mut Raw, edition: &str, path: &str) -> &'a mut Vec<u8> {
    found.folders.get_mut(edition).unwrap().get_mut(path).unwrap()
}

#[test]
fn what_was_published_is_sound() {
    let mut report = Report::default();
    assert_eq!(verified(found(), &mut report), Ok((sample::archive(), Vec::new())));
    assert_eq!(verified(Raw::default(), &mut report), Ok((Archive::default(), Vec::new())));
    assert_eq!(report, Report::default());
}

#[test]
fn every_single_altered_file_is_named() {
    for (folder, files) in found().folders {
        for path in files.keys() {
            let findings = after(|found| *file(found, &folder, path).last_mut().unwrap() ^= 1);
            assert_eq!(findings.len(), 1, "{findings:?}");
            assert!(findings[0].starts_with(&format!("{EDITIONS}/{folder}/{path} ")), "{findings:?}");
            assert!(findings[0].contains(&format!("第 {folder} 版")), "{findings:?}");
        }
    }
}

#[test]
fn every_single_missing_file_is_named() {
    for (folder, files) in found().folders {
        for path in files.keys() {
            let findings = after(|found| drop(found.folders.get_mut(&folder).unwrap().remove(path)));
            let named = findings.iter().any(|found| found.contains(&format!("{folder}/{path} 第 {folder} 版缺少")));
            assert!(named, "{findings:?}");
        }
    }
}

#[test]
fn an_added_file_is_named() {
    let findings = after(|found| {
        found.folders.get_mut("0002").unwrap().insert("data/.hidden".into(), Vec::new());
        found.strays.push("notes.txt".into());
    });
    assert_eq!(
        findings,
        [
            "content/editions/0002/data/.hidden 第 0002 版里不该有这个文件。",
            "content/editions/notes.txt 这里不该有这个文件。"
        ]
    );
}

#[test]
fn a_forger_who_mends_the_manifests_is_found() {
    let findings = after(|found| {
        let files = found.folders.get_mut("0001").unwrap();
        let list = files.get_mut(PAYMENTS).unwrap();
        let before = Digest::of(list).to_string();
        list.retain(|byte| *byte != b'5');
        let after = Digest::of(list).to_string();
        for text in files.values_mut() {
            *text = String::from_utf8(text.clone()).unwrap().replace(&before, &after).into_bytes();
        }
    });
    assert_eq!(
        findings,
        [format!("{EDITIONS}/0001/{} 第 0001 版的 edition.json 被改动：与 log.txt 的校验值不符。", bag_path())]
    );
}

fn bag_path() -> &'static str {
    crate::edition::bag::EDITION_JSON
}

#[test]
fn a_missing_log_is_no_new_beginning() {
    assert_eq!(
        after(|found| found.log = None),
        ["content/editions/log.txt log.txt 不见了，但版本文件夹还在（0001 等）。"]
    );
    assert_eq!(after(|found| log(found, |_| String::new())).len(), 3);
    assert_eq!(after(|found| found.log = Some(vec![0xff])).len(), 1);
}

#[test]
fn a_cut_log_is_found() {
    let findings = after(|found| log(found, |text| text.lines().take(2).map(|line| format!("{line}\n")).collect()));
    assert_eq!(findings, ["content/editions/0003 有 0003 文件夹，但 log.txt 里没有这一版。"]);
}

#[test]
fn a_torn_line_that_no_edition_waits_for_is_an_alteration() {
    for end in [1, 30, 134] {
        let findings = after(|found| log(found, |text| text[..text.len() - end].to_owned()));
        assert_eq!(findings, ["content/editions/log.txt 第 3 行没有写完，也没有等着它的新版。"]);
    }
}

/// The third edition is written and waits in staging; this much of its line stands in the log.
fn waiting(line: impl FnOnce(&str) -> Vec<u8>) -> (Result<(Archive, Vec<Unfinished>), Failed>, Report) {
    let (mut found, mut report) = (found(), Report::default());
    let files = found.folders.remove("0003").unwrap();
    found.staged.insert("0003".into(), files);
    let text = String::from_utf8(found.log.unwrap()).unwrap();
    let (before, last) = text.split_at(text.len() - 1 - text.trim_end().rsplit('\n').next().unwrap().len());
    found.log = Some([before.as_bytes(), &line(last)].concat());
    let verified = verified(found, &mut report);
    (verified, report)
}

fn third_edition() -> EditionNumber {
    EditionNumber::new(3).unwrap()
}

#[test]
fn an_edition_that_the_log_counts_is_good_in_staging() {
    let (verified, report) = waiting(|line| line.as_bytes().to_vec());
    assert_eq!(verified, Ok((sample::archive(), vec![Unfinished::Place { number: third_edition() }])));
    assert_eq!(report, Report::default());
}

#[test]
fn a_torn_line_is_no_edition() {
    for written in [1, 5, 60, 144] {
        for zeros in 0..=1 {
            let (verified, _) =
                waiting(|line| [&line.as_bytes()[..written.min(line.len() - 1)], &vec![0; zeros]].concat());
            let (archive, unfinished) = verified.unwrap();
            assert_eq!(archive.editions().len(), 2);
            let [Unfinished::Line { number, whole }] = unfinished[..] else { panic!("{unfinished:?}") };
            assert_eq!((number, whole), (third_edition(), archive.log().len() as u64));
        }
    }
    let (other, report) = waiting(|line| line.as_bytes()[..60].iter().map(|byte| byte ^ 1).collect());
    assert!(other.is_err());
    assert_eq!(report.sorted()[0].code, Code::Chain);
}

#[test]
fn an_altered_edition_in_staging_is_found() {
    let (mut found, mut report) = (found(), Report::default());
    let mut files = found.folders.remove("0003").unwrap();
    files.values_mut().next().unwrap().push(b'x');
    found.staged.insert("0003".into(), files);
    assert!(verified(found, &mut report).is_err());
    assert_eq!(report.sorted()[0].location, Location::file("content/editions/.0003.partial/bag-info.txt"));
}

#[test]
fn a_forked_log_is_found() {
    let findings = after(|found| {
        log(found, |text| {
            let lines: Vec<&str> = text.lines().collect();
            let second =
                Line::after(None, EditionNumber::FIRST.next(), "2021-05-20".parse().unwrap(), Digest::of(b"x"));
            format!("{}\n{second}{}\n", lines[0], lines[2])
        });
    });
    assert_eq!(
        findings,
        [
            "content/editions/0002/data/edition.json 第 0002 版的 edition.json 被改动：与 log.txt 的校验值不符。",
            "content/editions/0003/data/edition.json 第 0003 版记的上一版校验值与上一版不符。",
            "content/editions/log.txt 第2行 第 0002 版的链值与上一行接不上：这一行或前面的行被改动过。",
            "content/editions/log.txt 第3行 第 0003 版的链值与上一行接不上：这一行或前面的行被改动过。",
        ]
    );
}

#[test]
fn gaps_and_dates_that_go_back_are_found() {
    let gap = after(|found| log(found, |text| text.lines().skip(1).map(|line| format!("{line}\n")).collect()));
    assert!(gap.contains(&"content/editions/log.txt 第1行 版本号 0002 不连续，应为 0001。".to_owned()), "{gap:?}");
    assert!(gap.contains(&"content/editions/0001 log.txt 里没有这一版，不该有这个文件夹。".to_owned()), "{gap:?}");
    let back = after(|found| log(found, |text| text.replace("2021-05-20", "2021-03-20")));
    assert!(back.iter().any(|found| found.contains("第 0002 版的日期 2021-03-20 早于前一版的 2021-04-28")), "{back:?}");
    assert!(back.iter().any(|found| found.contains("第 0002 版的版本号或日期与 log.txt 不符")), "{back:?}");
}

#[test]
fn a_missing_and_an_extra_folder_are_named() {
    let findings = after(|found| {
        let files = found.folders.remove("0002").unwrap();
        found.folders.insert("0007".into(), files);
    });
    assert_eq!(
        findings,
        [
            "content/editions/0002 log.txt 记有第 0002 版，但它的文件夹不见了。",
            "content/editions/0007 log.txt 里没有这一版，不该有这个文件夹。"
        ]
    );
}

/// An archive of one edition whose author wrote what he liked and sealed it well.
fn sealed(change: impl FnOnce(&mut crate::edition::Edition)) -> Vec<String> {
    let first = sample::archive().editions()[0].clone();
    let mut edition = first.edition().clone();
    change(&mut edition);
    let mut payload = first.files().clone();
    payload.retain(|path, _| path.starts_with("data/"));
    let frozen = FrozenEdition::assemble(edition, None, payload, "示例市");
    after(|found| {
        found.folders = BTreeMap::from([("0001".to_owned(), frozen.files().clone())]);
        found.log = Some(frozen.log_line().into_bytes());
    })
}

#[test]
fn counts_and_sums_are_made_again_from_the_bytes() {
    let recounted = format!("{EDITIONS}/0001/{PAYMENTS} 重新数出的字节数、行数、人次或金额与 edition.json 不符。");
    assert_eq!(sealed(|edition| edition.lists[0].rows = 3), [recounted.as_str()]);
    assert_eq!(sealed(|edition| edition.lists[0].persons = None), [recounted.as_str()]);
    assert_eq!(sealed(|edition| edition.lists[0].amount_fen = Some(1)), [recounted.as_str()]);
    assert_eq!(sealed(|edition| edition.lists[0].bytes += 1), [recounted.as_str()]);
}

#[test]
fn what_a_sealed_edition_says_must_make_sense() {
    use crate::edition::Change;
    assert!(sealed(|edition| edition.lists[0].sm3 = crate::value::digest::Sm3::of(b""))[0].contains("SM3"));
    assert!(sealed(|edition| edition.lists[0].change = Change::Corrected)[0].contains("修订 r1 与前面各版对不上"));
    assert!(sealed(|edition| edition.lists.reverse())[0].contains("未按编号排列"));
    assert!(sealed(|edition| edition.previous = Some(Digest::of(b"")))[0].contains("上一版校验值"));
    assert!(sealed(|edition| edition.number = edition.number.next())[0].contains("log.txt"));
}

/// The sample's archive of whose payments both revisions left, in two editions; its folders as they stay.
fn without_payments() -> (Archive, Raw) {
    use crate::edition::withdrawal::Reason;
    let archive = sample::archive();
    let draft = sample::withdrawn(&archive, "2021-07-01", Reason::Expired, &[("subsidies/2021-03/taishan", 1)]);
    let archive = archive.with(draft.frozen().clone());
    let draft = sample::withdrawn(&archive, "2021-07-02", Reason::Order, &[("standards/city", 1)]);
    let archive = archive.with(draft.frozen().clone());
    let folders = archive.editions().iter().map(|one| (one.number().to_string(), one.files().clone())).collect();
    let found = Raw { log: Some(archive.log().into_bytes()), folders, ..Raw::default() };
    (archive, found)
}

#[test]
fn what_left_is_not_missing() {
    let (archive, found) = without_payments();
    let mut report = Report::default();
    assert_eq!(verified(found, &mut report), Ok((archive, Vec::new())));
    assert_eq!(report, Report::default());
}

#[test]
fn every_single_altered_file_of_an_archive_that_lost_something_is_named() {
    for (folder, files) in without_payments().1.folders {
        for path in files.keys() {
            let (mut found, mut report) = (without_payments().1, Report::default());
            *file(&mut found, &folder, path).last_mut().unwrap() ^= 1;
            assert!(verified(found, &mut report).is_err());
            let findings: Vec<_> = report.sorted().iter().map(|found| found.location.to_string()).collect();
            assert_eq!(findings, [format!("{EDITIONS}/{folder}/{path}")]);
        }
    }
}

#[test]
fn a_bag_on_its_way_is_good_whatever_was_done_of_it() {
    let (archive, found) = without_payments();
    let old = sample::archive().editions()[0].files().clone();
    let changing: Vec<&String> = old.keys().filter(|path| found.folders["0001"].get(*path) != old.get(*path)).collect();
    assert_eq!(changing.len(), 5, "two lists and three tag files: {changing:?}");
    for done in 0..1 << changing.len() {
        let mut found = found.clone();
        let undone = changing.iter().enumerate().filter(|(at, _)| done >> at & 1 == 0).map(|(_, path)| *path);
        let undone: Vec<_> = undone.collect();
        undone
            .iter()
            .for_each(|path| drop(found.folders.get_mut("0001").unwrap().insert((*path).clone(), old[*path].clone())));
        let (read, unfinished) = verified(found, &mut Report::default()).unwrap();
        assert_eq!(read, archive, "the rows count as gone");
        let rows = Unfinished::Rows { from: EditionNumber::FIRST, by: EditionNumber::new(5).unwrap() };
        assert_eq!(unfinished, if undone.is_empty() { vec![] } else { vec![rows] }, "{undone:?}");
    }
}

#[test]
fn something_else_where_rows_left_is_found() {
    let (_, mut found) = without_payments();
    found.folders.get_mut("0001").unwrap().insert(PAYMENTS.to_owned(), b"other".to_vec());
    let mut report = Report::default();
    assert!(verified(found, &mut report).is_err());
    let said = &report.sorted()[0];
    assert_eq!((said.code, said.message.as_str()), (Code::Archive, "这份清单已经撤下，但这里有一个内容不同的文件。"));
}

#[test]
fn a_sealed_edition_takes_away_only_what_was_there() {
    use crate::edition::withdrawal::{Reason, Withdrawal};
    let sealed = |change: &dyn Fn(&mut Withdrawal)| {
        let archive = sample::archive();
        let draft = sample::withdrawn(&archive, "2021-07-01", Reason::Expired, &[("subsidies/2021-03/taishan", 2)]);
        let mut edition = draft.edition().clone();
        change(&mut edition.withdrawals[0]);
        let chain = archive.latest().map(FrozenEdition::chain);
        let frozen = FrozenEdition::assemble(edition, chain, Files::new(), "示例市");
        let mut found = found();
        found.log.as_mut().unwrap().extend(frozen.log_line().into_bytes());
        found.folders.insert("0004".into(), frozen.files().clone());
        let mut report = Report::default();
        assert!(verified(found, &mut report).is_err());
        report.sorted().iter().map(|found| found.message.clone()).collect::<Vec<_>>()
    };
    let unlike = "第 0004 版撤下的 subsidies/2021-03/taishan r2 与前面各版对不上。".to_owned();
    assert!(sealed(&|it| it.rows = 1).contains(&unlike));
    assert!(sealed(&|it| it.sha256 = Digest::of(b"")).contains(&unlike));
    assert!(sealed(&|it| it.published_in = EditionNumber::FIRST).contains(&unlike));
    assert!(sealed(&|it| it.published_in = EditionNumber::new(9).unwrap()).contains(&unlike));
    let in_force = "第 0004 版里不再有效的清单与撤下的内容对不上。".to_owned();
    assert!(sealed(&|it| it.reason = Reason::Order).contains(&in_force));
}

#[test]
fn when_the_withdrawing_edition_is_altered_nothing_is_called_missing() {
    let (_, mut found) = without_payments();
    file(&mut found, "0005", bag_path()).push(b' ');
    let mut report = Report::default();
    assert!(verified(found, &mut report).is_err());
    assert!(report.sorted().iter().all(|found| !found.message.contains("缺少")), "{:?}", report.sorted());
}
