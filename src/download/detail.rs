//! The 补贴发放明细表 in the form of the application, as far as its columns are public: title, rows in the order sent,
//! a subtotal for each institution, the total. Source: 泰人社字〔2021〕12号 二（八）.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Subject;
use super::sheet;
use crate::edition::list::PublicList;
use crate::edition::notice::NoticeHead;
use crate::record::payment::{AMOUNT, HEADCOUNT, INSTITUTION, NUMBER};
use crate::record::{Kind, Shape};
use crate::value::money::Fen;
use crate::workbook::{self, Formats};

/// What the paper is called.
pub const TITLE: &str = "补贴发放明细表";

/// Where the headings stand: under the title and two lines on the notice.
const HEADER_ROW: u32 = 3;

/// The workbook; none for a list that is longer than a worksheet.
pub fn of(subject: &Subject<'_>, notice: &NoticeHead) -> Option<Vec<u8>> {
    sheet::within_limits(subject, |subject| filled_in(subject, notice))
}

fn filled_in(subject: &Subject<'_>, notice: &NoticeHead) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let sheet = workbook.add_worksheet().set_name(TITLE)?;
    let columns = columns(subject.list);
    write_head(sheet, subject, notice, (columns.len() as u16, &formats))?;
    for (at, column) in (0..).zip(&columns) {
        write_column(sheet, at, column, &formats)?;
    }
    let foot_row = (HEADER_ROW + 1..).zip(subject.list.rows()).count() as u32 + HEADER_ROW + 1;
    write_foot(sheet, foot_row, subject.list, (&columns, &formats))?;
    workbook::set_up_print(sheet, HEADER_ROW)?;
    workbook::save(workbook, &format!("{}{TITLE}", subject.title), subject.authority, subject.published_on)
}

/// A column of the form: its heading, its shape, and a cell a row.
struct FormColumn {
    header: &'static str,
    shape: Shape,
    cells: Vec<String>,
}

/// The list's public columns; rows are numbered where the list itself does not.
fn columns(list: &PublicList) -> Vec<FormColumn> {
    let cells = |at: usize| list.rows().iter().map(|row| row[at].clone()).collect();
    let own = list.columns().iter().enumerate();
    let own = own.map(|(at, column)| FormColumn { header: column.header, shape: column.shape, cells: cells(at) });
    let numbers = (1..=list.rows().len()).map(|number| number.to_string()).collect();
    let numbered = FormColumn { header: NUMBER, shape: Shape::Number, cells: numbers };
    let is_missing = list.position(NUMBER).is_none();
    is_missing.then_some(numbered).into_iter().chain(own).collect()
}

fn write_head(
    sheet: &mut Worksheet,
    subject: &Subject<'_>,
    notice: &NoticeHead,
    (width, formats): (u16, &Formats),
) -> Result<(), XlsxError> {
    let office = subject.district_name.unwrap_or(subject.authority);
    let about = format!(
        "县（市、区）：{office}　　公示：{}　{}　　公示期：{} 至 {}　　单位：元",
        notice.title, notice.document_number, notice.period_first, notice.period_last
    );
    let source = format!(
        "由第 {} 版修订 {} 的公开列生成，存档 CSV 的 SHA-256：{}",
        subject.edition,
        subject.revision,
        subject.digest()
    );
    workbook::write_across(sheet, 0, width, TITLE, &formats.title)?;
    workbook::write_across(sheet, 1, width, &about, &formats.caption)?;
    workbook::write_across(sheet, 2, width, &source, &formats.caption)?;
    for (row, height) in [(0, 28), (1, 32), (2, 32)] {
        sheet.set_row_height(row, height)?;
    }
    Ok(())
}

fn write_column(sheet: &mut Worksheet, at: u16, column: &FormColumn, formats: &Formats) -> Result<(), XlsxError> {
    sheet.write_string_with_format(HEADER_ROW, at, column.header, &formats.header)?;
    for (row, cell) in (HEADER_ROW + 1..).zip(&column.cells) {
        sheet::write_cell(sheet, (row, at), (column.shape, cell), formats)?;
    }
    workbook::set_width(sheet, at, column.cells.iter().map(String::as_str).chain([column.header]))
}

/// What one institution, or all of them, were paid.
#[derive(Default)]
struct Sum {
    name: String,
    persons: u64,
    amount: Fen,
}

/// The sums by institution, in the order in which the list first names them, and the total.
fn sums(list: &PublicList) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    let mut total = Sum { name: "合计".to_owned(), ..Sum::default() };
    for row in list.rows() {
        let amount = Fen::parse(list.cell(row, AMOUNT)).unwrap_or_default();
        let persons = match list.kind() {
            Kind::InstitutionPayments => list.cell(row, HEADCOUNT).parse().unwrap_or_default(),
            _ => 1,
        };
        let name = format!("小计：{}", list.cell(row, INSTITUTION));
        let at = sums.iter().position(|sum| sum.name == name).unwrap_or_else(|| {
            sums.push(Sum { name, ..Sum::default() });
            sums.len() - 1
        });
        for sum in [&mut sums[at], &mut total] {
            sum.persons += persons;
            sum.amount = sum.amount + amount;
        }
    }
    sums.push(total);
    sums
}

fn write_foot(
    sheet: &mut Worksheet,
    first_row: u32,
    list: &PublicList,
    (columns, formats): (&[FormColumn], &Formats),
) -> Result<(), XlsxError> {
    for (row, sum) in (first_row..).zip(sums(list)) {
        let persons = format!("{} 人次", sum.persons);
        let amount_at = columns.iter().position(|column| column.header == AMOUNT).unwrap_or(columns.len());
        for (at, column) in (0..).zip(columns) {
            let cell = match usize::from(at) {
                at if at == amount_at => sum.amount.to_string(),
                1 => sum.name.clone(),
                2 => persons.clone(),
                _ => String::new(),
            };
            let shape = if column.header == AMOUNT { Shape::Money } else { Shape::Text };
            sheet::write_cell(sheet, (row, at), (shape, &cell), formats)?;
        }
    }
    Ok(())
}
