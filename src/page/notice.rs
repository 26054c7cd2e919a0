//! Notices: all of them, and each with its text, dates and totals.

use crate::diagnostic::Report;
use crate::edition::archive::FrozenList;
use crate::edition::withdrawal::Tombstone;
use crate::record::ListId;
use crate::value::district::{District, Slug};
use crate::value::money::Fen;

use super::basis::{Basis, NoticeHistory};
use super::rows;
use super::shell::{Draft, Role, Section};
use super::switcher::Place;
use super::view::subsidy::{DistrictTotal, Notice, Notices, RevisionLine, Totals};
use super::view::table::{Rows, Table};
use super::view::{Content, Fact, Tag};
use super::{Page, address, home, list, markdown, reading, sheets, statistics, text};

pub(super) fn pages<'a>(basis: &Basis<'a>, report: &mut Report) -> Vec<Page<'a>> {
    let mut pages = vec![index(basis)];
    pages.extend(basis.notices.iter().map(|(id, notice)| page(basis, id, notice, report)));
    pages
}

fn index<'a>(basis: &Basis<'a>) -> Page<'a> {
    let mut draft = Draft::new(basis, address::notices(), "补贴公示", Section::Subsidies).column("信息公开目录");
    draft.description = "职业技能培训补贴的历次公示，最新的在前。".to_owned();
    let mut newest_first: Vec<_> =
        basis.notices.iter().filter(|(id, _)| basis.in_force.notices.contains_key(*id)).collect();
    newest_first.sort_by(|(a_id, a), (b_id, b)| {
        b.newest.head.published.cmp(&a.newest.head.published).then_with(|| a_id.cmp(b_id))
    });
    let notices: Vec<_> =
        newest_first.into_iter().map(|(id, notice)| home::notice_card(basis, &draft, id, notice)).collect();
    draft.proof.facts = vec![Fact::new("公示", format!("{} 批", notices.len()))];
    let timeline = statistics::timeline(basis, &draft);
    let empty = notices.is_empty().then(|| basis.nothing_yet("补贴公示"));
    draft.with(basis, Content::Notices(Notices { notices, timeline, empty }), Vec::new())
}

fn page<'a>(basis: &Basis<'a>, id: &Slug, notice: &NoticeHistory<'a>, report: &mut Report) -> Page<'a> {
    let head = &notice.newest.head;
    let mut draft = Draft::new(basis, address::notice(id), &head.title, Section::Subsidies)
        .below("补贴公示", address::notices())
        .changed_on(notice.revisions.last().map_or(basis.date, |revision| revision.published_on));
    draft.description = format!("{}，公示期 {} 至 {}。", head.title, notice.period.first(), notice.period.last());
    let (published, source) = (head.published, head.office.clone());
    draft.role = Role::Article { published, source, keywords: Some("补贴公示".to_owned()), author: None };
    let lists: Vec<FrozenList<'a>> = basis.payment_lists(id).into_iter().map(|(_, list)| list).collect();
    let (persons, amount) = list::sums(lists.iter());
    draft.proof.facts =
        vec![Fact::new("人次", text::grouped(persons)), Fact::new("金额合计", format!("{} 元", text::yuan(amount)))];
    let totals = Totals { persons: text::grouped(persons), amount: text::yuan(amount) };
    let text = markdown::of_notice(id, &basis.known, &notice.newest.body, report);
    draft.outward = text.outward;
    let mut slots = Vec::new();
    let institutions = institutions(basis, &lists, &mut slots);
    let content = content(basis, &draft, id, notice, (totals, institutions), text.html);
    draft.with(basis, Content::Notice(Box::new(content)), slots)
}

fn content(
    basis: &Basis<'_>,
    draft: &Draft<'_>,
    id: &Slug,
    notice: &NoticeHistory<'_>,
    (totals, institutions): (Totals, Option<Table>),
    html: String,
) -> Notice {
    let head = &notice.newest.head;
    Notice {
        document_number: head.document_number.clone(),
        basis: head.basis.clone(),
        office: head.office.clone(),
        published: head.published.to_string(),
        period_first: notice.period.first().to_string(),
        period_last: notice.period.last().to_string(),
        period_rule: head.period_rule.clone(),
        phone: head.phone.clone(),
        supervision_phone: head.supervision_phone.clone(),
        status: home::status(basis, notice),
        html,
        totals,
        districts: district_totals(basis, draft, id, notice),
        institutions,
        revisions: revisions(basis, draft, id, notice),
        warning: warning(basis, id, notice),
        objection: reading::objection(basis, notice),
    }
}

/// Sums by institution of all lists. Where rows left, what is left of them is no sum of all.
fn institutions<'r>(basis: &Basis<'_>, lists: &[FrozenList<'_>], slots: &mut Vec<Rows<'r>>) -> Option<Table> {
    let sums: Option<Vec<_>> = lists.iter().map(|list| basis.gist(list)?.sums.as_ref()).collect();
    rows::institutions("各培训机构的补贴人次和金额，金额大的在前", &rows::added(sums?.into_iter()), slots)
}

