//! The edge that writes one more edition. Nothing half-written is ever visible: all files go to a hidden staging
//! folder, are synced and read back, the folder takes its place, and the line in the log is the commit point.

#![expect(clippy::disallowed_methods, reason = "edge: writes one more edition")]

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::settings::Root;

use super::archive::{EDITIONS, FrozenEdition};
use super::draft::Draft;
use super::log::LOG;

/// Writes one more edition below the root and hands it back. An exclusive lock on the log is held meanwhile.
///
/// # Errors
/// When another publication is running or went before, when the edition's folder exists already, and when anything
/// cannot be written; the archive is then as it was.
pub fn freeze(root: &Root, draft: &Draft, report: &mut Report) -> Result<FrozenEdition, Failed> {
    let frozen = draft.frozen();
    let place = Place {
        root,
        folder: format!("{EDITIONS}/{}", frozen.number()),
        staging: format!("{EDITIONS}/.{}.partial", frozen.number()),
    };
    match place.publish(draft) {
        Ok(()) => Ok(frozen.clone()),
        Err(stop) => report.fail(stop.diagnostic()),
    }
}

/// Why nothing was published.
enum Stop {
    /// Somebody else holds the lock, or went before.
    Busy,
    /// The log is not the one that was verified.
    LogChanged,
    /// The edition's folder is there, but not in the log.
    Leftover { folder: String },
    /// What was written does not read back.
    ReadsOtherwise { path: String },
    /// The disk refused.
    Disk { path: String, error: io::Error },
}

impl Stop {
    fn diagnostic(self) -> Diagnostic {
        let error = |code, path: &str, message: String| Diagnostic::error(code, Location::file(path), message);
        match self {
            Self::Busy => error(Code::Busy, LOG, "另一个发布正在进行，或刚刚完成。".to_owned())
                .help("等它结束，再运行一次 publish；它会与最新一版比较。"),
            Self::LogChanged => error(Code::Archive, LOG, "log.txt 在发布期间被改动。".to_owned())
                .help("没有写入任何内容；请运行 check 查明原因后再发布。"),
            Self::Leftover { folder } => {
                error(Code::Archive, &folder, "文件夹已存在，但 log.txt 里没有这一版。".to_owned())
                    .help("它是上次发布中断留下的，没有公布：核对后删除这个文件夹，再重新发布。")
            }
            Self::ReadsOtherwise { path } => error(Code::Write, &path, "写入后读回的内容不一致，没有发布。".to_owned())
                .help("磁盘可能有故障；请更换磁盘或位置后再发布。"),
            Self::Disk { path, error: cause } => error(Code::Write, &path, format!("写不进去：{cause}。没有发布。"))
                .help("请检查磁盘空间和文件夹权限，然后再运行一次 publish。"),
        }
    }
}

/// Names the path in an error of the disk.
trait At<T> {
    fn at(self, path: &str) -> Result<T, Stop>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &str) -> Result<T, Stop> {
        self.map_err(|error| Stop::Disk { path: path.to_owned(), error })
    }
}

/// Where an edition is written; paths are from the site's root.
struct Place<'a> {
    root: &'a Root,
    folder: String,
    staging: String,
}

impl Place<'_> {
    fn publish(&self, draft: &Draft) -> Result<(), Stop> {
        let mut log = self.locked_log(draft.log_before())?;
        self.clear()?;
        self.write(draft.frozen())?;
        self.read_back(draft.frozen())?;
        fs::rename(self.root.join(&self.staging), self.root.join(&self.folder)).at(&self.folder)?;
        self.sync_folder(EDITIONS)?;
        self.commit(&mut log, draft)
    }

    /// The log, locked until it is dropped, if it still says what the draft continues.
    fn locked_log(&self, before: &str) -> Result<File, Stop> {
        fs::create_dir_all(self.root.join(EDITIONS)).at(EDITIONS)?;
        self.sync_folder("content")?;
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(before.is_empty());
        let mut log = options.open(self.root.join(LOG)).at(LOG)?;
        match log.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Stop::Busy),
            Err(TryLockError::Error(error)) => return Err(Stop::Disk { path: LOG.to_owned(), error }),
        }
        let mut now = Vec::new();
        log.read_to_end(&mut now).at(LOG)?;
        match now.strip_prefix(before.as_bytes()) {
            Some([]) => Ok(log),
            Some([.., b'\n']) => Err(Stop::Busy),
            _ => Err(Stop::LogChanged),
        }
    }

    /// Removes what an interrupted publication left in staging; refuses to touch a folder that may be an edition.
    fn clear(&self) -> Result<(), Stop> {
        let (staging, folder) = (self.root.join(&self.staging), self.root.join(&self.folder));
        if fs::exists(&folder).at(&self.folder)? {
            return Err(Stop::Leftover { folder: self.folder.clone() });
        }
        if fs::exists(&staging).at(&self.staging)? {
            fs::remove_dir_all(&staging).at(&self.staging)?;
        }
        Ok(())
    }

    /// Writes and syncs every file, then every folder from the innermost out.
    fn write(&self, frozen: &FrozenEdition) -> Result<(), Stop> {
        let mut folders = BTreeSet::from([self.staging.clone()]);
        for (below, bytes) in frozen.files() {
            let path = format!("{}/{below}", self.staging);
            let parents = path.match_indices('/').map(|(end, _)| path[..end].to_owned());
            folders.extend(parents.filter(|parent| parent.len() > self.staging.len()));
            if let Some((parent, _)) = path.rsplit_once('/') {
                fs::create_dir_all(self.root.join(parent)).at(parent)?;
            }
            write_new(&self.root.join(&path), bytes).at(&path)?;
        }
        folders.iter().rev().try_for_each(|folder| self.sync_folder(folder))
    }

    fn read_back(&self, frozen: &FrozenEdition) -> Result<(), Stop> {
        for (below, bytes) in frozen.files() {
            let path = format!("{}/{below}", self.staging);
            if fs::read(self.root.join(&path)).at(&path)? != *bytes {
                return Err(Stop::ReadsOtherwise { path });
            }
        }
        Ok(())
    }

    fn sync_folder(&self, folder: &str) -> Result<(), Stop> {
        sync_folder(&self.root.join(folder)).at(folder)
    }

    /// Writes the commit point. If that fails, the line is taken back, and the folder becomes a staging folder again,
    /// which the next publication removes. Should even that fail,
    /// [`Archive::load`](super::archive::Archive::load) says what to do.
    fn commit(&self, log: &mut File, draft: &Draft) -> Result<(), Stop> {
        let line = draft.frozen().log_line();
        let written = log.write_all(line.as_bytes()).and_then(|()| log.sync_all());
        let taken_back = |_: &io::Error| {
            let before = draft.log_before().len() as u64;
            let undone = log.set_len(before).and_then(|()| log.sync_all());
            drop(undone.and_then(|()| fs::rename(self.root.join(&self.folder), self.root.join(&self.staging))));
        };
        written.inspect_err(taken_back).at(LOG)
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the names in a folder last. Only Unix lets a program ask for it.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests;
