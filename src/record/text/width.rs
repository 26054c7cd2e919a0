//! Full-width digits, letters and signs: what a Chinese input method writes while nobody looks. In Chinese texts they
//! are at home and stay; in codes, numbers, dates and telephones they mean the half-width ones.

use super::{Normalisation, Purpose, Sprung};
use crate::value::width::half;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    let is_wide = |c: char| half(c) != c && is_folded(c, purpose);
    if !text.contains(is_wide) {
        return Sprung::Clean;
    }
    let folded = text.chars().map(|c| if is_wide(c) { half(c) } else { c }).collect();
    Sprung::Mended(folded, Normalisation::Width)
}

/// Whether a full-width character means its half-width one. Numbers that somebody gave may hold Chinese words and
/// brackets, and names the marks of lost characters.
fn is_folded(c: char, purpose: Purpose) -> bool {
    match purpose {
        _ if purpose.is_words() => false,
        Purpose::Name => half(c).is_ascii_alphabetic(),
        Purpose::Reference => half(c).is_ascii_alphanumeric() || c == '－',
        Purpose::Percent => c != '％',
        _ => purpose.is_ascii(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_numbers_are_folded() {
        for (purpose, text, folded) in [
            (Purpose::Money, "１，２００.００", "1,200.00"),
            (Purpose::IdNumber, "１１０１０５Ｘ", "110105X"),
            (Purpose::Reference, "ＴＡ－０１（春）", "TA-01（春）"),
            (Purpose::Phone, "（０５３８）0000000", "(0538)0000000"),
            (Purpose::Day, "２０２１．４．２０", "2021.4.20"),
            (Purpose::Name, "Ａｎｎａ", "Anna"),
            (Purpose::Percent, "１０％", "10％"),
        ] {
            assert_eq!(trap(text, purpose), Sprung::Mended(folded.to_owned(), Normalisation::Width), "{text}");
        }
    }

    #[test]
    fn chinese_texts_stay() {
        for (purpose, text) in [
            (Purpose::Words, "家政服务（示例），第１期：ＳＹＢ"),
            (Purpose::Reference, "泰人社（2021）1号"),
            (Purpose::Name, "张？"),
            (Purpose::Percent, "10％"),
        ] {
            assert_eq!(trap(text, purpose), Sprung::Clean, "{text}");
        }
    }
}
