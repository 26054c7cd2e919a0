use proptest::prelude::*;

use super::*;
use crate::value::digest::{Digest, Fingerprint, Sm3};
use crate::value::identity::id_check_digit;

fn kinds(text: &str) -> Vec<PersonalNumber> {
    find(text).map(|(kind, _)| kind).collect()
}

/// The standard's own sample, and numbers nobody has: an unassigned division, a block of zeros, an unissued card.
const ID: &str = "11010519491231002X";
const OLD_ID: &str = "370999900101001";
const MOBILE: &str = "13800000000";
const CARD: &str = "6222000000000000004";

#[test]
fn each_kind_is_found_where_it_is() {
    use PersonalNumber::{BankCard, IdNumber, Mobile, OldIdNumber};
    for (number, kind) in [(ID, IdNumber), (OLD_ID, OldIdNumber), (MOBILE, Mobile), (CARD, BankCard)] {
        let text = format!("联系人{number}，");
        assert_eq!(find(&text).collect::<Vec<_>>(), [(kind, 9..9 + number.len())], "{number}");
        assert_eq!(text[9..].find('，'), Some(number.len()));
    }
}

#[test]
fn published_card_numbers_for_testing_are_cards() {
    for card in ["4111111111111111", "5555555555554444", "6011111111111117", "3530111333300000"] {
        assert_eq!(kinds(card), [PersonalNumber::BankCard], "{card}");
    }
}

#[test]
fn a_number_is_found_however_it_is_spelled() {
    for text in [
        "138 0000 0000",
        "138-0000-0000",
        "1380 0000 000",
        "138 - 0000 - 0000",
        "1 3 8 0 0 0 0 0 0 0 0",
        "１３８００００００００",
        "１３８－００００－００００",
        "138\u{a0}0000\u{a0}0000",
        "138&nbsp;0000&nbsp;0000",
        "138&#8209;0000&#x2011;0000",
        "&#49;3800000000",
        "1&#51;8&#x30;0000000",
        "&#x31&#x33;800000000",
        "138<b>0000</b>0000",
        "<b>138</b>0000<i class=\"x y\">0000</i>",
        "138\u{200b}0000\u{feff}0000",
        "138&shy;00000000",
        "138<!-- 0 -->00000000",
        "<t>138</t></r><r><rPr><b/></rPr><t>00000000</t>",
        "8613800000000",
        "+86 138 0000 0000",
        "+86-13800000000",
        "008613800000000",
        r#""\n13800000000""#,
        r"\u000013800000000",
        r"\u00313800000000",
        "13800000000.0",
        "1.13800000000",
        "电话_13800000000_",
        "第2<a href=\"tel:13800000000\">3</a>项",
        "13800000000.",
        "2021 13800000000",
        "<td data-x=13800000000>",
        "<a href=tel:13800000000>",
        "0538-13800000000",
    ] {
        assert_eq!(kinds(text), [PersonalNumber::Mobile], "{text}");
    }
    for text in [
        "110105 19491231 002X",
        "110105-1949-1231-002X",
        "11010519491231002x",
        "110105 1949 12 31 002X",
        "11010519491231002Ｘ",
        "11010519491231002<b>X</b>",
        "11010519491231002&#88;",
        "1101051949123100\u{200d}2X",
        "110105<span>19491231</span>002X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
    ] {
        assert_eq!(kinds(text), [PersonalNumber::IdNumber], "{text}");
    }
    for text in ["6222 0000 0000 0000 004", "4111-1111-1111-1111", "411111 1111111111", "6222<i>0000</i>00000000004"] {
        assert_eq!(kinds(text), [PersonalNumber::BankCard], "{text}");
    }
    assert_eq!(kinds("370999 900101 001"), [PersonalNumber::OldIdNumber]);
}

#[test]
fn several_numbers_are_all_found() {
    assert_eq!(kinds("13800000000 13900000000、13700000000/13600000000").len(), 4);
    assert_eq!(kinds(&format!("{ID} {MOBILE} {CARD}")).len(), 3);
    assert_eq!(kinds("<td>13800000000</td><td>13900000000</td>").len(), 2);
}

