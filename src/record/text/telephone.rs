//! Telephones in other dresses: `(0538)0000000`, `0538 0000000`, `0538-0000000转801`, and several in a cell.

use super::{Normalisation, Purpose, Sprung};
use crate::value::identity::OfficePhone;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    if purpose != Purpose::Phone || OfficePhone::parse(text).is_ok() {
        return Sprung::Clean;
    }
    let numbers: Vec<String> = text.split([',', ';', '/', '、']).map(plain).collect();
    let mended = numbers.join("、");
    // What is no telephone in this dress either is refused as it was written.
    if OfficePhone::parse(&mended).is_ok() { Sprung::Mended(mended, Normalisation::Telephone) } else { Sprung::Clean }
}

/// Brackets, blanks and 转 become hyphens, one each.
fn plain(number: &str) -> String {
    let parts = number.split(|c: char| c == '-' || c == '转' || c == '(' || c == ')' || c.is_whitespace());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dresses_of_one_telephone() {
        for text in ["(0538)0000000", "(0538) 0000000", "0538 0000000", "0538 - 0000000"] {
            let mended = Sprung::Mended("0538-0000000".to_owned(), Normalisation::Telephone);
            assert_eq!(trap(text, Purpose::Phone), mended, "{text}");
        }
        let several = Sprung::Mended("0538-0000000-801、0538-0000001".to_owned(), Normalisation::Telephone);
        assert_eq!(trap("0538-0000000转801/0538-0000001", Purpose::Phone), several);
    }

    #[test]
    fn what_is_none_stays_for_the_parser() {
        for text in ["0538-0000000", "(138)00000000", "138 0000 0000", "电话", ""] {
            assert_eq!(trap(text, Purpose::Phone), Sprung::Clean, "{text}");
        }
    }
}
