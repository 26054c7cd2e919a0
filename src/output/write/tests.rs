#![expect(clippy::disallowed_methods, reason = "a test's own folder")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

use super::claim::MARK;
use super::*;
use crate::output::manifest::MANIFEST;
use crate::value::digest::Digest;

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile { path: SitePath::new(path), bytes: text.into() }
}

fn first() -> Vec<OutputFile> {
    vec![file("index.html", "首页"), file("a/b/index.html", "甲"), file("a/c.csv", "乙")]
}

fn second() -> Vec<OutputFile> {
    vec![file("index.html", "首页二"), file("a/b/index.html", "甲"), file("d/e.txt", "")]
}

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn target(&self) -> PathBuf {
        self.0.path().join("out/site")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.0.path().join("out").join(name)
    }

    fn write(&self, files: &[OutputFile]) -> Result<Written, String> {
        let mut report = Report::default();
        write_site(&self.target(), files, &mut report).map_err(|_| report.sorted()[0].to_string())
    }

    /// Everything in the output folder, with what it holds.
    fn tree(&self, folder: &Path) -> Vec<(String, Vec<u8>)> {
        let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        files
            .map(|entry| {
                let below = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                (below, fs::read(entry.path()).unwrap_or_default())
            })
            .collect()
    }

    fn holds(&self, files: &[OutputFile]) -> bool {
        let mut wanted: Vec<_> = files.iter().map(|file| (file.path.to_string(), file.bytes.clone())).collect();
        wanted.push((MANIFEST.to_owned(), Manifest::of(files).to_string().into_bytes()));
        wanted.sort();
        let mut found = self.tree(&self.target());
        found.sort();
        let alone = fs::read_dir(self.beside("")).unwrap().count() == 1;
        found == wanted && alone
    }

    fn age(&self, path: &str) -> SystemTime {
        let long_ago = UNIX_EPOCH + Duration::from_secs(1_618_876_800);
        let file = fs::File::options().write(true).open(self.target().join(path)).unwrap();
        file.set_modified(long_ago).unwrap();
        long_ago
    }

    fn modified_at(&self, path: &str) -> SystemTime {
        fs::metadata(self.target().join(path)).unwrap().modified().unwrap()
    }
}

#[test]
fn a_site_is_written_replaced_and_left_alone() {
    let desk = Desk::new();
    assert_eq!(desk.write(&first()), Ok(Written { written: 4, unchanged: 0, removed: 0 }));
    assert!(desk.holds(&first()));
    assert_eq!(desk.write(&second()), Ok(Written { written: 3, unchanged: 1, removed: 1 }));
    assert!(desk.holds(&second()));
    assert_eq!(desk.write(&second()), Ok(Written { written: 0, unchanged: 4, removed: 0 }));
    assert!(desk.holds(&second()));
}

#[test]
fn unchanged_files_keep_their_time_stamps() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    let long_ago = desk.age("a/b/index.html");
    desk.age("index.html");
    desk.write(&second()).unwrap();
    assert_eq!(desk.modified_at("a/b/index.html"), long_ago);
    assert_ne!(desk.modified_at("index.html"), long_ago);
}

#[test]
fn when_nothing_differs_nothing_is_touched() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    let before = fs::metadata(desk.target()).unwrap().modified().unwrap();
    let beside = fs::metadata(desk.beside("")).unwrap().modified().unwrap();
    desk.write(&first()).unwrap();
    assert_eq!(fs::metadata(desk.target()).unwrap().modified().unwrap(), before);
    assert_eq!(fs::metadata(desk.beside("")).unwrap().modified().unwrap(), beside);
}

#[test]
fn a_file_that_somebody_altered_or_lost_is_mended() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    fs::write(desk.target().join("index.html"), "改动").unwrap();
    fs::remove_file(desk.target().join("a/c.csv")).unwrap();
    assert_eq!(desk.write(&first()), Ok(Written { written: 2, unchanged: 2, removed: 0 }));
    assert!(desk.holds(&first()));
}

#[test]
#[cfg(unix)]
fn sha256sum_accepts_the_manifest() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    let output = Command::new("sha256sum").args(["-c", "--strict", MANIFEST]).current_dir(desk.target()).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), first().len());
}

#[test]
fn an_empty_folder_may_be_used() {
    let desk = Desk::new();
    fs::create_dir_all(desk.target()).unwrap();
    desk.write(&first()).unwrap();
    assert!(desk.holds(&first()));
}

/// Whether a run is refused and leaves every file as it was.
fn refused(desk: &Desk) -> String {
    let before = desk.tree(desk.0.path());
    let message = desk.write(&second()).unwrap_err();
    assert!(message.starts_with("错误[not-ours]"), "{message}");
    assert_eq!(desk.tree(desk.0.path()), before);
    message
}

