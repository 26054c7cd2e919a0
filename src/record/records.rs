//! The rows of a list, by kind.

use std::sync::Arc;

use crate::diagnostic::Location;
use crate::value::money::Fen;

use super::course::Course;
use super::institution::Institution;
use super::occupation::Occupation;
use super::payment::{InstitutionPayment, Payment, Training};
use super::project::Project;
use super::standard::Standard;
use super::table::SheetName;
use super::{Field, Kind, Located, RowReader};

/// The rows of a list, by kind.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each variant is the kind of the same name")]
pub enum Records {
    Payments(Vec<Located<Payment>>),
    InstitutionPayments(Vec<Located<InstitutionPayment>>),
    Projects(Vec<Located<Project>>),
    Occupations(Vec<Located<Occupation>>),
    Courses(Vec<Located<Course>>),
    Standards(Vec<Located<Standard>>),
    Institutions(Vec<Located<Institution>>),
}

/// Does the same with the rows of every kind.
macro_rules! for_each_kind {
    ($records:expr, $rows:ident => $body:expr) => {
        match $records {
            Records::Payments($rows) => $body,
            Records::InstitutionPayments($rows) => $body,
            Records::Projects($rows) => $body,
            Records::Occupations($rows) => $body,
            Records::Courses($rows) => $body,
            Records::Standards($rows) => $body,
            Records::Institutions($rows) => $body,
        }
    };
}

impl Records {
    /// No rows of a kind.
    pub(super) fn none(kind: Kind) -> Self {
        match kind {
            Kind::Payments => Self::Payments(Vec::new()),
            Kind::InstitutionPayments => Self::InstitutionPayments(Vec::new()),
            Kind::Projects => Self::Projects(Vec::new()),
            Kind::Occupations => Self::Occupations(Vec::new()),
            Kind::Courses => Self::Courses(Vec::new()),
            Kind::Standards => Self::Standards(Vec::new()),
            Kind::Institutions => Self::Institutions(Vec::new()),
        }
    }

    /// Reads one more row; what cannot be read is in the report, and adds nothing.
    pub(super) fn read_row(&mut self, reader: &mut RowReader<'_>, sheet: Option<&SheetName>, row: u32) {
        let sheet = sheet.cloned();
        match self {
            Self::Payments(rows) => {
                if let Some(mut record) = Payment::read(reader) {
                    share_training(rows, &mut record);
                    rows.push(Located { record, sheet, row });
                }
            }
            Self::InstitutionPayments(rows) => rows.extend(located(InstitutionPayment::read(reader), sheet, row)),
            Self::Projects(rows) => rows.extend(located(Project::read(reader), sheet, row)),
            Self::Occupations(rows) => rows.extend(located(Occupation::read(reader), sheet, row)),
            Self::Courses(rows) => rows.extend(located(Course::read(reader), sheet, row)),
            Self::Standards(rows) => rows.extend(located(Standard::read(reader), sheet, row)),
            Self::Institutions(rows) => rows.extend(located(Institution::read(reader), sheet, row)),
        }
    }

    /// What the rows are.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Payments(_) => Kind::Payments,
            Self::InstitutionPayments(_) => Kind::InstitutionPayments,
            Self::Projects(_) => Kind::Projects,
            Self::Occupations(_) => Kind::Occupations,
            Self::Courses(_) => Kind::Courses,
            Self::Standards(_) => Kind::Standards,
            Self::Institutions(_) => Kind::Institutions,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        for_each_kind!(self, rows => rows.len())
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Person-times paid for: the headcounts, or one a row. Only payments have any.
    pub fn persons(&self) -> Option<u64> {
        match self {
            Self::Payments(rows) => Some(rows.len() as u64),
            Self::InstitutionPayments(rows) => Some(rows.iter().map(|row| u64::from(row.record.headcount)).sum()),
            _ => None,
        }
    }

    /// The sum of the amounts paid. Only payments have any.
    pub fn amount(&self) -> Option<Fen> {
        let is_paid = matches!(self, Self::Payments(_) | Self::InstitutionPayments(_));
        is_paid.then(|| self.trainings().map(|(training, _, _)| training.amount).sum())
    }

    /// What was trained and paid, with each row's headcount and index; nothing for other kinds than payments.
    pub fn trainings(&self) -> Box<dyn Iterator<Item = (&Training, u32, usize)> + '_> {
        match self {
            Self::Payments(rows) => Box::new(rows.iter().zip(0..).map(|(row, at)| (&*row.record.training, 1, at))),
            Self::InstitutionPayments(rows) => {
                Box::new(rows.iter().zip(0..).map(|(row, at)| (&row.record.training, row.record.headcount, at)))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    /// A row's fields, in the order of the kind's columns.
    pub fn fields(&self, index: usize) -> Vec<Field<'_>> {
        let mut fields = Vec::new();
        self.fields_into(index, &mut fields);
        fields
    }

    /// The same, written over those of another row.
    pub fn fields_into<'a>(&'a self, index: usize, fields: &mut Vec<Field<'a>>) {
        fields.clear();
        for_each_kind!(self, rows => {
            if let Some(row) = rows.get(index) {
                fields.extend(row.record.fields());
            }
        });
    }

    /// Where a row stands in its file.
    pub fn place(&self, file: &str, index: usize) -> Location {
        for_each_kind!(self, rows => rows.get(index).map_or_else(|| Location::file(file), |row| row.place(file)))
    }

    /// Every row's fields and place.
    pub fn rows<'a>(&'a self, file: &'a str) -> impl Iterator<Item = (Vec<Field<'a>>, Location)> {
        (0..self.len()).map(move |index| (self.fields(index), self.place(file, index)))
    }
}

fn located<T>(record: Option<T>, sheet: Option<SheetName>, row: u32) -> Option<Located<T>> {
    record.map(|record| Located { record, sheet, row })
}

/// Trainees of one class stand one below the other: what they have in common is kept once.
fn share_training(rows: &[Located<Payment>], record: &mut Payment) {
    if let Some(last) = rows.last().filter(|last| last.record.training == record.training) {
        record.training = Arc::clone(&last.record.training);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_rows_fit_in_a_hundred_megabytes() {
        let row = size_of::<Located<Payment>>();
        assert!(row <= 104, "{row} bytes a row");
    }
}
