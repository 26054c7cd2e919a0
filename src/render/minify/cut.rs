//! The text of a template, cut into what may become smaller and what may not.

use super::tag::{self, Tag};
use crate::render::tera_tag::{self as tera, TeraTag};

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut<'t> {
    /// Tags of Tera, comments, and all that stands where blanks are part of the text.
    Kept(&'t str),
    Tag(Tag<'t>),
    Text(&'t str),
}

impl<'t> Cut<'t> {
    pub(super) fn tag(&self) -> Option<&Tag<'t>> {
        match self {
            Self::Tag(tag) => Some(tag),
            Self::Kept(_) | Self::Text(_) => None,
        }
    }

    /// The piece without its Tera tags.
    pub(super) fn hidden(&self) -> String {
        match self {
            Self::Tag(tag) if !tag.is_open() => tag.hidden(),
            Self::Tag(_) | Self::Kept(_) => "<!--kept-->".to_owned(),
            Self::Text(text) => (*text).to_owned(),
        }
    }

    pub(super) fn source(&self) -> &'t str {
        match self {
            Self::Tag(tag) => tag.source,
            Self::Kept(text) | Self::Text(text) => text,
        }
    }
}

/// The pieces of a template in their order; none where it cannot be made smaller: a tag or a comment never ends, markup
/// is too odd to be told from text, or another template is printed where blanks are part of the text.
pub(super) fn cut(text: &str) -> Option<Vec<Cut<'_>>> {
    let (mut cuts, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let cut = next(rest)?;
        rest = &rest[cut.source().len()..];
        let element = cut.tag().filter(|tag| tag.starts_verbatim()).map(|tag| tag.name);
        cuts.push(cut);
        if let Some(name) = element {
            let (text, behind) = rest.split_at(length_of_element(rest, name)?);
            cuts.push(Cut::Kept(text));
            rest = behind;
        }
    }
    Some(cuts)
}

/// The piece that a text begins with.
fn next(text: &str) -> Option<Cut<'_>> {
    if tera::opens(text) {
        let tag = TeraTag::at_start(text).filter(|tag| !tag.hands_on_template())?;
        let length = if tag.starts_capture() { length_of_capture(text, tag)? } else { tag.source.len() };
        Some(Cut::Kept(&text[..length]))
    } else if let Some(end) = end_of_declaration(text) {
        let length = tera::distance(text, |rest| rest.starts_with(end), TeraTag::is_text)?;
        Some(Cut::Kept(&text[..length + end.len()]))
    } else if tag::opens(text) {
        Tag::at_start(text).map(Cut::Tag)
    } else {
        let is_markup = |rest: &str| tera::opens(rest) || tag::opens(rest) || end_of_declaration(rest).is_some();
        let end = text.char_indices().map(|(at, _)| at).find(|at| is_markup(&text[*at..]));
        Some(Cut::Text(&text[..end.unwrap_or(text.len())]))
    }
}

/// From a tag that starts a capture to behind the one that ends it.
fn length_of_capture(text: &str, first: TeraTag) -> Option<usize> {
    let from = first.source.len();
    let (mut depth, mut last) = (1_usize, 0);
    let ends = |rest: &str| {
        let Some(tag) = tera::opens(rest).then(|| TeraTag::at_start(rest)).flatten() else { return false };
        depth = depth + usize::from(tag.starts_capture()) - usize::from(tag.ends_capture());
        last = tag.source.len();
        depth == 0
    };
    tera::distance(&text[from..], ends, TeraTag::is_text).map(|length| from + length + last)
}

/// From behind the start tag of an element to its end tag, past elements of its name in it. A title is text, too, but
/// its blanks mean nothing: blocks may fill it.
fn length_of_element(text: &str, name: &str) -> Option<usize> {
    let mut depth = 1_usize;
    let ends = |rest: &str| {
        depth = depth + usize::from(is_tag_of(rest, "<", name)) - usize::from(is_tag_of(rest, "</", name));
        depth == 0
    };
    let is_title = name.eq_ignore_ascii_case("title");
    tera::distance(text, ends, |tag| tag.is_text() || is_title && !tag.hands_on_template())
}

/// Whether a text begins with a tag of that name.
fn is_tag_of(text: &str, opening: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix(opening) else { return false };
    let begins = rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    begins && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// What ends a comment or another declaration, if the text begins with one.
fn end_of_declaration(text: &str) -> Option<&'static str> {
    if text.starts_with("<!--") {
        Some("-->")
    } else if text.starts_with("<!") || text.starts_with("<?") || text.starts_with("</") && !tag::opens(text) {
        Some(">")
    } else {
        None
    }
}
