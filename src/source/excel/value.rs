//! Values of workbooks as cells.

use calamine::{Data, DataRef, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::source::{Cell, Fault};

/// A value that was read on its own.
pub(super) fn streamed(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::SharedString(shared) => Cell::from_shown(shared),
        DataRef::String(owned) => Cell::from_shown(owned),
        DataRef::Int(number) => whole(*number),
        DataRef::Float(number) => number_cell(*number),
        DataRef::DateTime(moment) => dated(*moment),
        DataRef::DateTimeIso(written) => iso(written),
        DataRef::Bool(_) | DataRef::DurationIso(_) => Cell::Fault(Fault::Unsupported),
        DataRef::Error(_) => Cell::Fault(Fault::Error),
    }
}

/// A value of a sheet that was read as a whole.
pub(super) fn kept(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(owned) => Cell::from_shown(owned),
        Data::Int(number) => whole(*number),
        Data::Float(number) => number_cell(*number),
        Data::DateTime(moment) => dated(*moment),
        Data::DateTimeIso(written) => iso(written),
        Data::Bool(_) | Data::DurationIso(_) => Cell::Fault(Fault::Unsupported),
        Data::Error(_) => Cell::Fault(Fault::Error),
    }
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets keep every number as f64")]
fn whole(number: i64) -> Cell {
    Cell::Number(number as f64)
}

/// A number, if it is one.
pub(super) fn number_cell(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Fault(Fault::Unsupported) }
}

/// A serial date of either system (1900 or 1904); a time without a day is no date.
fn dated(moment: ExcelDateTime) -> Cell {
    // Spreadsheets end with the year 9999.
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&moment.as_f64()) {
        return Cell::Fault(Fault::Unsupported);
    }
    moment.as_datetime().map_or(Cell::Fault(Fault::Unsupported), day_or_moment)
}

/// `2021-04-20`, or with a time after `T`.
pub(super) fn iso(written: &str) -> Cell {
    let written = written.trim_end_matches('Z');
    let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").map(|day| day.and_time(NaiveTime::MIN));
    day.or_else(|_| NaiveDateTime::parse_from_str(written, "%Y-%m-%dT%H:%M:%S%.f"))
        .map_or(Cell::Fault(Fault::Unsupported), day_or_moment)
}

/// A whole day is a day; a time of day is kept as text for a person to judge.
fn day_or_moment(moment: NaiveDateTime) -> Cell {
    if moment.time() == NaiveTime::MIN {
        return Cell::Day(moment.date());
    }
    let pattern = if moment.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    Cell::Text(moment.format(pattern).to_string())
}

/// A day whose cell shows only year and month (`2021年6月` becomes such a cell when typed) as what is shown.
pub(super) fn month_only(cell: Cell) -> Cell {
    match cell {
        Cell::Day(day) => Cell::Text(day.format("%Y年%-m月").to_string()),
        other => other,
    }
}

/// Whether a number format shows year and month, and no day.
pub(super) fn shows_month_only(id: Option<u32>, code: &str) -> bool {
    // The formats without a written code: mmm-yy, and the Chinese yyyy"年"m"月".
    if code == "General" {
        return matches!(id, Some(17 | 27 | 36 | 50 | 52 | 57));
    }
    let shown = tokens(code);
    shown.contains('y') && shown.contains('m') && !shown.contains(['d', 'h', 's'])
}

/// The first section of a format code without its literal texts, in lower case.
fn tokens(code: &str) -> String {
    let (mut shown, mut chars) = (String::new(), code.chars());
    while let Some(found) = chars.next() {
        match found {
            '"' => chars.by_ref().take_while(|&end| end != '"').for_each(drop),
            '[' => chars.by_ref().take_while(|&end| end != ']').for_each(drop),
            '\\' | '_' | '*' => drop(chars.next()),
            ';' => break,
            other => shown.push(other.to_ascii_lowercase()),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    fn serial(value: f64, is_1904: bool) -> Cell {
        dated(ExcelDateTime::new(value, DateTime, is_1904))
    }

    fn day(year: i32, month: u32, day: u32) -> Cell {
        Cell::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn days_of_both_systems() {
        assert_eq!(serial(44_306.0, false), day(2021, 4, 20));
        assert_eq!(serial(42_844.0, true), day(2021, 4, 20));
        assert_eq!(serial(61.0, false), day(1900, 3, 1));
        assert_eq!(iso("2021-04-20"), day(2021, 4, 20));
        assert_eq!(iso("2021-04-20T00:00:00.000Z"), day(2021, 4, 20));
    }

    #[test]
    fn a_time_of_day_is_kept_and_never_dropped() {
        assert_eq!(serial(44_306.375, false), Cell::Text("2021-04-20 09:00".to_owned()));
        assert_eq!(iso("2021-04-20T09:00:30"), Cell::Text("2021-04-20 09:00:30".to_owned()));
    }

    #[test]
    fn times_durations_and_impossible_days_are_faults() {
        for value in [0.375, -1.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(serial(value, false), Cell::Fault(Fault::Unsupported), "{value}");
        }
        assert_eq!(dated(ExcelDateTime::new(44_306.0, TimeDelta, false)), Cell::Fault(Fault::Unsupported));
        assert_eq!(iso("2021-02-30"), Cell::Fault(Fault::Unsupported));
    }

    #[test]
    fn a_failed_formula_is_a_fault_even_as_text() {
        assert_eq!(Cell::from_shown(" #N/A "), Cell::Fault(Fault::Error));
        assert_eq!(Cell::from_shown("#1 班"), Cell::Text("#1 班".to_owned()));
    }

    #[test]
    fn formats_without_a_day_are_told_apart() {
        for (id, code) in [(Some(17), "mmm-yy"), (Some(57), "General"), (None, "yyyy\"年\"m\"月\";@"), (None, "yyyy/m")]
        {
            assert!(shows_month_only(id, code), "{code}");
        }
        for code in ["yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "m\"月\"d\"日\"", "yyyy-mm-dd hh:mm", "0.00"]
        {
            assert!(!shows_month_only(None, code), "{code}");
        }
    }
}
