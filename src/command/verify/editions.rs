//! The editions and their chain.

use std::path::Path;

use crate::diagnostic::Report;
use crate::edition::archive::{Archive, FrozenEdition};
use crate::verdict::Verdict;

use super::Verification;

impl Verification<'_> {
    /// The editions of the root, if there is a root and they are as they were published.
    pub(super) fn editions_of_root(&mut self) -> Option<Archive> {
        let session = self.session?;
        session.progress.step("核验已公布的各版");
        self.check(|checks, own| {
            let loaded = Archive::load(&session.root, own).ok();
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
        (loaded, vec![Verdict::of("各版", found, fine)])
    }
}
