//! Whether the ink is in the picture itself: two pictures of a sheet, one of them without the text of its rows.
//!
//! Where a character stands, taking its text away must change the picture, and strongly: so it was drawn there, in
//! another colour than what is behind it, and nothing lies over it, whatever that may be. And without the text there
//! must be nothing in a cell: so nothing but its text was drawn there.

use super::proof::{DescribedCell, Rect};

/// The least difference of a colour's parts, of 255, between a character and what is behind it.
const LEAST_CONTRAST: u8 = 80;

/// The most by which the parts of a colour may differ within one plain area.
const PLAIN: u8 = 2;

/// A picture's pixels.
pub(super) struct Picture {
    /// Pixels across.
    pub(super) width: u32,
    /// Pixels down.
    pub(super) height: u32,
    /// Red, green, blue of each pixel, row by row.
    pixels: Vec<u8>,
}

/// Why a picture is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A character has left no ink, or hardly any.
    NoInk,
    /// Something else was drawn in the cell.
    OtherInk,
    /// A cell is not in the picture.
    Outside,
}

impl Fault {
    /// What is told of the row.
    pub(super) fn problem(self) -> &'static str {
        match self {
            Self::NoInk => "在图片里看不见或看不清",
            Self::OtherInk => "在图片里叠有别的内容",
            Self::Outside => "不在图片里",
        }
    }
}

impl Picture {
    /// The pixels of a PNG of plain colours without transparency: what browsers write of an opaque page.
    pub(super) fn decode(png: &[u8]) -> Option<Self> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().ok()?;
        let mut pixels = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut pixels).ok()?;
        let is_plain = info.color_type == png::ColorType::Rgb && info.bit_depth == png::BitDepth::Eight;
        is_plain.then_some(Self { width: info.width, height: info.height, pixels })
    }

    /// One line of a box's pixels.
    fn line(&self, area: &Area, y: usize) -> Option<&[u8]> {
        let start = (y * self.width as usize + area.left) * 3;
        self.pixels.get(start..start + (area.right - area.left) * 3)
    }
}

/// A box in pixels; the ends are not included.
struct Area {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Area {
    /// The pixels that a box touches.
    fn around(rect: Rect, scale: u32, picture: &Picture) -> Option<Self> {
        let scale = f64::from(scale);
        Self::of([
            (rect.0 * scale).floor(),
            (rect.1 * scale).floor(),
            ((rect.0 + rect.2) * scale).ceil(),
            ((rect.1 + rect.3) * scale).ceil(),
        ])
        .filter(|area| area.right <= picture.width as usize && area.bottom <= picture.height as usize)
    }

