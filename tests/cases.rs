//! The cases: a folder each, under `tests/cases/`.
//!
//! `content/` and `themes/` are laid over the small site `tests/cases/base`; `without` names files of it that are not
//! there; `before-2/` is laid over before the second command. `command` holds the arguments, a line for each run. What
//! is expected stands in `stdout`, `stderr` (a missing one means nothing), `status` (a line a run), and, where the
//! folders exist, whole in `output/`, `server/` and `editions/`; `pages/` holds single files of the site. `traps/` is
//! another suite: `tests/traps.rs`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use gongshi::diagnostic::Code;

use crate::support::{Site, Tree, repository, rewriting};

#[test]
fn every_case_ends_as_it_is_written() {
    let wrong: Vec<String> = folders().iter().filter_map(|folder| problem(folder)).collect();
    assert!(wrong.is_empty(), "{} cases differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

fn folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/cases")).unwrap();
    let mut folders: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("base") && !path.ends_with("traps"))
        .collect();
    folders.sort();
    assert!(folders.iter().all(|folder| folder.join("command").is_file()), "every case has a command");
    folders
}

/// What came of a case, in the form of its expected files.
#[derive(Default)]
struct Came {
    stdout: String,
    stderr: String,
    status: String,
    broken_promises: Vec<String>,
}

fn problem(folder: &Path) -> Option<String> {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let (site, came) = play(folder);
    let mut wrong = came.broken_promises;
    for (file, text) in [("stdout", &came.stdout), ("stderr", &came.stderr), ("status", &came.status)] {
        wrong.extend(compare_text(&folder.join(file), text));
    }
    for (expected, actual) in [("output", "output/site"), ("server", "output/server"), ("editions", "content/editions")]
    {
        if folder.join(expected).is_dir() {
            wrong.extend(compare_tree(&folder.join(expected), &site.files(actual)));
        }
    }
    let pages = folder.join("pages");
    if pages.is_dir() {
        wrong.extend(compare_tree(&pages, &site.files("output/site").only(&Tree::read(&pages))));
    }
    (!wrong.is_empty()).then(|| format!("--- {name}\n{}", wrong.join("\n")))
}

fn play(folder: &Path) -> (Site, Came) {
    let mut site = Site::base();
    let without = folder.join("without");
    if without.exists() {
        site = std::fs::read_to_string(without).unwrap().lines().fold(site, Site::without);
    }
    for part in ["content", "themes"] {
        site = site.with_tree(part, &folder.join(part));
    }
    let commands = std::fs::read_to_string(folder.join("command")).unwrap();
    let mut came = Came::default();
    for (run, command) in (1..).zip(commands.lines()) {
        site = site.with_tree("", &folder.join(format!("before-{run}")));
        let before = site.files("");
        let outcome = site.run(command.split_whitespace());
        came.broken_promises.extend(broken_promise(command, outcome.status, &before.differences(&site.files(""))));
        let heading = if commands.lines().count() > 1 { format!("$ gongshi {command}\n") } else { String::new() };
        for (text, said) in [(&mut came.stdout, outcome.stdout), (&mut came.stderr, outcome.stderr)] {
            if !said.is_empty() {
                write!(text, "{heading}{}", without_digits_of_manifests(&said)).unwrap();
            }
        }
        let code = outcome.status.map_or_else(|| "signal".to_owned(), |code| code.to_string());
        writeln!(came.status, "{code}").unwrap();
    }
    (site, came)
}

/// The site code and the name of an upload package tell the manifest, which depends on whether pages were minified:
/// its digits are left out.
fn without_digits_of_manifests(said: &str) -> String {
    let without_code = ["网站校验码 ", "\"site_code\":\""].into_iter().fold(said.to_owned(), |said, opening| {
        let mut parts = said.split(opening);
        let before = parts.next().unwrap_or_default().to_owned();
        parts.fold(before, |text, part| format!("{text}{opening}…{}", &part["1234 5678 9abc def0".len()..]))
    });
    let mut parts = without_code.split("output/upload/");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |text, part| {
        let (name, rest) = part.split_once(".zip").expect("a package is a .zip");
        let editions: Vec<_> = name.split('-').map(|version| version.split('.').next().unwrap_or_default()).collect();
        format!("{text}output/upload/{}.zip{rest}", editions.join("-"))
    })
}

/// What holds of every command: whoever fails writes nothing, and each writes only what is its own. The marked copies
/// of `--return` are written because of errors.
fn broken_promise(command: &str, status: Option<i32>, differences: &[String]) -> Option<String> {
    let allowed = |difference: &&String| {
        let may = |verb: &str, prefix: &str| {
            command.split_whitespace().any(|word| word == verb) && difference.starts_with(prefix)
        };
        may("publish", "new: content/editions/")
            || **difference == "changed: content/editions/log.txt" && may("publish", "")
            // An edition takes its place that an earlier run left in staging.
            || may("publish", "gone: content/editions/.")
            || ["new", "changed", "gone"].iter().any(|how| may("withdraw", &format!("{how}: content/editions/")))
            || may("init", "new: ")
            || ["gone: output/", "new: output/", "changed: output/"].iter().any(|prefix| may("build", prefix))
    };
    let back = command.split_whitespace().skip_while(|word| *word != "--return").nth(1);
    let returned = |difference: &str| back.is_some_and(|folder| difference.starts_with(&format!("new: {folder}/")));
    let may_be = |difference: &&String| returned(difference) || status == Some(0) && allowed(difference);
    let wrong: Vec<_> = differences.iter().filter(|difference| !may_be(difference)).cloned().collect();
    (!wrong.is_empty()).then(|| format!("`{command}` touched what it must not:\n{}", wrong.join("\n")))
}

