//! The default theme as part of the program, so that one file works alone.

/// Declares a list of files below `themes/default/` with their contents.
macro_rules! files {
    ($read:ident $folder:literal $($name:literal)+) => {
        &[$(($name, $read!(concat!("../../../themes/default/", $folder, $name)))),+]
    };
}

/// Its templates by name.
pub(super) const TEMPLATES: &[(&str, &str)] = files!(include_str ""
    "article.html" "articles.html" "base.html" "catalogue.html" "components.html" "dictionary.html" "district.html" "edition.html"
    "editions.html" "home.html" "not-found.html" "notice.html" "notices.html" "payments.html"
    "revision.html" "search.html" "sitemap.html" "strip.html");

/// Its static files by name.
pub(super) const STATICS: &[(&str, &[u8])] = files!(include_bytes "static/"
    "icon.svg"
    "style/10-ground.css" "style/20-frame.css" "style/22-heads.css" "style/30-tags.css" "style/32-figures.css"
    "style/34-progress.css" "style/36-notices.css" "style/40-cards.css" "style/42-lines.css" "style/44-search.css" "style/50-tables.css"
    "style/52-pager.css" "style/54-downloads.css" "style/56-alert.css" "style/60-prose.css" "style/70-strip.css"
    "style/72-foot.css" "style/80-wide.css" "style/82-narrow.css" "style/90-print.css"
    "site/10-start.js" "site/40-words.js" "site/42-filter.js" "site/43-sort.js" "site/44-sound.js" "site/46-search.js");
