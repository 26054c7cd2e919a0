//! `archive`: the site of one edition as one file for web archives (政府网站网页归档).

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::archive::{Archive, FrozenEdition};
use crate::output::manifest::Manifest;
use crate::output::write;
use crate::page::text;
use crate::settings::{SITE_FILE, Settings};
use crate::web_archive::{self, Snapshot};

use super::site::{self, Sources};
use super::{Session, Summary, diff};

/// What was archived.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    edition: String,
    date: String,
    file: String,
    bytes: usize,
    addresses: usize,
    pages: usize,
}

/// Runs the command for an edition; `out` is the file, `output/archive/<edition>.wacz` of the root unless given. The
/// site is built as of the edition's day and knows no later edition; settings, articles and theme are those of now.
///
/// # Errors
/// When the edition does not exist, the settings name no address, something must be mended, or the disk refuses.
pub fn run(session: &Session, number: u32, out: Option<PathBuf>, report: &mut Report) -> Result<Summary, Failed> {
    session.progress.step("读取设置和已公布的各版");
    let settings = Settings::load(&session.root, report)?;
    let base_url = base_url(&settings, report)?;
    let archive = Archive::load(&session.root, report)?;
    let number = diff::edition(&archive, number, report)?;
    let archive = archive.up_to(Some(number));
    let date = archive.latest().map_or(session.date, FrozenEdition::date);
    let sources = Sources { settings: &settings, archive: &archive, date };
    let mut files = site::gathered(session, &sources, report)?;
    files.push(Manifest::of(&files).to_file());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    session.progress.step("打成一个归档文件");
    let (name, edition) = (&settings.site.name, number.to_string());
    let wacz = web_archive::wacz(&Snapshot { files: &files, base_url, name, edition: &edition, date });
    session.progress.step("写入归档文件");
    let file = write_to(session, out, &edition, &wacz.bytes, report)?;
    let (bytes, date) = (wacz.bytes.len(), date.to_string());
    Ok(Summary::of(&Done {
        command: "archive",
        edition,
        date,
        file: file.display().to_string(),
        bytes,
        addresses: wacz.addresses,
        pages: wacz.pages,
    }))
}

/// Where the site stands; without it no record has an address.
fn base_url<'a>(settings: &'a Settings, report: &mut Report) -> Result<&'a str, Failed> {
    settings.site.base_url.as_deref().map_or_else(
        || {
            let message = "没有设置 base_url，归档文件里的网页就没有网址。";
            let missing = Diagnostic::error(Code::Settings, Location::file(SITE_FILE), message);
            report.fail(
                missing.help("请在 [site] 里写上网站的网址，例如 base_url = \"https://www.example.gov.cn/zyjn/\"。"),
            )
        },
        Ok,
    )
}

/// Writes the file. One in the usual place is the program's own and is replaced; a place that was named is not ours.
fn write_to(
    session: &Session,
    out: Option<PathBuf>,
    edition: &str,
    bytes: &[u8],
    report: &mut Report,
) -> Result<PathBuf, Failed> {
    let Some(out) = out else {
        let (folder, name) = (session.root.join("output/archive"), format!("{edition}.wacz"));
        write::write_single(&folder, &name, bytes, report)?;
        return Ok(folder.join(name));
    };
    let file = session.started_in.join(out);
    let Some((folder, name)) = file.parent().zip(file.file_name().and_then(|name| name.to_str())) else {
        let place = Location::file(file.display().to_string());
        let wrong = Diagnostic::error(Code::FileName, place, "这不能作为归档文件的名字。");
        return report.fail(wrong.help("请写一个文件名，例如 --out 归档/0004.wacz。"));
    };
    write::write_single_new(Path::new(folder), name, bytes, report)?;
    Ok(file)
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { edition, date, file, bytes, addresses, pages, .. } = self;
        let size = text::size(*bytes as u64);
        write!(
            f,
            "已归档：第 {edition} 版（{date}）的网站，{addresses} 个网址，其中网页 {pages} 页，{size}。\n归档文件：{file}"
        )
    }
}
