//! Where the columns of a kind stand in one sheet, found once for all its rows.

use crate::diagnostic::Location;

use super::heading::Heading;
use super::text::{Origin, Purpose};
use super::{Column, Kind, Shape, Wording};

/// Where our own lists stand, from the root: what is below was checked when it was published.
const FROZEN: &str = "content/editions/";

/// The columns of a kind, in one sheet.
pub(super) struct Columns {
    columns: Vec<Placed>,
    /// What the last row was asked for first, second and so on, and which column that is: records ask in the same order
    /// for each row.
    order: Vec<(&'static str, usize)>,
    pub(super) origin: Origin,
}

/// One column of the kind.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) column: &'static Column,
    /// What its text is for.
    pub(super) purpose: Purpose,
    /// Its index; none where the sheet has no such column.
    pub(super) at: Option<usize>,
}

impl Columns {
    pub(super) fn new(kind: Kind, heading: &Heading, place: &Location) -> Self {
        let is_frozen = place.file.as_deref().is_some_and(|file| file.starts_with(FROZEN));
        let placed = |column: &'static Column| Placed {
            column,
            purpose: purpose_of(column),
            at: heading.places.get(column.header).copied(),
        };
        Self {
            columns: kind.columns().iter().map(placed).collect(),
            order: Vec::new(),
            origin: if is_frozen { Origin::Frozen } else { Origin::Sent },
        }
    }

    /// The column with a heading, which is asked for after so many others of the same row.
    #[inline]
    pub(super) fn next(&mut self, asked: usize, header: &'static str) -> Option<Placed> {
        match self.order.get(asked) {
            Some((before, at)) if is_same(before, header) => self.columns.get(*at).copied(),
            _ => self.ask(asked, header),
        }
    }

    /// The same, of what was asked for in another order than of the last row.
    fn ask(&mut self, asked: usize, header: &'static str) -> Option<Placed> {
        let at = self.columns.iter().position(|placed| placed.column.header == header)?;
        if self.order.len() <= asked {
            self.order.resize(asked + 1, (header, at));
        }
        self.order[asked] = (header, at);
        self.columns.get(at).copied()
    }

    /// The column with a heading.
    pub(super) fn find(&self, header: &str) -> Option<Placed> {
        self.columns.iter().find(|placed| placed.column.header == header).copied()
    }
}

/// Whether two headings are the same: mostly one place of the program asks for both, which is seen without reading.
fn is_same(a: &str, b: &str) -> bool {
    std::ptr::eq(a, b) || a == b
}

/// What the text of a column is for.
fn purpose_of(column: &Column) -> Purpose {
    match (column.shape, column.wording) {
        (Shape::Code, _) => Purpose::Reference,
        (_, Wording::Any | Wording::Telephone) => Purpose::Words,
        (_, Wording::Title) => Purpose::Title,
        (_, Wording::Count) => Purpose::Count,
    }
}
