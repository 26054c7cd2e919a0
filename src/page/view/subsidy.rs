//! Views of notices and of their lists.

use serde::Serialize;

use super::chart::Timeline;
use super::overview::NoticeCard;
use super::table::Table;
use super::{Download, Fact, Link, Tag};

/// All notices.
#[derive(Debug, Clone, Serialize)]
pub struct Notices {
    /// Newest first.
    pub notices: Vec<NoticeCard>,
    /// Their periods on a line of days; null where there is none.
    pub timeline: Option<Timeline>,
    /// R11: what to say where there is none.
    pub empty: Option<String>,
}

/// A notice.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// 文号
    pub document_number: String,
    /// 依据
    pub basis: String,
    /// 发布单位
    pub office: String,
    /// 发布日期
    pub published: String,
    /// First day of the period.
    pub period_first: String,
    /// Last day of the period.
    pub period_last: String,
    /// How the period was counted.
    pub period_rule: String,
    /// 联系电话
    pub phone: String,
    /// 监督举报电话
    pub supervision_phone: String,
    /// Its status on the build date.
    pub status: Tag,
    /// The text.
    pub html: String,
    /// Sums over all lists.
    pub totals: Totals,
    /// Its lists, in the order of the settings.
    pub districts: Vec<DistrictTotal>,
    /// Sums by institution, largest first.
    pub institutions: Vec<InstitutionTotal>,
    /// Its revisions, newest first.
    pub revisions: Vec<RevisionLine>,
    /// What to say where a correction or withdrawal must be told.
    pub warning: Option<String>,
    /// What to do if you disagree.
    pub objection: Objection,
}

/// What to do if you disagree with a notice (异议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Objection {
    /// Until when, in a sentence.
    pub when: String,
    /// 联系电话
    pub phone: String,
    /// 监督举报电话
    pub supervision_phone: String,
    /// 发布单位
    pub office: String,
    /// Where to write to or to come; null where it is not set.
    pub address: Option<String>,
}

/// A count and a sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Person-times.
    pub persons: String,
    /// Yuan.
    pub amount: String,
}

/// A district's share of a notice.
#[derive(Debug, Clone, Serialize)]
pub struct DistrictTotal {
    /// The district.
    pub name: String,
    /// Its list; null where it is not there yet.
    pub href: Option<String>,
    /// What to say where it is not there yet.
    pub empty: Option<String>,
    /// The revision in force.
    pub revision: String,
    /// The day it was published on.
    pub published: String,
    /// Rows, person-times and yuan.
    pub rows: String,
    /// Person-times.
    pub persons: String,
    /// Yuan.
    pub amount: String,
    /// The whole SHA-256 of the list.
    pub sha256: String,
}

/// An institution's share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstitutionTotal {
    /// The institution.
    pub name: String,
    /// Person-times.
    pub persons: String,
    /// Yuan.
    pub amount: String,
}

/// One revision of a list or notice.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionLine {
    /// `r2`
    pub revision: String,
    /// Its page; null for notices, of which only the newest text has one.
    pub href: Option<String>,
    /// The edition, four digits.
    pub edition: String,
    /// The edition's page.
    pub edition_href: String,
    /// The day of publication.
    pub published: String,
    /// 现行, 已被取代 or 已撤下.
    pub tag: Tag,
    /// Rows; empty for notices.
    pub rows: String,
    /// The whole SHA-256.
    pub sha256: String,
}

/// A page of a revision of a list of payments.
#[derive(Debug, Clone, Serialize)]
pub struct Payments {
    /// The notice.
    pub notice: Link,
    /// 文号
    pub document_number: String,
    /// The district.
    pub district: Link,
    /// 公示期
    pub period: String,
    /// The status on the build date.
    pub status: Tag,
    /// 监督举报电话
    pub supervision_phone: String,
    /// 联系电话
    pub phone: String,
    /// When the revision was published.
    pub published: String,
    /// The revision: `r2`.
    pub revision: String,
    /// Superseded: the revision in force; null where this is it.
    pub superseded: Option<Link>,
    /// Withdrawn: what to say; null where it is not.
    pub withdrawn: Option<String>,
    /// Counts and sums of the whole list.
    pub facts: Vec<Fact>,
    /// The rows of this page; null once they have left the site.
    pub table: Option<Table>,
    /// How to read the table, in sentences.
    pub reading: Vec<String>,
    /// 个人信息处理说明
    pub privacy: Vec<Fact>,
    /// What to do if you disagree.
    pub objection: Objection,
    /// Why the rows are not shown.
    pub gone: Option<String>,
    /// Which rows of how many this page shows.
    pub range: String,
    /// The pages.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Sums by institution.
    pub institutions: Vec<InstitutionTotal>,
    /// Downloads; none once the rows have left the site.
    pub downloads: Vec<Download>,
    /// What changed against the previous revision; null for the first.
    pub changes: Option<String>,
    /// All revisions, newest first.
    pub revisions: Vec<RevisionLine>,
    /// The list's whole SHA-256.
    pub sha256: String,
    /// The list's whole SM3.
    pub sm3: String,
}

/// One page of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// Its number.
    pub label: String,
    /// Where it is; null for the page itself and for a gap.
    pub href: Option<String>,
}
