//! The files of a site, one by one, against the state they should be in.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::output::manifest::{MANIFEST, Manifest};
use crate::value::digest::Digest;

use crate::output::damage::{self, Damage, Expected};

/// So many files are named in a finding about many.
const NAMED: usize = 20;

/// A site as it was written at some time.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What it is called in findings: `这次上传以前的网站`.
    pub name: String,
    /// Its files.
    pub manifest: Manifest,
    /// The bytes of some of them: of those that could be made again, just as the manifest says.
    pub bytes: BTreeMap<String, Vec<u8>>,
}

impl State {
    /// A state of which the manifest is known, and the bytes of those files that another state has alike.
    pub fn known_by(name: &str, manifest: Manifest, other: Self) -> Self {
        let mut bytes = other.bytes;
        bytes.retain(|path, _| manifest.digest(path) == other.manifest.digest(path));
        Self { name: name.to_owned(), manifest, bytes }
    }

    fn expected(&self, path: &str) -> Option<Expected<'_>> {
        let digest = self.manifest.digest(path)?;
        Some(self.bytes.get(path).map_or(Expected::Digest(digest), |bytes| Expected::Bytes(bytes)))
    }
}

/// What is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    Missing,
    Extra,
    Damaged(Vec<Damage>),
}

/// The comparison while it goes on.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// Where the files are: `output/site`, or an address.
    place: &'a str,
    reference: &'a State,
    others: &'a [State],
    seen: BTreeSet<String>,
    faults: Vec<(String, Fault, Option<usize>)>,
}

impl<'a> Comparison<'a> {
    /// Compares what stands at a place with a state. A file that is as in one of the `others` is told as such.
    pub fn new(place: &'a str, reference: &'a State, others: &'a [State]) -> Self {
        Self { place, reference, others, seen: BTreeSet::new(), faults: Vec::new() }
    }

    /// Takes one file that is there. The manifest itself is none of them.
    pub fn take(&mut self, path: &str, found: &[u8]) {
        self.seen.insert(path.to_owned());
        let fault = match self.reference.expected(path) {
            None if path == MANIFEST => return,
            None => Fault::Extra,
            Some(expected) => match damage::of(path, expected, found) {
                none if none.is_empty() => return,
                damages => Fault::Damaged(damages),
            },
        };
        let digest = Digest::of(found);
        let other = self.others.iter().position(|other| other.manifest.digest(path) == Some(digest));
        self.faults.push((path.to_owned(), fault, other));
    }

    /// Takes one file in whose place the host answers with a page of its own.
    pub fn take_error_page(&mut self, path: &str) {
        self.seen.insert(path.to_owned());
        self.faults.push((path.to_owned(), Fault::Damaged(vec![Damage::ErrorPage]), None));
    }

    /// Leaves a file out: what is wrong with it was told elsewhere.
    pub fn leave_out(&mut self, path: &str) {
        self.seen.insert(path.to_owned());
    }

    /// Ends the comparison: files that did not come are missing.
    pub fn finish(mut self, report: &mut Report) {
        for (path, _) in self.reference.manifest.iter().filter(|(path, _)| !self.seen.contains(path.as_str())) {
            let other = self.others.iter().position(|other| other.manifest.digest(path.as_str()).is_none());
            self.faults.push((path.to_string(), Fault::Missing, other));
        }
        self.tell_mixed(report);
        let (place, of_others) = (self.place, self.others.len());
        for (path, fault, other) in self.faults {
            if other.is_none_or(|other| other >= of_others) {
                tell(place, &path, &fault, report);
            }
        }
    }

    /// Files that are as in another state are told together: the upload did not end.
    fn tell_mixed(&self, report: &mut Report) {
        for (index, other) in self.others.iter().enumerate() {
            let of_other = self.faults.iter().filter(|(_, _, found)| *found == Some(index));
            let paths: Vec<&str> = of_other.map(|(path, ..)| path.as_str()).collect();
            if paths.is_empty() {
                continue;
            }
            let message = format!("有 {} 个文件是{}的，其余是{}的。", paths.len(), other.name, self.reference.name);
            let found = Diagnostic::error(Code::Mixed, Location::file(self.place), message);
            let named = paths.iter().take(NAMED).map(|path| Location::file(*path));
            let found = named.fold(found, Diagnostic::related);
            report.push(found.help("上传没有做完，或两次上传混在了一起：把最新的网站全部上传，再核验一次。"));
        }
    }
}

/// Where a file is, as a person would look for it.
pub fn at(place: &str, path: &str) -> Location {
    Location::file(format!("{}/{path}", place.trim_end_matches('/')))
}

fn tell(place: &str, path: &str, fault: &Fault, report: &mut Report) {
    let error = |code, message: String| Diagnostic::error(code, at(place, path), message);
    match fault {
        Fault::Missing => {
            report.push(error(Code::FileMissing, "没有这个文件。".to_owned()).help("请重新上传这个文件。"));
        }
        Fault::Extra => report.push(
            error(Code::FileExtra, format!("{MANIFEST} 里没有这个文件。"))
                .help("旧网站留下的，删去；不是自己放的，先查明来历。"),
        ),
        Fault::Damaged(damages) => damages.iter().for_each(|damage| {
            let found = error(damage.code(), format!("文件{damage}。")).help(damage.help());
            let place = damage.line().map_or(found.location.clone(), |line| found.location.clone().row(line));
            report.push(Diagnostic { location: place, ..found });
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{OutputFile, SitePath};

    fn state(name: &str, files: &[(&str, &str)]) -> State {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| OutputFile { path: SitePath::new(*path), bytes: text.as_bytes().to_vec() })
            .collect();
        State { name: name.into(), manifest: Manifest::of(&files), bytes: BTreeMap::new() }
    }

    /// The codes and places of what is wrong with files that should be in the new state.
    fn compared(others: &[State], files: &[(&str, &str)]) -> Vec<String> {
        let reference = state("新网站", &[("a.html", "new"), ("b.html", "same"), ("c.html", "new")]);
        let mut comparison = Comparison::new("output/site", &reference, others);
        files.iter().for_each(|(path, text)| comparison.take(path, text.as_bytes()));
        let mut report = Report::default();
        comparison.finish(&mut report);
        report.in_order().map(|found| format!("{} {}", found.code.as_str(), found.location)).collect()
    }

    #[test]
    fn a_whole_site_is_fine_with_its_manifest() {
        let whole = [("a.html", "new"), ("b.html", "same"), ("c.html", "new"), ("manifest.txt", "…")];
        assert!(compared(&[], &whole).is_empty());
    }

    #[test]
    fn missing_changed_and_extra_files_are_told_apart() {
        let found = compared(&[], &[("a.html", "old"), ("b.html", "same"), ("d.html", "?")]);
        assert_eq!(
            found,
            ["file-changed output/site/a.html", "file-missing output/site/c.html", "file-extra output/site/d.html"]
        );
    }

    #[test]
    fn files_of_another_state_are_an_upload_that_did_not_end() {
        let old = [state("旧网站", &[("a.html", "old"), ("b.html", "same"), ("d.html", "old")])];
        let half = [("a.html", "old"), ("b.html", "same"), ("c.html", "new"), ("d.html", "old")];
        assert_eq!(compared(&old, &half), ["mixed output/site"]);
        let tampered = [("a.html", "old"), ("b.html", "other"), ("c.html", "new")];
        assert_eq!(compared(&old, &tampered), ["mixed output/site", "file-changed output/site/b.html"]);
    }
}
