//! Letters of other scripts that look like Latin ones: a code with one of them is found by nobody who types it.

use super::{Purpose, Sprung};
use crate::value::Invalid;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    if !purpose.is_code() || !text.contains(is_lookalike) {
        return Sprung::Clean;
    }
    let help = "请切换到英文输入法，删去后重新输入这一格。";
    Sprung::Refused(purpose.code(), Invalid::new("代码里混有形似英文字母或数字的其他文字。", help))
}

/// Greek, Cyrillic, Armenian and Cherokee letters, and the alphabets made for formulas.
fn is_lookalike(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}' | '\u{1c80}'..='\u{1c8f}' | '\u{1f00}'..='\u{1fff}')
        || matches!(c, '\u{2100}'..='\u{2115}' | '\u{2118}'..='\u{214f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}')
        || matches!(c, '\u{ab70}'..='\u{abbf}' | '\u{1d400}'..='\u{1d7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn codes_are_latin() {
        for (purpose, text, code) in [
            (Purpose::Reference, "\u{422}A-01", Code::Text),
            (Purpose::CreditCode, "9137\u{410}", Code::CreditCode),
            (Purpose::OccupationCode, "6-18-\u{39f}1-01", Code::OccupationCode),
            (Purpose::IdNumber, "11010519491231002\u{425}", Code::IdNumber),
            (Purpose::Reference, "\u{1d400}-01", Code::Text),
        ] {
            assert!(matches!(trap(text, purpose), Sprung::Refused(found, _) if found == code), "{text}");
        }
    }

    #[test]
    fn words_and_names_may_be_of_any_script() {
        assert_eq!(trap("Анна", Purpose::Name), Sprung::Clean);
        assert_eq!(trap("α 班", Purpose::Words), Sprung::Clean);
        assert_eq!(trap("泰山-TA（№1）Ⅱ期", Purpose::Reference), Sprung::Clean);
    }
}
