//! A list as the public may see it, written at once as it is frozen: of a long list its cells are never in memory.

use csv::Writer;

use crate::edition::list::{BOM, csv_writer};
use crate::record::payment::{AMOUNT, HEADCOUNT};
use crate::record::{Column, Field, Kind};
use crate::value::money::Fen;

use super::Masks;

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

/// Makes the public list of so many records, whose fields are in the order of the kind's columns. Columns that are not
/// published, and columns that are empty in every row, are left out (R11: no empty column).
pub fn public_csv<'r>(kind: Kind, rows: usize, fields: impl Fn(usize) -> Vec<Field<'r>>, masks: &Masks) -> PublicCsv {
    let may_be_shown: Vec<bool> = kind.columns().iter().map(|column| masks.publish(column)).collect();
    let mut shown = if rows == 0 { may_be_shown.clone() } else { vec![false; may_be_shown.len()] };
    let is_filled = |(field, may_be_shown): (&Field<'_>, &bool)| *may_be_shown && *field != Field::Empty;
    'anew: loop {
        let mut list = Writing::new(kind, rows, &shown);
        for row in 0..rows {
            let fields = fields(row);
            let filled: Vec<bool> = fields.iter().zip(&may_be_shown).map(is_filled).collect();
            // Nearly always the first row tells. Where a later one fills another column, all is written anew with it.
            if filled.iter().zip(&shown).any(|(filled, shown)| *filled && !*shown) {
                shown.iter_mut().zip(filled).for_each(|(shown, filled)| *shown |= filled);
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
    columns: Vec<(usize, &'static Column)>,
    writer: Writer<Vec<u8>>,
    cell: String,
    rows: usize,
    persons: Option<u64>,
    amount: Option<Fen>,
}

/// What a row takes in most lists, in bytes.
const USUAL_ROW: usize = 96;

impl Writing {
    fn new(kind: Kind, rows: usize, shown: &[bool]) -> Self {
        let mut bytes = Vec::with_capacity(rows * USUAL_ROW);
        bytes.extend_from_slice(BOM);
        let columns = kind.columns().iter().enumerate().zip(shown).filter(|(_, is_shown)| **is_shown);
        let columns: Vec<_> = columns.map(|(placed, _)| placed).collect();
        let mut writer = csv_writer(bytes);
        write(&mut writer, columns.iter().map(|(_, column)| column.header));
        let is_paid = matches!(kind, Kind::Payments | Kind::InstitutionPayments);
        let (persons, amount) = (is_paid.then_some(0), is_paid.then(Fen::default));
        Self { kind, columns, writer, cell: String::new(), rows: 0, persons, amount }
    }

    #[expect(clippy::expect_used, reason = "writing to memory does not fail")]
    fn row(&mut self, fields: &[Field<'_>], masks: &Masks) {
        let (mut persons, mut amount) = ((self.kind == Kind::Payments).then_some(1), None);
        for (at, column) in &self.columns {
            self.cell.clear();
            masks.push(column, fields.get(*at).unwrap_or(&Field::Empty), &mut self.cell);
            match column.header {
                AMOUNT => amount = Fen::parse(&self.cell).ok(),
                HEADCOUNT if self.kind == Kind::InstitutionPayments => persons = self.cell.parse().ok(),
                _ => {}
            }
            self.writer.write_field(&self.cell).expect("a cell is written");
        }
        self.writer.write_record(None::<&[u8]>).expect("a row ends");
        self.rows += 1;
        self.persons = self.persons.zip(persons).map(|(sum, one)| sum + one);
        self.amount = self.amount.zip(amount).map(|(sum, one)| sum + one);
    }

    #[expect(clippy::expect_used, reason = "memory is flushed")]
    fn end(self) -> PublicCsv {
        let bytes = self.writer.into_inner().expect("memory is flushed");
        PublicCsv { bytes, rows: self.rows, persons: self.persons, amount: self.amount }
    }
}

#[expect(clippy::expect_used, reason = "writing to memory does not fail")]
fn write<'h>(writer: &mut Writer<Vec<u8>>, headers: impl Iterator<Item = &'h str>) {
    writer.write_record(headers).expect("a heading is written");
}
