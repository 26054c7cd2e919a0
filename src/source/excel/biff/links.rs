//! Where references of formulas lead: into this workbook, or into another one that nobody here can see
//! (MS-XLS 2.4.271, 2.4.105; before Excel 97, OpenOffice's description of the format, 4.10).

use super::book::{MAX_NUMBERED, Version};
use super::tokens::{self, Origin};
use crate::source::excel::compound::u16_at;

const SUPPORTING_BOOK: u16 = 0x01ae;
const EXTERN_SHEET: u16 = 0x0017;
const NAME: u16 = 0x0018;

/// How often names that name other names are looked through.
const MAX_CHAIN: usize = 8;

/// Where something leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Into this workbook, or to a function of an add-in.
    Here,
    /// Into another workbook or program.
    Elsewhere,
}

/// The tables by which formulas refer to sheets and names.
#[derive(Debug, Default, Clone)]
pub(super) struct Links {
    /// How the workbook was written.
    pub(super) version: Version,
    /// What is referred to, by number: workbooks, or before Excel 97, their sheets.
    books: Vec<Target>,
    /// Sheets of them by number: each has two bytes of its book's number, four of its own.
    sheets: Vec<u8>,
    /// What the defined names stand for.
    names: Vec<Name>,
}

#[derive(Debug, Clone)]
struct Name {
    tokens: Vec<u8>,
    target: Target,
}

impl Links {
    /// Takes a record into account.
    pub(super) fn add(&mut self, kind: u16, data: &[u8]) {
        match (kind, self.version) {
            (SUPPORTING_BOOK, Version::Wide) if self.books.len() < MAX_NUMBERED => self.books.push(book(data)),
            (EXTERN_SHEET, Version::Wide) => self.add_sheets(data.get(2..).unwrap_or_default()),
            (EXTERN_SHEET, Version::Narrow) if self.books.len() < MAX_NUMBERED => self.books.push(sheet(data)),
            (NAME, _) if self.names.len() < MAX_NUMBERED => {
                let tokens = name(data, self.version).unwrap_or_default().to_vec();
                self.names.push(Name { tokens, target: Target::Here });
            }
            _ => {}
        }
    }

    /// Takes what follows a record that was full.
    pub(super) fn go_on(&mut self, kind: u16, data: &[u8]) {
        if kind == EXTERN_SHEET && self.version == Version::Wide {
            self.add_sheets(data);
        }
    }

    fn add_sheets(&mut self, data: &[u8]) {
        let room = (MAX_NUMBERED * 6).saturating_sub(self.sheets.len());
        self.sheets.extend(data.iter().take(room));
    }

    /// The same tables before any sheet is listed: before Excel 97, each part of the stream lists its own.
    pub(super) fn of_sheet(&self) -> Self {
        Self { books: Vec::new(), sheets: Vec::new(), ..self.clone() }
    }

    /// Looks where the names lead, once all of them are known. They may name one another.
    pub(super) fn settle(&mut self) {
        if !self.lead_elsewhere() {
            return;
        }
        for _ in 0..MAX_CHAIN {
            let targets: Vec<Target> = self.names.iter().map(|name| self.of_name(name)).collect();
            if self.names.iter().map(|name| name.target).eq(targets.iter().copied()) {
                return;
            }
            self.names.iter_mut().zip(targets).for_each(|(name, target)| name.target = target);
        }
    }

    fn of_name(&self, name: &Name) -> Target {
        match tokens::origin(&name.tokens, self) {
            Origin::Of(target) => target,
            Origin::Shared(_) => Target::Elsewhere,
        }
    }

    /// Whether there is another workbook at all. If not, no formula needs to be looked into.
    pub(super) fn lead_elsewhere(&self) -> bool {
        self.books.contains(&Target::Elsewhere)
    }

    /// Where a reference with a sheet's number leads. What is not listed is nobody's.
    pub(super) fn reference(&self, number: u16) -> Target {
        if self.version == Version::Narrow {
            // Sheets of this workbook are counted below zero.
            let of_book = usize::from(number).checked_sub(1).and_then(|at| self.books.get(at));
            return if number >= 0x8000 { Target::Here } else { of_book.copied().unwrap_or(Target::Elsewhere) };
        }
        let book = u16_at(&self.sheets, usize::from(number) * 6);
        book.and_then(|book| self.books.get(usize::from(book))).copied().unwrap_or(Target::Elsewhere)
    }

