//! Whether a cell's text may stand in a finding.

use crate::value::personal_number;
use crate::value::width::half;

/// From here on a run of digits may be somebody's telephone or ID number, also when it is mistyped.
const LONGEST_RUN: usize = 10;

/// Whether a text of a public column may be shown: people put personal numbers where they do not belong, and one
/// that is mistyped is still somebody's.
pub(in crate::record) fn may_be_shown(text: &str) -> bool {
    let is_digit = |c: char| half(c).is_ascii_digit();
    let is_long = text.split(|c| !is_digit(c)).any(|run| run.chars().count() > LONGEST_RUN);
    !text.is_empty() && !is_long && personal_number::find(text).next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_not_shown() {
        for text in ["13800000000", "138-0000-0000", "11010519491231002X", "证１１０１０５１９４９１２３１００２X", ""]
        {
            assert!(!may_be_shown(text), "{text}");
        }
        for text in ["800元", "0538-0000000", "1380000000"] {
            assert!(may_be_shown(text), "{text}");
        }
    }

    #[test]
    fn neither_are_mistyped_ones() {
        for text in ["138000000001", "110105194912310021", "联系１３８０００００００００"] {
            assert!(!may_be_shown(text), "{text}");
        }
    }
}
