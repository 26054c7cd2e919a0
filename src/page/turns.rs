//! The days on which what the pages of a list say became different: so long as none comes, they are the same files.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::edition::archive::{Archive, FrozenList};
use crate::record::ListId;
use crate::value::date::Period;
use crate::value::district::Slug;

use super::basis::Basis;
use super::status::{Retention, Status};

/// The newest day on which an edition changed what pages say.
#[derive(Default)]
pub(super) struct Turns {
    /// Of notices and all of their lists, which lead to one another.
    notices: BTreeMap<Slug, NaiveDate>,
    catalogues: BTreeMap<ListId, NaiveDate>,
}

impl Turns {
    /// Looks through all editions.
    pub(super) fn of(archive: &Archive) -> Self {
        let mut turns = Self::default();
        for edition in archive.editions() {
            let (on, it) = (edition.date(), edition.edition());
            it.lists.iter().for_each(|entry| turns.note(&entry.id, on));
            it.notices.iter().for_each(|entry| turns.note_notice(&entry.id, on));
            for list in edition.lists() {
                list.tombstone().iter().for_each(|tombstone| turns.note(&list.entry.id, tombstone.on));
            }
        }
        turns
    }

    fn note(&mut self, id: &ListId, on: NaiveDate) {
        match id {
            ListId::Payments { notice, .. } => self.note_notice(notice, on),
            ListId::Catalogue(..) => keep_newest(&mut self.catalogues, id, on),
        }
    }

    fn note_notice(&mut self, id: &Slug, on: NaiveDate) {
        keep_newest(&mut self.notices, id, on);
    }

    fn newest(&self, id: &ListId) -> Option<NaiveDate> {
        match id {
            ListId::Payments { notice, .. } => self.notices.get(notice),
            ListId::Catalogue(..) => self.catalogues.get(id),
        }
        .copied()
    }
}

fn keep_newest<Id: Ord + Clone>(days: &mut BTreeMap<Id, NaiveDate>, id: &Id, on: NaiveDate) {
    match days.get_mut(id) {
        Some(newest) => *newest = (*newest).max(on),
        None => drop(days.insert(id.clone(), on)),
    }
}

impl Basis<'_> {
    /// The day from which the pages of a revision are as they are today: that of the last edition that changed what they
    /// say, or a turn of its notice period. While that lasts they count its days, and change every day.
    pub(super) fn settled_on(&self, list: &FrozenList<'_>) -> NaiveDate {
        let by_editions = self.turns.newest(&list.entry.id).unwrap_or(list.published_on);
        let by_days = match &list.entry.id {
            ListId::Catalogue(..) => None,
            ListId::Payments { notice, .. } => self
                .notices
                .get(notice)
                .and_then(|notice| turned(self.date, notice.period, self.retention(notice, list.entry.kind))),
        };
        by_days.into_iter().fold(by_editions, NaiveDate::max).min(self.date)
    }
}

/// The last day on which the days made pages of a notice different.
fn turned(today: NaiveDate, period: Period, retention: Retention) -> Option<NaiveDate> {
    let after = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(today);
    match (Status::on(today, period), retention) {
        (Status::Upcoming, _) => None,
        (Status::Open { .. }, _) => Some(today),
        (Status::Closed, Retention::Shown) => Some(after(period.last())),
        (Status::Closed, Retention::Over { until }) => Some(after(until)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn pages_turn_daily_while_the_period_lasts_then_twice_more() {
        let period = Period::new(day("2021-06-10"), day("2021-06-17")).unwrap();
        let on = |text| turned(day(text), period, Retention::on(day(text), period, 30));
        assert_eq!(on("2021-06-09"), None);
        assert_eq!(on("2021-06-10"), Some(day("2021-06-10")));
        assert_eq!(on("2021-06-17"), Some(day("2021-06-17")));
        assert_eq!(on("2021-07-01"), Some(day("2021-06-18")));
        assert_eq!(on("2021-09-01"), Some(day("2021-07-18")));
    }

    #[test]
    fn the_newest_day_stays() {
        let mut days = BTreeMap::new();
        for on in ["2021-06-02", "2021-06-09", "2021-06-01"] {
            keep_newest(&mut days, &1, day(on));
        }
        assert_eq!(days[&1], day("2021-06-09"));
    }
}
