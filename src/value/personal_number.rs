//! Numbers that belong to one person, found in any text: ID numbers, mobile numbers, bank cards.
//!
//! The text may be plain, HTML, XML or JSON: full-width digits, character references, escapes, inline tags and
//! zero-width characters between two digits do not hide a number. Nothing here shows or keeps one.
//!
//! One pass: bytes that cannot start a number are skipped by a table, everything else is read by `atom` into
//! chains of digit groups (`chain`), and `form` says what the groups of a chain are.

use std::collections::VecDeque;
use std::ops::Range;

mod atom;
mod chain;
mod form;

use atom::{Atom, atom_at};
use chain::Chain;

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
    /// A digit here belongs to the word before, although a tag stands between.
    joined_at: usize,
    chain: Chain,
    ready: VecDeque<(PersonalNumber, Range<usize>)>,
}

/// Bytes at which a digit may start: digits, `&` of references, `\` of escapes, and the lead of full-width digits.
const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut digit = b'0';
    while digit <= b'9' {
        starts[digit as usize] = true;
        digit += 1;
    }
    starts[b'&' as usize] = true;
    starts[b'\\' as usize] = true;
    starts[0xEF] = true;
    starts
};

impl<'a> Finder<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let (chain, ready) = (Chain::default(), VecDeque::new());
        Self { bytes, at: 0, fresh: 0, joined_at: usize::MAX, chain, ready }
    }

    /// The start of the next digit that no letter or digit precedes.
    fn next_start(&mut self) -> Option<usize> {
        while let Some(ahead) = self.bytes.get(self.at..)?.iter().position(|byte| STARTS[usize::from(*byte)]) {
            self.at += ahead;
            if self.bytes[self.at].is_ascii_digit() {
                match (self.is_joined() || self.is_measure(), self.short_number()) {
                    (true, _) => self.skip_word(),
                    (false, Some(end)) => self.at = end,
                    (false, None) => return Some(self.at),
                }
                continue;
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

    fn is_joined(&self) -> bool {
        let letter_before = self.at > self.fresh && self.bytes[self.at - 1].is_ascii_alphanumeric();
        letter_before || self.at == self.joined_at
    }

    /// Whether a letter follows a few digits, as in `12px` or a digest: it is a word. The `X` of an ID number
    /// comes after more digits.
    fn is_measure(&self) -> bool {
        let after = self.bytes[self.at..].iter().take(11).find(|byte| !byte.is_ascii_digit());
        after.is_some_and(u8::is_ascii_alphabetic)
    }

    /// The end of a number of fewer than eleven digits that nothing continues: most of what tables and drawings hold.
    fn short_number(&self) -> Option<usize> {
        let digits = &self.bytes[self.at..];
        let length = digits.iter().take(11).position(|byte| !byte.is_ascii_digit())?;
        let ends = |byte: &u8| byte.is_ascii_graphic() && !b"-<&\\".contains(byte) || *byte == b'\n';
        let next = digits.get(length..)?;
        match next {
            [b'<', b'/', b't', b'd' | b'h' | b'r', ..] => Some(self.at + length),
            [b' ', after, ..] if ends(after) && !after.is_ascii_alphanumeric() => Some(self.at + length),
            [first, ..] if ends(first) && !first.is_ascii_alphanumeric() => Some(self.at + length),
            _ => None,
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
