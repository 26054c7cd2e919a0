use super::*;
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::edition::archive::Archive;
use crate::edition::sample::{archive, drafted, first, proposal, second, standards, third};

fn empty_site() -> (tempfile::TempDir, Root) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let root = Root::new(folder.path().to_owned());
    (folder, root)
}

/// A site with the sample's three editions.
pub(super) fn site() -> (tempfile::TempDir, Root) {
    let (folder, root) = empty_site();
    for proposal in [first(), second(), third()] {
        let mut report = Report::default();
        let archive = Archive::load(&root, &mut report).unwrap();
        freeze(&root, &drafted(&archive, &proposal), &mut report).unwrap_or_else(|_| panic!("{report:?}"));
    }
    (folder, root)
}

pub(super) fn next(archive: &Archive) -> Draft {
    drafted(archive, &proposal("2021-06-25", vec![standards(&[["钳工", "120", "1200.00"]])], Vec::new()))
}

pub(super) fn load(root: &Root) -> Archive {
    let mut report = Report::default();
    Archive::load(root, &mut report).unwrap_or_else(|_| panic!("{report:?}"))
}

fn refused(root: &Root, draft: &Draft) -> Diagnostic {
    let mut report = Report::default();
    assert!(freeze(root, draft, &mut report).is_err());
    report.sorted()[0].clone()
}

pub(super) fn names(root: &Root) -> Vec<String> {
    let entries = walkdir::WalkDir::new(root.join(EDITIONS)).min_depth(1).max_depth(1).sort_by_file_name();
    entries.into_iter().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn what_is_frozen_loads_as_it_was_drafted() {
    let (_folder, root) = site();
    assert_eq!(load(&root), archive());
    assert_eq!(names(&root), ["0001", "0002", "0003", "log.txt"]);
    assert_eq!(fs::read(root.join(LOG)).unwrap(), archive().log().as_bytes());
}

#[test]
fn a_new_edition_touches_no_earlier_file() {
    let (_folder, root) = site();
    let stamp = |name: &str| fs::metadata(root.join(EDITIONS).join(name)).unwrap().modified().unwrap();
    let before = ["0001", "0002/data/edition.json", "0003"].map(stamp);
    freeze(&root, &next(&load(&root)), &mut Report::default()).unwrap();
    assert_eq!(before, ["0001", "0002/data/edition.json", "0003"].map(stamp));
    assert_eq!(load(&root).editions().len(), 4);
}

#[test]
fn an_altered_byte_on_the_disk_is_found() {
    let (_folder, root) = site();
    let path = "content/editions/0001/data/lists/standards/city/r1.csv";
    let mut bytes = fs::read(root.join(path)).unwrap();
    bytes[40] ^= 1;
    fs::write(root.join(path), bytes).unwrap();
    let mut report = Report::default();
    assert!(Archive::load(&root, &mut report).is_err());
    assert_eq!(report.sorted()[0].location, Location::file(path));
}

#[test]
fn an_unreadable_log_is_no_empty_archive() {
    let (_folder, root) = site();
    fs::remove_file(root.join(LOG)).unwrap();
    let mut report = Report::default();
    assert!(Archive::load(&root, &mut report).is_err());
    assert!(report.sorted()[0].message.contains("log.txt 不见了"));
    fs::create_dir(root.join(LOG)).unwrap();
    assert!(Archive::load(&root, &mut Report::default()).is_err());
    let lost = refused(&root, &next(&archive()));
    assert_eq!((lost.code, lost.location), (Code::Write, Location::file(LOG)));
}

#[test]
fn an_empty_folder_with_a_number_is_found() {
    let (_folder, root) = site();
    fs::create_dir(root.join("content/editions/0009")).unwrap();
    assert!(Archive::load(&root, &mut Report::default()).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_is_no_edition_file() {
    let (_folder, root) = site();
    let path = root.join("content/editions/0001/bagit.txt");
    fs::rename(&path, root.join("bagit.txt")).unwrap();
    std::os::unix::fs::symlink(root.join("bagit.txt"), &path).unwrap();
    let mut report = Report::default();
    assert!(Archive::load(&root, &mut report).is_err());
    assert_eq!(report.sorted()[0].code, Code::Unreadable);
}

#[test]
fn what_a_crash_left_in_staging_is_removed() {
    let (_folder, root) = site();
    fs::create_dir_all(root.join("content/editions/.0004.partial/data")).unwrap();
    fs::write(root.join("content/editions/.0004.partial/data/old"), "x").unwrap();
    freeze(&root, &next(&load(&root)), &mut Report::default()).unwrap();
    assert_eq!(names(&root), ["0001", "0002", "0003", "0004", "log.txt"]);
    assert_eq!(load(&root).editions().len(), 4);
}

#[test]
fn a_folder_without_its_line_is_never_overwritten() {
    let (_folder, root) = site();
    let draft = next(&load(&root));
    fs::create_dir(root.join("content/editions/0004")).unwrap();
    let refusal = refused(&root, &draft);
    assert_eq!((refusal.code, refusal.location), (Code::Archive, Location::file("content/editions/0004")));
    assert!(refusal.help.unwrap().contains("恢复"));
    assert_eq!(fs::read_dir(root.join("content/editions/0004")).unwrap().count(), 0);
}

#[test]
fn a_folder_that_the_log_lacks_is_no_crash() {
    let (_folder, root) = site();
    let log = fs::read(root.join(LOG)).unwrap();
    freeze(&root, &next(&load(&root)), &mut Report::default()).unwrap();
    fs::write(root.join(LOG), log).unwrap();
    let mut report = Report::default();
    assert!(Archive::load(&root, &mut report).is_err());
    let found = report.sorted()[0].clone();
    assert_eq!((found.code, found.severity), (Code::LogCut, Severity::Error));
    assert!(found.help.unwrap().contains("恢复 log.txt"));
}

#[test]
fn while_one_publishes_another_is_refused() {
    let (_folder, root) = site();
    let log = File::open(root.join(LOG)).unwrap();
    log.lock().unwrap();
    assert_eq!(refused(&root, &next(&archive())).code, Code::Busy);
    drop(log);
    assert!(freeze(&root, &next(&archive()), &mut Report::default()).is_ok());
}

#[test]
fn of_many_publishers_at_once_one_wins() {
    let (_folder, root) = site();
    let draft = next(&load(&root));
    let won = std::thread::scope(|scope| {
        let publishers: Vec<_> =
            (0..8).map(|_| scope.spawn(|| freeze(&root, &draft, &mut Report::default()).is_ok())).collect();
        publishers.into_iter().map(|publisher| publisher.join().unwrap()).filter(|won| *won).count()
    });
    assert_eq!(won, 1);
    assert_eq!(load(&root).editions().len(), 4);
    assert_eq!(refused(&root, &draft).code, Code::Busy, "the log went on");
}

#[test]
fn a_log_that_was_altered_meanwhile_is_refused() {
    let (_folder, root) = site();
    let draft = next(&load(&root));
    for altered in [archive().log().replace("2021-05-20", "2021-05-21"), archive().log() + "0004 2021"] {
        fs::write(root.join(LOG), altered).unwrap();
        assert_eq!(refused(&root, &draft).code, Code::Archive);
    }
}

#[test]
fn a_disk_that_refuses_is_a_finding() {
    let (_folder, root) = empty_site();
    fs::write(root.join(EDITIONS), "not a folder").unwrap();
    let refusal = refused(&root, &drafted(&Archive::default(), &first()));
    assert_eq!((refusal.code, refusal.location), (Code::Write, Location::file(EDITIONS)));
}
