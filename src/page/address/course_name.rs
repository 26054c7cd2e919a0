//! What a course is called in addresses.

use crate::value::digest::Digest;

/// The lasting name of a course in addresses, from its 班次编号 alone: `gyb-2021-001`. A code that is no plain name, or
/// could be taken for another one by its small letters, gets letters of its digest: `gyb-1_kmcplbdoaapf`.
pub(super) fn of(code: &str) -> String {
    const LONGEST: usize = 40;
    let is_plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    let lower = code.to_ascii_lowercase();
    let is_sound = !code.is_empty() && code.len() <= LONGEST && code.chars().all(is_plain);
    if is_sound && !code.starts_with('-') && lower != super::ALL_COURSES {
        return lower;
    }
    let kept: String = lower.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(LONGEST).collect();
    let kept = kept.trim_start_matches('-');
    let digest = Digest::of(code.as_bytes()).letters(16);
    if kept.is_empty() { format!("c_{digest}") } else { format!("{kept}_{digest}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::output::SitePath;

    #[test]
    fn a_plain_code_names_its_file() {
        assert_eq!(of("XT2021-03"), "xt2021-03");
        assert!(of("2021年第3期").starts_with("20213_"));
        assert!(of("马兰花一班").starts_with("c_"));
        assert!(of("COURSES").starts_with("courses_"), "the district's own calendar has that name");
        assert_ne!(of("gyb-1"), of("GYB-1"));
        assert_ne!(of("泰山1"), of("岱岳1"));
    }

    proptest! {
        #[test]
        fn every_code_has_a_name_of_its_own(a in ".{0,60}", b in "[A-Za-z0-9 一-]{0,4}", c in "[A-Za-z0-9 一-]{0,4}") {
            for code in [&a, &b, &c] {
                prop_assert!(SitePath::is_sound(&format!("{}.ics", of(code))), "{}", code);
            }
            prop_assert!(b == c || of(&b) != of(&c));
        }
    }
}
