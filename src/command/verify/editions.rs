//! The editions and their chain.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::Report;
use crate::edition::EditionNumber;
use crate::edition::archive::{Archive, EDITIONS, FrozenEdition};
use crate::edition::withdrawal::Reason;
use crate::verdict::Verdict;

use super::Verification;

impl Verification<'_> {
    /// The editions of the root, if there is a root and they are as they were published: every byte of them is read,
    /// whatever earlier runs remember.
    pub(super) fn editions_of_root(&mut self) -> Option<Archive> {
        let session = self.session?;
        session.progress.step("核验已公布的各版");
        self.check(|checks, own| {
            let loaded = Archive::load_folder(&session.root.join(EDITIONS), own).ok();
            checks.told(loaded, own)
        })
    }

    /// The editions in a folder.
    pub(super) fn editions(&mut self, folder: &Path) -> Option<Archive> {
        self.check(|checks, own| {
            let loaded = Archive::load_folder(folder, own).ok();
            checks.told(loaded, own)
        })
    }

    fn told(&mut self, loaded: Option<Archive>, found: &Report) -> (Option<Archive>, Vec<Verdict>) {
        let fine = match loaded.as_ref().and_then(Archive::latest) {
            None => "还没有公布过任何一版".to_owned(),
            Some(latest) => {
                let (number, fingerprint) = (latest.number(), latest.fingerprint());
                format!("第 0001 到 {number} 版都没有变，前后相接；指纹 {fingerprint}")
            }
        };
        if let Some(archive) = &loaded {
            self.checked.chain = Some(archive.editions().iter().map(FrozenEdition::fingerprint).collect());
        }
        let withdrawn = loaded.as_ref().map(withdrawn).unwrap_or_default();
        (loaded, [vec![Verdict::of("各版", found, fine)], withdrawn].concat())
    }
}

/// What left by the law is no damage: which edition took how much from which.
fn withdrawn(archive: &Archive) -> Vec<Verdict> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for edition in archive.editions() {
        for tombstone in edition.left().values() {
            *counts.entry((edition.number(), tombstone.by, tombstone.withdrawal.reason)).or_default() += 1;
        }
    }
    let verdict = |((from, by, reason), count): (&(EditionNumber, EditionNumber, Reason), &usize)| {
        let text = format!("已由第 {by} 版撤下（{}），校验值仍在，不是缺失", reason.in_words());
        Verdict::fine(format!("第 {from} 版里 {count} 份清单的内容"), text)
    };
    counts.iter().map(verdict).collect()
}
