//! What stands around every page: the texts that the Hugo site uses.

const HEAD: &str = include_str!("../../shell/head.html");
const TOP: &str = include_str!("../../shell/top.html");
const BOTTOM: &str = include_str!("../../shell/bottom.html");
/// What is said above a list.
pub const FACTS: &str = include_str!("../../shell/facts.html");
/// What is said below a list.
pub const AFTER: &str = include_str!("../../shell/after.html");
/// The style sheet.
pub const STYLE: &str = include_str!("../../shell/style.css");

/// The start of a page, up to its heading.
pub fn open(title: &str, path: &str) -> String {
    format!(
        "<!doctype html><html lang=\"zh-CN\"><head><title>{title}</title>{HEAD}</head><body>{TOP}\
         <nav class=\"path\" aria-label=\"当前位置\"><a href=\"/\">首页</a>{path}</nav><main id=\"main\"><h1>{title}</h1>"
    )
}

/// The page with its end.
pub fn close(mut page: String) -> String {
    page.push_str("</main>");
    page.push_str(BOTTOM);
    page.push_str("</body></html>");
    page
}
