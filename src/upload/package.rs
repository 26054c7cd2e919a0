//! A plan and its files as one `.zip`: the same bytes from the same site, on every machine.

use std::io::{self, Seek, SeekFrom, Write};

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, PreparedZipFile, System, ZipWriter};

use crate::output::SitePath;

use super::{Phase, Plan, Step, note};

/// Texts compress to a fifth even so; more would take longer than building the site.
const FASTEST: i64 = 1;

/// So many files are packed side by side, and are in memory then.
const AT_ONCE: usize = 32;

/// Writes the package: what to know (`README.txt`), every step (`order.txt`), what to delete (`delete.txt`, if
/// anything), and the files, in the order of the plan, a folder for each phase. Its only time stamp is `day`. Files are
/// read as they come.
///
/// # Errors
/// When a file cannot be read, or the package not be written.
pub fn package(
    plan: &Plan,
    read: impl Fn(&SitePath) -> io::Result<Vec<u8>> + Sync,
    day: Option<NaiveDate>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let options = options(day);
    let mut zip = ZipWriter::new(Forward { out, at: 0 });
    let mut texts = vec![("README.txt", note::readme(plan)), ("order.txt", note::order(plan))];
    if plan.deletions() > 0 {
        texts.push(("delete.txt", note::deletions(plan)));
    }
    for (name, text) in texts {
        zip.add_prepared_file(PreparedZipFile::from_data(name, options, text.as_bytes())?)?;
    }
    let packed = |(folder, step): &(&str, &Step)| -> ZipResult<PreparedZipFile> {
        PreparedZipFile::from_data(format!("{folder}/{}", step.path), options, &read(&step.path)?)
    };
    let of_phase =
        |phase: Phase| phase.folder().into_iter().flat_map(move |it| plan.of_phase(phase).map(move |step| (it, step)));
    let files: Vec<(&str, &Step)> = Phase::ALL.into_iter().flat_map(of_phase).collect();
    for some in files.chunks(AT_ONCE) {
        let some: Vec<_> = some.par_iter().map(packed).collect::<ZipResult<_>>()?;
        zip.add_prepared_files(some)?;
    }
    zip.finish()?;
    Ok(())
}

/// What is written from its beginning to its end; the library asks where it is, and goes nowhere else.
struct Forward<'w> {
    out: &'w mut dyn Write,
    at: u64,
}

impl Write for Forward<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Seek for Forward<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let stays = matches!(to, SeekFrom::Current(0) | SeekFrom::End(0)) || to == SeekFrom::Start(self.at);
        if stays { Ok(self.at) } else { Err(io::ErrorKind::NotSeekable.into()) }
    }
}

pub(super) fn options(day: Option<NaiveDate>) -> SimpleFileOptions {
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
