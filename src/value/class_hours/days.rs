//! The words for days before the hours: `周一至周五`, `每周六、日`, `工作日`.

use std::collections::BTreeSet;

use super::{BETWEEN, ClassDays, TILL, weekday};

/// The days that words name; none for words that are not understood.
pub(super) fn parse(words: &str) -> Option<ClassDays> {
    let words = words.trim_end_matches([':', '：', ',', '、', ';', '的']);
    Some(match words {
        "" => ClassDays::Unsaid,
        "每天" | "每日" | "天天" => ClassDays::Every,
        "工作日" | "每个工作日" => ClassDays::Working,
        "周末" | "每周末" | "双休日" => ClassDays::Weekdays(BTreeSet::from([5, 6])),
        words => ClassDays::Weekdays(weekdays(words)?),
    })
}

/// `周一至周五`, `周一、三、五`, `周六日`.
fn weekdays(words: &str) -> Option<BTreeSet<u32>> {
    let words = words.strip_prefix('每').unwrap_or(words).replace("星期", "周").replace("礼拜", "周");
    let mut days = BTreeSet::new();
    if !words.starts_with('周') {
        return None;
    }
    for item in words.split(BETWEEN) {
        days_of(item, &mut days)?;
    }
    Some(days)
}

/// One item: a weekday, several in a row, or two ends in the order of the week.
fn days_of(item: &str, days: &mut BTreeSet<u32>) -> Option<()> {
    let bare = |text: &'_ str| text.strip_prefix('周').unwrap_or(text).to_owned();
    let single = |text: String| {
        let mut letters = text.chars();
        letters.next().and_then(weekday).filter(|_| letters.next().is_none())
    };
    if let Some((first, last)) = item.split_once(TILL) {
        let (first, last) = (single(bare(first))?, single(bare(last))?);
        days.extend((first < last).then_some(first..=last)?);
        return Some(());
    }
    let letters = bare(item);
    let found: Option<Vec<u32>> = letters.chars().map(weekday).collect();
    days.extend(found.filter(|found| !found.is_empty())?);
    Some(())
}
