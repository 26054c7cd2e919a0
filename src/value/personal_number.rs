//! Numbers that belong to one person, found in any text: ID numbers, mobile numbers, bank cards.
//!
//! The text may be plain, HTML, XML or JSON: full-width digits, character references, escapes, inline tags and
//! zero-width characters between two digits do not hide a number. Nothing here shows or keeps one.
//!
//! One pass: bytes that cannot start a number are skipped many at a time (`starts`), everything else is read by `atom`
//! into chains of digit groups (`chain`), and `form` says what the groups of a chain are.

use std::collections::VecDeque;
use std::ops::Range;

mod atom;
mod chain;
mod form;
mod starts;

use atom::{Atom, atom_at};
use chain::Chain;
use starts::Starts;

/// What kind of personal number was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalNumber {
    /// 公民身份号码: 17 digits and a check digit, with a date of birth (GB 11643).
    IdNumber,
    /// The 15 digits that ID numbers had before 1999: a province and a date of birth.
    OldIdNumber,
    /// 手机号: `1[3-9]` and nine digits, also after `86`.
    Mobile,
    /// 银行卡号: 16 to 19 digits with the check digit of ISO/IEC 7812 (Luhn), of an industry that issues cards.
    BankCard,
}

impl PersonalNumber {
    /// What it is called in a finding.
    pub fn name(self) -> &'static str {
        match self {
            Self::IdNumber => "身份证号",
            Self::OldIdNumber => "15 位身份证号",
            Self::Mobile => "手机号",
            Self::BankCard => "银行卡号",
        }
    }
}

/// No text of fewer bytes holds a number: that of a mobile has eleven digits, and a digit takes at least a byte.
pub const SHORTEST: usize = 11;

/// The personal numbers in a text and where they are, in bytes.
pub fn find(text: &str) -> Finder<'_> {
    Finder::new(text.as_bytes())
}

/// The personal numbers in a file's bytes. They need not be UTF-8 throughout.
pub fn find_in(bytes: &[u8]) -> Finder<'_> {
    Finder::new(bytes)
}

/// The digits of a place that [`find_in`] named, however they were written.
pub(crate) fn digits_in(bytes: &[u8]) -> Vec<u8> {
    let mut at = 0;
    let mut digits = Vec::new();
    while at < bytes.len() {
        let (atom, length) = atom_at(bytes, at);
        if let Atom::Digit(digit) = atom {
            digits.push(digit);
        }
        at += length;
    }
    digits
}

/// The search itself: an iterator over what is found.
pub struct Finder<'a> {
    bytes: &'a [u8],
    /// Where the search goes on.
    at: usize,
    /// Up to here nothing joins the next digit: an escape such as `\n` ends here.
    fresh: usize,
    starts: Starts,
    /// A digit here belongs to the word before, although a tag stands between.
    joined_at: usize,
    chain: Chain,
    ready: VecDeque<(PersonalNumber, Range<usize>)>,
}

/// A one in each byte of a word.
const EACH: u64 = u64::from_le_bytes([1; 8]);
/// The highest bit of each byte of a word: where bytes are marked.
const HIGHEST: u64 = EACH << 7;

/// Marks the ASCII digits of a word.
fn digits_of(word: u64) -> u64 {
    // No sum of a byte reaches the next one: without its highest bit it is less than 0x80.
    let low = word & !HIGHEST;
    let reaches = |least: u8| low + EACH * u64::from(0x80 - least);
    reaches(b'0') & !reaches(b'9' + 1) & !word & HIGHEST
}

/// How many ASCII digits bytes begin with.
fn digits_in_front(bytes: &[u8; 8]) -> usize {
    let others = !digits_of(u64::from_le_bytes(*bytes)) & HIGHEST;
    (others.trailing_zeros() / 8) as usize
}

/// No number has fewer digits, and a word that begins with digits begins with fewer.
const FEWEST: usize = 11;

