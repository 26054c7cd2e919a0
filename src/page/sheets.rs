//! Capture sheets (截图存证页): pages made for the camera. Each shows a part of a list on one sheet of A4, with all
//! that a picture of it must say: of what it is, which sheet of how many, the sums, and how to check it.
//!
//! Every row stands on exactly one sheet. How many fit is told from the texts alone, before any browser sees them, by
//! an estimate that is never too low (`measure`). A row that is higher than a whole sheet stands alone on one and runs
//! over its edge: `capture` refuses that sheet and names the row. Only the revision in force of a list has sheets, and
//! only while its rows are shown; the addresses of others vanish, since no new picture is to be made of rows that hold
//! no longer or may be shown no longer. Packs made before keep theirs.

use std::ops::Range;

use crate::edition::list::PublicList;
use crate::value::money::Fen;

mod columns;
mod geometry;
mod heading;
mod measure;
mod pages;

pub(super) use pages::{link, make, of_catalogues};

use columns::Columns;

/// What stands on one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its rows in the list, counted from 0.
    pub rows: Range<usize>,
    /// Person-times of these rows; none for catalogues.
    pub persons: Option<u64>,
    /// The sum of their amounts; none for catalogues.
    pub amount: Option<Fen>,
}

/// The sheets of a list, in order; at least one. Together they hold every row once.
pub fn of(list: &PublicList) -> Vec<Sheet> {
    let columns = Columns::of(list);
    let heights = list.rows().iter().map(|row| columns.height(row));
    ranges(columns.height_for_rows(), heights).into_iter().map(|rows| sheet(list, rows)).collect()
}

fn sheet(list: &PublicList, rows: Range<usize>) -> Sheet {
    let part = PublicList::new(list.kind(), list.columns().to_vec(), list.rows()[rows.clone()].to_vec());
    Sheet { rows, persons: part.persons(), amount: part.amount() }
}

/// Which rows stand together, where a sheet has so much room: as many as fit, and at least one.
fn ranges(room: u32, heights: impl Iterator<Item = u32>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut end, mut used) = (0, 0, 0_u32);
    for height in heights {
        if end > start && used.saturating_add(height) > room {
            ranges.push(start..end);
            (start, used) = (end, 0);
        }
        used = used.saturating_add(height);
        end += 1;
    }
    ranges.push(start..end);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;
    use proptest::prelude::*;

    fn payments(rows: Vec<[String; 3]>) -> PublicList {
        let columns = ["姓名", "培训机构", "补贴金额(元)"].map(|header| Kind::Payments.column(header).unwrap());
        PublicList::new(Kind::Payments, columns.to_vec(), rows.into_iter().map(Vec::from).collect())
    }

    fn row(number: usize) -> [String; 3] {
        ["示例".to_owned(), "示例职业培训学校".to_owned(), format!("{number}.00")]
    }

    /// The numbers of all rows on the sheets, in their order.
    fn numbers(sheets: &[Sheet]) -> Vec<usize> {
        sheets.iter().flat_map(|sheet| sheet.rows.clone()).collect()
    }

    #[test]
    fn every_row_of_short_and_long_lists_stands_on_exactly_one_sheet() {
        for count in [1, 200, 1_500, 10_000] {
            let list = payments((1..=count).map(row).collect());
            let sheets = of(&list);
            assert_eq!(numbers(&sheets), (0..count).collect::<Vec<_>>());
            assert_eq!(sheets.iter().filter_map(|sheet| sheet.amount).sum::<Fen>(), list.amount().unwrap());
            assert_eq!(sheets.iter().filter_map(|sheet| sheet.persons).sum::<u64>(), count as u64);
            let full = &sheets[..sheets.len() - 1];
            assert!(full.iter().all(|sheet| sheet.rows.len() >= 20), "{count}: {:?}", full.first());
        }
    }

    #[test]
    fn a_row_that_fills_a_sheet_stands_alone() {
        let long = ["示例".to_owned(), "示".repeat(5_000), "1.00".to_owned()];
        let sheets = of(&payments(vec![row(1), long, row(3), row(4)]));
        assert_eq!(sheets.iter().map(|sheet| sheet.rows.clone()).collect::<Vec<_>>(), [0..1, 1..2, 2..4]);
    }

    #[test]
    fn a_catalogue_has_no_sums() {
        let columns = vec![Kind::Occupations.column("职业名称").unwrap()];
        let sheets = of(&PublicList::new(Kind::Occupations, columns, vec![vec!["车工".to_owned()]]));
        assert_eq!(sheets, [Sheet { rows: 0..1, persons: None, amount: None }]);
    }

    proptest! {
        #[test]
        fn sheets_are_never_fuller_than_they_may_be(heights in prop::collection::vec(1_u32..900, 0..300)) {
            let ranges = ranges(700, heights.iter().copied());
            let rows: Vec<usize> = ranges.iter().flat_map(Clone::clone).collect();
            prop_assert_eq!(rows, (0..heights.len()).collect::<Vec<_>>());
            for range in &ranges {
                prop_assert!(range.len() <= 1 || heights[range.clone()].iter().sum::<u32>() <= 700);
            }
        }

        #[test]
        fn texts_of_any_kind_leave_no_row_out(texts in prop::collection::vec("\\PC{0,80}", 1..60)) {
            let count = texts.len();
            let rows = texts.into_iter().map(|text| [text.clone(), text, "1.00".to_owned()]).collect();
            prop_assert_eq!(numbers(&of(&payments(rows))), (0..count).collect::<Vec<_>>());
        }
    }
}
