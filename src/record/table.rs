//! A sheet as a table: heading, rows of the list, totals, foot. No row of a sheet is passed over in silence.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Row, SheetHead};

use super::heading::{self, Heading, name_of};
use super::merge::Merges;
use super::placed::Columns;
use super::private_column;
use super::total::Totals;
use super::{Kind, Records, RowReader};

/// Words with which the foot of a table begins.
const FOOT: &[&str] = &[
    "填表人",
    "制表人",
    "填报人",
    "经办人",
    "审核人",
    "复核人",
    "负责人",
    "单位负责人",
    "填表单位",
    "填报单位",
    "填表日期",
    "填报日期",
    "制表日期",
    "联系电话：",
    "联系电话:",
    "注：",
    "注:",
    "说明：",
    "说明:",
    "备注：",
    "备注:",
];

/// The name of a sheet, which all its rows share: one thin pointer a row.
pub type SheetName = Arc<String>;

/// A record and where it stands.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The record.
    pub record: T,
    /// The name of its sheet.
    pub sheet: Option<SheetName>,
    /// Its row, as a spreadsheet shows it.
    pub row: u32,
}

impl<T> Located<T> {
    /// Where it stands in a file.
    pub fn place(&self, file: &str) -> Location {
        let place = Location::file(file).row(self.row);
        match &self.sheet {
            Some(sheet) => place.sheet(sheet.as_str()),
            None => place,
        }
    }
}

/// One sheet while its rows come in.
pub(super) struct Table {
    kind: Kind,
    sheet: Option<SheetName>,
    place: Location,
    heading: Heading,
    columns: Columns,
    merges: Merges,
    totals: Totals,
    stage: Stage,
    /// Which columns hold anything.
    is_used: Vec<bool>,
}

/// Which part of a sheet the next row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Body,
    Foot,
    /// After something that must not be there and has been told.
    Refused,
}

impl Table {
    /// Begins with the rows up to the end of the heading.
    pub(super) fn new(kind: Kind, head: &SheetHead, place: Location, heading: Heading) -> Self {
        let (totals, merges) = (Totals::new(kind, &heading.places), Merges::new(head, &heading));
        let (is_used, columns) = (vec![false; heading.width()], Columns::new(kind, &heading, &place));
        let sheet = head.name.clone().map(Arc::new);
        Self { kind, sheet, place, heading, columns, merges, totals, stage: Stage::Body, is_used }
    }

    pub(super) fn sheet_name(&self) -> Option<&str> {
        self.sheet.as_deref().map(String::as_str)
    }

    /// Takes the next row; whatever is wrong is in the report.
    pub(super) fn row(&mut self, row: &mut Row, records: &mut Records, report: &mut Report) {
        match self.stage {
            Stage::Refused => return,
            Stage::Foot => return self.below_foot(row, report),
            Stage::Body => {}
        }
        if self.heading.is_repeated_by(row) {
            return self.merges.pass(row);
        }
        if self.is_foot(row) {
            self.stage = Stage::Foot;
        } else if heading::heads_a_table(row) {
            self.stage = Stage::Refused;
            report.push(second_table(self.place_of(row)));
        } else if Totals::is_total(row) {
            self.merges.pass(row);
            let place = self.place_of(row);
            self.totals.compare(row, &place, report);
        } else {
            self.merges.fill(self.kind, row, &self.heading, &self.place, report);
            self.record(row, records, report);
        }
    }

    /// Where a row is. Made when asked for: most rows are never told of.
    fn place_of(&self, row: &Row) -> Location {
        self.place.clone().row(row.number)
    }

    fn record(&mut self, row: &Row, records: &mut Records, report: &mut Report) {
        for (is_used, cell) in self.is_used.iter_mut().zip(&row.cells) {
            *is_used |= !cell.is_empty();
        }
        self.cells_without_heading(row, report);
        self.cells_that_were_not_written(row, report);
        self.totals.add(row);
        let mut reader = RowReader::new(&mut self.columns, row, &self.place, report);
        records.read_row(&mut reader, self.sheet.as_ref(), row.number);
    }

