//! Views of pages of words: articles, dictionary, site map.

use schemars::JsonSchema;
use serde::Serialize;

use super::Link;
use super::overview::ArticleLine;

/// All articles.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "全部文章")]
pub struct Articles {
    /// In their own order.
    #[schemars(description = "各篇文章，按它们自己的顺序")]
    pub articles: Vec<ArticleLine>,
    /// R11: what to say where there is none.
    #[schemars(description = "一篇也没有时说的话（R11）")]
    pub empty: Option<String>,
}

/// An article.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一篇文章")]
pub struct Article {
    /// 发布时间
    pub published: String,
    /// 来源
    pub source: String,
    /// 作者
    pub author: Option<String>,
    /// The text.
    #[schemars(description = "正文，是现成的 HTML，用 safe 输出")]
    pub html: String,
    /// 目录: the headings of the first rank; empty for short articles.
    #[schemars(description = "目录：第一级小标题；短文章没有")]
    pub contents: Vec<Link>,
    /// The article before.
    #[schemars(description = "上一篇")]
    pub previous: Option<Link>,
    /// The article after.
    #[schemars(description = "下一篇")]
    pub next: Option<Link>,
}

/// 数据字典
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Dictionary {
    /// The kinds of lists.
    #[schemars(description = "各类清单")]
    pub kinds: Vec<DictionaryKind>,
    /// The kinds of findings.
    #[schemars(description = "检查报告里的各种提示")]
    pub codes: Vec<DictionaryCode>,
}

/// A kind of list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一类清单")]
pub struct DictionaryKind {
    /// What it is called.
    #[schemars(description = "清单名称")]
    pub name: &'static str,
    /// Its fragment.
    #[schemars(description = "页内锚点")]
    pub id: String,
    /// Its columns.
    #[schemars(description = "各列")]
    pub columns: Vec<DictionaryColumn>,
}

/// A column.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "清单的一列")]
pub struct DictionaryColumn {
    /// The standard heading.
    #[schemars(description = "标准列名")]
    pub header: &'static str,
    /// Other headings that are read as it; may be empty.
    #[schemars(description = "也认识的其他列名；可以是空字")]
    pub aliases: String,
    /// 必填 or 选填.
    #[schemars(description = "必填或选填")]
    pub need: &'static str,
    /// What its cells hold.
    #[schemars(description = "写什么内容")]
    pub shape: &'static str,
    /// Whether and how it is published.
    #[schemars(description = "是否公开、怎样公开")]
    pub publication: String,
}

/// A kind of finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一种提示")]
pub struct DictionaryCode {
    /// Its name.
    #[schemars(description = "代号")]
    pub name: &'static str,
    /// What it means.
    #[schemars(description = "含义")]
    pub meaning: &'static str,
}

/// 站点地图
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Sitemap {
    /// The pages by section.
    #[schemars(description = "各栏目")]
    pub groups: Vec<SitemapGroup>,
}

/// A section of the site.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "站点地图的一个栏目")]
pub struct SitemapGroup {
    /// What it is called.
    #[schemars(description = "栏目名称")]
    pub title: String,
    /// Its pages.
    #[schemars(description = "栏目里的页面")]
    pub links: Vec<Link>,
}

/// 离开本站提示
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Leaving {
    /// The question, in the words of the government's guide (政府网站发展指引).
    #[schemars(description = "提示语，照《政府网站发展指引》的写法")]
    pub question: String,
    /// The whole address.
    #[schemars(description = "将要打开的完整网址")]
    pub address: String,
    /// The host: what a reader should look at.
    #[schemars(description = "将要打开的网站的域名")]
    pub host: String,
    /// The pages that lead here.
    #[schemars(description = "通到这里的页面，供“放弃”返回")]
    pub back: Vec<Link>,
}

/// 404
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "没有这个页面（404）")]
pub struct NotFound {
    /// Where to go instead.
    #[schemars(description = "可以去的其他页面")]
    pub links: Vec<Link>,
}
