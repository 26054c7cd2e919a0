//! Short lists, read by a reader that was used before: an archive has tens of thousands, and to make a reader takes
//! longer than to read one of them.

use std::cell::RefCell;
use std::io::{Cursor, SeekFrom};

use csv::{Position, Reader, ReaderBuilder, StringRecord};

use crate::edition::list::BOM;
use crate::record::Kind;

use super::{Counting, Counts};

/// Longer ones are not copied.
const SHORT: usize = 1 << 16;

type Again = Reader<Cursor<Vec<u8>>>;

thread_local! {
    static USED: RefCell<Again> = RefCell::new(
        // It keeps the width of the first list it ever saw: whether rows are as wide as their heading is asked here.
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(Cursor::default()),
    );
}

/// What a short list counts; none if it is long or anything about it is wrong. Then a reader of its own says what.
pub(super) fn of_csv(kind: Kind, bytes: &[u8]) -> Option<Counts> {
    let bare = bytes.strip_prefix(BOM).filter(|bare| bare.len() <= SHORT)?;
    USED.with_borrow_mut(|reader| {
        // Seeking makes it forget where it was and what it had read ahead.
        reader.seek_raw(SeekFrom::Start(0), Position::new()).ok()?;
        let held = reader.get_mut().get_mut();
        held.clear();
        held.extend_from_slice(bare);
        counted(kind, reader)
    })
}

fn counted(kind: Kind, reader: &mut Again) -> Option<Counts> {
    let mut row = StringRecord::new();
    let mut next = |row: &mut StringRecord| reader.read_record(row).ok();
    if !next(&mut row)? || row.is_empty() {
        return None;
    }
    let columns = row.iter().map(|header| kind.column(header)).collect::<Option<Vec<_>>>()?;
    let mut counting = Counting::of(kind, &columns);
    while next(&mut row)? {
        (row.len() == columns.len()).then_some(())?;
        counting.add(&row);
    }
    Some(counting.counts())
}
