//! What templates may see. A template knows nothing but these structs; `tests/contract.rs` holds it to that.
//!
//! Every page's template sees `site` ([`Site`]), `page` ([`Shell`]) and `content` (one of [`Content`]). Links are
//! relative to the page and ready to print. Texts are escaped by the template; fields named `html` or `svg` hold
//! finished markup and are printed with `safe`, and so is `structured_data`, which holds finished JSON. What is unset is null.
//!
//! `description` is what 主题手册 (themes/index.html) says of a view or field to authors of themes, in Chinese; where a
//! field's comment is the Chinese term already, it is that comment.

use schemars::JsonSchema;
use serde::Serialize;

pub mod catalogue;
pub mod chart;
pub mod edition;
pub mod frame;
pub mod manual;
pub mod overview;
pub mod search;
pub mod sheet;
pub mod statistics;
pub mod subsidy;
pub mod table;
pub mod text;
pub mod verify;

pub use frame::{Crumb, EditionMark, Meta, NavigationItem, OutwardLink, Shell, Site, Strip, StripLabels};

/// A named link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "链接")]
pub struct Link {
    /// What it is called.
    #[schemars(description = "链接文字")]
    pub label: String,
    /// Where it leads.
    #[schemars(description = "网址")]
    pub href: String,
}

/// A labelled value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一项数量或说明")]
pub struct Fact {
    /// What it is.
    #[schemars(description = "名称")]
    pub label: String,
    /// What it comes to.
    #[schemars(description = "内容")]
    pub value: String,
}

impl Fact {
    /// A labelled value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// A download of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "清单的一个下载文件")]
pub struct Download {
    /// What it is, such as `CSV 表格`.
    #[schemars(description = "名称，例如“CSV 表格”")]
    pub label: String,
    /// The file.
    #[schemars(description = "文件地址")]
    pub href: String,
    /// Its name.
    #[schemars(description = "文件名")]
    pub file_name: String,
    /// Its size, for reading.
    #[schemars(description = "文件大小，已写成“1.9 KB”一类")]
    pub size: String,
    /// How many rows it holds.
    #[schemars(description = "行数")]
    pub rows: String,
    /// Its whole SHA-256.
    #[schemars(description = "文件的 SHA-256，全 64 位")]
    pub sha256: String,
    /// Its whole SM3; null where only the frozen list has one.
    #[schemars(description = "文件的 SM3，全 64 位；只有 CSV 有")]
    pub sm3: Option<String>,
}

/// A status tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "状态标签")]
pub struct Tag {
    /// The word.
    #[schemars(description = "标签文字")]
    pub label: String,
    /// Its name in CSS classes: `upcoming`, `open`, `closed`, `added`, `changed`, `withdrawn` or `plain`.
    #[schemars(description = "样式名：upcoming、open、closed、added、changed、withdrawn、plain 之一")]
    pub class: String,
    /// What it adds to the word; may be empty.
    #[schemars(description = "补充说明，例如“还剩 3 天”；可以是空字")]
    pub detail: String,
}

/// Progress towards a number (R2, R8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "完成进度")]
pub struct Progress {
    /// What is counted, such as `2021年培训补贴人次`.
    #[schemars(description = "统计的是什么")]
    pub label: String,
    /// How many there are.
    #[schemars(description = "已完成数")]
    pub done: u64,
    /// How many there are to be; 0 where none is set.
    #[schemars(description = "目标数；没有目标时是 0")]
    pub target: u64,
    /// `done` for reading.
    #[schemars(description = "已完成数，已加千分号")]
    pub done_text: String,
    /// `target` for reading.
    #[schemars(description = "目标数，已加千分号")]
    pub target_text: String,
    /// The share in whole percent.
    #[schemars(description = "完成百分数，整数")]
    pub percent: u64,
}

/// What a page is about: the template's `content`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Content {
    /// 首页
    Home(Box<overview::Home>),
    /// 数据统计
    Statistics(Box<statistics::Statistics>),
    /// A district.
    District(Box<overview::District>),
    /// All notices.
    Notices(subsidy::Notices),
    /// A notice.
    Notice(Box<subsidy::Notice>),
    /// A revision of a list of payments.
    Payments(Box<subsidy::Payments>),
    /// A catalogue now.
    Catalogue(Box<catalogue::Catalogue>),
    /// A revision of a catalogue's list.
    Revision(Box<catalogue::Revision>),
    /// A capture sheet (截图存证页).
    Sheet(Box<sheet::Sheet>),
    /// All editions.
    Editions(edition::Editions),
    /// An edition.
    Edition(Box<edition::Edition>),
    /// All articles.
    Articles(text::Articles),
    /// An article.
    Article(text::Article),
    /// 数据字典
    Dictionary(text::Dictionary),
    /// 主题手册
    Manual(Box<manual::Manual>),
    /// 站点地图
    Sitemap(text::Sitemap),
    /// 离开本站提示
    Leaving(text::Leaving),
    /// 搜索
    Search(search::Search),
    /// 核验
    Verify(Box<verify::Verify>),
    /// 404
    NotFound(text::NotFound),
}

impl Content {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Statistics(_) => "statistics.html",
            Self::District(_) => "district.html",
            Self::Notices(_) => "notices.html",
            Self::Notice(_) => "notice.html",
            Self::Payments(_) => "payments.html",
            Self::Catalogue(_) => "catalogue.html",
            Self::Revision(_) => "revision.html",
            Self::Sheet(_) => "capture.html",
            Self::Editions(_) => "editions.html",
            Self::Edition(_) => "edition.html",
            Self::Articles(_) => "articles.html",
            Self::Article(_) => "article.html",
            Self::Dictionary(_) => "dictionary.html",
            Self::Manual(_) => "manual.html",
            Self::Sitemap(_) => "sitemap.html",
            Self::Leaving(_) => "leaving.html",
            Self::Search(_) => "search.html",
            Self::Verify(_) => "verify.html",
            Self::NotFound(_) => "not-found.html",
        }
    }

    /// Every page template.
    pub const TEMPLATES: [&'static str; 20] = [
        "home.html",
        "statistics.html",
        "district.html",
        "notices.html",
        "notice.html",
        "payments.html",
        "catalogue.html",
        "revision.html",
        "capture.html",
        "editions.html",
        "edition.html",
        "articles.html",
        "article.html",
        "dictionary.html",
        "manual.html",
        "sitemap.html",
        "leaving.html",
        "search.html",
        "verify.html",
        "not-found.html",
    ];
}
