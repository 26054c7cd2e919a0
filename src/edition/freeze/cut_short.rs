//! Every state in which a publication can be cut short, and that a second run ends as an undisturbed one.

use super::tests::{load, names, next, site};
use super::*;
use crate::diagnostic::{Code, Severity};
use crate::edition::sample::{archive, withdrawn};
use crate::edition::withdrawal::Reason;

/// Every file below the editions, by its path.
fn everything(root: &Root) -> std::collections::BTreeMap<String, Vec<u8>> {
    let top = root.join(EDITIONS);
    let walk = walkdir::WalkDir::new(&top).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let below = entry.path().strip_prefix(&top).unwrap().to_string_lossy().into_owned();
            (below, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// That everybody is warned, that finishing ends as it would have, and says so once.
fn is_finished(root: &Root, expected: &std::collections::BTreeMap<String, Vec<u8>>) {
    let mut report = Report::default();
    Archive::load(root, &mut report).unwrap_or_else(|_| panic!("{report:?}"));
    let found = report.sorted();
    assert!(found.iter().all(|it| (it.code, it.severity) == (Code::Unfinished, Severity::Warning)), "{found:?}");
    assert!(!found.is_empty() && found.iter().all(|it| it.help.as_deref().unwrap().contains("再运行一次")));
    let mut report = Report::default();
    let (_, finished) = recover(root, &mut report).unwrap_or_else(|_| panic!("{report:?}"));
    assert_eq!(finished.len(), found.len());
    assert_eq!(everything(root), *expected);
    assert_eq!(recover(root, &mut report).unwrap().1, []);
    assert_eq!(report, Report::default());
}

fn staged(root: &Root) {
    fs::rename(root.join("content/editions/0004"), root.join("content/editions/.0004.partial")).unwrap();
}

#[test]
fn an_edition_that_counts_and_waits_takes_its_place() {
    let (_folder, root) = site();
    freeze(&root, &next(&archive()), &mut Report::default()).unwrap();
    let expected = everything(&root);
    staged(&root);
    assert_eq!(load(&root).editions().len(), 4, "it counts");
    is_finished(&root, &expected);
}

#[test]
fn a_line_that_was_torn_goes_and_is_written_anew() {
    for written in [1, 7, 60, 144] {
        let (_folder, root) = site();
        let before = everything(&root);
        let draft = next(&archive());
        freeze(&root, &draft, &mut Report::default()).unwrap();
        let expected = everything(&root);
        staged(&root);
        let torn = [archive().log().as_bytes(), &draft.frozen().log_line().as_bytes()[..written]].concat();
        fs::write(root.join(LOG), torn).unwrap();
        let log_alone = |files: std::collections::BTreeMap<String, Vec<u8>>| files["log.txt"].clone();
        let mut report = Report::default();
        let (after, _) = recover(&root, &mut report).unwrap();
        assert_eq!(after, archive());
        assert_eq!(log_alone(everything(&root)), log_alone(before));
        freeze(&root, &next(&after), &mut Report::default()).unwrap();
        assert_eq!(everything(&root), expected);
    }
}

#[test]
fn rows_that_should_have_left_leave() {
    let leaving = |archive: &Archive| {
        withdrawn(archive, "2021-07-01", Reason::Order, &[("standards/city", 1), ("subsidies/2021-03/taishan", 1)])
    };
    let old = archive().editions()[0].files().clone();
    let (_folder, root) = site();
    freeze(&root, &leaving(&archive()), &mut Report::default()).unwrap();
    let expected = everything(&root);
    assert_eq!(load(&root), archive().with(leaving(&archive()).frozen().clone()));
    let changed: Vec<_> =
        old.iter().filter(|(path, bytes)| expected.get(&format!("0001/{path}")) != Some(*bytes)).collect();
    assert_eq!(changed.len(), 5);
    for first_undone in 0..changed.len() {
        for (path, bytes) in &changed[first_undone..] {
            fs::write(root.join(&format!("content/editions/0001/{path}")), bytes).unwrap();
        }
        fs::write(root.join("content/editions/.0001.bag-info.txt.partial"), "half").unwrap();
        if first_undone == 0 {
            staged(&root);
        } else {
            fs::remove_file(root.join("content/editions/.0001.bag-info.txt.partial")).unwrap();
        }
        is_finished(&root, &expected);
        assert_eq!(names(&root), ["0001", "0002", "0003", "0004", "log.txt"]);
    }
}

#[test]
fn while_somebody_is_at_it_nobody_else_finishes_it() {
    let (_folder, root) = site();
    freeze(&root, &next(&archive()), &mut Report::default()).unwrap();
    staged(&root);
    let log = File::open(root.join(LOG)).unwrap();
    log.lock().unwrap();
    let mut report = Report::default();
    assert!(recover(&root, &mut report).is_err());
    assert_eq!(report.sorted()[0].code, Code::Busy);
    drop(log);
    assert_eq!(recover(&root, &mut Report::default()).unwrap().1.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_disk_that_refuses_after_the_commit_point_says_that_the_edition_counts() {
    let (_folder, root) = site();
    let leaving = withdrawn(&archive(), "2021-07-01", Reason::Order, &[("standards/city", 1)]);
    // A folder stands where the temporary file of a tag file goes.
    let in_the_way = root.join("content/editions/.0001.bag-info.txt.partial");
    fs::create_dir(&in_the_way).unwrap();
    let mut report = Report::default();
    assert!(freeze(&root, &leaving, &mut report).is_err());
    let said = report.sorted()[0].clone();
    assert_eq!((said.code, said.severity), (Code::Unfinished, Severity::Error));
    assert!(said.message.starts_with("第 0004 版已经公布"), "{}", said.message);
    assert_eq!(load(&root).editions().len(), 4);
    let mut report = Report::default();
    assert!(recover(&root, &mut report).is_err());
    assert_eq!(report.sorted()[0].code, Code::Unfinished);
    fs::remove_dir(&in_the_way).unwrap();
    assert_eq!(recover(&root, &mut Report::default()).unwrap().1.len(), 1);
    assert_eq!(names(&root), ["0001", "0002", "0003", "0004", "log.txt"]);
}
