//! The public list: what a citizen may see of a list, as cells and as the frozen CSV.

use crate::record::{Column, Kind};
use crate::value::money::Fen;

/// A list without anything private, in the order sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicList {
    kind: Kind,
    columns: Vec<&'static Column>,
    rows: Vec<Vec<String>>,
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
        Self { kind, columns, rows }
    }

    /// What its rows are.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its columns, in order.
    pub fn columns(&self) -> &[&'static Column] {
        &self.columns
    }

    /// Its rows, in order.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
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
            Kind::Payments => Some(self.rows.len() as u64),
            Kind::InstitutionPayments => {
                let heads = |row: &Vec<String>| self.cell(row, crate::record::payment::HEADCOUNT).parse::<u64>().ok();
                self.rows.iter().map(heads).sum()
            }
            _ => None,
        }
    }

    /// The sum of the amounts. Only payments have any.
    pub fn amount(&self) -> Option<Fen> {
        match self.kind {
            Kind::Payments | Kind::InstitutionPayments => {
                let amount = |row: &Vec<String>| Fen::parse(self.cell(row, crate::record::payment::AMOUNT)).ok();
                self.rows.iter().map(amount).sum()
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
            self.rows.iter().for_each(|row| writer.write_record(row).expect("a row is written"));
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
        let bare = bytes.strip_prefix(BOM).ok_or_else(|| NotAFrozenList("缺少 UTF-8 标记".to_owned()))?;
        let mut reader = csv::ReaderBuilder::new().from_reader(bare);
        let wrong = |error: csv::Error| NotAFrozenList(error.to_string());
        let columns = reader
            .headers()
            .map_err(wrong)?
            .iter()
            .map(|header| kind.column(header).ok_or_else(|| NotAFrozenList(format!("没有“{header}”这一列"))))
            .collect::<Result<Vec<_>, _>>()?;
        if columns.is_empty() {
            return Err(NotAFrozenList("没有一列".to_owned()));
        }
        let rows = reader
            .records()
            .map(|record| record.map(|record| record.iter().map(str::to_owned).collect()).map_err(wrong))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { kind, columns, rows })
    }
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

    proptest! {
        #[test]
        fn what_is_frozen_reads_back(rows in prop::collection::vec(prop::collection::vec("[^\r]*", 3), 0..5)) {
            let list = standards(rows);
            prop_assert_eq!(PublicList::from_csv(Kind::Standards, &list.to_csv()), Ok(list));
        }
    }
}
