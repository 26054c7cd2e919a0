//! Whether a file is what was expected with something put into it.

use std::fmt;
use std::ops::Range;

use memchr::memmem;

use super::Expected;

/// So many insertions in one file are looked for.
const MOST: usize = 16;

/// By so many expected bytes the place after an insertion is known again.
const PROBE: usize = 24;

/// What an insertion looks like. What it says is never shown: it may be anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inserted {
    /// A script.
    Script,
    /// A frame of another page.
    Frame,
    /// Other markup.
    Markup,
    /// Text.
    Text,
}

impl fmt::Display for Inserted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Script => "脚本",
            Self::Frame => "框架页",
            Self::Markup => "标记",
            Self::Text => "文字",
        })
    }
}

/// What was put into a file first, and in which line; none if that is not all that happened to it.
pub(super) fn of(expected: Expected<'_>, found: &[u8]) -> Option<(Inserted, u32)> {
    let insertions = match expected {
        Expected::Bytes(expected) => one(expected, found).or_else(|| several(expected, found))?,
        Expected::Digest(_) => vec![an_element(expected, found).or_else(|| a_tail(expected, found))?],
    };
    let first = from_its_markup(insertions.first()?.clone(), found);
    let lines = memchr::memchr_iter(b'\n', &found[..first.start]).count();
    let worst = insertions.iter().map(|range| kind(&found[from_its_markup(range.clone(), found)])).min()?;
    Some((worst, u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1)))
}

fn common_start(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// The one place where something was put in.
fn one(expected: &[u8], found: &[u8]) -> Option<Vec<Range<usize>>> {
    let added = found.len().checked_sub(expected.len()).filter(|added| *added > 0)?;
    let start = common_start(expected, found);
    (expected[start..] == found[start + added..]).then(|| std::iter::once(start..start + added).collect())
}

/// The places where something was put in, found again by the bytes after each.
fn several(expected: &[u8], found: &[u8]) -> Option<Vec<Range<usize>>> {
    let (mut at_expected, mut at_found, mut places) = (0, 0, Vec::new());
    while places.len() < MOST {
        let same = common_start(&expected[at_expected..], &found[at_found..]);
        (at_expected, at_found) = (at_expected + same, at_found + same);
        let rest = &expected[at_expected..];
        if rest.is_empty() {
            places.extend((at_found < found.len()).then_some(at_found..found.len()));
            return Some(places).filter(|places| !places.is_empty());
        }
        let gap = memmem::find(&found[at_found..], &rest[..rest.len().min(PROBE)])?;
        places.push(at_found..at_found + gap);
        at_found += gap;
    }
    None
}

/// An element without which the digest is right: a script, a frame, a style sheet or the like.
fn an_element(expected: Expected<'_>, found: &[u8]) -> Option<Range<usize>> {
    let lower = found.to_ascii_lowercase();
    let elements: [(&[u8], &[u8]); 5] = [
        (b"<script", b"</script>"),
        (b"<iframe", b"</iframe>"),
        (b"<style", b"</style>"),
        (b"<noscript", b"</noscript>"),
        (b"<!--", b"-->"),
    ];
    let ranges = elements.iter().flat_map(|(open, close)| {
        memmem::find_iter(&lower, open).filter_map(|start| {
            let end = start + memmem::find(&lower[start..], close)? + close.len();
            Some(start..end)
        })
    });
    ranges.take(2 * MOST).flat_map(|range| with_blanks(range, found)).find(|range| is_without(expected, found, range))
}

/// A place with none, one or all of the white space on each side: some of it may have come with what was put in.
fn with_blanks(range: Range<usize>, found: &[u8]) -> Vec<Range<usize>> {
    let before = found[..range.start].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let after = found[range.end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let choices = |blanks: usize| [0, 1, blanks].into_iter().filter(move |count| *count <= blanks);
    let ranges = choices(before).flat_map(|back| choices(after).map(move |on| (back, on)));
    let mut ranges: Vec<_> = ranges.map(|(back, on)| range.start - back..range.end + on).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup();
    ranges
}

/// What stands after the end of a page.
fn a_tail(expected: Expected<'_>, found: &[u8]) -> Option<Range<usize>> {
    let end = memmem::rfind(found, b"</html>")? + b"</html>".len();
    let ends = [end, end + 1];
    ends.into_iter()
        .filter(|end| *end < found.len())
        .map(|end| end..found.len())
        .find(|range| is_without(expected, found, range))
}

fn is_without(expected: Expected<'_>, found: &[u8], range: &Range<usize>) -> bool {
    expected.is(&[&found[..range.start], &found[range.end..]].concat())
}

/// The same insertion, begun at its markup: where `<p>` was put before `<`, both `<p>` and `p><` explain what is found.
fn from_its_markup(range: Range<usize>, found: &[u8]) -> Range<usize> {
    let mut range = range;
    for _ in 0..PROBE {
        let turns = range.start > 0 && found[range.start] != b'<' && found[range.start - 1] == found[range.end - 1];
        if !turns {
            break;
        }
        range = range.start - 1..range.end - 1;
    }
    range
}

fn kind(inserted: &[u8]) -> Inserted {
    let lower = inserted.to_ascii_lowercase();
    let has = |text: &[u8]| memmem::find(&lower, text).is_some();
    match () {
        () if has(b"<script") || has(b"javascript:") => Inserted::Script,
        () if has(b"<iframe") || has(b"<frame") => Inserted::Frame,
        () if has(b"<") => Inserted::Markup,
        () => Inserted::Text,
    }
}
