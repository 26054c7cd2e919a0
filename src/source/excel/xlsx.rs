//! `.xlsx`, cell by cell. Never as a range: one cell far away makes a range of half a terabyte.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};

use super::package::Package;
use super::skim::Leave;
use super::{Trouble, compound, value};
use crate::diagnostic::Failed;
use crate::source::intake::{Intake, Visibility};
use crate::source::structure::Structure;

mod annotations;
mod parts;
mod structure;

#[cfg(fuzzing)]
pub(in crate::source) use structure::fuzz as fuzz_structure;

/// The most texts a workbook may declare; each takes memory before it is read.
const MAX_STRINGS: u64 = 5_000_000;

/// Reads all worksheets.
pub(in crate::source) fn read(bytes: &[u8], intake: &mut Intake<'_>) -> Result<(), Failed> {
    let (mut package, paths) = match inspect(bytes) {
        Ok(inspected) => inspected,
        Err(trouble) => return intake.trouble(trouble),
    };
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return intake.trouble(trouble(&error)),
    };
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() != paths.len() {
        return intake.trouble(Trouble::Damaged);
    }
    for (sheet, path) in sheets.iter().zip(&paths).filter(|(sheet, _)| sheet.typ == SheetType::WorkSheet) {
        match look_at(&mut package, path) {
            Ok(structure) => intake.sheet(&sheet.name, visibility(sheet.visible), structure)?,
            Err(trouble) => {
                intake.sheet(&sheet.name, visibility(sheet.visible), Structure::default())?;
                return intake.trouble(trouble);
            }
        }
        read_sheet(&mut book, &sheet.name, intake)?;
    }
    Ok(())
}

/// What a sheet has besides its cells.
#[expect(clippy::redundant_closure, reason = "the function alone is not general in the entry's lifetime")]
fn look_at(package: &mut Package<'_>, path: &str) -> Result<Structure, Trouble> {
    let mut structure = package.skim(path, Leave::PlainCells, |xml| structure::read(xml))?.ok_or(Trouble::Damaged)?;
    let links = parts::of_sheet(package, path)?;
    annotations::read(package, &links, &mut structure)?;
    Ok(structure)
}

/// Whether a sheet is shown.
pub(super) fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Shown,
        SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
    }
}

/// Looks at the package before the parser does, and for its sheets.
fn inspect(bytes: &[u8]) -> Result<(Package<'_>, Vec<String>), Trouble> {
    if compound::is_compound(bytes) {
        // An encrypted package is wrapped into a compound file.
        let file = compound::Compound::parse(bytes).ok_or(Trouble::Damaged)?;
        return Err(file.workbook().map_or_else(|trouble| trouble, |_| Trouble::Other("旧版 .xls 表格")));
    }
    let mut package = Package::open(bytes)?;
    refuse_others(&package)?;
    let paths = parts::sheets(&mut package)?;
    if paths.iter().collect::<BTreeSet<_>>().len() < paths.len() {
        return Err(Trouble::Damaged);
    }
    package.measure_except(&paths)?;
    if package.declared_strings()? > MAX_STRINGS {
        return Err(Trouble::TooLarge("文字过多"));
    }
    Ok((package, paths))
}

fn refuse_others(package: &Package<'_>) -> Result<(), Trouble> {
    match package {
        _ if package.has("xl/workbook.bin") => Err(Trouble::Other(" .xlsb 工作簿")),
        _ if package.has("word/document.xml") || package.has("ppt/presentation.xml") => {
            Err(Trouble::Other("文档或演示文稿"))
        }
        _ if !package.has("[content_types].xml") => Err(Trouble::Other("压缩包或别的格式")),
        _ if package.has_ending("vbaproject.bin") || package.has_folder("xl/macrosheets/") => Err(Trouble::Macros),
        _ => Ok(()),
    }
}

fn read_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, intake: &mut Intake<'_>) -> Result<(), Failed> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // Charts and dialogs hold no cells; their kind is not always told beforehand.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return intake.trouble(trouble(&error)),
    };
    let month_only: Vec<bool> = cells.styles().iter().map(shows_month_only).collect();
    loop {
        let (found, style) = match cells.next_cell_with_style_id() {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(()),
            Err(error) => return intake.trouble(trouble(&error)),
        };
        let (row, column) = found.get_position();
        let mut cell = value::streamed(found.get_value());
        if month_only.get(style) == Some(&true) {
            cell = value::month_only(cell);
        }
        intake.put(row.saturating_add(1), column as usize, cell)?;
    }
}

fn shows_month_only(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| value::shows_month_only(format.format_id, &format.format_code))
}

fn trouble(error: &XlsxError) -> Trouble {
    match error {
        XlsxError::Password => Trouble::Locked,
        _ => Trouble::Damaged,
    }
}
