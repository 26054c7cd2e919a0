//! Views of what every page has around its content.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Fact, Link};

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

/// The version strip: what a screenshot of the page proves. That of a list's own pages names the edition that froze the
/// list; that of every other page, the newest.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "版本与核对信息：截图和打印件凭它查证。清单自己的页写公布它的那一版，其余各页写最新一版")]
pub struct Strip {
    /// What edition, fingerprint and date are called.
    #[schemars(description = "版本、指纹和日期三项的名称")]
    pub labels: StripLabels,
    /// The edition; null before the first.
    #[schemars(description = "版本；还没有公布过时为空")]
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
    /// The fingerprint that the edition left; null before the first.
    #[schemars(description = "这一版的指纹；还没有公布过时为空")]
    pub fingerprint: Option<String>,
    /// The permanent address: with the base address if there is one, else from the site's root.
    #[schemars(description = "本页的永久地址")]
    pub address: String,
    /// The QR code of the permanent address; null without a base address.
    #[schemars(description = "永久地址的二维码，是现成的 SVG，用 safe 输出；没有设置 base_url 时为空")]
    pub svg: Option<String>,
    /// The day the page was built on; on a list's own pages, the day from which they are as they are.
    #[schemars(description = "生成本页的日期；清单自己的页是内容最近一次变化的日期")]
    pub built_on: String,
}

/// What a strip's edition, fingerprint and date are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "版本与核对信息里三项的名称")]
pub struct StripLabels {
    /// 全站版本 or 公布版本
    pub edition: &'static str,
    /// 全站指纹 or 该版指纹
    pub fingerprint: &'static str,
    /// 页面生成 or 页面日期
    pub built_on: &'static str,
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
