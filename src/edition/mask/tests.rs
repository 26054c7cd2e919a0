use proptest::prelude::*;

use super::*;
use crate::edition::list::PublicList;
use crate::record::payment::AMOUNT;
use crate::value::identity::{IdNumber, PersonName, id_check_digit};
use crate::value::money::Fen;

fn settings(id_number: &str, name: NameMask) -> MaskSettings {
    let also_publish = vec!["备注".to_owned()];
    MaskSettings { id_number: IdMask::parse(id_number).unwrap(), name, floor: 1_000, birth_years: 45, also_publish }
}

fn refused(settings: &MaskSettings, frozen: &[&str]) -> String {
    let mut report = Report::default();
    let frozen = frozen.iter().map(|mask| IdMask::parse(mask).unwrap());
    assert!(Masks::new(settings, frozen, &mut report).is_err());
    assert_eq!(report.sorted()[0].code, Code::Mask);
    report.sorted()[0].message.clone()
}

fn masks(settings: &MaskSettings, frozen: &[&str]) -> (Masks, Report) {
    let mut report = Report::default();
    let frozen = frozen.iter().map(|mask| IdMask::parse(mask).unwrap());
    let masks = Masks::new(settings, frozen, &mut report).unwrap_or_else(|_| panic!("{report:?}"));
    (masks, report)
}

#[test]
fn a_profile_that_is_safe_states_its_candidates() {
    let (_, report) = masks(&settings("6+4", NameMask::Full), &[]);
    assert!(report.sorted()[0].message.contains("约有 1494 个可能人选"));
    assert_eq!(report.sorted()[0].severity, Severity::Note);
    assert_eq!(masks(&settings("none", NameMask::Full), &["6+4"]).1, Report::default());
}

#[test]
fn a_date_of_birth_is_never_shown() {
    for mask in ["7+1", "10+0", "14+1", "0+5", "2+12"] {
        assert!(refused(&settings(mask, NameMask::Full), &[]).contains("第 7—14 位"), "{mask}");
    }
}

#[test]
fn settings_may_only_raise_the_floor() {
    let mut narrow = settings("6+4", NameMask::Full);
    narrow.birth_years = 20;
    narrow.floor = 10;
    assert!(refused(&narrow, &[]).contains("少于 1000"));
    narrow.birth_years = 45;
    narrow.floor = 1_500;
    assert!(refused(&narrow, &[]).contains("只留下约 1494 个可能人选，少于 1500"));
    narrow.birth_years = 900;
    assert!(refused(&narrow, &[]).contains("约 1494"), "nobody is a thousand years old");
}

#[test]
fn what_was_once_shown_counts() {
    let mut strict = settings("2+3", NameMask::Full);
    strict.floor = 10_000;
    assert_eq!(masks(&strict, &["2+3", "none"]).0.id_mask(), strict.id_number);
    assert!(refused(&strict, &["none", "6+4"]).contains("合起来只留下约 1494"));
}

/// A record of a trainee with everything the columns could hold.
fn trainee<'a>(name: &'a PersonName, id: &'a IdNumber) -> Vec<Field<'a>> {
    let field = |column: &Column| match column.header {
        "姓名" => Field::Name(name),
        "身份证号" => Field::IdNumber(id),
        "班次" => Field::Empty,
        AMOUNT => Field::Money(Fen::new(80_000)),
        header => Field::Plain(format!("{header}的内容").into()),
    };
    Kind::Payments.columns().iter().map(field).collect()
}

