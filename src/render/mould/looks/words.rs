//! Words that a text is compared with again and again.

use std::collections::BTreeSet;

/// So many lengths are told apart; longer words count as the longest of them.
const LENGTHS: usize = 64;

/// So many last bytes are told apart: as many as the lowest bits of a byte tell.
const ENDINGS: usize = 32;

/// A set of words by their length and their last byte: nearly every text is told from all of them by these.
#[derive(Debug)]
pub(super) struct Words(Vec<Vec<String>>);

impl Words {
    pub(super) fn contains(&self, text: &str) -> bool {
        self.0.get(place_of(text)).is_some_and(|words| words.iter().any(|word| word == text))
    }
}

impl From<BTreeSet<String>> for Words {
    fn from(words: BTreeSet<String>) -> Self {
        let mut places = vec![Vec::new(); LENGTHS * ENDINGS];
        words.into_iter().for_each(|word| places[place_of(&word)].push(word));
        Self(places)
    }
}

fn place_of(text: &str) -> usize {
    let ending = text.bytes().next_back().map_or(0, usize::from) % ENDINGS;
    text.len().min(LENGTHS - 1) * ENDINGS + ending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_found_and_no_others() {
        let long = "长".repeat(LENGTHS);
        let words = ["", "a", "A", "b", "abc", &long].map(str::to_owned);
        let set = Words::from(BTreeSet::from(words.clone()));
        assert!(words.iter().all(|word| set.contains(word)));
        let others =
            ["c", "!", "ab", "abd", "cbc", &"长".repeat(LENGTHS + 1), &"短".repeat(LENGTHS)].map(str::to_owned);
        assert!(!others.iter().any(|word| set.contains(word)));
    }
}
