//! What may be the heading of a table: one row or two, and what columns they name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::record::{Column, Kind};
use crate::source::{Cell, Merged, Row, SheetHead};

/// A heading as it is compared: blanks, brackets, colons and stars do not matter.
pub(in crate::record) fn bare(heading: &str) -> String {
    bare_chars(heading).collect()
}

fn bare_chars(heading: &str) -> impl Iterator<Item = char> + Clone {
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

/// The column of a kind that a heading names.
#[cfg(test)]
pub(super) fn named(kind: Kind, heading: &str) -> Option<&'static Column> {
    named_bare(kind, &bare_chars(heading))
}

/// Whether a cell names a column of any kind.
pub(super) fn names_any(cell: &Cell) -> bool {
    let bare = bare_chars(words(cell));
    headings_like(&bare).iter().any(|heading| heading.bare.chars().eq(bare.clone()))
}

/// The same of a heading as it is compared, letter by letter: nothing is copied of the cells that are looked at.
fn named_bare(kind: Kind, bare: &(impl Iterator<Item = char> + Clone)) -> Option<&'static Column> {
    let is_meant = |heading: &&Known| heading.kind == kind && heading.bare.chars().eq(bare.clone());
    headings_like(bare).iter().find(is_meant).map(|heading| heading.column)
}

/// One way to head a column of a kind.
struct Known {
    bare: String,
    kind: Kind,
    column: &'static Column,
}

/// The headings of all kinds that begin with the same letter: of most cells it tells that they head nothing. Asked for
/// rows of long lists, so all headings are made bare once.
fn headings_like(bare: &(impl Iterator<Item = char> + Clone)) -> &'static [Known] {
    static INDEX: OnceLock<BTreeMap<char, Vec<Known>>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let mut index: BTreeMap<char, Vec<Known>> = BTreeMap::new();
        for heading in Kind::ALL.into_iter().flat_map(headings) {
            if let Some(first) = heading.bare.chars().next() {
                index.entry(first).or_default().push(heading);
            }
        }
        index
    });
    let first = bare.clone().next();
    first.and_then(|first| index.get(&first)).map_or(&[], Vec::as_slice)
}

fn headings(kind: Kind) -> impl Iterator<Item = Known> {
    let all = move |column: &'static Column| {
        let known = move |text: &&str| Known { bare: bare(text), kind, column };
        [&column.header].into_iter().chain(column.aliases).map(known)
    };
    kind.columns().iter().flat_map(all)
}

/// One or two rows that may be the heading.
pub(super) struct Candidate<'a> {
    pub(super) at: usize,
    pub(super) rows: &'a [Row],
    /// What stands over each column, from column A on.
    pub(super) headings: Vec<Over<'a>>,
}

/// What stands over a column: in one row, or in the lower of two and in the upper one, which may group several columns.
#[derive(Clone, Copy)]
pub(super) struct Over<'a> {
    upper: &'a str,
    lower: &'a str,
}

impl<'a> Over<'a> {
    /// The column that it names: both together, in either order, or the lower alone.
    fn column(self, kind: Kind) -> Option<&'static Column> {
        let (upper, lower) = (bare_chars(self.upper), bare_chars(self.lower));
        if self.upper.is_empty() || self.lower.is_empty() {
            return named_bare(kind, &upper.chain(lower));
        }
        let composed = named_bare(kind, &upper.clone().chain(lower.clone()));
        let turned = || named_bare(kind, &lower.clone().chain(upper.clone()));
        composed.or_else(turned).or_else(|| named_bare(kind, &lower))
    }

    fn is_empty(self) -> bool {
        self.upper.is_empty() && self.lower.is_empty()
    }

    /// What is read as its text: the lower, if there is any.
    pub(super) fn text(self) -> &'a str {
        if self.lower.is_empty() { self.upper } else { self.lower }
    }
}

impl<'a> Candidate<'a> {
    pub(super) fn one_row(sheet: &'a [Row], at: usize) -> Self {
        let headings = sheet[at].cells.iter().map(|cell| Over { upper: "", lower: words(cell) }).collect();
        Self { at, rows: &sheet[at..=at], headings }
    }

    /// A heading whose upper row groups columns of the lower one, as in 培训时间 over 开始日期 and 结束日期.
    pub(super) fn two_rows(head: &SheetHead, sheet: &'a [Row], at: usize) -> Option<Self> {
        let rows = sheet.get(at..at + 2)?;
        let [upper, lower] = rows else { return None };
        if lower.number != upper.number + 1 {
            return None;
        }
        let groups = groups(head, upper, lower, width_of(rows));
        let over = |(index, upper): (usize, &'a str)| Over {
            upper,
            lower: lower.cells.get(index).map(words).unwrap_or_default(),
        };
        Some(Self { at, rows, headings: groups.into_iter().enumerate().map(over).collect() })
    }

    pub(super) fn column(&self, kind: Kind, index: usize) -> Option<&'static Column> {
        self.headings.get(index)?.column(kind)
    }

    /// How many of its cells name columns of a kind.
    pub(super) fn matches(&self, kind: Kind) -> usize {
        self.headings.iter().filter(|over| over.column(kind).is_some()).count()
    }

    pub(super) fn filled(&self) -> usize {
        self.headings.iter().filter(|over| !over.is_empty()).count()
    }

    /// Whether most of its cells, and at least two, name columns.
    pub(super) fn is_heading(&self, kind: Kind) -> bool {
        let found = self.matches(kind);
        found >= 2 && found * 2 >= self.filled()
    }
}

/// How many columns rows reach over.
pub(super) fn width_of(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// The text of a heading's cell; numbers and days head nothing.
pub(super) fn words(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        _ => "",
    }
}

/// What stands in the upper row over each column. Merged cells span their columns; where a file knows no merged
/// cells, a group goes on over the columns that only the lower row names.
fn groups<'a>(head: &SheetHead, upper: &'a Row, lower: &Row, width: usize) -> Vec<&'a str> {
    let mut groups: Vec<&str> = (0..width).map(|index| upper.cells.get(index).map(words).unwrap_or_default()).collect();
    let in_upper = |merged: &&Merged| merged.rows.0 == upper.number && merged.columns.0 < merged.columns.1;
    for merged in head.merged.iter().filter(in_upper).filter(|merged| merged.columns.0 < width) {
        let group = groups[merged.columns.0];
        groups[merged.columns.0..=merged.columns.1.min(width - 1)].fill(group);
    }
    if head.merged.is_empty() {
        for index in 1..width {
            let is_named_below = lower.cells.get(index).is_some_and(|cell| !cell.is_empty());
            if groups[index].is_empty() && is_named_below {
                groups[index] = groups[index - 1];
            }
        }
    }
    groups
}