#[test]
fn a_file_is_no_site() {
    let desk = Desk::new();
    fs::create_dir_all(desk.beside("")).unwrap();
    fs::write(desk.target(), "论文").unwrap();
    refused(&desk);
}

#[test]
fn a_folder_of_somebody_elses_is_left_alone() {
    let desk = Desk::new();
    fs::create_dir_all(desk.target()).unwrap();
    fs::write(desk.target().join(".hidden"), "论文").unwrap();
    assert!(refused(&desk).contains(MANIFEST));
    fs::write(desk.target().join(MANIFEST), "名单\n").unwrap();
    assert!(refused(&desk).contains("第 1 行"));
}

#[test]
#[cfg(unix)]
fn foreign_things_in_a_site_are_named() {
    type Make = fn(&Path);
    let put: [(&str, Make); 4] = [
        ("a/论文.txt", |path| fs::write(path, "论文").unwrap()),
        (".git", |path| fs::create_dir(path).unwrap()),
        ("a/empty", |path| fs::create_dir(path).unwrap()),
        ("link", |path| std::os::unix::fs::symlink("/", path).unwrap()),
    ];
    for (name, make) in put {
        let desk = Desk::new();
        desk.write(&first()).unwrap();
        make(&desk.target().join(name));
        assert!(refused(&desk).contains(name), "{name}");
    }
}

#[test]
fn many_foreign_files_are_counted() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    (1..=5).for_each(|number| fs::write(desk.target().join(format!("{number}.doc")), "").unwrap());
    assert!(refused(&desk).contains("1.doc、2.doc、3.doc 等 5 项"));
}

#[test]
fn a_crash_between_the_renames_brings_the_old_site_back() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    fs::rename(desk.target(), desk.beside(".site.old")).unwrap();
    desk.write(&first()).map(|counts| assert_eq!(counts.unchanged, 4)).unwrap();
    assert!(desk.holds(&first()));
}

/// Puts files into a leftover, each cut short.
fn leave(folder: &Path, files: &[OutputFile]) {
    for file in files {
        let path = folder.join(file.path.as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes[..1]).unwrap();
    }
}

#[test]
fn a_crash_in_staging_is_tidied_up() {
    let marked = tempfile::tempdir().unwrap();
    claim::mark(marked.path()).unwrap();
    let mark = fs::read(marked.path().join(MARK)).unwrap();
    // The mark comes first; of the other files any may be missing. The manifest comes last, and then the mark goes.
    for (cut, files) in [(None, 0), (Some(0), 0), (Some(20), 0), (Some(mark.len()), 0), (Some(mark.len()), 2)] {
        let desk = Desk::new();
        desk.write(&first()).unwrap();
        let folder = desk.beside(".site.new");
        fs::create_dir(&folder).unwrap();
        if let Some(cut) = cut {
            fs::write(folder.join(MARK), &mark[..cut]).unwrap();
        }
        leave(&folder, &first()[..files]);
        desk.write(&second()).unwrap();
        assert!(desk.holds(&second()), "{cut:?} {files}");
    }
}

#[test]
fn a_crash_in_removal_is_tidied_up() {
    for (leftover, keep) in [(".site.new", 0), (".site.new", 2), (".site.old", 0), (".site.old", 2)] {
        let desk = Desk::new();
        desk.write(&first()).unwrap();
        let folder = desk.beside(leftover);
        leave(&folder, &first()[..keep]);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(MANIFEST), Manifest::of(&first()).to_string()).unwrap();
        desk.write(&second()).unwrap();
        assert!(desk.holds(&second()), "{leftover} {keep}");
    }
}

#[test]
#[cfg(unix)]
fn what_is_not_ours_in_a_leftover_is_left_alone() {
    type Make = fn(&Path);
    let put: [(&str, Make); 5] = [
        ("论文.txt", |path| fs::write(path, "论文").unwrap()),
        ("Thesis.txt", |path| fs::write(path, "论文").unwrap()),
        (".git", |path| fs::create_dir(path).unwrap()),
        ("link", |path| std::os::unix::fs::symlink("/", path).unwrap()),
        (MARK, |path| fs::write(path, "论文").unwrap()),
    ];
    for (name, make) in put {
        let desk = Desk::new();
        desk.write(&first()).unwrap();
        let folder = desk.beside(".site.new");
        fs::create_dir(&folder).unwrap();
        claim::mark(&folder).unwrap();
        leave(&folder, &first());
        make(&folder.join(name));
        assert!(refused(&desk).contains(name), "{name}");
    }
}

