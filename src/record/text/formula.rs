//! Text that a spreadsheet would run: who opens the download in one would run an office's words (CSV injection, OWASP).

use super::{Purpose, Sprung};
use crate::diagnostic::Code;
use crate::value::Invalid;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    if !would_run(text, purpose) {
        return Sprung::Clean;
    }
    let help = "请去掉开头的符号；表格软件会把它当作公式执行。";
    Sprung::Refused(Code::FormulaText, Invalid::new("文字以 = + @ 等符号开头。", help))
}

/// A minus runs too, but dashes alone stand for nothing, and of a negative number something better can be said.
fn would_run(text: &str, purpose: Purpose) -> bool {
    let is_text = purpose.is_words() || matches!(purpose, Purpose::Name | Purpose::Reference);
    let says_something = text.contains(|c: char| !"-－—–― ".contains(c));
    text.starts_with(['=', '+', '@', '＝', '＋', '＠']) || is_text && text.starts_with('-') && says_something
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_refused() {
        for text in ["=1+1", "+A1", "@SUM(A1)", "＝1", "＋1", "＠x", "-1+cmd|' /C calc'!A0", "- 5"] {
            assert!(matches!(trap(text, Purpose::Words), Sprung::Refused(Code::FormulaText, _)), "{text}");
        }
    }

    #[test]
    fn dashes_stand_for_nothing() {
        for text in ["-", "--", "- -", "—", "a=b", "第1-3期", ""] {
            assert_eq!(trap(text, Purpose::Words), Sprung::Clean, "{text}");
        }
        assert_eq!(trap("-5", Purpose::Money), Sprung::Clean);
    }
}
