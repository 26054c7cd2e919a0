//! The site whose sheets are captured: a folder of this machine, or a host; and what of it may be believed.

use url::Url;

use crate::edition::Revision;
use crate::output::SitePath;
use crate::output::manifest::Manifest;
use crate::page::address;
use crate::record::ListId;
use crate::value::digest::Digest;

use super::tab::{Opened, Response};
use super::trouble::Refusal;
use crate::evidence::{Made, ServedFile};

/// A site that can be opened in a browser.
#[derive(Debug, Clone)]
pub struct Website {
    /// Where it stands: `file:///…/output/site/` or the host's address.
    base: Url,
    /// What each of its files must be.
    manifest: Manifest,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Here,
    Host,
}

impl Website {
    /// The site in a folder of this machine; none if the folder has no absolute path.
    pub fn local(folder: &std::path::Path, manifest: Manifest) -> Option<Self> {
        let base = Url::from_directory_path(folder).ok()?;
        Some(Self { base, manifest, place: Place::Here })
    }

    /// The site on a host, with the manifest that it served itself.
    pub(super) fn live(base: Url, manifest: Manifest) -> Self {
        Self { base, manifest, place: Place::Host }
    }

    /// Whether it has sheets of a list's revision.
    pub fn has_sheets(&self, list: &ListId, revision: Revision) -> bool {
        self.manifest.digest(address::sheet(list, revision, 1).as_str()).is_some()
    }

    /// The address of a file.
    pub(super) fn url(&self, path: &SitePath) -> String {
        format!("{}{path}", self.base)
    }

    /// The scheme, host and port, if it is reached by TLS.
    pub(super) fn secure_origin(&self) -> Option<String> {
        (self.base.scheme() == "https").then(|| self.base.origin().ascii_serialization())
    }

    /// From where pictures of it come.
    pub(super) fn made(&self, server_date: Option<String>) -> Made {
        match self.place {
            Place::Here => Made::Local,
            Place::Host => Made::Live { base_url: self.base.to_string(), server_date },
        }
    }

    /// What is written into a picture of a page, and in which colour: how it was made, so that one of files can never
    /// look like one of the host.
    pub(super) fn mark(&self, url: &str, server_date: Option<&str>) -> (String, &'static str) {
        const RED: &str = "#b3261e";
        const GREEN: &str = "#0b6e4f";
        match (self.place, server_date) {
            (Place::Here, _) => ("本地渲染 · 不是网站截图".to_owned(), RED),
            (Place::Host, Some(date)) => (format!("网站实况 · {url} · 服务器时间 {date}"), GREEN),
            (Place::Host, None) => (format!("网站实况 · {url} · 服务器没有给出时间"), GREEN),
        }
    }

    /// What was served for a page, if all of it is as the manifest says.
    ///
    /// # Errors
    /// When the page did not open, is another, was changed on its way, or asked for something outside the site.
    pub(super) fn believed(&self, page: &SitePath, opened: Opened) -> Result<Vec<ServedFile>, Refusal> {
        let refused = |problem: String| Refusal::sheet(page.as_str(), problem);
        let wanted = self.url(page);
        match opened.responses.first() {
            Some(first) if first.url != wanted => return Err(refused("打开的不是这一页".to_owned())),
            Some(Response { status: 300..=399, .. }) => return Err(refused("网站把这一页转到了别的地址".to_owned())),
            Some(Response { status: status @ 400.., .. }) => {
                return Err(refused(format!("网站上打不开这一页（状态 {status}）")));
            }
            Some(_) | None => {}
        }
        if let Some(why) = opened.failure {
            return Err(refused(format!("这一页打不开（{why}）")));
        }
        if opened.responses.is_empty() {
            return Err(refused("浏览器没有说明打开了什么".to_owned()));
        }
        opened.responses.into_iter().map(|response| self.file(response).map_err(refused)).collect()
    }

    /// A response as a file of the site.
    fn file(&self, response: Response) -> Result<ServedFile, String> {
        let below = response.url.strip_prefix(self.base.as_str()).filter(|below| SitePath::is_sound(below));
        let Some(below) = below else { return Err("这一页用到了网站以外的内容".to_owned()) };
        let path = SitePath::new(below);
        let Response { url, status, headers, bytes } = response;
        let Some(bytes) = bytes.filter(|_| status == 200) else {
            return Err(format!("这一页用到的 {path} 没有送到（状态 {status}）"));
        };
        let sha256 = Digest::of(&bytes);
        if self.manifest.digest(path.as_str()) != Some(sha256) {
            return Err(format!("收到的 {path} 与网站清单 manifest.txt 不符"));
        }
        Ok(match self.place {
            Place::Here => ServedFile { url: format!("site:{path}"), path, status, headers: Vec::new(), sha256, bytes },
            Place::Host => ServedFile { path, url, status, headers, sha256, bytes },
        })
    }
}

/// A header's value, whatever the case of its name.
pub(super) fn header<'a>(file: &'a ServedFile, name: &str) -> Option<&'a str> {
    file.headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}
