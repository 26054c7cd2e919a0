//! Uploading: wherever it ends, nothing that is reached from the home page leads nowhere, and at the end the host holds
//! the new site. The plans are read from the packages that the real program writes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use scraper::{Html, Selector};

use crate::links::{leaves_the_site, resolve};
use crate::support::{EDITION_FOUR_ON, Outcome, Site, Tree, repository};

/// A package as somebody who uploads reads it.
struct Package {
    steps: Vec<Step>,
    readme: String,
    deletions: Vec<String>,
}

/// One line of `order.txt`, with the file that goes up; none where it is deleted.
#[derive(Clone)]
struct Step {
    path: String,
    phase: String,
    bytes: Option<Vec<u8>>,
}

impl Package {
    fn open(zip: &Path) -> Self {
        let mut zip = zip::ZipArchive::new(std::fs::File::open(zip).unwrap()).unwrap();
        let mut files = Vec::new();
        for index in 0..zip.len() {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            files.push((file.name().unwrap().into_owned(), bytes));
        }
        let text = |name: &str| {
            let found = files.iter().find(|(path, _)| path == name);
            found.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap().trim_start_matches('\u{feff}').to_owned())
        };
        let mut uploads = files.iter().filter_map(|(path, bytes)| {
            let mut parts = path.splitn(3, '/');
            let (_, phase, path) = (parts.next()?, parts.next()?, parts.next()?);
            Some((phase, path, bytes))
        });
        let order = text("order.txt").unwrap();
        let steps = order.lines().skip(1).map(|line| Step::read(line, &mut uploads)).collect();
        assert!(uploads.next().is_none(), "order.txt names every file");
        let deletions = text("delete.txt").unwrap_or_default().lines().map(str::to_owned).collect();
        Self { steps, readme: text("README.txt").unwrap(), deletions }
    }
}

impl Step {
    /// Reads a line; the next file of the package must be the one it names.
    fn read<'a>(line: &str, uploads: &mut impl Iterator<Item = (&'a str, &'a str, &'a Vec<u8>)>) -> Self {
        let [_, action, path, digest] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}")
        };
        if action == "删除" {
            return Self { path: path.to_owned(), phase: action.to_owned(), bytes: None };
        }
        let (phase, named, bytes) = uploads.next().expect("a file for every line");
        assert_eq!((action, path), ("上传", named));
        assert_eq!(digest, gongshi::value::digest::Digest::of(bytes).to_string());
        Self { path: path.to_owned(), phase: phase.to_owned(), bytes: Some(bytes.clone()) }
    }

    fn apply(&self, host: &mut Tree) {
        match &self.bytes {
            Some(bytes) => drop(host.0.insert(self.path.clone(), bytes.clone())),
            None => assert!(host.0.remove(&self.path).is_some(), "{} was there", self.path),
        }
    }
}

/// What a host shows to somebody who starts at its home page: kept from step to step, since a step changes one file.
#[derive(Default)]
struct Host {
    /// The addresses ever seen; everywhere else an address is its place in this list.
    names: BTreeMap<String, usize>,
    is_there: Vec<bool>,
    /// Where a page leads to; nothing for other files.
    leads_to: Vec<Vec<usize>>,
    /// What was read before, by address and bytes.
    known: BTreeMap<(String, Vec<u8>), Vec<usize>>,
}

impl Host {
    fn with(files: &Tree) -> Self {
        let mut host = Self::default();
        files.0.iter().for_each(|(path, bytes)| host.put(path, bytes));
        host
    }

    fn number(&mut self, path: &str) -> usize {
        let next = self.names.len();
        let number = *self.names.entry(path.to_owned()).or_insert(next);
        if number == next {
            self.is_there.push(false);
            self.leads_to.push(Vec::new());
        }
        number
    }

    fn put(&mut self, path: &str, bytes: &[u8]) {
        let number = self.number(path);
        self.is_there[number] = true;
        if path.ends_with(".html") {
            let key = (path.to_owned(), bytes.to_vec());
            if !self.known.contains_key(&key) {
                let links = links_of(path, std::str::from_utf8(bytes).unwrap());
                let links = links.iter().map(|link| self.number(link)).collect();
                self.known.insert(key.clone(), links);
            }
            self.leads_to[number] = self.known[&key].clone();
        }
    }

    fn apply(&mut self, step: &Step) {
        match &step.bytes {
            Some(bytes) => self.put(&step.path, bytes),
            None => {
                let number = self.number(&step.path);
                self.is_there[number] = false;
                self.leads_to[number].clear();
            }
        }
    }

