//! The index in CDXJ: a line for every response, by its address in the sortable form (SURT) and the moment.

use serde::Serialize;
use url::Url;

use super::moment::Moment;
use super::warc::{self, Place};

/// What a line says after address and moment.
#[derive(Serialize)]
struct Line<'a> {
    url: &'a str,
    mime: &'a str,
    status: &'static str,
    digest: &'a str,
    length: String,
    offset: String,
    filename: &'static str,
}

pub(super) fn lines(places: &[Place], moment: &Moment) -> String {
    let mut lines: Vec<String> = places.iter().map(|place| line(place, moment)).collect();
    lines.sort_unstable();
    lines.concat()
}

fn line(place: &Place, moment: &Moment) -> String {
    let fields = Line {
        url: &place.url,
        mime: &place.media,
        status: "200",
        digest: &place.digest,
        length: place.length.to_string(),
        offset: place.offset.to_string(),
        filename: warc::NAME,
    };
    #[expect(clippy::expect_used, reason = "texts always serialise")]
    let json = serde_json::to_string(&fields).expect("an index line is JSON");
    format!("{} {} {json}\n", surt(&place.url), moment.digits())
}

/// `https://www.gongshi.example/zyjn/a.html` → `example,gongshi)/zyjn/a.html`, as indexing tools write it.
fn surt(url: &str) -> String {
    let Ok(parsed) = Url::parse(url) else { return url.to_owned() };
    let host = parsed.host_str().unwrap_or_default();
    let port = parsed.port().map_or_else(String::new, |port| format!(":{port}"));
    let path = parsed.path().to_lowercase();
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { &path };
    let reversed: Vec<&str> = without_www(host).split('.').rev().collect();
    format!("{}{port}){path}", reversed.join(","))
}

/// A host without `www.`, `www2.` and the like.
fn without_www(host: &str) -> &str {
    let rest = host.strip_prefix("www").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.and_then(|rest| rest.strip_prefix('.')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `surt` 0.3.1 (PyPI) says.
    #[test]
    fn addresses_are_sortable() {
        for (url, sortable) in [
            ("https://gongshi.example/zyjn/", "example,gongshi)/zyjn"),
            ("https://gongshi.example/", "example,gongshi)/"),
            ("https://www2.Hrss.gov.cn/ZyJn/a.html", "cn,gov,hrss)/zyjn/a.html"),
            ("http://127.0.0.1:8080/a/index.html", "1,0,0,127:8080)/a/index.html"),
            ("https://wwwx.example/a", "example,wwwx)/a"),
        ] {
            assert_eq!(surt(url), sortable, "{url}");
        }
    }
}
