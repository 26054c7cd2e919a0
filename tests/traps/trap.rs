//! A trap as its file in `tests/cases/traps` describes it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

use super::book::{Book, Looks, Sheet, State};
use super::cell::Cell;
use crate::support::{Tree, repository};

/// A mistake that offices make, and files that show it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trap {
    /// The name of its file.
    #[serde(skip)]
    pub(super) name: String,
    /// What goes wrong, in a sentence.
    pub(super) about: String,
    /// Three or more.
    pub(super) file: Vec<File>,
}

/// One file: a clean list of a kind (`tests/traps/lists.toml`), changed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct File {
    /// The kind of list.
    pub(super) kind: String,
    /// Who writes it; everybody if nobody is named.
    pub(super) writers: Vec<Writer>,
    /// The findings: severity, code, and where, such as `E money 3 补贴金额(元)`. See `finding.rs`.
    pub(super) expect: Vec<String>,
    /// What the edition that is published then holds; no error may be expected.
    pub(super) published: Vec<String>,
    /// What it does not hold.
    pub(super) unpublished: Vec<String>,

    /// The whole sheet, in place of the clean list's.
    pub(super) rows: Option<Vec<Vec<Value>>>,
    /// Columns that are not there, by their headings.
    pub(super) drop: Vec<String>,
    /// More columns at the right, from the heading down.
    pub(super) columns: Vec<Vec<Value>>,
    /// Rows above the heading.
    pub(super) before: Vec<Vec<Value>>,
    /// Rows below the last one.
    pub(super) after: Vec<Vec<Value>>,
    /// Cells by their places after all this.
    pub(super) set: BTreeMap<String, Value>,
    /// What the sheet looks like.
    pub(super) looks: Looks,
    /// The sheet's name; 名单 where it does not matter.
    pub(super) sheet: Option<String>,
    /// More sheets after the first.
    pub(super) sheets: Vec<OtherSheet>,
    /// Days are kept as Excel for Macintosh kept them.
    pub(super) date_1904: bool,

    /// Where it lies below `content/sources`, without its ending; where the kind's list lies if not said.
    pub(super) path: Option<String>,
    /// Its ending, where it is not the writer's.
    pub(super) ending: Option<String>,
    /// Parts of the workbook's package that are added.
    pub(super) add: BTreeMap<String, String>,
    /// Texts replaced in the finished text file, or in a part of the package: `[part, from, to]`.
    pub(super) replace: Vec<Vec<String>>,
    /// The encoding of the text file.
    pub(super) encoding: Option<String>,
    /// Lines of the text file in another encoding.
    pub(super) recode: BTreeMap<String, String>,
    /// What stands between cells of the text file.
    pub(super) separator: Option<char>,
    /// What ends its lines.
    pub(super) line_end: Option<String>,
    /// The bytes, part by part, in place of any writer's.
    pub(super) raw: Vec<Part>,
    /// A link to this path in place of a file.
    pub(super) link: Option<String>,

    /// Persons and amount that the notice states, by district.
    pub(super) applied: BTreeMap<String, (u64, String)>,
    /// Other files of the site.
    pub(super) also: Vec<Other>,
    /// Files of the small site that are not there.
    pub(super) without: Vec<String>,
    /// What was published before, as a text file.
    pub(super) previous: Option<Box<File>>,
}

/// A sheet after the first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherSheet {
    name: String,
    #[serde(default)]
    rows: Vec<Vec<Value>>,
    #[serde(default)]
    state: State,
}

/// Another file of the site. In paths, `{ending}` is the ending of the trap's own file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Other {
    /// Below `content/sources`.
    pub(super) path: String,
    /// What it holds; the bytes of the trap's own file where nothing is said.
    pub(super) text: Option<String>,
}

/// Bytes of a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
pub(super) enum Part {
    /// A text and its encoding.
    Text(String, String),
    /// Bytes in hexadecimal digits.
    Hex(String),
    /// A package with these parts.
    Zip(BTreeMap<String, String>),
    /// A compound file with these streams.
    Compound(Vec<String>),
    /// A file of the repository.
    File(String),
}

/// Who makes a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Writer {
    /// A text file with commas.
    Csv,
    /// rust_xlsxwriter
    Rust,
    Openpyxl,
    LibreofficeXlsx,
    LibreofficeXls,
    LibreofficeOds,
    /// The bytes as the trap's file holds them.
    Raw,
}

