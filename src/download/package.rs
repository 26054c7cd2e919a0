//! `datapackage.json`: what the frozen CSV is and what its columns hold, for programs (Frictionless Data Package and
//! Table Schema, version 1).
//!
//! A column's type is said only if every cell of it is of that type: what a description promises must hold.

use chrono::NaiveDate;
use serde::Serialize;

use super::sheet::whole_number;
use super::{Format, Subject};
use crate::edition::EditionNumber;
use crate::edition::list::PublicList;
use crate::record::{Column, ListId, Need, Publication, Shape};

/// The description of a list's revision.
#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: String,
    title: &'a str,
    description: String,
    version: String,
    created: String,
    contributors: [Contributor<'a>; 1],
    list: &'a ListId,
    edition: EditionNumber,
    resources: [Resource<'a>; 1],
}

#[derive(Serialize)]
struct Contributor<'a> {
    title: &'a str,
    role: &'static str,
}

/// The frozen CSV, which stands beside the description.
#[derive(Serialize)]
struct Resource<'a> {
    profile: &'static str,
    name: String,
    path: String,
    title: &'a str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    dialect: Dialect,
    schema: Schema,
}

/// How the CSV is written (RFC 4180).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    title: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
}

/// The file's bytes.
#[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
pub(super) fn of(subject: &Subject<'_>) -> Vec<u8> {
    let mut json = serde_json::to_string_pretty(&package(subject)).expect("a description serialises");
    json.push('\n');
    json.into_bytes()
}

fn package<'s>(subject: &'s Subject<'_>) -> Package<'s> {
    let list = subject.list;
    Package {
        profile: "tabular-data-package",
        name: subject.stem(),
        title: &subject.title,
        description: format!(
            "{}发布的{}，第{}版，修订 {}，共 {} 行。",
            subject.authority,
            list.kind().name(),
            subject.edition,
            subject.revision,
            list.count()
        ),
        version: subject.revision.to_string(),
        created: format!("{}T00:00:00+08:00", subject.published_on),
        contributors: [Contributor { title: subject.authority, role: "publisher" }],
        list: subject.id,
        edition: subject.edition,
        resources: [resource(subject)],
    }
}

fn resource<'s>(subject: &'s Subject<'_>) -> Resource<'s> {
    let columns = subject.list.columns().iter().zip(told_of_columns(subject.list));
    Resource {
        profile: "tabular-data-resource",
        name: subject.stem(),
        path: subject.file_name(Format::Csv),
        title: &subject.title,
        format: "csv",
        mediatype: Format::Csv.media_type(),
        encoding: "utf-8",
        bytes: subject.csv.len(),
        hash: format!("sha256:{}", subject.digest()),
        dialect: Dialect {
            delimiter: ",",
            line_terminator: "\r\n",
            quote_char: "\"",
            double_quote: true,
            header: true,
        },
        schema: Schema { fields: columns.map(|(column, told)| field(column, &told)).collect(), missing_values: [""] },
    }
}

/// What the cells of a column have in common.
#[derive(Clone)]
struct Told {
    /// Whether every cell is empty or of the column's shape.
    is_of_shape: bool,
    /// Whether no cell is empty.
    is_full: bool,
}

/// That of each column.
fn told_of_columns(list: &PublicList) -> Vec<Told> {
    let mut told = vec![Told { is_of_shape: true, is_full: true }; list.columns().len()];
    list.each_row(|cells| {
        for ((cell, column), told) in cells.zip(list.columns()).zip(&mut told) {
            match cell {
                "" => told.is_full = false,
                cell => told.is_of_shape = told.is_of_shape && is_of(column.shape, cell),
            }
        }
    });
    told
}

/// Whether a cell is what its column's type promises.
fn is_of(shape: Shape, cell: &str) -> bool {
    match shape {
        Shape::Number => whole_number(cell).is_some(),
        Shape::Money => is_decimal(cell),
        Shape::Day => is_day(cell),
        Shape::Text | Shape::Code => true,
    }
}

fn field(column: &'static Column, told: &Told) -> Field {
    let kind = match column.shape {
        Shape::Number if told.is_of_shape => "integer",
        Shape::Money if told.is_of_shape => "number",
        Shape::Day if told.is_of_shape => "date",
        Shape::Text | Shape::Code | Shape::Number | Shape::Money | Shape::Day => "string",
    };
    let is_full = column.need == Need::Required && told.is_full;
    Field {
        name: column.header,
        title: column.header,
        kind,
        format: "default",
        description: description(column),
        constraints: is_full.then_some(Constraints { required: true }),
    }
}

/// A day as days are frozen, or another one that chrono reads so.
fn is_day(cell: &str) -> bool {
    let number = |text: &str| {
        text.bytes().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    let plain = match (cell.as_bytes(), cell.get(..4), cell.get(5..7), cell.get(8..)) {
        ([_, _, _, _, b'-', _, _, b'-', _, _], Some(year), Some(month), Some(day)) => {
            number(year).zip(number(month)).zip(number(day))
        }
        _ => None,
    };
    match plain {
        Some(((year, month), day)) => NaiveDate::from_ymd_opt(year.cast_signed(), month, day).is_some(),
        None => NaiveDate::parse_from_str(cell, "%Y-%m-%d").is_ok(),
    }
}

/// A decimal as amounts are frozen: `1200.00`.
fn is_decimal(cell: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.split_once('.').is_some_and(|(yuan, fen)| is_digits(yuan) && is_digits(fen))
}

/// What a column holds, in words.
fn description(column: &Column) -> String {
    let holds = match column.shape {
        Shape::Text => "文字",
        Shape::Code => "编号或号码，按文字处理",
        Shape::Number => "整数",
        Shape::Money => "金额，单位元，两位小数",
        Shape::Day => "日期，年-月-日",
    };
    let shown = match column.publication {
        Publication::Name | Publication::IdNumber => "；按脱敏设置公开，* 代表隐去的字符",
        Publication::Public | Publication::OnRequest | Publication::Withheld => "",
    };
    format!("{holds}{shown}。")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn days_are_what_chrono_says(cell in "[0-9]{4}-[01][0-9]-[0-3][0-9]|[-0-9 年é]{0,11}|[+-]?[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}") {
            prop_assert_eq!(is_day(&cell), NaiveDate::parse_from_str(&cell, "%Y-%m-%d").is_ok(), "{}", cell);
        }
    }
}
