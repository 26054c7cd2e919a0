//! The public list: what a citizen may see of a list, as cells and as the frozen CSV.

use crate::record::{Column, Kind};
use crate::value::money::Fen;

mod body;
mod count;
mod part;

use body::{Body, Plain};
pub use count::Counts;
use part::each_line;
pub use part::{Part, record_starts};

/// A list without anything private, in the order sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicList {
    kind: Kind,
    columns: Vec<&'static Column>,
    body: Body,
}

/// Why bytes are not a frozen list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAFrozenList(pub String);

/// The mark that makes a double click in Excel or WPS read UTF-8.
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes a list as it is frozen, after its mark.
pub(super) fn csv_writer<W: std::io::Write>(bytes: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes)
}

impl PublicList {
    /// A list of rows that are as long as its columns.
    pub fn new(kind: Kind, columns: Vec<&'static Column>, rows: Vec<Vec<String>>) -> Self {
        debug_assert!(rows.iter().all(|row| row.len() == columns.len()), "every row has every column");
        Self { kind, columns, body: Body::of_rows(rows) }
    }

    /// What its rows are.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its columns, in order.
    pub fn columns(&self) -> &[&'static Column] {
        &self.columns
    }

    /// Its rows, in order. Of a list that was read back they are made when they are first asked for: whoever needs each
    /// row once asks [`each_row`](Self::each_row).
    pub fn rows(&self) -> &[Vec<String>] {
        self.body.rows()
    }

    /// How many rows it has.
    pub fn count(&self) -> usize {
        self.body.count()
    }

    /// Its rows as a part of the text they are read from, and where each starts in it; none where cells are quoted, or
    /// the list was not read back.
    pub fn lines(&self) -> Option<(Part<'_>, Vec<usize>)> {
        self.body.text().map(|text| (Part::Lines(text), part::line_starts(text)))
    }

    /// Shows the cells of each row, in order.
    pub fn each_row(&self, each: impl FnMut(&mut dyn Iterator<Item = &str>)) {
        self.body.each(each);
    }

    /// The place of the column with a heading.
    pub fn position(&self, header: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.header == header)
    }

    /// A row's cell under a heading; empty where the list has no such column.
    pub fn cell<'a>(&self, row: &'a [String], header: &str) -> &'a str {
        self.position(header).and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    /// Person-times in the list: the headcounts, or one a row. Only payments have any.
    pub fn persons(&self) -> Option<u64> {
        match self.kind {
            Kind::Payments => Some(self.count() as u64),
            Kind::InstitutionPayments => {
                let heads = |row: &Vec<String>| self.cell(row, crate::record::payment::HEADCOUNT).parse::<u64>().ok();
                self.rows().iter().map(heads).sum()
            }
            _ => None,
        }
    }

    /// The sum of the amounts. Only payments have any.
    pub fn amount(&self) -> Option<Fen> {
        match self.kind {
            Kind::Payments | Kind::InstitutionPayments => {
                let amount = |row: &Vec<String>| Fen::parse(self.cell(row, crate::record::payment::AMOUNT)).ok();
                self.rows().iter().map(amount).sum()
            }
            _ => None,
        }
    }

    /// The list as it is frozen and downloaded: UTF-8 with BOM and CRLF (RFC 4180).
    pub fn to_csv(&self) -> Vec<u8> {
        let mut bytes = BOM.to_vec();
        let mut writer = csv_writer(&mut bytes);
        #[expect(clippy::expect_used, reason = "writing to memory does not fail, and rows are equally long")]
        {
            writer.write_record(self.columns.iter().map(|column| column.header)).expect("a heading is written");
            self.rows().iter().for_each(|row| writer.write_record(row).expect("a row is written"));
            writer.flush().expect("memory is flushed");
        }
        drop(writer);
        bytes
    }

    /// Reads a frozen list back.
    ///
    /// # Errors
    /// When the bytes are not what [`PublicList::to_csv`] writes for this kind.
    pub fn from_csv(kind: Kind, bytes: &[u8]) -> Result<Self, NotAFrozenList> {
        if let Some(Plain { columns, body, count }) = Plain::of(kind, bytes) {
            return Ok(Self { kind, columns, body: Body::of_text(body.to_owned(), count) });
        }
        let (mut reader, columns) = opened(kind, bytes)?;
        let rows = reader
            .records()
            .map(|record| {
                record.map(|record| record.iter().map(str::to_owned).collect()).map_err(|error| malformed(&error))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self::new(kind, columns, rows))
    }
}

