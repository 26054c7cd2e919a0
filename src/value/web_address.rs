//! Addresses elsewhere on the web and names of hosts, read as browsers read them.

use std::fmt;

use serde::Deserialize;
use url::{Host, Url};

use super::Invalid;

/// A whole `http` or `https` address in its normal form. It has no user name: `https://www.gov.cn@evil.example/` leads
/// to evil.example, and few would see that.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct WebAddress(Url);

impl WebAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is no whole `http` or `https` address, or names a user.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match Url::parse(text) {
            Ok(url) if !url.username().is_empty() || url.password().is_some() => Err(Invalid::new(
                "网址的域名前面有“用户名@”，会让人看错去的是哪个网站。",
                "去掉 @ 和它前面的部分，只写域名和路径，例如 https://www.gov.cn/。",
            )),
            Ok(url) if ["http", "https"].contains(&url.scheme()) => Ok(Self(url)),
            _ => Err(Invalid::new(
                "网址写法有误。",
                "写完整的网址，以 https:// 或 http:// 开头，例如 https://www.gov.cn/。",
            )),
        }
    }

    /// The address as text: host in small letters, other scripts as a browser sends them.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Its host: a domain in ASCII, or an IP address.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether it stands at a host or below it: `www.gov.cn` is of `gov.cn`, `gov.cn.evil.example` is not.
    pub fn is_of(&self, host: &HostName) -> bool {
        let own = self.host().strip_suffix('.').unwrap_or(self.host());
        own.strip_suffix(&host.0).is_some_and(|above| above.is_empty() || above.ends_with('.'))
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for WebAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|invalid| invalid.problem)
    }
}

/// The name of a host with at least one dot, in small ASCII letters: a whole `cn` would be no host of anybody's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct HostName(String);

impl HostName {
    /// Reads a name.
    ///
    /// # Errors
    /// When it is no domain and no IPv4 address.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let invalid = Invalid::new("域名写法有误。", "只写域名，不带 https:// 和路径，例如 rsj.example.cn。");
        let name = match Host::parse(text) {
            Ok(Host::Domain(domain)) => domain,
            Ok(Host::Ipv4(address)) => address.to_string(),
            Ok(Host::Ipv6(_)) | Err(_) => return Err(invalid),
        };
        let label =
            |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if name.contains('.') && name.split('.').all(label) { Ok(Self(name)) } else { Err(invalid) }
    }
}

impl TryFrom<String> for HostName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|invalid| invalid.problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of(address: &str, host: &str) -> bool {
        WebAddress::parse(address).unwrap().is_of(&HostName::parse(host).unwrap())
    }

    #[test]
    fn a_host_is_what_a_browser_takes_it_for() {
        for ours in [
            "https://gov.cn",
            "http://www.gov.cn/a?b#c",
            "HTTPS://WWW.GOV.CN",
            "https://www.gov.cn:8443/",
            "https://www.gov.cn./",
            "https:\\\\www.gov.cn\\a",
            "https://www.ｇｏｖ.cn/",
        ] {
            assert!(is_of(ours, "gov.cn"), "{ours}");
        }
        for another in [
            "https://gov.cn.evil.example/",
            "https://evilgov.cn/",
            "https://evil.example/www.gov.cn",
            "https://evil.example?www.gov.cn",
            "https://evil.example#@www.gov.cn",
            "https://evil.example\\@www.gov.cn/",
            "https://www.gоv.cn/",
        ] {
            assert!(!is_of(another, "gov.cn"), "{another}");
        }
        assert!(is_of("http://121.43.68.40/x", "121.43.68.40") && is_of("http://2032878632/x", "121.43.68.40"));
    }

    #[test]
    fn what_would_mislead_is_refused() {
        for bad in [
            "https://www.gov.cn@evil.example/",
            "https://www.gov.cn:80@evil.example/",
            "https://:x@evil.example/",
            "ftp://www.gov.cn/",
            "javascript:alert(1)",
            "www.gov.cn",
            "//www.gov.cn/",
            "https://",
            "https://a b/",
        ] {
            assert!(WebAddress::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_has_one_form() {
        assert_eq!(WebAddress::parse("HTTPS://Example.COM:443").unwrap().as_str(), "https://example.com/");
        let chinese = WebAddress::parse("https://例子.中国/办事").unwrap();
        assert_eq!(chinese.host(), "xn--fsqu00a.xn--fiqs8s");
    }

    #[test]
    fn a_host_name_is_neither_address_nor_pattern() {
        for bad in ["", "cn", "https://a.cn", "a.cn/x", "a.cn:80", "*.a.cn", ".a.cn", "a..cn", "a.cn.", "[::1]"] {
            assert!(HostName::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(HostName::parse("Example.CN"), HostName::parse("example.cn"));
    }
}
