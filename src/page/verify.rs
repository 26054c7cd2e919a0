//! 核验: which list, notice or edition a digest belongs to, and whether that still stands. The tables hold every digest
//! ever published, so the page is whole where no script runs; a script answers codes and files from an index.

use crate::output::{self, OutputFile, SitePath};

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::verify::Verify;
use super::view::{Content, Fact};
use super::{Page, address};

mod index;
mod standing;
mod subject;

/// The page and its index.
pub(super) fn page<'a>(basis: &Basis<'a>) -> (Page<'a>, OutputFile) {
    let mut draft = Draft::new(basis, address::verify(), "核验", Section::Elsewhere);
    draft.description =
        "输入截图上的校验值，或选择一份下载的清单，查它属于哪一版、哪份清单，现在是不是还有效。".to_owned();
    let subjects = subject::all(basis);
    let index = file(&index::script(&subjects));
    let on = |path: &SitePath| draft.link(path);
    let content = Verify {
        index: on(&index.path),
        lists: subjects.lists.iter().map(|it| it.line(&on)).collect(),
        notices: subjects.notices.iter().map(|it| it.line(&on)).collect(),
        editions: subjects.editions.iter().map(|it| it.line(&on)).collect(),
        count: format!("{} 份清单修订、{} 个版本", subjects.lists.len(), subjects.editions.len()),
    };
    draft.proof.facts = vec![Fact::new("可核验", content.count.clone())];
    (draft.with(basis, Content::Verify(Box::new(content)), Vec::new()), index)
}

/// The index under a name that changes with it, so that browsers may keep what they have.
fn file(script: &str) -> OutputFile {
    let bytes = script.as_bytes().to_vec();
    OutputFile { path: SitePath::new(output::asset_place("verify-index.js", &bytes)), bytes }
}
