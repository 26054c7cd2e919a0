//! Pages × theme → finished files.

use crate::diagnostic::{Failed, Report};
use crate::output::{OutputFile, Sink, SitePath};
use crate::page::view::Site;
use crate::page::{Page, Piece, SitePlan};

mod assets;
mod compact;
mod feed;
mod labels;
#[cfg(feature = "minify")]
mod minify;
mod mould;
mod rows;
#[cfg_attr(not(feature = "minify"), expect(dead_code, reason = "some of what a tag is, only the minifier asks"))]
mod tera_tag;
pub mod theme;

use theme::Theme;

/// Makes finished files of what a site is made of, page by page, on any thread.
#[derive(Debug)]
pub struct Renderer<'t> {
    theme: &'t Theme,
    site: Site,
}

impl<'t> Renderer<'t> {
    /// For a site with a theme.
    pub fn new(theme: &'t Theme, site: Site) -> Self {
        Self { theme, site }
    }

    /// Hands a piece on as a file.
    ///
    /// # Errors
    /// When a template fails, or the file is not taken; the report says where.
    pub fn hand_on(&self, piece: Piece<'_>, sink: &dyn Sink, report: &mut Report) -> Result<(), Failed> {
        match piece {
            Piece::File(file, digest) => sink.put_digested(file, digest, report),
            Piece::Page(page) => sink.put(self.page(&page, report)?, report),
        }
    }

    /// A page as a file.
    ///
    /// # Errors
    /// When a template fails; the report says where.
    pub fn page(&self, page: &Page<'_>, report: &mut Report) -> Result<OutputFile, Failed> {
        Ok(OutputFile { path: page.path.clone(), bytes: self.theme.page(&self.site, page, report)? })
    }

    /// The files that no page or list is: assets, feed, site map and `robots.txt`. The site map needs absolute addresses
    /// (sitemaps.org), so it is left out where the settings have no base address.
    pub fn frame(&self, plan: &SitePlan<'_>) -> Vec<OutputFile> {
        let mut files: Vec<OutputFile> = self.theme.assets().collect();
        let mut add = |path: &str, text: String| {
            files.push(OutputFile { path: SitePath::new(path), bytes: text.into_bytes() });
        };
        add("feed.xml", feed::atom(plan));
        if let Some(base) = &plan.base_url {
            add("sitemap.xml", feed::sitemap(plan, base));
        }
        add("robots.txt", feed::robots(plan));
        files
    }
}