fn compare_text(path: &Path, actual: &str) -> Option<String> {
    let expected = if path.exists() { std::fs::read_to_string(path).unwrap() } else { String::new() };
    if expected == actual {
        return None;
    }
    if rewriting() {
        if actual.is_empty() {
            std::fs::remove_file(path).unwrap();
        } else {
            std::fs::write(path, actual).unwrap();
        }
        return None;
    }
    let name = path.file_name().unwrap().to_string_lossy();
    Some(format!("{name}:\n{}", pretty_assertions::StrComparison::new(&expected, actual)))
}

fn compare_tree(path: &Path, actual: &Tree) -> Option<String> {
    let expected = Tree::read(path);
    // What is expected was written by the program with all its features, as tests/run builds it.
    let differences = if cfg!(feature = "minify") {
        expected.differences(actual)
    } else {
        expected.alike_in_every_build().differences(&actual.clone().alike_in_every_build())
    };
    if rewriting() && !differences.is_empty() {
        std::fs::remove_dir_all(path).unwrap();
        std::fs::create_dir(path).unwrap();
        actual.write(path);
        return None;
    }
    (!differences.is_empty())
        .then(|| format!("{}:\n{}", path.file_name().unwrap().to_string_lossy(), differences.join("\n")))
}

/// Findings that no folder can bring about, and where they are tested instead.
const NOT_FROM_A_FOLDER: &[(Code, &str)] = &[
    (Code::ChangedWhileRead, "a file that somebody writes: folder"),
    (Code::Busy, "two publishers at once: edition::freeze"),
    (Code::Preview, "a port that is taken: tests/serve.rs"),
    (Code::PackSubject, "a list that is not in force: evidence::pack"),
    (Code::PackContainer, "evidence::pack::check, evidence::pack::container"),
    (Code::PackBag, "evidence::pack::check"),
    (Code::PackFile, "evidence::pack::check"),
    (Code::PackDigest, "evidence::pack::check"),
    (Code::PackRecord, "evidence::pack::check"),
    (Code::PackList, "evidence::pack::check"),
    (Code::PackChain, "evidence::pack::check"),
    (Code::PackRows, "evidence::pack::check"),
    (Code::PackAttachment, "evidence::pack::attach, tests/pack.rs"),
    (Code::PackAttachedSince, "evidence::pack::attach"),
    (Code::PackExpected, "evidence::pack::check"),
    (Code::Unreadable, "an unreadable file: folder, edition::archive"),
    (Code::Chain, "a log that was altered: tests/verify.rs"),
    (Code::EditionMissing, "a file that is gone: tests/verify.rs"),
    (Code::Stray, "a file too many: tests/verify.rs"),
    (Code::LogCut, "a log with fewer lines: tests/verify.rs"),
    (Code::LogForked, "another edition of a number: tests/verify.rs"),
    (Code::Expected, "a code that fits nothing: tests/verify.rs"),
    (Code::FileMissing, "a site that was damaged: tests/verify.rs"),
    (Code::FileChanged, "a site that was damaged: tests/verify.rs"),
    (Code::FileCut, "a site that was damaged: tests/verify.rs"),
    (Code::FileExtra, "a site that was damaged: tests/verify.rs"),
    (Code::LineEnds, "a site that was damaged: tests/verify.rs"),
    (Code::Bom, "a site that was damaged: tests/verify.rs"),
    (Code::Injected, "a site that was damaged: tests/verify.rs"),
    (Code::Mixed, "a site of two builds: tests/verify.rs"),
    (Code::Stale, "a site of an older edition: tests/verify.rs"),
    (Code::SiteManifest, "a site that was damaged: tests/verify.rs"),
    (Code::NotRebuilt, "a site that was signed again: tests/verify.rs"),
    (Code::OtherChain, "a site of other editions: tests/verify.rs"),
    (Code::ErrorPage, "a host that answers with a page: tests/verify.rs"),
    (Code::Redirect, "a host that sends elsewhere: tests/verify.rs"),
    (Code::Host, "a host that does not answer: tests/verify.rs"),
    (Code::Browser, "a browser that is not there: tests/capture.rs"),
    (Code::CaptureSource, "a site that is not there or not the one built: tests/capture.rs"),
    (Code::NotProved, "sheets that hide, cut or cover rows: tests/capture.rs"),
    (Code::ClockSkew, "a host with another time: tests/capture.rs"),
    (Code::UnknownTarget, "nothing to verify: tests/verify.rs"),
    (Code::Write, "a disk that refuses: output::write, edition::freeze"),
];

#[test]
fn every_finding_has_a_case() {
    let texts = Tree::read(&repository("tests/cases"));
    let said: String = ["/stdout", "/stderr"]
        .into_iter()
        .flat_map(|ending| texts.ending(ending))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let is_told = |code: Code| {
        let excused = NOT_FROM_A_FOLDER.iter().any(|(other, _)| *other == code);
        excused
            || said.contains(&format!("[{}]", code.as_str()))
            || said.contains(&format!("\"code\":\"{}\"", code.as_str()))
            || crate::traps::tell(code.as_str())
    };
    let untold: Vec<_> = Code::ALL.iter().filter(|code| !is_told(**code)).map(|code| code.as_str()).collect();
    assert!(untold.is_empty(), "no case brings about: {}", untold.join(" "));
}
