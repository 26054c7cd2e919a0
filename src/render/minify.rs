//! Templates without what only their authors read: the blanks between elements, and quotes that an attribute can do
//! without. A template is made smaller once, when its theme is loaded, so that a page costs nothing; rows never pass
//! through here.
//!
//! A template is cut into markup, text and Tera tags ([`cut`]), and the cuts are put together again in their order:
//! no tag of Tera and no element can be lost, doubled or moved. What is smaller is less than a minifier of finished
//! pages would dare to do, since nobody knows what a tag will print:
//! - Blanks in a row become one, a line break if there was one. They go where they stand at an element that begins a
//!   line of its own; beside a Tera tag or an element within a line one stays, so that no two words are glued.
//! - A value loses its quotes only if it is plain, has no Tera tag, and ends with its tag or at a blank.
//! - The head and its elements stay as they were written: inspections of government sites look for its meta tags as
//!   text, with their quotes and in their order.
//!
//! The one rule of what is left alone: if a template of the theme cannot be cut, or prints another (a block, an include,
//! a component) where blanks are part of the text — within a tag, in an element such as `pre`, in a text that is kept in
//! a variable —, all templates stay as they were written, since any of them may end up there.

use std::collections::BTreeMap;

mod cut;
mod tag;

use cut::{Cut, cut};
use tag::Tag;

/// All templates of a theme, smaller if all of them can be.
pub(super) fn theme(templates: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let smaller = |(name, text): (&String, &String)| cut(text).map(|cuts| (name.clone(), joined(&cuts)));
    templates.iter().map(smaller).collect::<Option<_>>().unwrap_or_else(|| templates.clone())
}

/// The cuts together again.
fn joined(cuts: &[Cut]) -> String {
    let end_of_head = cuts.iter().position(|cut| cut.tag().is_some_and(Tag::ends_head)).map_or(0, |at| at + 1);
    let (head, body) = cuts.split_at(end_of_head);
    let mut out: String = head.iter().map(Cut::source).collect();
    for (at, cut) in body.iter().enumerate() {
        match cut {
            Cut::Kept(text) => out.push_str(text),
            Cut::Tag(tag) => tag.write(&mut out),
            Cut::Text(text) => {
                let tag_at = |at: Option<usize>| at.and_then(|at| body.get(at)).and_then(Cut::tag);
                let starts_line = tag_at(at.checked_sub(1)).is_some_and(Tag::ends_line_behind);
                let ends_line = tag_at(at.checked_add(1)).is_some_and(Tag::ends_line_before);
                write_text(text, starts_line, ends_line, &mut out);
            }
        }
    }
    out
}

/// What separates words in HTML. The ideographic space is none of them: authors set it on purpose.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// A text with one blank where there were several, and none where a line starts or ends.
fn write_text(text: &str, starts_line: bool, ends_line: bool, out: &mut String) {
    let text = if starts_line { text.trim_start_matches(is_blank) } else { text };
    let text = if ends_line { text.trim_end_matches(is_blank) } else { text };
    let mut rest = text;
    while let Some(at) = rest.find(is_blank) {
        let (word, behind) = rest.split_at(at);
        rest = behind.trim_start_matches(is_blank);
        let blanks = &behind[..behind.len() - rest.len()];
        out.push_str(word);
        out.push(if blanks.contains('\n') { '\n' } else { ' ' });
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests;
