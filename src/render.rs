//! Pages × theme → finished files.

use crate::diagnostic::{Failed, Report};
use crate::output::{OutputFile, SitePath};
use crate::page::SitePlan;

mod assets;
mod compact;
mod feed;
mod minify;
mod mould;
mod rows;
mod tera_tag;
pub mod theme;

use theme::Theme;

/// Renders the whole site: pages, downloads, assets, feed, site map and `robots.txt`, by address. The site map needs
/// absolute addresses (sitemaps.org), so it is left out where the settings have no base address.
///
/// # Errors
/// When a template fails; the report says where.
pub fn render(plan: &SitePlan<'_>, theme: &Theme, report: &mut Report) -> Result<Vec<OutputFile>, Failed> {
    let mut files = Vec::with_capacity(plan.pages.len() + plan.downloads.len() + 16);
    for page in &plan.pages {
        let html = theme.page(plan, page, report)?;
        files.push(OutputFile { path: page.path.clone(), bytes: html });
    }
    files.extend(plan.downloads.iter().cloned());
    files.extend(theme.assets());
    files.push(OutputFile { path: SitePath::new("feed.xml"), bytes: feed::atom(plan).into_bytes() });
    if let Some(base) = &plan.base_url {
        files.push(OutputFile { path: SitePath::new("sitemap.xml"), bytes: feed::sitemap(plan, base).into_bytes() });
    }
    files.push(OutputFile { path: SitePath::new("robots.txt"), bytes: feed::robots(plan).into_bytes() });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    report.pass(files)
}
