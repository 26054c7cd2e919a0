//! Finding a table in a sheet: the heading wherever it stands, in one row or two, and what its columns are.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Merged, Row, SheetHead, column_letters};

use super::text::may_be_shown;
use super::{Column, Kind, Need};

/// How many rows a title and its remarks may take before the heading.
pub(super) const HEADING_WITHIN: usize = 30;

/// The heading of a table: which column of the kind stands where.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// Its row, the last of two, as a spreadsheet shows it.
    pub(super) row: u32,
    /// How many of the sheet's first rows come before the rows of the list.
    pub(super) end: usize,
    /// Where each column stands, by its standard heading.
    pub(super) places: BTreeMap<&'static str, usize>,
    /// The standard heading of each column, from column A on; none where it is not known.
    columns: Vec<Option<&'static str>>,
    /// Its rows as they are compared.
    rows: Vec<Vec<String>>,
    /// How many cells its last row has in a text file, empty ones too; nothing for workbooks.
    pub(super) written: usize,
    /// The heading of every column as written, from column A on.
    pub(super) texts: Vec<String>,
}

/// A heading as it is compared: blanks, brackets, colons and stars do not matter.
pub(super) fn bare(heading: &str) -> String {
    heading.chars().filter(|c| !c.is_whitespace() && !"（）()：:*＊\u{feff}\u{200b}".contains(*c)).collect()
}

/// The column of a kind that a heading names. Asked for every row of long lists, so all headings are made bare once.
fn named(kind: Kind, heading: &str) -> Option<&'static Column> {
    static INDEX: OnceLock<Vec<(Kind, BTreeMap<String, &'static Column>)>> = OnceLock::new();
    let all = INDEX.get_or_init(|| Kind::ALL.map(|kind| (kind, headings(kind))).into());
    let (_, index) = all.iter().find(|(other, _)| *other == kind)?;
    index.get(&bare(heading)).copied()
}

fn headings(kind: Kind) -> BTreeMap<String, &'static Column> {
    let all = |column: &'static Column| {
        [&column.header].into_iter().chain(column.aliases).map(move |text| (bare(text), column))
    };
    kind.columns().iter().flat_map(all).collect()
}

/// One or two rows that may be the heading.
struct Candidate<'a> {
    at: usize,
    rows: &'a [Row],
    /// What each column may be called, the most telling spelling first.
    spellings: Vec<Vec<String>>,
}

impl<'a> Candidate<'a> {
    fn one_row(sheet: &'a [Row], at: usize) -> Self {
        let spellings = sheet[at].cells.iter().map(|cell| vec![words(cell)]).collect();
        Self { at, rows: &sheet[at..=at], spellings }
    }

    /// A heading whose upper row groups columns of the lower one, as in 培训时间 over 开始日期 and 结束日期.
    fn two_rows(head: &SheetHead, sheet: &'a [Row], at: usize) -> Option<Self> {
        let rows = sheet.get(at..at + 2)?;
        let [upper, lower] = rows else { return None };
        if lower.number != upper.number + 1 {
            return None;
        }
        let width = upper.cells.len().max(lower.cells.len());
        let groups = groups(head, upper, lower, width);
        let compose = |(index, upper): (usize, String)| match lower.cells.get(index).map(words).unwrap_or_default() {
            lower if lower.is_empty() => vec![upper],
            lower => vec![format!("{upper}{lower}"), format!("{lower}{upper}"), lower],
        };
        Some(Self { at, rows, spellings: groups.into_iter().enumerate().map(compose).collect() })
    }

