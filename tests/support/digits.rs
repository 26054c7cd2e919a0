//! The row numbers that a picture of a sheet shows, read from its pixels alone.
//!
//! Nothing is asked of the page: the table's body lies between the rule under its heading and the rule over the sums,
//! and the numbers are the leftmost ink of its lines. Each glyph is compared with digits that the browser drew on
//! another page, in several sizes and places, so that nothing hangs on where a glyph falls on the pixels' grid.

use std::path::Path;
use std::process::Command;

use super::run;

/// Glyphs are compared on a grid of so many fields across and down.
const GRID: (usize, usize) = (12, 18);

/// The sizes in which digits are learnt, and how far each line is pushed aside, in CSS pixels: a glyph falls on the
/// pixels' grid in many ways.
const SIZES: [&str; 5] = ["11", "11.5", "12", "12.5", "13"];
const SHIFTS: [&str; 4] = ["0", "0.125", "0.25", "0.375"];

/// The page on which digits are learnt, each far from the next.
fn lesson() -> String {
    let line = |(size, shift): (&str, &str)| {
        format!("<p style=\"font-size:{size}px;margin:{shift}px 0 9px {shift}px\">0 1 2 3 4 5 6 7 8 9</p>")
    };
    let lines = SIZES.iter().flat_map(|size| SHIFTS.iter().map(move |shift| line((size, shift))));
    let head = "<!DOCTYPE html><meta charset=\"utf-8\"><style>body{margin:0;padding:20px;background:#fff;\
        font-family:'Noto Sans CJK SC',sans-serif;word-spacing:20px;line-height:20px}</style><body>";
    head.to_owned() + &lines.collect::<String>()
}

/// A picture in greys: 0 is black.
pub(crate) struct Greys {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Red, green, blue of each pixel.
    pixels: Vec<u8>,
}

impl Greys {
    pub(crate) fn of(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        if info.color_type == png::ColorType::Rgba {
            pixels = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        }
        Self { width: info.width as usize, height: info.height as usize, pixels }
    }

    /// Red, green and blue.
    pub(crate) fn colour(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.width + x) * 3;
        [self.pixels[at], self.pixels[at + 1], self.pixels[at + 2]]
    }

    fn darkness(&self, x: usize, y: usize) -> u32 {
        255 - u32::from(self.colour(x, y)[1])
    }

    fn is_ink(&self, x: usize, y: usize) -> bool {
        self.darkness(x, y) > 110
    }

    /// The lines from `from` to `to` that are ink nearly all the way across: where each run of them begins and ends.
    fn rules(&self) -> Vec<(usize, usize)> {
        let (left, right) = (self.width / 10, self.width * 4 / 10);
        runs((0..self.height).map(|y| (left..right).step_by(7).all(|x| self.is_ink(x, y))))
    }
}

/// Where runs of `true` begin and end.
fn runs(marks: impl Iterator<Item = bool>) -> Vec<(usize, usize)> {
    let (mut found, mut start, mut last) = (Vec::new(), None, 0);
    for (at, is_in) in marks.enumerate() {
        match (is_in, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, at));
                start = None;
            }
            _ => {}
        }
        last = at + 1;
    }
    found.extend(start.map(|from| (from, last)));
    found
}

/// The ten digits.
pub(crate) struct Digits(Vec<(char, Vec<u32>)>);

impl Digits {
    /// Learns them in a folder of the test's own.
    pub(crate) fn learn(folder: &Path) -> Self {
        let (page, picture) = (folder.join("digits.html"), folder.join("digits.png"));
        std::fs::write(&page, lesson()).unwrap();
        let mut browser = Command::new("/usr/bin/chromium");
        browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-lcd-text", "--hide-scrollbars"]);
        browser.args(["--font-render-hinting=none", "--force-device-scale-factor=2", "--window-size=800,700"]);
        browser.arg(format!("--user-data-dir={}", folder.join("profile").display()));
        run(browser.arg(format!("--screenshot={}", picture.display())).arg(&page)).succeeds();
        let lesson = Greys::of(&std::fs::read(picture).unwrap());
        let lines = runs((0..lesson.height).map(|y| (0..lesson.width).any(|x| lesson.is_ink(x, y))));
        assert_eq!(lines.len(), SIZES.len() * SHIFTS.len(), "every line of the lesson is seen");
        let mut digits = Self(Vec::new());
        for line in lines {
            let glyphs = glyphs(&lesson, line, (0, lesson.width));
            assert_eq!(glyphs.len(), 10, "ten digits are learnt");
            digits.0.extend(('0'..='9').zip(glyphs).map(|(digit, (_, grid))| (digit, grid)));
        }
        digits
    }

