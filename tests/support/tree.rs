//! All files below a folder, as one value that can be compared.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

/// Whether it is a memo of the program: what it says is of this disk alone, and nothing but time depends on it.
pub(crate) fn is_memo(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && name.ends_with(".memo")
}

/// Every file below a folder by its path, with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tree(pub(crate) BTreeMap<String, Vec<u8>>);

impl Tree {
    /// Reads a folder; one that does not exist has no files. Memos are left out.
    pub(crate) fn read(folder: &Path) -> Self {
        if !folder.exists() {
            return Self::default();
        }
        let files = WalkDir::new(folder).into_iter().map(|entry| entry.expect("a folder is listed"));
        Self(
            files
                .filter(|entry| entry.file_type().is_file() && !is_memo(entry.path()))
                .map(|entry| {
                    let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                    (path, std::fs::read(entry.path()).unwrap_or_else(|error| panic!("{:?}: {error}", entry.path())))
                })
                .collect(),
        )
    }

    /// Writes every file below a folder.
    pub(crate) fn write(&self, folder: &Path) {
        for (path, bytes) in &self.0 {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }

    /// The files whose paths start so, by the rest of their paths.
    pub(crate) fn below(&self, folder: &str) -> Self {
        let inside = |(path, bytes): (&String, &Vec<u8>)| Some((path.strip_prefix(folder)?.to_owned(), bytes.clone()));
        Self(self.0.iter().filter_map(inside).collect())
    }

    /// The files that another tree has too.
    pub(crate) fn only(mut self, other: &Self) -> Self {
        self.0.retain(|path, _| other.0.contains_key(path));
        self
    }

    /// The files whose bytes do not depend on how the program was built: pages are smaller with `minify`, and the
    /// manifest knows it.
    pub(crate) fn alike_in_every_build(self) -> Self {
        let is_alike = |path: &str| !path.ends_with(".html") && path != "manifest.txt";
        Self(self.0.into_iter().filter(|(path, _)| is_alike(path)).collect())
    }

    /// The files whose paths end so.
    pub(crate) fn ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.0.iter().filter(move |(path, _)| path.ends_with(ending)).map(|(path, bytes)| (path.as_str(), &bytes[..]))
    }

    /// The paths that another tree lacks, has more of, or holds with other bytes.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let gone = self.0.keys().filter(|path| !other.0.contains_key(*path)).map(|path| format!("gone: {path}"));
        let other_files = other.0.iter().filter_map(|(path, bytes)| match self.0.get(path) {
            None => Some(format!("new: {path}")),
            Some(before) if before != bytes => Some(format!("changed: {path}")),
            Some(_) => None,
        });
        gone.chain(other_files).collect()
    }

    /// Fails unless another tree holds exactly the same.
    #[track_caller]
    pub(crate) fn is_same_as(&self, other: &Self) {
        let differences = self.differences(other);
        assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
    }
}
