//! 数据统计: what was published, in pictures.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::edition::archive::FrozenList;
use crate::record::{Catalogue, ListId, Scope};
use crate::value::district::{District, Slug};
use crate::value::money::Fen;

use super::basis::{Basis, NoticeHistory};
use super::chart::{Line, bars, shade, share};
use super::entries::{Entries, entries};
use super::shell::{Draft, Section};
use super::status::kind_names;
use super::view::chart::{Bars, KindBox, KindsLine, Matrix, MatrixCell, MatrixLine, Timeline, TimelineLine};
use super::view::statistics::Statistics;
use super::view::table::Head;
use super::view::{Content, Link};
use super::{Page, address, home, text};

/// A count and a sum.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    persons: u64,
    amount: Fen,
}

/// The column that says how short an occupation is.
const DEGREE: &str = "紧缺程度";

/// A month, as `2021-04`.
type Month = String;

pub(super) fn page<'a>(basis: &Basis<'a>) -> Page<'a> {
    let mut draft = Draft::new(basis, address::statistics(), "数据统计", Section::Statistics).column("数据发布");
    draft.description = "补贴人次和金额、年度目标、项目制培训种类、紧缺职业和历次公示，用图和表说明。".to_owned();
    draft.proof.facts = home::facts(basis);
    let content = Statistics {
        facts: draft.proof.facts.clone(),
        city: home::paid(basis, None),
        targets: targets(basis, &draft),
        months: by_month(basis, None),
        districts: by_district(basis, &draft),
        matrix: matrix(basis, &draft),
        kinds: basis.settings.districts.iter().map(|district| kinds(basis, &draft, district)).collect(),
        kinds_note: home::kinds_note(basis),
        shortage: shortage(&basis.scope_name(&Scope::City), &entries(basis, Catalogue::Occupations, &Scope::City)),
        timeline: timeline(basis, &draft),
        nothing: basis.nothing_yet("补贴公示"),
    };
    draft.with(basis, Content::Statistics(Box::new(content)), Vec::new())
}

/// Every list of payments in force with the month of its notice.
fn tallies<'b>(basis: &'b Basis<'_>) -> impl Iterator<Item = (Month, &'b Slug, Tally)> {
    let tally = |list: &'b FrozenList<'_>| {
        let ListId::Payments { notice, district } = &list.entry.id else { return None };
        let month = month(basis.notices.get(notice)?.newest.head.published.on);
        let amount = Fen::new(list.entry.amount_fen.unwrap_or(0));
        Some((month, district, Tally { persons: list.entry.persons.unwrap_or(0), amount }))
    };
    basis.in_force.lists.values().filter_map(tally)
}

fn month(day: NaiveDate) -> Month {
    format!("{}-{:02}", day.year(), day.month())
}

impl Tally {
    fn add(&mut self, more: Self) {
        self.persons += more.persons;
        self.amount = self.amount + more.amount;
    }

    fn measures(self) -> Vec<(u64, String)> {
        let fen = u64::try_from(self.amount.get()).unwrap_or(0);
        vec![(self.persons, text::grouped(self.persons)), (fen, text::yuan(self.amount))]
    }
}

/// Persons and amounts by month of publication, of the city or of a district; none where there is nothing.
pub(super) fn by_month(basis: &Basis<'_>, district: Option<&District>) -> Option<Bars> {
    let mut months: BTreeMap<Month, Tally> = BTreeMap::new();
    let wanted = |of: &Slug| district.is_none_or(|district| district.slug == *of);
    for (month, _, tally) in tallies(basis).filter(|(_, of, _)| wanted(of)) {
        months.entry(month).or_default().add(tally);
    }
    let name = district.map_or(&basis.settings.site.city, |district| &district.name);
    let (busiest, most) = months.iter().max_by_key(|(_, tally)| tally.persons)?;
    let summary = format!(
        "共 {} 个月有公示，人次最多的是 {busiest}，{} 人次，{} 元。",
        months.len(),
        text::grouped(most.persons),
        text::yuan(most.amount)
    );
    let line = |(month, tally): (&Month, &Tally)| Line { label: month.clone(), href: None, measures: tally.measures() };
    let lines = months.iter().map(line).collect();
    let caption = format!("{name}各月公布的补贴人次和金额（按公示发布的月份）");
    Some(bars(caption, summary, &["月份", "人次", "金额（元）"], lines))
}

