//! What changed between two revisions of a list.
//!
//! R6 (泰人社字〔2021〕12号 二（一）（五）): a project list, an occupation list and a schedule are dynamic; each edition
//! states what was added, changed and withdrawn. This is how that is found.

use std::collections::BTreeMap;

use crate::record::{Column, payment};

use super::list::PublicList;

/// The differences between two revisions. A row in both that only moved, or got another 序号, is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowChanges {
    /// Rows of the new revision that the old one lacks, in order.
    pub added: Vec<usize>,
    /// Rows in both that differ, by their place in the new revision.
    pub changed: Vec<ChangedRow>,
    /// Rows of the old revision that the new one lacks, in order.
    pub withdrawn: Vec<usize>,
}

/// A row in both revisions that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRow {
    /// Its place in the old revision.
    pub old: usize,
    /// Its place in the new revision.
    pub new: usize,
    /// The columns whose cells differ, in the order of the kind's columns.
    pub columns: Vec<&'static Column>,
}

impl RowChanges {
    /// Whether the two revisions say the same.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.withdrawn.is_empty()
    }
}

/// Compares two revisions. Rows are matched in three steps: first those that are equal; then those of equal key, in
/// order, for two people may have one name; last those whose keys are equal up to a later part, longest first, if that
/// leaves one row on either side. Revisions of different kinds have no row in common.
pub fn between(old: &PublicList, new: &PublicList) -> RowChanges {
    let mut changes = RowChanges::default();
    let mut left = Unmatched { old: (0..old.rows().len()).collect(), new: (0..new.rows().len()).collect() };
    if old.kind() == new.kind() {
        let (old_cells, new_cells) = (Cells::of(old), Cells::of(new));
        left.pair(|row| old_cells.row(row), |row| new_cells.row(row), Choice::InOrder);
        for length in (1..=old.kind().key().len()).rev() {
            let choice = if length == old.kind().key().len() { Choice::InOrder } else { Choice::OnlyOne };
            let pairs = left.pair(|row| old_cells.key(row, length), |row| new_cells.key(row, length), choice);
            changes.changed.extend(pairs.into_iter().map(|pair| old_cells.changed(&new_cells, pair)));
        }
    }
    changes.changed.sort_by_key(|row| row.new);
    (changes.added, changes.withdrawn) = (left.new, left.old);
    changes
}

/// The cells of a list in the order of its kind's columns, whichever of them the list has; 序号 is left out.
struct Cells<'a> {
    columns: Vec<&'static Column>,
    /// Where each column is in the list.
    places: Vec<Option<usize>>,
    rows: &'a [Vec<String>],
    /// Which of the columns make the key.
    key: Vec<usize>,
}

impl<'a> Cells<'a> {
    fn of(list: &'a PublicList) -> Self {
        let columns: Vec<_> = list.kind().columns().iter().filter(|column| column.header != payment::NUMBER).collect();
        let places = columns.iter().map(|column| list.position(column.header)).collect();
        let place = |header: &&str| columns.iter().position(|column| column.header == *header);
        let key = list.kind().key().iter().filter_map(place).collect();
        Self { columns, places, rows: list.rows(), key }
    }

    fn cell(&self, row: usize, column: usize) -> &'a str {
        self.places[column].map_or("", |at| self.rows[row][at].as_str())
    }

    /// All cells of a row.
    fn row(&self, row: usize) -> Vec<&'a str> {
        (0..self.columns.len()).map(|column| self.cell(row, column)).collect()
    }

    /// A row's key up to so many parts; nothing for a key without any text, which tells nothing apart.
    fn key(&self, row: usize, length: usize) -> Vec<&'a str> {
        let key: Vec<_> = self.key[..length].iter().map(|column| self.cell(row, *column)).collect();
        if key.iter().all(|part| part.is_empty()) { Vec::new() } else { key }
    }

    fn changed(&self, new_cells: &Self, (old, new): (usize, usize)) -> ChangedRow {
        let differs = |column: &usize| self.cell(old, *column) != new_cells.cell(new, *column);
        let columns = (0..self.columns.len()).filter(differs).map(|column| self.columns[column]).collect();
        ChangedRow { old, new, columns }
    }
}

