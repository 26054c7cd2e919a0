//! Views of the catalogues.

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::{Bars, Month};
use super::subsidy::RevisionLine;
use super::table::Table;
use super::{Download, Fact, Link};

/// A catalogue as it is now: of all scopes, or as it concerns one district.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一类清单的现行内容：全市的，或某地区的")]
pub struct Catalogue {
    /// What it is for.
    #[schemars(description = "用途")]
    pub purpose: &'static str,
    /// Where it comes from: the clause it fulfils.
    #[schemars(description = "依据的条款")]
    pub basis: &'static str,
    /// Counts.
    #[schemars(description = "数量")]
    pub facts: Vec<Fact>,
    /// How to read the table, in sentences.
    #[schemars(description = "怎样看这张表，逐句")]
    pub reading: Vec<String>,
    /// What the rows can be narrowed by; empty where there is nothing to choose.
    #[schemars(description = "可以按什么筛选；没得选时没有")]
    pub filters: Vec<Filter>,
    /// The rows; null where there are none.
    #[schemars(description = "表格；没有内容时为空")]
    pub table: Option<Table>,
    /// Occupations by how short they are; null for other catalogues.
    #[schemars(description = "紧缺职业按紧缺程度的个数；其他目录为空")]
    pub shortage: Option<Bars>,
    /// The months in which courses start, from the build date's on; empty for other catalogues.
    #[schemars(description = "开班日历的各月；其他目录没有")]
    pub months: Vec<Month>,
    /// R11: what to say of scopes without entries.
    #[schemars(description = "没有内容的地区各说一句（R11）")]
    pub empty: Vec<String>,
    /// The lists that the rows come from, with their downloads.
    #[schemars(description = "内容来自哪些清单，以及它们的下载")]
    pub lists: Vec<ListBlock>,
    /// The calendar of all its courses; null for other catalogues, and where there never was a course.
    #[schemars(description = "全部班次的日历；其他目录为空")]
    pub calendar: Option<Calendar>,
    /// The same catalogue for other scopes.
    #[schemars(description = "按地区查看的链接")]
    pub scopes: Vec<ScopeLink>,
}

/// A calendar that can be added to one's own, or subscribed to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "可以加入或者订阅的日历")]
pub struct Calendar {
    /// What its link says.
    #[schemars(description = "链接文字")]
    pub label: String,
    /// The file (RFC 5545).
    #[schemars(description = "日历文件（.ics）")]
    pub href: String,
    /// Its whole address, which calendar programs ask for to follow it; null without a base address.
    #[schemars(description = "订阅用的完整网址；没有设置 base_url 时为空")]
    pub address: Option<String>,
}

/// One thing that a reader may narrow a table by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一个筛选项")]
pub struct Filter {
    /// Its name in the fragment of the address: `district`.
    #[schemars(description = "在网址 # 后面的名字，例如 district")]
    pub key: &'static str,
    /// What it is called.
    #[schemars(description = "名称")]
    pub label: String,
    /// The column whose words it lists in their own order, counted from 0; null where there is none.
    #[schemars(description = "按第几列的文字列出，从 0 起；不按列时为空")]
    pub column: Option<usize>,
    /// What may be chosen; two or more.
    #[schemars(description = "可选的各项，至少两项")]
    pub options: Vec<FilterOption>,
}

/// One choice of a [`Filter`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "筛选项里的一个选择")]
pub struct FilterOption {
    /// Its name in the fragment of the address.
    #[schemars(description = "在网址 # 后面的值")]
    pub value: String,
    /// What it is called.
    #[schemars(description = "名称")]
    pub label: String,
    /// How many rows it leaves.
    #[schemars(description = "选了以后剩几行")]
    pub count: usize,
    /// The rows it leaves, counted from 0: `0-3,7`.
    #[schemars(description = "剩下哪些行，从 0 起，例如 0-3,7")]
    pub rows: String,
}

