//! Lists of payments: every revision, 200 rows a page.

use crate::edition::archive::FrozenList;
use crate::output::SitePath;
use crate::record::{Kind, ListId};
use crate::value::district::Slug;

use super::basis::{Basis, NoticeHistory};
use super::list::{self, Standing};
use super::rows::{self, Payments, changes_in_words};
use super::shell::{Draft, Role, Section};
use super::status::{Retention, page_count};
use super::view::subsidy::{self as view, PageLink};
use super::view::table::Rows;
use super::view::{Content, Download, Fact, Link};
use super::{Page, ROWS_A_PAGE, address, home, reading, sheets, text};

pub(super) fn pages<'a>(basis: &Basis<'a>) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    for (id, revisions) in &basis.lists {
        let ListId::Payments { notice: notice_id, district } = id else { continue };
        let Some(notice) = basis.notices.get(notice_id) else { continue };
        for frozen in revisions {
            let paper = Paper::new(basis, notice_id, notice, district, *frozen);
            pages.extend((1..=paper.pages).map(|number| paper.page(number)));
        }
    }
    pages
}

/// One revision of one list, and what all of its pages share.
struct Paper<'b, 'a> {
    basis: &'b Basis<'a>,
    notice_id: &'b Slug,
    notice: &'b NoticeHistory<'a>,
    district: &'b Slug,
    frozen: FrozenList<'a>,
    /// Its rows; none where they left.
    payments: Option<Payments<'a>>,
    privacy: Vec<Fact>,
    retention: Retention,
    downloads: Vec<Download>,
    changes: Option<String>,
    pages: usize,
}

impl<'b, 'a> Paper<'b, 'a> {
    fn new(
        basis: &'b Basis<'a>,
        notice_id: &'b Slug,
        notice: &'b NoticeHistory<'a>,
        district: &'b Slug,
        frozen: FrozenList<'a>,
    ) -> Self {
        let retention = basis.retention(notice, frozen.entry.kind);
        let first = address::revision_page(&frozen.entry.id, frozen.entry.revision, 1);
        let rows = frozen.kept().map_or(0, |_| usize::try_from(frozen.entry.rows).unwrap_or(0));
        Self {
            basis,
            notice_id,
            notice,
            district,
            frozen,
            privacy: reading::privacy(basis, notice, &frozen),
            payments: frozen.kept().map(|kept| Payments::read(basis, &kept)),
            retention,
            downloads: basis.shelf.lines(&frozen, &first),
            changes: changes_in_words(basis, list::previous(basis, &frozen).as_ref(), &frozen),
            pages: page_count(rows, ROWS_A_PAGE),
        }
    }

