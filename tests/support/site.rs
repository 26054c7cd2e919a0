//! A site of the test's own, which is gone when the test ends.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{Outcome, Tree, repository};

/// A site in a folder of its own.
#[derive(Debug)]
pub(crate) struct Site {
    // Held for its end: it takes the folder with it.
    _folder: TempDir,
    root: PathBuf,
}

impl Site {
    /// A folder without anything.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        Self { _folder: folder, root }
    }

    /// The repository's sample site, as a clone has it.
    pub(crate) fn sample() -> Self {
        Self::empty().with_tree("content", &repository("content")).with_tree("themes", &repository("themes"))
    }

    /// The small site that the cases start from.
    pub(crate) fn base() -> Self {
        Self::empty().with_tree("", &repository("tests/cases/base"))
    }

    /// The same site with one more file, or another content of it.
    pub(crate) fn with_file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// The same site with a folder's files laid over its own.
    pub(crate) fn with_tree(self, below: &str, from: &Path) -> Self {
        Tree::read(from).write(&self.path(below));
        self
    }

    /// The same site without a file or folder.
    pub(crate) fn without(self, path: &str) -> Self {
        let path = self.path(path);
        if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) }
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self
    }

    /// The same site with a text replaced where it stands first.
    pub(crate) fn replace(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.file(path);
        assert!(text.contains(from), "“{from}” is not in {path}");
        self.with_file(path, text.replacen(from, to, 1))
    }

    /// Where something of the site is on this machine.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        if below.is_empty() { self.root.clone() } else { self.root.join(below) }
    }

    /// A text file.
    pub(crate) fn file(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file below a folder.
    pub(crate) fn files(&self, folder: &str) -> Tree {
        Tree::read(&self.path(folder))
    }

    /// The program, about to run in the site's folder with nothing of this machine's environment.
    pub(crate) fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_gongshi"));
        program.env_clear().current_dir(&self.root);
        program
    }

    /// Runs the program.
    pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Outcome {
        self.outcome(self.program().args(arguments))
    }

    /// Runs a prepared program of [`Site::program`].
    pub(crate) fn outcome(&self, program: &mut Command) -> Outcome {
        Outcome::new(&program.output().expect("the program starts"), self.root.to_str().unwrap())
    }
}
