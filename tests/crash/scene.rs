//! A site, a command, and how both end undisturbed: what every crash is compared with.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::support::{Outcome, Site, Tree, is_memo};

use super::call::{self, CHANGING, Call, Harm};

/// The record of all editions.
const LOG: &str = "content/editions/log.txt";

/// How many cases are played side by side.
pub(super) const CORES: usize = 2;

/// What a command may change; all else of a site stays.
const WRITTEN: [&str; 2] = ["content/editions", "output"];

/// One command on one site.
pub(super) struct Scene {
    pub(super) name: &'static str,
    before: Site,
    /// The last word is the day.
    arguments: Vec<&'static str>,
    day: &'static str,
    /// All that the command may change, before it.
    state_before: State,
    /// The same after it.
    state_after: State,
}

/// Everything below the folders that commands write, folders too; no time stamps. What is remembered for the next run
/// makes no difference, nor does the folder that is made for it.
#[derive(PartialEq, Eq)]
struct State(BTreeMap<String, Option<Vec<u8>>>);

impl State {
    fn of(root: &Path) -> Self {
        let mut state = BTreeMap::new();
        for folder in WRITTEN.map(|folder| root.join(folder)).into_iter().filter(|folder| folder.exists()) {
            let entries = WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
            for entry in entries.filter(|entry| !is_memo(entry.path())) {
                let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                let bytes = entry.file_type().is_file().then(|| std::fs::read(entry.path()).unwrap());
                state.insert(path, bytes);
            }
        }
        Self(state)
    }

    /// How another state differs.
    fn differences(&self, other: &Self) -> Vec<String> {
        let paths = self.0.keys().chain(other.0.keys().filter(|path| !self.0.contains_key(*path)));
        paths
            .filter(|path| self.0.get(*path) != other.0.get(*path))
            .map(|path| match (self.0.contains_key(path), other.0.contains_key(path)) {
                (true, true) => format!("other bytes: {path}"),
                (true, false) => format!("missing: {path}"),
                _ => format!("too much: {path}"),
            })
            .collect()
    }

    /// The files below a folder that are no hidden scraps. A log without a line is none: the first publication begins
    /// with it.
    fn in_sight(&self, folder: &str) -> Tree {
        let mut tree = self.below(folder);
        tree.0.retain(|path, bytes| !(path.starts_with('.') || path == "log.txt" && bytes.is_empty()));
        tree
    }

    /// The files below a folder.
    fn below(&self, folder: &str) -> Tree {
        let inside =
            |(path, bytes): (&String, &Option<Vec<u8>>)| Some((path.strip_prefix(folder)?.to_owned(), bytes.clone()?));
        Tree(self.0.iter().filter_map(inside).collect())
    }
}

/// A copy of a site for one case; in memory where the machine has a place for it, since a case syncs often.
struct Copy(TempDir);

impl Copy {
    fn of(site: &Site) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let from = site.path("");
        for entry in WalkDir::new(&from).min_depth(1).into_iter().map(Result::unwrap) {
            let to = folder.path().join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir(to).unwrap();
            } else {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
        Self(folder)
    }

    /// A program of this machine, about to run in the copy.
    fn run(&self, program: &str, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/bin:/bin").current_dir(self.0.path()).args(arguments);
        // One thread makes the calls in one order.
        command.env("RAYON_NUM_THREADS", "1");
        let output = command.output().unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        Outcome::new(&output, self.0.path().to_str().unwrap())
    }

    fn gongshi(&self, arguments: &[&str]) -> Outcome {
        self.run(env!("CARGO_BIN_EXE_gongshi"), arguments)
    }

    /// Runs the program in `strace`, which writes what it saw to `trace`.
    fn traced(&self, words: &[&str], arguments: &[&str]) -> Outcome {
        let own = ["-f", "-o", "trace"];
        let program = [env!("CARGO_BIN_EXE_gongshi")];
        self.run("strace", &[&own, words, &program, arguments].concat())
    }

    fn state(&self) -> State {
        State::of(self.0.path())
    }
}

