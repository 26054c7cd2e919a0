//! Small letters in codes that are written in capitals: the `x` of an ID number, a credit code typed by hand.

use super::{Normalisation, Purpose, Sprung};

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    let small = |c: char| match purpose {
        Purpose::IdNumber => c == 'x',
        Purpose::CreditCode => c.is_ascii_lowercase(),
        _ => false,
    };
    if !text.contains(small) {
        return Sprung::Clean;
    }
    Sprung::Mended(text.to_ascii_uppercase(), Normalisation::Case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_capitals() {
        let mended = |text: &str| Sprung::Mended(text.to_owned(), Normalisation::Case);
        assert_eq!(trap("11010519491231002x", Purpose::IdNumber), mended("11010519491231002X"));
        assert_eq!(trap("11500382774856013d", Purpose::CreditCode), mended("11500382774856013D"));
        assert_eq!(trap("ta-01", Purpose::Reference), Sprung::Clean);
    }
}