    /// The pixels that lie wholly in a box, but for one along its edges.
    fn within(rect: Rect, scale: u32, picture: &Picture) -> Option<Self> {
        let scale = f64::from(scale);
        Self::of([
            (rect.0 * scale).ceil() + 1.0,
            (rect.1 * scale).ceil() + 1.0,
            ((rect.0 + rect.2) * scale).floor() - 1.0,
            ((rect.1 + rect.3) * scale).floor() - 1.0,
        ])
        .filter(|area| area.right <= picture.width as usize && area.bottom <= picture.height as usize)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and not below zero")]
    fn of(edges: [f64; 4]) -> Option<Self> {
        let is_area = edges.iter().all(|edge| (0.0..1e6).contains(edge)) && edges[0] < edges[2] && edges[1] < edges[3];
        let [left, top, right, bottom] = edges.map(|edge| edge.max(0.0) as usize);
        is_area.then_some(Self { left, top, right, bottom })
    }
}

/// The ink of one cell, in a picture and in the same without its text.
pub(super) fn ink_of(cell: &DescribedCell, with: &Picture, without: &Picture, scale: u32) -> Result<(), Fault> {
    let inside = Area::within(cell.inside, scale, without).ok_or(Fault::Outside)?;
    if !is_plain(without, &inside) {
        return Err(Fault::OtherInk);
    }
    for character in &cell.characters {
        let area = Area::around(*character, scale, with).ok_or(Fault::Outside)?;
        if !has_ink(with, without, &area) {
            return Err(Fault::NoInk);
        }
    }
    Ok(())
}

/// Whether a box has one colour.
fn is_plain(picture: &Picture, area: &Area) -> bool {
    let Some(first) = picture.line(area, area.top) else { return false };
    let Some(colour) = first.first_chunk::<3>() else { return false };
    let is_one_colour =
        |line: &[u8]| line.chunks_exact(3).all(|pixel| pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(*b) <= PLAIN));
    let mut lines = (area.top..area.bottom).map(|y| picture.line(area, y));
    is_one_colour(first) && lines.all(|line| line.is_some_and(|line| line == first || is_one_colour(line)))
}

/// Whether two pictures differ strongly somewhere in a box. Looks in its middle first, where most ink is.
fn has_ink(with: &Picture, without: &Picture, area: &Area) -> bool {
    let middle = usize::midpoint(area.top, area.bottom);
    (middle..area.bottom).chain(area.top..middle).any(|y| match (with.line(area, y), without.line(area, y)) {
        (Some(a), Some(b)) => a != b && a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) >= LEAST_CONTRAST),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white picture of 40 × 20 with boxes of other greys: left, top, width, height, grey.
    fn picture(boxes: &[(usize, usize, usize, usize, u8)]) -> Picture {
        let mut pixels = vec![255; 40 * 20 * 3];
        for &(left, top, width, height, grey) in boxes {
            for y in top..top + height {
                pixels[(y * 40 + left) * 3..(y * 40 + left + width) * 3].fill(grey);
            }
        }
        Picture { width: 40, height: 20, pixels }
    }

    /// A cell of the whole picture at two pixels a CSS pixel, with a character at its left and one at its right.
    fn cell() -> DescribedCell {
        DescribedCell {
            label: String::new(),
            text: "甲1".to_owned(),
            inside: Rect(0.0, 0.0, 20.0, 10.0),
            seen: true,
            plain: true,
            covered: false,
            characters: vec![Rect(2.0, 2.0, 6.0, 6.0), Rect(10.0, 2.0, 6.0, 6.0)],
        }
    }

    fn ink(
        with: &[(usize, usize, usize, usize, u8)],
        without: &[(usize, usize, usize, usize, u8)],
    ) -> Result<(), Fault> {
        ink_of(&cell(), &picture(with), &picture(without), 2)
    }

    const LEFT: (usize, usize, usize, usize, u8) = (5, 5, 3, 3, 20);
    const RIGHT: (usize, usize, usize, usize, u8) = (22, 5, 1, 2, 20);

    #[test]
    fn every_character_leaves_ink_of_its_own() {
        assert_eq!(ink(&[LEFT, RIGHT], &[]), Ok(()));
        assert_eq!(ink(&[LEFT], &[]), Err(Fault::NoInk), "the right one is hidden, or a blank glyph");
        assert_eq!(ink(&[LEFT, (22, 5, 1, 2, 190)], &[]), Err(Fault::NoInk), "it is hardly seen");
        assert_eq!(ink(&[LEFT, RIGHT], &[LEFT, RIGHT]), Err(Fault::OtherInk), "it is not the text that is seen");
    }

    #[test]
    fn nothing_but_text_is_drawn_in_a_cell() {
        let line = (10, 12, 20, 1, 230);
        assert_eq!(ink(&[LEFT, RIGHT, line], &[line]), Err(Fault::OtherInk));
        let grey = (0, 0, 40, 20, 240);
        assert_eq!(ink(&[grey, LEFT, RIGHT], &[grey]), Ok(()), "a cell may have any one colour");
    }

    #[test]
    fn what_lies_outside_the_picture_is_refused() {
        let outside = DescribedCell { inside: Rect(0.0, 0.0, 21.0, 10.0), ..cell() };
        assert_eq!(ink_of(&outside, &picture(&[LEFT, RIGHT]), &picture(&[]), 2), Err(Fault::Outside));
        let beyond = DescribedCell { characters: vec![Rect(-3.0, 2.0, 6.0, 6.0)], ..cell() };
        assert_eq!(ink_of(&beyond, &picture(&[LEFT, RIGHT]), &picture(&[]), 2), Err(Fault::Outside));
        assert!(Picture::decode(b"\x89PNG\r\n\x1a\n").is_none() && Picture::decode(b"").is_none());
    }
}
