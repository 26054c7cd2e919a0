//! What can be found.

use std::collections::BTreeMap;

use crate::edition::archive::FrozenList;
use crate::edition::list::PublicList;
use crate::output::SitePath;
use crate::page::basis::{Basis, NoticeHistory};
use crate::page::rows::names_row;
use crate::page::{address, article::Article};
use crate::record::{Catalogue, Kind, ListId, Scope};
use crate::value::district::Slug;

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What kind of thing it is.
    pub(super) kind: Found,
    /// What part of the city it belongs to; none for what belongs to no part of it.
    pub(super) scope: Option<Scope>,
    /// What it is called.
    pub(super) title: String,
    /// What is told of it.
    pub(super) detail: String,
    /// The number to call; may be empty.
    pub(super) phone: String,
    /// Words that it is also found by, beside those of its spot.
    pub(super) words: String,
    /// The page it stands on.
    pub(super) page: SitePath,
    /// Where on the page.
    pub(super) spot: Spot,
}

/// Where on its page an entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// It is the page.
    Whole,
    /// At an element with this id.
    Id(String),
    /// In the rows that hold these words.
    Rows(String),
}

/// What kind of thing is found, in the order in which results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A district.
    District,
    /// A row of a catalogue.
    Row(Catalogue),
    /// A notice.
    Notice,
    /// An article or a part of it.
    Article,
}

impl Found {
    /// All kinds, in order.
    pub(super) const ALL: [Self; 8] = [
        Self::District,
        Self::Row(Catalogue::Courses),
        Self::Row(Catalogue::Projects),
        Self::Row(Catalogue::Occupations),
        Self::Row(Catalogue::Standards),
        Self::Row(Catalogue::Institutions),
        Self::Notice,
        Self::Article,
    ];

    /// Its name in addresses.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::District => "districts",
            Self::Row(of) => of.folder(),
            Self::Notice => "subsidies",
            Self::Article => "articles",
        }
    }

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::District => "县（市、区）和功能区",
            Self::Row(of) => of.kind().name(),
            Self::Notice => "补贴公示",
            Self::Article => "政策与指南",
        }
    }
}

/// Everything that can be found: by kind, then by district.
pub(super) fn all(basis: &Basis<'_>) -> Vec<Entry> {
    let of_kind = |kind: Found| match kind {
        Found::District => districts(basis),
        Found::Row(of) => basis.catalogue_lists(of).iter().flat_map(|list| rows(basis, list, of)).collect(),
        Found::Notice => notices(basis),
        Found::Article => basis.articles.iter().flat_map(parts).collect(),
    };
    Found::ALL.into_iter().flat_map(of_kind).collect()
}

fn districts(basis: &Basis<'_>) -> Vec<Entry> {
    let entry = |district: &crate::value::district::District| Entry {
        kind: Found::District,
        scope: None,
        title: district.name.clone(),
        detail: "本地的公示、培训项目、创业培训班次和培训机构".to_owned(),
        phone: String::new(),
        words: district.aliases.join(" "),
        page: address::district(&district.slug),
        spot: Spot::Whole,
    };
    basis.settings.districts.iter().map(entry).collect()
}

/// Columns of which an entry tells, each with what stands before it, and columns it is only found by. Teachers are
/// persons and stay out.
struct Told {
    detail: &'static [(&'static str, &'static str)],
    words: &'static [&'static str],
    phone: &'static str,
}

fn told(of: Catalogue) -> Told {
    match of {
        Catalogue::Courses => Told {
            detail: &[("开班日期", "开班 "), ("承办机构", ""), ("招收对象", "招收："), ("状态", "状态：")],
            words: &["班次编号", "地点"],
            phone: "报名电话",
        },
        Catalogue::Projects => Told {
            detail: &[("组织时间", "组织时间 "), ("群体范围", "面向："), ("状态", "状态：")],
            words: &["项目编号", "项目类别", "培训内容", "承训机构"],
            phone: "报名电话",
        },
        Catalogue::Occupations => Told {
            detail: &[("等级", ""), ("紧缺程度", ""), ("补贴上浮比例", "补贴上浮 "), ("需求单位/区域", "需求：")],
            words: &["职业编码"],
            phone: "",
        },
        Catalogue::Standards => Told {
            detail: &[("等级", ""), ("培训学时", "学时 "), ("补贴标准(元/人)", "每人补贴（元）")],
            words: &["职业编码"],
            phone: "",
        },
        Catalogue::Institutions => Told {
            detail: &[("地址", ""), ("退出日期", "已退出目录：")],
            words: &["统一社会信用代码", "培训职业(工种)"],
            phone: "联系电话",
        },
    }
}

