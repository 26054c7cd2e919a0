//! One thing that a reader sees at a place of a text, however it is spelled there.

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Atom {
    /// A decimal digit, by its ASCII byte; full-width digits and references count.
    Digit(u8),
    /// `X` or `x`: the last character of some ID numbers.
    X,
    /// Another ASCII letter.
    Letter,
    /// A blank that people put between groups of digits; no line break and no tab.
    Space,
    /// A hyphen or dash.
    Hyphen,
    /// What nobody sees: zero-width characters, inline tags, comments.
    Invisible,
    /// Anything else.
    Other,
}

/// No tag or comment that splits a number is longer; the limit keeps the search linear.
const LONGEST_TAG: usize = 512;

/// So many invisible things in a row are read over.
const MOST_INVISIBLE: usize = 64;

/// What stands at a place, and how many bytes it takes; at least one.
pub(super) fn atom_at(bytes: &[u8], at: usize) -> (Atom, usize) {
    match bytes[at] {
        digit @ b'0'..=b'9' => (Atom::Digit(digit), 1),
        b'X' | b'x' => (Atom::X, 1),
        b'A'..=b'Z' | b'a'..=b'z' => (Atom::Letter, 1),
        b' ' => (Atom::Space, 1),
        b'-' => (Atom::Hyphen, 1),
        b'<' => tag(&bytes[at..]),
        b'&' => reference(&bytes[at..]),
        b'\\' => escape(&bytes[at..]),
        0xC2..=0xEF => wide(&bytes[at..]),
        _ => (Atom::Other, 1),
    }
}

/// What is seen from a place on, invisible things left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// What it is; [`Atom::Other`] at the end of the text.
    pub(super) atom: Atom,
    /// Where it stands.
    pub(super) at: usize,
    /// Where the text goes on behind it.
    pub(super) end: usize,
}

/// The first visible thing from a place on.
pub(super) fn visible(bytes: &[u8], mut at: usize) -> Seen {
    for _ in 0..MOST_INVISIBLE {
        if at >= bytes.len() {
            break;
        }
        let (atom, length) = atom_at(bytes, at);
        if atom != Atom::Invisible {
            return Seen { atom, at, end: at + length };
        }
        at += length;
    }
    Seen { atom: Atom::Other, at, end: at }
}

/// What a character is to a reader.
fn classify(c: char) -> Atom {
    match c {
        '0'..='9' => Atom::Digit(c as u8),
        '０'..='９' => Atom::Digit((c as u32 - '０' as u32) as u8 + b'0'),
        'X' | 'x' | 'Ｘ' | 'ｘ' => Atom::X,
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Atom::Letter,
        ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Atom::Space,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => Atom::Hyphen,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Atom::Invisible,
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => Atom::Invisible,
        _ => Atom::Other,
    }
}

/// A character of two or three bytes. Others, and broken ones, are nothing to us.
fn wide(bytes: &[u8]) -> (Atom, usize) {
    let length = if bytes[0] < 0xE0 { 2 } else { 3 };
    let text = bytes.get(..length).map(std::str::from_utf8);
    match text {
        Some(Ok(text)) => (text.chars().next().map_or(Atom::Other, classify), length),
        Some(Err(_)) | None => (Atom::Other, 1),
    }
}

/// Whether a tag's name is an inline element of HTML, or splits runs of text in the XML of workbooks. Other tags end a
/// number: two cells of a table are two numbers.
fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"big"
            | b"charset"
            | b"code"
            | b"color"
            | b"data"
            | b"del"
            | b"em"
            | b"family"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"label"
            | b"mark"
            | b"q"
            | b"r"
            | b"rfont"
            | b"rpr"
            | b"s"
            | b"samp"
            | b"scheme"
            | b"small"
            | b"span"
            | b"strike"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"sz"
            | b"t"
            | b"time"
            | b"tspan"
            | b"tt"
            | b"u"
            | b"var"
            | b"wbr"
    )
}

fn tag(bytes: &[u8]) -> (Atom, usize) {
    let near = &bytes[..bytes.len().min(LONGEST_TAG)];
    if near.starts_with(b"<!--") {
        let end = near.windows(3).skip(4).position(|window| window == b"-->");
        return end.map_or((Atom::Other, 1), |end| (Atom::Invisible, end + 7));
    }
    let name_start = if near.get(1) == Some(&b'/') { 2 } else { 1 };
    let name = near[name_start.min(near.len())..].iter().take(9);
    let length = name.take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let mut lower = [0; 9];
    lower[..length].copy_from_slice(&near[name_start.min(near.len())..][..length]);
    lower.make_ascii_lowercase();
    if !is_inline(&lower[..length]) {
        return (Atom::Other, 1);
    }
    near.iter().position(|byte| *byte == b'>').map_or((Atom::Other, 1), |end| (Atom::Invisible, end + 1))
}

/// Named references that look like a blank, a hyphen, or nothing.
const NAMED: &[(&[u8], Atom)] = &[
    (b"nbsp;", Atom::Space),
    (b"ensp;", Atom::Space),
    (b"emsp;", Atom::Space),
    (b"thinsp;", Atom::Space),
    (b"hyphen;", Atom::Hyphen),
    (b"dash;", Atom::Hyphen),
    (b"ndash;", Atom::Hyphen),
    (b"mdash;", Atom::Hyphen),
    (b"minus;", Atom::Hyphen),
    (b"shy;", Atom::Invisible),
    (b"zwj;", Atom::Invisible),
    (b"zwnj;", Atom::Invisible),
    (b"lrm;", Atom::Invisible),
    (b"rlm;", Atom::Invisible),
    (b"NoBreak;", Atom::Invisible),
    (b"ZeroWidthSpace;", Atom::Invisible),
];

/// A character reference, which HTML reads with or without its semicolon.
fn reference(bytes: &[u8]) -> (Atom, usize) {
    let rest = &bytes[1..];
    if rest.first() != Some(&b'#') {
        let named = NAMED.iter().find(|(name, _)| rest.starts_with(name));
        return named.map_or((Atom::Other, 1), |(name, atom)| (*atom, 1 + name.len()));
    }
    let (radix, start) = if matches!(rest.get(1), Some(b'x' | b'X')) { (16, 3) } else { (10, 2) };
    // Leading zeros may make a reference longer than any code point needs.
    let digits = bytes[start.min(bytes.len())..].iter().take(16);
    let length = digits.take_while(|byte| char::from(**byte).is_digit(radix)).count();
    let end = start + length;
    match (length > 0).then(|| character(&bytes[start..end], radix)).flatten() {
        Some(c) => (classify(c), end + usize::from(bytes.get(end) == Some(&b';'))),
        None => (Atom::Other, 1),
    }
}

/// An escape of JSON or JavaScript. What follows it is no part of it: `\n13…` is a line break and a number.
fn escape(bytes: &[u8]) -> (Atom, usize) {
    let length = match bytes.get(1) {
        Some(b'u') => 4,
        Some(b'x') => 2,
        Some(_) => return (Atom::Other, 2),
        None => return (Atom::Other, 1),
    };
    let hex = bytes.get(2..2 + length).filter(|hex| hex.iter().all(u8::is_ascii_hexdigit));
    hex.and_then(|hex| character(hex, 16)).map_or((Atom::Other, 2), |c| (classify(c), 2 + length))
}

fn character(digits: &[u8], radix: u32) -> Option<char> {
    let digit = |byte: &u8| char::from(*byte).to_digit(radix);
    let value = digits.iter().try_fold(0_u32, |value, byte| value.checked_mul(radix)?.checked_add(digit(byte)?));
    value.and_then(char::from_u32)
}
