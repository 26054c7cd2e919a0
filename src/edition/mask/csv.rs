//! A list as the public may see it, written at once as it is frozen: of a long list its cells are never in memory.

use crate::record::payment::{AMOUNT, HEADCOUNT};
use crate::record::{Column, Field, Kind};
use crate::value::money::Fen;

use super::Masks;
use super::line::Lines;

/// A frozen list: what [`PublicList::to_csv`](crate::edition::list::PublicList::to_csv) writes, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicCsv {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Its rows.
    pub rows: usize,
    /// Person-times as the public list says them. Payments only.
    pub persons: Option<u64>,
    /// The sum of the amounts as the public list says them. Payments only.
    pub amount: Option<Fen>,
}

/// Makes the public list of so many records, whose fields are written over those of the record before, in the order of
/// the kind's columns. Columns that are not published, and columns that are empty in every row, are left out (R11: no
/// empty column).
pub fn public_csv<'r>(
    kind: Kind,
    rows: usize,
    fields_into: impl Fn(usize, &mut Vec<Field<'r>>),
    masks: &Masks,
) -> PublicCsv {
    let may_be_shown: Vec<bool> = kind.columns().iter().map(|column| masks.publish(column)).collect();
    let mut shown = if rows == 0 { may_be_shown.clone() } else { vec![false; may_be_shown.len()] };
    let mut fields = Vec::new();
    'anew: loop {
        let mut list = Writing::new(kind, rows, &shown);
        for row in 0..rows {
            fields_into(row, &mut fields);
            let is_filled = fields.iter().zip(&may_be_shown).map(|(field, may)| *may && !matches!(field, Field::Empty));
            // Nearly always the first row tells. Where a later one fills another column, all is written anew with it.
            if is_filled.clone().zip(&shown).any(|(filled, shown)| filled && !*shown) {
                shown.iter_mut().zip(is_filled).for_each(|(shown, filled)| *shown |= filled);
                continue 'anew;
            }
            list.row(&fields, masks);
        }
        return list.end();
    }
}

/// A list of which the columns are known.
struct Writing {
    kind: Kind,
    columns: Vec<(usize, &'static Column, Sum)>,
    lines: Lines,
    rows: usize,
    persons: Option<u64>,
    amount: Option<Fen>,
}

/// What the cells of a column come to.
#[derive(Clone, Copy)]
enum Sum {
    Amount,
    Headcount,
    None,
}

impl Sum {
    fn of(kind: Kind, column: &Column) -> Self {
        match column.header {
            AMOUNT => Self::Amount,
            HEADCOUNT if kind == Kind::InstitutionPayments => Self::Headcount,
            _ => Self::None,
        }
    }
}

/// What a row takes in most lists, in bytes.
const USUAL_ROW: usize = 144;

impl Writing {
    fn new(kind: Kind, rows: usize, shown: &[bool]) -> Self {
        let columns = kind.columns().iter().enumerate().zip(shown).filter(|(_, is_shown)| **is_shown);
        let columns: Vec<_> = columns.map(|((at, column), _)| (at, column, Sum::of(kind, column))).collect();
        let mut lines = Lines::with_room(rows * USUAL_ROW);
        columns.iter().for_each(|(_, column, _)| {
            lines.cell(|text| text.push_str(column.header));
        });
        lines.end();
        let is_paid = matches!(kind, Kind::Payments | Kind::InstitutionPayments);
        let (persons, amount) = (is_paid.then_some(0), is_paid.then(Fen::default));
        Self { kind, columns, lines, rows: 0, persons, amount }
    }

    fn row(&mut self, fields: &[Field<'_>], masks: &Masks) {
        let (mut persons, mut amount) = ((self.kind == Kind::Payments).then_some(1), None);
        for (at, column, sum) in &self.columns {
            let cell = self.lines.cell(|text| masks.push(column, fields.get(*at).unwrap_or(&Field::Empty), text));
            match sum {
                Sum::Amount => amount = Fen::parse(cell).ok(),
                Sum::Headcount => persons = cell.parse().ok(),
                Sum::None => {}
            }
        }
        self.lines.end();
        self.rows += 1;
        self.persons = self.persons.zip(persons).map(|(sum, one)| sum + one);
        self.amount = self.amount.zip(amount).map(|(sum, one)| sum + one);
    }

    fn end(self) -> PublicCsv {
        PublicCsv { bytes: self.lines.into_bytes(), rows: self.rows, persons: self.persons, amount: self.amount }
    }
}