    fn column(&self, kind: Kind, index: usize) -> Option<&'static Column> {
        let spellings = self.spellings.get(index)?;
        spellings.iter().find_map(|spelling| named(kind, spelling))
    }

    /// How many of its cells name columns of a kind.
    fn matches(&self, kind: Kind) -> usize {
        (0..self.spellings.len()).filter(|index| self.column(kind, *index).is_some()).count()
    }

    fn filled(&self) -> usize {
        self.spellings.iter().filter(|spellings| spellings.iter().any(|spelling| !spelling.is_empty())).count()
    }

    /// Whether most of its cells, and at least two, name columns.
    fn is_heading(&self, kind: Kind) -> bool {
        let found = self.matches(kind);
        found >= 2 && found * 2 >= self.filled()
    }

    fn read(&self, kind: Kind, place: &Location, report: &mut Report) -> Heading {
        let columns = (0..self.spellings.len()).map(|at| self.column(kind, at).map(|column| column.header));
        let columns: Vec<_> = columns.collect();
        let mut places = BTreeMap::new();
        for (index, header) in columns.iter().enumerate().filter_map(|(at, header)| Some((at, (*header)?))) {
            if places.insert(header, index).is_some() {
                report.push(column_stands_twice(place.clone().column(header)));
            }
        }
        let rows = self.rows.iter().map(|row| row.cells.iter().map(words).map(|text| bare(&text)).collect());
        let last = |spellings: &Vec<String>| spellings.last().cloned().unwrap_or_default();
        let texts = self.spellings.iter().map(last).collect();
        let row = self.rows.last().map_or(0, |row| row.number);
        let written = self.rows.last().and_then(|row| row.width).unwrap_or(0);
        Heading { row, written, end: self.at + self.rows.len(), places, columns, rows: rows.collect(), texts }
    }
}

/// The text of a heading's cell; numbers and days head nothing.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// What stands in the upper row over each column. Merged cells span their columns; where a file knows no merged
/// cells, a group goes on over the columns that only the lower row names.
fn groups(head: &SheetHead, upper: &Row, lower: &Row, width: usize) -> Vec<String> {
    let mut groups: Vec<String> =
        (0..width).map(|index| upper.cells.get(index).map(words).unwrap_or_default()).collect();
    let in_upper = |merged: &&Merged| merged.rows.0 == upper.number && merged.columns.0 < merged.columns.1;
    for merged in head.merged.iter().filter(in_upper).filter(|merged| merged.columns.0 < width) {
        let group = groups[merged.columns.0].clone();
        groups[merged.columns.0..=merged.columns.1.min(width - 1)].fill(group);
    }
    if head.merged.is_empty() {
        for index in 1..width {
            let is_named_below = lower.cells.get(index).is_some_and(|cell| !cell.is_empty());
            if groups[index].is_empty() && is_named_below {
                groups[index] = groups[index - 1].clone();
            }
        }
    }
    groups
}

/// The heading among the first rows of a sheet: what names most columns of a kind, one row rather than two, the first
/// rather than a later one.
fn find<'a>(kind: Kind, head: &SheetHead, rows: &'a [Row]) -> Option<Candidate<'a>> {
    let rows = &rows[..rows.len().min(HEADING_WITHIN)];
    let ones = (0..rows.len()).map(|at| Candidate::one_row(rows, at));
    let best = ones.max_by_key(|one| (one.matches(kind), rows.len() - one.at))?;
    let twos = (0..rows.len()).filter_map(|at| Candidate::two_rows(head, rows, at));
    let twos = twos.filter(|two| two.matches(kind) > best.matches(kind) && is_two_deep(kind, two));
    let best = twos.max_by_key(|two| (two.matches(kind), rows.len() - two.at)).unwrap_or(best);
    best.is_heading(kind).then_some(best)
}

/// Whether the lower row names columns too, and is no row of the list.
fn is_two_deep(kind: Kind, two: &Candidate<'_>) -> bool {
    let Some(lower) = two.rows.get(1) else { return false };
    let named = |index: &usize| lower.cells.get(*index).is_some_and(|cell| !cell.is_empty());
    let filled = (0..two.spellings.len()).filter(named);
    let known = (0..two.spellings.len()).filter(named).filter(|index| two.column(kind, *index).is_some());
    known.count() * 2 > filled.count()
}

/// Whether the first rows of a sheet have a column in their heading.
pub(super) fn has_column(kind: Kind, head: &SheetHead, rows: &[Row], header: &str) -> bool {
    let is_there = |found: Candidate<'_>| {
        (0..found.spellings.len()).any(|at| found.column(kind, at).is_some_and(|column| column.header == header))
    };
    find(kind, head, rows).is_some_and(is_there)
}

