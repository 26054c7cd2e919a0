//! A site as values, made as `build` makes it.

use gongshi::diagnostic::{Failed, Report};
use gongshi::output::{Gathered, OutputFile};
use gongshi::page::view::Site;
use gongshi::page::{Outline, Piece, SiteInput, SitePlan};
use gongshi::render::Renderer;
use gongshi::render::theme::Theme;
use gongshi::value::digest::Digest;

/// Gives every page and download with what every template sees, and returns the plan of what is no list of
/// payments.
pub(crate) fn each_piece<'a>(
    input: &SiteInput<'a>,
    report: &mut Report,
    mut each: impl FnMut(&Site, Piece<'_>, &mut Report) -> Result<(), Failed>,
) -> Result<SitePlan<'a>, Failed> {
    let outline = Outline::new(input);
    let (site, lists) = (outline.site(), outline.lists());
    let mut give = |piece: Piece<'_>, report: &mut Report| each(&site, piece, report);
    let gists = lists.iter().map(|list| outline.list(list, &mut give, report)).collect::<Result<_, _>>()?;
    let plan = outline.rest(gists, report)?;
    let download = |file: &OutputFile| Piece::File(file.clone(), Digest::of(&file.bytes));
    plan.downloads.iter().try_for_each(|file| each(&site, download(file), report))?;
    plan.pages.iter().try_for_each(|page| each(&site, Piece::page(page.clone()), report))?;
    Ok(plan)
}

/// All finished files in a theme, by address.
pub(crate) fn files(input: &SiteInput<'_>, theme: &Theme, report: &mut Report) -> Result<Vec<OutputFile>, Failed> {
    let made = Gathered::default();
    let plan = each_piece(input, report, |site, piece, report| {
        Renderer::new(theme, site.clone()).hand_on(piece, &made, report)
    })?;
    let mut files = made.into_files();
    files.extend(Renderer::new(theme, plan.site.clone()).frame(&plan));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
