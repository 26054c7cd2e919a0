//! The district switcher: from a page to the like page of another district.

use crate::output::SitePath;
use crate::value::district::{District, Slug};

use super::basis::Basis;
use super::view::Crumb;

/// What the district switcher of a page offers.
pub(super) struct Switcher {
    /// The district that the page is about.
    current: Option<Slug>,
    /// Each district's page, in the order of the settings.
    pages: Vec<(Slug, String, SitePath)>,
}

impl Switcher {
    /// The page that `like` says of each district, on a page about one of them or about none.
    pub(super) fn new(basis: &Basis<'_>, current: Option<&Slug>, like: impl Fn(&Slug) -> SitePath) -> Self {
        let page = |district: &District| (district.slug.clone(), district.name.clone(), like(&district.slug));
        Self { current: current.cloned(), pages: basis.settings.districts.iter().map(page).collect() }
    }

    /// What the page's own district is called.
    pub(super) fn district(&self, basis: &Basis<'_>) -> Option<String> {
        self.current.as_ref().map(|slug| basis.district_name(slug))
    }

    /// The districts, without a link for the page's own.
    pub(super) fn places(&self, link: impl Fn(&SitePath) -> String) -> Vec<Crumb> {
        let place = |(slug, name, page): &(Slug, String, SitePath)| Crumb {
            label: name.clone(),
            href: (self.current.as_ref() != Some(slug)).then(|| link(page)),
        };
        self.pages.iter().map(place).collect()
    }
}
