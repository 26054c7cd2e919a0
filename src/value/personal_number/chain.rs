//! Groups of digits with blanks or hyphens between, as numbers are written to be read aloud.

use std::ops::Range;

use super::atom::{Atom, visible};

/// What stands before a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing that belongs to the chain.
    Start,
    /// Blanks only.
    Space,
    /// A hyphen, with or without blanks.
    Hyphen,
}

/// Digits without a gap between.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Where it is in the text, with its `X`.
    pub(super) place: Range<usize>,
    /// Where its digits are among the chain's.
    pub(super) digits: Range<usize>,
    /// What separates it from the group before.
    pub(super) gap: Gap,
    /// Whether an `X` ends it.
    pub(super) x: bool,
    /// Whether a letter follows: then it is part of a word.
    pub(super) joined: bool,
}

/// Groups one after another, with all of their digits.
#[derive(Debug, Default)]
pub(super) struct Chain {
    digits: Vec<u8>,
    groups: Vec<Group>,
    tags: Vec<Range<usize>>,
}

/// Between two groups people put one sign, or a hyphen with a blank on each side.
const WIDEST_GAP: usize = 3;

/// A tag that could hold a number of its own.
const TELLING_TAG: usize = 12;

impl Chain {
    /// Its groups.
    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// All of its digits as ASCII.
    pub(super) fn digits(&self) -> &[u8] {
        &self.digits
    }

    /// The tags read over: their attributes are still to be searched.
    pub(super) fn tags(&self) -> &[Range<usize>] {
        &self.tags
    }

    /// Whether its last group is part of a word.
    pub(super) fn ends_in_word(&self) -> bool {
        self.groups.last().is_some_and(|group| group.joined)
    }

    /// Reads the chain that starts at a digit, and says where the text goes on.
    pub(super) fn read(&mut self, bytes: &[u8], start: usize) -> usize {
        self.digits.clear();
        self.groups.clear();
        self.tags.clear();
        let mut at = self.read_group(bytes, start, Gap::Start);
        while let Some((gap, next)) = self.next_group(bytes, at) {
            self.note_tags(bytes, at, next);
            at = self.read_group(bytes, next, gap);
        }
        at
    }

    fn read_group(&mut self, bytes: &[u8], start: usize, gap: Gap) -> usize {
        let first = self.digits.len();
        let (mut end, mut x, mut joined) = (start, false, false);
        loop {
            let seen = visible(bytes, end);
            match seen.atom {
                Atom::Digit(digit) if !x => self.digits.push(digit),
                Atom::X if !x => x = true,
                Atom::X | Atom::Letter => {
                    joined = true;
                    break;
                }
                // A digit behind an `X`, too: it was glued to an ID number.
                _ => break,
            }
            self.note_tags(bytes, end, seen.at);
            end = seen.end;
        }
        let digits = first..self.digits.len();
        self.groups.push(Group { place: start..end, digits, gap, x, joined });
        end
    }

    /// The gap before the next group of the same chain, and where that group starts.
    fn next_group(&self, bytes: &[u8], end: usize) -> Option<(Gap, usize)> {
        let last = self.groups.last()?;
        if last.x || last.joined {
            return None;
        }
        let (mut gap, mut at) = (Gap::Start, end);
        for _ in 0..=WIDEST_GAP {
            let seen = visible(bytes, at);
            match seen.atom {
                Atom::Space if gap == Gap::Start => gap = Gap::Space,
                Atom::Space => {}
                Atom::Hyphen => gap = Gap::Hyphen,
                Atom::Digit(_) | Atom::X => return (gap != Gap::Start).then_some((gap, seen.at)),
                _ => return None,
            }
            at = seen.end;
        }
        None
    }

    /// Remembers the long tags of a stretch that was read over.
    fn note_tags(&mut self, bytes: &[u8], from: usize, to: usize) {
        if to - from < TELLING_TAG {
            return;
        }
        let mut at = from;
        while at < to {
            let length = super::atom_at(bytes, at).1;
            if bytes[at] == b'<' && length >= TELLING_TAG {
                self.tags.push(at..at + length);
            }
            at += length;
        }
    }
}
