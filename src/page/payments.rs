//! Lists of payments: every revision, a hundred rows a page. A list may be long and there are many, so one is read, made
//! and let go at a time; what the rest of the site says of it stays as its [`Gist`].

use std::sync::Arc;

use crate::diagnostic::{Failed, Report};
use crate::edition::archive::FrozenList;
use crate::edition::list::PublicList;
use crate::record::{Kind, ListId};
use crate::value::digest::Digest;
use crate::value::district::Slug;

use super::basis::{Basis, NoticeHistory};
use super::gist::Gist;
use super::list::{self, Standing};
use super::rows::{self, Records};
use super::shell::{Draft, Role, Section};
use super::status::{Retention, page_count};
use super::switcher::Switcher;
use super::view::subsidy::{self as view, PageLink};
use super::view::table::{Naming, Rows, Table};
use super::view::{Content, Fact, Link};
use super::{Give, Page, Piece, ROWS_A_PAGE, address, downloads, home, notice, reading, sheets, text};

/// The revisions of lists of payments that have pages, oldest first of each list.
pub(super) fn all<'a>(basis: &Basis<'a>) -> Vec<FrozenList<'a>> {
    let has_pages = |id: &ListId| matches!(id, ListId::Payments { notice, .. } if basis.notices.contains_key(notice));
    basis.lists.iter().filter(|(id, _)| has_pages(id)).flat_map(|(_, revisions)| revisions).copied().collect()
}

/// Makes everything of one revision: its downloads, its pages and its sheets.
pub(super) fn make(
    basis: &Basis<'_>,
    frozen: &FrozenList<'_>,
    give: &mut Give<'_>,
    report: &mut Report,
) -> Result<Gist, Failed> {
    let ListId::Payments { notice: notice_id, district } = &frozen.entry.id else { return Ok(Gist::default()) };
    let Some(notice) = basis.notices.get(notice_id) else { return Ok(Gist::default()) };
    let Some(kept) = frozen.kept() else {
        let paper = Paper::new(basis, notice_id, notice, district, *frozen, None, Gist::default());
        give(Piece::page(paper.page(1)), report)?;
        return Ok(Gist::default());
    };
    let held = kept.read().or_else(|lost| report.fail(lost.diagnostic()))?;
    let (bytes, public) = (&*held.bytes, held.list());
    let mut gist = Gist::of(&public, before(basis, frozen, report)?.as_ref());
    if downloads::is_shown(basis, frozen) {
        let made = downloads::made(basis, frozen, bytes, &public);
        gist.items = made.iter().map(|(item, _)| item.clone()).collect();
        made.into_iter().try_for_each(|(item, file)| give(Piece::File(file, item.sha256), report))?;
    }
    let open = Open { records: Records::of(&public, bytes, rows::numbered_heads(&public)), public: &public };
    let paper = Paper::new(basis, notice_id, notice, district, *frozen, Some(open), gist);
    (1..=paper.pages).try_for_each(|number| give(Piece::page(paper.page(number)), report))?;
    sheets::make(basis, frozen, bytes, &public, &paper.gist.items, &mut |page| give(Piece::page(page), report))?;
    Ok(paper.gist)
}

/// What all files of a revision follow from: its digest, the settings, the revision before it, and its first page,
/// which says what is said on every other. It is laid out as if the rows had left; the digest stands for them.
pub(super) fn premises(basis: &Basis<'_>, frozen: &FrozenList<'_>) -> Option<Digest> {
    let ListId::Payments { notice: notice_id, district } = &frozen.entry.id else { return None };
    let notice = basis.notices.get(notice_id)?;
    let paper = Paper::new(basis, notice_id, notice, district, *frozen, None, Gist::default());
    let draft = paper.draft(1);
    let content = paper.content(&draft, 1, &mut Vec::new());
    let page = draft.without_code().with(basis, Content::Payments(Box::new(content)), Vec::new());
    let previous = list::previous(basis, frozen).map(|it| (it.entry.sha256, it.kept().is_some()));
    let rows = (frozen.entry.sha256, frozen.kept().is_some(), downloads::is_shown(basis, frozen), previous);
    let text = serde_json::to_vec(&(basis.decided, rows, page.path, page.shell, page.content)).ok()?;
    Some(Digest::of(&text))
}

