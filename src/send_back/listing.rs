//! The first sheet of a returned workbook: every finding in order, with a link to its cell.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

use crate::diagnostic::Severity;
use crate::source::{RETURN_MARK, RETURN_SHEET, column_letters};
use crate::workbook;

use super::aim::Aim;
use super::look;
use super::page::{Page, fitting};
use super::wording::Item;
use super::{Matter, below_sources};

/// Headings of the listing and how wide their columns are.
const COLUMNS: [(&str, f64); 8] = [
    ("序号", 6.0),
    ("级别", 7.0),
    ("工作表", 16.0),
    ("行", 7.0),
    ("列", 18.0),
    ("单元格", 10.0),
    ("问题", 54.0),
    ("怎么办", 54.0),
];

/// Findings that are listed; a workbook has no more rows.
const MOST_LINES: usize = 1_000_000;

/// Cells that are linked; spreadsheets bear no more than some 65,000 links.
const MOST_LINKS: usize = 20_000;

/// The row of the listing's headings, counted from 0.
const HEADING_ROW: u32 = 5;

/// What follows the listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// The office's sheets.
    Copied,
    /// Nothing: the file cannot be read.
    Unreadable,
    /// Nothing: the file is more than a copy holds.
    TooLarge,
}

/// The listing of one file.
pub(super) struct Listing<'a> {
    pub(super) matter: &'a Matter<'a>,
    pub(super) rest: Rest,
    pub(super) date: NaiveDate,
    pub(super) lines: Vec<Line<'a>>,
}

/// What is said of a sheet that was not handed on, such as a hidden one: what is sent back as it is goes without it.
const NOT_COPIED: &str = "本文件里没有这张表：不要报送它的内容，就不用管；要报送，请把内容补填到后面的表里。";

/// A finding and where it is in the copy.
pub(super) struct Line<'a> {
    item: &'a Item<'a>,
    /// What to do.
    help: &'a str,
    sheet: String,
    row: Option<u32>,
    /// The cell's name, such as `D7`.
    cell: Option<String>,
}

/// The findings in the order of the copy: of the file, then sheet by sheet from the top.
pub(super) fn lines<'a>(items: &'a [Item<'a>], aims: &[Aim], pages: &[Page<'_>]) -> Vec<Line<'a>> {
    let mut ordered: Vec<_> = items.iter().zip(aims).collect();
    ordered.sort_by_key(|(item, aim)| match aim {
        Aim::File => (0, (item.place.row.unwrap_or(0), 0)),
        Aim::Sheet(sheet) => (sheet + 1, (item.place.row.unwrap_or(0), 0)),
        Aim::Cell(sheet, cell) => (sheet + 1, *cell),
    });
    let line = |(item, aim): (&'a Item<'a>, &Aim)| {
        let named = item.place.sheet.clone().unwrap_or_default();
        let is_left_out = *aim == Aim::File && !named.is_empty() && !pages.is_empty();
        let help = if is_left_out { NOT_COPIED } else { &item.help };
        let (sheet, row, cell) = match *aim {
            Aim::File => (named, item.place.row, None),
            Aim::Sheet(sheet) => (pages[sheet].name.clone(), item.place.row, None),
            Aim::Cell(sheet, cell) => {
                let (row, column) = pages[sheet].merges.shown_in(cell);
                let cell_name = format!("{}{row}", column_letters(column));
                (pages[sheet].name.clone(), Some(item.place.row.unwrap_or(cell.0)), Some(cell_name))
            }
        };
        Line { item, help, sheet, row, cell }
    };
    ordered.into_iter().map(line).collect()
}