#[test]
fn what_is_glued_to_an_id_number_does_not_hide_it() {
    let whole = "370999199001010012";
    assert_eq!(kinds(whole), [PersonalNumber::IdNumber]);
    for text in [
        format!("{ID}{MOBILE}"),
        format!("{ID}1"),
        format!("{MOBILE}{ID}"),
        format!("{whole}{MOBILE}"),
        format!("{MOBILE}<b>{whole}</b>"),
    ] {
        assert_eq!(kinds(&text), [PersonalNumber::IdNumber], "{text}");
    }
    assert_eq!(kinds(&format!("{ID}<b>{MOBILE}</b>")), [PersonalNumber::IdNumber, PersonalNumber::Mobile]);
    for text in ["0-0X<b>13800000000", "a0</s&#45;0-0a<b>13800000000"] {
        assert_eq!(kinds(text), [PersonalNumber::Mobile], "{text}");
    }
    // The check digit is wrong, or what is beside it is no mobile number.
    for text in ["11010519491231003X1", "37099919900101001413800000000", "37099919900101001222800000000"] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn what_only_looks_alike_is_left_alone() {
    for text in [
        "0538-0000000",
        "0538-0000000-801",
        "400-000-0000",
        "12333",
        "泰人社字〔2021〕12号",
        "1234567890123456.00",
        "6222000000000000004.00",
        "13800000000.50",
        "6-18-01-01 6-18-01-02 6-18-01-03",
        "2021-04-20 2021-04-26 2021-05-11",
        "20210420 20210426 20210511",
        "2019 2020 2021 2022 2023",
        "1 2 3 4 5 6 7 8 9 10 11 12 13",
        "1921-2021 100 周年",
        "138****0000",
        "37*************123",
        "M0.41111111111111112 3",
        "91370900MA3C000000",
        "1617000000000",
        "a13800000000",
        "13800000000b",
        "<td>138</td><td>0000</td><td>0000</td>",
        "5000<br>6000<br>4000<br>3000",
        "ba78<wbr>13800000000",
        "13800000000<wbr>ff",
        "11010519491231002XY",
        "110105194912310021",
        "11010519491331002X",
        "2137000000000005",
        "5000,6000,4000,3000",
        "1.4111111111111111",
        "0000000000000000",
        "15000-200000",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn a_credit_code_without_letters_is_no_card() {
    let body = "91370900000000";
    let codes = (0..100_000).map(|tail| format!("{body}{tail:04}")).filter(|code| code.len() == 18);
    let codes: Vec<_> = codes.filter(|code| crate::value::identity::CreditCode::parse(code).is_ok()).collect();
    assert!(codes.len() > 100);
    assert!(codes.iter().all(|code| !kinds(code).contains(&PersonalNumber::BankCard)));
}

#[test]
fn long_rows_of_digits_take_linear_time() {
    for piece in ["1", "1 ", "<b>1", "1<b>", "&#49;", "a1<b>", "1-", "<!--1", "１", "\\u0031", "1<b class=\"1 2 3\">"]
    {
        let text = piece.repeat(400_000 / piece.len());
        assert_eq!(find(&text).count(), 0, "{piece}");
    }
}

pub(crate) fn id_number() -> impl Strategy<Value = String> {
    (1900..2020_u32, 1..=12_u32, 1..=28_u32, 0..1000_u32).prop_map(|(year, month, day, order)| {
        let body = format!("370999{year}{month:02}{day:02}{order:03}0");
        let check = id_check_digit(body.as_bytes().try_into().unwrap());
        format!("{}{}", &body[..17], char::from(check))
    })
}

pub(crate) fn card() -> impl Strategy<Value = String> {
    // Luhn's check digit, computed the other way round than in the search: try all ten.
    "[34569][0-9]{14,17}".prop_map(|body| {
        let sum = |text: &str| -> u32 {
            let doubled = |(at, c): (usize, char)| match (at % 2, c.to_digit(10).unwrap()) {
                (0, digit) => digit,
                (_, digit) => (2 * digit) / 10 + (2 * digit) % 10,
            };
            text.chars().rev().enumerate().map(doubled).sum()
        };
        let whole = (0..10).map(|digit| format!("{body}{digit}")).find(|text| sum(text).is_multiple_of(10));
        whole.unwrap()
    })
}

/// The search without any short cut: every byte is read.
fn found_slowly(bytes: &[u8]) -> Vec<(PersonalNumber, Range<usize>)> {
    let mut finder = Finder::new(bytes);
    while finder.at < bytes.len() {
        let at = finder.at;
        if !starts::may_start(bytes[at]) {
            finder.at += 1;
            continue;
        }
        let is_ascii = bytes[at].is_ascii_digit();
        if is_ascii && (finder.is_joined() || finder.is_measure()) {
            finder.skip_word();
            continue;
        }
        let (atom, length) = atom_at(bytes, at);
        if matches!(atom, Atom::Digit(_)) && !finder.is_joined() {
            finder.read_chain(at);
            continue;
        }
        finder.at += length;
        // A sign stands for itself, and what it begins otherwise is over here.
        if !finder.bytes[at..].starts_with(b"&") || finder.bytes[at..].starts_with(b"&#") {
            finder.fresh = finder.at;
        }
    }
    finder.ready.into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn what_is_passed_over_holds_nothing(
        text in "([0-9]{1,8}|1380000|0000|[0-9]-[0-9]|[0-9][- ][0-9][Xa](<b>)?|<b>|</span>|</td>|</tr>|</span></td>|</spam|</s|&#45;|&nbsp;|&|\\\\u00|\\\\|X|a|[-. ,;:\"'<>=/*\r\n\t]|[，。、　－）：；０１２Ａ甲丁一龥㐀〇]|\u{200b}|\u{feff}){0,30}"
    ) {
        prop_assert_eq!(find(&text).collect::<Vec<_>>(), found_slowly(text.as_bytes()), "{}", text);
        // Broken characters.
        let cut: Vec<u8> = text.bytes().enumerate().filter(|(at, _)| at % 7 != 3).map(|(_, byte)| byte).collect();
        prop_assert_eq!(find_in(&cut).collect::<Vec<_>>(), found_slowly(&cut), "{:?}", cut);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_number_in_chinese_text_is_found(
        before in "[一-龥，。：（“]{0,5}", id in id_number(), mobile in "1[3-9][0-9]{9}", card in card(), after in "[一-龥，。；）”]{0,5}",
    ) {
        prop_assert_eq!(kinds(&format!("{before}{id}{after}")), [PersonalNumber::IdNumber]);
        prop_assert_eq!(kinds(&format!("{before}{mobile}{after}")), [PersonalNumber::Mobile]);
        let found = kinds(&format!("{before}{card}{after}"));
        let hidden = card.len() == 18 && crate::value::identity::CreditCode::parse(&card).is_ok();
        prop_assert!(found.len() == 1 || hidden);
    }

    #[test]
    fn digits_in_front_are_counted(bytes in "[a-z/0-9:&\\\\、０一\u{7f}\u{80}]{8,12}") {
        let near = bytes.as_bytes().first_chunk().unwrap();
        prop_assert_eq!(digits_in_front(near), near.iter().take_while(|byte| byte.is_ascii_digit()).count());
    }

    #[test]
    fn any_bytes_are_searched_without_trouble(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let length = bytes.len();
        prop_assert!(find_in(&bytes).all(|(_, place)| place.end <= length));
    }

    #[test]
    fn any_pieces_of_markup_are_searched_without_trouble(
        text in "([0-9]{1,6}|<b>|</b|<!--|-->|&#|49;|x31|;| |-|\\\\u|00|X|<a h=\"|\">|．|０){0,60}",
    ) {
        prop_assert!(find(&text).all(|(_, place)| text.get(place).is_some()));
    }
}

#[test]
fn ten_thousand_digests_dates_and_amounts_hit_nothing() {
    for sample in 0..10_000_u32 {
        let digest = Digest::of(&sample.to_le_bytes());
        let sm3 = Sm3::of(&sample.to_le_bytes());
        let day = chrono::NaiveDate::from_num_days_from_ce_opt(737_000 + i32::try_from(sample).unwrap()).unwrap();
        let grouped = digest
            .to_string()
            .as_bytes()
            .chunks(4)
            .map(|four| String::from_utf8_lossy(four))
            .collect::<Vec<_>>()
            .join(" ");
        for text in [
            format!("{digest}  index.html"),
            format!("<code>{sm3}</code>"),
            grouped,
            format!("{day} {day}、{day}–{day} {}", day.format("%Y%m%d %Y.%m.%d %Y/%m/%d")),
            format!("<td>{sample}</td><td>{sample}00.00</td><td>6-{:02}-01-{:02}</td>", sample % 100, sample / 100),
            Fingerprint::of(&digest).to_string(),
            digest.short(),
        ] {
            assert_eq!(kinds(&text), [], "{text}");
        }
    }
}
