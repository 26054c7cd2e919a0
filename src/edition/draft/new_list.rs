//! A list on its way into the next edition, and where its bytes wait.

use std::borrow::Cow;
use std::io;

use crate::edition::list::PublicList;
use crate::edition::spool::Piece;
use crate::record::{Kind, ListId};
use crate::value::digest::{Digest, Sm3};
use crate::value::mask::IdMask;
use crate::value::money::Fen;

/// A list as the sources now give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewList {
    /// Its name.
    pub id: ListId,
    /// What its rows are.
    pub kind: Kind,
    /// Its rows.
    pub rows: u64,
    /// Person-times. Payments only.
    pub persons: Option<u64>,
    /// The sum of the amounts. Payments only.
    pub amount: Option<Fen>,
    /// How ID numbers are shown in it; none unless it is a list of payments.
    pub id_mask: Option<IdMask>,
    /// The file that the office sent, for messages.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// Their SM3.
    pub sm3: Sm3,
    /// What may be seen of it.
    pub bytes: Waiting,
}

/// Bytes that are to be frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// Few, and in memory.
    Held(Vec<u8>),
    /// Somewhere else until they are asked for.
    Spooled(Piece),
}

/// A file of the next edition's bag.
#[derive(Debug, Clone, Copy)]
pub enum NewFile<'a> {
    /// In memory.
    Held(&'a [u8]),
    /// A list that waits.
    Spooled(&'a Piece),
}

impl Waiting {
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Held(bytes) => bytes.len() as u64,
            Self::Spooled(piece) => piece.length(),
        }
    }
}

impl<'a> NewFile<'a> {
    /// Its bytes.
    ///
    /// # Errors
    /// When those of a list that waits cannot be read.
    pub fn bytes(&self) -> io::Result<Cow<'a, [u8]>> {
        match self {
            Self::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Spooled(piece) => piece.bytes().map(Cow::Owned),
        }
    }

    /// The same as they are to be written: what was written is read back, and [`is`](Self::is) proves it.
    pub(in crate::edition) fn to_write(self) -> io::Result<Cow<'a, [u8]>> {
        match self {
            Self::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Spooled(piece) => piece.unproved().map(Cow::Owned),
        }
    }

    /// Whether bytes that were read back are its own.
    pub(in crate::edition) fn is(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Held(own) => *own == bytes,
            Self::Spooled(piece) => piece.sha256() == Digest::of(bytes),
        }
    }
}

impl NewList {
    /// A list that is small enough to be in memory.
    pub fn held(id: ListId, list: &PublicList, id_mask: Option<IdMask>, file: String) -> Self {
        let bytes = list.to_csv();
        Self {
            id,
            kind: list.kind(),
            rows: list.rows().len() as u64,
            persons: list.persons(),
            amount: list.amount(),
            id_mask,
            file,
            sha256: Digest::of(&bytes),
            sm3: Sm3::of(&bytes),
            bytes: Waiting::Held(bytes),
        }
    }
}
