//! `feed.xml` (Atom, RFC 4287), `sitemap.xml` and `robots.txt`.

use std::fmt::Write;

use crate::page::text::escape;
use crate::page::{Listing, SitePlan};

/// A text as XML. Characters that no XML may hold, however written, are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&text.replace(is_no_xml, ""), &mut out);
    out
}

/// Whether XML 1.0 (2.2) has no place for a character.
fn is_no_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The Atom feed. Links are relative to the feed where there is no base address.
pub(super) fn atom(plan: &SitePlan<'_>) -> String {
    let base = plan.base_url.as_deref().unwrap_or("");
    let feed = &plan.feed;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n\
         <id>{}</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{base}feed.xml\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}index.html\"/>\n",
        feed.id,
        escaped(&plan.site.name),
        escaped(&plan.site.description),
        feed.updated,
        escaped(&plan.site.authority),
        base = escaped(base),
    );
    for entry in &feed.entries {
        let _ = writeln!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}{}\"/>\n<summary>{}</summary>\n</entry>",
            entry.id,
            escaped(&entry.title),
            entry.updated,
            escaped(base),
            entry.path,
            escaped(&entry.summary),
        );
    }
    out.push_str("</feed>\n");
    out
}

/// The site map for search engines: listed pages only.
pub(super) fn sitemap(plan: &SitePlan<'_>, base: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in &plan.pages {
        if let Listing::Listed(day) = &page.listing {
            let _ = writeln!(out, "<url><loc>{}{}</loc><lastmod>{day}</lastmod></url>", escaped(base), page.path);
        }
    }
    out.push_str("</urlset>\n");
    out
}

/// Lists of persons are public, but nobody is to find a person by a search engine.
pub(super) fn robots(plan: &SitePlan<'_>) -> String {
    let mut out = String::from("User-agent: *\nDisallow: /*subsidies/*/*/\n");
    if let Some(base) = &plan.base_url {
        let _ = writeln!(out, "Sitemap: {base}sitemap.xml");
    }
    out
}
