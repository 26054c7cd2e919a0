//! The XML of a sheet without the cells that hold nothing but a value. They are nine tenths of it and say nothing of
//! its structure; taking them apart twice would take half of the time that a child has.

use std::io::{self, BufRead, Read};
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2_iter, memchr3_iter};

/// How much is read at once.
const CHUNK: usize = 256 << 10;
/// A cell that is longer is not left out, so that limits on lengths see it.
const LONGEST: usize = 512 << 10;

/// How a cell begins that says where it is.
const OPEN: &[u8] = b"<c r=\"";
const CLOSE: &[u8] = b"</c>";

static OPENINGS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(OPEN));
static CLOSINGS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(CLOSE));

/// What is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    Nothing,
    /// Cells of a sheet without a formula.
    PlainCells,
}

/// Bytes of an entry without what is left out; counts what it was made of.
pub(super) struct Skim<R> {
    entry: R,
    leave: Leave,
    most: u64,
    used: u64,
    /// Read and not yet looked at to its end.
    raw: Vec<u8>,
    /// Looked at; `at` is the first byte that is not taken.
    out: Vec<u8>,
    at: usize,
}

impl<R: Read> Skim<R> {
    /// Reads at most so many bytes.
    pub(super) fn new(entry: R, most: u64, leave: Leave) -> Self {
        Self { entry, leave, most, used: 0, raw: Vec::new(), out: Vec::new(), at: 0 }
    }

    /// How many bytes have been read of the entry.
    pub(super) fn used(&self) -> u64 {
        self.used
    }

    /// Whether the entry has more bytes than it may.
    pub(super) fn is_too_large(&self) -> bool {
        self.used > self.most
    }

    /// Reads on until there is something to take; nothing at the end.
    fn refill(&mut self) -> io::Result<()> {
        (self.at, self.out) = (0, std::mem::take(&mut self.out));
        self.out.clear();
        while self.out.is_empty() {
            let count = (&mut self.entry).take(CHUNK as u64).read_to_end(&mut self.raw)?;
            self.used += count as u64;
            if self.is_too_large() {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            let kept = if count == 0 || self.leave == Leave::Nothing {
                self.out.append(&mut self.raw);
                0
            } else {
                skim(&self.raw, &mut self.out)
            };
            self.raw.drain(..self.raw.len() - kept);
            if count == 0 {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Copies what is not left out; how many bytes at the end have to wait for more.
fn skim(raw: &[u8], out: &mut Vec<u8>) -> usize {
    let mut rest = raw;
    loop {
        let Some(start) = OPENINGS.find(rest) else {
            // The beginning of a cell may be cut in two.
            let cut = (1..OPEN.len()).rev().find(|&length| rest.ends_with(&OPEN[..length])).unwrap_or(0);
            out.extend_from_slice(&rest[..rest.len() - cut]);
            return cut;
        };
        out.extend_from_slice(&rest[..start]);
        rest = &rest[start..];
        match end(rest) {
            Some(end) => {
                if !is_plain(&rest[..end]) {
                    out.extend_from_slice(&rest[..end]);
                }
                rest = &rest[end..];
            }
            None if rest.len() > LONGEST => {
                out.extend_from_slice(rest);
                return 0;
            }
            None => return rest.len(),
        }
    }
}

/// The end of the cell that begins here; none if it is not there yet.
fn end(cell: &[u8]) -> Option<usize> {
    let tag = memchr(b'>', cell)?;
    if cell[tag - 1] == b'/' {
        return Some(tag + 1);
    }
    CLOSINGS.find(&cell[tag..]).map(|at| tag + at + CLOSE.len())
}

/// Whether a cell has no formula, whatever its prefix, no comment or the like that could hide one, no row, and not the
/// end of a comment, an instruction or a quotation that it stands in.
fn is_plain(cell: &[u8]) -> bool {
    let tells = |at: usize| {
        let next = cell.get(at + 1).copied().unwrap_or_default();
        match cell[at] {
            b'<' => matches!(next, b'f' | b'r' | b'!' | b'?'),
            b':' => next == b'f',
            _ => next == b'-',
        }
    };
    let ends = |at: usize| matches!(cell[at..], [b'?', b'>', ..] | [b']', b']', ..]);
    !memchr3_iter(b'<', b':', b'-', cell).any(tells) && !memchr2_iter(b'?', b']', cell).any(ends)
}

impl<R: Read> Read for Skim<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Skim<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.out.len() {
            self.refill()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives a few bytes at a time.
    struct Slow<'b>(&'b [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(into.len()).min(self.0.len());
            self.0.take(count as u64).read(into).inspect(|count| self.0 = &self.0[*count..])
        }
    }

    fn left(xml: &str, leave: Leave) -> String {
        let mut text = String::new();
        Skim::new(xml.as_bytes(), u64::MAX, leave).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn plain_cells_are_left_out() {
        let plain = "<c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"/><c r=\"C1\" t=\"inlineStr\"><is><t>x</t></is></c>";
        let kept = "<c r=\"D1\"><f>1</f></c><c><v>1</v></c><c r=\"E1\"><x:f>1</x:f></c><c r=\"F1\"><!--</c>--></c>";
        let sheet = format!("<row r=\"1\">{plain}{kept}</row><mergeCells/>");
        assert_eq!(left(&sheet, Leave::PlainCells), format!("<row r=\"1\">{kept}</row><mergeCells/>"));
        assert_eq!(left(&sheet, Leave::Nothing), sheet);
    }

    #[test]
    fn what_surrounds_a_cell_ends_where_it_ended() {
        for kept in ["<?x <c r=\"A1\"?><f></c>?>", "<![CDATA[<c r=\"A1\">]]><f/></c>"] {
            assert_eq!(left(kept, Leave::PlainCells), kept);
        }
    }

    #[test]
    fn what_is_cut_off_stays() {
        for cut in ["<row><c r=\"A1\"><v>1</v></", "<row><c r=\"A1", "<row><c r"] {
            assert_eq!(left(cut, Leave::PlainCells), cut);
        }
    }

    #[test]
    fn a_long_cell_stays_and_too_much_is_refused() {
        let long = format!("<c r=\"A1\"><v>{}</v></c>", "1".repeat(2 << 20));
        assert_eq!(left(&long, Leave::PlainCells).len(), long.len());
        let mut skim = Skim::new(long.as_bytes(), 1 << 20, Leave::PlainCells);
        assert!(skim.read_to_end(&mut Vec::new()).is_err() && skim.is_too_large());
    }

    proptest! {
        #[test]
        fn where_the_chunks_end_does_not_matter(
            pieces in proptest::collection::vec(0_usize..8, 0..40), cut in any::<prop::sample::Index>()
        ) {
            let words = ["<c r=\"", "A1\">", "</c>", "<f>", "/>", "<row>", "x", "<c>"];
            let xml: String = pieces.iter().map(|at| words[*at]).collect();
            let at = cut.index(xml.len() + 1);
            let mut out = Vec::new();
            let kept = skim(&xml.as_bytes()[..at], &mut out);
            let rest = [&xml.as_bytes()[at - kept..at], &xml.as_bytes()[at..]].concat();
            let kept = skim(&rest, &mut out);
            out.extend(&rest[rest.len() - kept..]);
            prop_assert_eq!(String::from_utf8(out).unwrap(), left(&xml, Leave::PlainCells));
            let mut slow = String::new();
            Skim::new(Slow(xml.as_bytes(), 3), u64::MAX, Leave::PlainCells).read_to_string(&mut slow).unwrap();
            prop_assert_eq!(slow, left(&xml, Leave::PlainCells));
        }
    }
}
