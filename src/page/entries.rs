//! What stands in a catalogue now: of the whole city, and as it concerns one district.

use std::collections::BTreeSet;

use crate::edition::archive::FrozenList;
use crate::edition::list::PublicList;
use crate::record::{Catalogue, Kind, ListId, Scope};
use crate::settings::Settings;
use crate::value::district::{District, Slug};

use super::basis::Basis;
use super::rows::{names_row, numbered};
use super::schedule;
use super::view::table::{Cell, Head, Mark, Row};

/// What the site says of a catalogue.
pub(super) struct Words {
    /// What it is for.
    pub(super) purpose: &'static str,
    /// The clause it fulfils.
    pub(super) basis: &'static str,
}

/// What the site says of each catalogue.
pub(super) fn words(of: Catalogue) -> Words {
    let (purpose, basis) = match of {
        Catalogue::Projects => {
            ("政府补贴的培训项目：面向哪些人、什么时候开班、到哪里报名。", "泰人社字〔2021〕12号 二（五）")
        }
        Catalogue::Occupations => {
            ("本地急需紧缺的职业（工种），参加这些培训补贴可以上浮。", "泰人社字〔2021〕12号 二（一）")
        }
        Catalogue::Courses => {
            ("马兰花创业培训的开班安排：从产生想法到扩大企业，按开班日期排列。", "泰人社字〔2021〕12号 二（六）")
        }
        Catalogue::Standards => ("各职业（工种）、各等级的培训学时和每人补贴标准。", "泰人社字〔2021〕12号 二（四）"),
        Catalogue::Institutions => {
            ("承担补贴性培训的机构；已退出目录的写明日期和原因。", "泰人社字〔2021〕12号 三（三）")
        }
    };
    Words { purpose, basis }
}

/// The rows of a catalogue that concern a scope, and the lists they come from.
pub(super) struct Entries<'a> {
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Row>,
    /// The districts that each row concerns; of the whole city alone, since a district has a page of its own.
    pub(super) reach: Vec<Vec<Slug>>,
    pub(super) lists: Vec<FrozenList<'a>>,
}

/// What the column of scopes is called where rows of several lists stand together.
pub(super) const AREA: &str = "发布地区";

/// The entries of a catalogue: of all lists for the city, of the own and the city's list for a district.
pub(super) fn entries<'a>(basis: &Basis<'a>, of: Catalogue, scope: &Scope) -> Entries<'a> {
    let concerns = |list: &FrozenList<'a>| match &list.entry.id {
        ListId::Catalogue(_, own) => concerns_list(own, scope),
        ListId::Payments { .. } => false,
    };
    let lists: Vec<_> = basis.catalogue_lists(of).into_iter().filter(concerns).collect();
    let shown = |list: &FrozenList<'a>| Some((&list.entry.id, basis.catalogues.list(&list.entry.id)?));
    let shown: Vec<(&ListId, &PublicList)> = lists.iter().filter_map(shown).collect();
    let mut heads = merged_heads(of.kind(), &shown);
    let mut rows = Vec::new();
    for (id, list) in shown {
        let area = area(basis, id);
        let calendar = |row: &[String]| schedule::cell(basis, id, list, row, scope);
        let reach = |row: &[String]| match scope {
            Scope::City => reach(basis.settings, id, list, row),
            Scope::District(_) => Vec::new(),
        };
        let wanted = list.rows().iter().filter(|row| concerns_row(basis.settings, id, list, row, scope));
        rows.extend(wanted.map(|row| (merged_row(&heads, &area, list, row, &calendar), reach(row))));
    }
    sort(of, &heads, &mut rows);
    let (mut rows, reach): (Vec<Row>, _) = rows.into_iter().unzip();
    numbered(&mut heads, &mut rows);
    Entries { heads, rows, reach, lists }
}

/// Whether a list of a scope of its own says something of another: all of them of the city, the city's of a district.
pub(super) fn concerns_list(own: &Scope, scope: &Scope) -> bool {
    *scope == Scope::City || *own == Scope::City || own == scope
}

/// Whether a row of a list that concerns a scope does so itself: a district's own list is all about it.
pub(super) fn concerns_row(settings: &Settings, id: &ListId, list: &PublicList, row: &[String], scope: &Scope) -> bool {
    match id {
        ListId::Catalogue(of, Scope::City) => row_concerns(settings, *of, list, row, scope),
        _ => true,
    }
}