impl<'a> Finder<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let (starts, chain, ready) = (Starts::default(), Chain::default(), VecDeque::new());
        Self { bytes, at: 0, fresh: 0, starts, joined_at: usize::MAX, chain, ready }
    }

    /// The start of the next digit that no letter or digit precedes.
    fn next_start(&mut self) -> Option<usize> {
        while let Some(at) = self.starts.next(self.bytes, self.at) {
            self.at = at;
            if self.bytes[at].is_ascii_digit() {
                match self.passed_over() {
                    true => continue,
                    false => return Some(at),
                }
            }
            if self.is_punctuation() {
                self.at += 1;
                continue;
            }
            let (atom, length) = atom_at(self.bytes, self.at);
            if matches!(atom, Atom::Digit(_)) && !self.is_joined() {
                return Some(self.at);
            }
            self.at += length;
            self.fresh = self.at;
        }
        None
    }

    /// Whether no number can start with the digits here: then the search goes on behind them.
    fn passed_over(&mut self) -> bool {
        if self.is_joined() {
            self.skip_word();
            return true;
        }
        match self.plain_number() {
            Some(end) => self.at = end,
            None if self.is_measure() => self.skip_word(),
            None => match self.short_number() {
                Some(end) => self.leave_short_number(end),
                None => return false,
            },
        }
        true
    }

    fn is_joined(&self) -> bool {
        let letter_before = self.at > self.fresh && self.bytes[self.at - 1].is_ascii_alphanumeric();
        letter_before || self.at == self.joined_at
    }

    /// Whether a letter follows a few digits, as in `12px` or a digest: it is a word. The `X` of an ID number
    /// comes after more digits.
    fn is_measure(&self) -> bool {
        let after = self.bytes[self.at..].iter().take(FEWEST).find(|byte| !byte.is_ascii_digit());
        after.is_some_and(u8::is_ascii_alphabetic)
    }

    /// The end of a few digits that nothing continues, told from one look at eight bytes: the most common case of
    /// [`short_number`](Self::short_number).
    fn plain_number(&self) -> Option<usize> {
        let near = &self.bytes[self.at..];
        let digits = digits_in_front(near.first_chunk()?);
        (digits < 8 && ends_number(&near[digits..])).then_some(self.at + digits)
    }

    /// The end of a few digits, and of those that hyphens and blanks join to them, which nothing continues, or a letter
    /// makes a word: too few for a number, and most of what tables and drawings hold.
    fn short_number(&self) -> Option<usize> {
        let near = &self.bytes[self.at..];
        let mut digits = 0;
        for (length, byte) in near.iter().enumerate() {
            match byte {
                b'0'..=b'9' => digits += 1,
                b'-' | b' ' if near.get(length + 1).is_some_and(u8::is_ascii_digit) => {}
                // What an `X` ends is for the chain to tell.
                b'X' | b'x' => return None,
                b'A'..=b'Z' | b'a'..=b'z' => return Some(self.at + length),
                _ => return ends_number(&near[length..]).then_some(self.at + length),
            }
            if digits == FEWEST {
                return None;
            }
        }
        None
    }

    /// Goes on behind a short number. A letter there makes a word of it, to which nothing behind a tag is joined: not
    /// what a word before was joined to, either.
    fn leave_short_number(&mut self, end: usize) {
        self.at = end;
        if self.bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
            self.joined_at = end;
        }
    }

    /// Whether a `&` or a byte of a wide character starts no digit: the common case, told by the next byte.
    fn is_punctuation(&self) -> bool {
        match self.bytes[self.at..] {
            [b'&', next, ..] => next != b'#',
            [0xEF, next, last, ..] => next != 0xBC || !(0x90..=0x99).contains(&last),
            _ => false,
        }
    }

    /// Leaves a word such as `3f2a` behind, and marks what a tag within it joins to it.
    fn skip_word(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let next = atom::visible(self.bytes, self.at);
        if next.at > self.at {
            self.joined_at = next.at;
        }
    }

    /// Reads the chain that starts here, and what the tags within it say.
    fn read_chain(&mut self, start: usize) {
        self.at = self.chain.read(self.bytes, start).max(start + 1);
        if self.chain.ends_in_word() {
            self.joined_at = atom::visible(self.bytes, self.at).at;
        }
        form::numbers(&self.chain, self.bytes, &mut self.ready);
        for tag in self.chain.tags() {
            let inside = tag.start + 1..tag.end;
            let found = Finder::new(&self.bytes[inside.clone()]);
            self.ready.extend(found.map(|(kind, at)| (kind, at.start + inside.start..at.end + inside.start)));
        }
    }
}

/// Whether a digit before these bytes is the last of its number, as the next few of them tell.
fn ends_number(next: &[u8]) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_punctuation() && !b"-<&\\".contains(&byte) || b"\r\n".contains(&byte);
    match next {
        // The end of a cell; also behind a masked text.
        [b'<', b'/', b't', b'd' | b'h' | b'r', ..] => true,
        [b'<', b'/', b's', rest @ ..] => {
            matches!(rest, [b'p', b'a', b'n', b'>', b'<', b'/', b't', b'd' | b'h' | b'r', ..])
        }
        [b' ', after, ..] => is_sign(*after),
        // A Chinese character, and the Chinese signs among which are no blank, hyphen, digit and letter.
        [0xE4..=0xE9, ..] | [0xE3, 0x80, 0x81..=0xBF, ..] | [0xEF, 0xBC, 0x81..=0x8C | 0x9A..=0xA0, ..] => true,
        [first, ..] => is_sign(*first),
        [] => false,
    }
}

impl Iterator for Finder<'_> {
    type Item = (PersonalNumber, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            let start = self.next_start()?;
            self.read_chain(start);
        }
        self.ready.pop_front()
    }
}

#[cfg(test)]
pub(crate) mod tests;
