//! View of the page on which codes and files are checked.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Crumb, Link, Tag};

/// 核验
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "核验页")]
pub struct Verify {
    /// The script that holds every digest.
    #[schemars(description = "装着全部校验值的脚本")]
    pub index: String,
    /// Every revision of every list, the newest first.
    #[schemars(description = "每份清单的每次修订，最新的在前")]
    pub lists: Vec<VerifiedLine>,
    /// Every revision of every notice's text, the newest first.
    #[schemars(description = "每份公示文本的每次修订，最新的在前")]
    pub notices: Vec<VerifiedLine>,
    /// Every edition, the newest first.
    #[schemars(description = "每一版，最新的在前")]
    pub editions: Vec<VerifiedEdition>,
    /// How many lists' revisions and editions there are: `78 份清单修订、4 个版本`.
    #[schemars(description = "表里一共有多少，例如“78 份清单修订、4 个版本”")]
    pub count: String,
}

/// A revision with its digests.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "核验页上的一次修订")]
pub struct VerifiedLine {
    /// Its anchor on the page.
    #[schemars(description = "本页上的锚点")]
    pub id: String,
    /// The list or notice.
    #[schemars(description = "清单或公示的名称")]
    pub title: String,
    /// Its page.
    #[schemars(description = "它的页面")]
    pub href: String,
    /// 修订
    pub revision: String,
    /// The edition that published it.
    #[schemars(description = "发布它的版本")]
    pub edition: Link,
    /// The day it was published on.
    #[schemars(description = "发布日期")]
    pub published: String,
    /// Whether it still stands.
    #[schemars(description = "现行、已被更正、期满撤下或已撤下")]
    pub tag: Tag,
    /// What stands in its place, or what took it away; null where it stands.
    #[schemars(description = "取代它的修订，或撤下它的版本；仍有效时为空。网站是那一版以前的，没有 href")]
    pub by: Option<Crumb>,
    /// Why it was taken away; empty for no stated reason.
    #[schemars(description = "撤下的原因；没有写明时是空文字")]
    pub reason: String,
    /// How many rows it has; empty for notices.
    #[schemars(description = "行数；公示文本没有行数，是空文字")]
    pub rows: String,
    /// Its SHA-256.
    #[schemars(description = "SHA-256，全 64 位")]
    pub sha256: String,
    /// Its SM3.
    #[schemars(description = "SM3，全 64 位")]
    pub sm3: String,
}

/// An edition with its digest and the fingerprint it left.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "核验页上的一版")]
pub struct VerifiedEdition {
    /// Its anchor on the page.
    #[schemars(description = "本页上的锚点")]
    pub id: String,
    /// Its number.
    #[schemars(description = "版号，四位")]
    pub number: String,
    /// Its page.
    #[schemars(description = "它的页面")]
    pub href: String,
    /// The day it was published on.
    #[schemars(description = "发布日期")]
    pub date: String,
    /// The SHA-256 of its `edition.json`.
    #[schemars(description = "记录文件 edition.json 的 SHA-256")]
    pub sha256: String,
    /// 全站指纹
    pub fingerprint: String,
    /// Whether it is the newest.
    #[schemars(description = "最新一版或已有新版")]
    pub tag: Tag,
}
