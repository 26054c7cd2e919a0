//! How wide the columns of a list are on its sheets: alike on all of them, by their kinds and by what stands in them.
//! Numbers, amounts and days stay on one line where there is room; words share what is left.

use crate::edition::list::PublicList;
use crate::page::rows;
use crate::page::view::table::{Head, TELEPHONE};

use super::geometry::{CAPTION_HEIGHT, Density, HEADING_RULE, PARTS, TABLE_HEIGHT};
use super::measure::{Weight, lines, width};

/// The narrowest that a column of words becomes, in thousandths of an em: three characters.
const NARROWEST: u32 = 3_100;

/// The narrowest that any column becomes: two characters.
const TWO_CHARACTERS: u32 = 2_050;

/// The width beyond which a column of words is not asked to grow before the others: 24 characters.
const WIDEST: u32 = 24_000;

/// The columns of a list on its sheets. The letters are as large as leave every row on one line; where none do, they go
/// by the number of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// Their heads; that of the rows' numbers in front where the list has none of its own.
    pub(super) heads: Vec<Head>,
    /// The widths in [`PARTS`] of the table's; together they are all of them.
    pub(super) parts: Vec<u32>,
    pub(super) density: Density,
}

impl Columns {
    pub(super) fn of(list: &PublicList) -> Self {
        let heads: Vec<Head> = rows::numbered_heads(list).into_iter().map(without_links).collect();
        let skip = heads.len() - list.columns().len();
        let number = list.rows().len().to_string();
        let texts = |(at, head): (usize, &Head)| match at.checked_sub(skip) {
            None => Texts::of(head, std::iter::once(number.as_str())),
            Some(at) => Texts::of(head, list.rows().iter().map(|row| row[at].as_str())),
        };
        let texts: Vec<Texts> = heads.iter().enumerate().map(texts).collect();
        let wishes = |density: Density| texts.iter().map(|it| it.wish(density)).collect::<Vec<_>>();
        let fits = |density: &Density| wishes(*density).iter().map(|it| it.most).sum::<u32>() <= PARTS;
        let density = Density::ALL.into_iter().find(fits).unwrap_or_else(|| Density::of(heads.len()));
        let parts = shared(&wishes(density));
        Self { heads, parts, density }
    }

    /// The height of a row.
    pub(super) fn height(&self, row: &[String]) -> u32 {
        let skip = self.heads.len() - row.len();
        let own = self.heads.iter().zip(&self.parts).skip(skip).zip(row);
        let lines = own.map(|((head, &parts), cell)| lines(cell, self.density.room(parts), Self::weight(head)));
        self.density.row(lines.max().unwrap_or(1))
    }

    /// The height that a sheet has for rows: what the table's caption and heading leave.
    pub(super) fn height_for_rows(&self) -> u32 {
        let columns = self.heads.iter().zip(&self.parts);
        let lines = columns.map(|(head, &parts)| lines(head.label, self.density.room(parts), Weight::Bold));
        let heading = self.density.row(lines.max().unwrap_or(1)) + HEADING_RULE;
        TABLE_HEIGHT.saturating_sub(CAPTION_HEIGHT + heading)
    }

    /// The weight of a column's letters in the rows.
    pub(super) fn weight(head: &Head) -> Weight {
        if head.class == "name" { Weight::Bold } else { Weight::Plain }
    }
}

/// The same head; on a sheet nothing can be dialled.
fn without_links(head: Head) -> Head {
    if head.class == TELEPHONE { Head { class: "code", ..head } } else { head }
}

/// What a column asks for, in parts of the table's width, the sides of its cells included.
struct Wish {
    /// It may not be narrower, unless all have to be.
    least: u32,
    /// It has no use for more.
    most: u32,
    /// What its cells would take on one line, halfway between the widest and the mean.
    usual: u32,
}

/// What stands in a column, in thousandths of an em.
struct Texts {
    /// The widest cell, as far as it counts.
    most: u32,
    mean: u32,
    heading: u32,
    /// The least that its cells need.
    least: u32,
}

