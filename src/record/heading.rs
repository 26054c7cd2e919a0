//! Finding a table in a sheet: the heading wherever it stands, in one row or two, and what its columns are.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Row, SheetHead, column_letters};

use super::text::may_be_shown;
use super::{Column, Kind, Need};
use candidate::{Candidate, Over, heads_nothing, is_bare, names_any, words};
use find::find;

pub(super) use candidate::bare;

mod candidate;
mod find;

/// How many rows a title and its remarks may take before the heading.
pub(super) const HEADING_WITHIN: usize = 30;

/// The heading of a table: which column of the kind stands where.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// Its row, the last of two, as a spreadsheet shows it.
    pub(super) row: u32,
    /// How many of the sheet's first rows come before the rows of the list.
    pub(super) end: usize,
    /// Where each column stands, by its standard heading.
    pub(super) places: BTreeMap<&'static str, usize>,
    /// The standard heading of each column, from column A on; none where it is not known.
    columns: Vec<Option<&'static str>>,
    /// Its rows as they are compared.
    rows: Vec<Vec<String>>,
    /// How many cells its last row has in a text file, empty ones too; nothing for workbooks.
    pub(super) written: usize,
    /// The heading of every column as written, from column A on.
    pub(super) texts: Vec<String>,
}

/// Whether the first rows of a sheet have a column in their heading.
pub(super) fn has_column(kind: Kind, head: &SheetHead, rows: &[Row], header: &str) -> bool {
    let is_there = |found: Candidate<'_>| {
        (0..found.headings.len()).any(|at| found.column(kind, at).is_some_and(|column| column.header == header))
    };
    find(kind, head, rows).is_some_and(is_there)
}

/// The heading among the first rows of a sheet, whatever is wrong with it.
pub(super) fn locate(kind: Kind, head: &SheetHead, rows: &[Row]) -> Option<Heading> {
    find(kind, head, rows).map(|found| Heading::read(&found, kind, &Location::default(), &mut Report::default()))
}

/// Reads the heading among the first rows of a sheet and says what is missing or double.
pub(super) fn read(
    kind: Kind,
    head: &SheetHead,
    rows: &[Row],
    place: &Location,
    report: &mut Report,
) -> Option<Heading> {
    let Some(found) = find(kind, head, rows) else {
        report.push(no_heading(kind, place.clone()));
        return None;
    };
    let (sheet_place, place) = (place, found.rows.last().map_or(place.clone(), |row| place.clone().row(row.number)));
    let heading = Heading::read(&found, kind, &place, report);
    missing_columns(kind, &heading.places, &place, report);
    rows_above(kind, &heading, &rows[..found.at], sheet_place, report);
    Some(heading)
}

/// Says which rows above the heading would be lost: another table's heading, or a record that fills every required
/// column, as where the heading of the first page was deleted and only that of the second is left.
fn rows_above(kind: Kind, heading: &Heading, above: &[Row], place: &Location, report: &mut Report) {
    for row in above.iter().filter(|row| heading.fills_required(kind, row) || is_full_heading(row)) {
        let message = "表头上面还有像是表格内容的一行，没有读。";
        report.push(
            Diagnostic::error(Code::NoHeading, place.clone().row(row.number), message)
                .help("一个工作表只放一张表，表头放在各行内容的上面；请把这一行移到表头下面，或删去。"),
        );
    }
}

