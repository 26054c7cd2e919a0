//! Tags of Tera in the text of a template: how far one reaches, and what it does.

/// A tag of Tera: `{{ … }}`, `{% … %}`, `{# … #}`, or all of `{% raw %} … {% endraw %}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TeraTag<'t> {
    pub(super) source: &'t str,
    /// It names a component elsewhere than at its beginning: what that prints may go anywhere.
    names_component_inside: bool,
}

/// Whether a text begins with a tag.
pub(super) fn opens(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|opening| text.starts_with(opening))
}

impl<'t> TeraTag<'t> {
    /// The tag that a text begins with; none if there is none, or it never ends.
    pub(super) fn at_start(text: &'t str) -> Option<Self> {
        let whole = |length: usize| Self { source: &text[..length], names_component_inside: false };
        if let Some(comment) = text.strip_prefix("{#") {
            return comment.find("#}").map(|at| whole(2 + at + 2));
        }
        let tag = Some(text).filter(|text| opens(text)).and_then(Self::expression)?;
        if tag.inside() == "raw" && text.starts_with("{%") { end_of_raw(text).map(whole) } else { Some(tag) }
    }

    /// A tag whose end may also stand in a string, where it is none.
    fn expression(text: &'t str) -> Option<Self> {
        let end = if text.starts_with("{{") { b"}}" } else { b"%}" };
        let bytes = text.as_bytes();
        let (mut at, mut quote, mut names_component_inside) = (2, None, false);
        let first = 2 + text[2..].find(|c: char| c != '-' && !c.is_ascii_whitespace())?;
        while let Some(&byte) = bytes.get(at) {
            match quote {
                Some(_) if byte == b'\\' => at += 1,
                Some(open) if byte == open => quote = None,
                Some(_) => {}
                None if bytes[at..].starts_with(end) => {
                    return Some(Self { source: &text[..at + 2], names_component_inside });
                }
                None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
                None => {
                    let before_name = byte == b'<' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
                    names_component_inside |= before_name && at != first;
                }
            }
            at += 1;
        }
        None
    }

    /// All tags of a template; none if one never ends.
    pub(super) fn all(text: &'t str) -> Option<Vec<Self>> {
        let (mut found, mut rest) = (Vec::new(), text);
        while let Some(at) = rest.find('{') {
            rest = &rest[at..];
            let length = if opens(rest) {
                let tag = Self::at_start(rest)?;
                found.push(tag);
                tag.source.len()
            } else {
                1
            };
            rest = &rest[length..];
        }
        Some(found)
    }

    /// What stands between the braces, without the signs of whitespace control.
    pub(super) fn inside(&self) -> &'t str {
        let inside = self.source.get(2..self.source.len() - 2).unwrap_or_default();
        inside.strip_prefix('-').unwrap_or(inside).trim_end_matches('-').trim()
    }

    /// The first word of a statement.
    pub(super) fn word(&self) -> &'t str {
        if self.is_statement() {
            self.inside().split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default()
        } else {
            ""
        }
    }

    pub(super) fn is_statement(&self) -> bool {
        self.source.starts_with("{%")
    }

    /// Whether it prints values only, no block, component or other template.
    pub(super) fn is_text(&self) -> bool {
        !self.prints_template() && !self.hands_on_template()
    }

    /// Whether another template's text stands where this tag does.
    fn prints_template(&self) -> bool {
        let inside = self.inside();
        let component = inside.starts_with('<') && !inside.starts_with("</");
        component || inside.starts_with("super") || matches!(self.word(), "include" | "block")
    }

    /// Whether another template's text goes where nobody looks.
    pub(super) fn hands_on_template(&self) -> bool {
        self.names_component_inside
    }

    /// Whether what follows is a text that is handed on.
    pub(super) fn starts_capture(&self) -> bool {
        let inside = self.inside();
        match self.word() {
            "filter" => true,
            "set" | "set_global" => {
                let name = inside[self.word().len()..].trim_start();
                !name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').trim_start().starts_with('=')
            }
            _ => self.is_statement() && inside.starts_with('<') && !inside.starts_with("</"),
        }
    }

    /// Whether such a text ends here.
    pub(super) fn ends_capture(&self) -> bool {
        matches!(self.word(), "endfilter" | "endset") || self.is_statement() && self.inside().starts_with("</")
    }
}

/// How far it is to something outside of Tera tags; none if it never comes, or a tag before it may not stand there.
pub(super) fn distance<'t>(
    text: &'t str,
    mut is_end: impl FnMut(&str) -> bool,
    may_stand: impl Fn(&TeraTag<'t>) -> bool,
) -> Option<usize> {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if is_end(rest) {
            return Some(at);
        }
        at += if opens(rest) { TeraTag::at_start(rest).filter(&may_stand)?.source.len() } else { c.len_utf8() };
    }
    None
}

/// Where `{% endraw %}` ends.
fn end_of_raw(text: &str) -> Option<usize> {
    let is_end = |rest: &str| {
        rest[2..].find("%}").filter(|end| rest[2..2 + end].trim_matches(['-', ' ', '\t', '\n', '\r']) == "endraw")
    };
    text.match_indices("{%").find_map(|(at, _)| is_end(&text[at..]).map(|end| at + 2 + end + 2))
}
