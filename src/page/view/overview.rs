//! Views of the home page and of a district's page.

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::{Bars, KindsLine};
use super::{Fact, Link, Progress, Tag};

/// 首页
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "首页")]
pub struct Home {
    /// Notices whose period is running or to come, the one that closes first in front.
    #[schemars(description = "正在公示和即将公示的公示，先结束的在前")]
    pub open: Vec<NoticeCard>,
    /// What to say where none is running.
    #[schemars(description = "没有正在公示的名单时说的话")]
    pub none_open: Option<String>,
    /// What most people come for.
    #[schemars(description = "常用入口")]
    pub tasks: Vec<Task>,
    /// 数据统计
    #[schemars(description = "数据统计页")]
    pub statistics_href: String,
    /// R8: the whole city.
    #[schemars(description = "全市年度目标的进度（R8）")]
    pub progress: Progress,
    /// What is public now, in numbers.
    #[schemars(description = "现已公开的总数")]
    pub facts: Vec<Fact>,
    /// The districts, in the order of the settings.
    #[schemars(description = "各县（市、区）、功能区，按设置里的顺序")]
    pub districts: Vec<DistrictCard>,
    /// The catalogues.
    #[schemars(description = "各类清单")]
    pub catalogues: Vec<CatalogueCard>,
    /// 最近更新, newest first.
    #[schemars(description = "最近更新，新的在前")]
    pub updates: Vec<Update>,
    /// Articles, as many as fit.
    #[schemars(description = "文章，只取前几篇")]
    pub articles: Vec<ArticleLine>,
    /// All notices.
    #[schemars(description = "“补贴公示”栏目的地址")]
    pub notices_href: String,
    /// All editions.
    #[schemars(description = "“版本记录”栏目的地址")]
    pub editions_href: String,
    /// All articles.
    #[schemars(description = "“政策与指南”栏目的地址")]
    pub articles_href: String,
}

/// Something people come for, and where they find it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一个常用入口")]
pub struct Task {
    /// In their words.
    #[schemars(description = "入口的名称，用群众的话")]
    pub title: &'static str,
    /// What is there.
    #[schemars(description = "里面有什么")]
    pub hint: &'static str,
    /// Where.
    #[schemars(description = "它的页面")]
    pub href: String,
}

/// A notice on a card.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "公示卡片")]
pub struct NoticeCard {
    /// 标题
    pub title: String,
    /// Its page.
    #[schemars(description = "公示页")]
    pub href: String,
    /// 文号
    pub document_number: String,
    /// 发布日期
    pub published: String,
    /// First day of the period.
    #[schemars(description = "公示期第一天")]
    pub period_first: String,
    /// Last day of the period.
    #[schemars(description = "公示期最后一天")]
    pub period_last: String,
    /// Its status on the build date.
    #[schemars(description = "生成网站那天的状态")]
    pub status: Tag,
    /// How many districts have lists in it.
    #[schemars(description = "有名单的地区数")]
    pub districts: String,
    /// Person-times.
    #[schemars(description = "人次")]
    pub persons: String,
    /// Yuan.
    #[schemars(description = "金额，元")]
    pub amount: String,
}

/// A district on the home page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "首页上的一个地区")]
pub struct DistrictCard {
    /// Its name.
    #[schemars(description = "地区名称")]
    pub name: String,
    /// Its page.
    #[schemars(description = "地区页")]
    pub href: String,
    /// R8
    #[schemars(description = "年度目标的进度（R8）")]
    pub progress: Progress,
    /// R2
    #[schemars(description = "项目制培训种类的进度（R2）")]
    pub kinds: Progress,
    /// What is open there, such as `1 项公示中`; null for none.
    #[schemars(description = "正在公示的项数，例如“1 项公示中”；没有时为空")]
    pub open: Option<String>,
}

/// A catalogue on the home page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "首页上的一类清单")]
pub struct CatalogueCard {
    /// What it is called.
    #[schemars(description = "清单名称")]
    pub title: &'static str,
    /// What it is for, in one sentence.
    #[schemars(description = "一句话说明用途")]
    pub purpose: &'static str,
    /// Its page.
    #[schemars(description = "清单页")]
    pub href: String,
    /// How many entries it has.
    #[schemars(description = "条目数")]
    pub count: String,
    /// When it last changed, or since when it has been empty.
    #[schemars(description = "最近更新的日期，或从何时起没有内容")]
    pub updated: String,
}

