//! Radicals in place of the characters they look like: what is copied out of PDF files and scanned papers holds them,
//! and no search finds them.

use unicode_normalization::UnicodeNormalization;

use super::{Normalisation, Purpose, Sprung};

/// Radicals of the CJK Radicals Supplement with the character each is drawn like, after Unicode's property
/// `Equivalent_Unified_Ideograph`. Those whose shape has variants are left out and stay as they are.
const SUPPLEMENT: &[&str] = &[
    "⺅亻 ⺉刂 ⺊卜 ⺋㔾 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄",
    "⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬",
    "⺤爫 ⺥爫 ⺦丬 ⺨犭 ⺩王 ⺬示 ⺭礻 ⺯糹 ⺰纟 ⺱罓 ⺲罒",
    "⺹耂 ⺺肀 ⺻聿 ⺾艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角",
    "⻈讠 ⻉贝 ⻋车 ⻌辶 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青",
    "⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟",
    "⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀",
    "⻳龟",
];

pub(super) fn trap(text: &str, _: Purpose) -> Sprung {
    if !text.contains(is_radical) {
        return Sprung::Clean;
    }
    let mended: String = text.chars().map(standard).collect();
    if mended == text { Sprung::Clean } else { Sprung::Mended(mended, Normalisation::Radical) }
}

/// The Kangxi radicals and the CJK Radicals Supplement.
fn is_radical(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fd5}')
}

/// The character a radical is drawn like: of Kangxi radicals, Unicode's NFKC says it.
fn standard(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2eff}' => drawn_like(c).unwrap_or(c),
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => c,
    }
}

fn drawn_like(radical: char) -> Option<char> {
    let pairs = SUPPLEMENT.iter().flat_map(|line| line.split(' '));
    pairs.filter_map(|pair| pair.strip_prefix(radical)).find_map(|rest| rest.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters() {
        let mended = |text: &str| Sprung::Mended(text.to_owned(), Normalisation::Radical);
        assert_eq!(trap("⼀⻓⻔⻋", Purpose::Words), mended("一长门车"));
        assert_eq!(trap("⽯⼭", Purpose::Name), mended("石山"));
        assert_eq!(trap("一长门车", Purpose::Words), Sprung::Clean);
    }

    #[test]
    fn every_pair_is_a_radical_and_a_character() {
        for pair in SUPPLEMENT.iter().flat_map(|line| line.split(' ')) {
            let chars: Vec<char> = pair.chars().collect();
            assert!(chars.len() == 2 && is_radical(chars[0]) && !is_radical(chars[1]), "{pair}");
        }
        assert!(('\u{2f00}'..='\u{2fd5}').all(|radical| !is_radical(standard(radical))));
    }
}
