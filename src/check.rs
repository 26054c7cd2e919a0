//! The rules across rows, lists, notices and settings. Each is a named function with its source.
//!
//! R2 and R8 are also shown as progress on the pages, R6 as the changes of each edition, and R12 is a matter of
//! reading: a notice without a publication date is refused before it gets here.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Failed, Location, Report};
use crate::record::payment::Training;
use crate::record::{List, ListId, Notice, Submission};
use crate::settings::Settings;
use crate::value::calendar::PeriodRule;
use crate::value::date::Period;
use crate::value::district::Slug;

mod amount;
mod coverage;
mod date;
mod distinct;
mod district;
mod fewer;
mod hours;
mod institution;
mod looked;
mod paper;
mod person;
mod private_text;
mod target;
mod title;
mod total;

#[cfg(test)]
mod tests;

/// What has been published before, as far as the rules look at it.
#[derive(Debug, Default)]
pub struct Before {
    /// The day of the edition that first carried each notice.
    pub first_published_on: BTreeMap<Slug, NaiveDate>,
    /// How many rows each list in force has.
    pub rows: BTreeMap<ListId, u64>,
    /// Catalogues in force that nobody has sent anew: rules look at them, and they stay in force.
    pub standing: Vec<List>,
}

/// A submission that may be published.
#[derive(Debug)]
pub struct Checked<T> {
    /// The notices with their periods.
    pub notices: Vec<CheckedNotice>,
    /// The lists, by id.
    pub lists: Vec<CheckedList<T>>,
}

/// What is kept of a list: its rows are not.
#[derive(Debug)]
pub struct CheckedList<T> {
    /// Which list it is.
    pub id: ListId,
    /// How many rows it has.
    pub rows: usize,
    /// What somebody made of it while its rows were there.
    pub made: T,
}

/// A notice with its period as the rules count it.
#[derive(Debug)]
pub struct CheckedNotice {
    /// The notice.
    pub notice: Notice,
    /// 公示期
    pub period: Period,
    /// How it was counted.
    pub rule: PeriodRule,
}

/// What the rules look at beside the list in hand: all that was sent but for the rows of payments.
struct Case<'a> {
    submission: &'a Submission<'a>,
    before: &'a Before,
    settings: &'a Settings,
    date: NaiveDate,
}

impl<'a> Case<'a> {
    /// Catalogues sent now and those that stay in force.
    fn all_catalogues(&self) -> impl Iterator<Item = &'a List> {
        self.submission.catalogues.iter().chain(&self.before.standing)
    }

    /// Every paid training of a list: with its headcount, its notice and its place.
    fn trainings<'l>(&self, list: &'l List) -> impl Iterator<Item = PaidTraining<'l>>
    where
        'a: 'l,
    {
        let notice = self.notice_of(&list.id);
        list.records.trainings().map(move |(training, headcount, index)| PaidTraining {
            training,
            headcount,
            notice,
            list,
            index,
        })
    }

    fn notice_of(&self, list: &ListId) -> Option<&'a Notice> {
        let ListId::Payments { notice, .. } = list else { return None };
        self.submission.notices.iter().find(|candidate| candidate.id == *notice)
    }
}

/// One paid training with what is around it.
struct PaidTraining<'a> {
    training: &'a Training,
    headcount: u32,
    notice: Option<&'a Notice>,
    list: &'a List,
    /// Which row of the list.
    index: usize,
}

impl PaidTraining<'_> {
    /// Where it stands. Made when asked for: most rows are never told of.
    fn place(&self) -> Location {
        self.list.records.place(&self.list.file, self.index)
    }

    /// The day on which standards and uplifts are looked up: the end of the class, or else the publication.
    fn day(&self) -> Option<NaiveDate> {
        let training = self.training;
        training.ends_on.or(training.starts_on).or(self.notice.map(|notice| notice.published.on))
    }
}

/// Reads the lists of payments one by one, on all cores, and checks all rules. Something may be made of each list
/// while its rows are there; it counts only if the whole submission passes.
///
/// # Errors
/// When a file cannot be read or a rule finds an error; warnings pass. Rules are tried once all is read without error.
pub fn check<T: Send + Sync>(
    submission: &Submission<'_>,
    before: &Before,
    settings: &Settings,
    date: NaiveDate,
    make: &(impl Fn(&List) -> T + Sync),
    report: &mut Report,
) -> Result<Checked<T>, Failed> {
    let case = Case { submission, before, settings, date };
    let looked = looked::at_all(&case, make, report)?;
    coverage::five_kinds_of_projects_by_deadline(&case, report);
    total::list_equals_application(&case, &looked, report);
    person::paid_once(&case, &looked, report);
    target::targets_add_up(&case, report);
    paper::application_has_four_papers(&case, report);
    date::published_not_before_edition(&case, report);
    coverage::no_empty_page(&case, report);
    private_text::no_personal_numbers_in_notices(&case, report);
    title::no_hardship_in_titles(&case, &looked, report);
    let periods = date::periods(&case, report);
    report.pass(())?;
    let notices = submission.notices.iter().zip(periods).filter_map(|(notice, period)| {
        let (period, rule) = period?;
        Some(CheckedNotice { notice: notice.clone(), period, rule })
    });
    let mut lists: Vec<CheckedList<T>> = looked.into_iter().map(looked::Looked::checked).collect();
    lists.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Checked { notices: notices.collect(), lists })
}

/// What the rules over one list's rows look at, gathered once for all lists.
struct Ground<'a> {
    case: &'a Case<'a>,
    prices: amount::Prices<'a>,
    struck: institution::Struck<'a>,
}

impl<'a> Ground<'a> {
    fn of(case: &'a Case<'a>) -> Self {
        Self { case, prices: amount::Prices::of(case), struck: institution::struck(case) }
    }

    /// The rules over the rows of one list, and what its file says of itself.
    fn check(&self, list: &List, report: &mut Report) {
        let case = self.case;
        hours::online_hours_at_most_two_fifths(case, list, report);
        amount::amount_follows_standard(case, &self.prices, list, report);
        distinct::rows_can_be_told_apart(list, report);
        institution::struck_institution_starts_no_class(case, &self.struck, list, report);
        district::rows_belong_to_district(case, list, report);
        district::files_belong_to_district(case, list, report);
        fewer::rows_do_not_vanish(case, list, report);
        private_text::no_personal_numbers_in_list(case, list, report);
    }
}
