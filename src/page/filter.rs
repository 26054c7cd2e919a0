//! What the table of a catalogue can be narrowed by. Which rows a choice leaves is known here, where the words are
//! understood; the script of the page only hides the others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::Datelike;

use crate::record::Shape;
use crate::value::level::Level;
use crate::value::stage::Stage;
use crate::value::state::State;

use super::basis::Basis;
use super::entries::{AREA, Entries};
use super::view::catalogue::{Filter, FilterOption};
use super::view::table::{Head, Row};

mod month;

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// Each cell is one choice.
    One,
    /// A cell may name several, with 、 between them.
    Several,
    /// A day, or a time as people write it.
    Month,
    /// The day something ended, if it has.
    Ended,
}

/// Columns that are worth a choice: the name in addresses, the heading, how its cells are read, and what the choice
/// is called where that is not the heading.
const COLUMNS: &[(&str, &str, Reading, Option<&str>)] = &[
    ("stage", "课程(阶段)", Reading::One, None),
    ("category", "项目类别", Reading::One, None),
    ("group", "群体范围", Reading::Several, None),
    ("group", "招收对象", Reading::Several, None),
    ("level", "等级", Reading::One, None),
    ("shortage", "紧缺程度", Reading::One, None),
    ("month", "开班日期", Reading::Month, Some("开班月份")),
    ("month", "组织时间", Reading::Month, Some("组织月份")),
    ("month", "有效期止", Reading::Month, Some("有效期截止月份")),
    ("state", "状态", Reading::One, None),
    ("state", "退出日期", Reading::Ended, Some("状态")),
];

/// The choices of a catalogue's table: those with two or more of them.
pub(super) fn of(basis: &Basis<'_>, entries: &Entries<'_>) -> Vec<Filter> {
    let heads = &entries.heads;
    let column = |(key, header, reading, label): &(&'static str, &str, Reading, Option<&str>)| {
        let at = Head::position(heads, header)?;
        let options = options(basis, entries, at, *reading);
        let column = lends_order(&options, heads[at].class, *reading).then_some(at);
        (options.len() > 1).then(|| Filter { key, label: label.unwrap_or(header).to_owned(), column, options })
    };
    districts(basis, entries).into_iter().chain(COLUMNS.iter().filter_map(column)).collect()
}

/// Whether rows are better sorted in the order of the choices than by their texts: where the choices have an order of
/// their own, and where a time is told in words.
fn lends_order(options: &[FilterOption], class: &str, reading: Reading) -> bool {
    match reading {
        Reading::Month => class != Shape::Day.name(),
        Reading::One => options.first().is_some_and(|option| rank(&option.label, reading) < usize::MAX),
        Reading::Several | Reading::Ended => false,
    }
}

/// The districts that rows concern, where that tells rows apart.
fn districts(basis: &Basis<'_>, entries: &Entries<'_>) -> Option<Filter> {
    let option = |district: &crate::value::district::District| {
        let concerned = (0..entries.reach.len()).filter(|row| entries.reach[*row].contains(&district.slug));
        FilterOption::new(district.slug.as_str(), &district.name, &concerned.collect::<Vec<_>>())
    };
    let options = basis.settings.districts.iter().map(option).filter(|option| option.count > 0).collect::<Vec<_>>();
    let tells_apart = options.iter().any(|option| option.count < entries.rows.len());
    let area = Head::position(&entries.heads, AREA);
    // A row of the city's own list stands under several districts and has no place among them.
    let column = area.filter(|_| entries.reach.iter().all(|districts| districts.len() < 2));
    (options.len() > 1 && tells_apart).then(|| Filter { key: "district", label: "地区".to_owned(), column, options })
}

fn options(basis: &Basis<'_>, entries: &Entries<'_>, at: usize, reading: Reading) -> Vec<FilterOption> {
    let year = entries.lists.iter().map(|list| list.published_on).max().map_or(basis.date.year(), |day| day.year());
    let mut choices: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, row) in entries.rows.iter().enumerate() {
        for choice in choices_of(basis, row, at, reading, year) {
            choices.entry(choice).or_default().push(number);
        }
    }
    let mut choices: Vec<_> = choices.into_iter().collect();
    // Months are in order by their texts.
    let frequency = |rows: &Vec<usize>| if let Reading::Month = reading { 0 } else { rows.len() };
    choices.sort_by_key(|(text, rows)| (rank(text, reading), Reverse(frequency(rows))));
    choices.into_iter().map(|(text, rows)| option(&text, &rows, reading)).collect()
}