    /// The addresses that lead nowhere, of all that are reached from the home page. A host without one has no entry.
    fn broken(&self) -> Vec<&str> {
        let Some(home) = self.names.get("index.html").filter(|home| self.is_there[**home]) else { return Vec::new() };
        let (mut reached, mut next) = (vec![false; self.names.len()], vec![*home]);
        let mut broken = BTreeSet::new();
        reached[*home] = true;
        while let Some(page) = next.pop() {
            for link in &self.leads_to[page] {
                if !self.is_there[*link] {
                    broken.insert(*link);
                } else if !std::mem::replace(&mut reached[*link], true) {
                    next.push(*link);
                }
            }
        }
        self.names.iter().filter(|(_, number)| broken.contains(number)).map(|(path, _)| path.as_str()).collect()
    }
}

/// The files of the site that a page needs or leads to.
fn links_of(page: &str, html: &str) -> BTreeSet<String> {
    let document = Html::parse_document(html);
    let elements = Selector::parse("[href], [src]").unwrap();
    let values = document.select(&elements).filter_map(|it| it.value().attr("href").or(it.value().attr("src")));
    let inside = values.filter(|target| !leaves_the_site(target));
    inside.map(|target| resolve(page, target.split('#').next().unwrap_or_default()).expect("inside the site")).collect()
}

/// The steps after which something was broken, with an example.
fn broken_steps<'a>(old: &Tree, steps: impl IntoIterator<Item = &'a Step>) -> Vec<String> {
    let mut host = Host::with(old);
    let mut wrong = Vec::new();
    for (step, number) in steps.into_iter().zip(1..) {
        host.apply(step);
        wrong.extend(host.broken().first().map(|link| format!("after {number} ({}): {link}", step.path)));
    }
    wrong
}

/// The package that a build names.
fn package_of(site: &Site, built: &Outcome) -> Option<Package> {
    let line = built.stdout.lines().find_map(|line| line.strip_prefix("上传包："))?;
    let path = line.split('（').next().unwrap().replace("SITE/", "");
    Some(Package::open(&site.path(&path)))
}

/// What a site became, step by step: the site before, the package, and the site after.
struct Change {
    name: &'static str,
    old: Tree,
    package: Package,
    new: Tree,
}

impl Change {
    /// Builds a site that differs from the one that was built before.
    fn build(name: &'static str, site: &Site, day: &str) -> Self {
        let old = site.files("output/site");
        let built = site.run(["build", "--date", day]).succeeds();
        let package = package_of(site, &built).expect("something changed");
        Self { name, old, package, new: site.files("output/site") }
    }
}

/// Everything that happens to a site: it goes up, grows, is corrected, looks otherwise, and its persons leave.
fn changes() -> Vec<Change> {
    let site = Site::sample();
    let first = Change::build("the first upload", &site, "2021-06-15");
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    let second = Change::build("one more edition", &site, EDITION_FOUR_ON);
    let retention = Change::build("retention is over", &site, "2041-01-01");
    let back = Change::build("pages that come again", &site, EDITION_FOUR_ON);

    let small = Site::base();
    small.run(["publish", "--date", "2021-04-28"]).succeeds();
    Change::build("the small site", &small, "2021-04-28");
    let small = small.with_tree("", &repository("tests/cases/correction-and-diff/before-2"));
    small.run(["publish", "--date", "2021-05-20"]).succeeds();
    let correction = Change::build("a correction", &small, "2021-05-20");
    let small = small
        .with_tree("themes", &repository("tests/cases/second-theme/themes"))
        .with_tree("content", &repository("tests/cases/second-theme/content"));
    let theme = Change::build("another theme", &small, "2021-05-20");
    vec![first, second, retention, back, correction, theme]
}

#[test]
fn wherever_an_upload_ends_no_link_is_broken_and_at_its_end_the_new_site_stands() {
    let mut prefixes = 0;
    for Change { name, old, package, new } in changes() {
        assert!(Host::with(&new).broken().is_empty(), "{name}: the new site is whole");
        let wrong = broken_steps(&old, &package.steps);
        assert!(wrong.is_empty(), "{name}, {} steps:\n{}", wrong.len(), wrong.join("\n"));
        let mut host = old.clone();
        package.steps.iter().for_each(|step| step.apply(&mut host));
        new.is_same_as(&host);
        let ups = package.steps.iter().filter(|step| step.bytes.is_some());
        let same: Vec<_> = ups.filter(|step| old.0.get(&step.path) == step.bytes.as_ref()).map(|it| &it.path).collect();
        assert!(same.is_empty(), "{name}: only what changed goes up: {same:?}");
        let leaving: Vec<_> = package.steps.iter().filter(|step| step.bytes.is_none()).map(|it| &it.path).collect();
        assert_eq!(leaving, package.deletions.iter().collect::<Vec<_>>(), "{name}");
        prefixes += package.steps.len();
    }
    assert!(prefixes > 1000, "{prefixes} prefixes");
    println!("{prefixes} prefixes of uploads, no broken link");
}

