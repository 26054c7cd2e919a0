//! What a record hands to the masks.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::value::identity::{IdNumber, PersonName};
use crate::value::money::Fen;

/// One cell of a checked record. A record gives its fields in the order of its kind's columns; only the `edition`
/// layer makes text of the private ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<'a> {
    /// Nothing.
    Empty,
    /// Text in its standard form, not personal by itself. Whether it is published is the column's business.
    Plain(Cow<'a, str>),
    /// A day.
    Day(NaiveDate),
    /// A whole number.
    Number(u32),
    /// A sum of money.
    Money(Fen),
    /// A natural person's name.
    Name(&'a PersonName),
    /// A citizen's ID number.
    IdNumber(&'a IdNumber),
}

impl Field<'_> {
    /// Adds the text of what is not personal by itself; of the others nothing.
    pub fn push_plain(&self, text: &mut String) {
        let _written = match self {
            Self::Plain(plain) => text.write_str(plain),
            Self::Day(day) => push_day(*day, text),
            Self::Number(number) => write!(text, "{number}"),
            Self::Money(amount) => push_money(*amount, text),
            Self::Empty | Self::Name(_) | Self::IdNumber(_) => Ok(()),
        };
    }

    /// What [`Self::push_plain`] adds, without a copy where it stands as text already; `room` is written over.
    pub fn plain<'t>(&'t self, room: &'t mut String) -> &'t str {
        if let Self::Plain(plain) = self {
            return plain;
        }
        room.clear();
        self.push_plain(room);
        room
    }
}

/// Digits of a number at some places of ten, the highest first.
fn push_digits(text: &mut String, number: u64, places: &[u64]) {
    for place in places {
        text.push(char::from(b'0' + u8::try_from(number / place % 10).unwrap_or(0)));
    }
}

/// Yuan with two decimals, as an amount shows itself; a large or negative one as that does it.
fn push_money(amount: Fen, text: &mut String) -> std::fmt::Result {
    const YUAN: [u64; 6] = [100_000, 10_000, 1000, 100, 10, 1];
    let Some(fen) = u64::try_from(amount.get()).ok().filter(|fen| fen / 100 < 10 * YUAN[0]) else {
        return write!(text, "{amount}");
    };
    let leading = YUAN.iter().take(YUAN.len() - 1).filter(|place| fen / 100 < **place).count();
    push_digits(text, fen / 100, &YUAN[leading..]);
    text.push('.');
    push_digits(text, fen, &[10, 1]);
    Ok(())
}

/// `YYYY-MM-DD`, as a day shows itself; a year of other than four digits as that does it.
fn push_day(day: NaiveDate, text: &mut String) -> std::fmt::Result {
    let Some(year) = u64::try_from(day.year()).ok().filter(|year| *year <= 9999) else {
        return write!(text, "{day}");
    };
    push_digits(text, year, &[1000, 100, 10, 1]);
    for part in [day.month(), day.day()] {
        text.push('-');
        push_digits(text, u64::from(part), &[10, 1]);
    }
    Ok(())
}

pub(super) fn plain(text: Option<&String>) -> Field<'_> {
    code(text.map(String::as_str))
}

pub(super) fn code(text: Option<&str>) -> Field<'_> {
    text.map_or(Field::Empty, |text| Field::Plain(Cow::Borrowed(text)))
}

pub(super) fn day<'a>(day: Option<NaiveDate>) -> Field<'a> {
    day.map_or(Field::Empty, Field::Day)
}

pub(super) fn number<'a>(number: Option<u32>) -> Field<'a> {
    number.map_or(Field::Empty, Field::Number)
}

pub(super) fn money<'a>(amount: Option<Fen>) -> Field<'a> {
    amount.map_or(Field::Empty, Field::Money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_they_show_themselves() {
        for (year, month, day) in [(2021, 4, 9), (1, 12, 31), (9999, 1, 1), (10_000, 1, 1), (-1, 10, 10)] {
            let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let mut text = String::new();
            Field::Day(day).push_plain(&mut text);
            assert_eq!(text, day.to_string());
        }
    }

    #[test]
    fn amounts_are_written_as_they_show_themselves() {
        for fen in [0, 5, 99, 100, 99_999, 100_000, 99_999_999, 100_000_000, 123_456_789, i64::MAX, -1, -12_345] {
            let mut text = String::new();
            Field::Money(Fen::new(fen)).push_plain(&mut text);
            assert_eq!(text, Fen::new(fen).to_string());
        }
    }
}
