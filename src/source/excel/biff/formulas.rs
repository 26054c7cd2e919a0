//! Formulas of a sheet of an `.xls` whose results cannot be believed: taken from another workbook, or not kept.

use std::collections::BTreeMap;

use super::links::{Links, Target};
use super::tokens::{self, Origin};
use super::{CONTINUE, FORMULA};
use crate::source::Fault;
use crate::source::excel::Trouble;
use crate::source::excel::compound::u16_at;
use crate::source::structure::Structure;

/// A formula that several cells share, one of a range of cells, and a table of what-if results: each follows the first
/// cell that has it.
const SHARED: u16 = 0x04bc;
const ARRAY: u16 = 0x0221;
const TABLE: u16 = 0x0236;
/// The text that is a formula's result; it follows all these.
const RESULT: u16 = 0x0207;
/// Before Excel 97, the sheets that the formulas of a sheet refer to stand in that sheet.
const EXTERN_SHEET: u16 = 0x0017;

/// Formulas that cells may share in a sheet.
const MAX_SHARED: usize = 200_000;

/// Takes the formulas of one sheet.
pub(super) struct Formulas<'b> {
    book: &'b Links,
    /// The sheet's own, where it has any.
    own: Option<Links>,
    open: Option<Open>,
    /// By the cell at which they are kept.
    shared: BTreeMap<(u16, u16), Target>,
    came: Came,
}

/// Whether a sheet had formulas so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    None,
    Some,
}

/// A formula of which more may follow.
struct Open {
    row: u32,
    column: usize,
    origin: Origin,
    result: Kept,
}

/// Whether a formula's result is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Here.
    Value,
    /// In a record of its own, which has not come yet.
    Later,
}

impl<'b> Formulas<'b> {
    pub(super) fn new(book: &'b Links) -> Self {
        Self { book, own: None, open: None, shared: BTreeMap::new(), came: Came::None }
    }

    /// Takes a record into account.
    pub(super) fn take(&mut self, kind: u16, data: &[u8], structure: &mut Structure) -> Result<(), Trouble> {
        match kind {
            FORMULA => {
                self.settle(structure)?;
                self.open = self.opened(data);
                self.came = Came::Some;
            }
            SHARED => return self.share(data, 8),
            ARRAY => return self.share(data, 12),
            // A text without a formula would be put anywhere.
            RESULT if self.came == Came::None => return Err(Trouble::Damaged),
            RESULT => self.open.iter_mut().for_each(|open| open.result = Kept::Value),
            CONTINUE | TABLE => {}
            EXTERN_SHEET => self.own.get_or_insert_with(|| self.book.of_sheet()).add(kind, data),
            _ => return self.settle(structure),
        }
        Ok(())
    }

