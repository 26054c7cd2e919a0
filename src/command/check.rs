//! `check`: everything `publish` would refuse, all at once. Writes nothing, but for the marked copies of `--return`.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::diagnostic::{Failed, Report, Severity};
use crate::edition::archive::Archive;
use crate::output::PrivateFile;
use crate::output::write;
use crate::send_back::{Returned, send_back};
use crate::settings::Settings;

use super::{Session, Summary, intake};

/// What was checked, and what goes back.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    #[serde(flatten)]
    checked: Option<Checked>,
    #[serde(skip_serializing_if = "Option::is_none")]
    returned: Option<Return>,
}

/// What may be published.
#[derive(Serialize)]
struct Checked {
    notices: usize,
    lists: usize,
    rows: usize,
}

/// The marked copies.
#[derive(Serialize)]
struct Return {
    /// Where they are; nothing is written where nothing goes back.
    folder: Option<String>,
    files: Vec<ReturnedFile>,
    /// Errors and warnings of all files.
    #[serde(skip)]
    errors: usize,
    #[serde(skip)]
    warnings: usize,
}

/// One marked copy.
#[derive(Serialize)]
struct ReturnedFile {
    file: String,
    errors: usize,
    warnings: usize,
}

/// Runs the command; `back` is the folder for marked copies of the files in which something is to be mended.
///
/// # Errors
/// When something must be mended. With `back`, that is in the report and no failure: the copies are what is wanted.
pub fn run(session: &Session, back: Option<PathBuf>, report: &mut Report) -> Result<Summary, Failed> {
    let Some(folder) = back.map(|folder| session.started_in.join(folder)) else {
        let checked = Some(check(session, report)?);
        return Ok(Summary::of(&Done { command: "check", checked, returned: None }));
    };
    let public = ["content", "output/site", "themes"].map(|public| session.root.join(public));
    write::refuse_unfit(&folder, &public, report)?;
    let checked = check(session, report).ok();
    let returned = return_files(session, &folder, report)?;
    Ok(Summary::of(&Done { command: "check", checked, returned: Some(returned) }))
}

fn check(session: &Session, report: &mut Report) -> Result<Checked, Failed> {
    session.progress.step("读取设置");
    let settings = Settings::load(&session.root, report)?;
    session.progress.step("核对已公布的各版");
    let archive = Archive::load(&session.root, report)?;
    let checked = intake::take_in(session, settings, archive, |_, _, _| (), report)?.checked;
    let rows = checked.lists.iter().map(|list| list.rows).sum();
    Ok(Checked { notices: checked.notices.len(), lists: checked.lists.len(), rows })
}

fn return_files(session: &Session, folder: &Path, report: &mut Report) -> Result<Return, Failed> {
    session.progress.step("写退回的文件");
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let (mut files, mut listed) = (Vec::<PrivateFile>::new(), Vec::new());
    for Returned { file, errors, warnings } in send_back(session.root.path(), report, &session.isolation, session.date)
    {
        listed.push(ReturnedFile { file: file.path.clone(), errors, warnings });
        files.push(file);
    }
    if !files.is_empty() {
        write::write_private(folder, &files, report)?;
    }
    let folder = (!files.is_empty()).then(|| folder.display().to_string());
    Ok(Return { folder, files: listed, errors, warnings })
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.checked, &self.returned) {
            (Some(checked), _) => write!(f, "{checked}")?,
            (None, Some(returned)) => {
                write!(f, "检查没有通过：{} 个错误，{} 个警告。", returned.errors, returned.warnings)?;
            }
            (None, None) => {}
        }
        self.returned.as_ref().map_or(Ok(()), |returned| write!(f, "\n{returned}"))
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.notices == 0 && self.lists == 0 {
            return f.write_str("还没有收到任何公示和清单：content/sources 里没有文件。");
        }
        write!(f, "检查通过：公示 {} 个，清单 {} 张，共 {} 行。", self.notices, self.lists, self.rows)
    }
}

impl fmt::Display for Return {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.folder {
            Some(folder) => write!(f, "退回 {} 个文件，写在 {folder}：", self.files.len())?,
            None => f.write_str("没有要退回的文件。")?,
        }
        for ReturnedFile { file, errors, warnings } in &self.files {
            write!(f, "\n  {file}：{errors} 个错误，{warnings} 个警告")?;
        }
        let in_files: usize = self.files.iter().map(|file| file.errors + file.warnings).sum();
        match self.errors + self.warnings - in_files {
            0 => Ok(()),
            others => write!(f, "\n另有 {others} 个问题不在报送的表格里（设置、公示正文等），见上。"),
        }
    }
}
