//! 首页

use crate::output::SitePath;
use crate::record::{Catalogue, ListId, Scope};
use crate::value::district::{District, Slug};

use super::basis::{Basis, NoticeHistory};
use super::shell::{Draft, Section};
use super::status::{Status, percent, project_kinds};
use super::view::overview::{ArticleLine, CatalogueCard, DistrictCard, Home, NoticeCard, Task};
use super::view::{Content, Fact, Progress, Tag};
use super::{Page, address, list, text, update};

/// How many lines 最近更新 and the articles on the home page have at most.
const UPDATES: usize = 12;
const ARTICLES: usize = 6;

pub(super) fn page<'a>(basis: &Basis<'a>) -> Page<'a> {
    let title = basis.settings.site.name.clone();
    let mut draft = Draft::new(basis, address::home(), title, Section::Home).column("首页").facts(facts(basis));
    draft.description.clone_from(&basis.settings.site.description);
    let content = content(basis, &draft);
    draft.with(basis, Content::Home(Box::new(content)), Vec::new())
}

fn content(basis: &Basis<'_>, draft: &Draft<'_>) -> Home {
    let open = open_notices(basis, draft);
    let none = || format!("{} 没有正在公示的名单；历次公示都在“补贴公示”里。", basis.date);
    let card = |of| catalogue_card(basis, draft, of);
    Home {
        none_open: open.is_empty().then(none),
        open,
        tasks: tasks(draft),
        statistics_href: draft.link(&address::statistics()),
        progress: paid(basis, None),
        facts: facts(basis),
        districts: basis.settings.districts.iter().map(|district| district_card(basis, draft, district)).collect(),
        catalogues: Catalogue::ALL.map(card).into(),
        updates: updates(basis, draft),
        articles: basis.articles.iter().take(ARTICLES).map(|article| article_line(draft, article)).collect(),
        notices_href: draft.link(&address::notices()),
        editions_href: draft.link(&address::editions()),
        articles_href: draft.link(&address::articles()),
    }
}

/// What most people come for.
fn tasks(draft: &Draft<'_>) -> Vec<Task> {
    let task = |title, hint, page: SitePath| Task { title, hint, href: draft.link(&page) };
    vec![
        task("看补贴公示", "有没有我，金额对不对", address::notices()),
        task("学一门技能", "免费或补贴的培训项目", address::catalogue(Catalogue::Projects)),
        task("自己创业", "马兰花创业培训班", address::catalogue(Catalogue::Courses)),
        task("哪些工作缺人", "急需紧缺职业（工种）", address::catalogue(Catalogue::Occupations)),
        task("能补多少钱", "学时和补贴标准", address::catalogue(Catalogue::Standards)),
        task("找正规机构", "培训机构名单", address::catalogue(Catalogue::Institutions)),
    ]
}

fn updates(basis: &Basis<'_>, draft: &Draft<'_>) -> Vec<super::view::overview::Update> {
    let newest_first = basis.archive.editions().iter().rev().take(UPDATES);
    newest_first.flat_map(|edition| update::lines(basis, edition, &draft.path)).take(UPDATES).collect()
}

pub(super) fn facts(basis: &Basis<'_>) -> Vec<Fact> {
    let payments = basis.in_force.lists.values().filter(|list| matches!(list.entry.id, ListId::Payments { .. }));
    let (persons, amount) = list::sums(payments);
    let rows = |of| basis.catalogue_lists(of).iter().map(|list| list.entry.rows).sum::<u64>();
    vec![
        Fact::new("补贴公示", format!("{} 批", basis.in_force.notices.len())),
        Fact::new("补贴人次", text::grouped(persons)),
        Fact::new("补贴金额", format!("{} 元", text::yuan(amount))),
        Fact::new("培训项目", format!("{} 个", text::grouped(rows(Catalogue::Projects)))),
    ]
}

/// Notices that are open or to come, the one that closes first in front.
fn open_notices(basis: &Basis<'_>, draft: &Draft<'_>) -> Vec<NoticeCard> {
    let mut open: Vec<_> = basis
        .in_force
        .notices
        .keys()
        .filter_map(|id| Some((id, basis.notices.get(id)?)))
        .filter(|(_, notice)| basis.status(notice.period) != Status::Closed)
        .collect();
    open.sort_by_key(|(_, notice)| (notice.period.last(), notice.period.first()));
    open.into_iter().map(|(id, notice)| notice_card(basis, draft, id, notice)).collect()
}

