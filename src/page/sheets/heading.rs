//! The size of the letters above the table: the longer the texts, the smaller, so that they keep to their room.

use crate::page::view::Fact;

use super::geometry::{ADDRESS_WIDTH, FACT_WIDTH, ISSUER_WIDTH, TABLE_WIDTH};
use super::measure::{Weight, lines, width};

/// Sizes of titles: CSS class, height of the letters in tenths of a pixel, lines that have room.
const TITLES: [(&str, u32, u32); 3] = [("large", 200, 1), ("middle", 160, 2), ("small", 120, 3)];

/// The lines of facts that have room, in letters of 12 pixels.
const FACT_LINES: u32 = 3;

/// The lines of the address that have room, in letters of 11 pixels.
const ADDRESS_LINES: u32 = 2;

/// The CSS class of a title's size. What is too long for the last one is too long for a sheet.
pub(super) fn title_size(title: &str) -> &'static str {
    let fits =
        |&&(_, letters, most): &&(&str, u32, u32)| lines(title, TABLE_WIDTH * 10_000 / letters, Weight::Bold) <= most;
    TITLES.iter().find(fits).map_or("smallest", |(name, ..)| name)
}

/// The CSS class of the facts' size: they stand in two columns.
pub(super) fn facts_size(facts: &[Fact]) -> &'static str {
    let height = |fact: &Fact| lines(&fact.value, FACT_WIDTH * 10_000 / 120, Weight::Plain);
    let line = |pair: &[Fact]| pair.iter().map(height).max().unwrap_or(0);
    middle_if(facts.chunks(2).map(line).sum::<u32>() <= FACT_LINES)
}

/// The CSS class of the size of the site's name.
pub(super) fn issuer_size(name: &str) -> &'static str {
    middle_if(lines(name, ISSUER_WIDTH * 10_000 / 120, Weight::Plain) <= 1)
}

/// The CSS class of the size of the permanent address, which breaks anywhere.
pub(super) fn address_size(address: &str) -> &'static str {
    middle_if(width(address, Weight::Plain).div_ceil(ADDRESS_WIDTH * 10_000 / 110) <= ADDRESS_LINES)
}

fn middle_if(fits: bool) -> &'static str {
    if fits { "middle" } else { "small" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_are_small() {
        let sizes = [20, 60, 120, 200, 500].map(|length| title_size(&"示".repeat(length)));
        assert_eq!(sizes, ["large", "middle", "small", "smallest", "smallest"]);
    }

    #[test]
    fn long_facts_are_small() {
        let facts = |length: usize| vec![Fact::new("发布单位", "示".repeat(length)); 6];
        assert_eq!([facts_size(&facts(12)), facts_size(&facts(60))], ["middle", "small"]);
    }

    #[test]
    fn long_names_and_addresses_are_small() {
        assert_eq!(
            ["示例市人社局".to_owned(), "示例市".repeat(20)].map(|name| issuer_size(&name)),
            ["middle", "small"]
        );
        assert_eq!(["a".repeat(100), "a".repeat(200)].map(|address| address_size(&address)), ["middle", "small"]);
    }
}
