//! The `'` with which a cell is made text: programs that write CSV, and people who type it twice, leave it in the text.

use super::{Normalisation, Purpose, Sprung};

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    let is_concerned = purpose.is_code() || purpose == Purpose::Phone;
    let bare = text.trim_start_matches(['\'', '‘', '’', '＇', '`', ' ']);
    if !is_concerned || bare == text {
        return Sprung::Clean;
    }
    Sprung::Mended(bare.to_owned(), Normalisation::Apostrophe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_lose_it() {
        let mended = Sprung::Mended("11010519491231002X".to_owned(), Normalisation::Apostrophe);
        assert_eq!(trap("'11010519491231002X", Purpose::IdNumber), mended);
        assert_eq!(trap("‘示例’培训", Purpose::Words), Sprung::Clean);
        assert_eq!(trap("'800", Purpose::Money), Sprung::Clean);
    }
}
