//! What every page has around its content: titles, meta tags, 当前位置, navigation and the version strip.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::edition::archive::{FrozenEdition, FrozenList};
use crate::output::SitePath;
use crate::record::Catalogue;
use crate::value::date::Published;
use crate::value::district::Slug;
use crate::value::web_address::WebAddress;

use super::basis::Basis;
use super::downloads::Item;
use super::schema::{self, thing::Thing};
use super::switcher::{Place, Switcher};
use super::view::table::Rows;
use super::view::{Content, Crumb, Fact, Link, Meta, NavigationItem, OutwardLink, Shell, Strip, StripLabels};
use super::{Listing, Page, address, qr};

/// A page in the making.
pub(super) struct Draft<'a> {
    pub(super) path: SitePath,
    /// The page's `h1`.
    pub(super) title: String,
    /// One sentence for search engines.
    pub(super) description: String,
    pub(super) section: Section,
    /// Which state of the archive its strip is a witness of.
    witness: Witness<'a>,
    /// The steps of 当前位置 between home and this page.
    pub(super) crumbs: Vec<(String, SitePath)>,
    pub(super) role: Role,
    pub(super) proof: Proof<'a>,
    pub(super) listing: Listing,
    /// Where the district switcher leads.
    switcher: Arc<Switcher>,
    /// The addresses elsewhere that its text leads to, over the page that asks first.
    pub(super) outward: Vec<WebAddress>,
    /// What the page tells programs, beyond where it stands and what its strip proves.
    pub(super) things: Vec<Thing>,
    /// The base address, on the 404 page only: it answers for addresses at any depth.
    base: Option<String>,
    code: Code,
}

/// Whether a page gets the code of its address, which takes the longest of all that is on most pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Drawn,
    LeftOut,
}

/// Which entry of the navigation a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Home,
    Subsidies,
    Catalogue(Catalogue),
    Statistics,
    Articles,
    Editions,
    Search,
    Elsewhere,
}

/// What a page is to the government's meta tags.
pub(super) enum Role {
    /// A column (栏目) of a type such as 首页, 信息公开目录 or 数据发布.
    Column { kind: &'static str },
    /// An article (文章).
    Article { published: Published, source: String, keywords: Option<String>, author: Option<String> },
    /// Neither.
    Plain,
}

/// Which state of the archive a version strip is a witness of.
#[derive(Clone, Copy)]
enum Witness<'a> {
    /// The newest, as every page that shows several things.
    Newest,
    /// That which froze the one revision that the page is about. It stays when editions follow that do not concern the
    /// list: so does the page, and nobody has to upload it again.
    Revision {
        /// The edition; none on the site of a day before it.
        edition: Option<&'a FrozenEdition>,
        /// The day from which the page is as it is.
        settled_on: NaiveDate,
    },
}

/// What the version strip says beyond the edition.
#[derive(Default)]
pub(super) struct Proof<'a> {
    pub(super) list: Option<FrozenList<'a>>,
    /// The list's downloads.
    pub(super) items: Arc<[Item]>,
    pub(super) facts: Vec<Fact>,
}

impl<'a> Draft<'a> {
    /// A page of a section, listed as of the site's last change.
    pub(super) fn new(basis: &Basis<'a>, path: SitePath, title: impl Into<String>, section: Section) -> Self {
        let title = title.into();
        let description = format!("{title}。{}", basis.settings.site.description);
        let listing = Listing::Listed(basis.changed_on());
        let base = if path == address::not_found() { basis.settings.site.base_url.clone() } else { None };
        let (crumbs, role, proof) = (Vec::new(), Role::Plain, Proof::default());
        Self {
            path,
            title,
            description,
            section,
            witness: Witness::Newest,
            crumbs,
            role,
            proof,
            listing,
            switcher: Arc::clone(&basis.to_districts),
            outward: Vec::new(),
            things: Vec::new(),
            base,
            code: Code::Drawn,
        }
    }

    /// The same page about a district; the switcher leads to where each other one has the like.
    pub(super) fn of_district<P: Into<Place>>(
        self,
        basis: &Basis<'a>,
        district: Option<&Slug>,
        like: impl Fn(&Slug) -> P,
    ) -> Self {
        self.switched_by(Arc::new(Switcher::new(basis.settings, district, like)))
    }

