//! 合计 rows: compared with the rows above them, and never read as a person.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Row};
use crate::value::money::Fen;

use super::text::{self, Origin, Purpose};
use super::{Kind, Shape};

const OF_ALL: &[&str] = &["合计", "总计", "共计"];
const OF_PART: &str = "小计";

/// What may stand behind the word: 合计（元）：, 总计人数, 共计4人. With anything else it is a name, as 合计会计学校.
const AROUND: &str = "()（）:：元人次名个行条数金额合计总";

/// Columns whose sums mean something; sums of rates, hours and numbers do not.
const SUMMED: &[&str] = &["补贴金额(元)", "培训人数", "计划人数", "已报人数"];

/// Running sums of a table, in hundredths.
pub(super) struct Totals {
    /// Where each summed column stands, its shape, the sum of all rows and of those since the last 小计 where
    /// every cell is a number.
    columns: BTreeMap<&'static str, Running>,
}

struct Running {
    at: usize,
    shape: Shape,
    all: Option<Fen>,
    part: Option<Fen>,
}

impl Totals {
    pub(super) fn new(kind: Kind, places: &BTreeMap<&str, usize>) -> Self {
        let summed = kind.columns().iter().filter(|column| SUMMED.contains(&column.header));
        let columns = summed.filter_map(|column| {
            let at = *places.get(column.header)?;
            Some((
                column.header,
                Running { at, shape: column.shape, all: Some(Fen::default()), part: Some(Fen::default()) },
            ))
        });
        Self { columns: columns.collect() }
    }

    /// Whether a row is a total and no record.
    pub(super) fn is_total(row: &Row) -> bool {
        label(row).is_some()
    }

    /// Adds a record's row. A cell that is no number is reported with its row, and leaves the sums unknown.
    pub(super) fn add(&mut self, row: &Row) {
        for running in self.columns.values_mut() {
            let Some(cell) = row.cells.get(running.at).filter(|cell| !cell.is_empty()) else { continue };
            let amount = text::amount(cell);
            running.all = running.all.zip(amount).map(|(sum, amount)| sum + amount);
            running.part = running.part.zip(amount).map(|(sum, amount)| sum + amount);
        }
    }

    /// Compares a total row with the rows above it.
    pub(super) fn compare(&mut self, row: &Row, place: &Location, report: &mut Report) {
        let is_part = label(row) == Some(OF_PART);
        for (header, running) in &mut self.columns {
            let sum = if is_part { running.part } else { running.all };
            running.part = Some(Fen::default());
            let Some(sum) = sum else { continue };
            let cell = row.cells.get(running.at).unwrap_or(&Cell::Empty);
            if let (Cell::Fault(_), Err((code, invalid))) = (cell, text::tidy(cell, Purpose::Money, Origin::Sent)) {
                let place = place.clone().column(*header);
                report.push(Diagnostic::error(code, place, invalid.problem).help(invalid.help));
                continue;
            }
            let text = cell.text();
            let stated = text.trim_end_matches(['人', '元', '次', '名']).trim();
            let is_label = stated.is_empty() || OF_ALL.contains(&stated) || stated == OF_PART;
            let is_stated = |cell: &Cell| text::amount(cell) == Some(sum);
            if is_label || is_stated(cell) || is_stated(&Cell::Text(stated.to_owned())) {
                continue;
            }
            report.push(
                Diagnostic::error(
                    Code::TotalRow,
                    place.clone().column(*header),
                    format!("合计与各行之和不符：各行之和是 {}。", running.shape.written(sum)),
                )
                .help("请核对是少了行、重了行，还是合计写错，更正后重报。"),
            );
        }
    }
}

impl Shape {
    /// A sum as a cell of this shape shows it.
    fn written(self, sum: Fen) -> String {
        match self {
            Self::Money => sum.to_string(),
            _ => (sum.get() / 100).to_string(),
        }
    }
}

/// The word that makes a row a total, at the start of one of its first two filled cells.
fn label(row: &Row) -> Option<&'static str> {
    // Asked of every row of long lists: nothing is copied of what begins otherwise. Numbers and days do.
    let begins_so = |text: &&String| {
        text.chars().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '合' | '总' | '共' | '小'))
    };
    let texts = row.cells.iter().filter(|cell| !cell.is_empty()).take(2).filter_map(|cell| match cell {
        Cell::Text(text) => Some(text).filter(begins_so),
        _ => None,
    });
    texts
        .filter_map(|text| {
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let is_label = |rest: &str| rest.chars().all(|c| c.is_numeric() || AROUND.contains(c));
            OF_ALL.iter().copied().chain([OF_PART]).find(|word| bare.strip_prefix(word).is_some_and(is_label))
        })
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        Row { number: 9, cells: cells.iter().map(cell).collect(), width: None }
    }

    fn compared(total: &[&str]) -> Vec<String> {
        let places = BTreeMap::from([("姓名", 0), ("补贴金额(元)", 1)]);
        let mut totals = Totals::new(Kind::Payments, &places);
        totals.add(&row(&["赵示甲", "800"]));
        totals.add(&row(&["钱例乙", "400.50"]));
        let mut report = Report::default();
        totals.compare(&row(total), &Location::file("a.csv"), &mut report);
        report.sorted().iter().map(|found| found.message.clone()).collect()
    }

    #[test]
    fn a_right_total_says_nothing() {
        assert!(compared(&["合计", "1200.50"]).is_empty());
        assert!(compared(&["合 计：", "1200.50元"]).is_empty());
        assert!(compared(&["合计", "１，２００.５０元"]).is_empty());
    }

    #[test]
    fn a_wrong_total_says_the_sum() {
        assert_eq!(compared(&["合计", "1200"]), ["合计与各行之和不符：各行之和是 1200.50。"]);
    }

    #[test]
    fn people_are_no_totals() {
        assert!(!Totals::is_total(&row(&["1", "赵示甲", "合计"])));
        for label in ["总计", "合计（元）：", "共计4人", "合计人数", "合 计", "小计:", "总计金额（元）"]
        {
            assert!(Totals::is_total(&row(&["", label, "2人"])), "{label}");
        }
        for name in ["合计会计学校", "总计划", "小计量班"] {
            assert!(!Totals::is_total(&row(&["1", name, "2人"])), "{name}");
        }
    }
}
