//! What a request gets. Everything comes from the board: no path of a request is ever a path on the disk.

use crate::page::text::escape;

use super::board::{Files, Shown};
use crate::output::media::content_type;

use super::RESERVED;

/// The part of a request that decides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    /// What stands between the method and the version.
    pub(super) target: &'a str,
    /// The one `Host` header; none where there is none or more than one.
    pub(super) host: Option<&'a str>,
}

/// How a request fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Found,
    Moved,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    Unavailable,
}

impl Status {
    /// The status line after the version.
    pub(super) fn line(self) -> &'static str {
        match self {
            Self::Found => "200 OK",
            Self::Moved => "301 Moved Permanently",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::Unavailable => "503 Service Unavailable",
        }
    }
}

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: Status,
    pub(super) kind: String,
    pub(super) body: Vec<u8>,
    /// Where it has moved.
    pub(super) location: Option<String>,
}

impl Answer {
    fn new(status: Status, kind: String, body: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, body: body.into(), location: None }
    }

    /// A refusal, in a sentence.
    pub(super) fn refusal(status: Status) -> Self {
        let sentence = match status {
            Status::Forbidden => "预览只给这台电脑看，请打开 http://127.0.0.1 开头的地址。\n",
            Status::MethodNotAllowed => "预览只能看，不能提交。\n",
            Status::TooLarge => "请求太长。\n",
            _ => "请求有误。\n",
        };
        Self::new(status, content_type(".txt"), sentence)
    }
}

/// The answer to a request.
pub(super) fn answer(shown: &Shown, request: &Request<'_>) -> Answer {
    match request.host {
        None => return Answer::refusal(Status::BadRequest),
        // A page elsewhere may give its own name the address of this machine and then read what its browser reads
        // here (DNS rebinding); the browser still says the name.
        Some(host) if !is_this_machine(host) => return Answer::refusal(Status::Forbidden),
        Some(_) => {}
    }
    if !matches!(request.method, "GET" | "HEAD") {
        return Answer::refusal(Status::MethodNotAllowed);
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    if let Some(own) = path.strip_prefix(RESERVED) {
        return preview_file(shown, own);
    }
    match (path.strip_prefix('/'), &shown.files) {
        (None, _) => Answer::refusal(Status::BadRequest),
        (Some(address), Some(files)) => site_file(shown, files, address),
        (Some(_), None) => Answer::new(Status::Unavailable, content_type(".html"), shown.inset.alone(&shown.state)),
    }
}

/// Whether a `Host` header names the loopback interface, on whatever port: a tunnel may have another one.
fn is_this_machine(host: &str) -> bool {
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    ["127.0.0.1", "localhost", "[::1]"].into_iter().any(|name| {
        let start = host.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        start && (host.len() == name.len() || host[name.len()..].strip_prefix(':').is_some_and(is_port))
    })
}

/// The preview's own files.
fn preview_file(shown: &Shown, name: &str) -> Answer {
    match name {
        "preview.css" => Answer::new(Status::Found, content_type(name), include_str!("preview.css")),
        "preview.js" => Answer::new(Status::Found, content_type(name), include_str!("preview.js")),
        "state.js" => Answer::new(Status::Found, content_type(name), format!("previewState(\"{}\");\n", shown.state)),
        _ => Answer::refusal(Status::NotFound),
    }
}

/// A file of the site. Addresses are compared as they come: no site path holds a character that a browser would
/// write with `%`, so what is written with it is not there.
fn site_file(shown: &Shown, files: &Files, address: &str) -> Answer {
    let is_folder = address.is_empty() || address.ends_with('/');
    let path = if is_folder { format!("{address}index.html") } else { address.to_owned() };
    if let Some(bytes) = shown.get(&path) {
        let body = if path.ends_with(".html") { shown.inset.put_in(bytes, &shown.state) } else { bytes.to_vec() };
        return Answer::new(Status::Found, content_type(&path), body);
    }
    if !is_folder && files.get(&format!("{address}/index.html")).is_some() {
        // The address is one of the site's own by now. Relative links need its end.
        let moved = Answer::refusal(Status::Moved);
        return Answer { location: Some(format!("/{address}/")), body: Vec::new(), ..moved };
    }
    not_found(shown, files)
}

/// The site's own page for addresses that are not there.
fn not_found(shown: &Shown, files: &Files) -> Answer {
    let page = files.get("404.html").and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(page) = page else { return Answer::refusal(Status::NotFound) };
    let page = at_any_depth(page, shown.base_url.as_deref());
    Answer::new(Status::NotFound, content_type(".html"), shown.inset.put_in(page.as_bytes(), &shown.state))
}

/// A page of the site's root whose links hold wherever it is shown: they lead from the root of the preview, and so do
/// those that lead to the address where the site will stand.
fn at_any_depth(page: &str, base_url: Option<&str>) -> String {
    let mut whole = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = next_link(rest) {
        let (before, link) = rest.split_at(at);
        whole.push_str(before);
        rest = match base_url.and_then(|base| link.strip_prefix(escaped(base).as_str())) {
            Some(below) => {
                whole.push('/');
                below
            }
            None if is_relative(link) => {
                whole.push('/');
                link
            }
            None => link,
        };
    }
    whole + rest
}

/// Where the next value of `href` or `src` starts.
fn next_link(html: &str) -> Option<usize> {
    let value = |name: &str| {
        let start = html.find(name)? + name.len();
        Some(if html[start..].starts_with('"') { start + 1 } else { start })
    };
    [" href=", " src="].into_iter().filter_map(value).min()
}

/// Whether a link starts with a name: not with `/`, `#`, or a scheme.
fn is_relative(link: &str) -> bool {
    let name = link.split(['"', ' ', '>', '/', '?', '#']).next().unwrap_or_default();
    !name.is_empty() && !name.contains(':')
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    escape(text, &mut escaped);
    escaped
}

#[cfg(test)]
mod tests;
