//! The one moment of an archive: the start of the edition's day at +08:00, in the ways its parts write it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc};

/// The first moment of a day at +08:00.
pub(super) struct Moment(DateTime<Utc>);

impl Moment {
    pub(super) fn of(day: NaiveDate) -> Self {
        const EAST_EIGHT_SECONDS: i32 = 8 * 60 * 60;
        let midnight = day.and_time(NaiveTime::MIN);
        let there =
            FixedOffset::east_opt(EAST_EIGHT_SECONDS).and_then(|zone| zone.from_local_datetime(&midnight).single());
        Self(there.map_or_else(|| midnight.and_utc(), |there| there.to_utc()))
    }

    /// As WARC and WACZ write it: `2021-06-24T16:00:00Z`.
    pub(super) fn iso(&self) -> String {
        self.0.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// As indexes write it: `20210624160000`.
    pub(super) fn digits(&self) -> String {
        self.0.format("%Y%m%d%H%M%S").to_string()
    }
}
