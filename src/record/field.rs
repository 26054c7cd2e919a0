//! What a record hands to the masks.

use std::borrow::Cow;
use std::fmt::{self, Write};

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

    /// The most bytes that [`Self::push_plain`] may add, told without writing them.
    pub fn longest(&self) -> usize {
        match self {
            Self::Plain(plain) => plain.len(),
            Self::Day(day) if (0..=9999).contains(&day.year()) => "2021-06-25".len(),
            Self::Number(_) => "4294967295".len(),
            Self::Money(amount) if (0..1_000_000_000).contains(&amount.get()) => "9999999.99".len(),
            Self::Day(_) | Self::Money(_) => usize::MAX,
            Self::Empty | Self::Name(_) | Self::IdNumber(_) => 0,
        }
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

/// The last digit of a number.
fn digit(number: u32) -> u8 {
    b"0123456789"[(number % 10) as usize]
}

fn push_ascii(text: &mut String, bytes: &[u8]) -> fmt::Result {
    text.push_str(std::str::from_utf8(bytes).map_err(|_| fmt::Error)?);
    Ok(())
}

/// Yuan with two decimals, as an amount shows itself; a large or negative one as that does it.
fn push_money(amount: Fen, text: &mut String) -> fmt::Result {
    let Some(fen) = u32::try_from(amount.get()).ok().filter(|fen| *fen < 100_000_000) else {
        return write!(text, "{amount}");
    };
    let mut shown = [0, 0, 0, 0, 0, 0, b'.', digit(fen / 10), digit(fen)];
    let (mut first, mut yuan) = (5, fen / 100);
    shown[first] = digit(yuan);
    while yuan >= 10 {
        yuan /= 10;
        first -= 1;
        shown[first] = digit(yuan);
    }
    push_ascii(text, &shown[first..])
}

/// `YYYY-MM-DD`, as a day shows itself; a year of other than four digits as that does it.
fn push_day(day: NaiveDate, text: &mut String) -> fmt::Result {
    let Some(year) = u32::try_from(day.year()).ok().filter(|year| *year <= 9999) else {
        return write!(text, "{day}");
    };
    let (month, day) = (day.month(), day.day());
    let [thousand, hundred, ten, one] = [year / 1000, year / 100, year / 10, year].map(digit);
    let [month_ten, month_one, day_ten, day_one] = [month / 10, month, day / 10, day].map(digit);
    push_ascii(text, &[thousand, hundred, ten, one, b'-', month_ten, month_one, b'-', day_ten, day_one])
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
            assert!(text.len() <= Field::Day(day).longest());
        }
    }

    #[test]
    fn amounts_are_written_as_they_show_themselves() {
        for fen in
            [0, 5, 99, 100, 99_999, 100_000, 99_999_999, 100_000_000, 999_999_999, 1_000_000_000, i64::MAX, -1, -12_345]
        {
            let mut text = String::new();
            Field::Money(Fen::new(fen)).push_plain(&mut text);
            assert_eq!(text, Fen::new(fen).to_string());
            assert!(text.len() <= Field::Money(Fen::new(fen)).longest());
        }
    }
}
