//! One sheet of a list, about to be taken.

use std::ops::Range;

use crate::evidence::Layout;
use crate::output::SitePath;

use super::Order;
use super::proof::Rect;
use super::tab::Screen;
use super::trouble::Refusal;

/// A sheet in one of its forms.
pub(super) struct Sheet<'a> {
    /// Its page on the site.
    pub(super) path: SitePath,
    /// Its rows in the list, counted from 0.
    pub(super) rows: Range<usize>,
    /// The form.
    pub(super) layout: Layout,
    /// What it is taken for.
    pub(super) order: &'a Order<'a>,
}

impl Sheet<'_> {
    /// The window for it: of A4, or as high as the sheet turned out to be.
    pub(super) fn screen(&self, found: Option<Rect>) -> Screen {
        /// The tallest sheet for a screen, and the window before its height is known.
        const TALLEST: f64 = 2000.0;
        const AT_FIRST: f64 = 800.0;
        match self.layout {
            Layout::A4 => Screen { width: 794, height: 1123, scale: 2 },
            Layout::Screen => {
                let height = found.map_or(AT_FIRST, |sheet| (sheet.1 + sheet.3).ceil().clamp(1.0, TALLEST));
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 2,000")]
                Screen { width: 1366, height: height as u32, scale: 1 }
            }
        }
    }

    /// What is told of a character that no font has: in which row it is, if in any, and which it is by its number;
    /// never who is called so.
    pub(super) fn without_glyph(&self, character: &str) -> Refusal {
        let rows = &self.order.list.rows()[self.rows.clone()];
        let at = rows.iter().position(|row| row.iter().any(|cell| cell.contains(character)));
        let codes: Vec<String> = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let problem = format!("有这台电脑的字体里没有的字（{}）", codes.join(" "));
        match at {
            Some(at) => Refusal::row(self.path.as_str(), (self.rows.start + at) as u64 + 1, problem),
            None => Refusal::sheet(self.path.as_str(), format!("这一张{problem}")),
        }
    }

    /// The number of its first row in the list, counted from 1.
    pub(super) fn first(&self) -> u64 {
        self.rows.start as u64 + 1
    }
}
