//! Work that a publication left undone when it was cut short. It loses nothing: the next run finishes it.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::edition::EditionNumber;
use crate::edition::log::LOG;

use super::EDITIONS;

/// What is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// The last line of the log was not written to its end: that edition was not published. The torn end goes.
    Line {
        /// The edition that it would have been.
        number: EditionNumber,
        /// The size of the whole lines before it.
        whole: u64,
    },
    /// The log counts an edition whose folder has not taken its place.
    Place {
        /// The edition.
        number: EditionNumber,
    },
    /// Rows that an edition took away are still in an older one, or its bag does not say so yet.
    Rows {
        /// The older edition.
        from: EditionNumber,
        /// The newest edition that took something away from it.
        by: EditionNumber,
    },
}

impl Unfinished {
    /// What everybody is told who reads the editions before it is finished.
    pub fn warning(self) -> Diagnostic {
        let (place, message) = match self {
            Self::Line { number, .. } => {
                (LOG.to_owned(), format!("上次的工作在写 log.txt 最后一行时中断，第 {number} 版没有公布。"))
            }
            Self::Place { number } => (
                format!("{EDITIONS}/{}", staging(number)),
                format!("第 {number} 版已经公布，但上次的工作中断，文件夹还没有放到位。"),
            ),
            Self::Rows { from, by } => (
                format!("{EDITIONS}/{from}"),
                format!("第 {from} 版里的内容已由第 {by} 版撤下，但上次的工作中断，旧文件还没有删完。"),
            ),
        };
        Diagnostic::warning(Code::Unfinished, Location::file(place), message)
            .help("没有丢失任何内容。再运行一次 publish 或 withdraw，会先把它做完。")
    }

    /// What was done about it.
    pub fn finished(self) -> String {
        match self {
            Self::Line { number, .. } => format!("清除了 log.txt 里没有写完的第 {number} 版"),
            Self::Place { number } => format!("第 {number} 版放到位"),
            Self::Rows { from, by } => format!("删去第 {by} 版从第 {from} 版撤下的内容"),
        }
    }
}

/// The folder in which an edition is written before the log counts it.
pub(in crate::edition) fn staging(number: EditionNumber) -> String {
    format!(".{number}.partial")
}

/// The number in the name of such a folder.
pub(super) fn staged_number(name: &str) -> Option<&str> {
    let number = name.strip_prefix('.')?.strip_suffix(".partial")?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some(number)
}