    /// The numbers in front of a sheet's rows, from above.
    pub(crate) fn row_numbers(&self, sheet: &Greys) -> Vec<u64> {
        let rules = sheet.rules();
        assert!(rules.len() >= 3, "a sheet has a rule above, one under its headings and one over its sums: {rules:?}");
        let (top, bottom) = (rules[1].1, rules[2].0);
        let across = (sheet.width / 25, sheet.width / 4);
        let lines = runs((top..bottom).map(|y| (across.0..across.1).any(|x| sheet.is_ink(x, y))));
        lines.iter().filter_map(|(from, to)| self.number(sheet, (top + from, top + to), across)).collect()
    }

    /// The number at the left of a line; none where the line has none, as the second line of a long text.
    fn number(&self, sheet: &Greys, (top, bottom): (usize, usize), across: (usize, usize)) -> Option<u64> {
        const GAP: usize = 10;
        let mut number = String::new();
        let mut end = None;
        for ((left, right), grid) in glyphs(sheet, (top, bottom), across) {
            if end.is_some_and(|end| left - end > GAP) {
                break;
            }
            number.push(self.read(&grid)?);
            end = Some(right);
        }
        number.parse().ok()
    }

    /// The digit that a glyph is; none if it is none, or might be two.
    fn read(&self, grid: &[u32]) -> Option<char> {
        let far = |other: &[u32]| other.iter().zip(grid).map(|(a, b)| a.abs_diff(*b)).sum::<u32>();
        let nearest = |digit: char| {
            let own = self.0.iter().filter(|(learnt, _)| *learnt == digit);
            (own.map(|(_, grid)| far(grid)).min().unwrap(), digit)
        };
        let mut by_distance: Vec<(u32, char)> = ('0'..='9').map(nearest).collect();
        by_distance.sort_unstable();
        let (best, second) = (by_distance[0], by_distance[1]);
        let most = (GRID.0 * GRID.1 * 255 / 6) as u32;
        (best.0 < most && best.0 * 5 < second.0 * 4).then_some(best.1)
    }
}

/// Where a glyph begins and ends, and how dark each field of it is.
type Glyph = ((usize, usize), Vec<u32>);

/// The glyphs of a line, from the left: what is parted by columns without ink.
fn glyphs(picture: &Greys, (top, bottom): (usize, usize), (left, right): (usize, usize)) -> Vec<Glyph> {
    let columns = runs((left..right).map(|x| (top..bottom).any(|y| picture.is_ink(x, y))));
    let glyph = |&(from, to): &(usize, usize)| {
        let (from, to) = (left + from, left + to);
        let lines = runs((top..bottom).map(|y| (from..to).any(|x| picture.is_ink(x, y))));
        let (first, last) = (top + lines.first()?.0, top + lines.last()?.1);
        Some(((from, to), grid(picture, (from, to), (first, last))))
    };
    columns.iter().filter_map(glyph).collect()
}

/// The darkness of a box in the fields of [`GRID`], from that of its background, 0, to that of its ink, 255: texts are
/// not all black, nor all on white.
fn grid(picture: &Greys, (left, right): (usize, usize), (top, bottom): (usize, usize)) -> Vec<u32> {
    let part = |from: usize, to: usize, at: usize, of: usize| {
        let start = from + (to - from) * at / of;
        start..(from + (to - from) * (at + 1) / of).max(start + 1)
    };
    let all = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
    let (least, most) = all.map(|(x, y)| picture.darkness(x, y)).fold((255, 0), |(a, b), it| (it.min(a), it.max(b)));
    let mut fields = Vec::with_capacity(GRID.0 * GRID.1);
    for down in 0..GRID.1 {
        for across in 0..GRID.0 {
            let (xs, ys) = (part(left, right, across, GRID.0), part(top, bottom, down, GRID.1));
            let count = (xs.len() * ys.len()) as u32;
            let sum: u32 = ys.flat_map(|y| xs.clone().map(move |x| (x, y))).map(|(x, y)| picture.darkness(x, y)).sum();
            fields.push((sum / count - least) * 255 / (most - least).max(1));
        }
    }
    fields
}
