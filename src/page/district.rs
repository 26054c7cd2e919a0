//! One district's everything: the page a clerk bookmarks.

use crate::record::{Catalogue, ListId, Scope};
use crate::value::district::{District, DistrictKind};

use super::basis::Basis;
use super::rows::names_row;
use super::shell::{Draft, Section};
use super::view::overview::{self, DistrictCatalogue, DistrictPayment};
use super::view::{Content, Fact, Link};
use super::{Page, address, entries, home, list, statistics, text};
use crate::value::money::Fen;

/// How many entries of a catalogue the page shows.
const SAMPLES: usize = 5;

pub(super) fn pages<'a>(basis: &Basis<'a>) -> Vec<Page<'a>> {
    basis.settings.districts.iter().map(|district| page(basis, district)).collect()
}

fn page<'a>(basis: &Basis<'a>, district: &'a District) -> Page<'a> {
    let path = address::district(&district.slug);
    let mut draft = Draft::new(basis, path, &district.name, Section::Elsewhere).column("信息公开目录").of_district(
        basis,
        Some(&district.slug),
        address::district,
    );
    draft.description = format!("{}的补贴公示、培训项目、创业培训班次和培训机构。", district.name);
    let lists = basis.in_force.lists.values();
    let own =
        lists.filter(|list| matches!(&list.entry.id, ListId::Payments { district: of, .. } if *of == district.slug));
    let (persons, amount) = list::sums(own);
    draft.proof.facts = vec![
        Fact::new("补贴人次", text::grouped(persons)),
        Fact::new("补贴金额", format!("{} 元", text::yuan(amount))),
    ];
    let content = content(basis, &draft, district);
    draft.with(basis, Content::District(Box::new(content)), Vec::new())
}

fn content(basis: &Basis<'_>, draft: &Draft<'_>, district: &District) -> overview::District {
    let payments = payments(basis, draft, district);
    let other =
        |other: &District| Link { label: other.name.clone(), href: draft.link(&address::district(&other.slug)) };
    let others = basis.settings.districts.iter().filter(|it| it.slug != district.slug);
    overview::District {
        name: district.name.clone(),
        kind: match district.kind {
            DistrictKind::County => "县（市、区）",
            DistrictKind::Zone => "功能区",
        },
        code: district.code.clone(),
        phone: district.phone.clone(),
        progress: home::paid(basis, Some(district)),
        kinds: home::kinds(basis, district),
        kinds_note: home::kinds_note(basis),
        kinds_line: statistics::kinds(basis, draft, district),
        months: statistics::by_month(basis, Some(district)),
        no_payments: payments.is_empty().then(|| basis.nothing_yet("补贴公示名单")),
        payments,
        catalogues: Catalogue::ALL.map(|of| district_catalogue(basis, draft, district, of)).into(),
        others: others.map(other).collect(),
    }
}

fn payments(basis: &Basis<'_>, draft: &Draft<'_>, district: &District) -> Vec<DistrictPayment> {
    let mut newest_first: Vec<_> = basis.notices.iter().collect();
    newest_first.sort_by(|(a_id, a), (b_id, b)| {
        b.newest.head.published.cmp(&a.newest.head.published).then_with(|| a_id.cmp(b_id))
    });
    let line = |(id, notice): (&crate::value::district::Slug, &super::basis::NoticeHistory<'_>)| {
        let id = ListId::Payments { notice: id.clone(), district: district.slug.clone() };
        let entry = basis.in_force.lists.get(&id)?.entry;
        Some(DistrictPayment {
            title: notice.newest.head.title.clone(),
            href: draft.link(&address::revision_page(&id, entry.revision, 1)),
            published: notice.newest.head.published.to_string(),
            period: format!("{} 至 {}", notice.period.first(), notice.period.last()),
            status: home::status(basis, notice),
            persons: text::grouped(entry.persons.unwrap_or(0)),
            amount: text::yuan(Fen::new(entry.amount_fen.unwrap_or(0))),
            revision: entry.revision.to_string(),
        })
    };
    newest_first.into_iter().filter_map(line).collect()
}

fn district_catalogue(basis: &Basis<'_>, draft: &Draft<'_>, district: &District, of: Catalogue) -> DistrictCatalogue {
    let scope = Scope::District(district.slug.clone());
    let entries = entries::entries(basis, of, &scope);
    let count = entries.rows.len();
    let updated = entries.lists.iter().map(|list| list.published_on).max();
    DistrictCatalogue {
        title: of.kind().name(),
        href: draft.link(&address::scope(of, &scope)),
        count: text::grouped(count as u64),
        updated: updated.filter(|_| count > 0).map(|day| format!("{day} 更新")),
        empty: (count == 0).then(|| basis.nothing_yet(of.kind().name())),
        samples: samples(of, &entries),
    }
}

/// The first few entries: what each is called, and when or at what level it is.
fn samples(of: Catalogue, entries: &entries::Entries<'_>) -> Vec<Fact> {
    let second = match of {
        Catalogue::Projects => "组织时间",
        Catalogue::Occupations | Catalogue::Standards => "等级",
        Catalogue::Courses => "开班日期",
        Catalogue::Institutions => "联系电话",
    };
    let fact = |row: &super::view::table::Row| {
        Fact::new(row.text(&entries.heads, names_row(of.kind())), row.text(&entries.heads, second))
    };
    entries.rows.iter().take(SAMPLES).map(fact).collect()
}