impl Texts {
    fn of<'l>(head: &Head, cells: impl Iterator<Item = &'l str>) -> Self {
        let (mut most, mut sum, mut count) = (0, 0_u64, 0_u64);
        for cell in cells {
            let wide = width(cell, Columns::weight(head)).min(WIDEST);
            most = most.max(wide);
            sum += u64::from(wide);
            count += 1;
        }
        let mean = u32::try_from(sum / count.max(1)).unwrap_or(WIDEST);
        let fixed = matches!(head.class, "number" | "money" | "day");
        let least = if fixed { most.min(WIDEST / 2) } else { most.min(NARROWEST) };
        Self { most, mean, heading: heading(head.label), least }
    }

    fn wish(&self, density: Density) -> Wish {
        Wish {
            least: density.parts(self.least.max(self.heading)),
            most: density.parts(self.most.max(self.heading)),
            usual: density.parts(u32::midpoint(self.mean, self.most)),
        }
    }
}

/// The width that a heading asks for: on one line if it is of three characters, else on two or three alike.
fn heading(label: &str) -> u32 {
    let all = width(label, Weight::Bold);
    let lines = all.div_ceil(3_200).clamp(1, 3);
    (all.div_ceil(lines).div_ceil(1_000) * 1_000 + 50).max(TWO_CHARACTERS)
}

/// All parts, given out: each column gets its least; what is left goes to those whose cells would take the most lines;
/// and what nobody wants goes to all of them alike.
fn shared(wishes: &[Wish]) -> Vec<u32> {
    let least: Vec<u32> = wishes.iter().map(|wish| wish.least).collect();
    let mut parts = if least.iter().sum::<u32>() > PARTS { portions(PARTS, &least) } else { least };
    let spare = |parts: &[u32]| PARTS - parts.iter().sum::<u32>();
    let lines = |at: usize, parts: &[u32]| wishes[at].usual * 1_000 / parts[at].max(1);
    for _ in 0..spare(&parts) {
        let wanting = (0..parts.len()).rev().filter(|&at| wishes[at].most > parts[at]);
        let Some(at) = wanting.max_by_key(|&at| lines(at, &parts)) else { break };
        parts[at] += 1;
    }
    let more = portions(spare(&parts), &parts);
    parts.iter().zip(more).map(|(part, more)| part + more).collect()
}

/// A whole number in portions that go by weights, by largest remainders.
fn portions(whole: u32, weights: &[u32]) -> Vec<u32> {
    let (whole, sum) = (u64::from(whole), weights.iter().map(|&it| u64::from(it)).sum::<u64>().max(1));
    let share = |weight: u32| u64::from(weight) * whole;
    let mut portions: Vec<u32> = weights.iter().map(|&it| u32::try_from(share(it) / sum).unwrap_or(0)).collect();
    let mut by_rest: Vec<usize> = (0..weights.len()).filter(|&at| weights[at] > 0).collect();
    by_rest.sort_by_key(|&at| (std::cmp::Reverse(share(weights[at]) % sum), at));
    let missing = whole - portions.iter().map(|&it| u64::from(it)).sum::<u64>();
    by_rest.iter().zip(0..missing).for_each(|(&at, _)| portions[at] += 1);
    portions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_width_is_given_out() {
        for weights in [vec![722], vec![1, 1, 1], vec![28, 50, 300, 90, 61], vec![900, 900, 7]] {
            assert_eq!(portions(PARTS, &weights).iter().sum::<u32>(), PARTS, "{weights:?}");
        }
    }

    #[test]
    fn words_get_what_numbers_leave() {
        let number = || Wish { least: 20, most: 20, usual: 20 };
        let short = || Wish { least: 10, most: 30, usual: 30 };
        let long = || Wish { least: 10, most: 900, usual: 500 };
        assert_eq!(shared(&[number(), short(), long()]), [20, 13, 217], "as many lines in one as in the other");
        assert_eq!(shared(&[number(), short()]), [100, 150], "what nobody wants goes to all");
        assert_eq!(shared(&[number(), Wish { least: 240, ..number() }, number()]).iter().sum::<u32>(), PARTS);
    }

    #[test]
    fn headings_fall_into_lines_of_one_length() {
        let widths = ["序号", "总学时", "线上学时", "统一社会信用代码"].map(heading);
        assert_eq!(widths, [2_050, 3_050, 2_050, 3_050]);
    }
}
