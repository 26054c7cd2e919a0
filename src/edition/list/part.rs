//! Records of a frozen list as their CSV holds them. Most lists have no quotation mark, and need no parser then.

use std::io::Read;

/// Whole records of a frozen list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Lines without a quoted cell: every line is a record, and every comma ends a cell.
    Lines(&'a str),
    /// Records for the parser.
    Records(&'a [u8]),
}

impl<'a> Part<'a> {
    /// A frozen list's bytes, or whole records among them.
    pub fn of(csv: &'a [u8]) -> Self {
        plain(csv).map_or(Self::Records(csv), Self::Lines)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &'a [u8] {
        match self {
            Self::Lines(text) => text.as_bytes(),
            Self::Records(csv) => csv,
        }
    }

    /// How many bytes it has.
    #[expect(clippy::len_without_is_empty, reason = "nobody asks whether there are none")]
    pub fn len(&self) -> usize {
        self.bytes().len()
    }

    /// The records from the start of one to the start of another.
    ///
    /// # Panics
    /// When these are no starts of records.
    #[must_use]
    pub fn between(&self, from: usize, to: usize) -> Self {
        match self {
            Self::Lines(text) => Self::Lines(&text[from..to]),
            Self::Records(csv) => Self::Records(&csv[from..to]),
        }
    }

    /// Shows the cells of its records one record after another, until one is no record.
    pub fn each(&self, mut each: impl FnMut(&mut dyn Iterator<Item = &str>)) {
        let csv = match self {
            Self::Lines(text) => return each_line(text, each),
            Self::Records(csv) => *csv,
        };
        // Behind an empty line, since the parser takes a mark of UTF-8 away from the start of what it reads.
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(b"\n".chain(csv));
        let mut record = csv::StringRecord::new();
        while matches!(reader.read_record(&mut record), Ok(true)) {
            each(&mut record.iter());
        }
    }
}

/// Shows the cells of each line of a [`plain`] text.
pub(super) fn each_line(text: &str, mut each: impl FnMut(&mut dyn Iterator<Item = &str>)) {
    lines(text).for_each(|line| each(&mut Cells(Some(line))));
}

/// The lines of a [`plain`] text that are not empty, without their ends. A list is read several times on its way, and
/// `str::lines` looks at one byte after another.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| (end - 1, end + 1));
    let mut from = 0;
    let line = move |(end, next)| &text[std::mem::replace(&mut from, next)..end];
    ends.chain(rest_after_last_line(text)).map(line).filter(|line| !line.is_empty())
}

/// What stands behind the last line, as the end of a line and the start of the next.
fn rest_after_last_line(text: &str) -> Option<(usize, usize)> {
    (!text.ends_with('\n')).then_some((text.len(), text.len()))
}

/// The cells of a line: what stands between commas. They are short, so that a search for many bytes at once is slower.
struct Cells<'a>(Option<&'a str>);

impl<'a> Iterator for Cells<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let line = self.0?;
        match line.bytes().position(|byte| byte == b',') {
            Some(comma) => {
                self.0 = line.get(comma + 1..);
                line.get(..comma)
            }
            None => self.0.take(),
        }
    }
}

/// Where each record after the heading starts.
pub fn record_starts(csv: &[u8]) -> Vec<usize> {
    if let Some(text) = plain(csv) {
        let heading = memchr::memchr(b'\n', csv).map_or(csv.len(), |end| end + 1);
        return line_starts(&text[heading..]).into_iter().map(|start| heading + start).collect();
    }
    let mut reader = csv::ReaderBuilder::new().from_reader(csv);
    let mut record = csv::ByteRecord::new();
    let mut starts = Vec::new();
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(csv.len()).min(csv.len());
        // The reader ends a record after its CR: the LF still stands before the next one.
        starts.push(start + usize::from(csv[start..].starts_with(b"\n")));
    }
    starts
}

/// Where each line of a [`plain`] text starts that is not empty.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
    starts.filter(|start| bytes.get(*start).is_some_and(|byte| *byte != b'\r')).collect()
}

/// The text of records that have no quoted cell: then every line is a record, and every comma ends a cell.
pub(super) fn plain(csv: &[u8]) -> Option<&str> {
    if memchr::memchr(b'"', csv).is_some() {
        return None;
    }
    let ends_a_line = |end: usize| end > 0 && csv[end - 1] == b'\r';
    let mut lines = 0;
    let are_whole = memchr::memchr_iter(b'\n', csv).inspect(|_| lines += 1).all(ends_a_line);
    let text = std::str::from_utf8(csv).ok()?;
    (are_whole && memchr::memchr_iter(b'\r', csv).count() == lines).then_some(text)
}
