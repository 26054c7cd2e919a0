//! A plan and its files as one `.zip`: the same bytes from the same site, on every machine.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDate};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::output::manifest::Manifest;
use crate::output::{OutputFile, SitePath};

use super::{Phase, Plan, note};

/// Texts compress to a fifth even so; more would take longer than building the site.
const FASTEST: i64 = 1;

/// The package: what to know (`README.txt`), every step (`order.txt`), what to delete (`delete.txt`, if anything), and
/// the files, in the order of the plan, a folder for each phase. Its only time stamp is `day`.
///
/// # Panics
/// When the plan does not lead to these files: a bug in the program.
pub fn package(plan: &Plan, files: &[OutputFile], day: Option<NaiveDate>) -> Vec<u8> {
    let manifest = Manifest::of(files).to_file();
    let files: BTreeMap<&SitePath, &[u8]> =
        files.iter().chain([&manifest]).map(|file| (&file.path, &file.bytes[..])).collect();
    #[expect(clippy::expect_used, reason = "memory refuses nothing, and every name and size fits")]
    let bytes = write(plan, &files, options(day)).expect("a package is written to memory");
    bytes
}

fn write(plan: &Plan, files: &BTreeMap<&SitePath, &[u8]>, options: SimpleFileOptions) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, bytes: &[u8]| -> ZipResult<()> {
        zip.start_file(path, options.large_file(u32::try_from(bytes.len()).is_err()))?;
        Ok(zip.write_all(bytes)?)
    };
    add("README.txt", note::readme(plan).as_bytes())?;
    add("order.txt", note::order(plan).as_bytes())?;
    if plan.deletions() > 0 {
        add("delete.txt", note::deletions(plan).as_bytes())?;
    }
    for folder_phase in Phase::ALL {
        let Some(folder) = folder_phase.folder() else { continue };
        plan.of_phase(folder_phase).try_for_each(|step| add(&format!("{folder}/{}", step.path), files[&step.path]))?;
    }
    Ok(zip.finish()?.into_inner())
}

fn options(day: Option<NaiveDate>) -> SimpleFileOptions {
    let at_midnight = |day: NaiveDate| {
        let (year, month, date) =
            (day.year().try_into().ok()?, day.month().try_into().ok()?, day.day().try_into().ok()?);
        DateTime::from_date_and_time(year, month, date, 0, 0, 0).ok()
    };
    SimpleFileOptions::default()
        .system(System::Unix)
        .unix_permissions(0o644)
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(FASTEST))
        .last_modified_time(day.and_then(at_midnight).unwrap_or(DateTime::DEFAULT))
}
