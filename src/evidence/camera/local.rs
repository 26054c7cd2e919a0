//! The site in `output/site`, if it is whole and of the newest edition: only then is a picture of it worth anything.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::EditionNumber;
use crate::folder;
use crate::output::manifest::{MANIFEST, Manifest};
use crate::page::address;
use crate::settings::Root;
use crate::value::digest::Digest;

use super::Website;

/// Where `build` puts the site.
const SITE: &str = "output/site";

/// The site as built, proved against its manifest.
///
/// # Errors
/// When there is none, when a file of it is missing, changed or foreign, or when it is not of the newest edition.
pub fn built(root: &Root, newest: EditionNumber, report: &mut Report) -> Result<Website, Failed> {
    let found = folder::paths_in(root.path(), SITE, report);
    let below = |path: &String| path.strip_prefix(SITE).map(|below| below.trim_start_matches('/').to_owned());
    let found: BTreeSet<String> = found.iter().filter_map(below).collect();
    if !found.contains(MANIFEST) {
        return report.fail(stale(SITE, "还没有生成网站。"));
    }
    let listing = folder::file_at(root.path(), &format!("{SITE}/{MANIFEST}"), report)?;
    let Ok(manifest) = Manifest::parse(&listing.bytes) else {
        return report.fail(stale(&listing.path, "网站的文件清单有误。"));
    };
    for (path, digest) in manifest.iter() {
        let place = format!("{SITE}/{path}");
        let is_same = found.contains(path.as_str())
            && Digest::of(&folder::file_at(root.path(), &place, report)?.bytes) == *digest;
        if !is_same {
            return report.fail(stale(&place, "网站里的这个文件缺失或被改动过，不能截图。"));
        }
    }
    if let Some(foreign) = found.iter().find(|path| *path != MANIFEST && manifest.digest(path).is_none()) {
        return report.fail(stale(&format!("{SITE}/{foreign}"), "网站里多出了这个文件，不能截图。"));
    }
    if manifest.digest(address::edition(newest).as_str()).is_none() {
        return report.fail(stale(SITE, &format!("网站不是最新的第 {newest} 版。")));
    }
    match Website::local(&root.join(SITE), manifest) {
        Some(website) => report.pass(website),
        None => report.fail(stale(SITE, "站点文件夹的位置不完整。")),
    }
}

fn stale(place: &str, problem: &str) -> Diagnostic {
    Diagnostic::error(Code::CaptureSource, Location::file(place), problem).help("请先运行 gongshi build。")
}
