//! What every page is made from, looked up once.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::edition::archive::{Archive, FrozenEdition, FrozenList, FrozenNotice, InForce};
use crate::edition::notice::PublicNotice;
use crate::edition::{EditionNumber, Revision};
use crate::output::SitePath;
use crate::record::{Catalogue, Kind, ListId, Scope};
use crate::settings::Settings;
use crate::value::date::Period;
use crate::value::digest::Digest;
use crate::value::district::{District, Slug};

use super::article::Article;
use super::catalogues::{self, Catalogues};
use super::downloads::{Item, Shelf};
use super::gist::Gist;
use super::outward::KnownHosts;
use super::status::{Retention, Status};
use super::switcher::Switcher;
use super::turns::Turns;
use super::view::{EditionMark, Link, Site};
use super::{SiteInput, address};

/// What stays of lists of payments, by list and revision.
pub(super) type Gists = BTreeMap<(ListId, Revision), Gist>;

/// What every page is made from.
pub(super) struct Basis<'a> {
    pub(super) settings: &'a Settings,
    pub(super) archive: &'a Archive,
    pub(super) articles: &'a [Article],
    pub(super) date: NaiveDate,
    /// The hosts to which links lead directly.
    pub(super) known: KnownHosts,
    /// From a page about no district to the pages of districts.
    pub(super) to_districts: Arc<Switcher>,
    pub(super) in_force: InForce<'a>,
    /// Every revision of every list, oldest first.
    pub(super) lists: BTreeMap<ListId, Vec<FrozenList<'a>>>,
    /// Every notice that was ever published.
    pub(super) notices: BTreeMap<Slug, NoticeHistory<'a>>,
    /// The lists of the catalogues in force, read.
    pub(super) catalogues: Catalogues,
    /// The downloads of catalogues.
    pub(super) shelf: Shelf,
    /// What stays of the lists of payments; filled when they are made.
    pub(super) gists: Gists,
    /// The digest of all settings.
    pub(super) decided: Digest,
    /// When editions changed what pages of lists say.
    pub(super) turns: Turns,
}

/// A notice and how it came to be.
pub(super) struct NoticeHistory<'a> {
    /// Its revisions, oldest first; never empty.
    pub(super) revisions: Vec<FrozenNotice<'a>>,
    /// Its newest text.
    pub(super) newest: PublicNotice,
    /// Its period.
    pub(super) period: Period,
}

impl<'a> Basis<'a> {
    pub(super) fn new(input: &SiteInput<'a>) -> Self {
        let archive = input.archive;
        let mut lists: BTreeMap<ListId, Vec<FrozenList<'a>>> = BTreeMap::new();
        let mut revisions: BTreeMap<Slug, Vec<FrozenNotice<'a>>> = BTreeMap::new();
        for edition in archive.editions() {
            edition.lists().for_each(|list| lists.entry(list.entry.id.clone()).or_default().push(list));
            edition.notices().for_each(|notice| revisions.entry(notice.entry.id.clone()).or_default().push(notice));
        }
        let notices = revisions.into_iter().filter_map(|(id, all)| Some((id, NoticeHistory::new(all)?))).collect();
        let in_force = archive.in_force_now();
        let mut basis = Self {
            settings: input.settings,
            archive,
            articles: input.articles,
            date: input.date,
            known: KnownHosts::of(&input.settings.site),
            to_districts: Arc::new(Switcher::new(input.settings, None, address::district)),
            catalogues: Catalogues::read(input.settings, &in_force),
            in_force,
            lists,
            notices,
            shelf: Shelf::default(),
            gists: Gists::new(),
            decided: Digest::of(format!("{:?}", input.settings).as_bytes()),
            turns: Turns::of(archive),
        };
        basis.shelf = Shelf::fill(&basis);
        basis
    }

    /// What templates see as `site`.
    pub(super) fn site(&self) -> Site {
        let site = &self.settings.site;
        let record = |number: &String| Link {
            label: number.clone(),
            href: format!("https://beian.gov.cn/portal/registerSystemInfo?recordcode={number}"),
        };
        Site {
            name: site.name.clone(),
            city: site.city.clone(),
            authority: site.authority.clone(),
            description: site.description.clone(),
            phone: site.phone.clone(),
            address: site.address.clone(),
            site_id_code: site.site_id_code.clone(),
            icp: site.icp.clone(),
            police_record: site.police_record.as_ref().map(record),
        }
    }

