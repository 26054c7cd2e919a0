//! What a list is called, in addresses and in the archive.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::value::district::{CITY, Slug};

use super::Kind;

/// The catalogues: lists that stand from edition to edition and change by revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catalogue {
    /// 项目制培训清单
    Projects,
    /// 急需紧缺职业（工种）目录
    Occupations,
    /// 马兰花创业培训班次
    Courses,
    /// 培训学时及补贴标准
    Standards,
    /// 培训机构目录
    Institutions,
}

impl Catalogue {
    /// All of them, in the order of the site's navigation.
    pub const ALL: [Self; 5] = [Self::Projects, Self::Occupations, Self::Courses, Self::Standards, Self::Institutions];

    /// Its folder under `content/sources` and on the site.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Projects => "projects",
            Self::Occupations => "occupations",
            Self::Courses => "courses",
            Self::Standards => "standards",
            Self::Institutions => "institutions",
        }
    }

    /// The kind of its rows.
    pub fn kind(self) -> Kind {
        match self {
            Self::Projects => Kind::Projects,
            Self::Occupations => Kind::Occupations,
            Self::Courses => Kind::Courses,
            Self::Standards => Kind::Standards,
            Self::Institutions => Kind::Institutions,
        }
    }
}

/// What part of the city a catalogue's list is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The whole city.
    City,
    /// One district.
    District(Slug),
}

impl Scope {
    /// Its name in file names and addresses.
    pub fn as_str(&self) -> &str {
        match self {
            Self::City => CITY,
            Self::District(slug) => slug.as_str(),
        }
    }
}

/// The lasting name of a list (清单): its address on the site and its folder in the archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ListId {
    /// The payments of one notice and district: `subsidies/2021-03/taishan`.
    Payments {
        /// The notice.
        notice: Slug,
        /// The district that pays.
        district: Slug,
    },
    /// One catalogue's list for a scope: `projects/taishan`, `occupations/city`.
    Catalogue(Catalogue, Scope),
}

impl fmt::Display for ListId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Payments { notice, district } => write!(f, "subsidies/{notice}/{district}"),
            Self::Catalogue(catalogue, scope) => write!(f, "{}/{}", catalogue.folder(), scope.as_str()),
        }
    }
}

impl FromStr for ListId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let slug = |text: &str| Slug::parse(text).map_err(|invalid| invalid.problem);
        match text.split('/').collect::<Vec<_>>()[..] {
            ["subsidies", notice, district] => Ok(Self::Payments { notice: slug(notice)?, district: slug(district)? }),
            [folder, scope] => {
                let catalogue = Catalogue::ALL.into_iter().find(|catalogue| catalogue.folder() == folder);
                let scope = if scope == CITY { Scope::City } else { Scope::District(slug(scope)?) };
                Ok(Self::Catalogue(catalogue.ok_or("不认识的清单种类。")?, scope))
            }
            _ => Err("清单编号写法有误。"),
        }
    }
}

impl TryFrom<String> for ListId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ListId> for String {
    fn from(id: ListId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for text in ["subsidies/2021-03/taishan", "projects/taishan", "occupations/city"] {
            assert_eq!(text.parse::<ListId>().unwrap().to_string(), text);
        }
        for text in ["subsidies/2021-03", "cats/city", "projects/../x", "projects", ""] {
            assert!(text.parse::<ListId>().is_err(), "{text}");
        }
    }
}
