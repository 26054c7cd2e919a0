//! Views of notices and of their lists.

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::Timeline;
use super::overview::NoticeCard;
use super::table::Table;
use super::{Download, Fact, Link, Tag};

/// All notices.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "全部公示")]
pub struct Notices {
    /// Newest first.
    #[schemars(description = "各次公示，新的在前")]
    pub notices: Vec<NoticeCard>,
    /// Their periods on a line of days; null where there is none.
    #[schemars(description = "历次公示的时间线；没有时为空")]
    pub timeline: Option<Timeline>,
    /// R11: what to say where there is none.
    #[schemars(description = "一次也没有时说的话（R11）")]
    pub empty: Option<String>,
}

/// A notice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一次公示")]
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
    #[schemars(description = "公示期第一天")]
    pub period_first: String,
    /// Last day of the period.
    #[schemars(description = "公示期最后一天")]
    pub period_last: String,
    /// How the period was counted.
    #[schemars(description = "公示期的算法")]
    pub period_rule: String,
    /// 联系电话
    pub phone: String,
    /// 监督举报电话
    pub supervision_phone: String,
    /// Its status on the build date.
    #[schemars(description = "生成网站那天的状态")]
    pub status: Tag,
    /// The text.
    #[schemars(description = "公示正文，是现成的 HTML，用 safe 输出")]
    pub html: String,
    /// Sums over all lists.
    #[schemars(description = "全部名单的合计")]
    pub totals: Totals,
    /// Its lists, in the order of the settings.
    #[schemars(description = "各地名单，按设置里的顺序")]
    pub districts: Vec<DistrictTotal>,
    /// Sums by institution, largest first.
    #[schemars(description = "各培训机构的合计，金额大的在前；没有时为空")]
    pub institutions: Option<Table>,
    /// Its revisions, newest first.
    #[schemars(description = "公示正文的各次修订，新的在前")]
    pub revisions: Vec<RevisionLine>,
    /// What to say where a correction or withdrawal must be told.
    #[schemars(description = "有更正或撤下时必须说的话")]
    pub warning: Option<String>,
    /// What to do if you disagree.
    #[schemars(description = "有异议怎么办")]
    pub objection: Objection,
}

/// What to do if you disagree with a notice (异议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "有异议怎么办")]
pub struct Objection {
    /// Until when, in a sentence.
    #[schemars(description = "到哪天为止可以反映")]
    pub when: String,
    /// 联系电话
    #[schemars(description = "联系电话")]
    pub phone: String,
    /// 监督举报电话
    #[schemars(description = "监督举报电话")]
    pub supervision_phone: String,
    /// 发布单位
    #[schemars(description = "发布单位")]
    pub office: String,
    /// Where to write to or to come; null where it is not set.
    #[schemars(description = "来信来访的地址；没有设置时为空")]
    pub address: Option<String>,
}

/// A count and a sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "合计")]
pub struct Totals {
    /// Person-times.
    #[schemars(description = "人次")]
    pub persons: String,
    /// Yuan.
    #[schemars(description = "金额，元")]
    pub amount: String,
}

/// A district's share of a notice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一个地区在公示里的名单和合计")]
pub struct DistrictTotal {
    /// By what the line is pointed to: the district switcher of the lists leads there.
    #[schemars(description = "这一行的 id，例如 district-taishan；名单页的地区切换指到这里")]
    pub id: String,
    /// The district.
    #[schemars(description = "地区名称")]
    pub name: String,
    /// Its list; null where it is not there yet.
    #[schemars(description = "名单页；名单还没有时为空")]
    pub href: Option<String>,
    /// What to say where it is not there yet, or no longer.
    #[schemars(description = "名单还没有或者已经撤下时说的话；有名单时为空")]
    pub empty: Option<String>,
    /// The revision in force.
    #[schemars(description = "现行修订，例如 r2")]
    pub revision: String,
    /// The day it was published on.
    #[schemars(description = "发布日期")]
    pub published: String,
    /// Rows, person-times and yuan.
    #[schemars(description = "行数")]
    pub rows: String,
    /// Person-times.
    #[schemars(description = "人次")]
    pub persons: String,
    /// Yuan.
    #[schemars(description = "金额，元")]
    pub amount: String,
    /// The whole SHA-256 of the list.
    #[schemars(description = "名单的 SHA-256，全 64 位")]
    pub sha256: String,
    /// Its capture sheets; null where it has none.
    #[schemars(description = "截图存证页的第一张；没有时为空")]
    pub sheets: Option<String>,
}

/// What stands where rows stood that left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "撤下的说明")]
pub struct Tombstone {
    /// The edition that took them away.
    #[schemars(description = "撤下它的版本，例如“第 0009 版”")]
    pub edition: String,
    /// That edition's page; null on a site that does not have it yet.
    #[schemars(description = "这一版的页面；网站还没有这一版时为空")]
    pub href: Option<String>,
    /// When.
    #[schemars(description = "撤下的日期")]
    pub date: String,
    /// 异议成立, 期满 or 依法责令.
    #[schemars(description = "原因：异议成立、期满或依法责令")]
    pub reason: String,
    /// What was said of it.
    #[schemars(description = "撤下时写的说明；没有时为空")]
    pub note: Option<String>,
    /// What is gone and what stays.
    #[schemars(description = "什么已经删去、什么保留")]
    pub explanation: String,
}