#[test]
fn files_come_from_several_threads_in_any_order() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    let files: Vec<_> = (0..200).map(|n| file(&format!("a/{}/{n}.html", n % 7), &n.to_string())).collect();
    let staging = Staging::begin(&desk.target(), &mut Report::default()).unwrap();
    files.par_iter().rev().for_each(|file| assert_eq!(staging.put(file), Ok(Digest::of(&file.bytes))));
    assert_eq!(staging.manifest(), Manifest::of(&files));
    let read = |file: &OutputFile| staging.read(&file.path).unwrap();
    assert!(files.iter().all(|file| read(file) == file.bytes));
    let staged = staging.finish(&mut Report::default()).unwrap();
    assert_eq!(staged.manifest(), &Manifest::of(&files));
    staged.put_in_place(&mut Report::default()).unwrap();
    assert!(desk.holds(&files));
}

#[test]
fn a_site_that_is_not_finished_leaves_nothing() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    let staging = Staging::begin(&desk.target(), &mut Report::default()).unwrap();
    assert!(second().iter().all(|file| staging.put(file).is_ok()));
    assert!(desk.beside(".site.new").join(MARK).exists());
    let same = |path: &str| staging.read(&SitePath::new(path)).unwrap();
    assert_eq!((same("a/b/index.html"), same("index.html")), ("甲".into(), "首页二".into()), "old and new ones");
    drop(staging);
    assert!(desk.holds(&first()));
}

#[test]
#[should_panic(expected = "two files of the site have one path: index.html")]
fn two_files_in_one_place_are_a_bug() {
    let desk = Desk::new();
    let staging = Staging::begin(&desk.target(), &mut Report::default()).unwrap();
    for _ in 0..2 {
        staging.put(&file("index.html", "首页")).unwrap();
    }
}

#[test]
fn after_a_refusal_no_file_is_taken_and_the_first_one_is_told() {
    let desk = Desk::new();
    let staging = Staging::begin(&desk.target(), &mut Report::default()).unwrap();
    staging.put(&file("z", "1")).unwrap();
    assert_eq!(staging.put(&file("z/index.html", "2")), Err(Stopped));
    assert_eq!(staging.put(&file("a", "3")), Err(Stopped));
    let mut report = Report::default();
    assert!(staging.finish(&mut report).is_err());
    assert!(report.sorted()[0].to_string().contains(".site.new/z"), "{:?}", report.sorted());
    assert!(!desk.beside(".site.new").exists());
}

#[test]
fn leftovers_of_somebody_elses_are_left_alone() {
    for leftover in [".site.new", ".site.old"] {
        let desk = Desk::new();
        desk.write(&first()).unwrap();
        fs::create_dir(desk.beside(leftover)).unwrap();
        fs::write(desk.beside(leftover).join("论文.txt"), "论文").unwrap();
        refused(&desk);
    }
}

#[test]
fn a_disk_that_refuses_leaves_the_old_site() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    // A path that is a file and a folder at once cannot be written: the failure comes in the middle of staging.
    let clash = [file("index.html", "x"), file("z", "1"), file("z/index.html", "2")];
    let message = desk.write(&clash).unwrap_err();
    assert!(message.starts_with("错误[write]"), "{message}");
    let site: Vec<_> = desk.tree(&desk.target()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(site, ["a/b/index.html", "a/c.csv", "index.html", "manifest.txt"]);
    desk.write(&second()).unwrap();
    assert!(desk.holds(&second()));
}

#[test]
#[cfg(unix)]
fn two_runs_at_once_do_not_meet() {
    let desk = Desk::new();
    desk.write(&first()).unwrap();
    let staged = stage_site(&desk.target(), &second(), &mut Report::default()).unwrap();
    assert!(desk.write(&first()).unwrap_err().starts_with("错误[busy]"));
    staged.put_in_place(&mut Report::default()).unwrap();
    assert!(desk.holds(&second()));
    desk.write(&first()).unwrap();
}

#[test]
fn the_manifest_of_the_old_site_is_known_until_the_new_one_stands() {
    let desk = Desk::new();
    let stage = |files: &[OutputFile]| stage_site(&desk.target(), files, &mut Report::default()).unwrap();
    assert_eq!(stage(&first()).before(), None);
    desk.write(&first()).unwrap();
    // A run that ends here, between the two halves, leaves the old site to the next one.
    assert_eq!(stage(&second()).before(), Some(&Manifest::of(&first())));
    fs::rename(desk.target(), desk.beside(".site.old")).unwrap();
    assert_eq!(stage(&second()).before(), Some(&Manifest::of(&first())), "it is put back first");
    stage(&second()).put_in_place(&mut Report::default()).unwrap();
    assert!(desk.holds(&second()));
}
