//! Dashes of all lengths where a hyphen is meant: word processors make them of `-`.

use super::{Normalisation, Purpose, Sprung};

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    let is_concerned = purpose.is_ascii() && !matches!(purpose, Purpose::Money | Purpose::Number | Purpose::Percent);
    if !is_concerned || !text.contains(is_dash) {
        return Sprung::Clean;
    }
    Sprung::Mended(text.replace(is_dash, "-"), Normalisation::Dash)
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '─' | '━' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_become_hyphens() {
        let mended = |text: &str| Sprung::Mended(text.to_owned(), Normalisation::Dash);
        assert_eq!(trap("6–18—01−01", Purpose::OccupationCode), mended("6-18-01-01"));
        assert_eq!(trap("0538—0000000", Purpose::Phone), mended("0538-0000000"));
        assert_eq!(trap("——", Purpose::Money), Sprung::Clean);
        assert_eq!(trap("第一—三期", Purpose::Words), Sprung::Clean);
    }
}
