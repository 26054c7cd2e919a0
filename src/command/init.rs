//! `init`: a new site, or its blank workbooks alone. Writes only what is not there.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::blank;
use crate::diagnostic::{Failed, Report};
use crate::folder::InputFile;
use crate::output::write::create::{self, Created, NewFile};
use crate::settings::{SITE_FILE, Settings};
use crate::value::calendar::Calendar;

use super::{Session, Summary};

mod skeleton;

/// Where a site keeps its blank workbooks.
const FORMS: &str = "content/forms";

/// What a new site's webmaster does first.
const AFTER_SITE: &str = "\
下一步：
  1. 修改 content/site.toml，把示例的单位和地区换成本单位的；
  2. 删去 content/forms 里的 .xlsx 空白表，运行 gongshi init --forms 按本市的地区重做，发给各地填写；
  3. 收到的文件放进 content/sources，运行 gongshi check。";

/// What is done with blank workbooks.
const AFTER_FORMS: &str = "下一步：把空白表发给各地填写；收到后把文件名改成地区的网址名，放进 content/sources。";

/// What was made.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    folder: String,
    written: usize,
    unchanged: usize,
    #[serde(skip)]
    made: &'static str,
    #[serde(skip)]
    next: &'static str,
}

/// Makes a new site in a folder, which may exist if it is empty.
///
/// # Errors
/// When anything is in the folder, or the disk refuses. Nothing half-made stays.
pub fn site(folder: &Path, report: &mut Report) -> Result<Summary, Failed> {
    create::must_be_empty(folder, report)?;
    let site_file = InputFile { path: SITE_FILE.to_owned(), bytes: skeleton::SITE.into() };
    let settings = Settings::from_file(&site_file, Calendar::default(), report)?;
    let forms = forms_of(&settings).map(|form| NewFile { path: format!("{FORMS}/{}", form.path), ..form });
    // The settings make a folder a site: they come last.
    let files: Vec<_> = skeleton::files().chain(forms).chain([NewFile::new(SITE_FILE, skeleton::SITE)]).collect();
    let created = create::create(folder, &skeleton::source_folders(), &files, report)?;
    Ok(Summary::of(&Done::of(folder, created, ("站点已建立", AFTER_SITE))))
}

/// Writes the blank workbooks of a site: below its own folder, or into another one.
///
/// # Errors
/// When the settings are wrong, another file stands in the place of a workbook, or the disk refuses.
pub fn forms(session: &Session, folder: Option<PathBuf>, report: &mut Report) -> Result<Summary, Failed> {
    let settings = Settings::load(&session.root, report)?;
    let folder = folder.map_or_else(|| session.root.join(FORMS), |folder| session.started_in.join(folder));
    let files: Vec<_> = forms_of(&settings).collect();
    let created = create::create(&folder, &[], &files, report)?;
    Ok(Summary::of(&Done::of(&folder, created, ("空白表已备好", AFTER_FORMS))))
}

fn forms_of(settings: &Settings) -> impl Iterator<Item = NewFile> {
    blank::all(settings).into_iter().map(|form| NewFile { path: form.file_name, bytes: form.bytes })
}

impl Done {
    fn of(folder: &Path, created: Created, (made, next): (&'static str, &'static str)) -> Self {
        let Created { written, unchanged } = created;
        Self { command: "init", folder: folder.display().to_string(), written, unchanged, made, next }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { made, folder, written, unchanged, next, .. } = self;
        write!(f, "{made}：{folder}（写入 {written} 个文件，未变 {unchanged} 个）。\n{next}")
    }
}
