//! The table of contents that replay tools open with: every page of the site by its title, the home page first.

use serde::Serialize;

use crate::value::digest::Digest;

use super::moment::Moment;
use super::{HOME, Resource};

/// The finished list.
pub(super) struct Pages {
    pub(super) text: String,
    pub(super) count: usize,
}

/// The first line.
#[derive(Serialize)]
struct Header {
    format: &'static str,
    id: &'static str,
    title: &'static str,
}

/// A page.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    url: &'a str,
    ts: &'a str,
    title: String,
}

pub(super) fn of(resources: &[Resource<'_>], moment: &Moment) -> Pages {
    let is_page =
        |it: &&Resource<'_>| it.file.path.as_str().ends_with(".html") && it.url.ends_with(it.file.path.as_str());
    let (home, rest): (Vec<_>, Vec<_>) = resources.iter().filter(is_page).partition(|it| it.file.path.as_str() == HOME);
    let ts = moment.iso();
    let line = |it: &Resource<'_>| {
        let id = Digest::of(it.url.as_bytes()).letters(16);
        json(&Line { id, url: &it.url, ts: &ts, title: title(&it.file.bytes).unwrap_or_else(|| it.url.clone()) })
    };
    let count = home.len() + rest.len();
    let header = json(&Header { format: "json-pages-1.0", id: "pages", title: "All Pages" });
    let lines = home.into_iter().chain(rest).map(line);
    Pages { text: header + &lines.collect::<String>(), count }
}

fn json(value: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "texts always serialise")]
    let line = serde_json::to_string(value).expect("a line is JSON");
    line + "\n"
}

/// The text of a page's `<title>`, which templates escape.
fn title(html: &[u8]) -> Option<String> {
    let html = std::str::from_utf8(html).ok()?;
    let (_, rest) = html.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    Some(signs.iter().fold(title.trim().to_owned(), |text, (escaped, sign)| text.replace(escaped, sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_as_people_see_them() {
        let read = |html: &str| title(html.as_bytes());
        assert_eq!(read("<head><title>甲 &amp; &lt;乙&gt;</title>").as_deref(), Some("甲 & <乙>"));
        assert_eq!(read("<p>甲"), None);
    }
}