/// One revision of a list or notice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "清单或公示正文的一次修订")]
pub struct RevisionLine {
    /// `r2`
    #[schemars(description = "修订号，例如 r2")]
    pub revision: String,
    /// Its page; null for notices, of which only the newest text has one.
    #[schemars(description = "修订页；公示正文没有")]
    pub href: Option<String>,
    /// The edition, four digits.
    #[schemars(description = "四位版号")]
    pub edition: String,
    /// The edition's page.
    #[schemars(description = "这一版的页面")]
    pub edition_href: String,
    /// The day of publication.
    #[schemars(description = "发布日期")]
    pub published: String,
    /// 现行, 已被取代 or 已撤下.
    #[schemars(description = "现行、已被取代或已撤下")]
    pub tag: Tag,
    /// Rows; empty for notices.
    #[schemars(description = "行数；公示正文是空字")]
    pub rows: String,
    /// The whole SHA-256.
    #[schemars(description = "内容的 SHA-256，全 64 位")]
    pub sha256: String,
}

/// A page of a revision of a list of payments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "补贴名单某一修订的一页")]
pub struct Payments {
    /// The notice.
    #[schemars(description = "所属公示")]
    pub notice: Link,
    /// 文号
    pub document_number: String,
    /// The district.
    #[schemars(description = "所属地区")]
    pub district: Link,
    /// 公示期
    pub period: String,
    /// The status on the build date.
    #[schemars(description = "生成网站那天的状态")]
    pub status: Tag,
    /// 监督举报电话
    pub supervision_phone: String,
    /// 联系电话
    pub phone: String,
    /// When the revision was published.
    #[schemars(description = "本修订的发布日期")]
    pub published: String,
    /// The revision: `r2`.
    #[schemars(description = "修订号，例如 r2")]
    pub revision: String,
    /// Superseded: the revision in force; null where this is it.
    #[schemars(description = "已被取代时，现行修订的链接；本身现行时为空")]
    pub superseded: Option<Link>,
    /// Withdrawn: what to say; null where it is not.
    #[schemars(description = "已撤下时说的话；没有撤下时为空")]
    pub withdrawn: Option<String>,
    /// Where the rows of this revision left: why; null where they are there.
    #[schemars(description = "本修订的各行已经撤下时的说明；没有撤下时为空")]
    pub left: Option<Tombstone>,
    /// Counts and sums of the whole list.
    #[schemars(description = "整份名单的数量和合计")]
    pub facts: Vec<Fact>,
    /// The rows of this page; null once they have left the site.
    #[schemars(description = "本页的表格；各行到期不再显示后为空")]
    pub table: Option<Table>,
    /// How to read the table, in sentences.
    #[schemars(description = "怎样看这张表，逐句")]
    pub reading: Vec<String>,
    /// 个人信息处理说明
    #[schemars(description = "个人信息处理说明，逐项")]
    pub privacy: Vec<Fact>,
    /// What to do if you disagree.
    #[schemars(description = "有异议怎么办")]
    pub objection: Objection,
    /// Why the rows are not shown.
    #[schemars(description = "各行不再显示的原因")]
    pub gone: Option<String>,
    /// Which rows of how many this page shows.
    #[schemars(description = "本页是第几行到第几行")]
    pub range: String,
    /// The pages.
    #[schemars(description = "分页链接；只有一页时没有")]
    pub pages: Vec<PageLink>,
    /// The page before.
    #[schemars(description = "上一页的地址")]
    pub previous: Option<String>,
    /// The page after.
    #[schemars(description = "下一页的地址")]
    pub next: Option<String>,
    /// The capture sheets of the list; null where it has none.
    #[schemars(description = "截图存证页的第一张；没有时为空")]
    pub sheets: Option<String>,
    /// Sums by institution; null on further pages, and where the rows left.
    #[schemars(description = "各培训机构的合计；第一页以外和没有时为空")]
    pub institutions: Option<Table>,
    /// Downloads; none once the rows have left the site.
    #[schemars(description = "下载文件；各行不再显示后没有")]
    pub downloads: Vec<Download>,
    /// What changed against the previous revision; null for the first.
    #[schemars(description = "与上一修订相比的变化；首次修订为空")]
    pub changes: Option<String>,
    /// All revisions, newest first.
    #[schemars(description = "各次修订，新的在前")]
    pub revisions: Vec<RevisionLine>,
    /// The list's whole SHA-256.
    #[schemars(description = "名单的 SHA-256，全 64 位")]
    pub sha256: String,
    /// The list's whole SM3.
    #[schemars(description = "名单的 SM3，全 64 位")]
    pub sm3: String,
}

/// One page of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一个分页链接")]
pub struct PageLink {
    /// Its number.
    #[schemars(description = "页码，或省略号 …")]
    pub label: String,
    /// Where it is; null for the page itself and for a gap.
    #[schemars(description = "这一页的地址；本页和省略号为空")]
    pub href: Option<String>,
}
