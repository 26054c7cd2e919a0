//! Templates without what only their authors read: the blanks between elements, and quotes that an attribute can do
//! without. A template is made smaller once, when its theme is loaded, so that a page costs nothing; rows never pass
//! through here.
//!
//! `minify-html` knows what HTML can do without, but nothing of Tera, and it is made for finished pages. So a template is
//! cut into markup, text and Tera tags ([`cut`]), and what is not HTML is hidden: Tera tags behind comments, values with
//! Tera tags in them behind a word. What the library writes is cut again, and each piece must prove to say what the
//! template says; a piece that does not is taken from the template:
//! - If there are other elements or comments, or they stand in another order, the whole template stays as it was written.
//! - A tag is taken if it has the same attributes with the same values; they stay in the author's order. Values with
//!   Tera tags keep their quotes, and tags with Tera tags elsewhere stay: nobody knows what will be printed there.
//! - A text is taken if it has the same words, and blanks are gone only where they stood at an element that begins a
//!   line of its own: beside a Tera tag or an element within a line they may keep two words apart. Line breaks stay what
//!   they are, since not every browser shows them between Chinese characters.
//! - The head and its elements stay as they were written: inspections of government sites look for its meta tags as
//!   text, with their quotes and in their order.
//!
//! If a template of the theme cannot be cut, or prints another (a block, an include, a component) where blanks are part of
//! the text — within a tag, in an element such as `pre`, in a text that is kept in a variable —, all templates stay as
//! they were written, since any of them may end up there.

use std::collections::BTreeMap;

use rayon::prelude::*;

mod cut;
mod tag;

use cut::{Cut, cut};
use tag::{Tag, is_blank};

/// All templates of a theme, smaller if all of them can be cut. No build starts before this is done, so all cores do it.
pub(super) fn theme(templates: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let smaller = |(name, text): (&String, &String)| {
        let written = cut(text)?;
        Some((name.clone(), smaller(&written).unwrap_or_else(|| text.clone())))
    };
    templates.par_iter().map(smaller).collect::<Option<_>>().unwrap_or_else(|| templates.clone())
}

/// A template, smaller; none if the library does more than change blanks and attributes.
fn smaller(written: &[Cut<'_>]) -> Option<String> {
    // Whoever reads a page as text, or a part of it, finds every end tag, and nothing that the standard does not allow.
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_comments: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    let hidden: String = written.iter().map(Cut::hidden).collect();
    let small = String::from_utf8(minify_html::minify(hidden.as_bytes(), &cfg)).ok()?;
    put_back(written, cut(&small)?)
}

/// For each piece of a template what the library made of it, if that says the same, and else the piece.
fn put_back(written: &[Cut<'_>], small: Vec<Cut<'_>>) -> Option<String> {
    let end_of_head = written.iter().position(|cut| cut.tag().is_some_and(Tag::ends_head));
    let tag_at = |at: Option<usize>| at.and_then(|at| written.get(at)).and_then(Cut::tag);
    let mut small = small.into_iter().peekable();
    let mut out = String::new();
    for (at, piece) in written.iter().enumerate() {
        let smaller = match piece {
            Cut::Text(text) => {
                let small = small.next_if(|small| matches!(small, Cut::Text(_))).map_or("", |small| small.source());
                says_the_same(text, small, tag_at(at.checked_sub(1)), tag_at(at.checked_add(1)))
                    .then(|| small.to_owned())
            }
            Cut::Tag(tag) if !tag.is_open() => tag.smaller(small.next()?.tag().filter(|small| small.is_alike(tag))?),
            Cut::Tag(_) | Cut::Kept(_) if matches!(small.next()?, Cut::Kept(_)) => None,
            Cut::Tag(_) | Cut::Kept(_) => return None,
        };
        let smaller = smaller.filter(|_| end_of_head.is_none_or(|end| at > end));
        out.push_str(smaller.as_deref().unwrap_or(piece.source()));
    }
    small.next().is_none().then_some(out)
}

/// Whether a text between two tags has the same words, and lost only blanks that mean nothing.
fn says_the_same(text: &str, small: &str, before: Option<&Tag<'_>>, after: Option<&Tag<'_>>) -> bool {
    let (starts_line, ends_line) =
        (before.is_some_and(Tag::ends_line_behind), after.is_some_and(Tag::ends_line_before));
    if small.is_empty() {
        return text.chars().all(is_blank) && (starts_line || ends_line);
    }
    let kept = if starts_line && !small.starts_with(is_blank) { text.trim_start_matches(is_blank) } else { text };
    let kept = if ends_line && !small.ends_with(is_blank) { kept.trim_end_matches(is_blank) } else { kept };
    let words =
        |text: &str| text.split(is_blank).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let ends_alike = kept.starts_with(is_blank) == small.starts_with(is_blank)
        && kept.ends_with(is_blank) == small.ends_with(is_blank);
    ends_alike && words(kept) == words(small) && !kept.contains('\n')
}

#[cfg(test)]
mod tests;
