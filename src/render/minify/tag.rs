//! A start or end tag of HTML in a template.

use super::is_blank;
use crate::render::tera_tag::{self as tera, TeraTag};

/// Elements that stand on lines of their own, whose blanks inside and outside mean nothing.
const BOXES: &str = "article aside blockquote body col colgroup dd div dl dt fieldset figure footer form header \
    hgroup hr html li main menu nav ol optgroup option section table tbody td tfoot th thead tr ul";

/// Elements that hold a line of text, whose blanks at the line's ends mean nothing. Style sheets may set two of them
/// side by side: the blank between them stays.
const LINES: &str = "address caption details figcaption h1 h2 h3 h4 h5 h6 legend p summary";

/// Elements of the head, which stay as they are written.
const OF_HEAD: &str = "base link meta script style title";

/// Elements whose text stays as it is: a blank of theirs is seen, or they hold no HTML.
const VERBATIM: &str = "code iframe listing noembed noframes noscript plaintext pre script style textarea title \
    xmp";

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    pub(super) source: &'t str,
    /// With a Tera tag in it where the template leaves it open.
    pub(super) name: &'t str,
    is_end: bool,
    parts: Vec<Part<'t>>,
}

/// What stands in a tag behind its name.
#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    Blanks(&'t str),
    Tera(TeraTag<'t>),
    /// A value with its quotes.
    Quoted(&'t str),
    /// Anything else: `href=`, `hidden`, `/`.
    Plain(&'t str),
}

/// Whether a text begins with a tag. A name may begin with a tag of Tera.
pub(super) fn opens(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    let name = rest.strip_prefix('/').unwrap_or(rest);
    name.starts_with(|c: char| c.is_ascii_alphabetic()) || tera::opens(name)
}

impl<'t> Tag<'t> {
    /// The tag that a text begins with; none if it never ends, or has something in it that no tag has.
    pub(super) fn at_start(text: &'t str) -> Option<Self> {
        let is_end = text.starts_with("</");
        let from = if is_end { 2 } else { 1 };
        let mut at = from + length_of_name(&text[from..])?;
        let name = &text[from..at];
        let mut parts = Vec::new();
        while !text[at..].starts_with('>') {
            let part = Part::at_start(&text[at..], &parts)?;
            at += part.source().len();
            parts.push(part);
        }
        Some(Self { source: &text[..=at], name, is_end, parts })
    }

    /// Whether the element's text stays as it is. A name that is not known yet may be one of those.
    pub(super) fn starts_verbatim(&self) -> bool {
        !self.is_end && (self.is_one_of(VERBATIM) || self.name.contains('{'))
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

    fn is_one_of(&self, names: &str) -> bool {
        names.split(' ').any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// The tag, smaller.
    pub(super) fn write(&self, out: &mut String) {
        if self.is_one_of(OF_HEAD) {
            out.push_str(self.source);
            return;
        }
        out.push_str(if self.is_end { "</" } else { "<" });
        out.push_str(self.name);
        for (at, part) in self.parts.iter().enumerate() {
            let (before, after) = (&self.parts[..at], &self.parts[at + 1..]);
            match part {
                Part::Blanks(_) if !after.is_empty() => out.push(' '),
                Part::Blanks(_) => {}
                Part::Quoted(value) if stands_alone(before, after) => write_value(value, out),
                part => out.push_str(part.source()),
            }
        }
        out.push('>');
    }
}

impl<'t> Part<'t> {
    fn at_start(text: &'t str, before: &[Self]) -> Option<Self> {
        if tera::opens(text) {
            return TeraTag::at_start(text).filter(TeraTag::is_text).map(Self::Tera);
        }
        match text.chars().next()? {
            quote @ ('"' | '\'') if begins_value(before) => {
                let length = length_of(&text[1..], |c| c == quote)?;
                let value = &text[..1 + length + 1];
                // A value that reaches into another tag has quotes that come and go with a condition.
                length_of(value, |c| c == '<').is_none().then_some(Self::Quoted(value))
            }
            '<' => None,
            c if is_blank(c) => Some(Self::Blanks(&text[..text.find(|c| !is_blank(c))?])),
            first => {
                let ends = |c: char| is_blank(c) || matches!(c, '>' | '<' | '"' | '\'');
                let rest = &text[first.len_utf8()..];
                let length = rest.find(ends).unwrap_or(rest.len());
                let plain = &text[..first.len_utf8() + length];
                let tera = plain.char_indices().find(|(at, _)| tera::opens(&plain[*at..])).map(|(at, _)| at);
                Some(Self::Plain(&plain[..tera.unwrap_or(plain.len())]))
            }
        }
    }

    fn source(&self) -> &'t str {
        match self {
            Self::Tera(tag) => tag.source,
            Self::Blanks(text) | Self::Quoted(text) | Self::Plain(text) => text,
        }
    }

    fn ends_with_equals(&self) -> bool {
        matches!(self, Self::Plain(text) if text.find('=') == Some(text.len() - 1))
    }
}

/// Whether a quote opens a value: behind `=`, and behind a condition that chooses one of several values.
fn begins_value(before: &[Part]) -> bool {
    let last = before.iter().rev().find(|part| !matches!(part, Part::Blanks(_)));
    last.is_some_and(|part| part.ends_with_equals() || matches!(part, Part::Tera(tag) if tag.is_statement()))
}

/// Whether a value belongs to a name between blanks, and ends with its tag or at a blank.
fn stands_alone(before: &[Part], after: &[Part]) -> bool {
    let named = matches!(before, [.., Part::Blanks(_), name] if name.ends_with_equals());
    named && matches!(after, [] | [Part::Blanks(_), ..])
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

/// A value behind its `=`: without quotes where HTML needs none, and without anything where it is empty.
fn write_value(quoted: &str, out: &mut String) {
    let value = &quoted[1..quoted.len() - 1];
    let needs_quotes = |c: char| is_blank(c) || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`' | '{' | '}');
    if value.is_empty() {
        out.pop();
    } else if value.contains(needs_quotes) || value.ends_with('/') {
        out.push_str(quoted);
    } else {
        out.push_str(value);
    }
}