/// Which rows of equal key belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// The first to the first, the second to the second.
    InOrder,
    /// None, unless there is one on either side.
    OnlyOne,
}

/// Rows that have no counterpart yet, in order.
struct Unmatched {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Unmatched {
    /// Takes out the rows that belong together by their keys; rows without a key stay.
    fn pair<'a>(
        &mut self,
        old_key: impl Fn(usize) -> Vec<&'a str>,
        new_key: impl Fn(usize) -> Vec<&'a str>,
        choice: Choice,
    ) -> Vec<(usize, usize)> {
        let (old, new) = (by_key(&self.old, old_key), by_key(&self.new, new_key));
        let both = old.iter().filter_map(|(key, old)| Some((old, new.get(key)?)));
        let chosen = both.filter(|(old, new)| choice == Choice::InOrder || (old.len() == 1 && new.len() == 1));
        let mut pairs: Vec<(usize, usize)> =
            chosen.flat_map(|(old, new)| old.iter().copied().zip(new.iter().copied())).collect();
        pairs.sort_unstable();
        self.old.retain(|old| pairs.binary_search_by_key(old, |pair| pair.0).is_err());
        pairs.sort_unstable_by_key(|pair| pair.1);
        self.new.retain(|new| pairs.binary_search_by_key(new, |pair| pair.1).is_err());
        pairs
    }
}