/// Persons and amounts by district; none where nothing was published.
fn by_district(basis: &Basis<'_>, draft: &Draft<'_>) -> Option<Bars> {
    let mut districts: BTreeMap<&Slug, Tally> = BTreeMap::new();
    tallies(basis).for_each(|(_, district, tally)| districts.entry(district).or_default().add(tally));
    let (most, tally) = districts.iter().max_by_key(|(_, tally)| tally.amount)?;
    let summary = format!(
        "{} 个地区有公示，金额最多的是{}，{} 人次，{} 元。",
        districts.len(),
        basis.district_name(most),
        text::grouped(tally.persons),
        text::yuan(tally.amount)
    );
    let line = |district: &District| Line {
        label: district.name.clone(),
        href: Some(draft.link(&address::district(&district.slug))),
        measures: districts.get(&district.slug).copied().unwrap_or_default().measures(),
    };
    let lines = basis.settings.districts.iter().map(line).collect();
    Some(bars("各地公布的补贴人次和金额".to_owned(), summary, &["地区", "人次", "金额（元）"], lines))
}

/// R8: what each district has of its target.
fn targets(basis: &Basis<'_>, draft: &Draft<'_>) -> Bars {
    let year = basis.settings.rules.target_year;
    let progress = |district| (district, home::paid(basis, Some(district)));
    let all: Vec<_> = basis.settings.districts.iter().map(progress).collect();
    let reached = all.iter().filter(|(_, it)| it.target > 0 && it.done >= it.target).count();
    let line = |(district, it): &(&District, super::view::Progress)| {
        let target = if it.target > 0 { format!(" / {}（{}%）", it.target_text, it.percent) } else { String::new() };
        let text = format!("{}{target}", it.done_text);
        let href = Some(draft.link(&address::district(&district.slug)));
        Line { label: district.name.clone(), href, measures: vec![(share(it.done, it.target), text)] }
    };
    let summary = format!("{} 个地区中有 {reached} 个已经达到全年目标。条长是完成全年目标的比例。", all.len());
    let caption = format!("{year}年各地已公示补贴人次与全年目标");
    let mut bars = bars(caption, summary, &["地区", "已公示人次 / 全年目标"], all.iter().map(line).collect());
    // Against the target, not against the foremost district.
    for (line, (_, it)) in bars.lines.iter_mut().zip(&all) {
        line.bars.iter_mut().for_each(|bar| bar.length = share(it.done, it.target));
    }
    bars
}

/// Person-times by district and month.
fn matrix(basis: &Basis<'_>, draft: &Draft<'_>) -> Option<Matrix> {
    let mut cells: BTreeMap<(Slug, Month), Tally> = BTreeMap::new();
    for (month, district, tally) in tallies(basis) {
        cells.entry((district.clone(), month)).or_default().add(tally);
    }
    let mut months: Vec<Month> = cells.keys().map(|(_, month)| month.clone()).collect();
    months.sort_unstable();
    months.dedup();
    let largest = cells.values().map(|tally| tally.persons).max()?;
    let persons = |slug: &Slug, month: &Month| cells.get(&(slug.clone(), month.clone())).map_or(0, |it| it.persons);
    let cell = |slug: &Slug, month: &Month| {
        let number = persons(slug, month);
        let text = if number > 0 { text::grouped(number) } else { "—".to_owned() };
        MatrixCell { month: month.clone(), text, shade: shade(number, largest) }
    };
    let line = |district: &District| MatrixLine {
        label: district.name.clone(),
        href: draft.link(&address::district(&district.slug)),
        cells: months.iter().map(|month| cell(&district.slug, month)).collect(),
        total: text::grouped(months.iter().map(|month| persons(&district.slug, month)).sum()),
    };
    let lines = basis.settings.districts.iter().map(line).collect();
    let summary = "颜色越深，人次越多；横线表示当月没有公示。".to_owned();
    Some(Matrix { caption: "各地各月公布的补贴人次".to_owned(), summary, months, lines })
}

