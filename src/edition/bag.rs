//! An edition's folder as a BagIt bag (RFC 8493), so that standard tools can check it: a pure function of what the
//! edition says, of who published it, and of what later editions took away from it.

use std::collections::{BTreeMap, BTreeSet};

use crate::value::digest::Digest;

use super::withdrawal::{Tombstone, Tombstones};
use super::{Change, Edition, ListEntry};

/// Where `edition.json` is in a bag.
pub(super) const EDITION_JSON: &str = "data/edition.json";
/// Where the publisher is named.
pub(super) const BAG_INFO: &str = "bag-info.txt";

/// The files around the payload.
pub(super) const TAG_FILES: [&str; 4] = ["bagit.txt", BAG_INFO, MANIFEST, TAG_MANIFEST];

const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const ORGANIZATION: &str = "Source-Organization: ";
const WITHDRAWN: &str = "Withdrawn: ";

/// Files by their path in the bag.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// `edition.json`: indented, with an LF at the end.
pub(super) fn edition_json(edition: &Edition) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
    let mut json = serde_json::to_vec_pretty(edition).expect("an edition serialises");
    json.push(b'\n');
    json
}

/// What the payload must be: the digest of each file by its path. What left is not in it.
pub(super) fn expected_payload(edition: &Edition, edition_json: Digest, left: &Tombstones) -> BTreeMap<String, Digest> {
    let stays = |change| change != Change::Withdrawn;
    let lists = edition.lists.iter().filter(|list| stays(list.change)).map(|list| (list.path(), list.sha256));
    let notices =
        edition.notices.iter().filter(|notice| stays(notice.change)).map(|notice| (notice.path(), notice.sha256));
    let all = lists.chain(notices).filter(|(path, _)| !left.contains_key(path));
    all.chain([(EDITION_JSON.to_owned(), edition_json)]).collect()
}

/// The size of the payload: of lists as their entries state it, of other files as they are.
pub(super) fn octets(
    edition: &Edition,
    payload: &BTreeMap<String, Digest>,
    held: impl Fn(&str) -> Option<usize>,
) -> u64 {
    let lists: u64 = edition
        .lists
        .iter()
        .filter(|list| payload.contains_key(&list.path()))
        .map(|list| list.bytes)
        .fold(0, u64::saturating_add);
    let listed: BTreeSet<String> = edition.lists.iter().map(ListEntry::path).collect();
    let others = payload.keys().filter(|path| !listed.contains(*path));
    others.filter_map(|path| held(path)).fold(lists, |sum, size| sum.saturating_add(size as u64))
}

/// The files around the payload. `octets` is the size of the payload.
pub(super) fn tag_files(
    edition: &Edition,
    payload: &BTreeMap<String, Digest>,
    octets: u64,
    organization: &str,
    left: &Tombstones,
) -> Files {
    let info = format!(
        "{ORGANIZATION}{organization}\nBagging-Date: {}\nPayload-Oxum: {octets}.{}\nExternal-Identifier: {}\n{}",
        edition.date,
        payload.len(),
        edition.number,
        left.iter().map(withdrawn).collect::<String>()
    );
    let mut files: Files = [("bagit.txt", DECLARATION.to_owned()), (BAG_INFO, info), (MANIFEST, manifest(payload))]
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.into_bytes()))
        .collect();
    let tags = files.iter().map(|(path, bytes)| (path.clone(), Digest::of(bytes))).collect();
    files.insert(TAG_MANIFEST.to_owned(), manifest(&tags).into_bytes());
    files
}

/// What `bag-info.txt` says of a file that left: BagIt lets anybody add labels, and every tool shows them.
fn withdrawn((path, tombstone): (&String, &Tombstone)) -> String {
    let Tombstone { by, on, withdrawal } = tombstone;
    let (sha256, reason) = (withdrawal.sha256, withdrawal.reason);
    format!(
        "{WITHDRAWN}{path}; SHA-256 {sha256}; by edition {by} on {on}; reason {} ({})\n",
        reason.as_str(),
        reason.in_words()
    )
}

/// A manifest as `sha256sum -c` reads it.
fn manifest(digests: &BTreeMap<String, Digest>) -> String {
    digests.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect()
}

/// The publisher in one line, as `bag-info.txt` takes it.
pub(super) fn one_line(organization: &str) -> String {
    organization.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The publisher that a `bag-info.txt` names.
pub(super) fn organization(info: &[u8]) -> Option<&str> {
    std::str::from_utf8(info).ok()?.trim_start_matches('\u{feff}').lines().next()?.strip_prefix(ORGANIZATION)
}

/// How many files a `bag-info.txt` says that left.
pub(super) fn count_withdrawn(info: &[u8]) -> usize {
    String::from_utf8_lossy(info).lines().filter(|line| line.starts_with(WITHDRAWN)).count()
}