/// The rows of a frozen list behind its heading.
fn opened(kind: Kind, bytes: &[u8]) -> Result<(csv::Reader<&[u8]>, Vec<&'static Column>), NotAFrozenList> {
    let bare = bytes.strip_prefix(BOM).ok_or_else(|| NotAFrozenList("缺少 UTF-8 标记".to_owned()))?;
    let mut reader = csv::ReaderBuilder::new().from_reader(bare);
    let columns = reader
        .headers()
        .map_err(|error| malformed(&error))?
        .iter()
        .map(|header| kind.column(header).ok_or_else(|| NotAFrozenList(format!("没有“{header}”这一列"))))
        .collect::<Result<Vec<_>, _>>()?;
    if columns.is_empty() {
        return Err(NotAFrozenList("没有一列".to_owned()));
    }
    Ok((reader, columns))
}

fn malformed(error: &csv::Error) -> NotAFrozenList {
    NotAFrozenList(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standards(rows: Vec<Vec<String>>) -> PublicList {
        let columns =
            ["职业(工种)", "培训学时", "补贴标准(元/人)"].map(|header| Kind::Standards.column(header).unwrap());
        PublicList::new(Kind::Standards, columns.to_vec(), rows)
    }

    #[test]
    fn a_frozen_list_opens_by_a_double_click() {
        let list = standards(vec![vec!["车工".into(), "120".into(), "1200.00".into()]]);
        let text = String::from_utf8(list.to_csv()).unwrap();
        assert_eq!(text, "\u{feff}职业(工种),培训学时,补贴标准(元/人)\r\n车工,120,1200.00\r\n");
    }

    #[test]
    fn other_bytes_are_refused() {
        for bytes in ["\u{feff}", "职业(工种)\r\n", "\u{feff}身份\r\n", "\u{feff}职业(工种),培训学时\r\n车工\r\n"]
        {
            assert!(PublicList::from_csv(Kind::Standards, bytes.as_bytes()).is_err(), "{bytes}");
        }
    }

    fn records(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut all = Vec::new();
        Part::of(bytes).each(|cells| all.push(cells.map(str::to_owned).collect()));
        all
    }

    proptest! {
        #[test]
        fn records_are_read_as_the_parser_reads_them(rows in prop::collection::vec(prop::collection::vec("[^\r\n]*", 3), 0..5)) {
            let (list, plain) = (standards(rows.clone()), standards(rows.iter().map(|row| row.iter().map(|cell| cell.replace(['"', ','], "")).collect()).collect()));
            for list in [list, plain] {
                let bytes = list.to_csv();
                let starts = record_starts(&bytes);
                prop_assert_eq!(starts.len(), list.rows().len());
                for (at, row) in starts.iter().zip(list.rows()) {
                    prop_assert_eq!(&records(&bytes[*at..])[0], row);
                }
                let body = starts.first().map_or(&[][..], |first| &bytes[*first..]);
                prop_assert_eq!(&records(body)[..], list.rows());
                let back = PublicList::from_csv(Kind::Standards, &bytes).unwrap();
                if let Some((part, starts)) = back.lines() {
                    prop_assert_eq!(starts.len(), list.rows().len());
                    for (at, (from, row)) in starts.iter().zip(list.rows()).enumerate() {
                        let one = part.between(*from, starts.get(at + 1).copied().unwrap_or(part.len()));
                        one.each(|cells| assert_eq!(&cells.collect::<Vec<_>>(), row));
                    }
                }
            }
        }

        #[test]
        fn a_plain_list_is_read_as_the_parser_reads_it(
            text in "(姓名|\u{feff}姓名|补贴金额\\(元\\)|培训机构)(,补贴金额\\(元\\)|,备注|,x)?(\r\n|[甲1,]{0,3}|\r|\n|\u{feff}){0,6}"
        ) {
            let bytes = [BOM, text.as_bytes()].concat();
            let parsed = opened(Kind::Payments, &bytes).and_then(|(mut reader, columns)| {
                let rows: Result<Vec<Vec<String>>, _> =
                    reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect())).collect();
                rows.map(|rows| PublicList::new(Kind::Payments, columns, rows)).map_err(|error| malformed(&error))
            });
            let list = PublicList::from_csv(Kind::Payments, &bytes);
            prop_assert_eq!(&list, &parsed);
            let mut shown = Vec::<Vec<String>>::new();
            list.iter().for_each(|list| list.each_row(|cells| shown.push(cells.map(str::to_owned).collect())));
            prop_assert_eq!(&shown[..], parsed.as_ref().map_or(&[][..], |list| list.rows()));
            prop_assert_eq!(list.map(|list| list.count()), parsed.map(|list| list.rows().len()));
        }

        #[test]
        fn what_is_frozen_reads_back(rows in prop::collection::vec(prop::collection::vec("[^\r]*", 3), 0..5)) {
            let list = standards(rows);
            prop_assert_eq!(PublicList::from_csv(Kind::Standards, &list.to_csv()), Ok(list));
        }
    }
}
