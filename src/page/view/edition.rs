//! Views of editions.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::overview::Update;
use super::{Fact, Link};

/// All editions.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "版本记录")]
pub struct Editions {
    /// Newest first.
    #[schemars(description = "各版，新的在前")]
    pub editions: Vec<EditionLine>,
    /// R11: what to say before the first.
    #[schemars(description = "一版也没有时说的话（R11）")]
    pub empty: Option<String>,
}

/// An edition in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "版本记录里的一版")]
pub struct EditionLine {
    /// Four digits.
    #[schemars(description = "四位版号")]
    pub number: String,
    /// Its page.
    #[schemars(description = "这一版的页面")]
    pub href: String,
    /// The day of publication.
    #[schemars(description = "公布日期")]
    pub date: String,
    /// What the webmaster said of it; may be empty.
    #[schemars(description = "公布时写的说明；可以是空字")]
    pub note: String,
    /// What it changed, in numbers.
    #[schemars(description = "变化的数量")]
    pub summary: String,
    /// Its fingerprint.
    #[schemars(description = "这一版的指纹")]
    pub fingerprint: String,
}

/// An edition.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "某一版")]
pub struct Edition {
    /// Four digits.
    #[schemars(description = "四位版号")]
    pub number: String,
    /// The day of publication.
    #[schemars(description = "公布日期")]
    pub date: String,
    /// What the webmaster said of it.
    #[schemars(description = "公布时写的说明")]
    pub note: Option<String>,
    /// What it changed.
    #[schemars(description = "这一版的各项变化")]
    pub changes: Vec<Update>,
    /// The notices then in force whose period was not over.
    #[schemars(description = "当时有效、公示期未满的公示")]
    #[serde(serialize_with = "shared")]
    pub notices: Vec<Arc<Standing>>,
    /// The catalogues then in force, and the lists of those notices.
    #[schemars(description = "当时有效的目录，和这些公示的名单")]
    #[serde(serialize_with = "shared")]
    pub lists: Vec<Arc<Standing>>,
    /// How many notices were in force with their period over, in a sentence; none if there were none.
    #[schemars(description = "公示期已满、仍然有效的公示有几份，一句话；没有就没有")]
    pub over: Option<String>,
    /// SHA-256 of its `edition.json`.
    #[schemars(description = "edition.json 的 SHA-256，全 64 位")]
    pub sha256: String,
    /// The chain digest before it: 64 zeros before the first.
    #[schemars(description = "上一版的链校验值；第一版之前是 64 个零")]
    pub chain_before: String,
    /// The chain digest.
    #[schemars(description = "这一版的链校验值")]
    pub chain: String,
    /// The fingerprint.
    #[schemars(description = "这一版的指纹")]
    pub fingerprint: String,
    /// Its line in the log without the chain digest: number, date, digest.
    #[schemars(description = "log.txt 里这一行除链校验值以外的部分：版号、日期、校验值")]
    pub log_fields: String,
    /// The edition before.
    #[schemars(description = "上一版")]
    pub previous: Option<Link>,
    /// The edition after.
    #[schemars(description = "下一版")]
    pub next: Option<Link>,
    /// Counts.
    #[schemars(description = "数量")]
    pub facts: Vec<Fact>,
}

/// Lines that pages share, as if each had its own.
fn shared<S: Serializer>(lines: &[Arc<Standing>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(lines.iter().map(Arc::as_ref))
}

/// A list or notice in force.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "当时有效的一张清单或一次公示")]
pub struct Standing {
    /// Its title.
    #[schemars(description = "标题")]
    pub title: String,
    /// Its permanent page.
    #[schemars(description = "固定页面")]
    pub href: String,
    /// The revision: `r2`.
    #[schemars(description = "修订号，例如 r2")]
    pub revision: String,
    /// The edition that froze it, four digits.
    #[schemars(description = "四位版号")]
    pub edition: String,
    /// Rows; empty for notices.
    #[schemars(description = "行数；公示是空字")]
    pub rows: String,
    /// The whole SHA-256.
    #[schemars(description = "内容的 SHA-256，全 64 位")]
    pub sha256: String,
}