    pub(super) fn latest(&self) -> Option<&'a FrozenEdition> {
        self.archive.latest()
    }

    /// The day the site last changed: the newest edition's, or the build date before the first.
    pub(super) fn changed_on(&self) -> NaiveDate {
        self.latest().map_or(self.date, FrozenEdition::date)
    }

    /// R11: that there is nothing, and as of when: `截至 2021-06-08（第0003版），`.
    pub(super) fn nothing_yet(&self, what: &str) -> String {
        match self.latest() {
            Some(latest) => format!("截至 {}（第{}版），暂无{what}。", self.date, latest.number()),
            None => format!("截至 {}，暂无{what}。", self.date),
        }
    }

    /// An edition named on a page.
    pub(super) fn edition_mark(&self, on: &SitePath, number: EditionNumber, date: NaiveDate) -> EditionMark {
        let href = on.link_to(&address::edition(number));
        EditionMark { number: number.to_string(), date: date.to_string(), href }
    }

    pub(super) fn district(&self, slug: &Slug) -> Option<&'a District> {
        self.settings.district(slug)
    }

    /// What a district is called; its slug where it is no longer in the settings.
    pub(super) fn district_name(&self, slug: &Slug) -> String {
        self.district(slug).map_or_else(|| slug.to_string(), |district| district.name.clone())
    }

    /// What a scope is called.
    pub(super) fn scope_name(&self, scope: &Scope) -> String {
        match scope {
            Scope::City => "全市".to_owned(),
            Scope::District(slug) => self.district_name(slug),
        }
    }

    /// What a list is called.
    pub(super) fn list_title(&self, id: &ListId) -> String {
        match id {
            ListId::Payments { notice, district } => {
                let title = self.notices.get(notice).map_or(notice.as_str(), |notice| &notice.newest.head.title);
                format!("{title}（{}）", self.district_name(district))
            }
            ListId::Catalogue(catalogue, scope) => {
                format!("{}{}", self.scope_name(scope), catalogue.kind().name())
            }
        }
    }

    /// The lists of a catalogue that are in force: the city's first, then in the order of the settings.
    pub(super) fn catalogue_lists(&self, catalogue: Catalogue) -> Vec<FrozenList<'a>> {
        self.scopes()
            .into_iter()
            .filter_map(|scope| self.in_force.lists.get(&ListId::Catalogue(catalogue, scope)).copied())
            .collect()
    }

    /// The whole city, then every district.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        catalogues::scopes(&self.settings.districts).collect()
    }

    /// The lists of payments in force of a notice, in the order of the settings.
    pub(super) fn payment_lists(&self, notice: &Slug) -> Vec<(&'a District, FrozenList<'a>)> {
        let list = |district: &'a District| {
            let id = ListId::Payments { notice: notice.clone(), district: district.slug.clone() };
            self.in_force.lists.get(&id).map(|list| (district, *list))
        };
        self.settings.districts.iter().filter_map(list).collect()
    }

    pub(super) fn status(&self, period: Period) -> Status {
        Status::on(self.date, period)
    }

    /// Whether the rows of a list are shown: those of persons leave after the period and retention.
    pub(super) fn retention(&self, notice: &NoticeHistory<'_>, kind: Kind) -> Retention {
        match kind {
            Kind::Payments => Retention::on(self.date, notice.period, self.settings.rules.retention_days),
            _ => Retention::Shown,
        }
    }

    /// What stays of a list of payments; none for catalogues.
    pub(super) fn gist(&self, list: &FrozenList<'_>) -> Option<&Gist> {
        self.gists.get(&(list.entry.id.clone(), list.entry.revision))
    }

    /// The downloads of a revision; none where its rows are not shown.
    pub(super) fn items(&self, list: &FrozenList<'_>) -> Arc<[Item]> {
        self.gist(list).map_or_else(|| self.shelf.items(list), |gist| Arc::clone(&gist.items))
    }

    /// R8: person-times paid in the year of the target, by the notices published in it.
    pub(super) fn paid(&self, district: Option<&Slug>) -> u64 {
        let counts = |id: &ListId| match id {
            ListId::Payments { notice, district: of } => {
                district.is_none_or(|wanted| wanted == of)
                    && self
                        .notices
                        .get(notice)
                        .is_some_and(|notice| notice.newest.head.published.on.year() == self.settings.rules.target_year)
            }
            ListId::Catalogue(..) => false,
        };
        self.in_force.lists.values().filter(|list| counts(&list.entry.id)).filter_map(|list| list.entry.persons).sum()
    }
}

impl<'a> NoticeHistory<'a> {
    fn new(revisions: Vec<FrozenNotice<'a>>) -> Option<Self> {
        let newest = revisions.last()?.notice();
        let head = &newest.head;
        let period = head.period().or_else(|| Period::new(head.period_first, head.period_first))?;
        Some(Self { revisions, newest, period })
    }
}
