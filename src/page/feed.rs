//! What the feed announces: editions and notices. Never a name.

use chrono::{NaiveTime, SecondsFormat, TimeZone};

use crate::output::SitePath;
use crate::value::date::Published;
use crate::value::digest::Digest;

use super::basis::Basis;
use super::{address, edition};

/// The feed's entries, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The feed's own lasting name.
    pub id: String,
    /// When it last changed (RFC 3339).
    pub updated: String,
    /// Its entries.
    pub entries: Vec<FeedEntry>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its lasting name: a UUID made of its address, the same wherever the site stands.
    pub id: String,
    /// What it announces.
    pub title: String,
    /// Its page.
    pub path: SitePath,
    /// When (RFC 3339).
    pub updated: String,
    /// What there is to see.
    pub summary: String,
}

/// Entries of a feed, at most: readers keep what they have seen.
const ENTRIES: usize = 50;

pub(super) fn of(basis: &Basis<'_>) -> Feed {
    let editions = basis.archive.editions().iter().map(|it| {
        let title = format!("第{}版发布：{}", it.number(), edition::summary(it));
        let at = Published { on: it.date(), at: None };
        let summary = it.edition().note.clone().unwrap_or_else(|| edition::summary(it));
        entry(basis, title, address::edition(it.number()), at, summary)
    });
    let notices = basis.notices.iter().filter(|(id, _)| basis.in_force.notices.contains_key(*id));
    let notices = notices.map(|(id, notice)| {
        let head = &notice.newest.head;
        let summary = format!("公示期 {} 至 {}。", notice.period.first(), notice.period.last());
        entry(basis, head.title.clone(), address::notice(id), head.published, summary)
    });
    let mut entries: Vec<FeedEntry> = editions.chain(notices).collect();
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| b.path.cmp(&a.path)));
    entries.truncate(ENTRIES);
    let newest = entries.first().map(|entry| entry.updated.clone());
    let updated = newest.unwrap_or_else(|| moment(Published { on: basis.date, at: None }));
    Feed { id: lasting_name(basis, address::feed().as_str()), updated, entries }
}

fn entry(basis: &Basis<'_>, title: String, path: SitePath, at: Published, summary: String) -> FeedEntry {
    FeedEntry { id: lasting_name(basis, path.as_str()), title, path, updated: moment(at), summary }
}

/// A day without a minute counts from its first one.
fn moment(published: Published) -> String {
    let local = published.on.and_time(published.at.unwrap_or(NaiveTime::MIN));
    let offset = chrono::FixedOffset::east_opt(8 * 3600);
    offset
        .and_then(|offset| offset.from_local_datetime(&local).single())
        .map_or_else(|| format!("{local}Z"), |moment| moment.to_rfc3339_opts(SecondsFormat::Secs, false))
}

/// A UUID of version 8 (RFC 9562) from the site's name and a page's address.
fn lasting_name(basis: &Basis<'_>, path: &str) -> String {
    let site = &basis.settings.site;
    let digits = Digest::of(format!("{}\n{}\n{path}", site.authority, site.name).as_bytes()).to_string();
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..15],
        &digits[15..18],
        &digits[18..30]
    )
}
