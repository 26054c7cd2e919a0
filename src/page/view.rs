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
pub mod manual;
pub mod overview;
pub mod search;
pub mod subsidy;
pub mod table;
pub mod text;

/// What is the same on every page: who publishes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "全站各页都一样的内容：谁在发布")]
pub struct Site {
    /// 网站名称
    pub name: String,
    /// The city's name.
    #[schemars(description = "市名，例如“示例市”")]
    pub city: String,
    /// 主办单位
    pub authority: String,
    /// One sentence on what the site is.
    #[schemars(description = "一句话介绍本站")]
    pub description: String,
    /// 联系电话
    pub phone: Option<String>,
    /// The bureau's address.
    #[schemars(description = "单位地址")]
    pub address: Option<String>,
    /// 网站标识码
    pub site_id_code: Option<String>,
    /// ICP 备案号
    #[schemars(description = "ICP 备案号")]
    pub icp: Option<String>,
    /// 公安备案号 with its page.
    #[schemars(description = "公安备案号和它的查询网址")]
    pub police_record: Option<Link>,
}

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

/// A link to another site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "通往其他网站的链接")]
pub struct OutwardLink {
    /// What it is called.
    #[schemars(description = "链接文字")]
    pub label: String,
    /// Where it leads: the other site, or the page that asks first.
    #[schemars(description = "网址：可以直接打开的是对方网址，其余是“离开本站提示”页")]
    pub href: String,
    /// The words that say so, to be printed behind the label; null where the link leads there directly.
    #[schemars(description = "印在链接文字后面的“（外部网站）”；直接打开的为空")]
    pub mark: Option<&'static str>,
}

/// What every page has around its content.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "每一页正文以外的内容：标题、导航、版本信息")]
pub struct Shell {
    /// The page's one `h1`.
    #[schemars(description = "页面标题，印在唯一的 h1 里")]
    pub title: String,
    /// The text of `<title>`.
    #[schemars(description = "浏览器标签上的标题")]
    pub full_title: String,
    /// One sentence for search engines.
    #[schemars(description = "给搜索引擎的一句话介绍")]
    pub description: String,
    /// What leads to the site's root: `../../`. The 404 page answers at any depth: there only its links are whole.
    #[schemars(description = "从本页到网站根目录的相对路径，例如 ../../；拼在全站固定地址的前面")]
    pub root: String,
    /// The page's address with the base address; null without one.
    #[schemars(description = "本页的完整网址；没有设置 base_url 时为空")]
    pub canonical: Option<String>,
    /// What search engines may do: `index,follow` or `noindex,follow`.
    #[schemars(description = "给搜索引擎的指示：index,follow 或 noindex,follow")]
    pub robots: &'static str,
    /// The government meta tags, in order.
    #[schemars(description = "政府网站要求的 meta 标签，按顺序输出")]
    pub meta: Vec<Meta>,
    /// 当前位置, from the home page to this one.
    #[schemars(description = "当前位置：从首页到本页的各级")]
    pub breadcrumbs: Vec<Crumb>,
    /// The district that the page is about; null where it is about several or none.
    #[schemars(description = "本页所属的地区名；不专属一个地区时为空")]
    pub district: Option<String>,
    /// The like page of each district, in the order of the settings; without a link for the page's own.
    #[schemars(description = "地区切换：各地区的同类页面；本页自己的没有 href")]
    pub districts: Vec<Crumb>,
    /// The main navigation.
    #[schemars(description = "主导航各项")]
    pub navigation: Vec<NavigationItem>,
    /// The version strip.
    #[schemars(description = "版本与核对信息")]
    pub strip: Strip,
    /// The pages of the foot: 站点地图, 数据字典, 版本记录, 订阅.
    #[schemars(description = "页脚里的本站链接")]
    pub foot: Vec<Link>,
    /// The bureau's main site.
    #[schemars(description = "主办单位门户网站")]
    pub parent: Option<OutwardLink>,
    /// Services elsewhere: 我为政府网站找错, 党政机关网站标识.
    #[schemars(description = "页脚里的外部服务：我为政府网站找错、党政机关网站标识")]
    pub services: Vec<OutwardLink>,
    /// What the page tells programs: JSON-LD of schema.org, which may stand in a `script` as it is; null for none.
    #[schemars(description = "给程序读的结构化数据（schema.org 的 JSON-LD），用 safe 放进 script；没有时为空")]
    pub structured_data: Option<String>,
}

