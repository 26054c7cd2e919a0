//! The view of 主题手册, the page for authors of themes.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Fact, Link};

/// 主题手册
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Manual {
    /// The templates of pages.
    #[schemars(description = "页面模板")]
    pub templates: Vec<ManualTemplate>,
    /// The templates that page templates share, with what they are for.
    #[schemars(description = "各页共用的模板和用途")]
    pub shared: Vec<Fact>,
    /// The blocks of `base.html`, with what stands in them.
    #[schemars(description = "base.html 里可以替换的块和内容")]
    pub blocks: Vec<Fact>,
    /// What templates may see.
    #[schemars(description = "模板能看到的各种内容")]
    pub views: Vec<ManualView>,
    /// The components of `components.html`.
    #[schemars(description = "components.html 里的组件")]
    pub components: Vec<ManualComponent>,
    /// The static files.
    #[schemars(description = "静态文件")]
    pub assets: Vec<ManualAsset>,
}

/// A template of pages.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一个页面模板")]
pub struct ManualTemplate {
    /// Its file.
    #[schemars(description = "文件名")]
    pub name: &'static str,
    /// What it gets as `content`.
    #[schemars(description = "变量 content 是哪种内容")]
    pub view: Link,
    /// What its pages are about.
    #[schemars(description = "用在什么页面")]
    pub meaning: String,
}

/// Something that templates may see.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "模板能看到的一种内容")]
pub struct ManualView {
    /// Its name in the program.
    #[schemars(description = "名称")]
    pub name: String,
    /// Its fragment.
    #[schemars(description = "页内锚点")]
    pub id: String,
    /// What it is.
    #[schemars(description = "是什么")]
    pub meaning: String,
    /// Its fields: those that are always there, then those that may be null.
    #[schemars(description = "各字段：先是总有值的，后是可以为空的")]
    pub fields: Vec<ManualField>,
}

/// A field.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一个字段")]
pub struct ManualField {
    /// Its name.
    #[schemars(description = "字段名")]
    pub name: String,
    /// What it is made of; null where it is a plain text, number or truth.
    #[schemars(description = "由哪种内容组成；文字、数字、是或否没有下级，为空")]
    pub of: Option<Link>,
    /// How it is made of it: `的列表，可以为空`.
    #[schemars(description = "怎样组成，例如“的列表”“文字，可以为空”；可以是空字")]
    pub shape: String,
    /// What it means.
    #[schemars(description = "含义")]
    pub meaning: String,
}

/// A component.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "一个组件")]
pub struct ManualComponent {
    /// Its name.
    #[schemars(description = "组件名")]
    pub name: String,
    /// How it is called.
    #[schemars(description = "用法")]
    pub usage: String,
    /// What it shows.
    #[schemars(description = "显示什么")]
    pub meaning: String,
}

/// A static file as the site has it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "网站上的一个静态文件")]
pub struct ManualAsset {
    /// What templates call it.
    #[schemars(description = "模板里的写法")]
    pub name: String,
    /// The files it is joined from, with what they are for.
    #[schemars(description = "由哪些文件按文件名顺序连成，各管什么")]
    pub parts: Vec<Fact>,
}