    /// The same page with a switcher that it shares with others.
    pub(super) fn switched_by(self, switcher: Arc<Switcher>) -> Self {
        Self { switcher, ..self }
    }

    /// The same page below another one.
    pub(super) fn below(mut self, label: impl Into<String>, page: SitePath) -> Self {
        self.crumbs.push((label.into(), page));
        self
    }

    /// The same page in the part of a column.
    pub(super) fn column(mut self, kind: &'static str) -> Self {
        self.role = Role::Column { kind };
        self
    }

    /// The same page, out of site map and search engines.
    pub(super) fn unlisted(mut self) -> Self {
        self.listing = Listing::Unlisted;
        self
    }

    /// The same page, last changed on another day.
    pub(super) fn changed_on(mut self, day: NaiveDate) -> Self {
        self.listing = Listing::Listed(day);
        self
    }

    /// The same page, as one of a revision's own.
    pub(super) fn of_revision(mut self, basis: &Basis<'a>, list: FrozenList<'a>, items: Arc<[Item]>) -> Self {
        self.witness =
            Witness::Revision { edition: basis.archive.edition(list.edition), settled_on: basis.settled_on(&list) };
        self.proof.list = Some(list);
        self.proof.items = items;
        self
    }

    /// The same page with counts on its strip.
    pub(super) fn facts(mut self, facts: Vec<Fact>) -> Self {
        self.proof.facts = facts;
        self
    }

    /// The link from this page to another.
    pub(super) fn link(&self, to: &SitePath) -> String {
        self.base.as_ref().map_or_else(|| self.path.link_to(to), |base| format!("{base}{to}"))
    }

    /// The permanent address: with the base address if there is one, else from the site's root.
    pub(super) fn address(&self, basis: &Basis<'a>) -> String {
        format!("{}{}", basis.settings.site.base_url.as_deref().unwrap_or_default(), self.path)
    }

    /// The same without the code of its address: nobody sees this page, and the address says as much.
    pub(super) fn without_code(self) -> Self {
        Self { code: Code::LeftOut, ..self }
    }

    /// The finished page.
    pub(super) fn with<'r>(self, basis: &Basis<'a>, content: Content, rows: Vec<Rows<'r>>) -> Page<'r> {
        let shell = self.shell(basis);
        Page { path: self.path, shell, content, rows, outward: self.outward, listing: self.listing }
    }

    fn shell(&self, basis: &Basis<'a>) -> Shell {
        let site = &basis.settings.site;
        let home = self.section == Section::Home;
        let base = site.base_url.as_ref();
        Shell {
            title: self.title.clone(),
            full_title: if home { site.name.clone() } else { format!("{} - {}", self.title, site.name) },
            description: self.description.clone(),
            root: self.path.to_root(),
            canonical: base.map(|base| format!("{base}{}", self.path)),
            robots: if self.listing == Listing::Unlisted { "noindex,follow" } else { "index,follow" },
            meta: self.meta(basis),
            breadcrumbs: self.breadcrumbs(),
            district: self.switcher.district(basis),
            districts: self.switcher.places(|page| self.link(page)),
            navigation: self.navigation(),
            strip: self.strip(basis),
            foot: self.foot(),
            parent: site.parent_site.as_ref().map(|link| self.outward(basis, &link.name, &link.url)),
            services: self.services(basis),
            structured_data: schema::json(basis, self),
        }
    }

    fn breadcrumbs(&self) -> Vec<Crumb> {
        let mut steps = Vec::new();
        if self.section != Section::Home {
            steps.push(Crumb { label: "首页".to_owned(), href: Some(self.link(&address::home())) });
        }
        let crumb = |(label, page): &(String, SitePath)| Crumb { label: label.clone(), href: Some(self.link(page)) };
        steps.extend(self.crumbs.iter().map(crumb));
        steps.push(Crumb { label: self.title.clone(), href: None });
        steps
    }

    fn navigation(&self) -> Vec<NavigationItem> {
        let item = |label, page: SitePath, section: Section| {
            let current = match section == self.section {
                true if page == self.path => Some("page"),
                true => Some("true"),
                false => None,
            };
            NavigationItem { label, href: self.link(&page), current }
        };
        let mut items = vec![
            item("首页", address::home(), Section::Home),
            item("补贴公示", address::notices(), Section::Subsidies),
        ];
        let catalogue = |of| item(short_name(of), address::catalogue(of), Section::Catalogue(of));
        items.extend(Catalogue::ALL.map(catalogue));
        items.push(item("数据统计", address::statistics(), Section::Statistics));
        items.push(item("政策指南", address::articles(), Section::Articles));
        items.push(item("版本记录", address::editions(), Section::Editions));
        items.push(item("搜索", address::search(), Section::Search));
        items
    }

