//! The default theme as part of the program, so that one file works alone.

/// Declares a list of files below `themes/default/` with their contents.
macro_rules! files {
    ($read:ident $folder:literal $($name:literal)+) => {
        &[$(($name, $read!(concat!("../themes/default/", $folder, $name)))),+]
    };
}

/// Its templates by name.
pub(crate) const TEMPLATES: &[(&str, &str)] = files!(include_str ""
    "aids.html" "article.html" "articles.html" "base.html" "capture.html" "catalogue.html" "charts.html" "components.html"
    "dictionary.html" "district.html" "edition.html" "editions.html" "home.html" "leaving.html" "manual.html"
    "not-found.html" "notice.html" "notices.html" "payments.html" "revision.html" "search.html" "sheet.html"
    "sitemap.html" "statistics.html" "strip.html" "verify.html");

/// Its static files by name.
pub(crate) const STATICS: &[(&str, &[u8])] = files!(include_bytes "static/"
    "capture/10-sheet.css" "capture/20-screen.css" "capture/30-widths.css" "capture/40-print.css"
    "icon.svg" "site/10-aids.js" "site/12-aloud.js" "site/40-words.js" "site_search/44-sound.js"
    "site_search/46-search.js" "site_table/42-filter.js" "site_table/43-sort.js" "site_verify/47-sha256.js" "site_verify/48-mended.js"
    "site_verify/49-answers.js" "site_verify/50-verify.js" "style/10-ground.css"
    "style/20-frame.css" "style/21-aids.css" "style/22-heads.css" "style/24-switcher.css" "style/30-tags.css"
    "style/32-figures.css" "style/34-progress.css" "style/35-charts.css" "style/36-notices.css" "style/38-tasks.css"
    "style/40-cards.css" "style/42-lines.css" "style/44-search.css" "style/50-tables.css" "style/52-pager.css"
    "style/54-downloads.css" "style/56-alert.css" "style/58-calendar.css" "style/58-reading.css"
    "style/60-prose.css" "style/64-leaving.css" "style/66-manual.css" "style/70-strip.css" "style/72-foot.css"
    "style/80-wide.css" "style/82-narrow.css" "style/83-labels.css" "style/86-aided.css" "style/87-aided-unscripted.css"
    "style/90-print.css" "verify.css");

/// The text of one of its templates; empty where there is none of that name.
pub(crate) fn template(name: &str) -> &'static str {
    TEMPLATES.iter().find(|(other, _)| *other == name).map_or("", |(_, text)| *text)
}

/// The blocks of a template's text.
pub(crate) fn blocks(template: &str) -> Vec<&str> {
    template.split("{% block ").skip(1).filter_map(|rest| rest.split([' ', '%']).next()).collect()
}