fn choices_of(basis: &Basis<'_>, row: &Row, at: usize, reading: Reading, year: i32) -> Vec<String> {
    let text = row.cells[at].text.as_str();
    match reading {
        Reading::One => (!text.is_empty()).then(|| text.to_owned()).into_iter().collect(),
        Reading::Several => several(text),
        Reading::Month => match month::months(text, year) {
            months if months.is_empty() => vec![UNKNOWN.to_owned()],
            months => months.into_iter().map(|month| month.to_string()).collect(),
        },
        Reading::Ended => {
            let has_ended = text.parse::<chrono::NaiveDate>().is_ok_and(|day| day <= basis.date);
            vec![if has_ended { "已退出" } else { "在目录内" }.to_owned()]
        }
    }
}

/// What a month is called that nobody knows. It sorts behind all months.
const UNKNOWN: &str = "未写明";

/// The parts of a cell that names several; a 、 in brackets belongs to its part.
fn several(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut parts = vec![String::new()];
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | '；' | ';' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().into_iter().for_each(|part| part.push(c));
    }
    let tidy = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    let mut once: Vec<String> = Vec::new();
    tidy.for_each(|part| {
        if !once.iter().any(|other| other == part) {
            once.push(part.to_owned());
        }
    });
    once
}

/// Stages, levels and states come in their own order; months as they are; everything else by how often it is named.
fn rank(text: &str, reading: Reading) -> usize {
    let place = || {
        let stage = Stage::all().position(|stage| stage.name() == text);
        let level = || Level::all().position(|level| level.name() == text);
        stage.or_else(level).or_else(|| State::all().position(|state| state.name() == text))
    };
    match reading {
        Reading::Month => 0,
        _ => place().unwrap_or(usize::MAX),
    }
}

fn option(text: &str, rows: &[usize], reading: Reading) -> FilterOption {
    let label = match reading {
        Reading::Month => {
            text.split_once('-').map(|(year, month)| format!("{year}年{}月", month.trim_start_matches('0')))
        }
        _ => None,
    };
    // The short name of a stage is enough to tell it: `GYB` of `GYB 产生你的企业想法`.
    let is_short = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let short = text.split_once(' ').map(|(word, _)| word).filter(|word| is_short(word));
    FilterOption::new(short.unwrap_or(text), label.as_deref().unwrap_or(text), rows)
}

impl FilterOption {
    /// A choice that leaves these rows, sorted.
    fn new(value: &str, label: &str, rows: &[usize]) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), count: rows.len(), rows: ranges(rows) }
    }
}

/// `0-3,7`
fn ranges(rows: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let text = |(first, last): &(usize, usize)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    runs.iter().map(text).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_in_runs() {
        assert_eq!(ranges(&[0, 1, 2, 3, 7, 9, 10]), "0-3,7,9-10");
        assert_eq!(ranges(&[]), "");
    }

    #[test]
    fn a_cell_may_name_several() {
        assert_eq!(several("高校毕业生、退役军人，高校毕业生"), ["高校毕业生", "退役军人"]);
        assert_eq!(several("城镇人员（含失业、灵活就业）；农民"), ["城镇人员（含失业、灵活就业）", "农民"]);
    }

    #[test]
    fn choices_have_names_for_addresses_and_for_eyes() {
        let named = |text, reading| {
            let option = option(text, &[0], reading);
            (option.value, option.label)
        };
        let pair = |value: &str, label: &str| (value.to_owned(), label.to_owned());
        assert_eq!(named("GYB 产生你的企业想法", Reading::One), pair("GYB", "GYB 产生你的企业想法"));
        assert_eq!(named("2021-06", Reading::Month), pair("2021-06", "2021年6月"));
        assert_eq!(named(UNKNOWN, Reading::Month), pair(UNKNOWN, UNKNOWN));
    }

    #[test]
    fn stages_levels_and_states_stand_in_their_order() {
        let mut words = ["EYB 扩大你的企业", "别的", "GYB 产生你的企业想法", "创业意识培训"];
        words.sort_by_key(|word| rank(word, Reading::One));
        assert_eq!(words, ["创业意识培训", "GYB 产生你的企业想法", "EYB 扩大你的企业", "别的"]);
        assert!(rank("五级/初级工", Reading::One) < rank("一级/高级技师", Reading::One));
    }
}
