//! Private-use characters: every font shows something else there, and most show a box.
//!
//! Eighteen have a meaning all the same: GB 18030-2005 mapped standard characters to them, and GB 18030-2022 to where
//! Unicode has them now. Older fonts and input methods still write them.

use super::{Normalisation, Purpose, Sprung};
use crate::diagnostic::Code;
use crate::value::Invalid;

/// The eighteen whose mapping GB 18030-2022 changed: ten vertical punctuation marks and eight parts of characters.
const MOVED: &[(char, char)] = &[
    ('\u{e78d}', '\u{fe10}'),
    ('\u{e78e}', '\u{fe12}'),
    ('\u{e78f}', '\u{fe11}'),
    ('\u{e790}', '\u{fe13}'),
    ('\u{e791}', '\u{fe14}'),
    ('\u{e792}', '\u{fe15}'),
    ('\u{e793}', '\u{fe16}'),
    ('\u{e794}', '\u{fe17}'),
    ('\u{e795}', '\u{fe18}'),
    ('\u{e796}', '\u{fe19}'),
    ('\u{e81e}', '\u{9fb4}'),
    ('\u{e826}', '\u{9fb5}'),
    ('\u{e82b}', '\u{9fb6}'),
    ('\u{e82c}', '\u{9fb7}'),
    ('\u{e832}', '\u{9fb8}'),
    ('\u{e843}', '\u{9fb9}'),
    ('\u{e854}', '\u{9fba}'),
    ('\u{e864}', '\u{9fbb}'),
];

pub(super) fn trap(text: &str, _: Purpose) -> Sprung {
    if !text.contains(is_lost) {
        return Sprung::Clean;
    }
    let mended: String = text.chars().map(standard).collect();
    if mended.contains(is_lost) {
        let help = "这通常是生僻字在转换时丢失了；请对照原件重新输入。";
        return Sprung::Refused(Code::Text, Invalid::new("这一格含有丢失的或自造的字。", help));
    }
    Sprung::Mended(mended, Normalisation::PrivateUse)
}

fn standard(c: char) -> char {
    MOVED.iter().find(|(old, _)| *old == c).map_or(c, |(_, new)| *new)
}

/// The replacement character, the private-use areas, and what Unicode says is no character.
fn is_lost(c: char) -> bool {
    let is_none = u32::from(c) & 0xfffe == 0xfffe;
    is_none || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    /// `encoding_rs` follows the WHATWG Encoding Standard, which took over GB 18030-2022.
    #[test]
    fn the_eighteen_are_those_of_the_encoding_standard() {
        assert_eq!(MOVED.len(), 18);
        for (old, new) in MOVED {
            let bytes = GB18030.encode(&old.to_string()).0.into_owned();
            assert_eq!(GB18030.decode_without_bom_handling(&bytes).0, new.to_string(), "{old:?}");
        }
    }

    #[test]
    fn others_are_lost() {
        for text in ["\u{e815}", "张\u{fffd}", "\u{f0000}", "\u{10fffd}", "\u{e78d}\u{e000}", "\u{ffff}"] {
            assert!(matches!(trap(text, Purpose::Words), Sprung::Refused(Code::Text, _)), "{text:?}");
        }
        assert_eq!(trap("\u{e81e}", Purpose::Name), Sprung::Mended("龴".to_owned(), Normalisation::PrivateUse));
    }
}
