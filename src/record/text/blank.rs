//! Runs of blanks and line breaks, which columns are too narrow without: one space each, none at the ends.

use super::{Purpose, Sprung};

pub(super) fn trap(text: &str, _: Purpose) -> Sprung {
    if !text.contains(char::is_whitespace) {
        return Sprung::Clean;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let tidy = words.join(" ");
    if tidy == text { Sprung::Clean } else { Sprung::Tidied(tidy) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_made_one() {
        let tidied = |text: &str| Sprung::Tidied(text.to_owned());
        assert_eq!(trap("泰山区\n  东岳大街\u{3000}1号", Purpose::Words), tidied("泰山区 东岳大街 1号"));
        assert_eq!(trap(" \u{a0} ", Purpose::Words), tidied(""));
        assert_eq!(trap("东岳大街 1号", Purpose::Words), Sprung::Clean);
    }
}