impl Heading {
    /// Reads the columns of what was found, and says which stand there twice.
    fn read(found: &Candidate<'_>, kind: Kind, place: &Location, report: &mut Report) -> Self {
        let columns = (0..found.headings.len()).map(|at| found.column(kind, at).map(|column| column.header));
        let columns: Vec<_> = columns.collect();
        let mut places = BTreeMap::new();
        for (index, header) in columns.iter().enumerate().filter_map(|(at, header)| Some((at, (*header)?))) {
            if places.insert(header, index).is_some() {
                report.push(column_stands_twice(place.clone().column(header)));
            }
        }
        let rows = found.rows.iter().map(|row| row.cells.iter().map(words).map(bare).collect());
        let texts = found.headings.iter().map(|over: &Over<'_>| over.text().to_owned()).collect();
        let row = found.rows.last().map_or(0, |row| row.number);
        let written = found.rows.last().and_then(|row| row.width).unwrap_or(0);
        Self { row, written, end: found.at + found.rows.len(), places, columns, rows: rows.collect(), texts }
    }

    /// A heading of which only the places matter.
    #[cfg(test)]
    pub(super) fn of(places: BTreeMap<&'static str, usize>) -> Self {
        Self { row: 1, written: 0, end: 1, places, columns: Vec::new(), rows: Vec::new(), texts: Vec::new() }
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.texts.len()
    }

    /// The standard heading of a column; none if it is not known.
    pub(super) fn known(&self, index: usize) -> Option<&'static str> {
        self.columns.get(index).copied().flatten()
    }

    /// Whether a row has all that a record of the kind must have; nothing can be told of kinds with one required
    /// column.
    pub(super) fn fills_required(&self, kind: Kind, row: &Row) -> bool {
        let required = || kind.columns().iter().filter(|column| column.need == Need::Required);
        let is_filled = |column: &Column| {
            let cell = self.places.get(column.header).and_then(|at| row.cells.get(*at));
            cell.is_some_and(|cell| !cell.is_empty())
        };
        required().count() >= 2 && required().all(is_filled)
    }

    /// Whether a row is a page heading: this heading, or a row of it, once more.
    pub(super) fn is_repeated_by(&self, row: &Row) -> bool {
        let is_like = |texts: &Vec<String>| {
            let filled = || row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            let is_same = |(at, cell): (usize, &Cell)| texts.get(at).is_some_and(|text| is_bare(cell, text));
            // In this order: of most rows the first cell tells.
            filled().all(is_same) && filled().count() >= 2
        };
        self.rows.iter().any(is_like)
    }
}

/// Whether a row heads a table of any kind.
pub(super) fn heads_a_table(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_empty());
    let is_named = first.is_some_and(|cell| !heads_nothing(cell) && names_any(cell));
    is_named && {
        let one = Candidate::one_row(std::slice::from_ref(row), 0);
        Kind::ALL.into_iter().any(|kind| one.is_heading(kind))
    }
}

/// Whether nearly all that a row holds names columns of one kind: in remarks such as 培训机构 | 某校 | 班次 | 1期 only
/// every other cell does.
fn is_full_heading(row: &Row) -> bool {
    let one = Candidate::one_row(std::slice::from_ref(row), 0);
    Kind::ALL.into_iter().map(|kind| one.matches(kind)).any(|found| found >= 2 && found * 4 >= one.filled() * 3)
}

fn column_stands_twice(place: Location) -> Diagnostic {
    Diagnostic::error(Code::DuplicateColumn, place, "这一列出现了两次。")
        .help("只留一列；若两列含义不同，请改用各自的标准名称。")
}

fn missing_columns(kind: Kind, places: &BTreeMap<&str, usize>, place: &Location, report: &mut Report) {
    let absent = |column: &&Column| column.need == Need::Required && !places.contains_key(column.header);
    for column in kind.columns().iter().filter(absent) {
        let others = column.aliases.join("、");
        let help = if others.is_empty() {
            format!("请在表头行加上“{}”列。", column.header)
        } else {
            format!("请在表头行加上“{}”列（也可以写作{others}）。", column.header)
        };
        let message = format!("{}缺少“{}”列。", kind.name(), column.header);
        report.push(Diagnostic::error(Code::MissingColumn, place.clone(), message).help(help));
    }
}

