//! Work on every core, told as if one thing had been done after the other.

use rayon::prelude::*;

use super::Report;

/// Does the same with all of these on every core. What is found is reported in their order, and what comes of them is in
/// it, too. Each is work of its own, since those that take long often stand together.
pub fn side_by_side<T: Send, R: Send>(
    all: impl IntoParallelIterator<Item = T, Iter: IndexedParallelIterator>,
    report: &mut Report,
    work: impl Fn(T, &mut Report) -> R + Sync,
) -> Vec<R> {
    let one = |it| {
        let mut own = Report::default();
        (work(it, &mut own), own)
    };
    let done: Vec<(R, Report)> = all.into_par_iter().with_max_len(1).map(one).collect();
    let told = |(result, own): (R, Report)| {
        report.absorb(&own);
        result
    };
    done.into_iter().map(told).collect()
}

/// Does one thing beside another.
pub fn both<A: Send, B: Send>(
    report: &mut Report,
    one: impl FnOnce(&mut Report) -> A + Send,
    other: impl FnOnce(&mut Report) -> B + Send,
) -> (A, B) {
    let (mut first, mut second) = (Report::default(), Report::default());
    let done = rayon::join(|| one(&mut first), || other(&mut second));
    report.absorb(&first);
    report.absorb(&second);
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic, Location};

    #[test]
    fn all_is_told_and_comes_in_order() {
        let mut report = Report::default();
        let doubled = side_by_side(1..101_u32, &mut report, |row, report| {
            report.push(Diagnostic::warning(Code::Money, Location::file("a.csv").row(row), "示例。"));
            row * 2
        });
        assert_eq!(doubled, (1..=100).map(|row| row * 2).collect::<Vec<_>>());
        assert_eq!(report.sorted().len(), 100);
    }

    #[test]
    fn what_both_find_is_told_and_what_comes_of_them_is_not_mixed_up() {
        let mut report = Report::default();
        let found = |row: u32| Diagnostic::warning(Code::Money, Location::file("a.csv").row(row), "示例。");
        let done = both(&mut report, |report| report.push(found(1)), |report| (report.push(found(2)), "乙").1);
        assert_eq!(done, ((), "乙"));
        assert_eq!(report.sorted().len(), 2);
    }
}
