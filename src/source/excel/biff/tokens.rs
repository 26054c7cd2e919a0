//! Formulas as `.xls` keeps them: tokens one after another (MS-XLS 2.5.198). They are walked by their lengths, in search
//! of those that lead to another workbook.

use super::book::Version;
use super::links::{Links, Target};
use crate::source::excel::compound::u16_at;

/// Where a formula takes its values from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// As its own tokens say.
    Of(Target),
    /// From where the formula does that several cells share, by the row and column it is kept at.
    Shared((u16, u16)),
}

const SHARED: u8 = 0x01;
const TEXT: u8 = 0x17;
const ATTRIBUTE: u8 = 0x19;
const NAME: u8 = 0x23;
const FOREIGN_NAME: u8 = 0x39;

/// Follows the tokens. Those that are unknown or cut off may hide anything, and count as leading elsewhere.
pub(super) fn origin(mut tokens: &[u8], links: &Links) -> Origin {
    while let Some((&token, rest)) = tokens.split_first() {
        let kind = kind(token);
        if kind == SHARED {
            return u16_at(rest, 0).zip(u16_at(rest, 2)).map_or(Origin::Of(Target::Elsewhere), Origin::Shared);
        }
        let number = || u16_at(rest, 0).unwrap_or(u16::MAX);
        let target = match kind {
            NAME => links.name(number()),
            FOREIGN_NAME..=0x3d => links.reference(number()),
            _ => Target::Here,
        };
        let next = length(kind, rest, links.version).and_then(|length| rest.get(length..));
        match (target, next) {
            (Target::Here, Some(next)) => tokens = next,
            _ => return Origin::Of(Target::Elsewhere),
        }
    }
    Origin::Of(Target::Here)
}

/// A token without what it says of its value's class.
fn kind(token: u8) -> u8 {
    if (0x20..0x80).contains(&token) { token & 0x1f | 0x20 } else { token }
}

/// How many bytes follow a token; none for unknown ones.
fn length(kind: u8, rest: &[u8], version: Version) -> Option<usize> {
    let by_version = |wide, narrow| if version == Version::Wide { wide } else { narrow };
    Some(match kind {
        // Operators, brackets and missing arguments.
        0x03..=0x16 => 0,
        TEXT => text_length(rest, version)?,
        ATTRIBUTE => attribute_length(rest)?,
        // An error, a truth value.
        0x1c | 0x1d => 1,
        // A whole number, a function, the length of what follows.
        0x1e | 0x21 | 0x29 | 0x2e | 0x2f => 2,
        // A function of some arguments.
        0x22 => 3,
        // A table of what-if results.
        0x02 => 4,
        // References within the sheet: one cell and several, as they are, lost, or relative.
        0x24 | 0x2a | 0x2c => by_version(4, 3),
        0x25 | 0x2b | 0x2d => by_version(8, 6),
        NAME => by_version(4, 14),
        // What natural language formulas had.
        0x18 => 5,
        // References that were computed.
        0x26..=0x28 => 6,
        FOREIGN_NAME => by_version(6, 24),
        0x3a | 0x3c => by_version(6, 17),
        0x3b | 0x3d => by_version(10, 20),
        // An array, and a number.
        0x20 => 7,
        0x1f => 8,
        _ => return None,
    })
}

fn text_length(rest: &[u8], version: Version) -> Option<usize> {
    let letters = usize::from(*rest.first()?);
    Some(match version {
        Version::Wide if rest.get(1)? & 1 != 0 => 2 + 2 * letters,
        Version::Wide => 2 + letters,
        Version::Narrow => 1 + letters,
    })
}

/// `CHOOSE` has a table of its arguments; all others are of one length.
fn attribute_length(rest: &[u8]) -> Option<usize> {
    let choices = if rest.first()? & 4 != 0 { 2 * (usize::from(u16_at(rest, 1)?) + 1) } else { 0 };
    Some(3 + choices)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::links::tests::{links, narrow};
    use super::*;

    const HERE: Origin = Origin::Of(Target::Here);
    const ELSEWHERE: Origin = Origin::Of(Target::Elsewhere);

    #[test]
    fn tokens_are_walked_by_their_lengths() {
        let links = links();
        let text = [0x17, 2, 1, 0x3a, 1, 0x3a, 1];
        let choose = [0x19, 4, 1, 0, 0x3a, 1, 0x3a, 1];
        let own = [0x5a, 0, 0, 1, 0, 1, 0];
        let other = [0x5a, 1, 0, 1, 0, 1, 0];
        for (tokens, expected) in [
            (&[][..], HERE),
            (&text, HERE),
            (&choose, HERE),
            (&own, HERE),
            (&other, ELSEWHERE),
            (&[&text[..], &choose, &own, &other].concat(), ELSEWHERE),
            (&[0x3b, 1, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0], ELSEWHERE),
            (&[0x7d, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], ELSEWHERE),
            (&[0x39, 2, 0, 1, 0, 0, 0], HERE),
            (&[0x59, 1, 0, 1, 0, 0, 0], ELSEWHERE),
            (&[0x01, 3, 0, 2, 0], Origin::Shared((3, 2))),
            (&[0x1e, 1, 0, 0x44, 0, 0, 0, 0, 0x05], HERE),
        ] {
            assert_eq!(origin(tokens, &links), expected, "{tokens:x?}");
        }
    }

    #[test]
    fn what_is_unknown_or_cut_off_is_not_believed() {
        for tokens in [&[0x00][..], &[0x1a], &[0xff, 0], &[0x1e, 1], &[0x17], &[0x19], &[0x19, 4], &[0x01, 0]] {
            assert_eq!(origin(tokens, &links()), ELSEWHERE, "{tokens:x?}");
        }
    }

    #[test]
    fn tokens_before_excel_97_are_of_other_lengths() {
        let narrow = narrow();
        let reference = |number: [u8; 2]| [&[0x5a][..], &number, &[0; 15]].concat();
        let own = [&[0x44, 1, 0, 0, 0x17, 2, 0x3a, 1][..], &reference([0xff, 0xff])].concat();
        assert_eq!(origin(&own, &narrow), HERE);
        assert_eq!(origin(&[&own[..], &reference([1, 0])].concat(), &narrow), ELSEWHERE);
    }

    proptest! {
        #[test]
        fn no_tokens_bring_it_down(tokens in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = origin(&tokens, &links());
            let _ = origin(&tokens, &narrow());
        }
    }
}