    /// Says which columns are not published because nobody knows them, or because they are private; a column without
    /// any cell is nothing.
    pub(super) fn end(self, report: &mut Report) {
        let place = self.heading_place();
        let unknown = (0..self.heading.width()).filter(|index| self.heading.known(*index).is_none());
        for index in unknown.filter(|index| self.is_used[*index]) {
            let name = name_of(&self.heading.texts, index);
            let is_private = private_column::is_private(&name);
            let place = place.clone().column(name);
            report.push(if is_private { private(place) } else { unknown_column(place) });
        }
    }

    fn heading_place(&self) -> Location {
        self.place.clone().row(self.heading.row)
    }

    fn cells_without_heading(&self, row: &Row, report: &mut Report) {
        for (index, _) in row.cells.iter().enumerate().skip(self.heading.width()).filter(|(_, cell)| !cell.is_empty()) {
            report.push(
                Diagnostic::error(
                    Code::CsvShape,
                    self.place_of(row).column(name_of(&[], index)),
                    "这一格超出了表头的列数。",
                )
                .help("可能是前面某格里多了逗号，或少了一个表头；请更正后重报。"),
            );
        }
    }

    /// A text file's row that is shorter than the heading: where a comma is missing, all that follows has moved.
    fn cells_that_were_not_written(&self, row: &Row, report: &mut Report) {
        let Some(missing) = row.width.and_then(|width| self.heading.written.checked_sub(width)) else { return };
        if missing > 0 {
            let message = format!("这一行比表头少 {missing} 格，后面的内容可能错了位。");
            report.push(
                Diagnostic::error(Code::CsvShape, self.place_of(row), message)
                    .help("请补上缺少的逗号或内容，使每行的格数与表头一样；最好用 Excel 或 WPS 打开后另存。"),
            );
        }
    }

    /// Whether a row stands in the foot of a table. A row that fills every required column is a record, whatever its
    /// first word: it must not be lost.
    fn is_foot(&self, row: &Row) -> bool {
        starts_like_foot(row) && !self.heading.fills_required(self.kind, row)
    }

    /// Below the foot only more foot may stand: a second table there would be lost.
    fn below_foot(&self, row: &Row, report: &mut Report) {
        let is_wide = row.cells.iter().filter(|cell| !cell.is_empty()).count() >= 2;
        if is_wide && !self.is_foot(row) {
            let message = format!("{}的表尾之后还有内容。", self.kind.name());
            report.push(
                Diagnostic::error(Code::NoHeading, self.place_of(row), message)
                    .help("一个工作表只放一张表，填表人等栏目放在最后；请把这几行移到表内或删去。"),
            );
        }
    }
}

/// Whether a row begins with a word of the foot.
pub(super) fn starts_like_foot(row: &Row) -> bool {
    let Some(Cell::Text(first)) = row.cells.iter().find(|cell| !cell.is_empty()) else { return false };
    // Asked of every row of long lists: nothing is copied for it, and no word of it begins with a digit.
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let begins_with = |word: &&str| {
        let mut bare = first.chars().filter(|c| !c.is_whitespace());
        word.chars().all(|c| bare.next() == Some(c))
    };
    FOOT.iter().any(begins_with)
}

fn second_table(place: Location) -> Diagnostic {
    Diagnostic::error(Code::NoHeading, place, "同一个工作表里又有一张表的表头，从这一行起没有读。")
        .help("一个工作表只放一张表；请把这张表放到自己的文件或工作表里。")
}

fn unknown_column(place: Location) -> Diagnostic {
    Diagnostic::warning(Code::UnknownColumn, place, "不认识这一列，它不会公开。")
        .help("若它本该公开，请把表头改成标准名称；若不该公开，可以不管，最好删去。")
}

