use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Location, Severity};
use crate::source::{Cell, Fault, Hidden, Merged, Row, SheetHead};

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        ".{1,40}".prop_map(Cell::Text),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Cell::Number),
        (1900_i32..2100, 1_u32..366)
            .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day).map(Cell::Day)),
        prop_oneof![Just(Fault::Error), Just(Fault::NoResult), Just(Fault::ExternalLink), Just(Fault::Unsupported)]
            .prop_map(Cell::Fault),
    ]
}

fn sheet() -> impl Strategy<Value = Message> {
    let merged = (1_u32..99, 0_u32..9, 0_usize..99, 0_usize..9).prop_map(|(row, rows, column, columns)| Merged {
        rows: (row, row + rows),
        columns: (column, column + columns),
    });
    let hidden = proptest::collection::btree_set(1_u32..99, 0..5).prop_map(|numbers| {
        let ranges: Vec<_> = numbers.into_iter().map(|number| (number, number)).collect();
        Hidden { rows: ranges.clone(), columns: ranges }
    });
    (proptest::option::of(".{0,31}"), proptest::collection::vec(merged, 0..5), hidden)
        .prop_map(|(name, merged, hidden)| Message::Part(Part::Sheet(SheetHead { name, merged, hidden })))
}

fn finding() -> impl Strategy<Value = Message> {
    let severity = prop_oneof![Just(Severity::Error), Just(Severity::Warning), Just(Severity::Note)];
    let text = || proptest::option::of(".{0,40}");
    (severity, 0..Code::ALL.len(), text(), any::<Option<u32>>(), text(), (".{0,40}", text(), text())).prop_map(
        |(severity, code, sheet, row, column, (message, help, found))| {
            let location = Location { file: None, sheet, row, column };
            let finding = Diagnostic::error(Code::ALL[code], location, message);
            Message::Finding(Diagnostic { severity, help, found, ..finding })
        },
    )
}

fn rows() -> impl Strategy<Value = Vec<Message>> {
    let row = (1_u32..1000, proptest::collection::vec(cell(), 0..20), any::<Option<u16>>());
    proptest::collection::vec(row, 0..20).prop_map(|rows| {
        let mut last = 0;
        let numbered = rows.into_iter().map(|(step, cells, width)| {
            last += step;
            Message::Part(Part::Row(Row { number: last, cells, width: width.map(usize::from) }))
        });
        numbered.collect()
    })
}

fn said(messages: &[Message]) -> Vec<u8> {
    let (mut bytes, mut room) = (Vec::new(), Vec::new());
    answer(&mut bytes).unwrap();
    messages.iter().for_each(|message| say(message, &mut room, &mut bytes).unwrap());
    bytes
}

fn heard(bytes: &[u8]) -> Result<Vec<Message>, Nonsense> {
    let (mut answer, mut messages) = (Answer::begin(bytes)?, Vec::new());
    loop {
        messages.push(answer.next()?);
        if matches!(messages.last(), Some(Message::Read | Message::Refused)) {
            return Ok(messages);
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_said_is_heard(sheet in sheet(), rows in rows(), finding in finding()) {
        let messages = [vec![sheet], rows, vec![finding, Message::Refused]].concat();
        prop_assert_eq!(heard(&said(&messages)), Ok(messages));
    }

    #[test]
    fn arbitrary_bytes_are_nonsense_or_messages(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _heard_or_nonsense = heard(&[MAGIC.as_slice(), &bytes].concat());
        let _asked_or_nonsense = asked(&mut [MAGIC.as_slice(), &bytes].concat().as_slice());
    }

    #[test]
    fn a_changed_byte_never_panics(rows in rows(), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let sheet = Message::Part(Part::Sheet(SheetHead::default()));
        let mut bytes = said(&[vec![sheet], rows, vec![Message::Read]].concat());
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let _heard_or_nonsense = heard(&bytes);
    }

    #[test]
    fn an_answer_that_is_cut_off_is_nonsense(rows in rows(), at in any::<prop::sample::Index>()) {
        let sheet = Message::Part(Part::Sheet(SheetHead::default()));
        let bytes = said(&[vec![sheet], rows, vec![Message::Read]].concat());
        prop_assert_eq!(heard(&bytes[..at.index(bytes.len())]), Err(Nonsense));
    }
}

#[test]
fn lengths_are_not_believed() {
    let frame = |tag: u8, length: u32| heard(&[MAGIC.as_slice(), &[tag], &length.to_le_bytes(), &[0; 64]].concat());
    for (tag, length) in [(tag::ROW, u32::MAX), (tag::SHEET, 9), (tag::READ, 1), (99, 0), (tag::FINDING, 64)] {
        assert_eq!(frame(tag, length), Err(Nonsense), "{tag} {length}");
    }
}

#[test]
fn rows_belong_to_sheets_and_only_go_up() {
    let row = |number| Message::Part(Part::Row(Row { number, cells: vec![Cell::Number(1.0)], width: None }));
    let sheet = Message::Part(Part::Sheet(SheetHead::default()));
    assert_eq!(heard(&said(&[row(1), Message::Read])), Err(Nonsense));
    assert_eq!(heard(&said(&[sheet.clone(), row(2), row(2), Message::Read])), Err(Nonsense));
    assert!(heard(&said(&[sheet.clone(), row(2), sheet, row(1), Message::Read])).is_ok());
    assert_eq!(heard(&[said(&[Message::Read]), vec![0]].concat()), Err(Nonsense));
}

#[test]
fn a_question_is_understood() {
    let file = InputFile { path: "content/sources/a.xlsx".to_owned(), bytes: vec![7; 1000] };
    let mut bytes = Vec::new();
    ask(Kind::Ods, &file, &mut bytes).unwrap();
    let (kind, heard) = asked(&mut bytes.as_slice()).unwrap();
    assert!(kind == Kind::Ods && heard == file);
    assert!(asked(&mut &bytes[..bytes.len() - 1]).is_err());
}
