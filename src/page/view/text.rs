//! Views of pages of words: articles, dictionary, site map.

use serde::Serialize;

use super::Link;
use super::overview::ArticleLine;

/// All articles.
#[derive(Debug, Clone, Serialize)]
pub struct Articles {
    /// In their own order.
    pub articles: Vec<ArticleLine>,
    /// R11: what to say where there is none.
    pub empty: Option<String>,
}

/// An article.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// 发布时间
    pub published: String,
    /// 来源
    pub source: String,
    /// 作者
    pub author: Option<String>,
    /// The text.
    pub html: String,
    /// 目录: the headings of the first rank; empty for short articles.
    pub contents: Vec<Link>,
    /// The article before.
    pub previous: Option<Link>,
    /// The article after.
    pub next: Option<Link>,
}

/// 数据字典
#[derive(Debug, Clone, Serialize)]
pub struct Dictionary {
    /// The kinds of lists.
    pub kinds: Vec<DictionaryKind>,
    /// The kinds of findings.
    pub codes: Vec<DictionaryCode>,
}

/// A kind of list.
#[derive(Debug, Clone, Serialize)]
pub struct DictionaryKind {
    /// What it is called.
    pub name: &'static str,
    /// Its fragment.
    pub id: String,
    /// Its columns.
    pub columns: Vec<DictionaryColumn>,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct DictionaryColumn {
    /// The standard heading.
    pub header: &'static str,
    /// Other headings that are read as it; may be empty.
    pub aliases: String,
    /// 必填 or 选填.
    pub need: &'static str,
    /// What its cells hold.
    pub shape: &'static str,
    /// Whether and how it is published.
    pub publication: String,
}

/// A kind of finding.
#[derive(Debug, Clone, Serialize)]
pub struct DictionaryCode {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// 站点地图
#[derive(Debug, Clone, Serialize)]
pub struct Sitemap {
    /// The pages by section.
    pub groups: Vec<SitemapGroup>,
}

/// A section of the site.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapGroup {
    /// What it is called.
    pub title: String,
    /// Its pages.
    pub links: Vec<Link>,
}

/// 404
#[derive(Debug, Clone, Serialize)]
pub struct NotFound {
    /// Where to go instead.
    pub links: Vec<Link>,
}