impl Writer {
    /// All who can write any list.
    pub(super) const ALL: [Self; 6] =
        [Self::Csv, Self::Rust, Self::Openpyxl, Self::LibreofficeXlsx, Self::LibreofficeXls, Self::LibreofficeOds];

    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::Raw => "csv",
            Self::Rust | Self::Openpyxl | Self::LibreofficeXlsx => "xlsx",
            Self::LibreofficeXls => "xls",
            Self::LibreofficeOds => "ods",
        }
    }
}

/// A clean list of a kind.
#[derive(Debug, Deserialize)]
pub(super) struct CleanList {
    pub(super) file: String,
    pub(super) rows: Vec<Vec<Value>>,
}

/// The clean lists by kind.
pub(super) type Lists = BTreeMap<String, CleanList>;

/// Reads the clean lists.
pub(super) fn lists() -> Lists {
    toml::from_str(include_str!("lists.toml")).expect("tests/traps/lists.toml is as it should be")
}

/// Reads all traps; those whose names hold `GONGSHI_TRAPS` where that is set.
pub(super) fn all() -> Vec<Trap> {
    let wanted = std::env::var("GONGSHI_TRAPS").unwrap_or_default();
    let files = Tree::read(&repository("tests/cases/traps"));
    let read = |(path, bytes): (&str, &[u8])| {
        let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        let trap: Trap = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        Trap { name: path.trim_end_matches(".toml").to_owned(), ..trap }
    };
    files.ending(".toml").map(read).filter(|trap| trap.name.contains(&wanted)).collect()
}

impl File {
    /// Who writes it.
    pub(super) fn writers(&self) -> Vec<Writer> {
        match (&self.writers[..], &self.raw[..]) {
            ([], []) if self.link.is_none() => Writer::ALL.to_vec(),
            ([], _) => vec![Writer::Raw],
            (writers, _) => writers.to_vec(),
        }
    }

    /// Where it lies below `content/sources`.
    pub(super) fn path(&self, writer: Writer, lists: &Lists) -> String {
        let stem = self.path.clone().unwrap_or_else(|| lists[&self.kind].file.clone());
        format!("{stem}.{}", self.ending(writer))
    }

    /// Its ending.
    pub(super) fn ending(&self, writer: Writer) -> &str {
        self.ending.as_deref().unwrap_or(writer.ending())
    }

    /// The workbook it describes.
    pub(super) fn book(&self, lists: &Lists) -> Book {
        let list = lists.get(&self.kind).unwrap_or_else(|| panic!("no kind “{}” in lists.toml", self.kind));
        let mut sheet = Sheet {
            name: self.sheet.clone().unwrap_or_else(|| "名单".to_owned()),
            state: State::Visible,
            rows: self.table(cells(self.rows.as_ref().unwrap_or(&list.rows))),
            looks: self.looks.clone(),
        };
        for (place, value) in &self.set {
            sheet.set(place, Cell::of(value));
        }
        sheet.empty_merged();
        let others = self.sheets.iter().map(|other| Sheet {
            name: other.name.clone(),
            state: other.state,
            rows: cells(&other.rows),
            looks: Looks::default(),
        });
        Book { date_1904: self.date_1904, sheets: [sheet].into_iter().chain(others).collect() }
    }

    /// The rows without and with what is dropped and added.
    fn table(&self, mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
        for heading in &self.drop {
            let is_it = |cell: &Cell| cell.shown() == *heading;
            let at = rows[0].iter().position(is_it).unwrap_or_else(|| panic!("no column “{heading}” to drop"));
            rows.iter_mut().filter(|row| row.len() > at).for_each(|row| drop(row.remove(at)));
        }
        for column in &self.columns {
            let width = rows[0].len();
            for (row, value) in rows.iter_mut().zip(column) {
                row.resize(width, Cell::Empty);
                row.push(Cell::of(value));
            }
        }
        let mut whole = cells(&self.before);
        whole.extend(rows);
        whole.extend(cells(&self.after));
        whole
    }
}

fn cells(rows: &[Vec<Value>]) -> Vec<Vec<Cell>> {
    rows.iter().map(|row| row.iter().map(Cell::of).collect()).collect()
}
