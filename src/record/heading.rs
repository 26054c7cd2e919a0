//! Finding a table in a sheet: the heading row wherever it stands, and what its columns are.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Row, Sheet, column_letters};

use super::{Column, Kind, Need};

/// How many rows a title and its remarks may take before the heading row.
const HEADING_WITHIN: usize = 30;

/// The heading row of a sheet: which column of the kind stands where.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// The heading row's place among the sheet's rows.
    pub(super) at: usize,
    /// Where each column stands, by its standard heading.
    pub(super) places: BTreeMap<&'static str, usize>,
}

/// A heading as it is compared: blanks, brackets, colons and stars do not matter.
fn bare(heading: &str) -> String {
    heading.chars().filter(|c| !c.is_whitespace() && !"（）()：:*＊".contains(*c)).collect()
}

impl Column {
    /// Whether a heading names this column.
    pub fn is_headed(&self, heading: &str) -> bool {
        let heading = bare(heading);
        bare(self.header) == heading || self.aliases.iter().any(|alias| bare(alias) == heading)
    }
}

fn column_of(kind: Kind, cell: &Cell) -> Option<&'static Column> {
    let Cell::Text(text) = cell else { return None };
    kind.columns().iter().find(|column| column.is_headed(text))
}

/// How many cells of a row name columns of a kind.
fn matches(kind: Kind, row: &Row) -> usize {
    row.cells.iter().filter(|cell| column_of(kind, cell).is_some()).count()
}

/// The row of a sheet that names most columns of a kind, if it names at least two and most of its cells do.
pub(super) fn heading_row(kind: Kind, sheet: &Sheet) -> Option<usize> {
    let candidates = sheet.rows.iter().take(HEADING_WITHIN).enumerate();
    let (at, row) = candidates.max_by_key(|(at, row)| (matches(kind, row), HEADING_WITHIN - at))?;
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let found = matches(kind, row);
    (found >= 2 && found * 2 >= filled).then_some(at)
}

/// Whether a sheet's heading row has a column.
pub(super) fn has_column(kind: Kind, sheet: &Sheet, header: &str) -> bool {
    let names = |cell: &Cell| column_of(kind, cell).is_some_and(|column| column.header == header);
    heading_row(kind, sheet).is_some_and(|at| sheet.rows[at].cells.iter().any(names))
}

/// Reads the heading row and says what is missing, double or unknown.
pub(super) fn read(kind: Kind, sheet: &Sheet, place: &Location, report: &mut Report) -> Option<Heading> {
    let Some(at) = heading_row(kind, sheet) else {
        report.push(no_heading(kind, place.clone()));
        return None;
    };
    let row = &sheet.rows[at];
    let place = place.clone().row(row.number);
    let mut places = BTreeMap::new();
    for (index, cell) in row.cells.iter().enumerate() {
        match column_of(kind, cell) {
            Some(column) if places.insert(column.header, index).is_some() => {
                report.push(
                    Diagnostic::error(Code::DuplicateColumn, place.clone().column(column.header), "这一列出现了两次。")
                        .help("只留一列；若两列含义不同，请改用各自的标准名称。"),
                );
            }
            Some(_) => {}
            None => unknown_column(&place, index, cell, &sheet.rows[at..], report),
        }
    }
    missing_columns(kind, &places, &place, report);
    Some(Heading { at, places })
}

/// Says that a column is not published because nobody knows what it is; a column without any cell is nothing.
fn unknown_column(place: &Location, index: usize, cell: &Cell, rows: &[Row], report: &mut Report) {
    let is_used = rows.iter().any(|row| row.cells.get(index).is_some_and(|cell| !cell.is_empty()));
    if !is_used {
        return;
    }
    let heading = cell.text();
    let name = if heading.is_empty() { column_letters(index) } else { heading };
    report.push(
        Diagnostic::warning(Code::UnknownColumn, place.clone().column(name), "不认识这一列，它不会公开。")
            .help("若它本该公开，请把表头改成标准名称；若不该公开，可以不管，最好删去。"),
    );
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_meet_whatever_their_dress() {
        let amount = Kind::Payments.column("补贴金额(元)").unwrap();
        for heading in ["补贴金额(元)", "补贴金额（元）", "补贴\n金额", " 补贴金额 ", "金额(元)"]
        {
            assert!(amount.is_headed(heading), "{heading}");
        }
        assert!(!amount.is_headed("补贴标准"));
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
