//! Workbooks that no one here wrote: rows or a diagnostic for each, never a crash, a hang or a lack of memory.
//!
//! `GONGSHI_CORPORA` names a folder; every `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods` below it is put into a site of
//! its own and met by the real program with 1 GiB of memory and ten seconds:
//!
//! ```text
//! GONGSHI_CORPORA=/path/to/workbooks cargo test --test site -- --ignored --nocapture corpora
//! ```
//!
//! Such files are other people's and not kept here: those that spreadsheet readers are tested with will do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::bombs::check;
use crate::support::Site;

/// Endings of workbooks.
const ENDINGS: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// Where a workbook is put, without its ending.
const PLACE: &str = "content/sources/projects/gaoxin";

#[test]
#[ignore = "needs GONGSHI_CORPORA"]
fn every_workbook_ends_in_rows_or_a_diagnostic() {
    let folder = std::env::var_os("GONGSHI_CORPORA").expect("GONGSHI_CORPORA names a folder of workbooks");
    let files = workbooks(Path::new(&folder));
    assert!(!files.is_empty(), "no workbook below {}", folder.display());
    let (mut codes, mut wrong, mut slowest) = (BTreeMap::<String, usize>::new(), Vec::new(), Duration::ZERO);
    for file in &files {
        let begun = Instant::now();
        match met(file) {
            Ok(code) => *codes.entry(code).or_default() += 1,
            Err(problem) => wrong.push(format!("{}: {problem}", file.display())),
        }
        slowest = slowest.max(begun.elapsed());
    }
    println!("{} workbooks, slowest {slowest:?}; the first finding of each: {codes:#?}", files.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let is_workbook = |path: &PathBuf| {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        path.is_file() && ENDINGS.contains(&ending.as_str())
    };
    entries.filter(is_workbook).collect()
}

/// The code of the first error in a workbook: none of them is a list of projects.
fn met(file: &Path) -> Result<String, String> {
    let ending = file.extension().unwrap().to_string_lossy().to_ascii_lowercase();
    let path = format!("{PLACE}.{ending}");
    let site = Site::base().without(&format!("{PLACE}.csv")).with_file(&path, std::fs::read(file).unwrap());
    let outcome = check(&site).ok_or("killed after ten seconds")?;
    if outcome.status != Some(1) {
        return Err(format!("{:?}\n{}", outcome.status, outcome.all()));
    }
    let found = outcome.stdout.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut own = found.filter(|found| found["file"] == path.as_str() && found["severity"] == "error");
    let first = own.next().ok_or_else(|| format!("nothing is said of it:\n{}", outcome.all()))?;
    let is_broken = first["message"].as_str().is_some_and(|message| message.contains("子进程"));
    if is_broken { Err("the child did not start".to_owned()) } else { Ok(first["code"].as_str().unwrap().to_owned()) }
}
