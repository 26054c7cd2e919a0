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
    "revision.html" "sitemap.html" "strip.html");

/// Its static files by name.
pub(super) const STATICS: &[(&str, &[u8])] = files!(include_bytes "static/" "icon.svg" "style.css");
