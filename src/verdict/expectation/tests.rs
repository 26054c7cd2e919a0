use super::*;
use crate::value::digest::Digest;

fn code(text: &str) -> Fingerprint {
    Fingerprint::of(&Digest::of(text.as_bytes()))
}

fn checked() -> Checked {
    let chain = Some(vec![code("1"), code("2"), code("3")]);
    Checked { chain, site: Some(code("site")), pack: Some(code("pack")), stated: None }
}

/// The codes of what is wrong, and the verdict.
fn judged(checked: &Checked, expected: &str) -> (Vec<Code>, String) {
    let mut report = Report::default();
    let verdicts = checked.judge(&[expected.parse().unwrap()], &mut report);
    (report.in_order().map(|found| found.code).collect(), verdicts[0].to_string())
}

#[test]
fn a_code_that_fits_is_fine() {
    for (text, says) in
        [("3", "最新一版（第 0003 版）"), ("1", "此后又公布了 2 版"), ("site", "网站校验码"), ("pack", "存证码")]
    {
        let (codes, verdict) = judged(&checked(), &code(text).to_string());
        assert!(codes.is_empty() && verdict.starts_with("完好 ") && verdict.contains(says), "{verdict}");
    }
    let said = format!("第0002版：{}", code("2"));
    assert!(judged(&checked(), &said).1.starts_with("完好 "), "{said}");
}

#[test]
fn a_shorter_log_is_told_from_a_forked_one() {
    assert_eq!(judged(&checked(), &format!("4:{}", code("4"))).0, [Code::LogCut]);
    assert_eq!(judged(&checked(), &format!("3:{}", code("4"))).0, [Code::LogForked]);
    assert_eq!(judged(&checked(), &format!("2:{}", code("3"))).0, [Code::LogForked], "in another place");
    let date = chrono::NaiveDate::from_ymd_opt(2021, 6, 25).unwrap();
    for (edition, expected) in [(4, Code::LogCut), (3, Code::LogForked)] {
        let stated = Some(BuildStatement::new(date, Some((edition, code("4")))));
        assert_eq!(judged(&Checked { stated, ..checked() }, &code("4").to_string()).0, [expected], "by the site");
    }
}

#[test]
fn a_code_that_fits_nothing_is_an_error() {
    for checked in [checked(), Checked::default()] {
        assert_eq!(judged(&checked, &code("other").to_string()).0, [Code::Expected]);
    }
}

#[test]
fn what_a_site_says_of_itself_proves_nothing() {
    let date = chrono::NaiveDate::from_ymd_opt(2021, 6, 25).unwrap();
    let stated = Some(BuildStatement::new(date, Some((3, code("3")))));
    let (codes, verdict) = judged(&Checked { stated, ..Checked::default() }, &code("3").to_string());
    assert_eq!(codes, [Code::Expected]);
    assert!(verdict.contains("网站自己写着"), "{verdict}");
}

#[test]
fn an_edition_before_a_code_is_read_as_people_write_it() {
    let plain = code("1").to_string();
    for typed in [format!("7:{plain}"), format!("0007：{plain}"), format!("第 7 版：{plain}")] {
        assert_eq!(typed.parse::<Expectation>().map(|read| read.edition), Ok(Some(7)), "{typed}");
    }
    for bad in ["", "7:", "x:ba78 16bf 8f01 cfea", "0:ba78 16bf 8f01 cfea"] {
        assert!(bad.parse::<Expectation>().is_err(), "{bad}");
    }
}
