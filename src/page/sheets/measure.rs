//! How much room a text takes, told without a font: never less than what any of the site's fonts needs.
//!
//! Widths are thousandths of the height of the letters (em). Between two Chinese characters a line may always end,
//! and at a blank; everywhere else it is taken to be forbidden, since fewer ends of lines never make fewer lines.

/// How heavy letters are: bold ones are wider, where they are not Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Plain,
    Bold,
}

/// The width of a text on one line.
pub(super) fn width(text: &str, weight: Weight) -> u32 {
    text.chars().map(|c| glyph(c, weight)).fold(0, u32::saturating_add)
}

/// How many lines a text takes where a line has so much room; an empty one takes one.
pub(super) fn lines(text: &str, room: u32, weight: Weight) -> u32 {
    let room = room.max(1);
    let mut lines = Lines { room, count: 1, used: 0 };
    let mut piece = 0_u32;
    let mut before = Break::Blank;
    for c in text.chars() {
        let now = Break::of(c);
        if before.may_end_before(now) {
            lines.put(piece);
            piece = 0;
        }
        match now {
            Break::Blank => lines.blank(glyph(c, weight)),
            _ => piece = piece.saturating_add(glyph(c, weight)),
        }
        before = now;
    }
    lines.put(piece);
    lines.count
}

/// Lines in the making.
struct Lines {
    room: u32,
    count: u32,
    used: u32,
}

impl Lines {
    /// A piece that stays on one line if a line can hold it. One that is wider is broken somewhere: no two lines on
    /// end have less than one line's width together, so it takes at most twice its width.
    fn put(&mut self, piece: u32) {
        if piece == 0 {
            return;
        }
        if piece > self.room {
            let more = piece.div_ceil(self.room).saturating_mul(2);
            self.count = self.count.saturating_add(more - u32::from(self.used == 0));
            self.used = self.room;
        } else if self.used.saturating_add(piece) > self.room {
            self.count = self.count.saturating_add(1);
            self.used = piece;
        } else {
            self.used += piece;
        }
    }

    /// A blank: it hangs over the end of a line, and none starts one.
    fn blank(&mut self, width: u32) {
        if self.used > 0 {
            self.used = self.used.saturating_add(width).min(self.room);
        }
    }
}

/// What a character is to the ends of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    Blank,
    Chinese,
    /// An ASCII letter or digit.
    Letter,
    /// Anything of which it is not sure.
    Other,
}

impl Break {
    fn of(c: char) -> Self {
        match c {
            ' ' | '\t' | '\n' | '\r' => Self::Blank,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' => Self::Chinese,
            'a'..='z' | 'A'..='Z' | '0'..='9' => Self::Letter,
            _ => Self::Other,
        }
    }

    fn may_end_before(self, next: Self) -> bool {
        use Break::{Blank, Chinese, Letter};
        matches!((self, next), (Blank, _) | (_, Blank) | (Chinese, Chinese | Letter) | (Letter, Chinese))
    }
}

/// The width of a character, in thousandths of an em.
fn glyph(c: char, weight: Weight) -> u32 {
    match (c, weight) {
        (' '..='~', Weight::Bold) => ascii(c) * 11 / 10,
        (' '..='~', Weight::Plain) => ascii(c),
        ('\t' | '\n' | '\r', _) => 400,
        _ => other(c),
    }
}

/// Letters as wide as those of DejaVu Sans, the widest of the fonts that a browser falls back on; digits as wide as
/// those of the widest Chinese font.
fn ascii(c: char) -> u32 {
    match c {
        ' ' | 'i' | 'j' | 'l' | 'I' | 'J' | 't' | 'f' | 'r' => 430,
        '.' | ',' | ':' | ';' | '!' | '\'' | '|' | '(' | ')' | '[' | ']' | '-' | '/' | '\\' => 430,
        '*' | '"' | '_' | '`' | '?' => 560,
        '0'..='9' => 610,
        '{' | '}' | '$' => 650,
        'm' | 'w' => 1000,
        'M' | 'W' | '@' | '%' => 1100,
        'a'..='z' => 680,
        'A'..='Z' => 820,
        _ => 860,
    }
}

/// Characters that are much wider than they look in a list of letters: long dashes, ligatures of whole sentences and
/// cuneiform signs among them.
fn other(c: char) -> u32 {
    match c {
        '\u{fdf0}'..='\u{fdff}' | '\u{12000}'..='\u{1254f}' => 13_000,
        '\u{2e3a}' | '\u{2e3b}' => 3_200,
        '\u{a980}'..='\u{a9df}' | '\u{b80}'..='\u{bff}' | '\u{d00}'..='\u{d7f}' => 4_000,
        '\u{a1}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{2000}'..='\u{206f}' => 1_050,
        '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 1_000,
        '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' => 1_000,
        _ => 1_600,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str, ems: u32) -> u32 {
        lines(text, ems * 1000, Weight::Plain)
    }

    #[test]
    fn chinese_fills_lines() {
        assert_eq!([plain("", 4), plain("示例职业", 4), plain("示例职业培", 4)], [1, 1, 2]);
        assert_eq!(width("示例ab", Weight::Plain), 2000 + 2 * 680);
        assert!(width("ab", Weight::Bold) > width("ab", Weight::Plain));
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(plain("示例abc", 3), 2);
        assert_eq!(plain("示例 abc", 5), 1);
        assert_eq!(plain("示例（新泰）", 4), 2, "a bracket holds on to its neighbours");
    }

    #[test]
    fn what_is_wider_than_a_line_is_broken() {
        assert!(plain(&"a".repeat(100), 4) >= 17);
        assert_eq!(plain(&"示".repeat(100), 4), 25);
    }

    proptest! {
        /// Less room never takes fewer lines, more text never less room.
        #[test]
        fn estimates_grow_as_they_should(text in "\\PC{0,60}", more in "\\PC{0,9}", room in 1_000_u32..40_000) {
            let now = lines(&text, room, Weight::Plain);
            prop_assert!(now >= 1 && now >= width(&text.replace(' ', ""), Weight::Plain) / room);
            let longer = lines(&format!("{text}{more}"), room, Weight::Plain);
            prop_assert!(longer >= now, "{} {}", longer, now);
        }
    }
}
