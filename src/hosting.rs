//! Settings for web servers: what a host is to do with the site, said once (`policy.rs`) and written as nginx, Apache
//! and IIS read it.
//!
//! The site needs none of it: it is whole on a plain FTP host. What only a server can say (headers on downloads and on
//! the 404 page, how long a browser may keep a file, compression) comes from here. The files stand beside the site and
//! never in it, since a server would hand them out.

use crate::output::{OutputFile, SitePath};

mod apache;
mod iis;
mod nginx;
mod policy;

use policy::Policy;

/// Where the site stands on the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Host<'a> {
    /// The folder of its host, from `/` to `/`: the path of the base address.
    pub folder: &'a str,
    /// How browsers reach it.
    pub transport: Transport,
}

/// How browsers reach the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// `http:`, or not known.
    Plain,
    /// `https:`
    Encrypted,
}

impl<'a> Host<'a> {
    /// The host of a base address whose path is `folder`.
    pub fn new(base_url: Option<&str>, folder: &'a str) -> Self {
        let is_encrypted = base_url.is_some_and(|url| url.starts_with("https:"));
        Self { folder, transport: if is_encrypted { Transport::Encrypted } else { Transport::Plain } }
    }
}

/// The settings for every kind of server, a file each.
pub fn files(host: &Host<'_>) -> Vec<OutputFile> {
    let policy = Policy::of(host);
    let file = |name: &str, text: String| OutputFile { path: SitePath::new(name), bytes: text.into_bytes() };
    vec![
        file("apache.conf", apache::included(&policy)),
        file("htaccess.txt", apache::uploaded(&policy)),
        file("nginx.conf", nginx::included(&policy)),
        file("web.config", iis::uploaded(&policy)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(folder: &str, transport: Transport) -> Vec<String> {
        let files = files(&Host { folder, transport });
        files.into_iter().map(|file| String::from_utf8(file.bytes).unwrap()).collect()
    }

    #[test]
    fn every_server_is_told_the_same() {
        for text in texts("/zyjn/", Transport::Encrypted) {
            for header in Policy::of(&Host { folder: "/zyjn/", transport: Transport::Encrypted }).headers {
                assert!(text.contains(header.name) && text.contains(header.value), "{}:\n{text}", header.name);
            }
            for media in crate::output::media::TYPES {
                assert!(text.contains(media.name) && text.contains(media.ending), "{}:\n{text}", media.ending);
            }
            assert!(text.contains("404.html") && !text.contains('\t'), "{text}");
        }
    }

    #[test]
    fn a_promise_for_a_year_is_only_offered() {
        for text in texts("/", Transport::Encrypted) {
            let lines: Vec<_> = text.lines().map(str::trim_start).filter(|line| line.contains("\"max-age=")).collect();
            assert!(!lines.is_empty(), "{text}");
            assert!(lines.iter().all(|line| line.starts_with('#') || line.starts_with("<!--")), "{lines:?}");
        }
    }

    #[test]
    fn what_needs_tls_is_left_out_without_it() {
        for (text, plain) in texts("/", Transport::Encrypted).iter().zip(texts("/", Transport::Plain)) {
            assert!(text.contains("Cross-Origin-Opener-Policy") && !plain.contains("Cross-Origin-Opener-Policy"));
        }
    }

    #[test]
    fn a_folder_is_taken_by_the_letter() {
        let [apache, _, nginx, _] = &texts("/a.b/", Transport::Plain)[..] else { panic!("four files") };
        assert!(nginx.contains(r"location ^~ /a.b/ {") && nginx.contains(r#"location ~ "^/a\.b/"#), "{nginx}");
        assert!(apache.contains(r#"<Location "/a.b/">"#) && apache.contains(r"m#^/a\.b/"), "{apache}");
    }
}