    fn foot(&self) -> Vec<Link> {
        let link = |label: &str, page: SitePath| Link { label: label.to_owned(), href: self.link(&page) };
        vec![
            link("核验", address::verify()),
            link("站点地图", address::sitemap()),
            link("数据字典", address::dictionary()),
            link("版本记录", address::editions()),
            link("订阅更新（Atom）", address::feed()),
        ]
    }

    /// A link that leaves the site.
    fn outward(&self, basis: &Basis<'a>, label: &str, address: &WebAddress) -> OutwardLink {
        basis.known.link(label, address, |page| self.link(page))
    }

    fn services(&self, basis: &Basis<'a>) -> Vec<OutwardLink> {
        let site = &basis.settings.site;
        let of = |label, address: &Option<WebAddress>| Some(self.outward(basis, label, address.as_ref()?));
        let services =
            [of("我为政府网站找错", &site.error_report_url), of("党政机关网站标识", &site.party_government_mark_url)];
        services.into_iter().flatten().collect()
    }

    fn strip(&self, basis: &Basis<'a>) -> Strip {
        let url = basis.settings.site.base_url.as_ref().map(|base| format!("{base}{}", self.path));
        let list = self.proof.list;
        let (edition, built_on, labels) = match self.witness {
            Witness::Newest => (basis.latest(), basis.date, OF_THE_SITE),
            Witness::Revision { edition, settled_on } => (edition, settled_on, OF_A_REVISION),
        };
        Strip {
            labels,
            edition: edition.map(|it| basis.edition_mark(&self.path, it.number(), it.date())),
            revision: list.map(|list| format!("{}（第{}版）", list.entry.revision, list.edition)),
            facts: self.proof.facts.clone(),
            digest: list.map(|list| list.entry.sha256.short()),
            fingerprint: edition.map(|it| it.fingerprint().to_string()),
            svg: url.as_deref().filter(|_| self.code == Code::Drawn).and_then(qr::svg),
            address: url.unwrap_or_else(|| self.path.to_string()),
            built_on: built_on.to_string(),
        }
    }

    /// The exact names that the government's site inspections look for (政府网站发展指引).
    fn meta(&self, basis: &Basis<'a>) -> Vec<Meta> {
        let site = &basis.settings.site;
        let mut meta = vec![Meta { name: "SiteName", content: site.name.clone() }];
        let mut add = |name, content: Option<String>| meta.extend(content.map(|content| Meta { name, content }));
        add("SiteDomain", site.domain.clone());
        add("SiteIDCode", site.site_id_code.clone());
        match &self.role {
            Role::Plain => {}
            Role::Column { kind } => {
                add("ColumnName", Some(self.title.clone()));
                add("ColumnDescription", Some(self.description.clone()));
                add("ColumnKeywords", Some(format!("{},{}", self.title, site.city)));
                add("ColumnType", Some((*kind).to_owned()));
            }
            Role::Article { published, source, keywords, author } => {
                add("ArticleTitle", Some(self.title.clone()));
                add("PubDate", Some(published.to_string()));
                add("ContentSource", Some(source.clone()));
                add("Keywords", keywords.clone());
                add("Author", author.clone());
                add("Description", Some(self.description.clone()));
                add("Url", site.base_url.as_ref().map(|base| format!("{base}{}", self.path)));
            }
        }
        meta
    }
}

const OF_THE_SITE: StripLabels =
    StripLabels { edition: "全站版本", fingerprint: "全站指纹", built_on: "页面生成" };

const OF_A_REVISION: StripLabels =
    StripLabels { edition: "公布版本", fingerprint: "该版指纹", built_on: "页面日期" };

/// A catalogue's name in the navigation: four characters.
pub(super) fn short_name(catalogue: Catalogue) -> &'static str {
    match catalogue {
        Catalogue::Projects => "培训项目",
        Catalogue::Occupations => "紧缺职业",
        Catalogue::Courses => "创业培训",
        Catalogue::Standards => "补贴标准",
        Catalogue::Institutions => "培训机构",
    }
}