/// The heading among the first rows of a sheet, whatever is wrong with it.
pub(super) fn locate(kind: Kind, head: &SheetHead, rows: &[Row]) -> Option<Heading> {
    find(kind, head, rows).map(|found| found.read(kind, &Location::default(), &mut Report::default()))
}

/// Reads the heading among the first rows of a sheet and says what is missing or double.
pub(super) fn read(
    kind: Kind,
    head: &SheetHead,
    rows: &[Row],
    place: &Location,
    report: &mut Report,
) -> Option<Heading> {
    let Some(found) = find(kind, head, rows) else {
        report.push(no_heading(kind, place.clone()));
        return None;
    };
    let (sheet_place, place) = (place, found.rows.last().map_or(place.clone(), |row| place.clone().row(row.number)));
    let heading = found.read(kind, &place, report);
    missing_columns(kind, &heading.places, &place, report);
    rows_above(kind, &heading, &rows[..found.at], sheet_place, report);
    Some(heading)
}

/// Says which rows above the heading would be lost: another table's heading, or a record that fills every required
/// column, as where the heading of the first page was deleted and only that of the second is left.
fn rows_above(kind: Kind, heading: &Heading, above: &[Row], place: &Location, report: &mut Report) {
    for row in above.iter().filter(|row| heading.fills_required(kind, row) || is_full_heading(row)) {
        let message = "表头上面还有像是表格内容的一行，没有读。";
        report.push(
            Diagnostic::error(Code::NoHeading, place.clone().row(row.number), message)
                .help("一个工作表只放一张表，表头放在各行内容的上面；请把这一行移到表头下面，或删去。"),
        );
    }
}

impl Heading {
    /// A heading of which only the places matter.
    #[cfg(test)]
    pub(super) fn of(places: BTreeMap<&'static str, usize>) -> Self {
        Self { row: 1, written: 0, end: 1, places, columns: Vec::new(), rows: Vec::new(), texts: Vec::new() }
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.texts.len()
    }

    /// The standard heading of a column; none if it is not known.
    pub(super) fn known(&self, index: usize) -> Option<&'static str> {
        self.columns.get(index).copied().flatten()
    }

    /// Whether a row has all that a record of the kind must have; nothing can be told of kinds with one required
    /// column.
    pub(super) fn fills_required(&self, kind: Kind, row: &Row) -> bool {
        let required = || kind.columns().iter().filter(|column| column.need == Need::Required);
        let is_filled = |column: &Column| {
            let cell = self.places.get(column.header).and_then(|at| row.cells.get(*at));
            cell.is_some_and(|cell| !cell.is_empty())
        };
        required().count() >= 2 && required().all(is_filled)
    }

    /// Whether a row is a page heading: this heading, or a row of it, once more.
    pub(super) fn is_repeated_by(&self, row: &Row) -> bool {
        let is_like = |texts: &Vec<String>| {
            let filled = || row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            let is_same = |(at, cell): (usize, &Cell)| texts.get(at).is_some_and(|text| *text == bare(&words(cell)));
            filled().count() >= 2 && filled().all(is_same)
        };
        self.rows.iter().any(is_like)
    }
}

/// Whether a row heads a table of any kind.
pub(super) fn heads_a_table(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_empty());
    let is_named = first.is_some_and(|cell| {
        let text = words(cell);
        !text.is_empty() && Kind::ALL.into_iter().any(|kind| named(kind, &text).is_some())
    });
    is_named && {
        let one = Candidate::one_row(std::slice::from_ref(row), 0);
        Kind::ALL.into_iter().any(|kind| one.is_heading(kind))
    }
}

/// Whether nearly all that a row holds names columns of one kind: in remarks such as 培训机构 | 某校 | 班次 | 1期 only
/// every other cell does.
fn is_full_heading(row: &Row) -> bool {
    let one = Candidate::one_row(std::slice::from_ref(row), 0);
    Kind::ALL.into_iter().map(|kind| one.matches(kind)).any(|found| found >= 2 && found * 4 >= one.filled() * 3)
}

fn column_stands_twice(place: Location) -> Diagnostic {
    Diagnostic::error(Code::DuplicateColumn, place, "这一列出现了两次。")
        .help("只留一列；若两列含义不同，请改用各自的标准名称。")
}

