//! R6, its condition: changes can be told only where rows can be told apart.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::{Field, List, ListId};

/// R6: catalogues are dynamic, and each edition states what was added, changed and withdrawn; two rows of one key
/// would make that ambiguous. Source: 泰人社字〔2021〕12号 二（一）（五）.
pub(super) fn rows_can_be_told_apart(list: &List, report: &mut Report) {
    if !matches!(list.id, ListId::Catalogue(..)) {
        return;
    }
    let kind = list.records.kind();
    let in_key: Vec<bool> = kind.columns().iter().map(|column| kind.key().contains(&column.header)).collect();
    let mut first = BTreeMap::new();
    for (fields, place) in list.records.rows(&list.file) {
        let key: Vec<String> = fields.iter().zip(&in_key).filter(|(_, is_key)| **is_key).map(text).collect();
        if let Some(earlier) = first.insert(key, place.clone()) {
            let message = format!("与另一行相同：{}都一样。", kind.key().join("、"));
            let found = Diagnostic::error(Code::DynamicList, place, message).related(earlier);
            report.push(found.help("请合并这两行，或填写能区分它们的内容。"));
        }
    }
}

/// A key cell as text; catalogues have no private cells.
fn text((field, _): (&Field<'_>, &bool)) -> String {
    let mut text = String::new();
    field.push_plain(&mut text);
    text
}
