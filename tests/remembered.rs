//! What a run remembers of editions (`output/.editions.memo`) never makes a difference but in time: whatever is done to
//! them afterwards is found as if nothing were remembered.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::support::{EDITION_FOUR_ON, Outcome, Site};

const MEMO: &str = "output/.editions.memo";
const OLD_LIST: &str = "content/editions/0001/data/lists/subsidies/2021-01/taishan/r1.csv";

/// The sample, with a memo of its three editions, which are there for a while.
fn remembered() -> Site {
    let site = Site::sample();
    std::fs::create_dir(site.path("output")).unwrap();
    let site = remember(site);
    let memo = site.file(MEMO);
    assert!(["0001", "0002", "0003"].iter().all(|edition| memo.contains(&format!("\"{edition}\":"))), "{memo}");
    site
}

fn remember(site: Site) -> Site {
    wait();
    // What is refused was read before.
    site.run(["publish", "--date", "2021-01-04"]).fails(1).says("[date-goes-back]");
    assert!(site.path(MEMO).exists());
    wait();
    site
}

/// For longer than the clock of any disk stands still.
fn wait() {
    std::thread::sleep(Duration::from_millis(30));
}

fn publish(site: &Site) -> Outcome {
    site.run(["publish", "--date", EDITION_FOUR_ON])
}

fn build(site: &Site) -> Outcome {
    site.run(["build", "--out", "elsewhere/site", "--date", EDITION_FOUR_ON])
}

/// That both commands refuse it, and say what they say without a memo.
fn is_found(site: Site, code: &str) {
    let said = [publish(&site), build(&site)].map(|it| it.fails(1).says(code).all());
    assert!(site.path(MEMO).exists(), "what could not be believed is still there");
    let site = site.without(MEMO);
    assert_eq!(said, [publish(&site), build(&site)].map(|it| it.fails(1).all()));
}

fn when_written(path: &Path) -> SystemTime {
    std::fs::metadata(path).unwrap().modified().unwrap()
}

fn set_back(path: &Path, to: SystemTime) {
    let file = if path.is_dir() { std::fs::File::open(path) } else { std::fs::File::options().write(true).open(path) };
    file.unwrap().set_modified(to).unwrap();
}

/// Flips a byte of a file and sets the time of writing back.
fn flip(site: &Site, path: &str) {
    let path = site.path(path);
    let before = when_written(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    set_back(&path, before);
    assert_eq!(when_written(&path), before);
}

#[test]
fn a_byte_is_found_though_the_time_of_writing_is_set_back() {
    for path in [OLD_LIST, "content/editions/0002/manifest-sha256.txt", "content/editions/0001/data/edition.json"] {
        let site = remembered();
        flip(&site, path);
        is_found(site, "[archive]");
    }
}

#[test]
fn a_file_that_came_or_went_or_has_another_name_is_found() {
    type Change = (&'static str, fn(&Path));
    let list = Path::new(OLD_LIST);
    let changes: [Change; 3] = [
        ("[stray]", |list| std::fs::write(list.with_file_name("r2.csv"), "").unwrap()),
        ("[edition-missing]", |list| std::fs::remove_file(list).unwrap()),
        ("[edition-missing]", |list| std::fs::rename(list, list.with_file_name("r2.csv")).unwrap()),
    ];
    for (code, change) in changes {
        let site = remembered();
        let folder = site.path(&list.parent().unwrap().to_string_lossy());
        let before = when_written(&folder);
        change(&site.path(OLD_LIST));
        set_back(&folder, before);
        is_found(site, code);
    }
}

#[test]
fn a_file_in_a_folder_that_no_edition_has_is_found() {
    let site = remembered();
    std::fs::create_dir(site.path("content/editions/0001/data/more")).unwrap();
    // A folder alone is nothing that was published, and nothing against it.
    let site = remember(site);
    std::fs::write(site.path("content/editions/0001/data/more/file"), "").unwrap();
    publish(&site).fails(1).says("[stray]");
}

#[test]
fn editions_that_are_others_are_not_taken_for_those_that_are_remembered() {
    // A copy of everything: other files of the same bytes.
    let site = remembered();
    let copy = Site::empty().with_tree("", &site.path("")).with_file(MEMO, std::fs::read(site.path(MEMO)).unwrap());
    flip(&copy, OLD_LIST);
    is_found(copy, "[archive]");
    // A backup that is put back, in which somebody changed a byte.
    let backup = site.files("content/editions");
    let site = site.without("content/editions");
    backup.write(&site.path("content/editions"));
    flip(&site, OLD_LIST);
    is_found(site, "[archive]");
    // Fewer editions than are remembered: of that nobody can know, and the next is another one.
    let site = remembered().without("content/editions/0003");
    is_found(site, "[edition-missing]");
}

#[test]
fn a_log_of_other_editions_is_found() {
    let chain = "077b60bc";
    is_found(remembered().replace("content/editions/log.txt", chain, "077b60bd"), "[chain]");
    let cut = remembered();
    let log = cut.file("content/editions/log.txt");
    let two_lines: String = log.split_inclusive('\n').take(2).collect();
    is_found(cut.with_file("content/editions/log.txt", two_lines), "[log-cut]");
}

#[test]
fn with_a_memo_and_without_the_same_is_published_and_built() {
    let (with, without) = (remembered(), Site::sample());
    assert!(!without.path("output").exists());
    assert_eq!(publish(&with).succeeds().all(), publish(&without).succeeds().all());
    assert!(
        [&with, &without].iter().all(|site| site.file(MEMO).contains("\"0004\":")),
        "it was read back as it was written"
    );
    let without = without.without(MEMO);
    wait();
    assert_eq!(build(&with).succeeds().all(), build(&without).succeeds().all());
    assert!(with.file(MEMO).contains("\"0004\":"));
    for folder in ["content/editions", "elsewhere/site"] {
        with.files(folder).is_same_as(&without.files(folder));
    }
}

#[test]
fn a_byte_of_what_was_just_published_is_found() {
    let site = Site::sample();
    publish(&site).succeeds();
    let memo = site.file(MEMO);
    assert!(memo.contains("\"0004\":"), "{memo}");
    flip(&site, "content/editions/0004/data/edition.json");
    is_found(site, "[archive]");
}

#[test]
fn rows_that_leave_are_gone_for_everybody() {
    let site = remembered();
    let words = ["withdraw", "subsidies/2021-01/taishan", "--reason", "order", "--date", EDITION_FOUR_ON];
    site.run(words).succeeds();
    let copy = Site::empty().with_tree("content", &site.path("content")).with_tree("themes", &site.path("themes"));
    build(&copy).succeeds();
    for _ in 0..2 {
        wait();
        build(&site).succeeds();
        copy.files("elsewhere/site").is_same_as(&site.files("elsewhere/site"));
    }
}

#[test]
fn who_writes_nothing_leaves_no_memo() {
    let site = Site::sample();
    std::fs::create_dir(site.path("output")).unwrap();
    for command in [vec!["check", "--date", EDITION_FOUR_ON], vec!["diff", "1", "3"], vec!["verify"]] {
        site.run(command);
        assert!(!site.path("output").read_dir().unwrap().any(|_| true));
    }
}
