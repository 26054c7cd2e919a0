//! Where the columns of a list stand in a sheet, by the names that findings give them.

use crate::source::{Sheet, column_letters};

use super::{Catalogue, Column, Kind, SOURCES, heading, list};

/// The heading row of a sheet, for finding the cell that a finding names.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The number of the heading row, as a spreadsheet shows it.
    pub heading_row: u32,
    /// From column A on: the heading as it stands, and the column it names.
    columns: Vec<(String, Option<&'static Column>)>,
}

impl Layout {
    /// The layout of a sheet that holds rows of a kind; none where no heading row is found.
    pub fn of(kind: Kind, sheet: &Sheet) -> Option<Self> {
        let heading = heading::locate(kind, &sheet.head, &sheet.rows)?;
        let known = |index: usize| heading.known(index).and_then(|header| kind.column(header));
        let columns = heading.texts.iter().enumerate().map(|(index, text)| (text.clone(), known(index))).collect();
        Some(Self { heading_row: heading.row, columns })
    }

    /// How many columns the heading row has.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The column that stands at a place, if it is one of the kind.
    pub fn column(&self, index: usize) -> Option<&'static Column> {
        self.columns.get(index)?.1
    }

    /// The index of a column by its standard heading, else the heading as it stands, else its letters. Of two columns
    /// of one heading it is the last, as when rows are read.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        let is_standard = |(_, column): &(String, Option<&Column>)| column.is_some_and(|column| column.header == name);
        let standard = self.columns.iter().rposition(is_standard);
        standard.or_else(|| self.columns.iter().rposition(|(heading, _)| heading == name)).or_else(|| index_of(name))
    }
}

/// The index of a column by its letters: A is 0, AA is 26.
pub fn index_of(letters: &str) -> Option<usize> {
    let is_plain = (1..=3).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_uppercase());
    let count = letters.bytes().fold(0, |count, letter| count * 26 + usize::from(letter.wrapping_sub(b'A')) + 1);
    (is_plain && column_letters(count - 1) == letters).then(|| count - 1)
}

/// What the rows of a file below `content/sources` are, by its folder and, for payments, by its headings.
pub fn kind_of(path: &str, sheets: &[Sheet]) -> Option<Kind> {
    let (folder, _) = path.strip_prefix(SOURCES)?.trim_start_matches('/').split_once('/')?;
    match Catalogue::ALL.into_iter().find(|catalogue| catalogue.folder() == folder) {
        Some(catalogue) => Some(catalogue.kind()),
        None => (folder == "subsidies").then(|| list::kind_of_payments(sheets)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Cell, Row, SheetHead};

    fn sheet(headings: &[&str]) -> Sheet {
        let cells = headings.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        Sheet { head: SheetHead::default(), rows: vec![Row { number: 3, cells, width: None }] }
    }

    #[test]
    fn columns_are_found_by_every_name() {
        let layout = Layout::of(Kind::Payments, &sheet(&["学员姓名", "手机号", "金额（元）", "姓名"])).unwrap();
        let found = ["姓名", "补贴金额(元)", "手机号", "学员姓名", "F", "等级"].map(|name| layout.index_of(name));
        assert_eq!(found, [Some(3), Some(2), Some(1), Some(0), Some(5), None]);
        assert_eq!((layout.heading_row, layout.width()), (3, 4));
    }

    #[test]
    fn letters_are_read_as_they_are_written() {
        for index in [0, 25, 26, 701, 702, 16_383] {
            assert_eq!(index_of(&column_letters(index)), Some(index));
        }
        for wrong in ["", "a", "A1", "姓名", "ABCD"] {
            assert_eq!(index_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_folder_tells_the_kind() {
        let payments = [sheet(&["企业名称", "培训人数", "补贴金额"])];
        assert_eq!(kind_of("content/sources/subsidies/2021-01/a.csv", &payments), Some(Kind::InstitutionPayments));
        assert_eq!(kind_of("content/sources/projects/a.csv", &[]), Some(Kind::Projects));
        assert_eq!(kind_of("content/sources/other/a.csv", &[]), None);
    }
}