fn by_key<'a>(rows: &[usize], key: impl Fn(usize) -> Vec<&'a str>) -> BTreeMap<Vec<&'a str>, Vec<usize>> {
    let mut groups: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (row, key) in rows.iter().map(|row| (*row, key(*row))).filter(|(_, key)| !key.is_empty()) {
        groups.entry(key).or_default().push(row);
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::Kind;

    fn list(kind: Kind, headers: &[&str], rows: &[&[&str]]) -> PublicList {
        let columns = headers.iter().map(|header| kind.column(header).unwrap()).collect();
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        PublicList::new(kind, columns, rows)
    }

    fn payments(rows: &[&[&str]]) -> PublicList {
        list(Kind::Payments, &["序号", "姓名", "培训机构", "补贴金额(元)"], rows)
    }

    /// Added, changed with their columns, withdrawn.
    type Said = (Vec<usize>, Vec<(usize, usize, Vec<&'static str>)>, Vec<usize>);

    fn said(old: &PublicList, new: &PublicList) -> Said {
        let changes = between(old, new);
        let columns = |row: &ChangedRow| row.columns.iter().map(|column| column.header).collect();
        let changed = changes.changed.iter().map(|row| (row.old, row.new, columns(row))).collect();
        (changes.added, changed, changes.withdrawn)
    }

    #[test]
    fn added_changed_and_withdrawn_rows_are_told_apart() {
        let old = payments(&[
            &["1", "甲", "示例一校", "1.00"],
            &["2", "乙", "示例一校", "2.00"],
            &["3", "丙", "示例二校", "3.00"],
        ]);
        let new = payments(&[
            &["1", "乙", "示例一校", "2.50"],
            &["2", "丙", "示例二校", "3.00"],
            &["3", "丁", "示例二校", "4.00"],
        ]);
        assert_eq!(said(&old, &new), (vec![2], vec![(1, 0, vec!["补贴金额(元)"])], vec![0]));
    }

    #[test]
    fn two_people_of_one_name_stay_two() {
        let old = payments(&[&["1", "甲", "示例校", "1.00"], &["2", "甲", "示例校", "2.00"]]);
        let first_gone = payments(&[&["1", "甲", "示例校", "2.00"]]);
        assert_eq!(said(&old, &first_gone), (vec![], vec![], vec![0]));
        let both_changed = payments(&[&["1", "甲", "示例校", "3.00"], &["2", "甲", "示例校", "4.00"]]);
        let amount = || vec!["补贴金额(元)"];
        assert_eq!(said(&old, &both_changed), (vec![], vec![(0, 0, amount()), (1, 1, amount())], vec![]));
    }

    #[test]
    fn another_institution_is_a_change_if_only_one_can_be_meant() {
        let old = payments(&[&["1", "甲", "示例一校", "1.00"]]);
        let moved = payments(&[&["1", "甲", "示例二校", "1.00"]]);
        assert_eq!(said(&old, &moved), (vec![], vec![(0, 0, vec!["培训机构"])], vec![]));
        let two = payments(&[&["1", "甲", "示例二校", "1.00"], &["2", "甲", "示例三校", "1.00"]]);
        assert_eq!(said(&old, &two), (vec![0, 1], vec![], vec![0]));
    }

    #[test]
    fn projects_without_a_number_are_told_by_their_names() {
        let headers = ["培训项目名称", "群体范围", "培训人数", "组织时间"];
        let old = list(
            Kind::Projects,
            &headers,
            &[&["示例焊工", "失业人员", "30", "6月"], &["示例家政", "妇女", "20", "6月"]],
        );
        let new = list(
            Kind::Projects,
            &headers,
            &[&["示例养老", "失业人员", "30", "6月"], &["示例家政", "妇女", "20", "7月"]],
        );
        assert_eq!(said(&old, &new), (vec![0], vec![(1, 1, vec!["组织时间"])], vec![0]));
    }

    #[test]
    fn a_column_that_came_or_went_is_a_change_where_it_is_filled() {
        let headers = ["职业(工种)", "培训学时", "补贴标准(元/人)"];
        let with_remark = [headers[0], headers[1], headers[2], "备注"];
        let old = list(Kind::Standards, &headers, &[&["车工", "120", "1200.00"], &["焊工", "100", "1000.00"]]);
        let new =
            list(Kind::Standards, &with_remark, &[&["车工", "120", "1200.00", ""], &["焊工", "100", "1000.00", "新"]]);
        assert_eq!(said(&old, &new), (vec![], vec![(1, 1, vec!["备注"])], vec![]));
    }

    #[test]
    fn lists_of_different_kinds_have_no_row_in_common() {
        let old = payments(&[&["1", "甲", "示例校", "1.00"]]);
        let new = list(Kind::InstitutionPayments, &["培训机构", "培训人数"], &[&["示例校", "1"]]);
        assert_eq!(said(&old, &new), (vec![0], vec![], vec![0]));
    }

    fn some_list() -> impl Strategy<Value = PublicList> {
        let row = ("[1-9]", "[甲乙丙]", "[一二]校", "[12]");
        prop::collection::vec(row, 0..8).prop_map(|rows| {
            let rows = rows.into_iter().map(|(number, name, school, amount)| vec![number, name, school, amount]);
            PublicList::new(Kind::Payments, payments(&[]).columns().to_vec(), rows.collect())
        })
    }

    proptest! {
        #[test]
        fn every_row_is_accounted_for_once(old in some_list(), new in some_list()) {
            let changes = between(&old, &new);
            let mut old_rows: Vec<usize> = changes.changed.iter().map(|row| row.old).chain(changes.withdrawn.clone()).collect();
            let mut new_rows: Vec<usize> = changes.changed.iter().map(|row| row.new).chain(changes.added.clone()).collect();
            prop_assert_eq!(old.rows().len() - old_rows.len(), new.rows().len() - new_rows.len(), "the rest is equal");
            old_rows.sort_unstable();
            new_rows.sort_unstable();
            prop_assert!(old_rows.is_sorted_by(|a, b| a < b) && new_rows.is_sorted_by(|a, b| a < b));
            for row in &changes.changed {
                prop_assert!(!row.columns.is_empty());
                for column in old.columns() {
                    let same = old.cell(&old.rows()[row.old], column.header) == new.cell(&new.rows()[row.new], column.header);
                    prop_assert_eq!(same || column.header == payment::NUMBER, !row.columns.contains(column));
                }
            }
        }

        #[test]
        fn what_goes_one_way_comes_back_the_other(old in some_list(), new in some_list()) {
            let (there, back) = (between(&old, &new), between(&new, &old));
            prop_assert_eq!((there.added, there.withdrawn), (back.withdrawn, back.added));
            prop_assert_eq!(there.changed.len(), back.changed.len());
        }

        #[test]
        fn another_order_is_no_change(old in some_list(), turn in any::<prop::sample::Index>()) {
            let mut rows = old.rows().to_vec();
            if !rows.is_empty() {
                let by = turn.index(rows.len());
                rows.rotate_left(by);
            }
            prop_assert!(between(&old, &PublicList::new(Kind::Payments, old.columns().to_vec(), rows)).is_empty());
        }
    }
}