/// A list in force, its proof and its downloads.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一张现行清单的证明和下载")]
pub struct ListBlock {
    /// Its title.
    #[schemars(description = "清单标题")]
    pub title: String,
    /// The permanent page of the revision in force.
    #[schemars(description = "现行修订的固定页面")]
    pub href: String,
    /// The revision: `r2`.
    #[schemars(description = "修订号，例如 r2")]
    pub revision: String,
    /// The edition, four digits.
    #[schemars(description = "四位版号")]
    pub edition: String,
    /// The day of publication.
    #[schemars(description = "发布日期")]
    pub published: String,
    /// How many rows it has.
    #[schemars(description = "行数")]
    pub rows: String,
    /// What changed against the previous revision; null for the first.
    #[schemars(description = "与上一修订相比的变化；首次修订为空")]
    pub changes: Option<String>,
    /// Its whole SHA-256.
    #[schemars(description = "清单的 SHA-256，全 64 位")]
    pub sha256: String,
    /// Its whole SM3.
    #[schemars(description = "清单的 SM3，全 64 位")]
    pub sm3: String,
    /// Its downloads.
    #[schemars(description = "下载文件")]
    pub downloads: Vec<Download>,
}

/// A scope of a catalogue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "同一类清单在某地区的页面")]
pub struct ScopeLink {
    /// The scope's name.
    #[schemars(description = "地区名称或“全市”")]
    pub label: String,
    /// Its page; null for the page itself.
    #[schemars(description = "地址；本页为空")]
    pub href: Option<String>,
    /// How many entries its own list has.
    #[schemars(description = "该地区自己清单的条目数")]
    pub count: String,
}

/// A permanent revision of a catalogue's list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "清单的一次固定修订")]
pub struct Revision {
    /// The catalogue as it is now.
    #[schemars(description = "这类清单的现行页面")]
    pub current: Link,
    /// Superseded: the revision in force; null where this is it.
    #[schemars(description = "已被取代时，现行修订的链接；本身现行时为空")]
    pub superseded: Option<Link>,
    /// Withdrawn: what to say; null where it is not.
    #[schemars(description = "已撤下时说的话；没有撤下时为空")]
    pub withdrawn: Option<String>,
    /// Where the rows of this revision left: why; null where they are there.
    #[schemars(description = "本修订的各行已经撤下时的说明；没有撤下时为空")]
    pub left: Option<super::subsidy::Tombstone>,
    /// The revision: `r2`.
    #[schemars(description = "修订号，例如 r2")]
    pub revision: String,
    /// The edition's page.
    #[schemars(description = "所在版的页面")]
    pub edition: Link,
    /// The day of publication.
    #[schemars(description = "发布日期")]
    pub published: String,
    /// Counts.
    #[schemars(description = "数量")]
    pub facts: Vec<Fact>,
    /// How to read the table, in sentences.
    #[schemars(description = "怎样看这张表，逐句")]
    pub reading: Vec<String>,
    /// The rows, with marks of what changed; null where they left.
    #[schemars(description = "表格，变化的行带标记；各行已经撤下时为空")]
    pub table: Option<Table>,
    /// What changed, in words; says so where this is the first revision.
    #[schemars(description = "与上一修订相比的变化，写成一句话")]
    pub changes: String,
    /// Rows of the previous revision that are gone; null for none.
    #[schemars(description = "上一修订有、本修订没有的行；没有时为空")]
    pub gone: Option<Table>,
    /// Downloads.
    #[schemars(description = "下载文件")]
    pub downloads: Vec<Download>,
    /// The capture sheets of the list; null where it has none.
    #[schemars(description = "截图存证页的第一张；没有时为空")]
    pub sheets: Option<String>,
    /// All revisions, newest first.
    #[schemars(description = "各次修订，新的在前")]
    pub revisions: Vec<RevisionLine>,
    /// The list's whole SHA-256.
    #[schemars(description = "清单的 SHA-256，全 64 位")]
    pub sha256: String,
    /// The list's whole SM3.
    #[schemars(description = "清单的 SM3，全 64 位")]
    pub sm3: String,
}
