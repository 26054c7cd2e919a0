//! What is to be done at the host so that it holds the new site: which files go up, in which order, and which leave.
//!
//! At whatever step the upload ends, no page that is reached from the home page has a broken link. It follows from
//! three facts: a file that is new goes up before any page that may link to it; a page is replaced only when all it
//! links to is there; and nothing leaves before every page that linked to it is replaced. The steps fall into phases
//! ([`Phase`]), and within a phase any order will do, so that people may drag whole folders to an FTP window.
//!
//! The middle knows manifests and bytes only: [`Plan`] says the steps, [`package`] makes one `.zip` of them.

use std::cmp::Reverse;
use std::fmt;

use crate::output::SitePath;
use crate::output::manifest::{MANIFEST, Manifest};
use crate::value::digest::Digest;

mod note;
mod order;
mod package;

pub use package::package;

/// A part of the upload. Each part ends before the next begins; within one, the order is for those who can keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Files at addresses that the host does not have: nothing links to them yet.
    New,
    /// Pages and files of the host that have other bytes now.
    Changed,
    /// The home page and the pages of its sections, and the manifest as the very last.
    Entry,
    /// Files that no page links to any more: they leave.
    Leaving,
}

impl Phase {
    /// All phases, in the order of the upload.
    pub const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Entry, Self::Leaving];

    /// The folder of the package that holds its files; none for what only leaves.
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Self::New => Some("site/1-new"),
            Self::Changed => Some("site/2-changed"),
            Self::Entry => Some("site/3-entry"),
            Self::Leaving => None,
        }
    }
}

/// One thing to do at the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The part of the upload it belongs to; files of [`Phase::Leaving`] are deleted, all others uploaded.
    pub phase: Phase,
    /// The file.
    pub path: SitePath,
    /// The SHA-256 of what is uploaded; for a deletion, of what is expected there.
    pub digest: Digest,
}

/// A site as the name of a package tells it: `0003.1a2b3c4d`, its newest edition and the start of its manifest's
/// SHA-256; `0000` is a host without a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    edition: u32,
    manifest: Option<Digest>,
}

impl Version {
    /// The version of a site, by its manifest; none is a host without a site.
    pub fn of(manifest: Option<&Manifest>) -> Self {
        let edition = |manifest: &Manifest| manifest.iter().filter_map(|(path, _)| edition_of(path.as_str())).max();
        Self {
            edition: manifest.and_then(edition).unwrap_or(0),
            manifest: manifest.map(|manifest| Digest::of(manifest.to_string().as_bytes())),
        }
    }

    /// The number of its newest edition; 0 before the first.
    pub fn edition(&self) -> u32 {
        self.edition
    }

    /// The SHA-256 of its `manifest.txt`; none where there is no site.
    pub fn manifest(&self) -> Option<Digest> {
        self.manifest
    }
}

/// The edition whose page this is: `editions/0007/index.html` is of edition 7.
fn edition_of(path: &str) -> Option<u32> {
    path.strip_prefix("editions/")?.strip_suffix("/index.html")?.parse().ok()
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: usize = 8;
        write!(f, "{:04}", self.edition)?;
        self.manifest.map_or(Ok(()), |digest| write!(f, ".{}", &digest.to_string()[..DIGITS]))
    }
}

/// The way from the site that the host has to the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    from: Version,
    to: Version,
    steps: Vec<Step>,
}

impl Plan {
    /// The plan from the site that a manifest lists, or from nothing, to another; none when they are the same.
    pub fn between(old: Option<&Manifest>, new: &Manifest) -> Option<Self> {
        let (from, to) = (Version::of(old), Version::of(Some(new)));
        if from == to {
            return None;
        }
        let old_digest = |path: &SitePath| old.and_then(|old| old.digest(path.as_str()));
        let goes_up = new.iter().filter(|(path, digest)| old_digest(path) != Some(**digest));
        let up = goes_up.map(|(path, digest)| (order::of_upload(path, old), path.clone(), *digest));
        let manifest = to.manifest().map(|digest| (order::LAST, SitePath::new(MANIFEST), digest));
        let leaves = old.into_iter().flat_map(Manifest::iter).filter(|(path, _)| new.digest(path.as_str()).is_none());
        let down = leaves.map(|(path, digest)| (order::of_deletion(path), path.clone(), *digest));
        let mut steps: Vec<_> = up.chain(manifest).chain(down).collect();
        steps.sort_by_key(|(place, path, _)| (*place, Reverse(depth(path)), path.clone()));
        let step = |(place, path, digest): (order::Place, _, _)| Step { phase: place.phase(), path, digest };
        Some(Self { from, to, steps: steps.into_iter().map(step).collect() })
    }

    /// What the host must have before.
    pub fn from(&self) -> Version {
        self.from
    }

    /// What it has after.
    pub fn to(&self) -> Version {
        self.to
    }

    /// Everything to do, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The steps of a phase.
    pub fn of_phase(&self, phase: Phase) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.phase == phase)
    }

    /// How many files go up.
    pub fn uploads(&self) -> usize {
        self.steps.len() - self.deletions()
    }

    /// How many files leave.
    pub fn deletions(&self) -> usize {
        self.of_phase(Phase::Leaving).count()
    }

    /// The name of its package: `0003.1a2b3c4d-0004.5e6f7a8b.zip`.
    pub fn name(&self) -> String {
        format!("{}-{}.zip", self.from, self.to)
    }
}

/// How many folders a file stands in: details come before overviews.
fn depth(path: &SitePath) -> usize {
    path.as_str().matches('/').count()
}

#[cfg(test)]
mod tests;
