//! `datapackage.json`: what the frozen CSV is and what its columns hold, for programs (Frictionless Data Package and
//! Table Schema, version 1).
//!
//! A column's type is said only if every cell of it is of that type: what a description promises must hold.

use chrono::NaiveDate;
use serde::Serialize;

use super::sheet::whole_number;
use super::{Format, Subject};
use crate::edition::EditionNumber;
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
            list.rows().len()
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
    let columns = subject.list.columns().iter().enumerate();
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
        schema: Schema {
            fields: columns.map(|(at, column)| field(subject, at, column)).collect(),
            missing_values: [""],
        },
    }
}

fn field(subject: &Subject<'_>, at: usize, column: &'static Column) -> Field {
    let cells = || subject.list.rows().iter().map(|row| row[at].as_str());
    let is_of = |holds: fn(&str) -> bool| cells().all(|cell| cell.is_empty() || holds(cell));
    let kind = match column.shape {
        Shape::Number if is_of(|cell| whole_number(cell).is_some()) => "integer",
        Shape::Money if is_of(is_decimal) => "number",
        Shape::Day if is_of(|cell| NaiveDate::parse_from_str(cell, "%Y-%m-%d").is_ok()) => "date",
        Shape::Text | Shape::Code | Shape::Number | Shape::Money | Shape::Day => "string",
    };
    let is_full = column.need == Need::Required && cells().all(|cell| !cell.is_empty());
    Field {
        name: column.header,
        title: column.header,
        kind,
        format: "default",
        description: description(column),
        constraints: is_full.then_some(Constraints { required: true }),
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
