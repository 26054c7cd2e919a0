//! A pack as a BagIt bag (RFC 8493): the files around the payload follow from it, so that they can be made again and
//! compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::value::digest::{Digest, Fingerprint};

use super::container::Entries;
use super::record::Record;

pub(super) const DECLARATION: &str = "bagit.txt";
pub(super) const INFO: &str = "bag-info.txt";
pub(super) const MANIFEST: &str = "manifest-sha256.txt";
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// What a person reads first (说明). Latin letters, so that it unpacks under the same name everywhere.
pub(super) const README: &str = "README.html";
/// Where `attach` puts what others made.
pub(super) const ATTACHMENTS: &str = "attachments/";
/// So many attachments a pack has at most: each older code is found by trying which of them came later.
pub(super) const MOST_ATTACHMENTS: usize = 10;

/// `bagit.txt`.
pub(super) fn declaration() -> Vec<u8> {
    b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec()
}

/// `bag-info.txt`, which says nothing that `evidence.json` does not.
pub(super) fn info(record: &Record, payload: &Entries<'_>) -> Vec<u8> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let octets: usize = payload.values().map(|bytes| bytes.len()).sum();
    format!(
        "Source-Organization: {}\nBagging-Date: {}\nPayload-Oxum: {octets}.{}\nExternal-Identifier: {}\n\
         Bag-Software-Agent: {}\n",
        one_line(&record.authority),
        record.captured.at.date_naive(),
        payload.len(),
        record.name,
        one_line(&record.captured.program),
    )
    .into_bytes()
}

/// A manifest as `sha256sum -c` reads it.
pub(super) fn manifest<'a>(files: impl Iterator<Item = (&'a String, &'a &'a [u8])>) -> Vec<u8> {
    files.map(|(path, bytes)| format!("{}  {path}\n", Digest::of(bytes))).collect::<String>().into_bytes()
}

/// A manifest read: digests by path; none unless every line is as [`manifest`] writes it, in order.
pub(super) fn parse(manifest: &[u8]) -> Option<BTreeMap<String, Digest>> {
    let mut digests: BTreeMap<String, Digest> = BTreeMap::new();
    for line in std::str::from_utf8(manifest).ok()?.split_inclusive('\n') {
        let (digest, path) = line.strip_suffix('\n')?.split_once("  ")?;
        if digests.last_key_value().is_some_and(|(last, _)| last.as_str() >= path) {
            return None;
        }
        digests.insert(path.to_owned(), digest.parse().ok()?);
    }
    Some(digests)
}

/// The manifest of all tag files but itself.
pub(super) fn tag_manifest(files: &Entries<'_>) -> Vec<u8> {
    tag_manifest_without(files, &BTreeSet::new())
}

/// The tag manifest as it was before these files were there.
pub(super) fn tag_manifest_without(files: &Entries<'_>, left_out: &BTreeSet<&str>) -> Vec<u8> {
    let counts = |path: &str| !path.starts_with("data/") && path != TAG_MANIFEST && !left_out.contains(path);
    manifest(files.iter().filter(|(path, _)| counts(path)))
}

/// The code of a pack (存证码): the beginning of the digest of its tag manifest, and so of everything in it.
pub(super) fn code(tag_manifest: &[u8]) -> Fingerprint {
    Fingerprint::of(&Digest::of(tag_manifest))
}
