//! What is shown now: the last good site, and what was found since.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::Report;
use crate::output::OutputFile;
use crate::output::manifest::Manifest;

use super::inset::{self, Inset};

/// Where the files stand whose names hold the digest of their content.
const ASSETS: &str = "assets/";

/// How many former sites' assets are kept: a browser may ask for the style sheet of a page while the next page is
/// made, and more than one change may come before it does.
const FORMER: usize = 8;

/// The files of a site by their addresses, without a leading `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// The files of a site, and the manifest that `build` would write beside them.
    pub fn of(files: Vec<OutputFile>) -> Self {
        let manifest = Manifest::of(&files).to_file();
        let entry = |file: OutputFile| (file.path.to_string(), file.bytes);
        Self(files.into_iter().chain([manifest]).map(entry).collect())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The bytes at an address.
    pub(super) fn get(&self, address: &str) -> Option<&[u8]> {
        self.0.get(address).map(Vec::as_slice)
    }

    /// Its assets alone.
    fn assets(&self) -> Self {
        let assets = self.0.iter().filter(|(path, _)| path.starts_with(ASSETS));
        Self(assets.map(|(path, bytes)| (path.clone(), bytes.clone())).collect())
    }

    /// How many files another site has otherwise, more or less than this one.
    fn differences(&self, other: &Self) -> usize {
        let gone = self.0.keys().filter(|path| !other.0.contains_key(*path)).count();
        gone + other.0.iter().filter(|(path, bytes)| self.0.get(*path).is_none_or(|old| old != *bytes)).count()
    }
}

/// What is shown at one moment.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The name of this state. A page that was loaded in another one loads itself anew.
    pub(super) state: String,
    /// The last good site; none before there was one.
    pub(super) files: Option<Arc<Files>>,
    /// The assets of the sites before it, the last one first.
    former: Vec<Arc<Files>>,
    /// What pages have beside their own.
    pub(super) inset: Inset,
    /// The address that whole links start with, where the settings name one.
    pub(super) base_url: Option<String>,
}

impl Shown {
    /// The bytes at an address: of the site, or an asset of one before it.
    pub(super) fn get(&self, address: &str) -> Option<&[u8]> {
        self.files.iter().chain(&self.former).find_map(|files| files.get(address))
    }
}

/// What a build did to what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The first site.
    First,
    /// So many files are new, gone or have other bytes.
    Files(usize),
    /// The build failed: the last good site stays, if there was one.
    Kept,
}

/// What is shown now, for all who ask.
#[derive(Debug)]
pub struct Board {
    now: Mutex<Arc<Shown>>,
    /// What the banner says of every page.
    banner: String,
}

impl Board {
    /// A board with nothing on it. `banner` is said on every page, after the word 预览.
    pub fn new(banner: impl Into<String>) -> Self {
        Self { now: Mutex::default(), banner: banner.into() }
    }

    /// Takes what a build came to: a site and its base address, or none. The state gets another name only when there
    /// is something else to see, so that saving a file unchanged moves nothing on anybody's screen.
    pub fn take(&self, built: Option<(Files, Option<String>)>, report: &Report) -> Change {
        let before = self.now();
        let (change, files, base_url) = match (built, &before.files) {
            (Some((files, base_url)), None) => (Change::First, Some(Arc::new(files)), base_url),
            (Some((files, base_url)), Some(old)) => {
                (Change::Files(old.differences(&files)), Some(Arc::new(files)), base_url)
            }
            (None, old) => (Change::Kept, old.clone(), before.base_url.clone()),
        };
        let inset = inset::of(&self.banner, report, files.as_deref());
        if change == Change::Files(0) && inset == before.inset {
            return change;
        }
        let mut former = before.former.clone();
        if let (Some(old), Change::Files(1..)) = (&before.files, change) {
            former.insert(0, Arc::new(old.assets()));
            former.truncate(FORMER);
        }
        let shown = Shown { state: next(&before.state), files, former, inset, base_url };
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
        change
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Arc<Shown> {
        Arc::clone(&self.now.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The name of the state after this one. The process's number keeps the states of two runs apart: a page that stayed
/// open over a restart loads itself anew.
fn next(state: &str) -> String {
    let count = state.rsplit_once('-').and_then(|(_, count)| count.parse::<u64>().ok()).unwrap_or(0);
    format!("{}-{}", std::process::id(), count + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic, Location};
    use crate::output::SitePath;

    fn site(text: &str) -> Option<(Files, Option<String>)> {
        let file = |path, text: &str| OutputFile { path: SitePath::new(path), bytes: text.into() };
        Some((Files::of(vec![file("index.html", text), file("same.html", "")]), None))
    }

    fn broken() -> Report {
        let mut report = Report::default();
        report.push(Diagnostic::error(Code::Theme, Location::file("themes/a.html").row(3), "模板有误。"));
        report
    }

    #[test]
    fn the_last_good_site_stays_until_there_is_a_better_one() {
        let board = Board::new("");
        assert_eq!(board.take(None, &broken()), Change::Kept);
        assert!(board.now().files.is_none());
        assert_eq!(board.take(site("1"), &Report::default()), Change::First);
        assert_eq!(board.take(None, &broken()), Change::Kept);
        assert_eq!(board.now().files.as_deref(), site("1").map(|(files, _)| files).as_ref());
        // The page and the manifest differ.
        assert_eq!(board.take(site("2"), &Report::default()), Change::Files(2));
    }

    #[test]
    fn assets_of_former_sites_are_still_there_for_pages_on_their_way() {
        let board = Board::new("");
        let site = |number: usize| {
            let file = |path: String| OutputFile { path: SitePath::new(path), bytes: number.to_string().into_bytes() };
            let files = [format!("assets/style.{number}.css"), format!("page{number}.html")].map(file);
            Some((Files::of(files.into()), None))
        };
        for number in 0..12 {
            board.take(site(number), &Report::default());
        }
        let now = board.now();
        let has = |path: &str| now.get(path).is_some();
        assert!(has("assets/style.11.css") && has("assets/style.10.css") && has("assets/style.3.css"));
        assert!(!has("assets/style.2.css") && has("page11.html") && !has("page10.html"));
    }

    #[test]
    fn a_state_has_another_name_only_when_there_is_something_else_to_see() {
        let board = Board::new("");
        let mut states = Vec::new();
        for (built, report) in [
            (site("1"), Report::default()),
            (site("1"), Report::default()),
            (None, broken()),
            (None, broken()),
            (site("1"), Report::default()),
        ] {
            board.take(built, &report);
            states.push(board.now().state.clone());
        }
        let same = |a: usize, b: usize| states[a] == states[b];
        assert!(same(0, 1) && !same(1, 2) && !same(3, 4) && !same(1, 4), "{states:?}");
    }
}
