//! What is to be verified, by what stands there.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::output::manifest::MANIFEST;
use crate::settings::SITE_FILE;

use crate::verdict::host::Host;

use super::Session;

/// The log of editions, in their folder.
const LOG_FILE: &str = "log.txt";

/// What is to be verified.
#[derive(Debug)]
pub(super) enum Target {
    /// The editions of the root, and its site if it is there.
    Root,
    /// A folder of editions.
    Editions(PathBuf),
    /// A folder with a site.
    Site(PathBuf),
    /// An evidence pack, or the folder that it was unpacked to.
    Pack(PathBuf),
    /// A site on its host.
    Live(Box<Host>),
}

impl Target {
    /// What was meant.
    ///
    /// # Errors
    /// When nothing is there, or nothing that could be verified.
    pub(super) fn recognise(
        session: Option<&Session>,
        started_in: &Path,
        typed: Option<&str>,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let Some(typed) = typed else { return Ok(Self::Root) };
        if typed.contains("://") {
            let not_an_address = || report.fail(unknown(typed, "不是 http:// 或 https:// 开头的网址"));
            return Host::new(typed).map_or_else(not_an_address, |host| Ok(Self::Live(Box::new(host))));
        }
        let path = started_in.join(typed);
        if path.is_dir() {
            return Ok(Self::of_folder(session, path));
        }
        match path.file_name().and_then(|name| name.to_str()) {
            Some(LOG_FILE) if path.is_file() => Ok(Self::Editions(path.with_file_name(""))),
            Some(MANIFEST) if path.is_file() => Ok(Self::Site(path.with_file_name(""))),
            Some(name) if path.is_file() && name.ends_with(".zip") => Ok(Self::Pack(path)),
            _ => report.fail(unknown(typed, if path.exists() { "不是可以核验的文件" } else { "没有这个文件或文件夹" })),
        }
    }

    fn of_folder(session: Option<&Session>, folder: PathBuf) -> Self {
        let is_root = session.is_some_and(|session| session.root.path() == folder) || folder.join(SITE_FILE).is_file();
        if is_root {
            Self::Root
        } else if folder.join(LOG_FILE).is_file() || folder.join("0001").is_dir() {
            Self::Editions(folder)
        } else if folder.join("bagit.txt").is_file() && folder.join("evidence.json").is_file()
            || folder.join("data/evidence.json").is_file()
        {
            Self::Pack(folder)
        } else {
            Self::Site(folder)
        }
    }
}

fn unknown(typed: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::UnknownTarget, Location::file(typed), format!("{why}。"))
        .help("请写站点、网站或各版的文件夹，或 https:// 开头的网址；不写就是站点的各版和 output/site。")
}
