//! Ranges of rows or columns.

/// How many ranges a sentence names.
const NAMED: usize = 5;

/// Ranges of numbers, both ends included; in order once settled.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Spans(Vec<(u32, u32)>);

impl Spans {
    /// Adds a range. One that follows the last joins it.
    pub(in crate::source) fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            _ if first > last => {}
            Some((start, end)) if *start <= first && first <= end.saturating_add(1) => *end = last.max(*end),
            _ => self.0.push((first, last)),
        }
    }

    /// Puts the ranges in order and joins those that touch.
    pub(in crate::source) fn settle(&mut self) {
        let mut all = std::mem::take(&mut self.0);
        all.sort_unstable();
        all.into_iter().for_each(|(first, last)| self.add(first, last));
    }

    /// Whether a number is in a range; only of settled ones.
    pub(in crate::source) fn has(&self, number: u32) -> bool {
        let at = self.0.partition_point(|&(_, last)| last < number);
        self.0.get(at).is_some_and(|&(first, _)| first <= number)
    }

    /// Whether a number is in one of a few ranges, in whatever order.
    pub(in crate::source) fn holds(&self, number: u32) -> bool {
        self.0.iter().any(|&(first, last)| first <= number && number <= last)
    }

    /// How many ranges there are.
    pub(in crate::source) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.0.iter().copied()
    }

    /// How many numbers are in the ranges.
    pub(super) fn count(&self) -> u64 {
        self.iter().map(|(first, last)| u64::from(last - first) + 1).sum()
    }

    /// The first ranges as a sentence has them: `5–8、12 等`.
    pub(super) fn named(&self, name: impl Fn(u32) -> String) -> String {
        let one = |(first, last): (u32, u32)| {
            if first == last { name(first) } else { format!("{}–{}", name(first), name(last)) }
        };
        let named: Vec<_> = self.iter().take(NAMED).map(one).collect();
        format!("{}{}", named.join("、"), if self.len() > NAMED { " 等" } else { "" })
    }
}