impl Scene {
    /// Plays it undisturbed.
    pub(super) fn new(name: &'static str, before: Site, arguments: &[&'static str]) -> Self {
        let copy = Copy::of(&before);
        copy.gongshi(arguments).succeeds();
        let state_before = State::of(&before.path(""));
        let day = arguments[arguments.len() - 1];
        Self { name, arguments: arguments.to_vec(), day, state_before, state_after: copy.state(), before }
    }

    /// The calls that change anything, in their order.
    pub(super) fn calls(&self) -> Vec<Call> {
        let copy = Copy::of(&self.before);
        copy.traced(&["-e", &format!("trace={CHANGING}")], &self.arguments).succeeds();
        let calls = call::read(&std::fs::read_to_string(copy.0.path().join("trace")).unwrap());
        assert!(calls.len() > 30, "{}: {} calls", self.name, calls.len());
        calls
    }

    /// What is wrong after one crash; none if nothing is.
    pub(super) fn problem(&self, call: &Call, harm: Harm) -> Option<String> {
        let copy = Copy::of(&self.before);
        let (trace, inject) = (format!("trace={}", call.name), harm.at(call));
        // Without the other calls being stopped it is faster; strace 6.1 kills nobody then.
        let faster: &[&str] = if harm == Harm::Killed { &[] } else { &["--seccomp-bpf"] };
        let words = [faster, &["-e", &trace, "-e", &inject]].concat();
        let crashed = copy.traced(&words, &self.arguments);
        let seen = std::fs::read_to_string(copy.0.path().join("trace")).unwrap();
        if !seen.contains("(INJECTED)") && !seen.contains("killed by SIGKILL") {
            return Some(format!("nothing was disturbed: {}", crashed.all()));
        }
        let ended_as_it_should = match harm {
            Harm::Killed => crashed.status.is_none() || crashed.status == Some(137),
            Harm::InputOutputError | Harm::NoSpace => matches!(crashed.status, Some(0 | 1)),
        };
        if !ended_as_it_should {
            return Some(format!("it ended with {:?}: {}", crashed.status, crashed.all()));
        }
        self.lost(&copy.state(), &crashed).or_else(|| self.unsaid(&copy)).or_else(|| self.unrepaired(&copy))
    }

    /// What was published before, or reported as done now, and is not there.
    fn lost(&self, now: &State, crashed: &Outcome) -> Option<String> {
        if crashed.status == Some(0) {
            let differences = self.state_after.differences(now);
            if !differences.is_empty() {
                return Some(format!("it said that all is done: {}", differences.join(", ")));
            }
        }
        let log = |state: &State| state.0.get(LOG).cloned().flatten().unwrap_or_default();
        if !log(now).starts_with(&log(&self.state_before)) {
            return Some("the log lost a line".to_owned());
        }
        let (before, after, now) =
            [&self.state_before, &self.state_after, now].map(|it| it.below("content/editions/")).into();
        // Only `withdraw` takes anything away, and what it leaves is known.
        let is_kept = |path: &String| [&before, &after].iter().any(|it| it.0.get(path) == now.0.get(path));
        let lost = before.0.keys().find(|path| *path != "log.txt" && !is_kept(path));
        lost.map(|path| format!("published and lost: {path}"))
    }

    /// A state that is neither fine nor said to be unfinished.
    fn unsaid(&self, copy: &Copy) -> Option<String> {
        let now = copy.state();
        let verified = copy.gongshi(&["verify", "--date", self.day]);
        let editions = [&self.state_before, &self.state_after].map(|it| it.in_sight("content/editions/"));
        let sites = [&self.state_before, &self.state_after].map(|it| it.below("output/site/"));
        let site = now.below("output/site/");
        let is_whole = editions.contains(&now.in_sight("content/editions/")) && sites.contains(&site);
        let names_it = verified.all().contains("[unfinished]");
        let is_fine = is_whole && verified.status == Some(0);
        if !is_fine && !names_it {
            return Some(format!("`verify` says neither: {}", verified.all()));
        }
        let waits = || site.0.is_empty() && now.below("output/.site.old/") == sites[0];
        (!sites.contains(&site) && !waits()).then(|| "half a site is in sight".to_owned())
    }

    /// A second run that ends otherwise than an undisturbed one.
    fn unrepaired(&self, copy: &Copy) -> Option<String> {
        let again = copy.gongshi(&self.arguments);
        let is_done = ["[nothing-changed]", "[withdrawn]"].iter().any(|code| again.all().contains(code));
        if again.status != Some(0) && !is_done {
            return Some(format!("the second run fails: {}", again.all()));
        }
        let differences = self.state_after.differences(&copy.state());
        (!differences.is_empty()).then(|| format!("the second run ends otherwise: {}", differences.join(", ")))
    }

    /// No case may touch what all of them start from.
    pub(super) fn is_untouched(&self) {
        let now = State::of(&self.before.path(""));
        assert!(now == self.state_before, "the site that cases are copied from was changed");
    }
}