/// A notice on a card.
pub(super) fn notice_card(basis: &Basis<'_>, draft: &Draft<'_>, id: &Slug, notice: &NoticeHistory<'_>) -> NoticeCard {
    let lists = basis.payment_lists(id);
    let (persons, amount) = list::sums(lists.iter().map(|(_, list)| list));
    let head = &notice.newest.head;
    NoticeCard {
        title: head.title.clone(),
        href: draft.link(&address::notice(id)),
        document_number: head.document_number.clone(),
        published: head.published.to_string(),
        period_first: notice.period.first().to_string(),
        period_last: notice.period.last().to_string(),
        status: status(basis, notice),
        districts: lists.len().to_string(),
        persons: text::grouped(persons),
        amount: text::yuan(amount),
    }
}

/// A notice's status tag.
pub(super) fn status(basis: &Basis<'_>, notice: &NoticeHistory<'_>) -> Tag {
    let status = basis.status(notice.period);
    Tag { label: status.label().to_owned(), class: status.class().to_owned(), detail: status.detail(notice.period) }
}

fn district_card(basis: &Basis<'_>, draft: &Draft<'_>, district: &District) -> DistrictCard {
    let open = |(id, notice): (&Slug, &NoticeHistory<'_>)| {
        let id = ListId::Payments { notice: id.clone(), district: district.slug.clone() };
        matches!(basis.status(notice.period), Status::Open { .. }) && basis.in_force.lists.contains_key(&id)
    };
    let open = basis.notices.iter().filter(|notice| open(*notice)).count();
    DistrictCard {
        name: district.name.clone(),
        href: draft.link(&address::district(&district.slug)),
        progress: paid(basis, Some(district)),
        kinds: kinds(basis, district),
        open: (open > 0).then(|| format!("{open} 项公示中")),
    }
}

/// R8: person-times against the target. Source: 泰人社字〔2021〕12号 一.
pub(super) fn paid(basis: &Basis<'_>, district: Option<&District>) -> Progress {
    let rules = &basis.settings.rules;
    let target = match district {
        Some(district) => district.target.unwrap_or(0),
        None => rules.city_target,
    };
    let done = basis.paid(district.map(|district| &district.slug));
    progress(format!("{}年已公示补贴", rules.target_year), done, target.into())
}

/// R2: the sentence on the deadline.
pub(super) fn kinds_note(basis: &Basis<'_>) -> String {
    let rules = &basis.settings.rules;
    format!("{} 前不少于 {} 种", rules.project_kinds_by, rules.project_kinds)
}

/// R2: kinds of project-based training against the duty. Source: 泰人社字〔2021〕12号 二（五）.
pub(super) fn kinds(basis: &Basis<'_>, district: &District) -> Progress {
    let id = ListId::Catalogue(Catalogue::Projects, Scope::District(district.slug.clone()));
    let kinds = basis.catalogues.list(&id).map_or(0, project_kinds);
    progress("项目制培训种类".to_owned(), kinds as u64, basis.settings.rules.project_kinds as u64)
}

fn progress(label: String, done: u64, target: u64) -> Progress {
    let (done_text, target_text) = (text::grouped(done), text::grouped(target));
    Progress { label, done, target, done_text, target_text, percent: percent(done, target) }
}

fn catalogue_card(basis: &Basis<'_>, draft: &Draft<'_>, of: Catalogue) -> CatalogueCard {
    let lists = basis.catalogue_lists(of);
    let updated = lists.iter().map(|list| list.published_on).max();
    let words = super::entries::words(of);
    CatalogueCard {
        title: of.kind().name(),
        purpose: words.purpose,
        href: draft.link(&address::catalogue(of)),
        count: text::grouped(lists.iter().map(|list| list.entry.rows).sum()),
        updated: updated.map_or_else(|| basis.nothing_yet("内容"), |day| format!("{day} 更新")),
    }
}

/// An article in a list.
pub(super) fn article_line(draft: &Draft<'_>, article: &super::article::Article) -> ArticleLine {
    ArticleLine {
        title: article.title.clone(),
        href: draft.link(&address::article(&article.slug)),
        published: article.published.to_string(),
        source: article.source.clone(),
        description: article.description.clone(),
    }
}
