//! What a sheet of an `.xls` has besides its cells' values (MS-XLS 2.4).

use super::super::Trouble;
use super::super::compound::u16_at;
use super::text;
use crate::source::structure::{Filter, Structure};

const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
const MERGED: u16 = 0x00e5;
const NOTE: u16 = 0x001c;
const FILTER: u16 = 0x009b;

/// `fDyZero` of a row.
const ZERO_HEIGHT: u16 = 0x0020;

/// Takes a record of a sheet into account.
pub(super) fn add(kind: u16, data: &[u8], structure: &mut Structure) -> Result<(), Trouble> {
    match kind {
        ROW => {
            let (row, height, flags) = (u16_at(data, 0), u16_at(data, 6), u16_at(data, 12));
            if flags.is_some_and(|flags| flags & ZERO_HEIGHT != 0) || height == Some(0) {
                let row = u32::from(row.unwrap_or_default()) + 1;
                structure.hidden_rows.add(row, row);
            }
        }
        COLUMNS => {
            let hidden = u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) || u16_at(data, 4) == Some(0);
            if let Some((first, last)) = u16_at(data, 0).zip(u16_at(data, 2)).filter(|_| hidden) {
                structure.hidden_columns.add(first.into(), last.into());
            }
        }
        MERGED => return merged(data, structure),
        NOTE => {
            let cell = u16_at(data, 0).zip(u16_at(data, 2));
            let cell = cell.map(|(row, column)| (u32::from(row) + 1, usize::from(column)));
            structure.notes.add_note(cell, author(data).as_deref(), "");
        }
        FILTER => structure.filter = Filter::Present,
        _ => {}
    }
    Ok(())
}

fn merged(data: &[u8], structure: &mut Structure) -> Result<(), Trouble> {
    let count = usize::from(u16_at(data, 0).unwrap_or_default());
    for range in data.get(2..).unwrap_or_default().chunks_exact(8).take(count) {
        let at = |at| u16_at(range, at).unwrap_or_default();
        let rows = (u32::from(at(0)) + 1, u32::from(at(2)) + 1);
        structure.merge(rows, (at(4).into(), at(6).into()))?;
    }
    Ok(())
}

/// The author of a note.
fn author(data: &[u8]) -> Option<String> {
    text::wide(data.get(10..)?, usize::from(u16_at(data, 8)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    #[test]
    fn records_are_understood() {
        let mut found = Structure::default();
        let note = |name: &[u8]| [words(&[2, 1, 0, 1, 7]), vec![0], name.to_vec()].concat();
        for (kind, data) in [
            (ROW, words(&[3, 0, 1, 300, 0, 0, ZERO_HEIGHT, 0])),
            (ROW, words(&[4, 0, 1, 300, 0, 0, 0, 0])),
            (COLUMNS, words(&[2, 3, 900, 0, 1, 0])),
            (MERGED, words(&[1, 0, 1, 0, 2])),
            (NOTE, note(b"gongshi")),
            (NOTE, note(b"someone")),
            (FILTER, Vec::new()),
        ] {
            add(kind, &data, &mut found).unwrap();
        }
        found.settle().unwrap();
        assert!(found.hidden_rows.has(4) && !found.hidden_rows.has(5));
        assert!(found.hidden_columns.has(3) && !found.hidden_columns.has(1));
        assert_eq!((found.merged.len(), found.filter), (1, Filter::Present));
        let mut expected = Structure::default();
        expected.notes.add(Some((3, 1)));
        assert_eq!(found.notes, expected.notes);
    }

    #[test]
    fn short_records_mean_nothing() {
        for kind in [ROW, COLUMNS, MERGED, NOTE, FILTER] {
            for length in 0..12 {
                assert!(add(kind, &vec![0xff; length], &mut Structure::default()).is_ok());
            }
        }
    }
}
