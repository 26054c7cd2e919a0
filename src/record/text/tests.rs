use proptest::prelude::*;

use super::*;

fn read(text: &str, purpose: Purpose) -> Result<Tidy, Refusal> {
    tidy(&Cell::Text(text.to_owned()), purpose, Origin::Sent)
}

/// Texts in which traps are likely: what offices type, and anything at all.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,24}",
        "[0-9０-９xXA-Za-zА-яＡ-Ｚ .,，。—–()（）/:'‘=+@−-]{0,24}",
        "[张王李买提·•・．?？□\\[\\] 　⻓⼀\u{f9dc}\u{e81e}\u{e000}\u{200b}a-z]{0,12}",
        "(19|20)[0-9]{2}[-./年 ]{1,2}[0-9]{1,2}[-./月 ]{1,2}[0-9]{1,2}[日号 ]{0,2}(00:00:00)?",
    ]
}

fn purposes() -> impl Strategy<Value = Purpose> {
    proptest::sample::select(Purpose::ALL.to_vec())
}

#[test]
fn what_would_deceive_is_refused() {
    for text in ["张\u{200b}三", "张\u{202e}三", "张\u{fffd}", "\u{e815}", "=1+1", "@cmd", "＝1", "a\u{0}"] {
        assert!(read(text, Purpose::Words).is_err(), "{text:?}");
    }
}

#[test]
fn rare_characters_survive() {
    for text in ["𠮷", "㛃", "王堃"] {
        assert_eq!(read(text, Purpose::Name).unwrap(), Tidy::of(text.to_owned()));
    }
}

#[test]
fn chinese_punctuation_stays() {
    let text = "家政服务（示例），第１期：周一、周三；ＳＹＢ～“甲”";
    assert_eq!(read(text, Purpose::Words).unwrap(), Tidy::of(text.to_owned()));
}

#[test]
fn several_things_are_told_once_each() {
    let tidy = read("'１１０１０５ 19491231 ００２ｘ", Purpose::IdNumber).unwrap();
    assert_eq!(tidy.text, "11010519491231002X");
    let done = [Normalisation::Width, Normalisation::Spacing, Normalisation::Apostrophe, Normalisation::Case];
    assert_eq!(tidy.done, done);
}

#[test]
fn faults_are_refused_with_their_sentences() {
    let refused = |fault| tidy(&Cell::Fault(fault), Purpose::Day, Origin::Sent).unwrap_err().0;
    assert_eq!([Fault::Error, Fault::NoResult, Fault::ExternalLink].map(refused), [Code::Formula; 3]);
    assert_eq!(refused(Fault::Unsupported), Code::Date);
}

#[test]
fn a_code_that_became_a_day_is_lost() {
    let day = Cell::Day(chrono::NaiveDate::from_ymd_opt(2021, 3, 1).unwrap());
    let code = |purpose| tidy(&day, purpose, Origin::Sent).map(|tidy| tidy.text).map_err(|(code, _)| code);
    assert_eq!(code(Purpose::Reference), Err(Code::Text));
    assert_eq!(code(Purpose::OccupationCode), Err(Code::OccupationCode));
    assert_eq!([code(Purpose::Count), code(Purpose::Title)], [Err(Code::Text), Err(Code::Text)]);
    assert_eq!(code(Purpose::Words), Ok("2021-03-01".to_owned()));
}

#[test]
fn a_number_is_no_name() {
    let code =
        |purpose| tidy(&Cell::Number(0.0), purpose, Origin::Sent).map(|tidy| tidy.text).map_err(|(code, _)| code);
    assert_eq!([code(Purpose::Title), code(Purpose::Count)], [Err(Code::Text), Ok("0".to_owned())]);
    assert!(tidy(&Cell::Number(0.0), Purpose::Title, Origin::Frozen).is_ok());
}

#[test]
fn what_is_frozen_is_left_alone() {
    let frozen = |text: &str| tidy(&Cell::Text(text.to_owned()), Purpose::Reference, Origin::Frozen).unwrap();
    assert_eq!(frozen("\u{422}A－01"), Tidy::of("\u{422}A－01".to_owned()));
    assert!(read("\u{422}A－01", Purpose::Reference).is_err());
}

#[test]
fn amounts_are_read_however_they_are_written() {
    let amounts = [Cell::Number(0.1 + 0.2), Cell::Text("１，２００".to_owned()), Cell::Text("约800".to_owned())];
    assert_eq!(amounts.map(|cell| amount(&cell)), [Some(Fen::new(30)), Some(Fen::new(120_000)), None]);
}

proptest! {
    #[test]
    fn no_text_brings_a_trap_down(text in texts(), purpose in purposes()) {
        let _ = read(&text, purpose);
    }

    #[test]
    fn what_is_tidy_stays_tidy(text in texts(), purpose in purposes()) {
        if let Ok(once) = read(&text, purpose) {
            let twice = read(&once.text, purpose);
            prop_assert_eq!(&twice.as_ref().unwrap().text, &once.text);
            prop_assert!(twice.unwrap().done.is_empty());
        }
    }

    #[test]
    fn nothing_untidy_comes_out(text in texts(), purpose in purposes()) {
        if let Ok(tidy) = read(&text, purpose) {
            prop_assert!(unicode_normalization::is_nfc(&tidy.text));
            let is_lost = |c: char| c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
            prop_assert!(!tidy.text.contains(is_lost));
            prop_assert!(!tidy.text.starts_with(['=', '+', '@', '＝', '＋', '＠', ' ']));
        }
    }

    #[test]
    fn whatever_is_changed_is_told(text in texts(), purpose in purposes()) {
        if let Ok(tidy) = read(&text, purpose) {
            let blanks_apart: Vec<&str> = text.split_whitespace().collect();
            prop_assert!(!tidy.done.is_empty() || tidy.text == blanks_apart.join(" "));
        }
    }

    #[test]
    fn plain_texts_need_no_trap(text in "[0-9A-Za-z\u{4e00}-\u{9fa5}·（），、。：；“”《》/.,%-]{0,8}", purpose in purposes()) {
        let plain: String = text.chars().filter(|c| purpose.is_plain(*c)).collect();
        if is_plain(&plain, purpose) {
            for trap in TRAPS {
                prop_assert_eq!(trap(&plain, purpose), Sprung::Clean);
            }
        }
    }

    #[test]
    fn no_number_brings_a_trap_down(number in any::<f64>(), purpose in purposes()) {
        let _ = tidy(&Cell::Number(number), purpose, Origin::Sent);
    }

    #[test]
    fn sums_of_fen_lose_their_dust(fen in 0..1_000_000_000_i64, parts in 1..30_i64) {
        #[expect(clippy::cast_precision_loss, reason = "as a spreadsheet does")]
        let part = fen as f64 / 100.0 / parts as f64;
        let sum: f64 = (0..parts).map(|_| part).sum();
        prop_assert_eq!(amount(&Cell::Number(sum)), Some(Fen::new(fen)));
    }
}
