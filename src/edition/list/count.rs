//! What a frozen list counts, read row by row: none is kept, however long the list.

use crate::record::{Column, Kind, payment};
use crate::value::money::Fen;

use super::{NotAFrozenList, malformed, opened};

mod again;

/// Rows, person-times and money of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Its rows.
    pub rows: u64,
    /// Person-times, as [`PublicList::persons`](super::PublicList::persons) counts them.
    pub persons: Option<u64>,
    /// The sum of the amounts, as [`PublicList::amount`](super::PublicList::amount) adds them up.
    pub amount: Option<Fen>,
}

impl Counts {
    /// Reads all of a frozen list and counts it.
    ///
    /// # Errors
    /// When it cannot be read back as [`PublicList::from_csv`](super::PublicList::from_csv) would.
    pub fn of_csv(kind: Kind, bytes: &[u8]) -> Result<Self, NotAFrozenList> {
        if let Some(counts) = again::of_csv(kind, bytes) {
            return Ok(counts);
        }
        let (mut reader, columns) = opened(kind, bytes)?;
        let mut counting = Counting::of(kind, &columns);
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).map_err(|error| malformed(&error))? {
            counting.add(&row);
        }
        Ok(counting.counts())
    }
}

/// What was counted of a list so far.
struct Counting {
    kind: Kind,
    /// Where its headcounts are.
    heads: Option<usize>,
    /// Where its amounts are.
    amount: Option<usize>,
    counts: Counts,
}

impl Counting {
    fn of(kind: Kind, columns: &[&Column]) -> Self {
        let place = |header: &str| columns.iter().position(|column| column.header == header);
        let zero = Some(Fen::default()).filter(|_| matches!(kind, Kind::Payments | Kind::InstitutionPayments));
        let counts = Counts { rows: 0, persons: Some(0).filter(|_| kind == Kind::InstitutionPayments), amount: zero };
        Self { kind, heads: place(payment::HEADCOUNT), amount: place(payment::AMOUNT), counts }
    }

    fn add(&mut self, row: &csv::StringRecord) {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
        let Counts { rows, persons, amount } = &mut self.counts;
        *rows += 1;
        *persons = persons.and_then(|sum| Some(sum + cell(self.heads).parse::<u64>().ok()?));
        *amount = amount.and_then(|sum| Some(sum + Fen::parse(cell(self.amount)).ok()?));
    }

    fn counts(self) -> Counts {
        let persons = if self.kind == Kind::Payments { Some(self.counts.rows) } else { self.counts.persons };
        Counts { persons, ..self.counts }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edition::list::PublicList;

    fn list(kind: Kind, headers: &[&str], rows: Vec<Vec<String>>) -> PublicList {
        PublicList::new(kind, headers.iter().map(|header| kind.column(header).unwrap()).collect(), rows)
    }

    fn some_list() -> impl Strategy<Value = PublicList> {
        let row = ("[甲\"\n,]{0,2}", "[0-9]{1,3}|x", "[0-9]{1,3}|[0-9]{1,2}\\.[0-9]{2}|元");
        prop::collection::vec(row, 0..6).prop_flat_map(|rows| {
            let cells = |headers: usize| {
                let row = |(name, heads, amount): &(String, String, String)| {
                    [name, heads, amount].into_iter().take(headers).cloned().collect::<Vec<_>>()
                };
                rows.iter().map(row).collect::<Vec<_>>()
            };
            let institutions = ["培训机构", "培训人数", "补贴金额(元)"];
            let persons = |row: Vec<String>| vec![row[0].clone(), row[2].clone()];
            prop::sample::select(vec![
                list(Kind::InstitutionPayments, &institutions, cells(3)),
                list(Kind::InstitutionPayments, &institutions[..1], cells(1)),
                list(Kind::Payments, &["姓名", "补贴金额(元)"], cells(3).into_iter().map(persons).collect()),
                list(Kind::Standards, &["职业(工种)"], cells(1)),
            ])
        })
    }

    proptest! {
        #[test]
        fn what_is_counted_row_by_row_is_what_the_list_counts(list in some_list()) {
            let counts = Counts::of_csv(list.kind(), &list.to_csv()).unwrap();
            let back = PublicList::from_csv(list.kind(), &list.to_csv()).unwrap();
            prop_assert_eq!(counts, Counts { rows: back.rows().len() as u64, persons: back.persons(), amount: back.amount() });
        }

        #[test]
        fn what_cannot_be_read_cannot_be_counted(list in some_list(), at in any::<prop::sample::Index>(), byte: u8) {
            let mut bytes = list.to_csv();
            *at.get_mut(&mut bytes[..]) = byte;
            let (counted, read) = (Counts::of_csv(list.kind(), &bytes), PublicList::from_csv(list.kind(), &bytes));
            prop_assert_eq!(counted.map(|counts| counts.rows), read.map(|list| list.rows().len() as u64));
        }
    }
}