/// The revision before one; none before the first, and where its rows left.
fn before(basis: &Basis<'_>, frozen: &FrozenList<'_>, report: &mut Report) -> Result<Option<PublicList>, Failed> {
    let kept = list::previous(basis, frozen).and_then(|previous| previous.kept());
    kept.map(|kept| kept.list()).transpose().or_else(|lost| report.fail(lost.diagnostic()))
}

/// The rows of a list that is open.
struct Open<'r> {
    records: Records<'r>,
    public: &'r PublicList,
}

/// One revision of one list, and what all of its pages share.
struct Paper<'b, 'a, 'r> {
    basis: &'b Basis<'a>,
    notice_id: &'b Slug,
    notice: &'b NoticeHistory<'a>,
    district: &'b Slug,
    frozen: FrozenList<'a>,
    /// Its rows; none where they left.
    open: Option<Open<'r>>,
    gist: Gist,
    switcher: Arc<Switcher>,
    reading: Vec<String>,
    privacy: Vec<Fact>,
    retention: Retention,
    changes: Option<String>,
    pages: usize,
}

impl<'b, 'a, 'r> Paper<'b, 'a, 'r> {
    fn new(
        basis: &'b Basis<'a>,
        notice_id: &'b Slug,
        notice: &'b NoticeHistory<'a>,
        district: &'b Slug,
        frozen: FrozenList<'a>,
        open: Option<Open<'r>>,
        gist: Gist,
    ) -> Self {
        let rows = open.as_ref().map_or(0, |_| usize::try_from(frozen.entry.rows).unwrap_or(0));
        let previous = list::previous(basis, &frozen).map(|previous| previous.entry.revision);
        let compared = |(previous, changes)| format!("与 {previous} 相比：{changes}");
        let place = |slug: &Slug| notice::place(basis, notice_id, notice, slug);
        Self {
            basis,
            notice_id,
            notice,
            district,
            frozen,
            switcher: Arc::new(Switcher::new(basis.settings, Some(district), place)),
            reading: open.as_ref().map_or_else(Vec::new, |open| reading::of_payments(open.public)),
            privacy: reading::privacy(basis, notice, &frozen, open.as_ref().map(|open| open.public)),
            retention: basis.retention(notice, frozen.entry.kind),
            changes: previous.zip(gist.changes.as_ref()).map(compared),
            pages: page_count(rows, ROWS_A_PAGE),
            open,
            gist,
        }
    }

    fn page(&self, number: usize) -> Page<'r> {
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
            .switched_by(Arc::clone(&self.switcher))
            .of_revision(basis, self.frozen, Arc::clone(&self.gist.items))
            .facts(list::facts(&self.frozen))
            .unlisted();
        draft.description = format!("{}：{name}。", head.title);
        draft.role = Role::Article {
            published: head.published,
            source: head.office.clone(),
            keywords: Some("补贴公示".to_owned()),
            author: None,
        };
        draft
    }

    fn content(&self, draft: &Draft<'a>, number: usize, slots: &mut Vec<Rows<'r>>) -> view::Payments {
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
            reading: self.reading.clone(),
            privacy: self.privacy.clone(),
            objection: reading::objection(basis, self.notice),
            gone: self.gone(),
            range: self.range_in_words(number),
            pages: page_links(number, self.pages, at),
            previous: (number > 1).then(|| at(number - 1)),
            next: (number < self.pages).then(|| at(number + 1)),
            sheets: sheets::link(basis, &self.frozen, &draft.path),
            institutions: self.institutions(number, slots),
            downloads: downloads::lines(&self.gist.items, &self.frozen, &draft.path),
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

    fn table(&self, number: usize, slots: &mut Vec<Rows<'r>>) -> Option<Table> {
        let (Retention::Shown, Some(open)) = (self.retention, &self.open) else { return None };
        let range = self.range(number);
        let name = self.basis.district_name(self.district);
        let what = match self.frozen.entry.kind {
            Kind::InstitutionPayments => "拨付机构（企业）名单",
            _ => "补贴人员名单",
        };
        let caption = format!("{name}{what}（{}）", self.range_in_words(number));
        let count = range.len();
        Some(rows::table(caption, open.records.heads(), open.records.rows(range, Naming::None), count, slots))
    }

    /// Sums by institution, on the first page.
    fn institutions(&self, number: usize, slots: &mut Vec<Rows<'r>>) -> Option<Table> {
        let sums = self.gist.sums.as_ref().filter(|_| number == 1)?;
        rows::institutions("本名单各培训机构的补贴人次和金额，金额大的在前", sums, slots)
    }

    fn gone(&self) -> Option<String> {
        if self.open.is_none() {
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
