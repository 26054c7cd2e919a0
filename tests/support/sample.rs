//! The sample site with its fourth edition, built once for all tests that only read it.

use std::sync::OnceLock;

use super::Site;

/// The day on which the sample's prepared sources become edition 4.
pub(crate) const EDITION_FOUR_ON: &str = "2021-06-25";

/// The sample as it stands on the day of edition 4.
pub(crate) fn on_the_day() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| built_on(EDITION_FOUR_ON))
}

/// The sample when every notice period and its retention are over: the rows of persons are gone.
pub(crate) fn long_after() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| built_on("2041-01-01"))
}

fn built_on(day: &str) -> Site {
    let site = Site::sample();
    site.run(["publish", "--date", EDITION_FOUR_ON]).succeeds();
    site.run(["build", "--date", day]).succeeds();
    site
}
