//! Why a publication stopped, and what counts nevertheless.

use std::io;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::edition::EditionNumber;
use crate::edition::log::LOG;

/// Why it stopped.
pub(super) enum Stop {
    /// Somebody else holds the lock, or went before.
    Busy,
    /// The log is not the one that was verified.
    LogChanged,
    /// The edition's folder is there, but not in the log.
    Leftover { folder: String },
    /// What was written does not read back.
    ReadsOtherwise { path: String },
    /// The disk refused, and nothing was published.
    Disk { path: String, error: io::Error },
    /// The disk refused the commit point, and to take it back.
    Undecided { error: io::Error },
    /// The disk refused after the commit point: the edition counts.
    Counted { number: EditionNumber, path: String, error: io::Error },
    /// The disk refused while earlier work was being finished.
    StillUnfinished { path: String, error: io::Error },
}

impl Stop {
    /// The same after the commit point.
    pub(super) fn after_commit(self, number: EditionNumber) -> Self {
        match self {
            Self::Disk { path, error } => Self::Counted { number, path, error },
            other => other,
        }
    }

    /// The same while earlier work was being finished.
    pub(super) fn while_finishing(self) -> Self {
        match self {
            Self::Disk { path, error } => Self::StillUnfinished { path, error },
            other => other,
        }
    }

    pub(super) fn diagnostic(self) -> Diagnostic {
        let error = |code, path: &str, message: String| Diagnostic::error(code, Location::file(path), message);
        match self {
            Self::Busy => error(Code::Busy, LOG, "另一个发布正在进行，或刚刚完成。".to_owned())
                .help("等它结束，再运行一次；会与最新一版比较。"),
            Self::LogChanged => error(Code::Archive, LOG, "log.txt 在发布期间被改动。".to_owned())
                .help("没有写入任何内容；请运行 check 查明原因后再发布。"),
            Self::Leftover { folder } => {
                error(Code::Archive, &folder, "文件夹已存在，但 log.txt 里没有这一版。".to_owned())
                    .help("log.txt 可能被截短过：请从备份或版本库恢复 content/editions 再发布。")
            }
            Self::ReadsOtherwise { path } => error(Code::Write, &path, "写入后读回的内容不一致，没有发布。".to_owned())
                .help("磁盘可能有故障；请更换磁盘或位置后再发布。"),
            Self::Disk { path, error: cause } => error(Code::Write, &path, format!("写不进去：{cause}。没有发布。"))
                .help("请检查磁盘空间和文件夹权限，然后再运行一次。"),
            Self::Undecided { error: cause } => {
                error(Code::Write, LOG, format!("log.txt 写入出错，也没能收回：{cause}。这一版不一定公布了。"))
                    .help("请检查磁盘，然后再运行一次：写完整的会接着做完，没写完整的会清除并重做。")
            }
            Self::Counted { number, path, error: cause } => {
                error(Code::Unfinished, &path, format!("第 {number} 版已经公布，但没有做完：{cause}。"))
                    .help("没有丢失任何内容；请检查磁盘，再运行一次 publish 或 withdraw 即可完成。")
            }
            Self::StillUnfinished { path, error: cause } => {
                error(Code::Unfinished, &path, format!("上次中断的工作还是没能做完：{cause}。"))
                    .help("没有丢失任何内容；请检查磁盘空间和文件夹权限，再运行一次。")
            }
        }
    }
}

/// Names the path in an error of the disk.
pub(super) trait At<T> {
    fn at(self, path: &str) -> Result<T, Stop>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &str) -> Result<T, Stop> {
        self.map_err(|error| Stop::Disk { path: path.to_owned(), error })
    }
}
