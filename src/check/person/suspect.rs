//! Who may be paid twice, told from eight bytes a row.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use rayon::prelude::*;

use super::*;
use crate::record::payment::Payment;
use crate::record::{List, Located, Records};

/// A hash of an ID number; [`NOBODY`] where there is none. The hasher has fixed keys: the same on every run.
pub(in crate::check) type Key = u64;

/// A row without an ID number.
const NOBODY: Key = 0;

/// The keys of a list's rows, in order. Only payments to persons have any.
pub(in crate::check) fn keys(list: &List) -> Vec<Key> {
    let Records::Payments(rows) = &list.records else { return Vec::new() };
    rows.iter().map(|row| row.record.id_number.as_ref().map_or(NOBODY, key)).collect()
}

fn key(id_number: &IdNumber) -> Key {
    let mut hasher = DefaultHasher::new();
    id_number.hash(&mut hasher);
    hasher.finish().max(NOBODY + 1)
}

/// The rows of everybody whose key stands there more than once, read again. A file that is no longer what it was is
/// in the report.
pub(super) fn read_again<T: Sync>(case: &Case<'_>, lists: &[Looked<T>], report: &mut Report) -> Vec<PaidRow> {
    let suspects: Vec<(usize, BTreeSet<usize>)> = suspects(lists).into_iter().collect();
    let read = |(list, rows): &(usize, BTreeSet<usize>)| {
        let mut report = Report::default();
        (rows_of(case, lists, *list, rows, &mut report), report)
    };
    let all: Vec<(Vec<PaidRow>, Report)> = suspects.par_iter().map(read).collect();
    let mut paid = Vec::new();
    for (rows, told) in all {
        report.absorb(&told);
        paid.extend(rows);
    }
    paid
}

/// The rows with a key that another row has too, by list. Each key is sorted together with its row's place among all
/// rows, in one word: the place takes the low bits, as many as it needs, and the hash keeps the others.
fn suspects<T>(lists: &[Looked<T>]) -> BTreeMap<usize, BTreeSet<usize>> {
    let keys = || lists.iter().map(|list| list.payees.as_ref().map_or(&[][..], |payees| &payees.keys));
    let total: usize = keys().map(<[Key]>::len).sum();
    let low = (1_u64 << (u64::BITS - (total as u64).leading_zeros())) - 1;
    let mut words: Vec<u64> = Vec::with_capacity(total);
    let all = (0_u64..).zip(keys().flatten());
    words.extend(all.filter(|(_, key)| **key != NOBODY).map(|(place, key)| key & !low | place));
    words.par_sort_unstable();
    let starts: Vec<usize> = keys()
        .scan(0, |next, keys| {
            let start = *next;
            *next += keys.len();
            Some(start)
        })
        .collect();
    let mut suspects: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for word in words.chunk_by(|a, b| a & !low == b & !low).filter(|group| group.len() > 1).flatten() {
        let place = usize::try_from(word & low).unwrap_or(usize::MAX);
        let list = starts.partition_point(|start| *start <= place) - 1;
        suspects.entry(list).or_default().insert(place - starts[list]);
    }
    suspects
}

/// Some rows of a list, read again.
fn rows_of<T>(
    case: &Case<'_>,
    lists: &[Looked<T>],
    list: usize,
    wanted: &BTreeSet<usize>,
    report: &mut Report,
) -> Vec<PaidRow> {
    let Some(payees) = &lists[list].payees else { return Vec::new() };
    let Ok(read) = case.submission.read_again(&payees.sent, &payees.arrival, report) else { return Vec::new() };
    let Records::Payments(rows) = &read.records else { return Vec::new() };
    let mut occupations: BTreeSet<Arc<str>> = BTreeSet::new();
    wanted.iter().filter_map(|at| paid(list, *at, rows.get(*at)?, &mut occupations)).collect()
}

fn paid(list: usize, at: usize, found: &Located<Payment>, occupations: &mut BTreeSet<Arc<str>>) -> Option<PaidRow> {
    let training = &found.record.training;
    Some(PaidRow {
        id_number: found.record.id_number.clone()?,
        list,
        at,
        sheet: found.sheet.clone(),
        row: found.row,
        occupation: training.occupation.as_deref().map(|occupation| kept_once(occupation, occupations)),
        level: training.level,
        starts_on: training.starts_on,
        ends_on: training.ends_on,
    })
}

/// A text that is in memory once, however many rows have it.
fn kept_once(text: &str, kept: &mut BTreeSet<Arc<str>>) -> Arc<str> {
    if let Some(kept) = kept.get(text) {
        return Arc::clone(kept);
    }
    let new: Arc<str> = Arc::from(text);
    kept.insert(Arc::clone(&new));
    new
}
