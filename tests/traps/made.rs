//! All files of all traps, made by all their writers.

use std::collections::BTreeMap;

use super::book::Book;
use super::trap::{File, Lists, Writer};
use super::{excel, office, package, text};

/// A file, its writer, and what the writer made of it; nothing of a link.
pub(super) struct Made<'a> {
    pub(super) file: &'a File,
    pub(super) writer: Writer,
    pub(super) bytes: Vec<u8>,
}

/// LibreOffice's formats: who, the filter, the ending.
const FORMATS: [(Writer, &str, &str); 3] = [
    (Writer::LibreofficeXlsx, "xlsx:Calc MS Excel 2007 XML", "xlsx"),
    (Writer::LibreofficeXls, "xls:MS Excel 97", "xls"),
    (Writer::LibreofficeOds, "ods:calc8", "ods"),
];

/// Makes the files, in the order of the jobs.
pub(super) fn all<'a>(jobs: &[(&'a File, Writer)], lists: &Lists) -> Vec<Made<'a>> {
    let books: BTreeMap<usize, Book> = (0..)
        .zip(jobs)
        .filter(|(_, (_, writer))| *writer != Writer::Raw)
        .map(|(number, (file, _))| (number, file.book(lists)))
        .collect();
    let written_by = |wanted: Writer| books.iter().filter(move |(number, _)| jobs[**number].1 == wanted);
    let mut bytes: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    bytes.extend(written_by(Writer::Csv).map(|(number, book)| (*number, text::write(jobs[*number].0, book))));
    bytes.extend(written_by(Writer::Rust).map(|(number, book)| (*number, excel::write(book))));
    bytes.extend(office::openpyxl(
        &written_by(Writer::Openpyxl).map(|(number, book)| (*number, book.clone())).collect(),
    ));
    for (writer, filter, ending) in FORMATS {
        let sources = written_by(writer).map(|(number, book)| (*number, excel::write(book)));
        bytes.extend(office::libreoffice(&sources.collect(), filter, ending));
    }
    let made = |(number, (file, writer)): (usize, &(&'a File, Writer))| {
        let bytes = bytes.remove(&number).unwrap_or_else(|| text::raw(&file.raw));
        Made { file, writer: *writer, bytes: repackaged(file, *writer, bytes) }
    };
    (0..).zip(jobs).map(made).collect()
}

/// The workbook with its package changed as the trap's file says.
fn repackaged(file: &File, writer: Writer, bytes: Vec<u8>) -> Vec<u8> {
    let is_package = !matches!(writer, Writer::Csv | Writer::Raw | Writer::LibreofficeXls);
    let is_changed = !(file.replace.is_empty() && file.add.is_empty());
    if is_package && is_changed { package::changed(&bytes, &file.replace, &file.add) } else { bytes }
}