/// What a notice says of a district.
enum Line<'b, 'a> {
    /// Its list is in force.
    List(&'b FrozenList<'a>),
    Withdrawn(&'a Tombstone),
    /// It is named, and its list is not there yet.
    Expected,
}

/// What a notice says of a district; nothing if it neither names it nor has a list of it.
fn line<'b, 'a>(
    basis: &'b Basis<'a>,
    id: &Slug,
    notice: &NoticeHistory<'_>,
    district: &Slug,
) -> Option<(ListId, Line<'b, 'a>)> {
    let list_id = ListId::Payments { notice: id.clone(), district: district.clone() };
    let line = match (basis.in_force.lists.get(&list_id), withdrawn(basis, &list_id)) {
        (Some(list), _) => Line::List(list),
        (None, Some(tombstone)) => Line::Withdrawn(tombstone),
        (None, None) if notice.newest.head.districts.contains(district) => Line::Expected,
        (None, None) => return None,
    };
    Some((list_id, line))
}

/// Where to read of another district's list of the same notice. It is a line of the notice and not the revision in
/// force, so that a correction of one list leaves the pages of all others as they are.
pub(super) fn place(basis: &Basis<'_>, id: &Slug, notice: &NoticeHistory<'_>, district: &Slug) -> Place {
    match line(basis, id, notice, district) {
        Some(_) => Place::line(address::notice(id), line_id(district)),
        None => address::district(district).into(),
    }
}

/// The `id` of a district's line.
fn line_id(district: &Slug) -> String {
    format!("district-{district}")
}

/// A line for each district that the notice names or that has a list in it, in the order of the settings.
fn district_totals(basis: &Basis<'_>, draft: &Draft<'_>, id: &Slug, notice: &NoticeHistory<'_>) -> Vec<DistrictTotal> {
    let total = |district: &District| {
        let (list_id, line) = line(basis, id, notice, &district.slug)?;
        let nothing = nothing(district);
        Some(match line {
            Line::List(list) => district_total(basis, draft, nothing, list),
            Line::Withdrawn(tombstone) => {
                let reason = tombstone.withdrawal.reason.in_words();
                let said = format!("名单已由第 {} 版于 {} 撤下，原因：{reason}。", tombstone.by, tombstone.on);
                let page = address::revision_page(&list_id, tombstone.withdrawal.revision, 1);
                DistrictTotal { empty: Some(said), href: Some(draft.link(&page)), ..nothing }
            }
            Line::Expected => DistrictTotal { empty: Some(basis.nothing_yet("本批名单")), ..nothing },
        })
    };
    basis.settings.districts.iter().filter_map(total).collect()
}

/// What stands in place of the newest revision of a list out of force.
fn withdrawn<'a>(basis: &Basis<'a>, id: &ListId) -> Option<&'a Tombstone> {
    basis.lists.get(id)?.last()?.tombstone()
}

fn district_total(
    basis: &Basis<'_>,
    draft: &Draft<'_>,
    nothing: DistrictTotal,
    list: &FrozenList<'_>,
) -> DistrictTotal {
    let entry = list.entry;
    DistrictTotal {
        href: Some(draft.link(&address::revision_page(&entry.id, entry.revision, 1))),
        revision: entry.revision.to_string(),
        published: list.published_on.to_string(),
        rows: text::grouped(entry.rows),
        persons: text::grouped(entry.persons.unwrap_or(0)),
        amount: text::yuan(Fen::new(entry.amount_fen.unwrap_or(0))),
        sha256: entry.sha256.to_string(),
        sheets: sheets::link(basis, list, &draft.path),
        ..nothing
    }
}

/// The line of a district without a list.
fn nothing(district: &District) -> DistrictTotal {
    DistrictTotal {
        id: line_id(&district.slug),
        name: district.name.clone(),
        href: None,
        empty: None,
        revision: String::new(),
        published: String::new(),
        rows: String::new(),
        persons: String::new(),
        amount: String::new(),
        sha256: String::new(),
        sheets: None,
    }
}

fn revisions(basis: &Basis<'_>, draft: &Draft<'_>, id: &Slug, notice: &NoticeHistory<'_>) -> Vec<RevisionLine> {
    let current = basis.in_force.notices.get(id).map(|notice| notice.entry.revision);
    let line = |frozen: &crate::edition::archive::FrozenNotice<'_>| {
        let (label, class) = match current {
            None => ("已撤下", "withdrawn"),
            Some(current) if current == frozen.entry.revision => ("现行", "open"),
            Some(_) => ("已被取代", "closed"),
        };
        RevisionLine {
            revision: frozen.entry.revision.to_string(),
            href: None,
            edition: frozen.edition.to_string(),
            edition_href: draft.link(&address::edition(frozen.edition)),
            published: frozen.published_on.to_string(),
            tag: Tag { label: label.to_owned(), class: class.to_owned(), detail: String::new() },
            rows: String::new(),
            sha256: frozen.entry.sha256.to_string(),
        }
    };
    notice.revisions.iter().rev().map(line).collect()
}

/// What a reader must be told first: that the notice is withdrawn, or that it or a list of it was corrected.
fn warning(basis: &Basis<'_>, id: &Slug, notice: &NoticeHistory<'_>) -> Option<String> {
    if !basis.in_force.notices.contains_key(id) {
        return Some("这份公示已经撤下，不再有效。".to_owned());
    }
    let corrected: Vec<_> = basis
        .payment_lists(id)
        .into_iter()
        .filter(|(_, list)| list::previous(basis, list).is_some())
        .map(|(district, list)| {
            format!("{}名单已于 {} 更正为 {}", district.name, list.published_on, list.entry.revision)
        })
        .collect();
    let left = basis.settings.districts.iter().filter_map(|district| {
        let id = ListId::Payments { notice: id.clone(), district: district.slug.clone() };
        let tombstone = withdrawn(basis, &id).filter(|_| !basis.in_force.lists.contains_key(&id))?;
        Some(format!("{}名单已于 {} 撤下", district.name, tombstone.on))
    });
    let text = (notice.revisions.len() > 1).then(|| "公示正文有更正".to_owned());
    let left: Vec<_> = left.collect();
    let end = if left.is_empty() {
        "各次修订都保留，可以对照。"
    } else {
        "撤下的名单不再有效，不计入合计。"
    };
    let all: Vec<_> = text.into_iter().chain(corrected).chain(left).collect();
    (!all.is_empty()).then(|| format!("{}。{end}", all.join("；")))
}
