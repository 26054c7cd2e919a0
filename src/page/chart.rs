//! From counts to pictures: the lengths of bars and the shades of cells. Whole numbers only.

use super::view::chart::{Bar, BarLine, Bars};

/// The length of the longest bar.
const FULL: u64 = 1000;

/// The darkest shade.
const DARKEST: u64 = 4;

/// A line in the making: what it is of, its page, and each measure as a number and as text.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) href: Option<String>,
    pub(super) measures: Vec<(u64, String)>,
}

/// A table of bars, each measure drawn against its largest number.
pub(super) fn bars(caption: String, summary: String, heads: &[&str], lines: Vec<Line>) -> Bars {
    let measures = heads.len().saturating_sub(1);
    let largest: Vec<u64> = (0..measures).map(|at| largest(&lines, at)).collect();
    let bar = |((number, text), largest): ((u64, String), &u64)| Bar { text, length: share(number, *largest) };
    let line = |line: Line| BarLine {
        label: line.label,
        href: line.href,
        bars: line.measures.into_iter().zip(&largest).map(bar).collect(),
    };
    let heads = heads.iter().map(|&head| head.to_owned()).collect();
    Bars { caption, summary, heads, lines: lines.into_iter().map(line).collect() }
}

fn largest(lines: &[Line], at: usize) -> u64 {
    lines.iter().filter_map(|line| line.measures.get(at)).map(|(number, _)| *number).max().unwrap_or(0)
}

/// A number in thousandths of a whole, never beyond it; what is there at all is seen.
pub(super) fn share(number: u64, whole: u64) -> u64 {
    let share = number.saturating_mul(FULL).checked_div(whole).unwrap_or(0).min(FULL);
    if number > 0 { share.max(1) } else { 0 }
}

/// How dark a number is: 0 for nothing, else 1 to 4 by its share of the largest.
pub(super) fn shade(number: u64, largest: u64) -> u64 {
    number.saturating_mul(DARKEST).div_ceil(largest.max(1)).min(DARKEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u64) -> Line {
        Line { label: String::new(), href: None, measures: vec![(number, number.to_string())] }
    }

    #[test]
    fn the_largest_number_has_the_longest_bar() {
        let bars = bars(String::new(), String::new(), &["地区", "人次"], vec![line(1), line(50_000), line(0)]);
        let lengths: Vec<_> = bars.lines.iter().map(|line| line.bars[0].length).collect();
        assert_eq!(lengths, [1, 1000, 0]);
    }

    #[test]
    fn a_bar_ends_at_its_target() {
        assert_eq!((share(3, 2), share(1, 2), share(1, 0)), (1000, 500, 1));
    }

    #[test]
    fn whatever_there_is_has_a_shade() {
        assert_eq!([0, 1, 25, 26, 100].map(|number| shade(number, 100)), [0, 1, 1, 2, 4]);
        assert_eq!(shade(0, 0), 0);
    }
}