#[test]
fn verify_calls_no_unfinished_upload_fine() {
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    let site = site.with_tree("", &repository("tests/cases/correction-and-diff/before-2"));
    site.run(["publish", "--date", "2021-05-20"]).succeeds();
    let Change { old, package, new, .. } = Change::build("", &site, "2041-01-01");
    let (mut host, last) = (old.clone(), package.steps.len());
    let after_manifest = last - package.deletions.len();
    assert!(!package.deletions.is_empty());
    let sample: BTreeSet<usize> =
        (0..=last).filter(|number| number % 9 == 0).chain([1, after_manifest - 1, after_manifest, last]).collect();
    for number in 0..=last {
        if number > 0 {
            package.steps[number - 1].apply(&mut host);
        }
        if !sample.contains(&number) {
            continue;
        }
        let _none = std::fs::remove_dir_all(site.path("host"));
        host.write(&site.path("host"));
        let verified = site.run(["verify", "host", "--date", "2041-01-01"]);
        if number == 0 {
            assert!(host == old, "nothing is done");
            verified.succeeds().says("[stale]");
        } else if number == last {
            assert!(host == new, "all is done");
            verified.succeeds().says_nothing_of("[stale]");
        } else {
            let left_over = number >= after_manifest;
            verified.fails(1).says(if left_over { "[file-extra]" } else { "[mixed]" });
        }
    }
}

/// A number after another, always the same ones.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed;
    for end in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(end, usize::try_from(state >> 33).unwrap() % (end + 1));
    }
}

#[test]
fn within_a_folder_of_the_package_any_order_will_do() {
    let site = Site::sample();
    Change::build("", &site, "2021-06-15");
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    let Change { old, package, .. } = Change::build("", &site, EDITION_FOUR_ON);
    let mut phases: Vec<Vec<Step>> = package.steps.chunk_by(|a, b| a.phase == b.phase).map(<[Step]>::to_vec).collect();
    assert!(phases.len() >= 3, "new, changed, entry");
    for seed in 1..=3 {
        phases.iter_mut().for_each(|phase| shuffle(phase, seed));
        let wrong = broken_steps(&old, phases.iter().flatten());
        assert!(wrong.is_empty(), "order {seed}:\n{}", wrong.join("\n"));
    }
    // Counter-test: between the folders the order matters, and this test sees it.
    phases.swap(0, 1);
    assert!(!broken_steps(&old, phases.iter().flatten()).is_empty(), "changed pages link to new ones");
}

#[test]
fn deleting_first_is_seen_to_break_links() {
    let site = Site::sample();
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    site.run(["build", "--date", EDITION_FOUR_ON]).succeeds();
    let Change { old, package, .. } = Change::build("", &site, "2041-01-01");
    assert!(!package.deletions.is_empty());
    assert!(!broken_steps(&old, package.steps.iter().rev()).is_empty());
}

#[test]
fn nothing_changed_is_no_package_and_packages_stay() {
    let site = Site::base();
    site.run(["build", "--date", "2021-04-28"]).succeeds().says("上传包：");
    let before = site.files("output/upload");
    assert_eq!(before.0.len(), 1);
    site.run(["build", "--date", "2021-04-28"]).succeeds().says("没有新的上传包");
    before.is_same_as(&site.files("output/upload"));
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds().says("上传包：");
    let after = site.files("output/upload");
    before.is_same_as(&after.clone().only(&before));
    assert_eq!(after.0.len(), 2);
}

#[test]
fn who_built_twice_uploads_by_the_manifest_of_the_host() {
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    let online = site.files("output/site");
    let site = site.with_file("online.txt", &online.0["manifest.txt"]);
    site.run(["build", "--date", "2021-04-30"]).succeeds();
    let built = site.run(["build", "--date", "2021-05-28", "--uploaded", "online.txt"]).succeeds();
    let (package, mut host) = (package_of(&site, &built).unwrap(), online);
    package.steps.iter().for_each(|step| step.apply(&mut host));
    site.files("output/site").is_same_as(&host);
    let digest = gongshi::value::digest::Digest::of(&std::fs::read(site.path("online.txt")).unwrap()).to_string();
    assert!(package.readme.contains(&digest), "it says where it may be used:\n{}", package.readme);
    // Who has it all already uploads nothing.
    let site = site.with_file("online.txt", &host.0["manifest.txt"]);
    site.run(["build", "--date", "2021-05-28", "--uploaded", "online.txt"]).succeeds().says("没有新的上传包");
}

#[test]
fn a_site_elsewhere_has_its_packages_beside_it() {
    let site = Site::base();
    site.run(["build", "--date", "2021-04-28", "--out", "web/gs"]).succeeds().says("web/gs-upload/0000-0000.");
    assert_eq!(site.files("web/gs-upload").0.len(), 1);
    assert!(!site.path("output").exists());
}

#[test]
fn two_machines_make_the_same_package() {
    let packages = || {
        let site = Site::base();
        site.run(["publish", "--date", "2021-04-28"]).succeeds();
        site.run(["build", "--date", "2021-04-28"]).succeeds();
        site.files("output/upload")
    };
    packages().is_same_as(&packages());
}
