//! Cells longer than anything a list can need: a document pasted into one cell.

use super::{Purpose, Sprung};
use crate::diagnostic::Code;
use crate::value::Invalid;

/// No cell of any list needs more characters.
const LONGEST: usize = 2000;

pub(super) fn trap(text: &str, _: Purpose) -> Sprung {
    if text.chars().nth(LONGEST).is_none() {
        return Sprung::Clean;
    }
    Sprung::Refused(Code::Text, Invalid::new("这一格文字过长。", "一格不超过 2000 字。"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thousand_characters_are_the_limit() {
        assert_eq!(trap(&"泰".repeat(LONGEST), Purpose::Words), Sprung::Clean);
        assert!(matches!(trap(&"泰".repeat(LONGEST + 1), Purpose::Words), Sprung::Refused(..)));
    }
}
