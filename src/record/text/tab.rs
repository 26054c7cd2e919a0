//! Words that begin with a tab: a program that drops it may run what follows (CSV injection, OWASP). Codes are another
//! matter: a tab before their digits is how many systems keep a spreadsheet from taking them for numbers.

use super::{Purpose, Sprung};
use crate::diagnostic::Code;
use crate::value::Invalid;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    let is_words = purpose.is_words() || purpose == Purpose::Name;
    if !is_words || !text.starts_with('\t') {
        return Sprung::Clean;
    }
    let help = "请删去文字前面的制表符，重新输入这一格。";
    Sprung::Refused(Code::FormulaText, Invalid::new("文字以制表符开头，有的软件会执行它后面的内容。", help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_do_not_begin_with_a_tab() {
        assert!(matches!(trap("\t示例甲", Purpose::Name), Sprung::Refused(Code::FormulaText, _)));
        assert_eq!(trap("\t370999199001010012", Purpose::IdNumber), Sprung::Clean);
        assert_eq!(trap("示例\t甲", Purpose::Words), Sprung::Clean);
    }
}