    fn page(&self, number: usize) -> Page<'a> {
        let draft = self.draft(number);
        let mut slots = Vec::new();
        let content = self.content(&draft, number, &mut slots);
        draft.with(self.basis, Content::Payments(Box::new(content)), slots)
    }

    /// Pages of persons' rows stay out of site map and feed: only the notice leads to them.
    fn draft(&self, number: usize) -> Draft<'a> {
        let (basis, entry, head) = (self.basis, self.frozen.entry, &self.notice.newest.head);
        let name = basis.district_name(self.district);
        let title = match number {
            1 => format!("{name}补贴名单 {}", entry.revision),
            _ => format!("{name}补贴名单 {} 第{number}页", entry.revision),
        };
        let path = address::revision_page(&entry.id, entry.revision, number);
        let mut draft = Draft::new(basis, path, title, Section::Subsidies)
            .below("补贴公示", address::notices())
            .below(&head.title, address::notice(self.notice_id))
            .of_district(basis, Some(self.district), |slug| self.like(slug))
            .facts(list::facts(&self.frozen))
            .unlisted();
        draft.description = format!("{}：{name}。", head.title);
        draft.role = Role::Article {
            published: head.published,
            source: head.office.clone(),
            keywords: Some("补贴公示".to_owned()),
            author: None,
        };
        draft.proof.list = Some(self.frozen);
        draft
    }

    /// Another district's list of the same notice; its own page where it has none.
    fn like(&self, district: &Slug) -> SitePath {
        let id = ListId::Payments { notice: self.notice_id.clone(), district: district.clone() };
        match self.basis.in_force.lists.get(&id) {
            Some(list) => address::revision_page(&id, list.entry.revision, 1),
            None => address::district(district),
        }
    }

    fn content(&self, draft: &Draft<'a>, number: usize, slots: &mut Vec<Rows<'a>>) -> view::Payments {
        let (basis, entry, head) = (self.basis, self.frozen.entry, &self.notice.newest.head);
        let standing = Standing::of(basis, &self.frozen);
        let period = self.notice.period;
        let at = |page: usize| draft.link(&address::revision_page(&entry.id, entry.revision, page));
        view::Payments {
            notice: Link { label: head.title.clone(), href: draft.link(&address::notice(self.notice_id)) },
            document_number: head.document_number.clone(),
            district: Link {
                label: basis.district_name(self.district),
                href: draft.link(&address::district(self.district)),
            },
            period: format!("{} 至 {}", period.first(), period.last()),
            status: home::status(basis, self.notice),
            supervision_phone: head.supervision_phone.clone(),
            phone: head.phone.clone(),
            published: self.frozen.published_on.to_string(),
            revision: entry.revision.to_string(),
            superseded: standing.superseded(&draft.path),
            withdrawn: standing.withdrawn(),
            left: list::left(basis, &self.frozen, &draft.path),
            facts: list::facts(&self.frozen),
            table: self.table(number, slots),
            reading: self.payments.as_ref().map_or_else(Vec::new, |payments| payments.reading.clone()),
            privacy: self.privacy.clone(),
            objection: reading::objection(basis, self.notice),
            gone: self.gone(),
            range: self.range_in_words(number),
            pages: page_links(number, self.pages, at),
            previous: (number > 1).then(|| at(number - 1)),
            next: (number < self.pages).then(|| at(number + 1)),
            sheets: sheets::link(basis, &self.frozen, &draft.path),
            institutions: self.institutions(number),
            downloads: self.downloads.clone(),
            changes: self.changes.clone(),
            revisions: list::revisions(basis, &self.frozen, &draft.path),
            sha256: entry.sha256.to_string(),
            sm3: entry.sm3.to_string(),
        }
    }

    fn range(&self, number: usize) -> std::ops::Range<usize> {
        let rows = usize::try_from(self.frozen.entry.rows).unwrap_or(0);
        let start = (number - 1) * ROWS_A_PAGE;
        start.min(rows)..(start + ROWS_A_PAGE).min(rows)
    }

    fn range_in_words(&self, number: usize) -> String {
        let range = self.range(number);
        let all = text::grouped(self.frozen.entry.rows);
        format!("第 {}–{} 行，共 {all} 行", range.start + 1, range.end)
    }

    fn table(&self, number: usize, slots: &mut Vec<Rows<'a>>) -> Option<super::view::table::Table> {
        let (Retention::Shown, Some(payments)) = (self.retention, &self.payments) else { return None };
        let range = self.range(number);
        let name = self.basis.district_name(self.district);
        let what = match self.frozen.entry.kind {
            Kind::InstitutionPayments => "拨付机构（企业）名单",
            _ => "补贴人员名单",
        };
        let caption = format!("{name}{what}（{}）", self.range_in_words(number));
        let count = range.len();
        Some(rows::table(caption, payments.heads(), payments.rows(range), count, slots))
    }

    /// Sums by institution, on the first page.
    fn institutions(&self, number: usize) -> Vec<view::InstitutionTotal> {
        let payments = self.payments.as_ref().filter(|_| number == 1);
        payments.map_or_else(Vec::new, |payments| payments.institutions.clone())
    }

    fn gone(&self) -> Option<String> {
        if self.payments.is_none() {
            return Some(list::NO_ROWS.to_owned());
        }
        let Retention::Over { until } = self.retention else { return None };
        Some(format!(
            "公示期已于 {} 结束。为保护个人信息，名单各行显示到 {until} 为止，现已不再展示和提供下载；\
             人数、金额合计和校验值仍然保留，可用来核对当时存档的名单。",
            self.notice.period.last()
        ))
    }
}

/// Links to the first, the last and the pages around the current one; gaps between them have no link and say so.
fn page_links(current: usize, last: usize, at: impl Fn(usize) -> String) -> Vec<PageLink> {
    if last <= 1 {
        return Vec::new();
    }
    let shown = |page: &usize| *page == 1 || *page == last || page.abs_diff(current) <= 2;
    let mut links: Vec<PageLink> = Vec::new();
    let mut before = 0;
    for page in (1..=last).filter(shown) {
        if page > before + 1 {
            links.push(PageLink { label: "…".to_owned(), href: None });
        }
        links.push(PageLink { label: page.to_string(), href: (page != current).then(|| at(page)) });
        before = page;
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_have_gaps_in_their_page_links() {
        let labels = |current, last| {
            let links = page_links(current, last, |page| page.to_string());
            links.into_iter().map(|link| link.label).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(labels(1, 1), "");
        assert_eq!(labels(2, 3), "1 2 3");
        assert_eq!(labels(10, 20), "1 … 8 9 10 11 12 … 20");
        assert_eq!(labels(20, 20), "1 … 18 19 20");
    }
}