fn private(place: Location) -> Diagnostic {
    Diagnostic::warning(Code::PrivateColumn, place, "这一列是个人隐私，已经丢弃，不会公开。")
        .help("请删去这一列，今后也不要报送：名单里不需要个人的电话、住址、银行账号、出生日期和困难、残疾状况。")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::record::list::ListReader;
    use crate::source::{Merged, Part};

    const HEADING: &str = "县(市、区)|培训项目名称|群体范围|培训人数|组织时间|备注";

    /// A row of texts with `|` between its cells.
    pub(in crate::record) fn row(number: u32, line: &str) -> Row {
        let cell = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        Row { number, cells: line.split('|').map(cell).collect(), width: None }
    }

    /// The projects' names, and the codes and rows of what was found.
    fn read(lines: &[&str]) -> (Vec<String>, Vec<String>) {
        read_merged(&SheetHead::default(), lines)
    }

    fn read_merged(head: &SheetHead, lines: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut report = Report::default();
        let mut reader = ListReader::new("a.xlsx".to_owned(), &[Kind::Projects]);
        reader.take(Part::Sheet(head.clone()), &mut report);
        for (number, line) in (1..).zip(lines) {
            reader.take(Part::Row(row(number, line)), &mut report);
        }
        let (Records::Projects(rows), _) = reader.end(&mut report) else { panic!("projects were read") };
        let told = report.sorted().into_iter().map(|found| {
            let severity = match found.severity {
                Severity::Error => "E",
                Severity::Warning => "W",
                Severity::Note => "N",
            };
            format!("{severity} {} {:?}", found.code.as_str(), found.location.row.unwrap_or(0))
        });
        (rows.into_iter().map(|row| row.record.name).collect(), told.collect())
    }

    #[test]
    fn the_notices_own_form_is_read_as_it_is() {
        let (names, told) = read(&[
            "项目制培训情况统计表",
            HEADING,
            "泰山区|家政服务|农村转移就业劳动者|30|2021年6月|",
            "泰山区|月嫂|脱贫享受政策劳动力|25|6月中旬（计划）|",
            "合计|||55||",
            "填表人：|联系电话：||填表日期：",
        ]);
        assert_eq!((names, told), (vec!["家政服务".to_owned(), "月嫂".to_owned()], vec![]));
    }

    #[test]
    fn a_wrong_total_is_told() {
        let (_, told) = read(&[HEADING, "|家政|农民|30|6月|", "合计|||31||"]);
        assert_eq!(told, ["E total-row 3"]);
    }

    #[test]
    fn nothing_below_the_foot_is_passed_over() {
        let (names, told) = read(&[HEADING, "|家政|农民|30|6月|", "填表人：某", "|月嫂|农民|30|7月|"]);
        assert_eq!((names.len(), told), (1, vec!["E no-heading 4".to_owned()]));
    }

    #[test]
    fn a_record_that_starts_like_a_foot_is_kept() {
        let heading = "培训项目名称|群体范围|培训人数|组织时间";
        let (names, told) = read(&[heading, "经办人员实务|农民|30|6月", "填表人：某||电话|", "审核人|0538"]);
        assert_eq!((names, told), (vec!["经办人员实务".to_owned()], vec![]));
        let (_, told) = read(&[heading, "家政|农民|30|6月", "填表人：某", "经办人员实务|农民|30|6月", "月嫂|农民"]);
        assert_eq!(told, ["E no-heading 4", "E no-heading 5"]);
    }

    #[test]
    fn a_page_heading_is_no_record() {
        let (names, told) = read(&[HEADING, "|家政|农民|30|6月|", HEADING, "|月嫂|农民|30|7月|"]);
        assert_eq!((names.len(), told.len()), (2, 0));
    }

    #[test]
    fn columns_missing_double_unknown_or_without_heading() {
        let (_, told) = read(&["培训项目名称|项目名称|群体范围|班主任|组织时间", "家政|家政|农民|某|6月|多"]);
        assert_eq!(told, ["E missing-column 1", "E duplicate-column 1", "W unknown-column 1", "E csv-shape 2"]);
        assert_eq!(read(&["甲|乙", "1|2"]).1, ["E no-heading 0"]);
    }

    #[test]
    fn an_empty_cell_is_told_where_it_is_needed() {
        let (names, told) = read(&[HEADING, "|家政||三十|6月|"]);
        assert_eq!((names.len(), told), (0, vec!["E number 2".to_owned(), "E missing-value 2".to_owned()]));
    }

    #[test]
    fn merged_cells_are_each_rows_where_rows_may_share_them() {
        let lines = [HEADING, "泰山区|家政|农民|30|6月|", "|月嫂|农民|25|7月|", "合计|||55||"];
        let down = |column: usize| Merged { rows: (2, 3), columns: (column, column) };
        let merged = |merged: Merged| SheetHead { merged: vec![merged], ..SheetHead::default() };
        let (names, told) = read_merged(&merged(down(0)), &lines);
        assert_eq!((names.len(), told), (2, vec!["N merged-cells 2".to_owned()]));
        let (_, told) = read_merged(&merged(down(3)), &lines);
        assert_eq!(told, ["E merged-cells 2"]);
        let (_, told) = read_merged(&merged(Merged { rows: (2, 2), columns: (4, 5) }), &lines);
        assert_eq!(told, ["E merged-cells 2"]);
        let (_, told) = read_merged(&merged(Merged { rows: (4, 4), columns: (0, 2) }), &lines);
        assert!(told.is_empty(), "a total may be merged: {told:?}");
    }

    #[test]
    fn no_row_above_the_heading_is_lost() {
        let (names, told) = read(&["2021年项目清单", "|家政|农民|30|6月|", "", HEADING, "|月嫂|农民|30|7月|"]);
        assert_eq!((names.len(), told), (1, vec!["E no-heading 2".to_owned()]));
        let (_, told) =
            read(&["姓名|培训机构|补贴金额", "甲|乙|3", "填报单位：某县||2021年|", HEADING, "|月嫂|农民|30|7月|"]);
        assert_eq!(told, ["E no-heading 1"]);
        let (_, told) = read(&["培训机构|某校|班次|1期", "联系电话|0538", HEADING, "|月嫂|农民|30|7月|"]);
        assert!(told.is_empty(), "remarks are no table: {told:?}");
    }

    #[test]
    fn a_heading_with_a_personal_number_is_named_by_its_letters() {
        let heading = "培训项目名称|群体范围|培训人数|组织时间|370999199001010012";
        let mut report = Report::default();
        let mut reader = ListReader::new("a.xlsx".to_owned(), &[Kind::Projects]);
        reader.take(Part::Sheet(SheetHead::default()), &mut report);
        for (number, line) in [(1, heading), (2, "家政|农民|30|6月|x")] {
            reader.take(Part::Row(row(number, line)), &mut report);
        }
        reader.end(&mut report);
        assert_eq!(report.sorted()[0].location.column.as_deref(), Some("E"));
    }

    #[test]
    fn a_second_table_is_not_read_as_rows() {
        let (names, told) = read(&[HEADING, "|家政|农民|30|6月|", "姓名|培训机构|补贴金额", "甲|乙|3", "丙|丁|4"]);
        assert_eq!((names.len(), told), (1, vec!["E no-heading 3".to_owned()]));
    }

    #[test]
    fn private_columns_are_named_and_dropped() {
        let (names, told) = read(&["培训项目名称|群体范围|培训人数|组织时间|手机号|住址", "家政|农民|30|6月|1|"]);
        assert_eq!((names.len(), told), (1, vec!["W private-column 1".to_owned()]));
    }
}
