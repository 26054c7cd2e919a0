//! The dot between the parts of a name: input methods know a dozen of them; the standard one is `·` (U+00B7).

use super::{Normalisation, Purpose, Sprung};
use crate::value::identity::is_han;

const DOTS: &[char] = &['•', '\u{30fb}', '\u{ff65}', '‧', '․', '．', '∙', '⋅', '᛫', '⦁', '˙', '﹒', 'ꞏ'];

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    if purpose != Purpose::Name {
        return Sprung::Clean;
    }
    let mut mended = text.replace(DOTS, "·");
    if mended.contains(is_han) {
        mended = mended.replace('.', "·");
    }
    if mended == text { Sprung::Clean } else { Sprung::Mended(mended, Normalisation::Dot) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_dots_become_one() {
        for dot in ['•', '・', '‧', '．', '.', '∙'] {
            let mended = Sprung::Mended("买买提·艾力".to_owned(), Normalisation::Dot);
            assert_eq!(trap(&format!("买买提{dot}艾力"), Purpose::Name), mended, "{dot}");
        }
    }

    #[test]
    fn other_dots_stay() {
        assert_eq!(trap("买买提·艾力", Purpose::Name), Sprung::Clean);
        assert_eq!(trap("J. Doe", Purpose::Name), Sprung::Clean);
        assert_eq!(trap("• 第一条", Purpose::Words), Sprung::Clean);
    }
}
