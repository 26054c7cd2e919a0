//! 数据字典: the columns and the findings, from the tables that the program itself works by.

use crate::diagnostic::Code;
use crate::record::{Column, Kind, Need, Publication, Shape};

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::text::{Dictionary, DictionaryCode, DictionaryColumn, DictionaryKind};
use super::view::{Content, Fact};
use super::{Page, address};

pub(super) fn page<'a>(basis: &Basis<'a>) -> Page<'a> {
    let mut draft = Draft::new(basis, address::dictionary(), "数据字典", Section::Elsewhere).column("信息公开目录");
    draft.description = "各类清单的列、写法和是否公开，以及检查报告里每种提示的含义。".to_owned();
    draft.proof.facts = vec![Fact::new("清单种类", format!("{} 种", Kind::ALL.len()))];
    let kind = |(number, kind): (usize, Kind)| DictionaryKind {
        name: kind.name(),
        id: format!("kind-{number}"),
        columns: kind.columns().iter().map(|column| dictionary_column(basis, column)).collect(),
    };
    let content = Dictionary {
        kinds: (1..).zip(Kind::ALL).map(kind).collect(),
        codes: Code::ALL.iter().map(|code| DictionaryCode { name: code.as_str(), meaning: code.meaning() }).collect(),
    };
    draft.with(basis, Content::Dictionary(content), Vec::new())
}

fn dictionary_column(basis: &Basis<'_>, column: &'static Column) -> DictionaryColumn {
    DictionaryColumn {
        header: column.header,
        aliases: column.aliases.join("、"),
        need: match column.need {
            Need::Required => "必填",
            Need::Optional => "选填",
        },
        shape: match column.shape {
            Shape::Text => "文字",
            Shape::Code => "编号（按文字处理）",
            Shape::Number => "整数",
            Shape::Money => "金额（元，两位小数）",
            Shape::Day => "日期（年-月-日）",
        },
        publication: publication(basis, column),
    }
}

fn publication(basis: &Basis<'_>, column: &Column) -> String {
    let published = basis.settings.masks.also_publish.iter().any(|header| header == column.header);
    let words = match column.publication {
        Publication::Public => "公开",
        Publication::Name => "按姓名脱敏设置公开",
        Publication::IdNumber => "默认不公开；公开时必须脱敏",
        Publication::OnRequest if published => "经本单位决定公开",
        Publication::OnRequest => "不公开（本单位可决定公开）",
        Publication::Withheld => "从不公开",
    };
    words.to_owned()
}
