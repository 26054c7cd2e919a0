//! What may be the heading of a table: one row or two, and what columns they name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::record::{Column, Kind};
use crate::source::{Cell, Merged, Row, SheetHead};

/// A heading as it is compared: blanks, brackets, colons and stars do not matter.
pub(in crate::record) fn bare(heading: &str) -> String {
    bare_chars(heading).collect()
}

fn bare_chars(heading: &str) -> impl Iterator<Item = char> {
    let is_dress = |c: char| {
        c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '：' | ':' | '*' | '＊' | '\u{feff}' | '\u{200b}')
    };
    heading.chars().filter(move |c| !is_dress(*c))
}

/// Whether a cell is, as a heading is compared, this text. Asked for every row of long lists: nothing is copied for it.
pub(in crate::record) fn is_bare(cell: &Cell, bare: &str) -> bool {
    match cell {
        Cell::Text(text) => bare_chars(text).eq(bare.chars()),
        _ => bare.is_empty(),
    }
}

/// Whether a cell, as a heading is compared, cannot head a column: none begins so.
pub(super) fn heads_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => bare_chars(text).next().is_none_or(|first| first.is_ascii_digit()),
        _ => true,
    }
}

/// The column of a kind that a heading names. Asked for every row of long lists, so all headings are made bare once.
pub(super) fn named(kind: Kind, heading: &str) -> Option<&'static Column> {
    named_bare(kind, &bare(heading))
}

pub(super) fn named_bare(kind: Kind, heading: &str) -> Option<&'static Column> {
    static INDEX: OnceLock<Vec<(Kind, BTreeMap<String, &'static Column>)>> = OnceLock::new();
    let all = INDEX.get_or_init(|| Kind::ALL.map(|kind| (kind, headings(kind))).into());
    let (_, index) = all.iter().find(|(other, _)| *other == kind)?;
    index.get(heading).copied()
}

fn headings(kind: Kind) -> BTreeMap<String, &'static Column> {
    let all = |column: &'static Column| {
        [&column.header].into_iter().chain(column.aliases).map(move |text| (bare(text), column))
    };
    kind.columns().iter().flat_map(all).collect()
}

/// One or two rows that may be the heading.
pub(super) struct Candidate<'a> {
    pub(super) at: usize,
    pub(super) rows: &'a [Row],
    /// What each column may be called, the most telling spelling first.
    pub(super) spellings: Vec<Vec<String>>,
}

impl<'a> Candidate<'a> {
    pub(super) fn one_row(sheet: &'a [Row], at: usize) -> Self {
        let spellings = sheet[at].cells.iter().map(|cell| vec![words(cell)]).collect();
        Self { at, rows: &sheet[at..=at], spellings }
    }

    /// A heading whose upper row groups columns of the lower one, as in 培训时间 over 开始日期 and 结束日期.
    pub(super) fn two_rows(head: &SheetHead, sheet: &'a [Row], at: usize) -> Option<Self> {
        let rows = sheet.get(at..at + 2)?;
        let [upper, lower] = rows else { return None };
        if lower.number != upper.number + 1 {
            return None;
        }
        let width = upper.cells.len().max(lower.cells.len());
        let groups = groups(head, upper, lower, width);
        let compose = |(index, upper): (usize, String)| match lower.cells.get(index).map(words).unwrap_or_default() {
            lower if lower.is_empty() => vec![upper],
            lower => vec![format!("{upper}{lower}"), format!("{lower}{upper}"), lower],
        };
        Some(Self { at, rows, spellings: groups.into_iter().enumerate().map(compose).collect() })
    }

    pub(super) fn column(&self, kind: Kind, index: usize) -> Option<&'static Column> {
        let spellings = self.spellings.get(index)?;
        spellings.iter().find_map(|spelling| named(kind, spelling))
    }

    /// How many of its cells name columns of a kind.
    pub(super) fn matches(&self, kind: Kind) -> usize {
        (0..self.spellings.len()).filter(|index| self.column(kind, *index).is_some()).count()
    }

    pub(super) fn filled(&self) -> usize {
        self.spellings.iter().filter(|spellings| spellings.iter().any(|spelling| !spelling.is_empty())).count()
    }

    /// Whether most of its cells, and at least two, name columns.
    pub(super) fn is_heading(&self, kind: Kind) -> bool {
        let found = self.matches(kind);
        found >= 2 && found * 2 >= self.filled()
    }
}

/// The text of a heading's cell; numbers and days head nothing.
pub(super) fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// What stands in the upper row over each column. Merged cells span their columns; where a file knows no merged
/// cells, a group goes on over the columns that only the lower row names.
fn groups(head: &SheetHead, upper: &Row, lower: &Row, width: usize) -> Vec<String> {
    let mut groups: Vec<String> =
        (0..width).map(|index| upper.cells.get(index).map(words).unwrap_or_default()).collect();
    let in_upper = |merged: &&Merged| merged.rows.0 == upper.number && merged.columns.0 < merged.columns.1;
    for merged in head.merged.iter().filter(in_upper).filter(|merged| merged.columns.0 < width) {
        let group = groups[merged.columns.0].clone();
        groups[merged.columns.0..=merged.columns.1.min(width - 1)].fill(group);
    }
    if head.merged.is_empty() {
        for index in 1..width {
            let is_named_below = lower.cells.get(index).is_some_and(|cell| !cell.is_empty());
            if groups[index].is_empty() && is_named_below {
                groups[index] = groups[index - 1].clone();
            }
        }
    }
    groups
}
