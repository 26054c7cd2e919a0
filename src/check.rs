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
pub struct Checked {
    /// The notices with their periods.
    pub notices: Vec<CheckedNotice>,
    /// The lists.
    pub lists: Vec<List>,
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

/// Everything a rule may look at.
struct Case<'a> {
    submission: &'a Submission,
    before: &'a Before,
    settings: &'a Settings,
    date: NaiveDate,
}

impl<'a> Case<'a> {
    /// Lists sent now and lists that stay in force.
    fn all_lists(&self) -> impl Iterator<Item = &'a List> {
        self.submission.lists.iter().chain(&self.before.standing)
    }

    /// Every paid training of the lists sent now: with its headcount, its notice and its place.
    fn trainings(&self) -> impl Iterator<Item = PaidTraining<'a>> {
        self.submission.lists.iter().flat_map(|list| {
            let notice = self.notice_of(list);
            list.records.trainings().map(move |(training, headcount, index)| PaidTraining {
                training,
                headcount,
                notice,
                list,
                index,
            })
        })
    }

    fn notice_of(&self, list: &List) -> Option<&'a Notice> {
        let ListId::Payments { notice, .. } = &list.id else { return None };
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

/// Checks all rules.
///
/// # Errors
/// When a rule finds an error; warnings pass.
pub fn check(
    submission: Submission,
    before: &Before,
    settings: &Settings,
    date: NaiveDate,
    report: &mut Report,
) -> Result<Checked, Failed> {
    let case = Case { submission: &submission, before, settings, date };
    hours::online_hours_at_most_two_fifths(&case, report);
    coverage::five_kinds_of_projects_by_deadline(&case, report);
    total::list_equals_application(&case, report);
    amount::amount_follows_standard(&case, report);
    person::paid_once(&case, report);
    distinct::rows_can_be_told_apart(&case, report);
    institution::struck_institution_starts_no_class(&case, report);
    target::targets_add_up(&case, report);
    paper::application_has_four_papers(&case, report);
    date::published_not_before_edition(&case, report);
    coverage::no_empty_page(&case, report);
    district::rows_belong_to_district(&case, report);
    district::files_belong_to_district(&case, report);
    fewer::rows_do_not_vanish(&case, report);
    private_text::no_personal_numbers_in_text(&case, report);
    title::no_hardship_in_titles(&case, report);
    let periods = date::periods(&case, report);
    report.pass(())?;
    let notices = submission.notices.into_iter().zip(periods).filter_map(|(notice, period)| {
        let (period, rule) = period?;
        Some(CheckedNotice { notice, period, rule })
    });
    Ok(Checked { notices: notices.collect(), lists: submission.lists })
}
