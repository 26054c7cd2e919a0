//! Telephone numbers that can be dialled by a touch.

use crate::page::text::escape;

/// What stands inside a number.
const INSIDE: &[char] = &['-', ' ', '(', ')', '（', '）', '－', '—'];

/// A cell of one or more numbers: each that can be dialled as it stands becomes a link, everything else stays text.
/// What follows a number as its extension, `转801` or a third group, is not dialled with it.
pub(super) fn html(cell: &str, out: &mut String) {
    let mut rest = cell;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = run_length(&rest[start..]);
        let (before, after) = rest.split_at(start);
        let number = number_in(&after[..run]);
        let is_extension = before.trim_end().ends_with(['转', '分']) || before.ends_with(|c: char| c.is_alphabetic());
        match number.filter(|_| !is_extension) {
            Some(number) => {
                escape(before, out);
                link(number, out);
                rest = &after[number.len()..];
                // An extension is no number of its own; an area code after a blank begins one.
                let left = if rest.starts_with(" 0") { 0 } else { run - number.len() };
                escape(&rest[..left], out);
                rest = &rest[left..];
            }
            None => {
                escape(&rest[..start + run], out);
                rest = &after[run..];
            }
        }
    }
    escape(rest, out);
}

fn link(number: &str, out: &mut String) {
    out.push_str("<a href=\"tel:");
    out.extend(number.chars().map(|c| if c.is_ascii_digit() { c } else { '-' }));
    out.push_str("\">");
    escape(number, out);
    out.push_str("</a>");
}

/// How many bytes of a text that starts with a digit are digits and what stands inside a number.
fn run_length(text: &str) -> usize {
    let end = text.find(|c: char| !c.is_ascii_digit() && !INSIDE.contains(&c)).unwrap_or(text.len());
    text[..end].trim_end_matches(|c: char| !c.is_ascii_digit()).len()
}

/// The number at the start of a run: `0538-0000000`, `05380000000`, `400-000-0000`, `12333`.
fn number_in(run: &str) -> Option<&str> {
    let groups: Vec<(usize, &str)> = groups(run);
    let up_to = |count: usize| groups.get(count - 1).map(|(end, _)| &run[..*end]);
    let lengths: Vec<usize> = groups.iter().map(|(_, digits)| digits.len()).collect();
    let area = groups.first().is_some_and(|(_, digits)| digits.starts_with('0') && !digits.starts_with("00"));
    let service = groups.first().is_some_and(|(_, digits)| digits.starts_with("400") || digits.starts_with("800"));
    match lengths[..] {
        [3 | 4, 7 | 8, ..] if area => up_to(2),
        [10..=12, ..] if area => up_to(1),
        [3, 3, 4] | [3, 4, 3] | [4, 3, 3] if service => up_to(3),
        [10] if service => up_to(1),
        [3 | 5 | 7 | 8] if !area => up_to(1),
        [7 | 8, 1..=5] if !area => up_to(1),
        _ => None,
    }
}

/// The groups of digits of a run, each with where it ends.
fn groups(run: &str) -> Vec<(usize, &str)> {
    let mut groups = Vec::new();
    let mut start = None;
    for (at, c) in run.char_indices().chain([(run.len(), '-')]) {
        match (c.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                groups.push((at, &run[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(cell: &str) -> String {
        let mut out = String::new();
        html(cell, &mut out);
        out
    }

    fn a(target: &str, text: &str) -> String {
        format!("<a href=\"tel:{target}\">{text}</a>")
    }

    #[test]
    fn numbers_can_be_dialled() {
        for number in ["0538-0000000", "12333", "400-000-0000", "05380000000", "010-00000000", "110", "8000000"] {
            assert_eq!(of(number), a(number, number));
        }
        assert_eq!(of("0538 0000000"), a("0538-0000000", "0538 0000000"));
        assert_eq!(of("（0538）0000000"), format!("（{}", a("0538-0000000", "0538）0000000")));
    }

    #[test]
    fn several_numbers_are_several_links() {
        let (one, two) = (a("0538-0000000", "0538-0000000"), a("0538-0000001", "0538-0000001"));
        for between in ["、", "；", " / ", "，", " ", "<br>"] {
            let escaped = between.replace('<', "&lt;").replace('>', "&gt;");
            assert_eq!(of(&format!("0538-0000000{between}0538-0000001")), format!("{one}{escaped}{two}"));
        }
    }

    #[test]
    fn extensions_and_words_stay_text() {
        let one = a("0538-0000000", "0538-0000000");
        for after in ["转123", " 转 8010", "-801", "（王老师）", "（工作日 8:30-17:00）", "转12333", "分机110"]
        {
            assert_eq!(of(&format!("0538-0000000{after}")), format!("{one}{after}"));
        }
        for text in ["", "见通知", "13", "0538", "2021-06-25", "0000000000000000000", "1-2-3", "<b>&"] {
            assert!(!of(text).contains("<a "), "{text}: {}", of(text));
        }
        assert_eq!(of("<0>&"), "&lt;0&gt;&amp;");
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in prop_oneof!["\\PC{0,24}", "[0-9转、（）()/ -]{0,24}"]) {
            let html = of(&text);
            let fragment = scraper::Html::parse_fragment(&html);
            let shown: String = fragment.root_element().text().collect();
            prop_assert_eq!(shown, text);
        }
    }
}
