//! Personal numbers where nobody looks for them.

use crate::diagnostic::Report;
use crate::document::{self, personal_number_in};
use crate::record::{Column, List, Publication};
use crate::value::personal_number::{self, PersonalNumber};

use super::Case;

/// No text that will be published holds an ID number, a mobile number or a bank card number: people put them into
/// remarks, addresses and notices. Source: 个人信息保护法 6, 51; the finished files are scanned once more.
pub(super) fn no_personal_numbers_in_notices(case: &Case<'_>, report: &mut Report) {
    for notice in &case.submission.notices {
        let head = [&notice.title, &notice.document_number, &notice.basis, &notice.office];
        for found in head.into_iter().filter_map(|text| first_in(text)) {
            report.push(personal_number_in(found, notice.location()));
        }
        document::refuse_personal_numbers(&notice.file, notice.body_line, &notice.body, report);
    }
}

/// The same of the rows of a list.
pub(super) fn no_personal_numbers_in_list(case: &Case<'_>, list: &List, report: &mut Report) {
    let columns = list.records.kind().columns();
    let is_shown = |column: &Column| match column.publication {
        Publication::Public => true,
        Publication::OnRequest => case.settings.masks.also_publish.iter().any(|header| header == column.header),
        Publication::Name | Publication::IdNumber | Publication::Withheld => false,
    };
    let is_shown: Vec<bool> = columns.iter().map(is_shown).collect();
    let (mut text, mut fields) = (String::new(), Vec::new());
    for index in 0..list.records.len() {
        list.records.fields_into(index, &mut fields);
        for ((field, column), _) in fields.iter().zip(columns).zip(&is_shown).filter(|(_, is_shown)| **is_shown) {
            if field.longest() < personal_number::SHORTEST {
                continue;
            }
            if let Some(found) = first_in(field.plain(&mut text)) {
                report.push(personal_number_in(found, list.records.place(&list.file, index).column(column.header)));
            }
        }
    }
}

fn first_in(text: &str) -> Option<PersonalNumber> {
    if text.len() < personal_number::SHORTEST {
        return None;
    }
    personal_number::find(text).next().map(|(number, _)| number)
}
