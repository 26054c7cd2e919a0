//! `build`: the site, from frozen editions, articles, settings, theme and date. Never opens `content/sources`.
//! Beside the site it writes settings for the server that will hold it.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::archive::{Archive, FrozenEdition};
use crate::folder;
use crate::hosting::{self, Host};
use crate::output::manifest::Manifest;
use crate::output::statement::BuildStatement;
use crate::output::{OutputFile, write};
use crate::page::{self, KnownHosts, SiteInput};
use crate::render::{self, theme::Theme};
use crate::scan;
use crate::settings::{DEFAULT_THEME, Root, SITE_FILE, Settings};

use super::{Session, Summary};

/// What was built.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    folder: String,
    server: String,
    edition: Option<String>,
    fingerprint: Option<String>,
    site_code: String,
    files: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
}

/// A site as values: what `build` writes, and `serve` shows.
pub(super) struct Built {
    pub(super) files: Vec<OutputFile>,
    /// Settings for the server that will hold it: for a folder beside it.
    pub(super) server: Vec<OutputFile>,
    /// Where the site will stand, if the settings say so.
    pub(super) base_url: Option<String>,
    /// The newest edition, and the fingerprint it leaves.
    pub(super) edition: Option<(String, String)>,
}

/// Runs the command; `out` is where the site goes, `output/site` of the root unless given.
///
/// # Errors
/// When something must be mended or the disk refuses. The old site stays as it was then.
pub fn run(session: &Session, out: Option<PathBuf>, report: &mut Report) -> Result<Summary, Failed> {
    let Built { files, server, edition, .. } = site(session, report)?;
    session.progress.step("写入网站文件夹");
    let (target, beside_it) = match out {
        Some(out) => beside(session.started_in.join(out)),
        None => (session.root.join("output/site"), session.root.join("output/server")),
    };
    write::must_be_ours(&target, report)?;
    write::write_site(&beside_it, &server, report)?;
    let written = write::write_site(&target, &files, report)?;
    let (edition, fingerprint) = edition.unzip();
    Ok(Summary::of(&Done {
        command: "build",
        folder: target.join("index.html").display().to_string(),
        server: beside_it.display().to_string(),
        edition,
        fingerprint,
        site_code: Manifest::of(&files).code().to_string(),
        files: files.len(),
        written: written.written,
        unchanged: written.unchanged,
        removed: written.removed,
    }))
}

/// The whole site, scanned and ready. Writes nothing.
///
/// # Errors
/// When something must be mended.
pub(super) fn site(session: &Session, report: &mut Report) -> Result<Built, Failed> {
    session.progress.step("读取已公布的各版");
    let archive = as_of(session.date, Archive::load(&session.root, report)?, report);
    site_of(session, &archive, report)
}

/// The site of some editions, scanned and ready. Writes nothing.
///
/// # Errors
/// When something must be mended.
pub(super) fn site_of(session: &Session, archive: &Archive, report: &mut Report) -> Result<Built, Failed> {
    let Session { root, date, progress, .. } = session;
    progress.step("读取设置、文章和主题");
    let settings = Settings::load(root, report)?;
    let known = KnownHosts::of(&settings.site);
    let articles = page::article::read(&folder::files_in(root.path(), "content/articles", report)?, &known, report)?;
    let theme = theme(root, &settings.site.theme, report)?;
    progress.step("生成页面");
    let input = SiteInput { settings: &settings, archive, articles: &articles, date: *date };
    let plan = page::plan(&input, report)?;
    let mut files = render::render(&plan, &theme, report)?;
    let newest = archive.latest().map(|latest| (latest.number().get(), latest.fingerprint()));
    files.push(BuildStatement::new(*date, newest).to_file());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    progress.step("扫描个人信息");
    scan::scan(&files, report)?;
    let named = |latest: &FrozenEdition| (latest.number().to_string(), latest.fingerprint().to_string());
    let host = Host::new(settings.site.base_url.as_deref(), settings.site.base_path());
    let (server, base_url) = (hosting::files(&host), settings.site.base_url.clone());
    Ok(Built { files, server, base_url, edition: archive.latest().map(named) })
}

/// A folder for the site, and the one for its server's settings: beside it, since a server hands out what is in it.
fn beside(target: PathBuf) -> (PathBuf, PathBuf) {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push("-server");
    let server = target.parent().unwrap_or(Path::new("")).join(name);
    (target, server)
}

/// The embedded theme, with the files of `themes/<name>/` in place of its own.
fn theme(root: &Root, name: &str, report: &mut Report) -> Result<Theme, Failed> {
    let folder = format!("themes/{name}");
    let overrides = folder::files_in(root.path(), &folder, report)?;
    if overrides.is_empty() && name != DEFAULT_THEME {
        let missing = Diagnostic::error(Code::Theme, Location::file(SITE_FILE), format!("没有主题文件夹 {folder}。"));
        return report.fail(missing.help("请放入主题文件，或把 theme 改回 default。"));
    }
    Theme::load(overrides, report)
}

/// The archive as the day knew it, so that the site of any past day can be built again.
fn as_of(date: NaiveDate, archive: Archive, report: &mut Report) -> Archive {
    let newest = archive.latest().map(|edition| (edition.number(), edition.date()));
    let known = archive.as_of(date);
    if let Some((number, published_on)) = newest.filter(|(_, published_on)| *published_on > date) {
        let message = format!("生成日期 {date} 早于第 {number} 版（{published_on}），网站只含到这一天为止的各版。");
        let found = Diagnostic::warning(Code::DateGoesBack, Location::default(), message);
        report.push(found.help("重现过去某天的网站时可以不管；否则请检查 --date 和电脑的日期。"));
    }
    known
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
        )
    }
}
