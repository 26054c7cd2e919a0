//! Names without a letter: a lookup that found nothing gives 0, and a column that was moved puts amounts where names
//! should be.

use super::{Purpose, Sprung};
use crate::value::Invalid;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    if !is_wordless(text, purpose) {
        return Sprung::Clean;
    }
    let help = "请填写名称；这一格如果是公式，请改正公式，或直接填写结果。";
    Sprung::Refused(purpose.code(), Invalid::new("这一格应填名称，却只有数字或符号。", help))
}

/// Whether something should have a name and has none. Dashes and slashes alone say that there is nothing to name.
pub(super) fn is_wordless(text: &str, purpose: Purpose) -> bool {
    purpose == Purpose::Title
        && !text.contains(|c: char| matches!(c, '\u{4e00}'..='\u{9fa5}') || c.is_alphabetic())
        && text.contains(|c: char| !"-－—–―／/\\ ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_signs_are_no_names() {
        for text in ["0", "480", "3.5", "2021-03-01", "。", "？？？", "①"] {
            assert!(matches!(trap(text, Purpose::Title), Sprung::Refused(..)), "{text}");
        }
        assert_eq!(trap("0", Purpose::Words), Sprung::Clean);
    }

    #[test]
    fn names_may_have_numbers_in_them() {
        for text in ["示例职业培训学校", "第3工厂", "3M", "301室", "〇二", "", "-", "——", "/"] {
            assert_eq!(trap(text, Purpose::Title), Sprung::Clean, "{text}");
        }
    }
}