/// The districts on whose pages a row stands.
fn reach(settings: &Settings, id: &ListId, list: &PublicList, row: &[String]) -> Vec<Slug> {
    let concerns = |slug: &&Slug| match id {
        ListId::Catalogue(of, Scope::City) => row_concerns(settings, *of, list, row, &Scope::District((*slug).clone())),
        ListId::Catalogue(_, Scope::District(own)) => own == *slug,
        ListId::Payments { .. } => false,
    };
    settings.districts.iter().map(|district| &district.slug).filter(concerns).cloned().collect()
}

fn area(basis: &Basis<'_>, list: &ListId) -> String {
    match list {
        ListId::Catalogue(_, scope) => basis.scope_name(scope),
        ListId::Payments { district, .. } => basis.district_name(district),
    }
}

/// The columns of all lists, in the order of their kind; 发布地区 in front where there are several lists. A list's
/// own numbers and its 县（市、区） column would only repeat or contradict each other.
fn merged_heads(kind: Kind, lists: &[(&ListId, &PublicList)]) -> Vec<Head> {
    let several = lists.len() > 1;
    let present: BTreeSet<&str> =
        lists.iter().flat_map(|(_, list)| list.columns().iter().map(|column| column.header)).collect();
    let left_out = |header: &str| several && (header == "序号" || header == "县(市、区)");
    let columns = kind.columns().iter().filter(|it| present.contains(it.header) && !left_out(it.header));
    let area = several.then(|| Head::words(AREA));
    let calendar = (kind == Kind::Courses).then_some(schedule::HEAD);
    area.into_iter().chain(columns.map(|column| Head::of(column, names_row(kind)))).chain(calendar).collect()
}

fn merged_row(
    heads: &[Head],
    area: &str,
    list: &PublicList,
    row: &[String],
    calendar: &impl Fn(&[String]) -> Cell,
) -> Row {
    let cell = |head: &Head| match head.label {
        AREA => Cell::new(area),
        label if label == schedule::HEAD.label => calendar(row),
        header => Cell::new(list.cell(row, header)),
    };
    Row { mark: Mark::None, cells: heads.iter().map(cell).collect() }
}

/// Whether a row of the city's list concerns a district: 急需紧缺职业 that name it or nobody, everything else.
fn row_concerns(settings: &Settings, of: Catalogue, list: &PublicList, row: &[String], scope: &Scope) -> bool {
    let Scope::District(slug) = scope else { return true };
    let Some(district) = settings.district(slug) else { return true };
    match of {
        Catalogue::Occupations => concerns(list.cell(row, "需求单位/区域"), district, &settings.districts),
        Catalogue::Projects => names(list.cell(row, "县(市、区)"), district),
        _ => true,
    }
}

/// A text that names a district, or none of the districts at all.
fn concerns(text: &str, district: &District, all: &[District]) -> bool {
    names(text, district) || !all.iter().any(|other| names(text, other))
}

/// Whether a text names a district by its name or another name of two characters or more.
fn names(text: &str, district: &District) -> bool {
    let other_names = district.aliases.iter().map(String::as_str);
    std::iter::once(district.name.as_str())
        .chain(other_names)
        .any(|name| name.chars().count() > 1 && text.contains(name) && !longer_name(text, name))
}

/// 泰山 stands in 泰山景区 too: a name followed by 景区 is another place.
fn longer_name(text: &str, name: &str) -> bool {
    !name.ends_with("景区") && text.match_indices(name).all(|(at, _)| text[at + name.len()..].starts_with("景区"))
}

/// Courses by their first day; everything else as sent.
fn sort(of: Catalogue, heads: &[Head], rows: &mut [(Row, Vec<Slug>)]) {
    let at = |header: &str| Head::position(heads, header);
    if let (Catalogue::Courses, Some(start)) = (of, at("开班日期")) {
        rows.sort_by(|(a, _), (b, _)| a.cells[start].text.cmp(&b.cells[start].text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::district::DistrictKind;

    fn district(slug: &str, name: &str, aliases: &[&str]) -> District {
        District {
            slug: Slug::parse(slug).unwrap(),
            name: name.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            code: None,
            kind: DistrictKind::County,
            phone: None,
            target: None,
        }
    }

    #[test]
    fn an_occupation_concerns_those_it_names_or_everybody() {
        let taishan = district("taishan", "泰山区", &["泰山"]);
        let scenic = district("taishan-scenic", "泰山景区", &[]);
        let all = [taishan.clone(), scenic.clone()];
        assert!(concerns("", &taishan, &all) && concerns("全市", &scenic, &all));
        assert!(concerns("泰山区、示例企业", &taishan, &all) && !concerns("泰山区", &scenic, &all));
        assert!(concerns("泰山景区", &scenic, &all) && !concerns("泰山景区", &taishan, &all));
    }
}
