//! Which rows of a sheet are the heading.

use crate::record::Kind;
use crate::source::{Row, SheetHead};

use super::HEADING_WITHIN;
use super::candidate::{Candidate, width_of};

/// The heading among the first rows of a sheet: what names most columns of a kind, one row rather than two, the first
/// rather than a later one.
pub(super) fn find<'a>(kind: Kind, head: &SheetHead, rows: &'a [Row]) -> Option<Candidate<'a>> {
    let rows = &rows[..rows.len().min(HEADING_WITHIN)];
    let first = (!rows.is_empty()).then(|| Candidate::one_row(rows, 0))?;
    let mut best = Best { matches: first.matches(kind), candidate: first };
    for at in 1..rows.len() {
        if best.may_yield_to(&rows[at..=at]) {
            best.meet(kind, Candidate::one_row(rows, at));
        }
    }
    for at in 0..rows.len() - 1 {
        if best.may_yield_to(&rows[at..at + 2]) {
            let two = Candidate::two_rows(head, rows, at).filter(|two| is_two_deep(kind, two));
            two.into_iter().for_each(|two| best.meet(kind, two));
        }
    }
    best.candidate.is_heading(kind).then_some(best.candidate)
}

/// What names most columns, of the candidates so far.
struct Best<'a> {
    matches: usize,
    candidate: Candidate<'a>,
}

impl<'a> Best<'a> {
    /// Whether rows may name more columns: never more than they have cells. Nearly always the heading has the rows
    /// below it ruled out, which are not looked at.
    fn may_yield_to(&self, rows: &[Row]) -> bool {
        width_of(rows) > self.matches
    }

    /// Takes a later candidate's place only if it names more.
    fn meet(&mut self, kind: Kind, candidate: Candidate<'a>) {
        let matches = candidate.matches(kind);
        if matches > self.matches {
            *self = Self { matches, candidate };
        }
    }
}

/// Whether the lower row names columns too, and is no row of the list.
fn is_two_deep(kind: Kind, two: &Candidate<'_>) -> bool {
    let Some(lower) = two.rows.get(1) else { return false };
    let named = |index: &usize| lower.cells.get(*index).is_some_and(|cell| !cell.is_empty());
    let filled = (0..two.headings.len()).filter(named);
    let known = (0..two.headings.len()).filter(named).filter(|index| two.column(kind, *index).is_some());
    known.count() * 2 > filled.count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Merged;

    /// The same without leaving anything out.
    fn find_slowly<'a>(kind: Kind, head: &SheetHead, rows: &'a [Row]) -> Option<Candidate<'a>> {
        let ones = (0..rows.len()).map(|at| Candidate::one_row(rows, at));
        let best = ones.max_by_key(|one| (one.matches(kind), rows.len() - one.at))?;
        let twos = (0..rows.len()).filter_map(|at| Candidate::two_rows(head, rows, at));
        let twos = twos.filter(|two| two.matches(kind) > best.matches(kind) && is_two_deep(kind, two));
        let best = twos.max_by_key(|two| (two.matches(kind), rows.len() - two.at)).unwrap_or(best);
        best.is_heading(kind).then_some(best)
    }

    const CELLS: &[&str] =
        &["", "姓名", "培训机构", "补贴", "金额", "标准", "培训时间", "开始日期", "结束日期", "1", "甲", "（元）"];

    proptest! {
        #[test]
        fn rows_that_are_not_looked_at_are_no_headings(
            lines in prop::collection::vec(prop::collection::vec(prop::sample::select(CELLS), 1..6), 0..6),
            merged in prop::option::of((1..6_u32, 0..4_usize)),
        ) {
            let lines = lines.iter().map(|cells| cells.join("|"));
            let rows: Vec<Row> = (1..).zip(lines).map(|(at, line)| crate::record::table::tests::row(at, &line)).collect();
            let merged = merged.map(|(row, first)| Merged { rows: (row, row), columns: (first, first + 1) });
            let head = SheetHead { merged: merged.into_iter().collect(), ..SheetHead::default() };
            let told = |found: Option<Candidate<'_>>| found.map(|found| (found.at, found.rows.len()));
            let found = told(find(Kind::Payments, &head, &rows));
            prop_assert_eq!(found, told(find_slowly(Kind::Payments, &head, &rows)));
        }
    }
}
