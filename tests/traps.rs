//! The traps: what offices really send, a file each under `tests/cases/traps/`, and clean lists in many dresses.
//!
//! A new trap is one more file. Every `[[file]]` of it is made by each of its writers, laid into the small site
//! `tests/cases/base`, and checked by the real program; what is found must be what `expect` says, no more and no less.
//! `GONGSHI_TRAPS=name` runs only the traps whose names hold it; `GONGSHI_TRAPS_KEEP=folder` keeps what was made.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

mod book;
mod cell;
mod clean;
mod excel;
mod finding;
mod made;
mod office;
mod package;
mod site;
mod text;
mod trap;

use trap::{File, Lists, Trap, Writer};

#[test]
fn every_trap_is_found_as_it_is_written() {
    let (traps, lists) = (trap::all(), trap::lists());
    let named: Vec<Named<'_>> = traps.iter().flat_map(files_of).collect();
    let wrong = wrong(&named, &lists);
    let failed: BTreeSet<&str> = wrong.iter().filter_map(|text| text.split([' ', '\n']).next()).collect();
    assert!(
        wrong.is_empty(),
        "{}\n\n{} of {} files of {} of {} traps differ: {}",
        wrong.join("\n"),
        wrong.len(),
        named.len(),
        failed.len(),
        traps.len(),
        failed.into_iter().collect::<Vec<_>>().join(" ")
    );
    println!("{} traps, {} files by their writers: all as expected", traps.len(), named.len());
}

#[test]
fn clean_lists_are_read_without_a_finding() {
    let lists = trap::lists();
    let files = clean::files();
    let named: Vec<Named<'_>> =
        (1..).zip(&files).map(|(number, file)| (format!("clean-{number}"), file, file.writers[0])).collect();
    assert!(named.len() >= 200, "only {} clean files", named.len());
    let wrong = wrong(&named, &lists);
    assert!(wrong.is_empty(), "{}\n\n{} of {} clean files differ", wrong.join("\n"), wrong.len(), named.len());
}

#[test]
fn there_are_traps_enough() {
    if std::env::var_os("GONGSHI_TRAPS").is_some() {
        return;
    }
    let traps = trap::all();
    for trap in &traps {
        assert!(trap.file.len() >= 3, "{}: three files or more", trap.name);
        assert!(trap.about.ends_with(['.', '?']), "{}: a sentence about it", trap.name);
    }
    let files: usize = traps.iter().map(|trap| trap.file.len()).sum();
    let writers: BTreeSet<Writer> = traps.iter().flat_map(files_of).map(|(_, _, writer)| writer).collect();
    assert!(files >= 120, "{files} files");
    assert!(Writer::ALL.iter().all(|writer| writers.contains(writer)), "{writers:?}");
}

/// Whether a trap expects findings of a code.
pub(crate) fn tell(code: &str) -> bool {
    trap::all()
        .iter()
        .flat_map(|trap| &trap.file)
        .flat_map(|file| &file.expect)
        .any(|line| line.split(' ').nth(1) == Some(code))
}

/// A file to be made by a writer, by its trap's name and its number there.
type Named<'a> = (String, &'a File, Writer);

/// A trap's files by each of their writers.
fn files_of(trap: &Trap) -> impl Iterator<Item = Named<'_>> {
    (1..).zip(&trap.file).flat_map(move |(number, file)| {
        file.writers().into_iter().map(move |writer| (format!("{} #{number}", trap.name), file, writer))
    })
}

/// Makes all files, has the program check them, several at once, and says what is not as expected.
fn wrong(named: &[Named<'_>], lists: &Lists) -> Vec<String> {
    let jobs: Vec<_> = named.iter().map(|(_, file, writer)| (*file, *writer)).collect();
    let made = made::all(&jobs, lists);
    if let Some(folder) = std::env::var_os("GONGSHI_TRAPS_KEEP") {
        keep(named, &made, Path::new(&folder));
    }
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = made.get(number) else { break };
                    let problems = site::problems(file, lists);
                    if !problems.is_empty() {
                        wrong.lock().unwrap().push((number, problems));
                    }
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    together(wrong.into_iter().map(|(number, problems)| (&named[number], problems)))
}

/// Writes what was made into a folder, to look at it.
fn keep(named: &[Named<'_>], made: &[made::Made<'_>], folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for ((name, file, writer), made) in named.iter().zip(made) {
        let path = folder.join(format!("{name} {writer:?}.{}", file.ending(*writer)));
        std::fs::write(path, &made.bytes).unwrap();
    }
}

/// One text for all writers of a file with whom the same came out.
fn together<'a>(wrong: impl Iterator<Item = (&'a Named<'a>, Vec<String>)>) -> Vec<String> {
    let mut alike: Vec<(&str, Vec<String>, Vec<Writer>)> = Vec::new();
    for ((name, _, writer), problems) in wrong {
        let problems: Vec<String> = problems.iter().map(|problem| problem.replace("名单!", "")).collect();
        match alike.iter_mut().find(|(other, same, _)| other == name && *same == problems) {
            Some((_, _, writers)) => writers.push(*writer),
            None => alike.push((name, problems, vec![*writer])),
        }
    }
    let text = |(name, problems, writers): (&str, Vec<String>, Vec<Writer>)| {
        format!("{name} {writers:?}\n    {}", problems.join("\n    "))
    };
    alike.into_iter().map(text).collect()
}
