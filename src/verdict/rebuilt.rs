//! A site against what the editions, built again, give: this finds a site whose manifest was made anew with it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::edition::archive::Archive;
use crate::output::manifest::Manifest;
use crate::output::statement::{BUILD_JSON, BuildStatement};
use crate::output::{OutputFile, SitePath};
use crate::value::digest::Digest;

use super::comparison::{State, at};

/// So many files are named in a finding about many.
const NAMED: usize = 20;

/// A site built again.
pub fn state(files: Vec<OutputFile>) -> State {
    let manifest = Manifest::of(&files);
    let bytes = files.into_iter().map(|file| (file.path.as_str().to_owned(), file.bytes)).collect();
    State { name: "重新生成的网站".to_owned(), manifest, bytes }
}

/// The digests of everything that was ever frozen.
pub fn frozen(archive: &Archive) -> BTreeSet<Digest> {
    archive.editions().iter().flat_map(|edition| &edition.edition().lists).map(|entry| entry.sha256).collect()
}

/// Whether what a site says of itself fits the editions: its fingerprint must be in the chain.
pub fn check_statement(place: &str, stated: &BuildStatement, archive: &Archive, report: &mut Report) {
    let number = stated.edition.unwrap_or_default();
    let of_chain = archive.editions().iter().find(|edition| edition.number().get() == number);
    let fits = match (of_chain, &stated.fingerprint) {
        (Some(edition), Some(fingerprint)) => edition.fingerprint() == *fingerprint,
        (None, None) => stated.edition.is_none(),
        _ => false,
    };
    if !fits {
        let fingerprint = stated.fingerprint.as_ref().map_or_else(|| "（无）".to_owned(), ToString::to_string);
        let message = format!("网站写着第 {number:04} 版、指纹 {fingerprint}，与这里各版的记录对不上。");
        let found = Diagnostic::error(Code::OtherChain, at(place, BUILD_JSON), message);
        report.push(found.help("网站不是由这里的各版生成的：先查明哪一份是真的。"));
    }
}

/// Says what differs between a site and what was built again.
pub fn compare(
    place: &str,
    site: &Manifest,
    again: &Manifest,
    stated: &BuildStatement,
    frozen: &BTreeSet<Digest>,
    report: &mut Report,
) {
    let differing = differing(site, again);
    if differing.is_empty() {
        return;
    }
    let is_frozen = |path: &&SitePath| again.digest(path.as_str()).is_some_and(|digest| frozen.contains(&digest));
    let of_editions = differing.iter().copied().filter(|path| is_frozen(path)).count();
    let what = if of_editions > 0 {
        format!("其中 {of_editions} 个是已公布清单的下载文件，本不会随设置、文章、主题改变")
    } else if stated.program != BuildStatement::this_program() {
        format!("它由 {} 生成，这里是 {}", stated.program, BuildStatement::this_program())
    } else {
        "生成以后改过设置、文章或主题的会这样；都没有改过，就是网站被换过".to_owned()
    };
    let message = format!("网站与由各版重新生成的有 {} 个文件不同：{what}。", differing.len());
    let found = Diagnostic::error(Code::NotRebuilt, Location::file(place), message);
    let named = differing.iter().take(NAMED).map(|path| Location::file(path.as_str()));
    report.push(named.fold(found, Diagnostic::related).help("查明原因以后重新生成并上传，再核验一次。"));
}

/// The paths that one has and the other lacks, or has with other bytes.
fn differing<'a>(one: &'a Manifest, other: &'a Manifest) -> Vec<&'a SitePath> {
    let digests = |manifest: &'a Manifest| manifest.iter().collect::<BTreeMap<_, _>>();
    let (one, other) = (digests(one), digests(other));
    let paths: BTreeSet<&SitePath> = one.keys().chain(other.keys()).copied().collect();
    paths.into_iter().filter(|path| one.get(path) != other.get(path)).collect()
}
