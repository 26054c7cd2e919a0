//! `manifest.txt`: every file of the site with its digest, in the form that `sha256sum -c` reads.

use std::collections::BTreeMap;
use std::fmt;

use crate::value::digest::{Digest, Fingerprint};

use super::{OutputFile, SitePath};

/// The manifest's own name. It lists every file but itself.
pub const MANIFEST: &str = "manifest.txt";

/// The digests of a site's files, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<SitePath, Digest>);

/// Bytes that are no manifest of this program; the line, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAManifest {
    /// The first line that is wrong.
    pub line: usize,
}

impl Manifest {
    /// The manifest of files.
    ///
    /// # Panics
    /// When two files have one path, or a file is called as the manifest: a bug in the plan of the site.
    pub fn of(files: &[OutputFile]) -> Self {
        let mut digests = BTreeMap::new();
        for file in files {
            let before = digests.insert(file.path.clone(), Digest::of(&file.bytes));
            assert!(before.is_none(), "two files of the site have one path: {}", file.path);
        }
        assert!(digests.keys().all(|path| path.as_str() != MANIFEST), "only the writer makes {MANIFEST}");
        Self(digests)
    }

    /// The manifest of files with these digests; none of them is called as the manifest.
    pub(super) fn new(digests: BTreeMap<SitePath, Digest>) -> Self {
        Self(digests)
    }

    /// Reads a manifest: lines of a digest, two blanks and a path, in the order of the paths.
    ///
    /// # Errors
    /// For anything that [`Manifest`] does not write.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotAManifest> {
        let text = std::str::from_utf8(bytes).map_err(|_| NotAManifest { line: 1 })?;
        let mut digests: Vec<(SitePath, Digest)> = Vec::new();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let wrong = NotAManifest { line: index + 1 };
            let (path, digest) = entry(line).ok_or(wrong)?;
            let in_order = digests.last().is_none_or(|(last, _)| *last < path);
            if !in_order || path.as_str() == MANIFEST {
                return Err(wrong);
            }
            digests.push((path, digest));
        }
        Ok(Self(digests.into_iter().collect()))
    }

    /// The site code (网站校验码): the start of the manifest's own digest. It stands for every byte of the site.
    pub fn code(&self) -> Fingerprint {
        Fingerprint::of(&Digest::of(self.to_string().as_bytes()))
    }

    /// The digest of a file; none if it is not listed.
    pub fn digest(&self, path: &str) -> Option<Digest> {
        self.0.get(path).copied()
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, &Digest)> {
        self.0.iter()
    }

    /// How many files it lists.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The manifest as the file that stands in the site's root.
    pub fn to_file(&self) -> OutputFile {
        OutputFile { path: SitePath::new(MANIFEST), bytes: self.to_string().into_bytes() }
    }
}

fn entry(line: &str) -> Option<(SitePath, Digest)> {
    let (digest, path) = line.strip_suffix('\n')?.split_once("  ")?;
    let digest = digest.parse().ok()?;
    Some((SitePath::try_from(path.to_owned()).ok()?, digest))
}

/// One line a file: digest, two blanks, path, LF.
impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(path, digest)| writeln!(f, "{digest}  {path}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> OutputFile {
        OutputFile { path: SitePath::new(path), bytes: text.into() }
    }

    #[test]
    fn it_is_what_sha256sum_prints() {
        let manifest = Manifest::of(&[file("b/index.html", "abc"), file("a.txt", "")]);
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(manifest.to_string(), format!("{empty}  a.txt\n{abc}  b/index.html\n"));
    }

    #[test]
    fn what_is_written_reads_back() {
        let manifest = Manifest::of(&[file("b/index.html", "abc"), file("a.txt", "")]);
        assert_eq!(Manifest::parse(manifest.to_string().as_bytes()), Ok(manifest));
        assert_eq!(Manifest::parse(b""), Ok(Manifest::default()));
    }

    #[test]
    fn other_texts_are_refused_with_their_line() {
        let digest = Digest::of(b"").to_string();
        for bad in [
            format!("{digest}  ../secret\n"),
            format!("{digest} *a.txt\n"),
            format!("{digest}  a.txt"),
            format!("{digest}  a.txt\r\n"),
            format!("{digest}  manifest.txt\n"),
            format!("{}  a.txt\n", &digest[1..]),
            "\n".to_owned(),
        ] {
            assert_eq!(Manifest::parse(bad.as_bytes()), Err(NotAManifest { line: 1 }), "{bad}");
        }
        let twice = format!("{digest}  a.txt\n{digest}  a.txt\n");
        assert_eq!(Manifest::parse(twice.as_bytes()), Err(NotAManifest { line: 2 }));
    }

    #[test]
    #[should_panic(expected = "two files of the site have one path: a.txt")]
    fn two_files_in_one_place_are_a_bug() {
        Manifest::of(&[file("a.txt", "1"), file("a.txt", "2")]);
    }
}
