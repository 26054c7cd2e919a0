//! The months that a time names: a day, or what people write under 组织时间.

use std::collections::BTreeSet;
use std::fmt;

use crate::value::width::half;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month {
    year: i32,
    month: u32,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Month {
    fn next(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { month: month + 1, ..self },
        }
    }
}

/// No training takes longer than so many months: a longer span was misread.
const LONGEST: usize = 24;

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Number(u32),
    Sign(char),
}

/// The months of `2021年5月`, `2021.5.17-6.4`, `5—7月`, `第三季度` or `2021-05-18`; empty where none is named. A month
/// without a year is of the year given.
pub(super) fn months(text: &str, year: i32) -> BTreeSet<Month> {
    let pieces = pieces(text);
    let mut reader = Reader { year, months: BTreeSet::new(), last: None, spans: false };
    let mut rest = pieces.as_slice();
    while !rest.is_empty() {
        rest = &rest[reader.take(rest)..];
    }
    reader.months
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut digits = String::new();
    for c in text.chars().map(half).filter(|c| !c.is_whitespace()).chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        // Digits that are no number of a month, day or year fit none of the patterns.
        pieces.extend((!digits.is_empty()).then(|| Piece::Number(digits.parse().unwrap_or(u32::MAX))));
        digits.clear();
        pieces.push(Piece::Sign(c));
    }
    pieces
}

struct Reader {
    year: i32,
    months: BTreeSet<Month>,
    /// The month named last.
    last: Option<Month>,
    /// Whether what follows is the other end of a span.
    spans: bool,
}

impl Reader {
    /// Reads what stands first; says how many pieces it was.
    fn take(&mut self, rest: &[Piece]) -> usize {
        use Piece::{Number, Sign};
        match *rest {
            [Number(year @ 1900..2100), Sign(a @ ('年' | '.' | '-' | '/')), Number(month @ 1..=12), ref rest @ ..] => {
                self.year = i32::try_from(year).unwrap_or(self.year);
                self.name(month);
                let day = matches!(rest, [Sign(b), Number(1..=31), ..] if *b == a || *b == '月');
                3 + if day { 2 } else { 0 }
            }
            [Number(year @ 1900..2100), Sign('年'), ..] => {
                self.year = i32::try_from(year).unwrap_or(self.year);
                2
            }
            [Number(month @ 1..=12), Sign('月'), ..] => {
                self.name(month);
                2
            }
            // `5-7月`: the month of the first number stands behind the second.
            [Number(month @ 1..=12), Sign(sign), Number(1..=12), Sign('月'), ..] if is_span(sign) => {
                self.name(month);
                self.spans = true;
                2
            }
            [Number(month @ 1..=12), Sign('.' | '/'), Number(1..=31), ..] => {
                self.name(month);
                3
            }
            [Sign(quarter @ ('一' | '二' | '三' | '四' | '1' | '2' | '3' | '4')), Sign('季'), ..] => {
                self.quarter("一二三四".chars().position(|c| c == quarter).unwrap_or(0));
                2
            }
            [Number(quarter @ 1..=4), Sign('季'), ..] => {
                self.quarter(quarter as usize - 1);
                2
            }
            [Sign(sign), ..] => {
                self.spans |= is_span(sign);
                self.spans &= !matches!(sign, '、' | ',' | ';' | '。' | '和');
                1
            }
            _ => 1,
        }
    }

    /// A month is named; with the month before a span, all between them.
    fn name(&mut self, month: u32) {
        let mut named = Month { year: self.year, month };
        let start = self.last.filter(|_| self.spans);
        if start.is_some_and(|start| named < start) {
            named = Month { year: named.year + 1, ..named };
            self.year = named.year;
        }
        let between = std::iter::successors(start, |month| Some(month.next())).take_while(|month| *month < named);
        self.months.extend(between.take(LONGEST));
        self.months.insert(named);
        self.last = Some(named);
        self.spans = false;
    }

    fn quarter(&mut self, index: usize) {
        let first = u32::try_from(index).unwrap_or(0) * 3 + 1;
        self.months.extend((first..first + 3).map(|month| Month { year: self.year, month }));
    }
}

fn is_span(sign: char) -> bool {
    matches!(sign, '-' | '—' | '–' | '~' | '～' | '至' | '到')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        months(text, 2021).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn times_name_their_months() {
        for (text, named) in [
            ("2021-05-18", "2021-05"),
            ("2022年3月", "2022-03"),
            ("２０２２年３月", "2022-03"),
            ("6月中旬（计划）", "2021-06"),
            ("2021.6.1-6.20", "2021-06"),
            ("2021.5.17-6.4", "2021-05 2021-06"),
            ("2021.5.17-2021.7.4", "2021-05 2021-06 2021-07"),
            ("2021年5月17日-28日", "2021-05"),
            ("2021年5月30日至6月10日", "2021-05 2021-06"),
            ("5-7月", "2021-05 2021-06 2021-07"),
            ("2021年5—7月", "2021-05 2021-06 2021-07"),
            ("5月、9月", "2021-05 2021-09"),
            ("12月20日至1月10日", "2021-12 2022-01"),
            ("2021/5/18", "2021-05"),
            ("2021年第三季度", "2021-07 2021-08 2021-09"),
            ("第4季度", "2021-10 2021-11 2021-12"),
            ("另行通知", ""),
            ("每期30天", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), named, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,30}", "[0-9年月日.—至、季/-]{0,30}"]) {
            prop_assert!(months(&text, 2021).iter().all(|month| (1..=12).contains(&month.month)));
        }
    }
}