    /// The end of a formula: nothing more of it follows.
    pub(super) fn settle(&mut self, structure: &mut Structure) -> Result<(), Trouble> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let fault = match (self.target(open.origin), open.result) {
            (Target::Elsewhere, _) => Fault::ExternalLink,
            (_, Kept::Later) => Fault::NoResult,
            _ => return Ok(()),
        };
        Ok(structure.add_fault(open.row, open.column, fault)?)
    }

    fn target(&self, origin: Origin) -> Target {
        match origin {
            Origin::Of(target) => target,
            Origin::Shared(at) => self.shared.get(&at).copied().unwrap_or(Target::Elsewhere),
        }
    }

    fn opened(&self, data: &[u8]) -> Option<Open> {
        let (row, column) = u16_at(data, 0).zip(u16_at(data, 2))?;
        // Eight bytes of a number; of what is none, the last two are set, and the first is 0 for a text.
        let is_text = u16_at(data, 12) == Some(0xffff) && data.get(6) == Some(&0);
        Some(Open {
            row: u32::from(row) + 1,
            column: column.into(),
            origin: self.origin(data, 20),
            result: if is_text { Kept::Later } else { Kept::Value },
        })
    }

    /// Where the tokens lead whose length is kept at a place. Without another workbook they are not looked at.
    fn origin(&self, data: &[u8], at: usize) -> Origin {
        let links = self.own.as_ref().unwrap_or(self.book);
        if !links.lead_elsewhere() {
            return Origin::Of(Target::Here);
        }
        let length = u16_at(data, at).map(usize::from);
        let tokens = length.and_then(|length| data.get(at + 2..)?.get(..length));
        tokens.map_or(Origin::Of(Target::Elsewhere), |tokens| tokens::origin(tokens, links))
    }

    fn share(&mut self, data: &[u8], at: usize) -> Result<(), Trouble> {
        let Origin::Of(target) = self.origin(data, at) else { return Ok(()) };
        if self.shared.len() >= MAX_SHARED {
            return Err(Trouble::TooLarge("公式过多"));
        }
        if let Some((row, &column)) = u16_at(data, 0).zip(data.get(4)) {
            self.shared.insert((row, column.into()), target);
        }
        if let Some(Open { origin: Origin::Shared(at), .. }) = &self.open {
            self.shared.insert(*at, target);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::links::tests::{links, narrow};
    use super::*;

    /// A formula in a row, with the last bytes of its result.
    fn formula(row: u8, result: [u8; 8], tokens: &[u8]) -> Vec<u8> {
        let length = u8::try_from(tokens.len()).unwrap();
        [&[row, 0, 0, 0, 0, 0], &result[..], &[0; 6], &[length, 0], tokens].concat()
    }

    const NUMBER: [u8; 8] = [0; 8];
    const TEXT: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xff, 0xff];
    const OTHER: &[u8] = &[0x5a, 1, 0, 0, 0, 0, 0];

    fn faults(book: &Links, records: &[(u16, Vec<u8>)]) -> Vec<Option<Fault>> {
        let (mut structure, mut formulas) = (Structure::default(), Formulas::new(book));
        records.iter().for_each(|(kind, data)| formulas.take(*kind, data, &mut structure).unwrap());
        formulas.settle(&mut structure).unwrap();
        (1..=3).map(|row| structure.fault(row, 0)).collect()
    }

    #[test]
    fn formulas_with_another_workbook_are_faults() {
        let records = [
            (FORMULA, formula(0, NUMBER, &[0x1e, 1, 0])),
            (FORMULA, formula(1, NUMBER, OTHER)),
            (FORMULA, formula(2, NUMBER, &[0xff])),
        ];
        let linked = Some(Fault::ExternalLink);
        assert_eq!(faults(&links(), &records), [None, linked, linked]);
        assert_eq!(faults(&Links::default(), &records), [None; 3], "without another workbook nothing is looked into");
    }

    #[test]
    fn shared_formulas_are_looked_into() {
        let cell = |row| (FORMULA, formula(row, NUMBER, &[0x01, 0, 0, 0, 0]));
        let shared = |tokens: &[u8]| {
            (SHARED, [&[0, 0, 1, 0, 0, 0, 0, 2, u8::try_from(tokens.len()).unwrap(), 0], tokens].concat())
        };
        let linked = Some(Fault::ExternalLink);
        assert_eq!(faults(&links(), &[cell(0), shared(OTHER), cell(1)]), [linked, linked, None]);
        assert_eq!(faults(&links(), &[cell(0), shared(&[0x1e, 1, 0]), cell(1)]), [None; 3]);
        assert_eq!(faults(&links(), &[cell(0)]), [linked, None, None], "of what is not there nothing is known");
        let array = (ARRAY, [&[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0], OTHER].concat());
        assert_eq!(faults(&links(), &[cell(0), array, cell(1)]), [linked, linked, None]);
    }

    #[test]
    fn a_text_that_does_not_follow_is_no_result() {
        let cell = |row| (FORMULA, formula(row, TEXT, &[0x1e, 1, 0]));
        let result = (RESULT, vec![1, 0, 0, b'a']);
        let found = faults(&Links::default(), &[cell(0), result, cell(1), (0x0208, Vec::new()), cell(2)]);
        assert_eq!(found, [None, Some(Fault::NoResult), Some(Fault::NoResult)]);
    }

    #[test]
    fn before_excel_97_a_sheet_lists_what_it_refers_to() {
        let listed = (EXTERN_SHEET, b"\x05\x01a.xls".to_vec());
        let reference = [&[0x5a, 1, 0][..], &[0; 15]].concat();
        let found = faults(&narrow(), &[listed, (FORMULA, formula(0, NUMBER, &reference))]);
        assert_eq!(found, [Some(Fault::ExternalLink), None, None]);
    }

    #[test]
    fn a_text_without_a_formula_is_damage() {
        let mut structure = Structure::default();
        let end = Formulas::new(&Links::default()).take(RESULT, &[1, 0, 0, b'a'], &mut structure);
        assert_eq!(end, Err(Trouble::Damaged));
    }
}
