//! View of the search page.

use serde::Serialize;

use super::Link;
use super::catalogue::ScopeLink;

/// 搜索
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// The script that holds the index.
    pub index: String,
    /// How many things can be found.
    pub count: String,
    /// What can be found, without a search: complete where no script runs.
    pub groups: Vec<SearchGroup>,
    /// 站点地图
    pub sitemap: Link,
}

/// A kind of what can be found.
#[derive(Debug, Clone, Serialize)]
pub struct SearchGroup {
    /// What it is called.
    pub title: String,
    /// Its pages, with how many things each holds; the count may be empty.
    pub links: Vec<ScopeLink>,
}