/// A government meta tag (政府网站发展指引).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "政府网站要求的 meta 标签")]
pub struct Meta {
    /// Its exact name.
    #[schemars(description = "标签名，须原样输出")]
    pub name: &'static str,
    /// What it says.
    #[schemars(description = "标签内容")]
    pub content: String,
}

/// One step of 当前位置; the last one has no link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "当前位置的一级")]
pub struct Crumb {
    /// What it is called.
    #[schemars(description = "名称")]
    pub label: String,
    /// Where it leads; null for the page itself.
    #[schemars(description = "网址；最后一级是本页，没有网址")]
    pub href: Option<String>,
}

/// One entry of the main navigation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "主导航的一项")]
pub struct NavigationItem {
    /// What it is called.
    #[schemars(description = "名称")]
    pub label: &'static str,
    /// Where it leads.
    #[schemars(description = "网址")]
    pub href: String,
    /// The value of `aria-current`: `page` for the page itself, `true` for its section, else null.
    #[schemars(description = "aria-current 的值：本页是 page，本页所在栏目是 true，其余为空")]
    pub current: Option<&'static str>,
}

/// The version strip: what a screenshot of the page proves.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "版本与核对信息：截图和打印件凭它查证")]
pub struct Strip {
    /// The newest edition; null before the first.
    #[schemars(description = "最新一版；还没有公布过时为空")]
    pub edition: Option<EditionMark>,
    /// The list's revision, such as `r2（第0003版）`; null where the page shows no single list.
    #[schemars(description = "清单的修订，例如 r2（第0003版）；本页不是单张清单时为空")]
    pub revision: Option<String>,
    /// Counts and sums that the page shows.
    #[schemars(description = "本页的数量和合计")]
    pub facts: Vec<Fact>,
    /// The first 16 digits of the list's SHA-256.
    #[schemars(description = "清单 SHA-256 的前 16 位")]
    pub digest: Option<String>,
    /// The site's fingerprint; null before the first edition.
    #[schemars(description = "全站指纹；还没有公布过时为空")]
    pub fingerprint: Option<String>,
    /// The permanent address: with the base address if there is one, else from the site's root.
    #[schemars(description = "本页的永久地址")]
    pub address: String,
    /// The QR code of the permanent address; null without a base address.
    #[schemars(description = "永久地址的二维码，是现成的 SVG，用 safe 输出；没有设置 base_url 时为空")]
    pub svg: Option<String>,
    /// The day the page was built on.
    #[schemars(description = "生成本页的日期")]
    pub built_on: String,
}

/// An edition named on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "某一版的名称和地址")]
pub struct EditionMark {
    /// Its number, four digits.
    #[schemars(description = "四位版号")]
    pub number: String,
    /// Its date.
    #[schemars(description = "公布日期")]
    pub date: String,
    /// Its page.
    #[schemars(description = "这一版的页面")]
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
    Statistics(Box<overview::Statistics>),
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
    /// 主题手册
    Manual(Box<manual::Manual>),
    /// 站点地图
    Sitemap(text::Sitemap),
    /// 离开本站提示
    Leaving(text::Leaving),
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
            Self::Statistics(_) => "statistics.html",
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
            Self::Manual(_) => "manual.html",
            Self::Sitemap(_) => "sitemap.html",
            Self::Leaving(_) => "leaving.html",
            Self::Search(_) => "search.html",
            Self::NotFound(_) => "not-found.html",
        }
    }

    /// Every page template.
    pub const TEMPLATES: [&'static str; 18] = [
        "home.html",
        "statistics.html",
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
        "manual.html",
        "sitemap.html",
        "leaving.html",
        "search.html",
        "not-found.html",
    ];
}