impl Listing<'_> {
    pub(super) fn write(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        to.set_name(RETURN_SHEET)?.set_tab_color("#C00000");
        self.write_head(to)?;
        let heading = look::heading();
        for (column, (text, width)) in (0..).zip(COLUMNS) {
            to.set_column_width(column, width)?;
            to.write_string_with_format(HEADING_ROW, column, text, &heading)?;
        }
        to.set_row_height(HEADING_ROW, look::height(1))?;
        workbook::set_up_print(to, HEADING_ROW)?;
        let formats = Formats::new();
        for (at, line) in (0..).zip(self.lines.iter().take(MOST_LINES)) {
            line.write(at, to, &formats)?;
        }
        Ok(())
    }

    fn write_head(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let last = COLUMNS.len() as u16 - 1;
        let title = workbook::plain().set_bold().set_font_size(16);
        to.write_string_with_format(0, 0, RETURN_MARK, &title)?.set_row_height(0, 28)?;
        let own = below_sources(self.matter.path).unwrap_or(self.matter.path);
        let plain = workbook::plain().set_text_wrap();
        to.merge_range(1, 0, 1, last, &fitting(&format!("文件：{own}　　检查日期：{}", self.date)), &plain)?;
        let remaining = workbook::plain().set_bold().set_font_color("#C00000");
        to.merge_range(2, 0, 2, last, &self.remaining(), &remaining)?.set_row_height(2, look::height(1))?;
        to.merge_range(3, 0, 3, last, self.advice(), &plain)?.set_row_height(3, 34)?;
        Ok(())
    }

    /// How much is still to be done.
    fn remaining(&self) -> String {
        let count = |severity| self.matter.count(severity);
        let notes = match count(Severity::Note) {
            0 => String::new(),
            notes => format!("；另有 {notes} 处说明（浅蓝），不用改"),
        };
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        format!("还有 {errors} 处错误要改正（红色），{warnings} 处警告请核对（黄色）{notes}。")
    }

    fn advice(&self) -> &'static str {
        match self.rest {
            Rest::Copied => {
                "请只改后面各表里红色、黄色的格：批注写着原因和办法，点“单元格”一列可以跳到那一格。\
                 改好后把本文件原样发回即可，本表、颜色和批注都不用删。"
            }
            Rest::Unreadable => {
                "原文件没有读出来，所以本文件里没有各行内容。请按下面的说明处理原文件，另存后重新报送。"
            }
            Rest::TooLarge => "原文件太大，本文件里没有附上各行内容。请对照下面的位置改正原文件，重新报送。",
        }
    }
}

struct Formats {
    text: Format,
    centred: Format,
    link: Format,
}

impl Formats {
    fn new() -> Self {
        let centred = look::framed().set_align(FormatAlign::Center);
        let link = centred.clone().set_font_color("#0563C1").set_underline(FormatUnderline::Single);
        Self { text: look::framed(), centred, link }
    }
}

impl Line<'_> {
    fn write(&self, at: u32, to: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        let row = HEADING_ROW + 1 + at;
        let item = self.item;
        let column = item.place.column.as_deref().unwrap_or_default();
        let texts = [(2, &*self.sheet), (4, column), (6, &*item.problem), (7, self.help)];
        let lines = texts.map(|(at, text)| look::lines(text, COLUMNS[at].1 as usize - 2));
        to.set_row_height(row, look::height(lines.into_iter().max().unwrap_or(1)))?;
        to.write_number_with_format(row, 0, at + 1, &formats.centred)?;
        let severity = look::marked(formats.centred.clone(), Some(item.severity));
        to.write_string_with_format(row, 1, item.severity.label(), &severity)?;
        to.write_string_with_format(row, 2, fitting(&self.sheet), &formats.text)?;
        match self.row {
            Some(number) => to.write_number_with_format(row, 3, number, &formats.centred)?,
            None => to.write_blank(row, 3, &formats.centred)?,
        };
        to.write_string_with_format(row, 4, fitting(column), &formats.text)?;
        self.write_link(row, to, formats)?;
        to.write_string_with_format(row, 6, fitting(&item.problem), &formats.text)?;
        to.write_string_with_format(row, 7, fitting(self.help), &formats.text)?;
        Ok(())
    }

    fn write_link(&self, row: u32, to: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        let Some(cell) = &self.cell else { return to.write_blank(row, 5, &formats.centred).map(|_| ()) };
        if row as usize > MOST_LINKS {
            return to.write_string_with_format(row, 5, cell, &formats.centred).map(|_| ());
        }
        let place = format!("internal:'{}'!{cell}", self.sheet.replace('\'', "''"));
        to.write_url_with_format(row, 5, Url::new(place).set_text(cell), &formats.link).map(|_| ())
    }
}