fn missing_columns(kind: Kind, places: &BTreeMap<&str, usize>, place: &Location, report: &mut Report) {
    let absent = |column: &&Column| column.need == Need::Required && !places.contains_key(column.header);
    for column in kind.columns().iter().filter(absent) {
        let others = column.aliases.join("、");
        let help = if others.is_empty() {
            format!("请在表头行加上“{}”列。", column.header)
        } else {
            format!("请在表头行加上“{}”列（也可以写作{others}）。", column.header)
        };
        let message = format!("{}缺少“{}”列。", kind.name(), column.header);
        report.push(Diagnostic::error(Code::MissingColumn, place.clone(), message).help(help));
    }
}

fn no_heading(kind: Kind, place: Location) -> Diagnostic {
    let wanted = kind.columns().iter().filter(|column| column.need == Need::Required);
    let wanted: Vec<_> = wanted.map(|column| column.header).collect();
    Diagnostic::error(Code::NoHeading, place, format!("找不到{}的表头行。", kind.name()))
        .help(format!("表头行至少要有：{}。不用的工作表请删去。", wanted.join("、")))
}

/// What a column is called in a finding: its heading, or its letters.
/// What stands over a column that nobody knows may be anything, so that a personal number is not repeated.
pub(super) fn name_of(texts: &[String], index: usize) -> String {
    texts.get(index).filter(|text| may_be_shown(text)).cloned().unwrap_or_else(|| column_letters(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        (1..).zip(lines).map(|(number, line)| crate::record::table::tests::row(number, line)).collect()
    }

    fn placed(kind: Kind, head: &SheetHead, lines: &[&str]) -> Vec<(&'static str, usize)> {
        let heading = read(kind, head, &rows(lines), &Location::file("a"), &mut Report::default()).unwrap();
        let mut places: Vec<_> = heading.places.into_iter().collect();
        places.sort_by_key(|(_, at)| *at);
        places
    }

    #[test]
    fn headings_meet_whatever_their_dress() {
        let amount = Kind::Payments.column("补贴金额(元)");
        for heading in ["补贴金额(元)", "补贴金额（元）", "补贴\n金额", " 补贴金额 ", "金额(元)"]
        {
            assert_eq!(named(Kind::Payments, heading), amount, "{heading}");
        }
        assert_ne!(named(Kind::Payments, "补贴标准"), amount);
    }

    #[test]
    fn a_heading_of_two_rows_is_composed() {
        let lines =
            ["补贴公示名单", "姓名|培训机构|培训时间||补贴(元)|", "||开始日期|结束日期|标准|金额", "甲|乙|1|2|3|4"];
        let composed = [
            ("姓名", 0),
            ("培训机构", 1),
            ("培训开始日期", 2),
            ("培训结束日期", 3),
            ("补贴标准(元)", 4),
            ("补贴金额(元)", 5),
        ];
        let merged = vec![
            Merged { rows: (2, 3), columns: (0, 0) },
            Merged { rows: (2, 2), columns: (2, 3) },
            Merged { rows: (2, 2), columns: (4, 5) },
        ];
        assert_eq!(placed(Kind::Payments, &SheetHead { merged, ..SheetHead::default() }, &lines), composed);
        assert_eq!(placed(Kind::Payments, &SheetHead::default(), &lines), composed, "without merged cells, as in CSV");
    }

    #[test]
    fn a_title_over_the_heading_is_no_part_of_it() {
        let lines = ["2021年第一批补贴公示名单|||", "姓名|培训机构|补贴金额", "甲|乙|3"];
        let merged = vec![Merged { rows: (1, 1), columns: (0, 2) }];
        let places = placed(Kind::Payments, &SheetHead { merged, ..SheetHead::default() }, &lines);
        assert_eq!(places, [("姓名", 0), ("培训机构", 1), ("补贴金额(元)", 2)]);
    }

    #[test]
    fn no_two_columns_of_a_kind_share_a_heading() {
        for kind in Kind::ALL {
            let mut seen = std::collections::BTreeSet::new();
            for column in kind.columns() {
                for heading in [&column.header].into_iter().chain(column.aliases) {
                    assert!(seen.insert(bare(heading)), "{}: {heading}", kind.name());
                }
            }
        }
    }
}
