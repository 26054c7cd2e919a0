//! What parent and child say to each other about one workbook, in frames: a kind of one byte, a length of four, and
//! that many bytes. Numbers are written lowest byte first.
//!
//! The parent believes nothing: the child has had a hostile file in hand. Lengths are capped before anything is kept,
//! and whatever is not written here ends the reading.

use std::io::{self, Read, Write};

use super::Part;
use super::kind::Kind;
use crate::diagnostic::Diagnostic;
use crate::folder::InputFile;

mod decode;
mod encode;

/// What both ends begin with; the last byte is the version.
const MAGIC: &[u8; 8] = b"gongshi\x01";
/// The longest frame: a row of 200 long cells.
const MAX_FRAME: u32 = 32 << 20;
/// The longest path of a file.
const MAX_PATH: u32 = 16 << 10;
/// The largest file that a child is given.
const MAX_FILE: u64 = 1 << 30;
/// How many findings a child may have of one file.
const MAX_FINDINGS: usize = 10_000;

/// What a child says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Message {
    /// The next part of the file.
    Part(Part),
    /// A finding, without the file it is in: that the parent knows.
    Finding(Diagnostic),
    /// The file is read.
    Read,
    /// The file cannot be read; the findings say why.
    Refused,
}

/// Something that no child of ours says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nonsense;

impl From<io::Error> for Nonsense {
    fn from(_: io::Error) -> Self {
        Self
    }
}

/// The kinds of frames.
mod tag {
    pub(super) const SHEET: u8 = 1;
    pub(super) const ROW: u8 = 2;
    pub(super) const FINDING: u8 = 3;
    pub(super) const READ: u8 = 4;
    pub(super) const REFUSED: u8 = 5;
}

/// Asks a child to read a workbook.
pub(super) fn ask(kind: Kind, file: &InputFile, to: &mut impl Write) -> io::Result<()> {
    let path = file.path.as_bytes();
    to.write_all(MAGIC)?;
    to.write_all(&[encode::kind(kind)])?;
    to.write_all(&encode::length(path.len())?)?;
    to.write_all(path)?;
    to.write_all(&(file.bytes.len() as u64).to_le_bytes())?;
    to.write_all(&file.bytes)?;
    to.flush()
}

/// What a child is asked to read.
pub(super) fn asked(from: &mut impl Read) -> Result<(Kind, InputFile), Nonsense> {
    begin(from)?;
    let kind = decode::kind(array::<1>(from)?[0])?;
    let length = u32::from_le_bytes(array(from)?);
    let path = String::from_utf8(bytes(from, length, MAX_PATH)?).map_err(|_| Nonsense)?;
    let length = u64::from_le_bytes(array(from)?);
    if length > MAX_FILE {
        return Err(Nonsense);
    }
    // Made as long as it will be: a buffer that grows takes up to three times the memory.
    let mut file = Vec::with_capacity(usize::try_from(length).map_err(|_| Nonsense)?);
    from.take(length).read_to_end(&mut file)?;
    if file.len() as u64 != length { Err(Nonsense) } else { Ok((kind, InputFile { path, bytes: file })) }
}

/// Begins the answer.
pub(super) fn answer(to: &mut impl Write) -> io::Result<()> {
    to.write_all(MAGIC)
}

/// Says one thing; `room` is used again and again.
pub(super) fn say(message: &Message, room: &mut Vec<u8>, to: &mut impl Write) -> io::Result<()> {
    room.clear();
    let tag = match message {
        Message::Part(Part::Sheet(head)) => {
            encode::sheet(head, room)?;
            tag::SHEET
        }
        Message::Part(Part::Row(row)) => {
            encode::row(row, room)?;
            tag::ROW
        }
        Message::Finding(found) => {
            encode::finding(found, room)?;
            tag::FINDING
        }
        Message::Read => tag::READ,
        Message::Refused => tag::REFUSED,
    };
    to.write_all(&[tag])?;
    to.write_all(&encode::length(room.len())?)?;
    to.write_all(room)
}

/// A child's answer, read one message at a time.
pub(super) struct Answer<R> {
    from: R,
    room: Vec<u8>,
    /// The row before, once a sheet has begun.
    last_row: Option<u32>,
    findings: usize,
}

impl<R: Read> Answer<R> {
    /// Begins to listen.
    pub(super) fn begin(mut from: R) -> Result<Self, Nonsense> {
        begin(&mut from)?;
        Ok(Self { from, room: Vec::new(), last_row: None, findings: 0 })
    }

    /// The next message. After [`Message::Read`] or [`Message::Refused`] nothing follows.
    pub(super) fn next(&mut self) -> Result<Message, Nonsense> {
        let [tag, length @ ..] = array::<5>(&mut self.from)?;
        let length = u32::from_le_bytes(length);
        if length > MAX_FRAME {
            return Err(Nonsense);
        }
        self.room.clear();
        (&mut self.from).take(u64::from(length)).read_to_end(&mut self.room)?;
        if self.room.len() != length as usize {
            return Err(Nonsense);
        }
        let message = message(tag, &self.room)?;
        self.follows(&message)?;
        Ok(message)
    }

    /// Whether a message may stand where it does.
    fn follows(&mut self, message: &Message) -> Result<(), Nonsense> {
        match message {
            Message::Part(Part::Sheet(_)) => self.last_row = Some(0),
            Message::Part(Part::Row(row)) => {
                let last = self.last_row.replace(row.number).ok_or(Nonsense)?;
                if row.number <= last {
                    return Err(Nonsense);
                }
            }
            Message::Finding(_) => {
                self.findings += 1;
                if self.findings > MAX_FINDINGS {
                    return Err(Nonsense);
                }
            }
            Message::Read | Message::Refused => {
                if self.from.read(&mut [0])? != 0 {
                    return Err(Nonsense);
                }
            }
        }
        Ok(())
    }
}

fn message(tag: u8, frame: &[u8]) -> Result<Message, Nonsense> {
    let mut frame = decode::Frame::new(frame);
    let message = match tag {
        tag::SHEET => Message::Part(Part::Sheet(frame.sheet()?)),
        tag::ROW => Message::Part(Part::Row(frame.row()?)),
        tag::FINDING => Message::Finding(frame.finding()?),
        tag::READ => Message::Read,
        tag::REFUSED => Message::Refused,
        _ => return Err(Nonsense),
    };
    frame.end()?;
    Ok(message)
}

fn begin(from: &mut impl Read) -> Result<(), Nonsense> {
    if array(from)? == *MAGIC { Ok(()) } else { Err(Nonsense) }
}

fn array<const N: usize>(from: &mut impl Read) -> Result<[u8; N], Nonsense> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn bytes(from: &mut impl Read, length: u32, most: u32) -> Result<Vec<u8>, Nonsense> {
    if length > most {
        return Err(Nonsense);
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() == length as usize { Ok(bytes) } else { Err(Nonsense) }
}

#[cfg(test)]
mod tests;