fn public_list(kind: Kind, rows: &[Vec<Field<'_>>], masks: &Masks) -> PublicList {
    let public = public_csv(kind, rows.len(), |row, fields| fields.clone_from(&rows[row]), masks);
    let list = PublicList::from_csv(kind, &public.bytes).unwrap();
    assert_eq!(list.to_csv(), public.bytes, "written as lists are");
    assert_eq!((list.rows().len(), list.persons(), list.amount()), (public.rows, public.persons, public.amount));
    list
}

fn headers(list: &PublicList) -> Vec<&str> {
    list.columns().iter().map(|column| column.header).collect()
}

#[test]
fn only_what_may_be_published_is() {
    let (name, id) = (PersonName::parse("示例甲").unwrap(), some_id(1));
    let list = public_list(Kind::Payments, &[trainee(&name, &id)], &masks(&settings("none", NameMask::Surname), &[]).0);
    for hidden in ["身份证号", "人员类别", "证书编号", "班次"] {
        assert!(!headers(&list).contains(&hidden), "{hidden}");
    }
    for shown in ["姓名", "培训机构", "补贴金额(元)", "备注"] {
        assert!(headers(&list).contains(&shown), "{shown}");
    }
    assert_eq!(list.cell(&list.rows()[0], "姓名"), "示**");
}

#[test]
fn an_id_number_is_shown_as_officially() {
    let (name, id) = (PersonName::parse("示例甲").unwrap(), IdNumber::parse("11010519491231002X").unwrap());
    let list = public_list(Kind::Payments, &[trainee(&name, &id)], &masks(&settings("2+3", NameMask::Full), &[]).0);
    assert_eq!(list.cell(&list.rows()[0], "身份证号"), "11*************02X");
}

#[test]
fn a_slip_shows_nothing() {
    let row: Vec<Field> = Kind::Payments.columns().iter().map(|column| Field::Plain(column.header.into())).collect();
    let list = public_list(Kind::Payments, &[row], &masks(&settings("2+3", NameMask::Full), &[]).0);
    assert_eq!(list.cell(&list.rows()[0], "姓名"), "");
    assert_eq!(list.cell(&list.rows()[0], "身份证号"), "");
}

#[test]
fn a_column_that_is_filled_late_is_shown() {
    let (name, id) = (PersonName::parse("示例甲").unwrap(), some_id(1));
    let with = |class: Field<'static>| {
        let mut row = trainee(&name, &id);
        row[6] = class;
        row
    };
    let rows = [with(Field::Empty), with(Field::Empty), with(Field::Plain("1期".into()))];
    let list = public_list(Kind::Payments, &rows, &masks(&settings("6+4", NameMask::Full), &[]).0);
    let classes: Vec<&str> = list.rows().iter().map(|row| list.cell(row, "班次")).collect();
    assert_eq!(classes, ["", "", "1期"]);
}

#[test]
fn a_list_without_rows_keeps_its_columns() {
    let list = public_list(Kind::Standards, &[], &masks(&settings("none", NameMask::Full), &[]).0);
    assert_eq!(list.columns().len(), Kind::Standards.columns().len());
}

/// A fictional ID number: the unassigned division 370999, a day and a sequence from a seed.
fn some_id(seed: u32) -> IdNumber {
    let day = chrono::NaiveDate::from_ymd_opt(1960, 1, 1).unwrap() + chrono::Days::new(u64::from(seed % 16_000));
    let mut text = format!("370999{}{:03}0", day.format("%Y%m%d"), seed / 16_000 % 1_000);
    let check = id_check_digit(text.as_bytes().try_into().unwrap());
    text.replace_range(17.., std::str::from_utf8(&[check]).unwrap());
    IdNumber::parse(&text).unwrap()
}

#[test]
fn only_columns_of_choice_can_be_chosen() {
    for header in ["身份证号", "姓名", "补贴金额(元)", "手机号"] {
        let chosen = MaskSettings { also_publish: vec![header.to_owned()], ..settings("none", NameMask::Full) };
        let mut report = Report::default();
        assert!(Masks::new(&chosen, [], &mut report).is_err(), "{header}");
        assert_eq!(report.sorted()[0].code, Code::Settings);
    }
}

proptest! {
    #[test]
    fn no_piece_of_a_hidden_id_number_is_published(
        seed in any::<u32>(),
        profile in prop::sample::select(vec!["none", "2+3", "6+4", "0+4"]),
    ) {
        let (name, id) = (PersonName::parse("示例甲").unwrap(), some_id(seed));
        let masks = masks(&settings(profile, NameMask::Full), &[]).0;
        let csv = String::from_utf8(public_list(Kind::Payments, &[trainee(&name, &id)], &masks).to_csv()).unwrap();
        let whole = id.shown_where(|_| true);
        for start in 0..=10 {
            prop_assert!(!csv.contains(&whole[start..start + 8]), "{profile}");
        }
    }

    #[test]
    fn no_hidden_part_of_a_name_is_published(
        text in "[\u{4e00}-\u{9fa5}]{2,6}",
        mask in prop::sample::select(vec![NameMask::Surname, NameMask::Middle]),
    ) {
        let (name, id) = (PersonName::parse(&text).unwrap(), some_id(7));
        let list = public_list(Kind::Payments, &[trainee(&name, &id)], &masks(&settings("none", mask), &[]).0);
        let cell = list.cell(&list.rows()[0], "姓名");
        prop_assert_eq!(cell.chars().count(), text.chars().count());
        prop_assert!(cell.contains('*'));
        let shown = cell.chars().filter(|c| *c != '*').count();
        prop_assert!(shown <= 2 + usize::from(mask == NameMask::Middle));
        prop_assert!(cell.chars().zip(text.chars()).all(|(shown, real)| shown == '*' || shown == real));
        if mask == NameMask::Surname {
            prop_assert!(cell.trim_start_matches(|c| c != '*').chars().all(|c| c == '*'), "{}", cell);
        }
    }
}
