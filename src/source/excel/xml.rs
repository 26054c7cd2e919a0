//! XML of a workbook, one event at a time and within limits: no event is longer, and no element deeper, than a
//! spreadsheet needs. A document type is refused: only entity bombs have one.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Trouble;
use super::skim::{Leave, Skim};

/// The longest tag or text: 1 MiB; a cell holds 32,767 characters.
const MAX_EVENT: usize = 1 << 20;
/// The deepest element; drawings may be grouped.
const MAX_DEPTH: usize = 256;

/// What is said of a package that unpacks to too much.
pub(super) const TOO_LARGE: Trouble = Trouble::TooLarge("解压后的内容过多");

/// The XML of one entry.
pub(super) struct Xml<R: Read> {
    reader: Reader<Bounded<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    /// Reads at most so many bytes.
    pub(super) fn new(entry: R, most: u64) -> Self {
        Self::skimmed(entry, most, Leave::Nothing)
    }

    /// Reads at most so many bytes, and passes over what is left out.
    pub(super) fn skimmed(entry: R, most: u64, leave: Leave) -> Self {
        let mut reader = Reader::from_reader(Bounded { entry: Skim::new(entry, most, leave), event: 0 });
        let config = reader.config_mut();
        // As the parser of the cells does it: both passes must see the same.
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next event; the end of the file is one.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Trouble> {
        self.buffer.clear();
        self.reader.get_mut().event = 0;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(Trouble::Damaged),
            Ok(Event::Start(_)) if self.depth >= MAX_DEPTH => Err(Trouble::Damaged),
            Ok(Event::Start(start)) => {
                self.depth += 1;
                Ok(Event::Start(start))
            }
            Ok(Event::End(end)) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Event::End(end))
            }
            Ok(event) => Ok(event),
            Err(_) => Err(self.reader.get_ref().trouble()),
        }
    }

    /// How many bytes have been read.
    pub(super) fn used(&self) -> u64 {
        self.reader.get_ref().entry.used()
    }
}

/// Bytes of an entry until an event is too long.
struct Bounded<R> {
    entry: Skim<R>,
    /// Bytes of the event in hand.
    event: usize,
}

impl<R: Read> Bounded<R> {
    fn trouble(&self) -> Trouble {
        if self.entry.is_too_large() { TOO_LARGE } else { Trouble::Damaged }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.event > MAX_EVENT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.entry.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.entry.consume(count);
        self.event += count;
    }
}

/// The raw values of some attributes, by their names without prefixes. Those that are not there stay none.
pub(super) fn attributes<const N: usize>(
    start: &BytesStart<'_>,
    names: [&str; N],
) -> Result<[Option<String>; N], Trouble> {
    let mut values = [const { None }; N];
    each_attribute(start, |name, value| {
        if let Some(at) = names.iter().position(|wanted| *wanted == name) {
            values[at] = Some(value.to_owned());
        }
    })?;
    Ok(values)
}

/// Takes each attribute: its name without prefix, and its raw value. That none is given twice is not checked: it takes
/// the square of their number.
pub(super) fn each_attribute(start: &BytesStart<'_>, mut take: impl FnMut(&str, &str)) -> Result<(), Trouble> {
    let mut attributes = start.attributes();
    attributes.with_checks(false);
    for attribute in attributes {
        let attribute = attribute.map_err(|_| Trouble::Damaged)?;
        take(attribute.key.local_name().as_ref(), &attribute.value);
    }
    Ok(())
}

/// Whether a raw value of an attribute is true (XML Schema: `1` or `true`; `on` in drafts).
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// A cell's name such as `B3`, with or without `$`: its row from 1, its column from 0; none where a part is missing.
pub(super) fn cell_name(name: &str) -> Option<(Option<u32>, Option<usize>)> {
    let (mut column, mut row) = (0_usize, 0_u32);
    for byte in name.bytes() {
        match byte {
            b'$' => {}
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                let letter = usize::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            _ => return None,
        }
    }
    Some(((row > 0).then_some(row), column.checked_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &[u8], most: u64) -> Result<usize, Trouble> {
        let (mut xml, mut count) = (Xml::new(text, most), 0);
        while !matches!(xml.next()?, Event::Eof) {
            count += 1;
        }
        Ok(count)
    }

    #[test]
    fn limits_hold() {
        assert_eq!(events(b"<a><b/>x</a>", 99), Ok(5));
        assert_eq!(events(b"<a><b/>x</a>", 4), Err(TOO_LARGE));
        assert_eq!(events("<a>".repeat(300).as_bytes(), 9999), Err(Trouble::Damaged));
        let long = format!("<a b=\"{}\"/>", "x".repeat(3 << 20));
        assert_eq!(events(long.as_bytes(), 9 << 20), Err(Trouble::Damaged));
        assert_eq!(events(b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", 99), Err(Trouble::Damaged));
    }

    #[test]
    fn cells_are_named() {
        for (name, cell) in [
            ("B3", (Some(3), Some(1))),
            ("$AA$10", (Some(10), Some(26))),
            ("C", (None, Some(2))),
            ("7", (Some(7), None)),
        ] {
            assert_eq!(cell_name(name), Some(cell), "{name}");
        }
        assert_eq!((cell_name("A9999999999"), cell_name("B-1"), cell_name("1A")), (None, None, None));
    }
}
