//! A sheet as a table: heading, rows of the list, totals, foot. No row of a sheet is passed over in silence.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::source::{Cell, Row, Sheet, column_letters};

use super::heading::{self, Heading};
use super::total::Totals;
use super::{Column, Kind, Need, RowReader};

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

/// A record and where it stands.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The record.
    pub record: T,
    /// The name of its sheet.
    pub sheet: Option<Arc<str>>,
    /// Its row, as a spreadsheet shows it.
    pub row: u32,
}

impl<T> Located<T> {
    /// Where it stands in a file.
    pub fn place(&self, file: &str) -> Location {
        let place = Location::file(file).row(self.row);
        match &self.sheet {
            Some(sheet) => place.sheet(sheet.as_ref()),
            None => place,
        }
    }
}

/// Whether a row stands in the foot of a table. A row that fills every required column is a record, whatever its
/// first word: it must not be lost.
fn is_foot(kind: Kind, row: &Row, heading: &Heading) -> bool {
    starts_like_foot(row) && !fills_required(kind, row, heading)
}

/// Whether a row has all that a record of the kind must have; nothing can be told of kinds with one required column.
fn fills_required(kind: Kind, row: &Row, heading: &Heading) -> bool {
    let required = || kind.columns().iter().filter(|column| column.need == Need::Required);
    let is_filled = |column: &Column| {
        let cell = heading.places.get(column.header).and_then(|at| row.cells.get(*at));
        cell.is_some_and(|cell| !cell.is_empty())
    };
    required().count() >= 2 && required().all(is_filled)
}

fn starts_like_foot(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_empty()).map(Cell::text).unwrap_or_default();
    let bare: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    FOOT.iter().any(|word| bare.starts_with(word))
}

/// Reads the records of one sheet; whatever is wrong is in the report.
pub(super) fn read_sheet<T>(
    kind: Kind,
    file: &str,
    sheet: &Sheet,
    report: &mut Report,
    read: impl Fn(&mut RowReader<'_>) -> Option<T>,
) -> Vec<Located<T>> {
    let name: Option<Arc<str>> = sheet.head.name.as_deref().map(Arc::from);
    let mut place = Location::file(file);
    place.sheet.clone_from(&sheet.head.name);
    let Some(heading) = heading::read(kind, sheet, &place, report) else { return Vec::new() };
    let mut records = Vec::new();
    let mut totals = Totals::new(kind, &heading);
    let body = &sheet.rows[heading.at + 1..];
    let end = body.iter().position(|row| is_foot(kind, row, &heading)).unwrap_or(body.len());
    for row in body[..end].iter().filter(|row| !repeats_heading(kind, row, &heading)) {
        let place = place.clone().row(row.number);
        if Totals::is_total(row) {
            totals.compare(row, &place, report);
            continue;
        }
        cells_without_heading(row, sheet, &heading, &place, report);
        totals.add(row);
        let mut reader = RowReader::new(kind, row, &heading, place, report);
        records.extend(read(&mut reader).map(|record| Located { record, sheet: name.clone(), row: row.number }));
    }
    nothing_after_foot(kind, &body[end..], &heading, &place, report);
    records
}

/// Page headings: the heading row once more. Rows of the list are told by their first cell, so this costs them little.
fn repeats_heading(kind: Kind, row: &Row, heading: &Heading) -> bool {
    let names = |(header, at): (&&str, &usize)| {
        let text = row.cells.get(*at).map(Cell::text).unwrap_or_default();
        kind.column(header).is_some_and(|column| column.is_headed(&text))
    };
    heading.places.len() >= 2 && heading.places.iter().all(names)
}

fn cells_without_heading(row: &Row, sheet: &Sheet, heading: &Heading, place: &Location, report: &mut Report) {
    let width = sheet.rows[heading.at].cells.len();
    for (index, _) in row.cells.iter().enumerate().skip(width).filter(|(_, cell)| !cell.is_empty()) {
        report.push(
            Diagnostic::error(Code::CsvShape, place.clone().column(column_letters(index)), "这一格超出了表头的列数。")
                .help("可能是前面某格里多了逗号，或少了一个表头；请更正后重报。"),
        );
    }
}

/// Below the foot only more foot may stand: a second table there would be lost.
fn nothing_after_foot(kind: Kind, rows: &[Row], heading: &Heading, place: &Location, report: &mut Report) {
    let is_wide = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count() >= 2;
    for row in rows.iter().filter(|row| is_wide(row) && !is_foot(kind, row, heading)) {
        report.push(
            Diagnostic::error(
                Code::NoHeading,
                place.clone().row(row.number),
                format!("{}的表尾之后还有内容。", kind.name()),
            )
            .help("一个工作表只放一张表，填表人等栏目放在最后；请把这几行移到表内或删去。"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::record::project::Project;
    use crate::source::SheetHead;

    const HEADING: &str = "县(市、区)|培训项目名称|群体范围|培训人数|组织时间|备注";

    fn sheet(lines: &[&str]) -> Sheet {
        let cell = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let row = |(at, line): (usize, &&str)| Row {
            number: u32::try_from(at).unwrap() + 1,
            cells: line.split('|').map(cell).collect(),
        };
        Sheet { head: SheetHead::default(), rows: lines.iter().enumerate().map(row).collect() }
    }

    /// The projects' names, and the codes and rows of what was found.
    fn read(lines: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut report = Report::default();
        let rows = read_sheet(Kind::Projects, "a.xlsx", &sheet(lines), &mut report, Project::read);
        let told = report.sorted().into_iter().map(|found| {
            let severity = if found.severity == Severity::Error { "E" } else { "W" };
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
}