fn no_heading(kind: Kind, place: Location) -> Diagnostic {
    let wanted = kind.columns().iter().filter(|column| column.need == Need::Required);
    let wanted: Vec<_> = wanted.map(|column| column.header).collect();
    Diagnostic::error(Code::NoHeading, place, format!("找不到{}的表头行。", kind.name()))
        .help(format!("表头行至少要有：{}。不用的工作表请删去。", wanted.join("、")))
}

/// What a column is called in a finding: its heading, or its letters.
/// What stands over a column that nobody knows may be anything, so that a personal number is not repeated.
pub(super) fn name_of(texts: &[String], index: usize) -> String {
    texts.get(index).filter(|text| may_be_shown(text)).cloned().unwrap_or_else(|| column_letters(index))
}

#[cfg(test)]
mod tests {
    use super::candidate::named;
    use super::*;
    use crate::source::Merged;

    fn rows(lines: &[&str]) -> Vec<Row> {
        (1..).zip(lines).map(|(number, line)| crate::record::table::tests::row(number, line)).collect()
    }

    fn placed(kind: Kind, head: &SheetHead, lines: &[&str]) -> Vec<(&'static str, usize)> {
        let heading = read(kind, head, &rows(lines), &Location::file("a"), &mut Report::default()).unwrap();
        let mut places: Vec<_> = heading.places.into_iter().collect();
        places.sort_by_key(|(_, at)| *at);
        places
    }

    #[test]
    fn headings_meet_whatever_their_dress() {
        let amount = Kind::Payments.column("补贴金额(元)");
        for heading in ["补贴金额(元)", "补贴金额（元）", "补贴\n金额", " 补贴金额 ", "金额(元)"]
        {
            assert_eq!(named(Kind::Payments, heading), amount, "{heading}");
        }
        assert_ne!(named(Kind::Payments, "补贴标准"), amount);
    }

    #[test]
    fn a_heading_of_two_rows_is_composed() {
        let lines =
            ["补贴公示名单", "姓名|培训机构|培训时间||补贴(元)|", "||开始日期|结束日期|标准|金额", "甲|乙|1|2|3|4"];
        let composed = [
            ("姓名", 0),
            ("培训机构", 1),
            ("培训开始日期", 2),
            ("培训结束日期", 3),
            ("补贴标准(元)", 4),
            ("补贴金额(元)", 5),
        ];
        let merged = vec![
            Merged { rows: (2, 3), columns: (0, 0) },
            Merged { rows: (2, 2), columns: (2, 3) },
            Merged { rows: (2, 2), columns: (4, 5) },
        ];
        assert_eq!(placed(Kind::Payments, &SheetHead { merged, ..SheetHead::default() }, &lines), composed);
        assert_eq!(placed(Kind::Payments, &SheetHead::default(), &lines), composed, "without merged cells, as in CSV");
    }

    #[test]
    fn a_title_over_the_heading_is_no_part_of_it() {
        let lines = ["2021年第一批补贴公示名单|||", "姓名|培训机构|补贴金额", "甲|乙|3"];
        let merged = vec![Merged { rows: (1, 1), columns: (0, 2) }];
        let places = placed(Kind::Payments, &SheetHead { merged, ..SheetHead::default() }, &lines);
        assert_eq!(places, [("姓名", 0), ("培训机构", 1), ("补贴金额(元)", 2)]);
    }

    #[test]
    fn no_heading_begins_with_a_digit() {
        let columns = Kind::ALL.into_iter().flat_map(Kind::columns);
        for heading in columns.flat_map(|column| [&column.header].into_iter().chain(column.aliases)) {
            assert!(!heads_nothing(&Cell::Text((*heading).to_owned())), "{heading}");
        }
    }

    #[test]
    fn no_two_columns_of_a_kind_share_a_heading() {
        for kind in Kind::ALL {
            let mut seen = std::collections::BTreeSet::new();
            for column in kind.columns() {
                for heading in [&column.header].into_iter().chain(column.aliases) {
                    assert!(seen.insert(bare(heading)), "{}: {heading}", kind.name());
                }
            }
        }
    }
}
