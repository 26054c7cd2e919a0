//! `attach`: a time stamp or signature that somebody else made goes into an evidence pack. Needs no site.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::diagnostic::{Failed, Report};
use crate::evidence::pack::{self, Attachment};
use crate::folder;

use super::Summary;

/// What was attached.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    pack: String,
    attachment: Attachment,
    code: String,
    code_before: String,
}

/// Runs the command.
///
/// # Errors
/// When the pack is not sound, the file is nothing that can be attached to it, or the disk refuses. The pack stays as
/// it was then.
pub fn run(pack: &Path, file: &Path, report: &mut Report) -> Result<Summary, Failed> {
    let place = pack.display().to_string();
    let old = folder::file_at(Path::new(""), &place, report)?.bytes;
    let added = folder::file_at(Path::new(""), &file.display().to_string(), report)?;
    let attached = pack::attach(&old, &place, (added.name(), &added.bytes), report)?;
    pack::replace(pack, &old, &attached.bytes, report)?;
    Ok(Summary::of(&Done {
        command: "attach",
        pack: place,
        attachment: attached.attachment,
        code: attached.code.to_string(),
        code_before: attached.code_before.to_string(),
    }))
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pack, attachment, code, code_before, .. } = self;
        write!(
            f,
            "已附上 {attachment}。\n存证包：{pack}\n存证码由 {code_before} 变为 {code}，请登记新的；\
             原来的仍可用来核对附件以外的全部内容。"
        )
    }
}
