//! Lists, each looked at while its rows are in memory: as many at a time as there are cores.

use rayon::prelude::*;

use crate::diagnostic::{Failed, Report};
use crate::record::{Arrival, Kind, List, ListId, Sent};
use crate::value::money::Fen;

use super::person::{self, Key};
use super::{Case, CheckedList, Ground};

/// What is kept of a list.
pub(super) struct Looked<T> {
    pub(super) id: ListId,
    pub(super) file: String,
    pub(super) kind: Kind,
    rows: usize,
    /// Person-times and sum, of payments.
    pub(super) persons: Option<u64>,
    pub(super) amount: Option<Fen>,
    /// Who is paid, row by row; by the file that is read again where somebody may be paid twice.
    pub(super) payees: Option<Payees>,
    made: T,
}

/// Who is paid in a list of payments.
pub(super) struct Payees {
    /// One of each row.
    pub(super) keys: Vec<Key>,
    pub(super) sent: Sent,
    pub(super) arrival: Arrival,
}

impl<T> Looked<T> {
    fn at(list: &List, made: T) -> Self {
        Self {
            id: list.id.clone(),
            file: list.file.clone(),
            kind: list.records.kind(),
            rows: list.records.len(),
            persons: list.records.persons(),
            amount: list.records.amount(),
            payees: None,
            made,
        }
    }

    pub(super) fn checked(self) -> CheckedList<T> {
        CheckedList { id: self.id, rows: self.rows, made: self.made }
    }
}

/// One list of payments: what was wrong with its file, and what the rules say of its rows.
struct Look<T> {
    reading: Report,
    rules: Report,
    arrival: Option<Arrival>,
    looked: Option<Looked<T>>,
}

/// Looks at all lists, and says what was found: of the rules only where nothing is wrong with any file.
pub(super) fn at_all<T: Send>(
    case: &Case<'_>,
    make: &(impl Fn(&List) -> T + Sync),
    report: &mut Report,
) -> Result<Vec<Looked<T>>, Failed> {
    let (ground, submission) = (Ground::of(case), case.submission);
    let mut looks: Vec<Look<T>> = submission.payments.par_iter().map(|sent| at_payments(&ground, sent, make)).collect();
    looks.iter().for_each(|look| report.absorb(&look.reading));
    submission.tell_doubles(looks.iter().filter_map(|look| look.arrival.as_ref()), report);
    report.pass(())?;
    let at_catalogue = |list: &List| {
        let mut rules = Report::default();
        ground.check(list, &mut rules);
        let looked = Some(Looked::at(list, make(list)));
        Look { reading: Report::default(), rules, arrival: None, looked }
    };
    let catalogues: Vec<Look<T>> = submission.catalogues.par_iter().map(at_catalogue).collect();
    looks.extend(catalogues);
    looks.iter().for_each(|look| report.absorb(&look.rules));
    Ok(looks.into_iter().filter_map(|look| look.looked).collect())
}

fn at_payments<T>(ground: &Ground<'_>, sent: &Sent, make: &impl Fn(&List) -> T) -> Look<T> {
    let (mut reading, mut rules) = (Report::default(), Report::default());
    let Some((arrival, list)) = ground.case.submission.read(sent, &mut reading) else {
        return Look { reading, rules, arrival: None, looked: None };
    };
    let looked = list.filter(|_| !reading.has_errors()).map(|list| {
        ground.check(&list, &mut rules);
        let payees = Payees { keys: person::keys(&list), sent: sent.clone(), arrival: arrival.clone() };
        Looked { payees: Some(payees), ..Looked::at(&list, make(&list)) }
    });
    Look { reading, rules, arrival: Some(arrival), looked }
}
