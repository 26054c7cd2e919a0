//! A site as values, made as `build` makes it.

use gongshi::diagnostic::{Failed, Report};
use gongshi::output::OutputFile;
use gongshi::page::{Outline, Page, Piece, SiteInput};
use gongshi::render::Renderer;
use gongshi::render::theme::Theme;

/// Gives every page and download, with what every template sees.
pub(crate) fn each_piece(
    input: &SiteInput<'_>,
    report: &mut Report,
    mut each: impl FnMut(&gongshi::page::view::Site, Piece<'_>, &mut Report) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let outline = Outline::new(input);
    let site = outline.site();
    let lists = outline.lists();
    let mut give = |piece: Piece<'_>, report: &mut Report| each(&site, piece, report);
    let gists = lists.iter().map(|list| outline.list(list, &mut give, report)).collect::<Result<_, _>>()?;
    let plan = outline.rest(gists, report)?;
    plan.downloads.into_iter().try_for_each(|file| each(&plan.site, Piece::File(file), report))?;
    plan.pages.into_iter().try_for_each(|page: Page<'_>| each(&plan.site, Piece::Page(page), report))
}

/// The finished pages and downloads in a theme, by address.
pub(crate) fn files(input: &SiteInput<'_>, theme: &Theme, report: &mut Report) -> Result<Vec<OutputFile>, Failed> {
    let mut files = Vec::new();
    each_piece(input, report, |site, piece, report| {
        files.push(Renderer::new(theme, site.clone()).piece(piece, report)?);
        Ok(())
    })?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
