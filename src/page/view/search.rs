//! View of the search page.

use schemars::JsonSchema;
use serde::Serialize;

use super::Link;
use super::catalogue::ScopeLink;

/// 搜索
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "搜索页")]
pub struct Search {
    /// The script that holds the index.
    #[schemars(description = "装着索引的脚本")]
    pub index: String,
    /// How many things can be found.
    #[schemars(description = "一共能搜到多少项")]
    pub count: String,
    /// What can be found, without a search: complete where no script runs.
    #[schemars(description = "不搜索也能看的全部目录")]
    pub groups: Vec<SearchGroup>,
    /// 站点地图
    #[schemars(description = "站点地图")]
    pub sitemap: Link,
}

/// A kind of what can be found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "搜索页上的一类目录")]
pub struct SearchGroup {
    /// What it is called.
    #[schemars(description = "名称")]
    pub title: String,
    /// Its pages, with how many things each holds; the count may be empty.
    #[schemars(description = "各页面，以及各有多少项；个数可以是空文字")]
    pub links: Vec<ScopeLink>,
}
