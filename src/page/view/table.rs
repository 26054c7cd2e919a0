//! Tables of frozen rows. Rows are not templated: there may be a million of them, they must not be minified, and
//! each is a list of cells with a label. The template prints `table.rows`, which is where the rows go.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::edition::list::Part;
use crate::record::{Column, Shape, Wording};

/// A table's head, and where its rows go.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "数据表格")]
pub struct Table {
    /// What the table shows.
    #[schemars(description = "表格标题")]
    pub caption: String,
    /// Its columns, in order.
    #[schemars(description = "各列，按顺序")]
    pub columns: Vec<Head>,
    /// The place of the rows; printed with `safe` inside `<tbody>`.
    #[schemars(description = "各行的位置：在 tbody 里用 safe 输出，程序随后换成各行")]
    #[schemars(with = "String")]
    pub rows: Slot,
    /// How many rows there are: a text, so that pages with more and fewer rows are cast from one mould.
    #[schemars(description = "行数")]
    pub count: String,
    /// Whether there are several rows, which can be sorted and chosen from.
    #[schemars(description = "有没有两行以上")]
    pub several: bool,
    /// Whether rows carry marks of change, for which a legend is due.
    #[schemars(description = "有没有带变化标记的行；有就应给出图例")]
    #[schemars(with = "bool")]
    pub marked: Marked,
}

/// Whether a table's rows carry marks of change. Serialises as true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// Some do.
    Yes,
    /// None does.
    No,
}

impl Serialize for Marked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self == Self::Yes)
    }
}

/// The place of a page's n-th run of rows, counted from 0. Serialises as a comment that no text can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(pub usize);

impl Slot {
    /// What stands in the page in front of its number until the rows take its place.
    pub const OPENS: &str = "<!--rows ";
    /// What stands behind its number.
    pub const CLOSES: &str = "-->";

    /// What stands in the page until the rows take its place.
    pub fn marker(self) -> String {
        format!("{}{}{}", Self::OPENS, self.0, Self::CLOSES)
    }
}

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.marker())
    }
}

/// The classes of cells whose telephone numbers can be dialled.
pub const TELEPHONE: &str = "code phone";

/// A column's head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "一列的表头")]
pub struct Head {
    /// Its heading.
    #[schemars(description = "列名")]
    pub label: &'static str,
    /// What its cells hold, as CSS classes: `text`, `text calendar`, `code`, `code phone`, `number`, `money`, `day`;
    /// `name` for the cell that names the row.
    #[schemars(
        description = "样式名：text、text calendar、code、code phone、number、money、day；行的名称那一列是 name"
    )]
    pub class: &'static str,
}

impl Head {
    /// The head of a column; the one that names the row is a row heading.
    pub fn of(column: &Column, names_row: &str) -> Self {
        let class = match column.wording {
            _ if column.header == names_row => "name",
            Wording::Telephone => TELEPHONE,
            Wording::Any | Wording::Title | Wording::Count => column.shape.name(),
        };
        Self { label: column.header, class }
    }

    /// Where the column of a heading is.
    pub fn position(heads: &[Self], heading: &str) -> Option<usize> {
        heads.iter().position(|head| head.label == heading)
    }

    /// The head of the rows' numbers where a list has none of its own.
    pub const fn row_number() -> Self {
        Self { label: "行号", class: "number" }
    }

    /// A head of words that is no column of the list.
    pub fn words(label: &'static str) -> Self {
        Self { label, class: Shape::Text.name() }
    }
}

/// Rows that wait for the shell of their page.
#[derive(Debug, Clone)]
pub enum Rows<'a> {
    /// Records of a frozen list, as its CSV holds them.
    Frozen {
        /// The records, without the heading.
        records: Part<'a>,
        /// Their columns; [`Head::row_number`] in front where the list has no numbers of its own.
        heads: Arc<[Head]>,
        /// The number of the first one, counted from 1.
        first: usize,
        /// Whether each has a name of its own on the page.
        naming: Naming,
    },
    /// Rows put together by the program.
    Made {
        /// The rows.
        rows: Vec<Row>,
        /// Their columns.
        heads: Arc<[Head]>,
    },
}

/// Whether the rows of a table can be named in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// They cannot.
    None,
    /// By their numbers in the list, counted from 1: `row-71`.
    ByNumber,
}

/// A row put together by the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What happened to it since the previous revision.
    pub mark: Mark,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The text under a heading; empty where there is no such column.
    pub fn text(&self, heads: &[Head], heading: &str) -> &str {
        let cell = Head::position(heads, heading).and_then(|at| self.cells.get(at));
        cell.map_or("", |cell| cell.text.as_str())
    }
}

/// A cell of a [`Row`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What it said in the previous revision, if that was something else.
    pub before: Option<String>,
    /// Where it leads; nowhere for most.
    pub href: Option<String>,
}

impl Cell {
    /// A cell that has always said so.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), before: None, href: None }
    }

    /// A cell that leads somewhere.
    pub fn link(text: impl Into<String>, href: String) -> Self {
        Self { text: text.into(), before: None, href: Some(href) }
    }
}

/// What happened to a row since the previous revision (R6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// 新增
    Added,
    /// 变更
    Changed,
    /// 撤下
    Withdrawn,
}

impl Mark {
    /// The word and its CSS class; none for an unchanged row.
    pub fn label(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::None => None,
            Self::Added => Some(("新增", "added")),
            Self::Changed => Some(("变更", "changed")),
            Self::Withdrawn => Some(("撤下", "withdrawn")),
        }
    }
}
