//! Which lists are meant.

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::archive::{Archive, FrozenEdition, FrozenList};
use crate::record::ListId;
use crate::settings::Settings;
use crate::value::district::Slug;

use super::Lists;

/// The lists in force that are meant, by id.
///
/// # Errors
/// When there is none.
pub(super) fn of<'a>(
    lists: &Lists,
    settings: &Settings,
    archive: &'a Archive,
    report: &mut Report,
) -> Result<Vec<FrozenList<'a>>, Failed> {
    let in_force = archive.in_force_now().lists;
    let all = in_force.into_values();
    let found: Vec<FrozenList<'a>> = match lists {
        Lists::All => all.collect(),
        Lists::List(id) => all.filter(|list| list.entry.id.to_string() == *id).collect(),
        Lists::Edition(number) => {
            let edition = archive.editions().iter().find(|edition| edition.number().get() == *number);
            all.filter(|list| Some(list.edition) == edition.map(FrozenEdition::number)).collect()
        }
        Lists::Notice { notice, district } => {
            let district = district.as_deref().map(|name| slug_of(name, settings));
            let is_meant = |list: &FrozenList<'_>| match &list.entry.id {
                ListId::Payments { notice: of, district: at } => {
                    of.as_str() == notice && district.as_ref().is_none_or(|district| district.as_ref() == Some(at))
                }
                ListId::Catalogue(..) => false,
            };
            all.filter(is_meant).collect()
        }
    };
    if found.is_empty() {
        let problem = format!("{}，没有现行的清单可截图。", named(lists));
        return report.fail(
            Diagnostic::error(Code::CaptureSource, Location::default(), problem)
                .help("公示、地区和清单的名字就是网址里的那一段，例如 --notice 2021-03 --district taishan。"),
        );
    }
    report.pass(found)
}

/// A district by its name in addresses, its name, or an alias.
fn slug_of(name: &str, settings: &Settings) -> Option<Slug> {
    let is_meant = |district: &&crate::value::district::District| {
        district.slug.as_str() == name || district.name == name || district.aliases.iter().any(|alias| alias == name)
    };
    settings.districts.iter().find(is_meant).map(|district| district.slug.clone())
}

fn named(lists: &Lists) -> String {
    match lists {
        Lists::All => "各版".to_owned(),
        Lists::List(id) => format!("清单 {id}"),
        Lists::Edition(number) => format!("第 {number:04} 版"),
        Lists::Notice { notice, district: None } => format!("公示 {notice}"),
        Lists::Notice { notice, district: Some(district) } => format!("公示 {notice} 的 {district}"),
    }
}
