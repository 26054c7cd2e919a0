//! Rows in the right district's file.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::{List, ListId, Records, Scope};
use crate::value::district::{District, Slug};

use super::Case;

/// A project's 县(市、区) is the district whose file it stands in. Source: 项目制培训情况统计表, first column.
pub(super) fn rows_belong_to_district(case: &Case<'_>, list: &List, report: &mut Report) {
    let (ListId::Catalogue(_, scope), Records::Projects(rows)) = (&list.id, &list.records) else { return };
    for row in rows {
        let Some(name) = &row.record.district else { continue };
        let named = case.settings.districts.iter().find(|district| district.is_called(name));
        let fits = named.is_some_and(|district| match scope {
            Scope::City => true,
            Scope::District(slug) => district.slug == *slug,
        });
        if !fits {
            let place = row.place(&list.file).column("县(市、区)");
            let found = Diagnostic::error(Code::OtherDistrict, place, "这一行的县（市、区）与文件所属地区不符。");
            report.push(found.help("请核对是否放错文件，或在设置里给该地区加上这个别名。"));
        }
    }
}

/// What a file says of itself, in its title, its sheets' names and its foot, does not name another district alone.
pub(super) fn files_belong_to_district(case: &Case<'_>, list: &List, report: &mut Report) {
    let Some(own) = district_of(list) else { return };
    for label in &list.labels {
        let Some(other) = other_district(&case.settings.districts, own, &label.text) else { continue };
        let message = format!("这里写的是{}，文件却放在另一个地区名下。", other.name);
        let found = Diagnostic::error(Code::OtherDistrict, label.place.clone(), message);
        report.push(found.help("请核对是否放错了文件；若只是标题没有改，请更正标题。"));
    }
}

fn district_of(list: &List) -> Option<&Slug> {
    match &list.id {
        ListId::Payments { district, .. } | ListId::Catalogue(_, Scope::District(district)) => Some(district),
        ListId::Catalogue(_, Scope::City) => None,
    }
}

/// The district that a text names, if it is not the own one and the own one is not named beside it.
fn other_district<'d>(districts: &'d [District], own: &Slug, text: &str) -> Option<&'d District> {
    let named = |district: &District| names(district).any(|name| text.contains(name));
    if districts.iter().any(|district| district.slug == *own && named(district)) {
        return None;
    }
    districts.iter().find(|district| named(district))
}

/// A district's name, and its other names where they cannot be a part of another word: 泰山 alone may be a mountain.
fn names(district: &District) -> impl Iterator<Item = &str> {
    const SHORTEST: usize = 3;
    let others = district.aliases.iter().filter(|name| name.chars().count() >= SHORTEST);
    std::iter::once(&district.name).chain(others).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn district(slug: &str, name: &str, alias: &str) -> District {
        let text = format!("slug = \"{slug}\"\nname = \"{name}\"\naliases = [\"{alias}\"]\nkind = \"county\"");
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn a_title_names_its_district_or_none() {
        let districts = [district("taishan", "泰山区", "泰山"), district("taishan-scenic", "泰山景区", "景区")];
        let told = |own: &str, text: &str| {
            other_district(&districts, &Slug::parse(own).unwrap(), text).map(|other| other.slug.to_string())
        };
        assert_eq!(told("taishan", "泰山景区2021年补贴公示名单"), Some("taishan-scenic".to_owned()));
        assert_eq!(told("taishan", "泰安市泰山区补贴公示名单"), None);
        assert_eq!(told("taishan", "泰山区与泰山景区联合公示"), None);
        assert_eq!(told("taishan-scenic", "示例市补贴公示名单"), None);
    }
}