/// R2: the kinds of project-based training of a district, one box each.
pub(super) fn kinds(basis: &Basis<'_>, draft: &Draft<'_>, district: &District) -> KindsLine {
    let scope = Scope::District(district.slug.clone());
    let id = ListId::Catalogue(Catalogue::Projects, scope.clone());
    let names = basis.catalogues.list(&id).map_or_else(Vec::new, kind_names);
    let (there, due) = (names.len() as u64, basis.settings.rules.project_kinds as u64);
    let class = |at: u64| if at < there { "kind-there" } else { "kind-lacking" };
    KindsLine {
        label: district.name.clone(),
        href: draft.link(&address::scope(Catalogue::Projects, &scope)),
        text: format!("{there} / {due} 种"),
        boxes: (0..there.max(due)).map(|at| KindBox { at, class: class(at) }).collect(),
        names: names.join("、"),
    }
}

/// The occupations of a place by how short they are; none where no list says.
pub(super) fn shortage(place: &str, entries: &Entries<'_>) -> Option<Bars> {
    Head::position(&entries.heads, DEGREE)?;
    let mut degrees: BTreeMap<(usize, String), (u64, u64)> = BTreeMap::new();
    for row in &entries.rows {
        let word = row.text(&entries.heads, DEGREE);
        let word = if word.is_empty() { "没有注明" } else { word };
        let uplifted = !row.text(&entries.heads, "补贴上浮比例").is_empty();
        let counts = degrees.entry((rank(word), word.to_owned())).or_default();
        counts.0 += 1;
        counts.1 += u64::from(uplifted);
    }
    let (all, uplifted) = degrees.values().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let line = |((_, word), (count, uplifted)): (&(usize, String), &(u64, u64))| Line {
        label: word.clone(),
        href: None,
        measures: [count, uplifted].map(|number| (*number, text::grouped(*number))).into(),
    };
    let lines: Vec<Line> = degrees.iter().map(line).collect();
    let summary = format!("共 {all} 个职业（工种），其中 {uplifted} 个参加培训补贴可以上浮。");
    let caption = format!("{place}急需紧缺职业（工种）的紧缺程度");
    (!lines.is_empty()).then(|| bars(caption, summary, &[DEGREE, "职业（工种）数", "其中补贴上浮"], lines))
}

/// The usual words, the most urgent first; other words come after them.
fn rank(word: &str) -> usize {
    const WORDS: [&str; 6] = ["非常紧缺", "特别紧缺", "紧缺", "较紧缺", "比较紧缺", "一般"];
    WORDS.iter().position(|it| *it == word).unwrap_or(WORDS.len())
}

/// How many notices the line of days shows at most.
const NOTICES: usize = 12;

/// The newest notices on a line of days; none where there is no notice.
pub(super) fn timeline(basis: &Basis<'_>, draft: &Draft<'_>) -> Option<Timeline> {
    let mut notices: Vec<(&Slug, &NoticeHistory<'_>)> =
        basis.notices.iter().filter(|(id, _)| basis.in_force.notices.contains_key(*id)).collect();
    notices.sort_by_key(|(id, notice)| (std::cmp::Reverse(notice.period.first()), *id));
    notices.truncate(NOTICES);
    let start = notices.iter().map(|(_, notice)| notice.period.first()).min()?;
    let end = notices.iter().map(|(_, notice)| notice.period.last()).max()?;
    let first = start.with_day(1).unwrap_or(start);
    let days = (end - first).num_days() + 1;
    let line = |(id, notice): &(&Slug, &NoticeHistory<'_>)| TimelineLine {
        notice: Link { label: notice.newest.head.title.clone(), href: draft.link(&address::notice(id)) },
        status: home::status(basis, notice),
        first: notice.period.first().to_string(),
        last: notice.period.last().to_string(),
        start: (notice.period.first() - first).num_days(),
        length: (notice.period.last() - notice.period.first()).num_days() + 1,
    };
    let today = (basis.date - first).num_days();
    Some(Timeline {
        caption: "历次公示的公示期".to_owned(),
        first: first.to_string(),
        last: end.to_string(),
        days,
        months: first
            .iter_days()
            .take_while(|day| *day <= end)
            .filter(|day| day.day() == 1)
            .map(|day| (day - first).num_days())
            .collect(),
        today: (0..days).contains(&today).then_some(today),
        lines: notices.iter().map(line).collect(),
    })
}
