//! The edge that reads a site from a folder, file by file, whoever wrote them there.

use std::path::Path;

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Report};

use super::comparison::at;

/// Hands on every file below a folder, hidden ones too, by path with `/`, one at a time. What cannot be read is in the
/// report; what is no ordinary file counts as one that cannot be read.
pub fn each_file(folder: &Path, place: &str, report: &mut Report, mut take: impl FnMut(&str, &[u8])) {
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) => entry,
            Err(error) => {
                report.push(unreadable(place, "", &error.to_string()));
                continue;
            }
        };
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_file() || below.to_str().is_none() {
            report.push(unreadable(place, &path, "不是普通文件（是链接、管道或设备），或文件名不是 Unicode"));
            continue;
        }
        match read(entry.path()) {
            Ok(bytes) => take(&path, &bytes),
            Err(error) => report.push(unreadable(place, &path, &error.to_string())),
        }
    }
}

/// One file; none if there is none that can be read.
pub fn file(folder: &Path, path: &str) -> Option<Vec<u8>> {
    read(&folder.join(path)).ok()
}

#[expect(clippy::disallowed_methods, reason = "edge: reads the site that is verified")]
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

fn unreadable(place: &str, path: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, at(place, path), format!("读不出来：{why}。"))
        .help("请检查文件是否完好、是否有权限读取。")
}
