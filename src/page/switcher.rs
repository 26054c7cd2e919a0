//! The district switcher: from a page to where another district has the like.

use crate::output::SitePath;
use crate::settings::Settings;
use crate::value::district::{District, Slug};

use super::basis::Basis;
use super::view::Crumb;

/// Where a district has its own: a page, or a line of one.
pub(super) struct Place {
    page: SitePath,
    /// The `id` of the line.
    line: Option<String>,
}

impl From<SitePath> for Place {
    fn from(page: SitePath) -> Self {
        Self { page, line: None }
    }
}

impl Place {
    /// A line of a page.
    pub(super) fn line(page: SitePath, id: String) -> Self {
        Self { page, line: Some(id) }
    }
}

/// What the district switcher of a page offers.
pub(super) struct Switcher {
    /// The district that the page is about.
    current: Option<Slug>,
    /// Each district's place, in the order of the settings.
    places: Vec<(Slug, String, Place)>,
}

impl Switcher {
    /// The place that `like` says of each district, on a page about one of them or about none.
    pub(super) fn new<P: Into<Place>>(settings: &Settings, current: Option<&Slug>, like: impl Fn(&Slug) -> P) -> Self {
        let place = |district: &District| (district.slug.clone(), district.name.clone(), like(&district.slug).into());
        Self { current: current.cloned(), places: settings.districts.iter().map(place).collect() }
    }

    /// What the page's own district is called.
    pub(super) fn district(&self, basis: &Basis<'_>) -> Option<String> {
        self.current.as_ref().map(|slug| basis.district_name(slug))
    }

    /// The districts, without a link for the page's own.
    pub(super) fn places(&self, link: impl Fn(&SitePath) -> String) -> Vec<Crumb> {
        let href = |Place { page, line }: &Place| match line {
            Some(id) => format!("{}#{id}", link(page)),
            None => link(page),
        };
        let crumb = |(slug, name, place): &(Slug, String, Place)| Crumb {
            label: name.clone(),
            href: (self.current.as_ref() != Some(slug)).then(|| href(place)),
        };
        self.places.iter().map(crumb).collect()
    }
}
