//! What a record hands to the masks.

use chrono::NaiveDate;

use crate::value::identity::{IdNumber, PersonName};
use crate::value::money::Fen;

/// One cell of a checked record. A record gives its fields in the order of its kind's columns; only the `edition`
/// layer makes text of the private ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<'a> {
    /// Nothing.
    Empty,
    /// Text in its standard form, not personal by itself. Whether it is published is the column's business.
    Plain(String),
    /// A natural person's name.
    Name(&'a PersonName),
    /// A citizen's ID number.
    IdNumber(&'a IdNumber),
}

pub(super) fn plain<'a>(text: Option<&String>) -> Field<'a> {
    code(text.map(String::as_str))
}

pub(super) fn code<'a>(text: Option<&str>) -> Field<'a> {
    text.map_or(Field::Empty, |text| Field::Plain(text.to_owned()))
}

pub(super) fn day<'a>(day: Option<NaiveDate>) -> Field<'a> {
    day.map_or(Field::Empty, |day| Field::Plain(day.to_string()))
}

pub(super) fn number<'a>(number: Option<u32>) -> Field<'a> {
    number.map_or(Field::Empty, |number| Field::Plain(number.to_string()))
}

pub(super) fn money<'a>(amount: Option<Fen>) -> Field<'a> {
    amount.map_or(Field::Empty, |amount| Field::Plain(amount.to_string()))
}
