//! From lists to the rows of tables.

use std::ops::Range;
use std::sync::Arc;

use crate::edition::archive::FrozenList;
use crate::edition::change::{RowChanges, between};
use crate::edition::list::{Part, PublicList, record_starts};
use crate::record::{Column, Kind, Shape, payment};
use crate::value::money::Fen;

use super::gist::Sums;
use super::text;
use super::view::table::{Cell, Head, Mark, Marked, Naming, Row, Rows, Slot, Table};

/// The heading whose cell names a row.
pub(super) fn names_row(kind: Kind) -> &'static str {
    match kind {
        Kind::Payments => payment::NAME,
        Kind::InstitutionPayments => payment::INSTITUTION,
        Kind::Projects => "培训项目名称",
        Kind::Occupations => "职业名称",
        Kind::Courses => "课程(阶段)",
        Kind::Standards => "职业(工种)",
        Kind::Institutions => "机构名称",
    }
}

/// The heads of columns.
pub(super) fn heads(kind: Kind, columns: &[&'static Column]) -> Vec<Head> {
    columns.iter().map(|column| Head::of(column, names_row(kind))).collect()
}

/// A table whose rows go to the next slot.
pub(super) fn table<'a>(
    caption: String,
    columns: Vec<Head>,
    rows: Rows<'a>,
    count: usize,
    slots: &mut Vec<Rows<'a>>,
) -> Table {
    let marked = match &rows {
        Rows::Made { rows, .. } if rows.iter().any(|row| row.mark != Mark::None) => Marked::Yes,
        _ => Marked::No,
    };
    slots.push(rows);
    let rows = Slot(slots.len() - 1);
    Table { caption, columns, rows, count: count.to_string(), several: count > 1, marked }
}

/// A table of rows put together by the program.
pub(super) fn made<'a>(caption: String, heads: Vec<Head>, rows: Vec<Row>, slots: &mut Vec<Rows<'a>>) -> Table {
    let count = rows.len();
    let shared = Arc::from(heads.clone());
    table(caption, heads, Rows::Made { rows, heads: shared }, count, slots)
}

/// The records of a frozen list, and where each starts.
pub(super) struct Records<'a> {
    heads: Arc<[Head]>,
    part: Part<'a>,
    starts: Vec<usize>,
}

impl<'a> Records<'a> {
    /// Those of a frozen list under their heads.
    pub(super) fn read(bytes: &'a [u8], heads: Vec<Head>) -> Self {
        Self { heads: heads.into(), part: Part::of(bytes), starts: record_starts(bytes) }
    }

    /// Those of a frozen list that was read from these bytes.
    pub(super) fn of(list: &'a PublicList, bytes: &'a [u8], heads: Vec<Head>) -> Self {
        match list.lines() {
            Some((part, starts)) => Self { heads: heads.into(), part, starts },
            None => Self::read(bytes, heads),
        }
    }

    pub(super) fn heads(&self) -> Vec<Head> {
        self.heads.to_vec()
    }

    /// A range of rows, counted from 0.
    pub(super) fn rows(&self, range: Range<usize>, naming: Naming) -> Rows<'a> {
        let at = |row: usize| self.starts.get(row).copied().unwrap_or(self.part.len());
        let records = self.part.between(at(range.start), at(range.end));
        Rows::Frozen { records, heads: Arc::clone(&self.heads), first: range.start + 1, naming }
    }
}

/// The heads of a list's columns, that of the rows' numbers in front where the list has none of its own.
pub(super) fn numbered_heads(list: &PublicList) -> Vec<Head> {
    let own = heads(list.kind(), list.columns());
    let number = (!has_numbers(&own)).then(Head::row_number);
    number.into_iter().chain(own).collect()
}

fn has_numbers(heads: &[Head]) -> bool {
    heads.iter().any(|head| head.label == payment::NUMBER)
}

/// The same rows with their numbers in front, where the list has none of its own.
pub(super) fn numbered(heads: &mut Vec<Head>, rows: &mut [Row]) {
    if has_numbers(heads) {
        return;
    }
    heads.insert(0, Head::row_number());
    for (number, row) in (1..).zip(rows) {
        row.cells.insert(0, Cell::new(format!("{number}")));
    }
}

/// Person-times and amounts of each institution.
pub(super) fn sums_by_institution(list: &PublicList) -> Sums {
    let (institution, heads, amount) =
        (list.position(payment::INSTITUTION), list.position(payment::HEADCOUNT), list.position(payment::AMOUNT));
    let mut sums = Sums::new();
    list.each_row(|cells| {
        let (mut name, mut persons, mut yuan) = ("", "", "");
        for (at, cell) in cells.enumerate() {
            let at = Some(at);
            for (place, text) in [(institution, &mut name), (heads, &mut persons), (amount, &mut yuan)] {
                if at == place {
                    *text = cell;
                }
            }
        }
        let more = (heads.map_or(1, |_| persons.parse().unwrap_or(0)), Fen::parse(yuan).unwrap_or_default());
        match sums.get_mut(name) {
            Some(sum) => *sum = (sum.0 + more.0, sum.1 + more.1),
            None => drop(sums.insert(name.to_owned(), more)),
        }
    });
    sums
}

