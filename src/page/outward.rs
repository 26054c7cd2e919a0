//! Links that leave the site: a reader is told before a page that is neither ours nor the government's opens.

use url::{ParseError, Url};

use crate::output::SitePath;
use crate::settings;
use crate::value::Invalid;
use crate::value::web_address::{HostName, WebAddress};

use super::address;
use super::view::OutwardLink;

/// What follows the words of a link before which the site asks.
pub(super) const MARK: &str = "（外部网站）";

/// The hosts that readers go to without being asked: the government's, and the bureau's own.
#[derive(Debug, Clone, Default)]
pub struct KnownHosts(Vec<HostName>);

impl KnownHosts {
    /// The hosts that a bureau's settings make known.
    pub fn of(site: &settings::Site) -> Self {
        let base = site.base_url.as_deref().and_then(|url| WebAddress::parse(url).ok());
        let own = [Some("gov.cn"), base.as_ref().map(WebAddress::host), site.domain.as_deref()];
        let own = own.into_iter().flatten().filter_map(|host| HostName::parse(host).ok());
        Self(own.chain(site.government_hosts.iter().cloned()).collect())
    }

    /// Whether an address is of one of them.
    pub fn know(&self, address: &WebAddress) -> bool {
        self.0.iter().any(|host| address.is_of(host))
    }

    /// What a page shows for a link: the address itself, or the page that asks first, to which `way` leads.
    pub(super) fn link(&self, label: &str, to: &WebAddress, way: impl Fn(&SitePath) -> String) -> OutwardLink {
        let known = self.know(to);
        let href = if known { to.to_string() } else { way(&address::leaving(to)) };
        OutwardLink { label: label.to_owned(), href, mark: (!known).then_some(MARK) }
    }
}

/// Where a link in a text leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target<'t> {
    /// A telephone, a mailbox, or another file of the site, as it is written.
    Near(&'t str),
    /// Elsewhere on the web.
    Web(WebAddress),
}

impl<'t> Target<'t> {
    /// Reads what is written as a link.
    ///
    /// # Errors
    /// When it is nothing that a page may link to.
    pub(super) fn of(written: &'t str) -> Result<Self, Invalid> {
        let unknown = Invalid::new("不认识的链接地址。", "请写 https:// 开头的网址，或本站文章的文件名。");
        match Url::parse(written) {
            Ok(url) if ["http", "https"].contains(&url.scheme()) => WebAddress::parse(written).map(Self::Web),
            Ok(url) if ["tel", "mailto"].contains(&url.scheme()) => Ok(Self::Near(written)),
            // `//evil.example` has no scheme and yet another host; `/a` would leave the site's sub-path.
            Err(ParseError::RelativeUrlWithoutBase) if !written.trim_start().starts_with(['/', '\\']) => {
                Ok(Self::Near(written))
            }
            _ => Err(unknown),
        }
    }
}
