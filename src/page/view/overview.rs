//! Views of the home page and of a district's page.

use serde::Serialize;

use super::chart::{Bars, KindsLine, Matrix, Timeline};
use super::{Fact, Link, Progress, Tag};

/// 首页
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// Notices whose period is running or to come, the one that closes first in front.
    pub open: Vec<NoticeCard>,
    /// What to say where none is running.
    pub none_open: Option<String>,
    /// What most people come for.
    pub tasks: Vec<Task>,
    /// 数据统计
    pub statistics_href: String,
    /// R8: the whole city.
    pub progress: Progress,
    /// What is public now, in numbers.
    pub facts: Vec<Fact>,
    /// The districts, in the order of the settings.
    pub districts: Vec<DistrictCard>,
    /// The catalogues.
    pub catalogues: Vec<CatalogueCard>,
    /// 最近更新, newest first.
    pub updates: Vec<Update>,
    /// Articles, as many as fit.
    pub articles: Vec<ArticleLine>,
    /// All notices.
    pub notices_href: String,
    /// All editions.
    pub editions_href: String,
    /// All articles.
    pub articles_href: String,
}

/// Something people come for, and where they find it.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// In their words.
    pub title: &'static str,
    /// What is there.
    pub hint: &'static str,
    /// Where.
    pub href: String,
}

/// 数据统计
#[derive(Debug, Clone, Serialize)]
pub struct Statistics {
    /// What is public now, in numbers.
    pub facts: Vec<Fact>,
    /// R8: the whole city.
    pub city: Progress,
    /// R8: each district.
    pub targets: Bars,
    /// Persons and amounts by month; null where nothing was published.
    pub months: Option<Bars>,
    /// Persons by district and month; null where nothing was published.
    pub matrix: Option<Matrix>,
    /// R2: each district.
    pub kinds: Vec<KindsLine>,
    /// R2: the sentence on the deadline.
    pub kinds_note: String,
    /// Occupations by how short they are; null where there are none.
    pub shortage: Option<Bars>,
    /// The notices on a line of days; null where there are none.
    pub timeline: Option<Timeline>,
    /// R11: what to say where nothing was published.
    pub nothing: String,
}

/// A notice on a card.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeCard {
    /// 标题
    pub title: String,
    /// Its page.
    pub href: String,
    /// 文号
    pub document_number: String,
    /// 发布日期
    pub published: String,
    /// First day of the period.
    pub period_first: String,
    /// Last day of the period.
    pub period_last: String,
    /// Its status on the build date.
    pub status: Tag,
    /// How many districts have lists in it.
    pub districts: String,
    /// Person-times.
    pub persons: String,
    /// Yuan.
    pub amount: String,
}

/// A district on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct DistrictCard {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// R8
    pub progress: Progress,
    /// R2
    pub kinds: Progress,
    /// What is open there, such as `1 项公示中`; null for none.
    pub open: Option<String>,
}

/// A catalogue on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueCard {
    /// What it is called.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub purpose: &'static str,
    /// Its page.
    pub href: String,
    /// How many entries it has.
    pub count: String,
    /// When it last changed, or since when it has been empty.
    pub updated: String,
}

/// One line of 最近更新.
#[derive(Debug, Clone, Serialize)]
pub struct Update {
    /// When.
    pub date: String,
    /// The edition, four digits.
    pub edition: String,
    /// What happened: 新增, 更正 or 撤下.
    pub tag: Tag,
    /// What it happened to.
    pub title: String,
    /// Where it can be seen; null where nothing is left to see.
    pub href: Option<String>,
    /// Counts, such as `30 行，新增 2 行`.
    pub detail: String,
}

/// One article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleLine {
    /// 标题
    pub title: String,
    /// Its page.
    pub href: String,
    /// 发布时间
    pub published: String,
    /// 来源
    pub source: String,
    /// What it is about; null where its author does not say.
    pub description: Option<String>,
}

/// A district's page.
#[derive(Debug, Clone, Serialize)]
pub struct District {
    /// Its name.
    pub name: String,
    /// 县（市、区） or 功能区.
    pub kind: &'static str,
    /// Its GB/T 2260 code; null for function zones.
    pub code: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// R8
    pub progress: Progress,
    /// R2
    pub kinds: Progress,
    /// R2: the sentence on the deadline.
    pub kinds_note: String,
    /// R2: each kind.
    pub kinds_line: KindsLine,
    /// Persons and amounts by month; null where nothing was published.
    pub months: Option<Bars>,
    /// Its lists of payments, newest notice first.
    pub payments: Vec<DistrictPayment>,
    /// What to say where it has none.
    pub no_payments: Option<String>,
    /// Each catalogue as it concerns the district.
    pub catalogues: Vec<DistrictCatalogue>,
    /// The other districts.
    pub others: Vec<Link>,
}

/// A district's list in a notice.
#[derive(Debug, Clone, Serialize)]
pub struct DistrictPayment {
    /// The notice's title.
    pub title: String,
    /// The list's page.
    pub href: String,
    /// 发布日期
    pub published: String,
    /// 公示期
    pub period: String,
    /// Its status on the build date.
    pub status: Tag,
    /// Person-times.
    pub persons: String,
    /// Yuan.
    pub amount: String,
    /// The revision in force.
    pub revision: String,
}

/// A catalogue as it concerns a district.
#[derive(Debug, Clone, Serialize)]
pub struct DistrictCatalogue {
    /// What it is called.
    pub title: &'static str,
    /// The district's page of it.
    pub href: String,
    /// How many entries concern the district.
    pub count: String,
    /// When it last changed; null where it is empty.
    pub updated: Option<String>,
    /// R11: what to say where it is empty.
    pub empty: Option<String>,
    /// The first few entries.
    pub samples: Vec<Fact>,
}
