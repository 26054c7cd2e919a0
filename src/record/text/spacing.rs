//! Blanks inside what has none: names spread to the width of three characters, codes read out in groups, dates typed
//! with a blank after each sign.

use super::{Normalisation, Purpose, Sprung};
use crate::value::identity::is_han;

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    if !text.contains([' ', '-']) {
        return Sprung::Clean;
    }
    let mended = match purpose {
        Purpose::IdNumber | Purpose::CreditCode => text.replace([' ', '-'], ""),
        Purpose::OccupationCode => text.replace(' ', ""),
        Purpose::Percent => without_blanks(text, |_, after| "%％".contains(after)),
        Purpose::Day => without_blanks(text, |before, after| is_date_sign(before) || is_date_sign(after)),
        Purpose::Name => {
            without_blanks(text, |before, after| is_han(before) && is_han(after) || before == '·' || after == '·')
        }
        _ => return Sprung::Clean,
    };
    if mended == text { Sprung::Clean } else { Sprung::Mended(mended, Normalisation::Spacing) }
}

fn is_date_sign(c: char) -> bool {
    "-/.年月日号".contains(c)
}

/// A text without the blanks that stand between two such characters.
fn without_blanks(text: &str, between: impl Fn(char, char) -> bool) -> String {
    let mut mended = String::new();
    for (at, c) in text.char_indices() {
        let after = text[at..].chars().find(|c| *c != ' ').unwrap_or(' ');
        let before = mended.chars().next_back().unwrap_or(' ');
        if c != ' ' || !between(before, after) {
            mended.push(c);
        }
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_go_where_they_mean_nothing() {
        for (purpose, text, mended) in [
            (Purpose::Name, "张 三", "张三"),
            (Purpose::Name, "买买提 · 艾力", "买买提·艾力"),
            (Purpose::IdNumber, "110105 19491231-002X", "11010519491231002X"),
            (Purpose::OccupationCode, "6 - 18 - 01 - 01", "6-18-01-01"),
            (Purpose::Day, "2021 年 4 月 20 日", "2021年4月20日"),
            (Purpose::Day, "2021. 4. 20", "2021.4.20"),
            (Purpose::Percent, "10 %", "10%"),
        ] {
            assert_eq!(trap(text, purpose), Sprung::Mended(mended.to_owned(), Normalisation::Spacing), "{text}");
        }
    }

    #[test]
    fn blanks_stay_where_they_mean_something() {
        for (purpose, text) in [
            (Purpose::Name, "Anna Maria"),
            (Purpose::Words, "东岳大街 1号"),
            (Purpose::Money, "1 200"),
            (Purpose::Day, "2021-04-2 0"),
            (Purpose::Day, "2021-04-20 09:00"),
            (Purpose::OccupationCode, "6-18-01-01"),
        ] {
            assert_eq!(trap(text, purpose), Sprung::Clean, "{text}");
        }
    }
}