/// One line of 最近更新.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "最近更新的一条")]
pub struct Update {
    /// When.
    #[schemars(description = "日期")]
    pub date: String,
    /// The edition, four digits.
    #[schemars(description = "四位版号")]
    pub edition: String,
    /// What happened: 新增, 更正 or 撤下.
    #[schemars(description = "新增、更正或撤下")]
    pub tag: Tag,
    /// What it happened to.
    #[schemars(description = "更新的是什么")]
    pub title: String,
    /// Where it can be seen; null where nothing is left to see.
    #[schemars(description = "查看的地址；已经看不到的为空")]
    pub href: Option<String>,
    /// Counts, such as `30 行，新增 2 行`.
    #[schemars(description = "数量，例如“30 行，新增 2 行”")]
    pub detail: String,
}

/// One article in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "文章列表的一条")]
pub struct ArticleLine {
    /// 标题
    pub title: String,
    /// Its page.
    #[schemars(description = "文章页")]
    pub href: String,
    /// 发布时间
    pub published: String,
    /// 来源
    pub source: String,
    /// What it is about; null where its author does not say.
    #[schemars(description = "一句话介绍；作者没写时为空")]
    pub description: Option<String>,
}

/// A district's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "地区页")]
pub struct District {
    /// Its name.
    #[schemars(description = "地区名称")]
    pub name: String,
    /// 县（市、区） or 功能区.
    #[schemars(description = "县（市、区）或功能区")]
    pub kind: &'static str,
    /// Its GB/T 2260 code; null for function zones.
    #[schemars(description = "行政区划代码；功能区没有")]
    pub code: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// R8
    #[schemars(description = "年度目标的进度（R8）")]
    pub progress: Progress,
    /// R2
    #[schemars(description = "项目制培训种类的进度（R2）")]
    pub kinds: Progress,
    /// R2: the sentence on the deadline.
    #[schemars(description = "关于项目制培训种类期限的一句话（R2）")]
    pub kinds_note: String,
    /// R2: each kind.
    #[schemars(description = "本地的项目制培训种类")]
    pub kinds_line: KindsLine,
    /// Persons and amounts by month; null where nothing was published.
    #[schemars(description = "各月人次和金额；没有公示时为空")]
    pub months: Option<Bars>,
    /// Its lists of payments, newest notice first.
    #[schemars(description = "补贴名单，新的公示在前")]
    pub payments: Vec<DistrictPayment>,
    /// What to say where it has none.
    #[schemars(description = "没有名单时说的话")]
    pub no_payments: Option<String>,
    /// Each catalogue as it concerns the district.
    #[schemars(description = "各类清单中与本地区有关的内容")]
    pub catalogues: Vec<DistrictCatalogue>,
    /// The other districts.
    #[schemars(description = "其他地区")]
    pub others: Vec<Link>,
}

/// A district's list in a notice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "地区在一次公示里的名单")]
pub struct DistrictPayment {
    /// The notice's title.
    #[schemars(description = "公示标题")]
    pub title: String,
    /// The list's page.
    #[schemars(description = "名单页")]
    pub href: String,
    /// 发布日期
    pub published: String,
    /// 公示期
    pub period: String,
    /// Its status on the build date.
    #[schemars(description = "生成网站那天的状态")]
    pub status: Tag,
    /// Person-times.
    #[schemars(description = "人次")]
    pub persons: String,
    /// Yuan.
    #[schemars(description = "金额，元")]
    pub amount: String,
    /// The revision in force.
    #[schemars(description = "现行修订，例如 r2")]
    pub revision: String,
}

/// A catalogue as it concerns a district.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "与地区有关的一类清单")]
pub struct DistrictCatalogue {
    /// What it is called.
    #[schemars(description = "清单名称")]
    pub title: &'static str,
    /// The district's page of it.
    #[schemars(description = "本地区的清单页")]
    pub href: String,
    /// How many entries concern the district.
    #[schemars(description = "与本地区有关的条目数")]
    pub count: String,
    /// When it last changed; null where it is empty.
    #[schemars(description = "最近更新的日期；没有内容时为空")]
    pub updated: Option<String>,
    /// R11: what to say where it is empty.
    #[schemars(description = "没有内容时说的话（R11）")]
    pub empty: Option<String>,
    /// The first few entries.
    #[schemars(description = "前几个条目")]
    pub samples: Vec<Fact>,
}
