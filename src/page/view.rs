//! What templates may see. A template knows nothing but these structs; `tests/contract.rs` holds it to that.
//!
//! Every page's template sees `site` ([`Site`]), `page` ([`Shell`]) and `content` (one of [`Content`]). Links are
//! relative to the page and ready to print. Texts are escaped by the template; fields named `html` or `svg` hold
//! finished markup and are printed with `safe`. What is unset is null.

use serde::Serialize;

pub mod catalogue;
pub mod edition;
pub mod overview;
pub mod search;
pub mod subsidy;
pub mod table;
pub mod text;

/// What is the same on every page: who publishes.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// 网站名称
    pub name: String,
    /// The city's name.
    pub city: String,
    /// 主办单位
    pub authority: String,
    /// One sentence on what the site is.
    pub description: String,
    /// 联系电话
    pub phone: Option<String>,
    /// The bureau's address.
    pub address: Option<String>,
    /// 网站标识码
    pub site_id_code: Option<String>,
    /// ICP 备案号
    pub icp: Option<String>,
    /// 公安备案号 with its page.
    pub police_record: Option<Link>,
    /// “我为政府网站找错”
    pub error_report_url: Option<String>,
    /// 党政机关 mark
    pub party_government_mark_url: Option<String>,
    /// The bureau's main site.
    pub parent: Option<Link>,
}

/// A named link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// What every page has around its content.
#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    /// The page's one `h1`.
    pub title: String,
    /// The text of `<title>`.
    pub full_title: String,
    /// One sentence for search engines.
    pub description: String,
    /// What leads to the site's root: `../../`. The 404 page answers at any depth: there only its links are whole.
    pub root: String,
    /// The page's address with the base address; null without one.
    pub canonical: Option<String>,
    /// What search engines may do: `index,follow` or `noindex,follow`.
    pub robots: &'static str,
    /// The government meta tags, in order.
    pub meta: Vec<Meta>,
    /// 当前位置, from the home page to this one.
    pub breadcrumbs: Vec<Crumb>,
    /// The main navigation.
    pub navigation: Vec<NavigationItem>,
    /// The version strip.
    pub strip: Strip,
    /// The pages of the foot: 站点地图, 数据字典, 版本记录, 订阅.
    pub foot: Vec<Link>,
}

/// A government meta tag (政府网站发展指引).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// Its exact name.
    pub name: &'static str,
    /// What it says.
    pub content: String,
}

/// One step of 当前位置; the last one has no link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Where it leads; null for the page itself.
    pub href: Option<String>,
}

/// One entry of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationItem {
    /// What it is called.
    pub label: &'static str,
    /// Where it leads.
    pub href: String,
    /// The value of `aria-current`: `page` for the page itself, `true` for its section, else null.
    pub current: Option<&'static str>,
}

/// The version strip: what a screenshot of the page proves.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// The newest edition; null before the first.
    pub edition: Option<EditionMark>,
    /// The list's revision, such as `r2（第0003版）`; null where the page shows no single list.
    pub revision: Option<String>,
    /// Counts and sums that the page shows.
    pub facts: Vec<Fact>,
    /// The first 16 digits of the list's SHA-256.
    pub digest: Option<String>,
    /// The site's fingerprint; null before the first edition.
    pub fingerprint: Option<String>,
    /// The permanent address: with the base address if there is one, else from the site's root.
    pub address: String,
    /// The QR code of the permanent address; null without a base address.
    pub svg: Option<String>,
    /// The day the page was built on.
    pub built_on: String,
}

/// An edition named on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionMark {
    /// Its number, four digits.
    pub number: String,
    /// Its date.
    pub date: String,
    /// Its page.
    pub href: String,
}

/// A labelled value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it comes to.
    pub value: String,
}

impl Fact {
    /// A labelled value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// A download of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Download {
    /// What it is, such as `CSV 表格`.
    pub label: String,
    /// The file.
    pub href: String,
    /// Its name.
    pub file_name: String,
    /// Its size, for reading.
    pub size: String,
    /// How many rows it holds.
    pub rows: String,
    /// Its whole SHA-256.
    pub sha256: String,
    /// Its whole SM3; null where only the frozen list has one.
    pub sm3: Option<String>,
}

/// A status tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The word.
    pub label: String,
    /// Its name in CSS classes: `upcoming`, `open`, `closed`, `added`, `changed`, `withdrawn` or `plain`.
    pub class: String,
    /// What it adds to the word; may be empty.
    pub detail: String,
}

/// Progress towards a number (R2, R8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// What is counted, such as `2021年培训补贴人次`.
    pub label: String,
    /// How many there are.
    pub done: u64,
    /// How many there are to be; 0 where none is set.
    pub target: u64,
    /// `done` for reading.
    pub done_text: String,
    /// `target` for reading.
    pub target_text: String,
    /// The share in whole percent.
    pub percent: u64,
}

/// What a page is about: the template's `content`.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// 首页
    Home(Box<overview::Home>),
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
    /// 站点地图
    Sitemap(text::Sitemap),
    /// 搜索
    Search(search::Search),
    /// 404
    NotFound(text::NotFound),
}

impl Content {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::District(_) => "district.html",
            Self::Notices(_) => "notices.html",
            Self::Notice(_) => "notice.html",
            Self::Payments(_) => "payments.html",
            Self::Catalogue(_) => "catalogue.html",
            Self::Revision(_) => "revision.html",
            Self::Editions(_) => "editions.html",
            Self::Edition(_) => "edition.html",
            Self::Articles(_) => "articles.html",
            Self::Article(_) => "article.html",
            Self::Dictionary(_) => "dictionary.html",
            Self::Sitemap(_) => "sitemap.html",
            Self::Search(_) => "search.html",
            Self::NotFound(_) => "not-found.html",
        }
    }

    /// Every page template.
    pub const TEMPLATES: [&'static str; 15] = [
        "home.html",
        "district.html",
        "notices.html",
        "notice.html",
        "payments.html",
        "catalogue.html",
        "revision.html",
        "editions.html",
        "edition.html",
        "articles.html",
        "article.html",
        "dictionary.html",
        "sitemap.html",
        "search.html",
        "not-found.html",
    ];
}
