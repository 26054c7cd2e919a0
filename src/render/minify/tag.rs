//! A start or end tag of HTML in a template.

use crate::render::tera_tag::{self as tera, TeraTag};

/// Elements that stand on lines of their own, whose blanks inside and outside mean nothing.
const BOXES: &str = "article aside blockquote body col colgroup dd div dl dt fieldset figure footer form header hgroup hr \
    html li main menu nav ol optgroup option section table tbody td tfoot th thead tr ul";

/// Elements that hold a line of text, whose blanks at the line's ends mean nothing. Style sheets may set two of them
/// side by side: the blank between them stays.
const LINES: &str = "address caption details figcaption h1 h2 h3 h4 h5 h6 legend p summary";

/// Elements of the head, which stay as they are written.
const OF_HEAD: &str = "base link meta script style title";

/// Elements whose text stays as it is: a blank of theirs is seen, or they hold no HTML.
const VERBATIM: &str = "code iframe listing noembed noframes noscript plaintext pre script style textarea title xmp";

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    pub(super) source: &'t str,
    /// With a Tera tag in it where the template leaves it open.
    pub(super) name: &'t str,
    is_end: bool,
}

/// A name, and a value with its quotes; nothing where there is none.
type Attribute<'t> = (&'t str, &'t str);

/// Stands for a value with Tera tags.
const HIDDEN: &str = "\u{e000}";

/// What separates words in HTML. The ideographic space is none of them: authors set it on purpose.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Whether a text begins with a tag. A name may begin with a tag of Tera.
pub(super) fn opens(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    let name = rest.strip_prefix('/').unwrap_or(rest);
    name.starts_with(|c: char| c.is_ascii_alphabetic()) || tera::opens(name)
}

impl<'t> Tag<'t> {
    /// The tag that a text begins with; none if it never ends, or has quotes where no tag has any.
    pub(super) fn at_start(text: &'t str) -> Option<Self> {
        let is_end = text.starts_with("</");
        let from = if is_end { 2 } else { 1 };
        let behind_name = from + length_of_name(&text[from..])?;
        let end = behind_name + length_of_rest(&text[behind_name..])?;
        Some(Self { source: &text[..=end], name: &text[from..behind_name], is_end })
    }

    /// Whether the element's text stays as it is. A name that is not known yet may be one of those.
    pub(super) fn starts_verbatim(&self) -> bool {
        !self.is_end && (self.is_one_of(VERBATIM) || self.is_open())
    }

    pub(super) fn ends_head(&self) -> bool {
        self.is_end && self.name.eq_ignore_ascii_case("head")
    }

    /// Whether blanks that follow mean nothing.
    pub(super) fn ends_line_behind(&self) -> bool {
        self.is_one_of(BOXES) || !self.is_end && self.is_one_of(LINES)
    }

    /// Whether blanks before it mean nothing.
    pub(super) fn ends_line_before(&self) -> bool {
        self.is_one_of(BOXES) || self.is_end && self.is_one_of(LINES)
    }

    /// Whether nobody knows its name.
    pub(super) fn is_open(&self) -> bool {
        self.name.contains('{')
    }

    /// Whether it starts or ends an element of the same name.
    pub(super) fn is_alike(&self, other: &Tag<'_>) -> bool {
        self.is_end == other.is_end && self.name.eq_ignore_ascii_case(other.name)
    }

    fn is_closed(&self) -> bool {
        self.source.ends_with("/>")
    }

