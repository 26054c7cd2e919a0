use std::collections::BTreeMap;

use pretty_assertions::assert_eq;

use super::*;
use crate::diagnostic::Severity;
use crate::record::Kind;
use crate::record::heading::Heading;
use crate::record::payment::{AMOUNT, ID_NUMBER, INSTITUTION, NAME};
use crate::source::Fault;

/// Severity, code, and the text shown.
type Told = (Severity, Code, Option<String>);

/// Reads one cell under a heading and gives what is told.
fn told<T>(
    file: &str,
    header: &'static str,
    cell: Cell,
    read: impl Fn(&mut RowReader<'_>) -> Option<T>,
) -> (Option<T>, Vec<Told>) {
    let row = Row { number: 2, cells: vec![cell], width: None };
    let heading = Heading::of(BTreeMap::from([(header, 0)]));
    let mut report = Report::default();
    let place = Location::file(file);
    let mut columns = Columns::new(Kind::Payments, &heading, &place);
    let value = read(&mut RowReader::new(&mut columns, &row, &place, &mut report));
    let found = report.sorted().into_iter().map(|found| (found.severity, found.code, found.found.clone())).collect();
    (value, found)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn a_mended_cell_is_noted_with_what_stands_there() {
    let (amount, found) = told("a.csv", AMOUNT, text("１，２００.００"), |row| row.money(AMOUNT));
    assert_eq!(amount, Some(Fen::new(120_000)));
    assert_eq!(found, [(Severity::Note, Code::Normalised, Some("１，２００.００".to_owned()))]);
}

#[test]
fn personal_cells_are_never_shown() {
    let (id, found) = told("a.csv", ID_NUMBER, text("11010519491231002x"), |row| row.id_number(ID_NUMBER));
    assert!(id.is_some());
    assert_eq!(found, [(Severity::Note, Code::Normalised, None)]);
    let (name, found) = told("a.csv", NAME, text("张 ？"), |row| row.name(NAME));
    assert!(name.is_some());
    assert_eq!(found, [(Severity::Warning, Code::RareCharacter, None)]);
    let (_, found) = told("a.csv", INSTITUTION, text("=示例13800000000"), |row| row.text::<String>(INSTITUTION));
    assert_eq!(found, [(Severity::Error, Code::FormulaText, None)]);
}

#[test]
fn a_wrong_public_cell_is_shown() {
    let (_, found) = told("a.csv", AMOUNT, text("800元"), |row| row.money(AMOUNT));
    assert_eq!(found, [(Severity::Error, Code::Money, Some("800元".to_owned()))]);
}

#[test]
fn numeric_cells_and_formulas() {
    let (_, found) = told("a.xlsx", ID_NUMBER, Cell::Number(3.7e17), |row| row.id_number(ID_NUMBER));
    assert_eq!(found, [(Severity::Error, Code::IdCell, None)]);
    let (_, found) = told("a.xlsx", AMOUNT, Cell::Fault(Fault::NoResult), |row| row.money(AMOUNT));
    assert_eq!(found, [(Severity::Error, Code::Formula, None)]);
    let (sum, found) = told("a.xlsx", AMOUNT, Cell::Number(0.1 + 0.2), |row| row.money(AMOUNT));
    assert_eq!((sum, found[0].1), (Some(Fen::new(30)), Code::Normalised));
}

#[test]
fn lists_that_stand_are_not_told_of() {
    let frozen = "content/editions/0001/data/lists/a.csv";
    let (_, found) = told(frozen, "班次", text("第１期\u{3000}"), |row| row.text::<String>("班次"));
    assert_eq!(found, []);
}
