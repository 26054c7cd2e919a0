//! Views of capture sheets.

use schemars::JsonSchema;
use serde::Serialize;

use super::Fact;
use super::table::Table;

/// A capture sheet: a part of a list, on one sheet of A4.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "截图存证页的一张：清单的一部分，正好一张 A4 纸")]
pub struct Sheet {
    /// The size of the letters of the site's name, as a CSS class.
    #[schemars(description = "网站名称字号的样式名：middle、small")]
    pub issuer_size: &'static str,
    /// The size of the letters of the permanent address, as a CSS class.
    #[schemars(description = "永久地址字号的样式名：middle、small")]
    pub address_size: &'static str,
    /// The notice, or the catalogue.
    #[schemars(description = "标题：公示的标题，或者目录的名称")]
    pub title: String,
    /// The size of the title's letters, as a CSS class.
    #[schemars(description = "标题字号的样式名：large、middle、small、smallest，字越多越小")]
    pub title_size: &'static str,
    /// `第 2 张，共 3 张`
    #[schemars(description = "第几张，共几张")]
    pub place: String,
    /// What the list is, and whose.
    #[schemars(description = "谁的什么清单，例如“岱岳区补贴人员名单”")]
    pub subject: String,
    /// `第 31 行至第 60 行，共 71 行`
    #[schemars(description = "第几行到第几行，共几行")]
    pub range: String,
    /// 文号, 公示期, 地区, 发布单位 …
    #[schemars(description = "文号、公示期、地区、发布单位等各项")]
    pub facts: Vec<Fact>,
    /// The size of the facts' letters, as a CSS class.
    #[schemars(description = "各项字号的样式名：middle、small")]
    pub facts_size: &'static str,
    /// The subtotal of the sheet and the total of the list.
    #[schemars(description = "本张小计和全份合计")]
    pub sums: Vec<Fact>,
    /// How close the rows stand, as a CSS class.
    #[schemars(description = "行距和字号的样式名：roomy、middle、close、tight，一个比一个密")]
    pub density: &'static str,
    /// The rows.
    #[schemars(description = "本张的表格；各行有 row-行号 的锚点")]
    pub table: Table,
    /// The widths of the columns in 250ths of the table's, as numbers in CSS classes.
    #[schemars(description = "各列的宽度，以表宽的二百五十分之一计，用作样式名 w 后面的数")]
    pub widths: Vec<u32>,
    /// The sheet before.
    #[schemars(description = "上一张的地址")]
    pub previous: Option<String>,
    /// The sheet after.
    #[schemars(description = "下一张的地址")]
    pub next: Option<String>,
    /// The list's page.
    #[schemars(description = "清单页的地址")]
    pub list: String,
}