    fn is_one_of(&self, names: &str) -> bool {
        names.split(' ').any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// The tag without its Tera tags: one in a value hides the value; one elsewhere, all attributes.
    pub(super) fn hidden(&self) -> String {
        let attributes = self.attributes().unwrap_or_default();
        let hidden =
            attributes.into_iter().map(|(name, value)| (name, if tera::is_in(value) { HIDDEN } else { value }));
        self.with(hidden)
    }

    /// The tag with what a minifier made of the values of its hidden one; none if that would say something else. The
    /// order of the attributes stays, as does that of the Tera tags in them.
    pub(super) fn smaller(&self, small: &Tag<'_>) -> Option<String> {
        let (written, small_attributes) = (self.attributes()?, small.attributes()?);
        let says_the_same = self.is_closed() == small.is_closed() && said(&written) == said(&small_attributes);
        let value_of = |(name, value)| {
            let is_named = |(other, _): &&Attribute<'_>| other.eq_ignore_ascii_case(name) && !tera::is_in(value);
            (name, small_attributes.iter().find(is_named).map_or(value, |(_, value)| *value))
        };
        (says_the_same && !self.is_one_of(OF_HEAD)).then(|| self.with(written.iter().copied().map(value_of)))
    }

    fn with<'a>(&self, attributes: impl IntoIterator<Item = Attribute<'a>>) -> String {
        let written = |(name, value): Attribute<'a>| {
            if value.is_empty() { format!(" {name}") } else { format!(" {name}={value}") }
        };
        let attributes: String = attributes.into_iter().map(written).collect();
        let end = match (self.is_closed(), attributes.ends_with(['"', '\''])) {
            (false, _) => ">",
            (true, true) => "/>",
            (true, false) => " />",
        };
        [if self.is_end { "</" } else { "<" }, self.name, &attributes, end].concat()
    }

    /// The attributes, if Tera tags are in quoted values only.
    fn attributes(&self) -> Option<Vec<Attribute<'t>>> {
        let rest = self.source.strip_suffix("/>").or_else(|| self.source.strip_suffix('>'))?;
        let mut rest = rest.split_at_checked(self.source.find(self.name)? + self.name.len())?.1;
        let mut attributes = Vec::new();
        while let Some(at) = rest.find(|c| !is_blank(c)) {
            let attribute = &rest[at..];
            let name = attribute.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next()?;
            let (value, behind) = value_at_start(&attribute[name.len()..])?;
            if at == 0 || name.is_empty() || !(behind.is_empty() || behind.starts_with(is_blank)) {
                return None;
            }
            attributes.push((name, value));
            rest = behind;
        }
        Some(attributes)
    }
}

/// What attributes say to a browser.
fn said(attributes: &[Attribute<'_>]) -> Vec<(String, String)> {
    let value_of = |value: &str| match value.strip_prefix(['"', '\'']) {
        _ if tera::is_in(value) => HIDDEN.to_owned(),
        Some(rest) => rest[..rest.len() - 1].to_owned(),
        None => value.to_owned(),
    };
    let mut said: Vec<_> =
        attributes.iter().map(|(name, value)| (name.to_ascii_lowercase(), value_of(value))).collect();
    said.sort();
    said
}

/// The value behind a name, and what follows it.
fn value_at_start(text: &str) -> Option<(&str, &str)> {
    let Some(value) = text.strip_prefix('=') else { return Some(("", text)) };
    let length = match value.chars().next()? {
        quote @ ('"' | '\'') => 1 + length_of(&value[1..], |c| c == quote)? + 1,
        _ => value.find(is_blank).unwrap_or(value.len()),
    };
    let value_and_rest = value.split_at(length);
    let is_plain = !value_and_rest.0.contains(['"', '\'', '=', '`', '{']);
    (is_plain && length > 0 || value.starts_with(['"', '\''])).then_some(value_and_rest)
}

/// How far it is from behind a name to the `>`. A quote opens a value behind `=`, and behind a condition that chooses one
/// of several values. A value that reaches into another tag has quotes that come and go with a condition.
fn length_of_rest(text: &str) -> Option<usize> {
    let mut open = None;
    let ends = |rest: &str| {
        let may_open = || {
            let before = text[..text.len() - rest.len()].trim_end_matches(is_blank);
            let name = before.strip_suffix('=').and_then(|name| name.rsplit(is_blank).next());
            before.ends_with("%}") || name.is_some_and(|name| !name.contains('='))
        };
        match (open, rest.chars().next()) {
            (_, Some('<')) | (None, Some('>')) => return true,
            (Some(quote), Some(c)) if c == quote => open = None,
            (None, Some(quote @ ('"' | '\''))) if may_open() => open = Some(quote),
            (None, Some('"' | '\'')) => return true,
            _ => {}
        }
        false
    };
    let end = tera::distance(text, ends, TeraTag::is_text)?;
    text[end..].starts_with('>').then_some(end)
}

/// A name ends at a condition of its first attribute, as in `<td{% if a %} class="b"{% endif %}>`. Any other Tera tag
/// in it is part of it.
fn length_of_name(text: &str) -> Option<usize> {
    let ends = |c: char| is_blank(c) || c == '/' || c == '>';
    let tag = text.char_indices().find(|(at, c)| ends(*c) || tera::opens(&text[*at..]))?.0;
    let condition = TeraTag::at_start(&text[tag..]).filter(|it| tag > 0 && it.is_statement() && it.is_text());
    let leads_to_attribute = condition.is_some_and(|it| text[tag + it.source.len()..].starts_with(is_blank));
    if leads_to_attribute { Some(tag) } else { length_of(text, ends) }
}

/// How far it is to a character outside of Tera tags.
fn length_of(text: &str, is_end: impl Fn(char) -> bool) -> Option<usize> {
    tera::distance(text, |rest| rest.starts_with(&is_end), TeraTag::is_text)
}
