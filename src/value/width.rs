//! Full-width and half-width forms of the same character.

/// The ASCII character that a full-width one (U+FF01 to U+FF5E) is the wide form of; any other as it is.
pub(crate) fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_range_and_nothing_else() {
        assert_eq!("０９ＡｚＸ（），－～".chars().map(half).collect::<String>(), "09AzX(),-~");
        assert_eq!("　、。·泰A".chars().map(half).collect::<String>(), "　、。·泰A");
    }
}