    /// Where a defined name leads, by its number from 1.
    pub(super) fn name(&self, number: u16) -> Target {
        let name = usize::from(number).checked_sub(1).and_then(|at| self.names.get(at));
        name.map_or(Target::Elsewhere, |name| name.target)
    }
}

/// A workbook that is referred to: this one and add-ins are marked in place of a path, and a path of nothing means the
/// same sheet.
fn book(data: &[u8]) -> Target {
    match (u16_at(data, 2), data.get(4..)) {
        (Some(0x0401 | 0x3a01), _) => Target::Here,
        (Some(1), Some([0, 0] | [1, 0, 0])) => Target::Here,
        _ => Target::Elsewhere,
    }
}

/// A sheet that is referred to, before Excel 97: after the length of its name it is marked as of this workbook or of an
/// add-in.
fn sheet(data: &[u8]) -> Target {
    match data.get(1) {
        Some(2 | 3 | 0x3a) => Target::Here,
        _ => Target::Elsewhere,
    }
}

/// The tokens of a defined name.
fn name(data: &[u8], version: Version) -> Option<&[u8]> {
    let (letters, length) = (usize::from(*data.get(3)?), usize::from(u16_at(data, 4)?));
    let start = match version {
        Version::Wide => 15 + letters * if data.get(14)? & 1 != 0 { 2 } else { 1 },
        Version::Narrow => 14 + letters,
    };
    data.get(start..)?.get(..length)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A workbook that refers to itself (sheet 0), to another (1), and to functions of an add-in (2).
    pub(in super::super) fn links() -> Links {
        let mut links = Links::default();
        links.add(SUPPORTING_BOOK, &[1, 0, 1, 4]);
        links.add(SUPPORTING_BOOK, &[1, 0, 3, 0, 0, 1, b'a', b'b']);
        links.add(SUPPORTING_BOOK, &[1, 0, 1, 0x3a]);
        links.add(EXTERN_SHEET, &[3, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
        links.go_on(EXTERN_SHEET, &[0xff; 4]);
        links.go_on(EXTERN_SHEET, &[2, 0, 0xfe, 0xff, 0xfe, 0xff]);
        links
    }

    /// A workbook of before Excel 97 without any links.
    pub(in super::super) fn narrow() -> Links {
        Links { version: Version::Narrow, ..Links::default() }
    }

    /// The record of a name for some tokens.
    fn named(tokens: &[u8]) -> Vec<u8> {
        let head = [0, 0, 0, 1, u8::try_from(tokens.len()).unwrap(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'n'];
        [&head, tokens].concat()
    }

    #[test]
    fn references_lead_where_the_tables_say() {
        let links = links();
        let targets = [0, 1, 2, 3].map(|number| links.reference(number));
        assert_eq!(targets, [Target::Here, Target::Elsewhere, Target::Here, Target::Elsewhere]);
        assert!(links.lead_elsewhere());
    }

    #[test]
    fn before_excel_97_the_sheets_are_listed() {
        let mut links = narrow();
        for sheet in [&b"\x01\x3a"[..], b"\x04\x03Blad", b"\x05\x01a.xls", b""] {
            links.add(EXTERN_SHEET, sheet);
        }
        let targets = [1, 2, 3, 4, 5, 0xfffe].map(|number| links.reference(number));
        let (here, elsewhere) = (Target::Here, Target::Elsewhere);
        assert_eq!(targets, [here, here, elsewhere, elsewhere, elsewhere, here]);
    }

    #[test]
    fn names_lead_where_their_formulas_do() {
        let mut links = links();
        for tokens in [&[0x3a, 0, 0, 0, 0, 0, 0][..], &[0x23, 3, 0, 0, 0], &[0x3a, 1, 0, 0, 0, 0, 0]] {
            links.add(NAME, &named(tokens));
        }
        links.settle();
        let (here, elsewhere) = (Target::Here, Target::Elsewhere);
        assert_eq!(
            [1, 2, 3, 4, 0].map(|number| links.name(number)),
            [here, elsewhere, elsewhere, elsewhere, elsewhere]
        );
    }

    #[test]
    fn a_path_of_nothing_is_the_same_sheet() {
        assert_eq!(book(&[0, 0, 1, 0, 0, 0]), Target::Here);
        assert_eq!(book(&[0, 0, 1, 0, 0, b' ']), Target::Elsewhere);
        assert_eq!((book(&[]), sheet(&[])), (Target::Elsewhere, Target::Elsewhere));
    }
}
