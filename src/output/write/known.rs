//! What the next run may know of a site that is in place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::output::SitePath;
use crate::output::manifest::Manifest;
use crate::output::memo::Stamp;
use crate::value::digest::Digest;

use super::Written;
use super::disk;

/// A file of a site as it was when it was last proved: read, and found to be what it must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownFile {
    pub(crate) path: SitePath,
    pub(crate) digest: Digest,
    pub(crate) stamp: Stamp,
}

/// A site that took its place.
pub struct InPlace {
    /// What the run did.
    pub written: Written,
    pub(super) target: PathBuf,
    pub(super) memo: PathBuf,
    pub(super) manifest: Manifest,
    /// What the system told of its files when they were proved.
    pub(super) stamps: BTreeMap<SitePath, Stamp>,
}

impl InPlace {
    /// One of its files; none if anybody wrote to it since it was proved, or the system does not tell. Taking its place
    /// gave it another name, so it has another stamp than before.
    pub(crate) fn known(&self, path: &SitePath) -> Option<KnownFile> {
        let (digest, proved) = (self.manifest.digest(path.as_str())?, self.stamps.get(path)?);
        let stamp = disk::stamp(&self.target.join(path.as_str()))?;
        proved.is_same_file(&stamp).then(|| KnownFile { path: path.clone(), digest, stamp })
    }

    /// Where a memo of it is.
    pub(crate) fn memo(&self) -> &Path {
        &self.memo
    }
}