fn rows(basis: &Basis<'_>, frozen: &FrozenList<'_>, of: Catalogue) -> Vec<Entry> {
    let id = &frozen.entry.id;
    let (ListId::Catalogue(_, scope), Some(list)) = (id, basis.catalogues.list(id)) else { return Vec::new() };
    let told = told(of);
    let keys = Keys::of(list);
    let entry = |row: &Vec<String>| {
        let cell = |header: &str| list.cell(row, header);
        let detail = told.detail.iter().filter(|(header, _)| !cell(header).is_empty());
        let spot = keys.shortest(row);
        let words = told.words.iter().map(|header| cell(header));
        let words = words.filter(|text| !text.is_empty() && !spot.contains(text));
        Entry {
            kind: Found::Row(of),
            scope: Some(scope.clone()),
            title: title(of.kind(), list, row),
            detail: detail.map(|(header, before)| format!("{before}{}", cell(header))).collect::<Vec<_>>().join("　"),
            phone: cell(told.phone).to_owned(),
            words: words.collect::<Vec<_>>().join(" "),
            page: address::scope(of, scope),
            spot: Spot::Rows(spot.join(" ")),
        }
    };
    list.rows().iter().map(entry).collect()
}

/// What a row is called; an occupation with its 工种.
fn title(kind: Kind, list: &PublicList, row: &[String]) -> String {
    let name = list.cell(row, names_row(kind));
    match list.cell(row, "工种") {
        trade if kind == Kind::Occupations && !trade.is_empty() && trade != name => format!("{name}（{trade}）"),
        _ => name.to_owned(),
    }
}

/// How often the first cells of keys stand in a list together: the first one alone, the first two, and so on.
struct Keys<'l> {
    list: &'l PublicList,
    counts: Vec<BTreeMap<Vec<&'l str>, usize>>,
}

impl<'l> Keys<'l> {
    fn of(list: &'l PublicList) -> Self {
        let mut keys = Self { list, counts: Vec::new() };
        for length in 1..=list.kind().key().len() {
            let mut counts = BTreeMap::new();
            list.rows().iter().for_each(|row| *counts.entry(keys.cells(row, length)).or_default() += 1);
            keys.counts.push(counts);
        }
        keys
    }

    fn cells(&self, row: &'l [String], length: usize) -> Vec<&'l str> {
        self.list.kind().key().iter().take(length).map(|header| self.list.cell(row, header)).collect()
    }

    /// The first cells of a row's key that no other row has together, or all of them.
    fn shortest(&self, row: &'l [String]) -> Vec<&'l str> {
        let is_own = |(length, counts): (usize, &BTreeMap<Vec<&str>, usize>)| {
            let own = self.cells(row, length);
            let is_told = own.iter().any(|cell| !cell.is_empty());
            (is_told && counts.get(&own) == Some(&1)).then_some(own)
        };
        let own = (1..).zip(&self.counts).find_map(is_own).unwrap_or_else(|| self.cells(row, self.counts.len()));
        own.into_iter().filter(|cell| !cell.is_empty()).collect()
    }
}

/// The notices in force, newest first.
fn notices(basis: &Basis<'_>) -> Vec<Entry> {
    let mut notices: Vec<(&Slug, &NoticeHistory<'_>)> =
        basis.notices.iter().filter(|(id, _)| basis.in_force.notices.contains_key(*id)).collect();
    notices.sort_by(|(a_id, a), (b_id, b)| {
        b.newest.head.published.cmp(&a.newest.head.published).then_with(|| a_id.cmp(b_id))
    });
    let entry = |(id, notice): (&Slug, &NoticeHistory<'_>)| {
        let (head, period) = (&notice.newest.head, notice.period);
        let districts = basis.payment_lists(id).into_iter().map(|(district, _)| district.name.clone());
        Entry {
            kind: Found::Notice,
            scope: None,
            title: head.title.clone(),
            detail: format!("{}　公示期 {} 至 {}", head.document_number, period.first(), period.last()),
            phone: head.phone.clone(),
            words: districts.collect::<Vec<_>>().join(" "),
            page: address::notice(id),
            spot: Spot::Whole,
        }
    };
    notices.into_iter().map(entry).collect()
}

/// An article and the headings of its first rank.
fn parts(article: &Article) -> Vec<Entry> {
    let entry = |title: &str, detail: &str, words: &str, spot| Entry {
        kind: Found::Article,
        scope: None,
        title: title.to_owned(),
        detail: detail.to_owned(),
        phone: String::new(),
        words: words.to_owned(),
        page: address::article(&article.slug),
        spot,
    };
    let keywords = article.keywords.as_deref().unwrap_or_default();
    let whole = entry(&article.title, article.description.as_deref().unwrap_or_default(), keywords, Spot::Whole);
    let part = |heading: &crate::page::view::Link| {
        let id = heading.href.rsplit_once('#').map_or("", |(_, id)| id);
        entry(&heading.label, &article.title, "", Spot::Id(id.to_owned()))
    };
    std::iter::once(whole).chain(article.contents.iter().map(part)).collect()
}