/// The sums of several lists, institution by institution.
pub(super) fn added<'s>(all: impl Iterator<Item = &'s Sums>) -> Sums {
    let mut sums = Sums::new();
    for (name, (persons, amount)) in all.flatten() {
        let sum = sums.entry(name.clone()).or_default();
        *sum = (sum.0 + persons, sum.1 + *amount);
    }
    sums
}

/// The table of institutions, the largest amount first; none where there is no institution.
pub(super) fn institutions<'a>(caption: &str, sums: &Sums, slots: &mut Vec<Rows<'a>>) -> Option<Table> {
    let heads = vec![
        Head { label: payment::INSTITUTION, class: "name" },
        Head { label: "人次", class: Shape::Number.name() },
        Head { label: "补贴金额（元）", class: Shape::Money.name() },
    ];
    let rows = institution_rows(sums);
    (!rows.is_empty()).then(|| made(caption.to_owned(), heads, rows, slots))
}

fn institution_rows(sums: &Sums) -> Vec<Row> {
    let mut sums: Vec<_> = sums.iter().collect();
    sums.sort_by(|(a_name, a), (b_name, b)| b.1.cmp(&a.1).then_with(|| a_name.cmp(b_name)));
    let row = |(name, (persons, amount)): (&String, &(u64, Fen))| {
        plain(&[name.clone(), text::grouped(*persons), text::yuan(*amount)])
    };
    sums.into_iter().map(row).collect()
}

/// What changed between a revision of a catalogue and the one before it, in words; none for the first revision, and
/// where the rows of one of them left.
pub(super) fn changes_in_words(previous: Option<&FrozenList<'_>>, list: &FrozenList<'_>) -> Option<String> {
    let previous = previous?;
    let changes = between(&previous.held()?.list(), &list.held()?.list());
    Some(format!("与 {} 相比：{}", previous.entry.revision, counted(&changes)))
}

/// `新增 2 行，变更 1 行，撤下 0 行`
pub(super) fn counted(changes: &RowChanges) -> String {
    let RowChanges { added, changed, withdrawn } = changes;
    format!("新增 {} 行，变更 {} 行，撤下 {} 行", added.len(), changed.len(), withdrawn.len())
}

/// The rows of a revision, marked with what changed against the one before (R6).
pub(super) fn marked(list: &PublicList, previous: Option<(&PublicList, &RowChanges)>) -> Vec<Row> {
    let mut rows: Vec<Row> = list.rows().iter().map(|row| plain(row)).collect();
    let Some((old, changes)) = previous else { return rows };
    changes.added.iter().for_each(|&at| rows[at].mark = Mark::Added);
    for change in &changes.changed {
        let row = &mut rows[change.new];
        row.mark = Mark::Changed;
        for column in &change.columns {
            if let Some(at) = list.position(column.header) {
                row.cells[at].before = Some(old.cell(&old.rows()[change.old], column.header).to_owned());
            }
        }
    }
    rows
}

/// A row without marks.
pub(super) fn plain(row: &[String]) -> Row {
    Row { mark: Mark::None, cells: row.iter().map(Cell::new).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> PublicList {
        let columns = ["姓名", "培训机构", "补贴金额(元)"].map(|header| Kind::Payments.column(header).unwrap());
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = vec![
            row(["甲*", "示例二校", "100.00"]),
            row(["乙", "示例\r\n一校", "900.50"]),
            row(["丙", "示例二校", "100.00"]),
        ];
        PublicList::new(Kind::Payments, columns.to_vec(), rows)
    }

    #[test]
    fn sums_by_institution_add_up() {
        let rows = institution_rows(&sums_by_institution(&list()));
        let texts: Vec<_> = rows.iter().map(|row| (row.cells[1].text.as_str(), row.cells[2].text.as_str())).collect();
        assert_eq!(texts, [("1", "900.50"), ("2", "200.00")]);
    }

    #[test]
    fn every_record_starts_where_it_starts() {
        let bytes = list().to_csv();
        let starts = record_starts(&bytes);
        assert_eq!(starts.len(), 3);
        assert!(bytes[starts[0]..].starts_with("甲*,".as_bytes()));
        assert!(bytes[starts[1]..].starts_with("乙,\"".as_bytes()));
        assert!(bytes[starts[2]..].starts_with("丙,".as_bytes()));
    }
}
