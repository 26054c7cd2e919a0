//! Workbooks. They come from anywhere, so nothing in them is believed: sizes are measured before anything is built,
//! cells are taken one by one within limits, and a panic of a parser is a finding like any other.
//!
//! What still cannot be held off in the same process, such as an allocation that aborts, is left to the isolation of
//! a child process. What a sheet has besides its cells is read in a pass of its own, before them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Take;
use super::intake::{Intake, SAVE_AGAIN};
use super::structure::Wrong;
use crate::diagnostic::{Code, Failed, Report};
use crate::folder::InputFile;

mod biff;
mod compound;
mod ods;
mod package;
mod quiet;
mod skim;
mod value;
mod xls;
mod xlsx;
mod xml;

pub(super) use ods::read as ods;
pub(super) use xls::read as xls;
pub(super) use xlsx::read as xlsx;

#[cfg(fuzzing)]
pub(super) use xlsx::fuzz_structure;

const UNLOCK: &str = "请用密码打开后，取消“用密码进行加密”，再重新保存。";

/// Why a workbook cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// It cannot be parsed.
    Damaged,
    /// It is encrypted.
    Locked,
    /// It is larger than any list; what of it is.
    TooLarge(&'static str),
    /// It is another kind of document; what it is.
    Other(&'static str),
    /// It has programs in it.
    Macros,
}

impl From<Wrong> for Trouble {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Damaged => Self::Damaged,
            Wrong::TooMuch(what) => Self::TooLarge(what),
        }
    }
}

impl Trouble {
    fn code(self) -> Code {
        match self {
            Self::Other(_) | Self::Macros => Code::FileKind,
            _ => Code::Workbook,
        }
    }

    fn sentence(self) -> String {
        match self {
            Self::Damaged => "工作簿已损坏，读不出来。".to_owned(),
            Self::Locked => "工作簿设置了打开密码，读不出来。".to_owned(),
            Self::TooLarge(what) => format!("工作簿过大：{what}。"),
            Self::Other(what) => format!("文件其实是{what}，扩展名不对。"),
            Self::Macros => "工作簿里带有宏（程序），为安全起见不读。".to_owned(),
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Damaged => SAVE_AGAIN,
            Self::Locked => UNLOCK,
            Self::TooLarge(_) => "请把清单复制到一个新的工作簿里（选择性粘贴“数值”），另存为 .xlsx。",
            Self::Macros => "请把清单复制到一个新的工作簿里（选择性粘贴“数值”），另存为不带宏的 .xlsx。",
            Self::Other(_) => "请用 Excel 或 WPS 打开，另存为 .xlsx；不是表格的文件请移到别处。",
        }
    }
}

impl Intake<'_> {
    fn trouble<T>(&mut self, trouble: Trouble) -> Result<T, Failed> {
        self.fail(trouble.code(), self.place(), &trouble.sentence(), trouble.help())
    }
}

/// Reads a workbook with one of the readers here.
///
/// # Errors
/// For whatever the reader refuses, and when it panics.
pub(super) fn read(
    file: &InputFile,
    reader: fn(&[u8], &mut Intake<'_>) -> Result<(), Failed>,
    report: &mut Report,
    take: &mut Take<'_>,
) -> Result<(), Failed> {
    let mut intake = Intake::new(file, file.bytes.len(), report, take);
    let ended = {
        let _quiet = quiet::Quiet::begin();
        catch_unwind(AssertUnwindSafe(|| reader(&file.bytes, &mut intake)))
    };
    match ended {
        Ok(result) => result?,
        Err(_) => return intake.trouble(Trouble::Damaged),
    }
    intake.finish()
}

#[cfg(test)]
mod tests;
