//! Power cuts: a command runs on a disk of its own, and at some moment only what reached that disk is left. Nothing
//! that was reported as done is gone, and what was not is finished by the next run. With syncing switched off the same
//! test sees losses.

mod disk;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Outcome, Site, Tree, repository};

use disk::Image;

/// The record of all editions.
const LOG: &str = "content/editions/log.txt";

/// How a program writes to its disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syncing {
    AsItDoes,
    /// `eatmydata`: every call that syncs does nothing.
    SwitchedOff,
}

/// When the power goes.
#[derive(Clone, Copy)]
enum Moment {
    /// So long after the start.
    After(Duration),
    /// As soon as the command has said that it is done.
    WhenDone,
}

/// A command on a site.
struct Scene {
    name: &'static str,
    folder: tempfile::TempDir,
    image: Image,
    arguments: &'static [&'static str],
    /// The editions before it, and everything after it.
    before: Tree,
    after: Tree,
    /// How long it takes on such a disk.
    lasts: Duration,
}

/// What a power cut left.
enum Left {
    /// The command had said that it is done, or not, and all is well.
    Fine { reported: bool },
    /// What is wrong.
    Bad(String),
}

/// What commands write.
fn written(root: &Path) -> Tree {
    let folders = ["content/editions", "output"].map(|folder| (folder, Tree::read(&root.join(folder))));
    let files = folders
        .into_iter()
        .flat_map(|(folder, tree)| tree.0.into_iter().map(move |(path, bytes)| (format!("{folder}/{path}"), bytes)));
    Tree(files.collect())
}

fn program(syncing: Syncing) -> Command {
    let gongshi = env!("CARGO_BIN_EXE_gongshi");
    let mut program = match syncing {
        Syncing::AsItDoes => Command::new(gongshi),
        Syncing::SwitchedOff => Command::new("eatmydata"),
    };
    program.env_clear();
    if syncing == Syncing::SwitchedOff {
        program.env("PATH", "/usr/bin:/bin").arg(gongshi);
    }
    program
}

