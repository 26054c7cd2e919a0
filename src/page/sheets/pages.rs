//! The pages of the sheets.

use std::sync::Arc;

use crate::diagnostic::Failed;
use crate::edition::archive::{self, FrozenList};
use crate::edition::list::PublicList;
use crate::output::SitePath;
use crate::page::basis::{Basis, NoticeHistory};
use crate::page::downloads::Item;
use crate::page::rows::{self, Records};
use crate::page::shell::{Draft, Section};
use crate::page::view::sheet as view;
use crate::page::view::table::Naming;
use crate::page::view::{Content, Fact};
use crate::page::{Page, address, downloads, list, text};
use crate::record::{Kind, ListId, Scope};
use crate::settings::Derived;

use super::columns::Columns;
use super::{Sheet, heading, of};

/// The sheets of every catalogue in force whose rows are there.
pub(in crate::page) fn of_catalogues<'a>(basis: &Basis<'a>) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    for list in basis.in_force.lists.values() {
        let (archive::Content::Held(bytes), Some(held)) = (list.content, list.held()) else { continue };
        if !has_sheets(basis, list) {
            continue;
        }
        let stack = Stack::new(basis, *list, bytes, &held.list(), &basis.items(list));
        pages.extend(stack.pages());
    }
    pages
}

/// Makes the sheets of a list one by one, if it has any.
pub(in crate::page) fn make<'r>(
    basis: &Basis<'_>,
    frozen: &FrozenList<'_>,
    bytes: &'r [u8],
    public: &PublicList,
    items: &Arc<[Item]>,
    give: &mut dyn FnMut(Page<'r>) -> Result<(), Failed>,
) -> Result<(), Failed> {
    if !has_sheets(basis, frozen) {
        return Ok(());
    }
    Stack::new(basis, *frozen, bytes, public, items).pages().try_for_each(give)
}

/// Only the revision in force has sheets, while its rows are shown, where the site makes any.
fn has_sheets(basis: &Basis<'_>, list: &FrozenList<'_>) -> bool {
    let entry = list.entry;
    let current = basis.in_force.lists.get(&entry.id).is_some_and(|it| it.entry.revision == entry.revision);
    current && basis.settings.capture.sheets == Derived::Made && downloads::is_shown(basis, list)
}

/// The first sheet of a list, as a link on a page; none where the list has no sheets.
pub(in crate::page) fn link(basis: &Basis<'_>, list: &FrozenList<'_>, on: &SitePath) -> Option<String> {
    let entry = list.entry;
    has_sheets(basis, list).then(|| on.link_to(&address::sheet(&entry.id, entry.revision, 1)))
}

/// All sheets of a list, and what they share.
struct Stack<'b, 'a, 'r> {
    basis: &'b Basis<'a>,
    frozen: FrozenList<'a>,
    items: Arc<[Item]>,
    columns: Columns,
    records: Records<'r>,
    sheets: Vec<Sheet>,
    title: String,
    subject: String,
    facts: Vec<Fact>,
}

impl<'b, 'a, 'r> Stack<'b, 'a, 'r> {
    fn new(
        basis: &'b Basis<'a>,
        frozen: FrozenList<'a>,
        bytes: &'r [u8],
        public: &PublicList,
        items: &Arc<[Item]>,
    ) -> Self {
        let columns = Columns::of(public);
        let (title, subject, facts) = match &frozen.entry.id {
            ListId::Payments { notice, district } => {
                of_payments(basis, &frozen, basis.notices.get(notice), &basis.district_name(district))
            }
            ListId::Catalogue(_, scope) => of_catalogue(basis, &frozen, scope),
        };
        let records = Records::read(bytes, columns.heads.clone());
        Self { basis, frozen, items: Arc::clone(items), columns, records, sheets: of(public), title, subject, facts }
    }

