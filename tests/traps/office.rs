//! Workbooks by openpyxl and LibreOffice: one run of each program for all of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::book::Book;
use crate::support::{checker, repository, run};

/// Has openpyxl write workbooks; their bytes by the same numbers.
pub(super) fn openpyxl(books: &BTreeMap<usize, Book>) -> BTreeMap<usize, Vec<u8>> {
    if books.is_empty() {
        return BTreeMap::new();
    }
    let folder = tempfile::tempdir().unwrap();
    let jobs = folder.path().join("jobs.json");
    std::fs::write(&jobs, serde_json::to_vec(books).unwrap()).unwrap();
    let script = repository("tests/tools/trap_workbooks.py");
    run(Command::new(checker("python/bin/python")).arg(script).arg(&jobs).arg(folder.path())).succeeds();
    collect(books.keys(), folder.path(), "xlsx")
}

/// Has LibreOffice save workbooks in a format: the name of its filter, and the ending.
pub(super) fn libreoffice(books: &BTreeMap<usize, Vec<u8>>, filter: &str, ending: &str) -> BTreeMap<usize, Vec<u8>> {
    if books.is_empty() {
        return BTreeMap::new();
    }
    let (from, to, profile) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut office = Command::new("soffice");
    office.arg(format!("-env:UserInstallation=file://{}", profile.path().display()));
    office.args(["--headless", "--convert-to", filter, "--outdir"]).arg(to.path());
    for (number, bytes) in books {
        let path = from.path().join(format!("{number}.xlsx"));
        std::fs::write(&path, bytes).unwrap();
        office.arg(path);
    }
    run(&mut office).succeeds();
    collect(books.keys(), to.path(), ending)
}

fn collect<'a>(numbers: impl Iterator<Item = &'a usize>, folder: &Path, ending: &str) -> BTreeMap<usize, Vec<u8>> {
    let read = |number: &usize| {
        let path = folder.join(format!("{number}.{ending}"));
        (*number, std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    };
    numbers.map(read).collect()
}
