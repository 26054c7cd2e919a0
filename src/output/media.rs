//! What files are to servers and browsers, by their endings.

/// What files of an ending are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaType {
    /// Without its dot.
    pub ending: &'static str,
    /// Its name, without parameters (RFC 6838).
    pub name: &'static str,
    /// What it is made of.
    pub form: Form,
}

/// What a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text in UTF-8, which is worth compressing.
    Text,
    /// Anything else.
    Binary,
}

/// Every ending the site has, and those of pictures, fonts and papers that a theme or an article may bring.
pub const TYPES: &[MediaType] = &[
    text("html", "text/html"),
    text("css", "text/css"),
    text("js", "text/javascript"),
    text("txt", "text/plain"),
    text("csv", "text/csv"),
    text("ics", "text/calendar"),
    text("json", "application/json"),
    text("xml", "application/xml"),
    text("svg", "image/svg+xml"),
    binary("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    binary("pdf", "application/pdf"),
    binary("zip", "application/zip"),
    binary("png", "image/png"),
    binary("jpg", "image/jpeg"),
    binary("jpeg", "image/jpeg"),
    binary("gif", "image/gif"),
    binary("webp", "image/webp"),
    binary("ico", "image/x-icon"),
    binary("woff2", "font/woff2"),
];

impl MediaType {
    /// The value of `Content-Type`: texts say their encoding.
    pub fn content_type(&self) -> String {
        let charset = if self.form == Form::Text { "; charset=utf-8" } else { "" };
        format!("{}{charset}", self.name)
    }
}

/// What a file is made of, by its ending: bytes, where the ending is not known.
pub fn form(path: &str) -> Form {
    of(path).map_or(Form::Binary, |media| media.form)
}

fn of(path: &str) -> Option<&'static MediaType> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    TYPES.iter().find(|media| media.ending == ending)
}

/// The value of `Content-Type` of a file, by its ending.
pub fn content_type(path: &str) -> String {
    of(path).map_or_else(|| "application/octet-stream".to_owned(), MediaType::content_type)
}

const fn text(ending: &'static str, name: &'static str) -> MediaType {
    MediaType { ending, name, form: Form::Text }
}

const fn binary(ending: &'static str, name: &'static str) -> MediaType {
    MediaType { ending, name, form: Form::Binary }
}
