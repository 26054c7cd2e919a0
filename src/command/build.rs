//! `build`: the site, from frozen editions, articles, settings, theme and date. Never opens `content/sources`.
//! Beside the site it writes settings for the server that will hold it, and what to upload.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Report};
use crate::edition::archive::{Archive, FrozenEdition};
use crate::folder;
use crate::hosting::{self, Host};
use crate::output::manifest::{MANIFEST, Manifest};
use crate::output::write::{self, Staged};
use crate::settings::{Derived, Settings};
use crate::upload::{self, Plan};

use super::site::{self, Sources};
use super::{Session, Summary};

/// What was built.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    folder: String,
    server: String,
    upload: Uploads,
    edition: Option<String>,
    fingerprint: Option<String>,
    site_code: String,
    files: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
}

/// Whether there is a package to upload. For programs, its absence is a null.
#[derive(Serialize)]
#[serde(untagged)]
enum Uploads {
    Package(Upload),
    /// The host has this site already.
    NothingNew,
    /// The settings want none.
    LeftOut,
}

/// What there is to upload.
#[derive(Serialize)]
struct Upload {
    package: String,
    uploads: usize,
    deletions: usize,
}

/// Runs the command; `out` is where the site goes, `output/site` of the root unless given. The package to upload leads
/// from the site that stands there, or from the one whose manifest is `uploaded`. It is on the disk before the new site
/// takes its place: when a run ends in between, the next one makes the same package.
///
/// # Errors
/// When something must be mended or the disk refuses. The old site stays as it was then.
pub fn run(
    session: &Session,
    out: Option<PathBuf>,
    uploaded: Option<PathBuf>,
    report: &mut Report,
) -> Result<Summary, Failed> {
    let uploaded = uploaded.map(|path| manifest_at(&session.started_in, &path, report)).transpose()?;
    session.progress.step("读取设置和已公布的各版");
    let settings = Settings::load(&session.root, report)?;
    let archive = site::as_of(session.date, Archive::load_and_remember(&session.root, report)?, report);
    let sources = Sources { settings: &settings, archive: &archive, date: session.date };
    let server = hosting::files(&Host::new(settings.site.base_url.as_deref(), settings.site.base_path()));
    let published_on = archive.latest().map(FrozenEdition::date);
    let folders = Folders::of(session, out);
    write::must_be_ours(&folders.server, report)?;
    let (staged, notes) = site::staged(session, &sources, &folders.site, report)?;
    let upload = match settings.upload.packages {
        Derived::LeftOut => Uploads::LeftOut,
        Derived::Made => match Plan::between(uploaded.as_ref().or(staged.before()), staged.manifest()) {
            None => Uploads::NothingNew,
            Some(plan) => Uploads::Package(packed(&plan, &staged, published_on, &folders.upload, report)?),
        },
    };
    let (site_code, files) = (staged.manifest().code().to_string(), staged.manifest().len());
    let in_place = staged.put_in_place(report)?;
    notes.keep(&in_place);
    let written = in_place.written;
    write::write_site(&folders.server, &server, report)?;
    let named = |latest: &FrozenEdition| (latest.number().to_string(), latest.fingerprint().to_string());
    let (edition, fingerprint) = archive.latest().map(named).unzip();
    Ok(Summary::of(&Done {
        command: "build",
        folder: folders.site.join("index.html").display().to_string(),
        server: folders.server.display().to_string(),
        upload,
        edition,
        fingerprint,
        site_code,
        files,
        written: written.written,
        unchanged: written.unchanged,
        removed: written.removed,
    }))
}

/// Writes the package of a plan.
fn packed(
    plan: &Plan,
    staged: &Staged,
    day: Option<NaiveDate>,
    folder: &Path,
    report: &mut Report,
) -> Result<Upload, Failed> {
    let make = |out: &mut dyn Write| upload::package(plan, |path| staged.read(path), day, out);
    write::write_single_as_made(folder, &plan.name(), make, report)?;
    let package = folder.join(plan.name()).display().to_string();
    Ok(Upload { package, uploads: plan.uploads(), deletions: plan.deletions() })
}

/// The manifest that somebody fetched from the host.
fn manifest_at(started_in: &Path, path: &Path, report: &mut Report) -> Result<Manifest, Failed> {
    let file = folder::file_at(started_in, &path.display().to_string(), report)?;
    Manifest::parse(&file.bytes).or_else(|wrong| {
        let message = format!("第 {} 行不是本程序的 {MANIFEST} 里的内容。", wrong.line);
        report.fail(
            Diagnostic::error(Code::SiteManifest, file.location(), message)
                .help("请从网站上重新下载 manifest.txt：用二进制方式，下载以后不要用编辑器打开保存。"),
        )
    })
}

/// Where everything goes. What is not the site is beside it, since a server hands out what is in it.
struct Folders {
    site: PathBuf,
    server: PathBuf,
    upload: PathBuf,
}

impl Folders {
    fn of(session: &Session, out: Option<PathBuf>) -> Self {
        let Some(out) = out else {
            let output = |name: &str| session.root.join(&format!("output/{name}"));
            return Self { site: output("site"), server: output("server"), upload: output("upload") };
        };
        let site = session.started_in.join(out);
        let beside = |ending: &str| {
            let mut name = site.file_name().unwrap_or_default().to_owned();
            name.push(ending);
            site.parent().unwrap_or(Path::new("")).join(name)
        };
        Self { server: beside("-server"), upload: beside("-upload"), site }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.edition.as_ref().zip(self.fingerprint.as_ref()) {
            Some((edition, fingerprint)) => write!(f, "网站已生成：第 {edition} 版，指纹 {fingerprint}，")?,
            None => f.write_str("网站已生成，还没有公布过任何一版，")?,
        }
        let Self { files, written, unchanged, removed, folder, server, site_code, .. } = self;
        write!(
            f,
            "{files} 个文件（写入 {written}，未变 {unchanged}，删除 {removed}）。\n网站校验码 {site_code}。\n\
             请打开：{folder}\n服务器设置：{server}"
        )?;
        match &self.upload {
            Uploads::NothingNew => f.write_str("\n没有变化，没有新的上传包。"),
            Uploads::LeftOut => f.write_str("\n按设置没有打上传包（[upload] packages = false）。"),
            Uploads::Package(Upload { package, uploads, deletions }) => {
                write!(f, "\n上传包：{package}（上传 {uploads} 个文件，删除 {deletions} 个）")
            }
        }
    }
}
