//! The digests as a plain script, since a page from a folder may fetch nothing.
//!
//! `window.GONGSHI_DIGESTS={lists,notices,editions}`. Pages are named from the site's root. A revision's `sha256` is
//! that of its frozen bytes, which for a list is the CSV download; `files` are its other downloads.

use serde::Serialize;

use crate::output::SitePath;
use crate::page::address;
use crate::page::script::json;

use super::subject::{EditionSubject, Subject, Subjects};

/// A revision as the script knows it.
#[derive(Serialize)]
struct Revision<'a> {
    title: &'a str,
    page: &'a str,
    revision: &'a str,
    edition: String,
    date: &'a str,
    state: &'static str,
    by: Option<[&'a str; 3]>,
    rows: &'a str,
    sha256: &'a str,
    sm3: &'a str,
    files: &'a [(String, String)],
}

/// An edition as the script knows it.
#[derive(Serialize)]
struct Edition<'a> {
    edition: String,
    page: String,
    date: &'a str,
    sha256: &'a str,
    fingerprint: String,
    later: usize,
}

/// The script.
pub(super) fn script(subjects: &Subjects) -> String {
    format!(
        "window.GONGSHI_DIGESTS={{\"lists\":[\n{}\n],\"notices\":[\n{}\n],\"editions\":[\n{}\n]}};\n",
        lines(&subjects.lists, revision),
        lines(&subjects.notices, revision),
        lines(&subjects.editions, edition),
    )
}

/// One a line.
fn lines<'a, T, L: Serialize>(all: &'a [T], line: impl Fn(&'a T) -> L) -> String {
    all.iter().map(|it| json(&line(it))).collect::<Vec<_>>().join(",\n")
}

fn revision(it: &Subject) -> Revision<'_> {
    let by = it.standing.by();
    Revision {
        title: &it.title,
        page: it.page.as_str(),
        revision: &it.revision,
        edition: it.edition.to_string(),
        date: &it.published,
        state: it.standing.name(),
        by: by.map(|by| [by.label.as_str(), by.page.as_ref().map_or("", SitePath::as_str), by.reason.as_str()]),
        rows: &it.rows,
        sha256: &it.sha256,
        sm3: &it.sm3,
        files: &it.files,
    }
}

fn edition(it: &EditionSubject) -> Edition<'_> {
    Edition {
        edition: it.number.to_string(),
        page: SitePath::as_str(&address::edition(it.number)).to_owned(),
        date: &it.date,
        sha256: &it.sha256,
        fingerprint: it.fingerprint.replace(' ', ""),
        later: it.later,
    }
}