    fn pages(&self) -> impl Iterator<Item = Page<'r>> {
        (1..).zip(&self.sheets).map(|(number, sheet)| self.page(number, sheet))
    }

    fn page(&self, number: usize, sheet: &Sheet) -> Page<'r> {
        let (basis, entry) = (self.basis, self.frozen.entry);
        let path = address::sheet(&entry.id, entry.revision, number);
        let title = format!("{} {} 截图存证 第{number}张", basis.list_title(&entry.id), entry.revision);
        let section = match entry.id {
            ListId::Payments { .. } => Section::Subsidies,
            ListId::Catalogue(of, _) => Section::Catalogue(of),
        };
        let mut draft = Draft::new(basis, path, title, section)
            .of_revision(basis, self.frozen, Arc::clone(&self.items))
            .facts(list::facts(&self.frozen))
            .unlisted();
        draft.description = format!("{}，{}。", self.subject, self.range(sheet));
        let mut slots = Vec::new();
        let content = self.content(&draft, number, sheet, &mut slots);
        draft.with(basis, Content::Sheet(Box::new(content)), slots)
    }

    fn content(
        &self,
        draft: &Draft<'a>,
        number: usize,
        sheet: &Sheet,
        slots: &mut Vec<crate::page::view::table::Rows<'r>>,
    ) -> view::Sheet {
        let (basis, entry, last) = (self.basis, self.frozen.entry, self.sheets.len());
        let at = |number| draft.link(&address::sheet(&entry.id, entry.revision, number));
        let records = self.records.rows(sheet.rows.clone(), Naming::ByNumber);
        let caption = self.subject.clone();
        view::Sheet {
            issuer_size: heading::issuer_size(&basis.settings.site.name),
            address_size: heading::address_size(&draft.address(basis)),
            title_size: heading::title_size(&self.title),
            title: self.title.clone(),
            place: format!("第 {number} 张，共 {last} 张"),
            subject: self.subject.clone(),
            range: self.range(sheet),
            facts_size: heading::facts_size(&self.facts),
            facts: self.facts.clone(),
            sums: self.sums(sheet),
            density: self.columns.density.name(),
            table: rows::table(caption, self.columns.heads.clone(), records, sheet.rows.len(), slots),
            widths: self.columns.parts.clone(),
            previous: (number > 1).then(|| at(number - 1)),
            next: (number < last).then(|| at(number + 1)),
            list: draft.link(&address::revision_page(&entry.id, entry.revision, 1)),
        }
    }

    fn range(&self, sheet: &Sheet) -> String {
        let grouped = |number: usize| text::grouped(number as u64);
        let (first, last) = (grouped(sheet.rows.start + 1), grouped(sheet.rows.end));
        format!("第 {first} 行至第 {last} 行，共 {} 行", text::grouped(self.frozen.entry.rows))
    }

    fn sums(&self, sheet: &Sheet) -> Vec<Fact> {
        let entry = self.frozen.entry;
        let persons = |persons: u64| format!("{} 人次", text::grouped(persons));
        let yuan = |amount| format!("{} 元", text::yuan(amount));
        let rows = |count: u64| format!("{} 行", text::grouped(count));
        let line = |count: u64, heads: Option<u64>, amount: Option<crate::value::money::Fen>| {
            let parts = [Some(rows(count)), heads.map(persons), amount.map(yuan)];
            parts.into_iter().flatten().collect::<Vec<_>>().join("，")
        };
        let total = entry.amount_fen.map(crate::value::money::Fen::new);
        vec![
            Fact::new("本张小计", line(sheet.rows.len() as u64, sheet.persons, sheet.amount)),
            Fact::new("全份合计", line(entry.rows, entry.persons, total)),
        ]
    }
}

/// Title, subject and facts of a list.
type Head = (String, String, Vec<Fact>);

fn of_payments(basis: &Basis<'_>, list: &FrozenList<'_>, notice: Option<&NoticeHistory<'_>>, district: &str) -> Head {
    let what = match list.entry.kind {
        Kind::InstitutionPayments => "拨付机构（企业）名单",
        _ => "补贴人员名单",
    };
    let subject = format!("{district}{what}");
    let Some(notice) = notice else { return (basis.list_title(&list.entry.id), subject, Vec::new()) };
    let head = &notice.newest.head;
    let facts = vec![
        Fact::new("文号", head.document_number.clone()),
        Fact::new("公示期", format!("{} 至 {}", notice.period.first(), notice.period.last())),
        Fact::new("发布单位", head.office.clone()),
        Fact::new("地区", district),
        Fact::new("监督举报", head.supervision_phone.clone()),
        Fact::new("名单发布", format!("{}（修订 {}）", list.published_on, list.entry.revision)),
    ];
    (head.title.clone(), subject, facts)
}

fn of_catalogue(basis: &Basis<'_>, list: &FrozenList<'_>, scope: &Scope) -> Head {
    let facts = vec![
        Fact::new("发布单位", basis.settings.site.authority.clone()),
        Fact::new("地区", basis.scope_name(scope)),
        Fact::new("清单发布", format!("{}（修订 {}）", list.published_on, list.entry.revision)),
    ];
    (basis.list_title(&list.entry.id), format!("{}的条目", basis.scope_name(scope)), facts)
}
