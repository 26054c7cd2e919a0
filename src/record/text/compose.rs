//! Characters that can be written in two ways, of which only one is found by a search: letters with their marks apart,
//! and compatibility ideographs, which some fonts of Korea, Japan and Taiwan write. The standard form is Unicode's NFC.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Normalisation, Purpose, Sprung};

pub(super) fn trap(text: &str, _: Purpose) -> Sprung {
    if is_nfc(text) {
        return Sprung::Clean;
    }
    let done = if text.contains(is_compatibility) { Normalisation::Compatibility } else { Normalisation::Composed };
    Sprung::Mended(text.nfc().collect(), done)
}

/// The blocks of compatibility ideographs. The twelve unified ones among them are in NFC as they are.
fn is_compatibility(c: char) -> bool {
    matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_become_one() {
        let mended = |text: &str, done| Sprung::Mended(text.to_owned(), done);
        assert_eq!(trap("Jose\u{301}", Purpose::Name), mended("José", Normalisation::Composed));
        assert_eq!(trap("\u{f9dc}", Purpose::Name), mended("隆", Normalisation::Compatibility));
        assert_eq!(trap("\u{2f804}", Purpose::Name), mended("你", Normalisation::Compatibility));
    }

    #[test]
    fn unified_and_rare_characters_stay() {
        for text in ["\u{fa0e}", "𠮷", "㛃", "José", "（示例）：１２"] {
            assert_eq!(trap(text, Purpose::Name), Sprung::Clean, "{text}");
        }
    }
}
