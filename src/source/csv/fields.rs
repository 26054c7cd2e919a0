//! The fields of one line whose quotes are paired: what [`super::quotes`] has passed.

use std::borrow::Cow;

/// The fields, without the quotes around them.
pub(super) fn of(line: &str, separator: u8) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest.take()?;
        let end = end_of_first(line, separator);
        // Separators are ASCII, so that a text may be cut at them.
        rest = line.get(end + 1..);
        Some(unquoted(&line[..end]))
    })
}

/// Where the first field ends: at the first separator that is not within quotes.
fn end_of_first(line: &str, separator: u8) -> usize {
    let bytes = line.as_bytes();
    if bytes.first() != Some(&b'"') {
        return memchr::memchr(separator, bytes).unwrap_or(bytes.len());
    }
    let mut within = false;
    let ends = |byte: &u8| {
        within ^= *byte == b'"';
        *byte == separator && !within
    };
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// A field without its quotes; doubled ones are one.
fn unquoted(field: &str) -> Cow<'_, str> {
    match field.strip_prefix('"').map(|field| field.strip_suffix('"').unwrap_or(field)) {
        None => Cow::Borrowed(field),
        Some(inside) if inside.contains('"') => Cow::Owned(inside.replace("\"\"", "\"")),
        Some(inside) => Cow::Borrowed(inside),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::csv::quotes;

    #[test]
    fn quotes_go_and_what_they_hold_stays() {
        let read = |line: &'static str| of(line, b',').map(Cow::into_owned).collect::<Vec<_>>();
        assert_eq!(read("甲,\"乙,\"\"丙\"\"\",,\"\""), ["甲", "乙,\"丙\"", "", ""]);
        assert_eq!(read(","), ["", ""]);
        assert_eq!(read("\"\"\"\""), ["\""]);
    }

    proptest! {
        #[test]
        fn the_csv_crate_reads_the_same(line in "[a甲\",;\t ]{1,12}", separator in prop::sample::select(vec![b',', b';', b'\t'])) {
            prop_assume!(quotes::stray([(1, line.as_str())].into_iter(), separator).is_empty());
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(separator)
                .from_reader(line.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            let ours: Vec<Cow<'_, str>> = of(&line, separator).collect();
            prop_assert_eq!(ours, record.iter().collect::<Vec<_>>());
        }
    }
}
