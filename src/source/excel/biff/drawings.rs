//! Text boxes of an `.xls`, and other shapes with a text (MS-XLS 2.4.181, 2.4.329; MS-ODRAW).

use crate::source::excel::compound::{u16_at, u32_at};
use crate::source::structure::Structure;

const DRAWING: u16 = 0x00ec;
const OBJECT: u16 = 0x005d;
const TEXT: u16 = 0x01b6;
/// Where a shape stands, among the parts of a drawing.
const ANCHOR: u16 = 0xf010;

/// The kind of an object that is a text box.
const TEXT_BOX: u16 = 0x06;
/// Groups, lines, rectangles, ovals, arcs, polygons and all other shapes: notes and controls are not of them.
const SHAPES: [u16; 7] = [0x00, 0x01, 0x02, 0x03, 0x04, 0x09, 0x1e];

/// What is known of the shape whose records arrive.
#[derive(Default)]
pub(super) struct Drawings {
    kind: Option<u16>,
    cell: Option<(u32, usize)>,
}

impl Drawings {
    /// Takes a record into account.
    pub(super) fn take(&mut self, kind: u16, data: &[u8], structure: &mut Structure) {
        match kind {
            DRAWING => self.cell = anchor(data).or(self.cell),
            OBJECT => {
                self.kind = u16_at(data, 4);
                if self.kind == Some(TEXT_BOX) {
                    structure.boxes.add(self.cell);
                }
            }
            TEXT => {
                let is_shape = self.kind.take().is_some_and(|kind| SHAPES.contains(&kind));
                if is_shape && u16_at(data, 10).is_some_and(|length| length > 0) {
                    structure.boxes.add(self.cell);
                }
            }
            _ => {}
        }
    }
}

/// The cell that the last shape of a drawing begins in. Parts that hold others are marked, and may go on beyond the
/// record.
fn anchor(mut data: &[u8]) -> Option<(u32, usize)> {
    let mut cell = None;
    while let (Some(mark), Some(kind), Some(length)) = (u16_at(data, 0), u16_at(data, 2), u32_at(data, 4)) {
        let part = &data[8..];
        if kind == ANCHOR {
            let at = u16_at(part, 6).zip(u16_at(part, 2));
            cell = at.map(|(row, column)| (u32::from(row) + 1, usize::from(column)));
        }
        let skipped = if mark & 0x0f == 0x0f { 0 } else { length as usize };
        data = part.get(skipped..).unwrap_or_default();
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn boxes(records: &[(u16, Vec<u8>)]) -> Structure {
        let (mut drawings, mut structure) = (Drawings::default(), Structure::default());
        records.iter().for_each(|(kind, data)| drawings.take(*kind, data, &mut structure));
        structure
    }

    #[test]
    fn shapes_with_a_text_are_counted_where_they_stand() {
        let drawing =
            words(&[0x0f, 0xf004, 900, 0, 0x0a, 0xf00a, 2, 0, 7, 0, ANCHOR, 18, 0, 0, 3, 0, 5, 0, 0, 0, 0, 0]);
        let object = |kind| (OBJECT, words(&[0x15, 0x12, kind, 1]));
        let text = |length| (TEXT, words(&[0, 0, 0, 0, 0, length, 0, 0, 0]));
        let found = boxes(&[
            (DRAWING, drawing),
            (object(0x02)),
            text(6),
            object(TEXT_BOX),
            text(6),
            object(0x02),
            text(0),
            object(0x19),
            text(6),
            object(0x07),
            text(6),
        ]);
        let mut expected = Structure::default();
        expected.boxes.add(Some((6, 3)));
        expected.boxes.add(Some((6, 3)));
        assert_eq!(found.boxes, expected.boxes);
    }

    #[test]
    fn short_records_mean_nothing() {
        for kind in [DRAWING, OBJECT, TEXT] {
            for length in 0..24 {
                boxes(&[(kind, vec![0xff; length])]);
                boxes(&[(kind, vec![0; length])]);
            }
        }
    }
}
