//! Where in the upload a file comes.

use crate::output::SitePath;
use crate::output::manifest::Manifest;

use super::Phase;

/// The home page.
const HOME: &str = "index.html";

/// What is said of the build: it changes with every build, so that an unfinished upload shows at once.
const BUILD: &str = "build.json";

/// A file's place in the upload, first to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// What new pages look like.
    NewAsset,
    /// What new pages offer.
    NewFile,
    NewPage,
    /// From here to the manifest the host holds a mixture, and says so: `build.json` is not what the manifest lists.
    Build,
    ChangedFile,
    ChangedPage,
    Section,
    Home,
    Manifest,
    /// Pages leave before what they need, for somebody who has one of them open.
    LeavingPage,
    LeavingFile,
    LeavingAsset,
}

/// The manifest: with it the host says that it holds the new site.
pub(super) const LAST: Place = Place::Manifest;

impl Place {
    pub(super) fn phase(self) -> Phase {
        match self {
            Self::NewAsset | Self::NewFile | Self::NewPage => Phase::New,
            Self::Build | Self::ChangedFile | Self::ChangedPage => Phase::Changed,
            Self::Section | Self::Home | Self::Manifest => Phase::Entry,
            Self::LeavingPage | Self::LeavingFile | Self::LeavingAsset => Phase::Leaving,
        }
    }
}

/// The place of a file that goes up to a host that has the files of a manifest, or none.
pub(super) fn of_upload(path: &SitePath, old: Option<&Manifest>) -> Place {
    let is_there = old.is_some_and(|old| old.digest(path.as_str()).is_some());
    match path.as_str() {
        HOME => Place::Home,
        BUILD => Place::Build,
        // A new section is linked to from every page: it must be there before they are replaced.
        path if is_there && is_section(path) => Place::Section,
        path if is_there && is_page(path) => Place::ChangedPage,
        _ if is_there => Place::ChangedFile,
        path if is_page(path) => Place::NewPage,
        path if is_asset(path) => Place::NewAsset,
        _ => Place::NewFile,
    }
}

/// The place of a file that leaves.
pub(super) fn of_deletion(path: &SitePath) -> Place {
    match path.as_str() {
        path if is_page(path) => Place::LeavingPage,
        path if is_asset(path) => Place::LeavingAsset,
        _ => Place::LeavingFile,
    }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// Whether it is what the home page's menu leads to: `courses/index.html`.
fn is_section(path: &str) -> bool {
    path.ends_with("/index.html") && path.matches('/').count() == 1
}

fn is_asset(path: &str) -> bool {
    path.starts_with("assets/")
}