impl Scene {
    fn new(name: &'static str, site: &Site, arguments: &'static [&'static str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let image = Image::new(folder.path().join("image"));
        let before = written(&site.path(""));
        {
            let disk = image.mount(&folder.path().join("disk"), "ordered");
            site.files("").write(disk.path());
        }
        let calmly = || {
            let calm = image.copy(folder.path().join("calm"));
            let disk = calm.mount(&folder.path().join("disk"), "ordered");
            let start = Instant::now();
            let done = program(Syncing::AsItDoes).current_dir(disk.path()).args(arguments).output().unwrap();
            let lasts = start.elapsed();
            Outcome::new(&done, "").succeeds();
            (written(disk.path()), lasts)
        };
        let (after, _) = calmly();
        let lasts = (0..3).map(|_| calmly().1).min().unwrap();
        Self { name, folder, image, arguments, before, after, lasts }
    }

    /// Cuts the power once and looks at what is left.
    fn cut(&self, moment: Moment, syncing: Syncing, data: &str) -> Left {
        let at = |name: &str| self.folder.path().join(name);
        let work = self.image.copy(at("work"));
        let (reported, left) = {
            let disk = work.mount(&at("disk"), data);
            let reported = self.run(disk.path(), moment, syncing);
            // The program is gone, and with it every call on its way: this is the disk at the moment of the cut.
            (reported, work.copy(at("left")))
        };
        let disk = left.mount(&at("disk"), data);
        match self.problem(disk.path(), reported) {
            Some(why) => Left::Bad(why),
            None => Left::Fine { reported },
        }
    }

    /// Runs the command until the moment; whether it said that it is done.
    fn run(&self, disk: &Path, moment: Moment, syncing: Syncing) -> bool {
        let mut running = program(syncing);
        running.current_dir(disk).args(self.arguments).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut running = running.spawn().unwrap();
        if let Moment::After(time) = moment {
            std::thread::sleep(time);
            // It may have ended by itself.
            let _ended = running.kill();
        }
        let status = running.wait().unwrap();
        assert!(status.success() || matches!(moment, Moment::After(_)), "{}: {status}", self.name);
        status.success()
    }

    fn problem(&self, disk: &Path, reported: bool) -> Option<String> {
        let now = written(disk);
        if reported {
            let differences = self.after.differences(&now);
            if !differences.is_empty() {
                return Some(format!("reported as done, and lost: {}", differences.join(", ")));
            }
        }
        // Only `withdraw` takes anything away, and what it leaves is known.
        let is_kept = |path: &String| [&self.before, &self.after].iter().any(|it| it.0.get(path) == now.0.get(path));
        let log = |tree: &Tree| tree.0.get(LOG).cloned().unwrap_or_default();
        let published = self.before.0.keys().filter(|path| path.starts_with("content/editions/") && *path != LOG);
        let mut lost = published.filter(|path| !is_kept(path)).map(String::as_str);
        let first = lost.next().or((!log(&now).starts_with(&log(&self.before))).then_some(LOG));
        if let Some(path) = first {
            return Some(format!("published long ago, and lost: {path}"));
        }
        let gongshi = |arguments: &[&str]| {
            let output = program(Syncing::AsItDoes).current_dir(disk).args(arguments).output().unwrap();
            Outcome::new(&output, disk.to_str().unwrap())
        };
        let verified = gongshi(&["verify", "--date", self.arguments[self.arguments.len() - 1]]);
        if verified.status != Some(0) && !verified.all().contains("[unfinished]") {
            return Some(format!("neither fine nor unfinished: {}", verified.all()));
        }
        let again = gongshi(self.arguments);
        let is_done = ["[nothing-changed]", "[withdrawn]"].iter().any(|code| again.all().contains(code));
        if again.status != Some(0) && !is_done {
            return Some(format!("the next run fails: {}", again.all()));
        }
        let differences = self.after.differences(&written(disk));
        (!differences.is_empty()).then(|| format!("the next run ends otherwise: {}", differences.join(", ")))
    }

    /// Cuts the power many times, at moments that are the same in every run of the test.
    fn cuts(&self, count: u32, syncing: Syncing) -> (u32, Vec<String>) {
        let mut state = u64::from(count);
        let (mut reports, mut wrong) = (0, Vec::new());
        for number in 0..count {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let part = u32::try_from(state >> 44).unwrap();
            let moment = match number % 3 {
                0 => Moment::WhenDone,
                _ => Moment::After(self.lasts * part / (1 << 20)),
            };
            // Data may come after the names of its files, or before them.
            let data = if number % 2 == 0 { "ordered" } else { "writeback" };
            match self.cut(moment, syncing, data) {
                Left::Fine { reported } => reports += u32::from(reported),
                Left::Bad(why) => wrong.push(format!("{} {number}: {why}", self.name)),
            }
        }
        println!("{}: {count} power cuts, {reports} after it was done, {} bad", self.name, wrong.len());
        (reports, wrong)
    }

    fn survives(&self, count: u32) {
        let (reports, wrong) = self.cuts(count, Syncing::AsItDoes);
        assert!(wrong.is_empty(), "{} of {count} power cuts:\n{}", wrong.len(), wrong.join("\n"));
        assert!(reports >= count / 3, "some cuts come after the command is done: {reports}");
    }
}

fn corrected() -> Site {
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    site.with_tree("", &repository("tests/cases/correction-and-diff/before-2"))
}

fn publishing() -> Scene {
    Scene::new("publish", &corrected(), &["publish", "--date", "2021-05-20"])
}

#[test]
fn what_was_published_survives_a_power_cut() {
    publishing().survives(34);
}

#[test]
fn a_first_edition_survives_a_power_cut() {
    Scene::new("the first publish", &Site::base(), &["publish", "--date", "2021-04-28"]).survives(22);
}

#[test]
fn what_was_built_survives_a_power_cut() {
    let site = corrected();
    site.run(["publish", "--date", "2021-05-20"]).succeeds();
    Scene::new("build", &site, &["build", "--date", "2021-05-20"]).survives(22);
}

#[test]
fn what_was_withdrawn_stays_away_after_a_power_cut() {
    let withdraw = &["withdraw", "subsidies/2021-01/taishan", "--reason", "objection", "--date", "2021-05-20"];
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    Scene::new("withdraw", &site, withdraw).survives(22);
}

#[test]
fn with_syncing_switched_off_the_same_test_sees_losses() {
    let (_, wrong) = publishing().cuts(10, Syncing::SwitchedOff);
    assert!(wrong.iter().any(|why| why.contains("reported as done, and lost")), "{wrong:?}");
}
