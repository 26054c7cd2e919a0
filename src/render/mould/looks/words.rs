//! Words that a text is compared with again and again.

use std::collections::BTreeSet;

/// So many lengths are told apart; longer words share the last place.
const LENGTHS: usize = 64;

/// A set of words by their length: nearly every text is told from all of them without a look into it.
#[derive(Debug)]
pub(super) struct Words(Vec<Vec<String>>);

impl Words {
    pub(super) fn contains(&self, text: &str) -> bool {
        self.0.get(place_of(text)).is_some_and(|words| words.iter().any(|word| word == text))
    }
}

impl From<BTreeSet<String>> for Words {
    fn from(words: BTreeSet<String>) -> Self {
        let mut places = vec![Vec::new(); LENGTHS];
        words.into_iter().for_each(|word| places[place_of(&word)].push(word));
        Self(places)
    }
}

fn place_of(text: &str) -> usize {
    text.len().min(LENGTHS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_found_and_no_others() {
        let long = "长".repeat(LENGTHS);
        let words = ["", "a", "b", "abc", &long].map(str::to_owned);
        let set = Words::from(BTreeSet::from(words.clone()));
        assert!(words.iter().all(|word| set.contains(word)));
        let others = ["c", "ab", "abd", &"长".repeat(LENGTHS + 1), &"短".repeat(LENGTHS)].map(str::to_owned);
        assert!(!others.iter().any(|word| set.contains(word)));
    }
}
