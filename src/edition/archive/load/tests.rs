//! What is remembered, and when it is believed.

use std::fs;
use std::time::Duration;

use super::*;
use crate::edition::freeze::freeze;
use crate::edition::sample::{self, drafted, first, second, third, withdrawn};
use crate::edition::withdrawal::Reason;
use crate::output::memo;
use crate::value::digest::Digest;

const MEMO: &str = "output/.editions.memo";
const ROWS: &str = "content/editions/0001/data/lists/subsidies/2021-03/taishan/r1.csv";

/// A site with the sample's editions, as they were just published.
fn published() -> (tempfile::TempDir, Root) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let root = Root::new(folder.path().to_owned());
    for proposal in [first(), second(), third()] {
        let archive = Archive::load(&root, &mut Report::default()).unwrap();
        freeze(&root, &drafted(&archive, &proposal), &mut Report::default()).unwrap();
    }
    (folder, root)
}

/// The same a while ago, with room for a memo.
fn site() -> (tempfile::TempDir, Root) {
    let (folder, root) = published();
    fs::remove_file(root.join(MEMO)).unwrap();
    wait();
    (folder, root)
}

fn wait() {
    std::thread::sleep(Duration::from_millis(30));
}

/// What is loaded, and what is said.
fn loaded(root: &Root) -> (Option<Archive>, Vec<Diagnostic>) {
    let mut report = Report::default();
    let archive = Archive::load_and_remember(root, &mut report).ok();
    (archive, report.sorted())
}

fn remembered(root: &Root) -> Seals {
    memo::read::<Seals>(&root.join(MEMO)).map_or_else(Seals::default, |memo| memo.it)
}

/// The folders that are taken for verified.
fn believed(root: &Root) -> Vec<String> {
    let found = read_still(&root.join(EDITIONS), &Memory::of(root), &mut Report::default()).unwrap();
    let is_believed = |bag: &Bag| matches!(bag.reading, super::super::read::Reading::AsVerified(_));
    found.folders.into_iter().filter(|(_, bag)| is_believed(bag)).map(|(name, _)| name).collect()
}

#[test]
fn what_was_verified_is_believed_and_the_same_is_loaded() {
    let (_folder, root) = site();
    assert_eq!(believed(&root), [""; 0]);
    let first = loaded(&root);
    assert_eq!(first, (Some(sample::archive()), Vec::new()));
    assert_eq!(believed(&root), ["0001", "0002", "0003"]);
    let files = |archive: &Archive| archive.editions().iter().map(|it| it.files().clone()).collect::<Vec<_>>();
    let second = loaded(&root);
    assert_eq!(second, first);
    assert_eq!(files(&second.0.unwrap()), files(&first.0.unwrap()));
}

#[test]
fn what_was_published_is_remembered_as_whoever_reads_it_does() {
    let (_folder, root) = published();
    assert_eq!(believed(&root), ["0001", "0002", "0003"]);
    let by_publishing = remembered(&root);
    fs::remove_file(root.join(MEMO)).unwrap();
    wait();
    assert_eq!(loaded(&root), (Some(sample::archive()), Vec::new()));
    assert_eq!(remembered(&root), by_publishing);
}

/// What happens to the folder of an edition between its being written and its being in place.
#[test]
fn a_new_edition_that_somebody_touched_meanwhile_is_not_remembered() {
    let touched = |file: &str, bytes: &str| {
        let (_folder, root) = site();
        let archive = sample::archive();
        let newest = archive.latest().unwrap();
        let (place, staged) = ("content/editions/0003", "content/editions/.0003.partial");
        assert_eq!(staged, format!("{EDITIONS}/{}", crate::edition::archive::staging(newest.number())));
        let rename = |from: &str, to: &str| fs::rename(root.join(from), root.join(to)).unwrap();
        rename(place, staged);
        let newcomer = Newcomer::in_staging(&root, newest).unwrap();
        if !file.is_empty() {
            fs::write(root.join(&format!("{staged}/{file}")), bytes).unwrap();
        }
        rename(staged, place);
        newcomer.in_place();
        remembered(&root).0.contains_key("0003")
    };
    assert!(touched("", ""));
    assert!(!touched("bagit.txt", "other"));
    assert!(!touched("data/lists/more", "a file more"));
    assert!(!touched("more", "a file more"));
}

