//! The shell of a page, made smaller. Rows are not in it: they have nothing to lose and would cost the most. Nor is
//! the head: inspections of government sites look for its meta tags as text, with their quotes and in their order.

/// Keeps every closing tag and every comment (the places of the rows are comments), touches neither CSS nor
/// scripts, and never writes what the standard does not allow.
#[cfg(feature = "minify")]
pub(super) fn shell(html: String) -> String {
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_comments: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    let small = minify_html::minify(html.as_bytes(), &cfg);
    match (html.split_once(END_OF_HEAD), std::str::from_utf8(&small).ok().and_then(|it| it.split_once(END_OF_HEAD))) {
        (Some((head, _)), Some((_, body))) => [head, END_OF_HEAD, body].concat(),
        _ => html,
    }
}

#[cfg(feature = "minify")]
const END_OF_HEAD: &str = "</head>";

/// Without the feature, pages stay as their templates wrote them.
#[cfg(not(feature = "minify"))]
pub(super) fn shell(html: String) -> String {
    html
}

#[cfg(all(test, feature = "minify"))]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_rows_and_closing_tags_stay() {
        let small = shell(
            "<!doctype html><html lang=\"zh-CN\"><head><meta name=\"SiteName\" content=\"甲\"></head><body>\n <table>\n <tbody>\n\
             <!--rows 0-->\n</tbody> </table>\n</body></html>"
                .to_owned(),
        );
        assert!(small.contains("<!--rows 0-->") && small.ends_with("</body></html>"), "{small}");
        assert!(small.contains("<meta name=\"SiteName\" content=\"甲\"></head>"), "{small}");
        assert!(small.contains("</tbody>") && !small.contains("\n "), "{small}");
    }
}