#[test]
fn a_new_edition_beside_what_is_not_its_own_is_not_remembered() {
    let (_folder, root) = site();
    let archive = sample::archive();
    let staged = root.join("content/editions/.0003.partial");
    fs::rename(root.join("content/editions/0003"), &staged).unwrap();
    fs::write(staged.join("data/more"), "").unwrap();
    wait();
    assert!(Newcomer::in_staging(&root, archive.latest().unwrap()).is_none());
}

#[test]
fn what_was_just_written_is_not_remembered_and_what_stands_is_kept() {
    let (_folder, root) = site();
    loaded(&root);
    let memory = Memory::to_be_kept(&root);
    let next = memory.next().unwrap();
    let file = root.join("content/editions/0003/bagit.txt");
    let edition = loaded(&root).0.unwrap().latest().unwrap().edition().clone();
    assert!(look::Look::at(&root.join("content/editions/0003"), &edition).unwrap().is_before(next));
    fs::write(&file, fs::read(&file).unwrap()).unwrap();
    assert!(!look::Look::at(&root.join("content/editions/0003"), &edition).unwrap().is_before(next));
    assert_eq!(believed(&root), ["0001", "0002"]);
    wait();
    assert_eq!(loaded(&root).0, Some(sample::archive()));
    assert_eq!(believed(&root), ["0001", "0002", "0003"]);
}

/// Nobody can make a folder look as it did, so the memo is forged: that shows that it is believed, and by whom.
#[test]
fn a_forged_memo_is_found_out_by_whoever_reads_everything() {
    let (_folder, root) = site();
    loaded(&root);
    let mut seals = remembered(&root);
    fs::write(root.join(ROWS), "other").unwrap();
    let edition = sample::archive().editions()[0].edition().clone();
    let look = look::Look::at(&root.join("content/editions/0001"), &edition).unwrap();
    assert!(loaded(&root).0.is_none());
    seals.0.get_mut("0001").unwrap().looks = look.digest();
    memo::write(&root.join(MEMO), &seals);
    assert_eq!(loaded(&root).0, Some(sample::archive()));
    assert!(Archive::load_folder(&root.join(EDITIONS), &mut Report::default()).is_err());
    seals.0.get_mut("0001").unwrap().meaning = Digest::of(b"another edition");
    memo::write(&root.join(MEMO), &seals);
    assert!(loaded(&root).0.is_none());
}

/// Rows that a later edition took away and that are still there: the folder looks as it did, and is another edition.
#[test]
fn a_folder_from_which_something_is_to_leave_is_not_believed() {
    let (_folder, root) = site();
    let before = loaded(&root).0.unwrap();
    let draft = withdrawn(&before, "2021-07-01", Reason::Order, &[("subsidies/2021-03/taishan", 1)]);
    let log = [before.log(), draft.frozen().log_line()].concat();
    for (path, bytes) in draft.frozen().files() {
        let path = root.join(&format!("{EDITIONS}/0004/{path}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::write(root.join("content/editions/log.txt"), log).unwrap();
    assert_eq!(believed(&root), ["0001", "0002", "0003"]);
    for _ in 0..2 {
        wait();
        let (archive, said) = loaded(&root);
        assert_eq!(archive, Some(before.clone().with(draft.frozen().clone())));
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].code, Code::Unfinished);
    }
    let (_, finished) = crate::edition::freeze::recover(&root, &mut Report::default()).unwrap();
    assert_eq!(finished.len(), 1);
    wait();
    for _ in 0..2 {
        assert_eq!(loaded(&root), (Some(before.clone().with(draft.frozen().clone())), Vec::new()));
        assert_eq!(believed(&root), ["0001", "0002", "0003", "0004"]);
    }
}

#[test]
fn a_damaged_memo_is_none() {
    let (_folder, root) = site();
    loaded(&root);
    let mut bytes = fs::read(root.join(MEMO)).unwrap();
    let last = bytes.len() - 5;
    bytes[last] ^= 1;
    fs::write(root.join(MEMO), bytes).unwrap();
    assert_eq!(believed(&root), [""; 0]);
    assert_eq!(loaded(&root).0, Some(sample::archive()));
    assert_eq!(believed(&root).len(), 3);
}

#[test]
fn who_only_reads_makes_no_folder_for_it() {
    let (_folder, root) = site();
    fs::remove_dir(root.join("output")).unwrap();
    assert_eq!(loaded(&root), (Some(sample::archive()), Vec::new()));
    assert!(!root.join("output").exists());
}
