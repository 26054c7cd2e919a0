//! The site as finished files: what `build` writes, `serve` shows, `archive` packs and `verify` compares. Lists of
//! payments are made side by side, each by itself; files leave as they are finished, in any order.

use std::path::Path;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, both, side_by_side};
use crate::edition::archive::{Archive, FrozenEdition};
use crate::folder;
use crate::output::statement::BuildStatement;
use crate::output::write::{Staged, Staging};
use crate::output::{Gathered, OutputFile, Sink};
use crate::page::article::Article;
use crate::page::{self, KnownHosts, Outline, SiteInput};
use crate::render::{Renderer, theme::Theme};
use crate::scan::{Digests, Scanner};
use crate::settings::{DEFAULT_THEME, Root, SITE_FILE, Settings};
use crate::value::digest::{Digest, Digesting};

use super::Session;

mod reuse;

pub(super) use reuse::Notes;
use reuse::{Anew, Lists, Premises, Reuse};

/// What a site is made from, beside articles and theme.
pub(super) struct Sources<'s> {
    pub(super) settings: &'s Settings,
    pub(super) archive: &'s Archive,
    /// The day it is as of.
    pub(super) date: NaiveDate,
}

/// What was written for the site and never published: its articles, and its theme with the digest of what is its own.
struct Materials {
    articles: Vec<Article>,
    theme: Theme,
    look: Digest,
}

impl Materials {
    fn read(session: &Session, settings: &Settings, report: &mut Report) -> Result<Self, Failed> {
        let root = &session.root;
        let known = KnownHosts::of(&settings.site);
        let files = folder::files_in(root.path(), "content/articles", report)?;
        let articles = page::article::read(&files, &known, report)?;
        let (theme, look) = theme(root, &settings.site.theme, report)?;
        Ok(Self { articles, theme, look })
    }
}

/// The whole site in memory, scanned. Writes nothing.
///
/// # Errors
/// When something must be mended.
pub(super) fn gathered(
    session: &Session,
    sources: &Sources<'_>,
    report: &mut Report,
) -> Result<Vec<OutputFile>, Failed> {
    let materials = Materials::read(session, sources.settings, report)?;
    let gathered = Gathered::default();
    let scanner = Scanner::before(&gathered);
    make(session, sources, &materials, &scanner, &Anew, report)?;
    let again = |digests: &mut Digests, _: &mut Report| {
        gathered.each(|file| digests.note(&Digest::of(&file.bytes), &file.bytes));
        Ok(())
    };
    scanner.finish(again, report)?;
    Ok(gathered.into_files())
}

/// The whole site on the disk beside the one that stands in a folder, scanned file by file on its way; and what is known
/// of its lists, for the next build. The files of lists of which nothing changed are left as they are.
///
/// # Errors
/// When something must be mended, or the disk refuses. Nothing is left of it then.
pub(super) fn staged(
    session: &Session,
    sources: &Sources<'_>,
    target: &Path,
    report: &mut Report,
) -> Result<(Staged, Notes), Failed> {
    let (staging, (memo, materials)) = both(
        report,
        |report| Staging::begin(target, report),
        |report| rayon::join(|| Reuse::memo(target), || Materials::read(session, sources.settings, report)),
    );
    let (staging, materials) = (staging?, materials?);
    let reuse = Reuse::of(&staging, memo);
    let scanner = Scanner::before(&staging);
    make(session, sources, &materials, &scanner, &reuse, report)?;
    let again = |digests: &mut Digests, report: &mut Report| {
        staging.each(&mut |digest, bytes| digests.note(digest, bytes), report)
    };
    let doubtful = scanner.finish(again, report)?;
    let notes = reuse.into_notes(&doubtful);
    session.progress.step("写入网站文件夹");
    Ok((staging.finish(report)?, notes))
}

/// Makes every file of the site and hands it on.
///
/// # Errors
/// When something must be mended, or a file is not taken.
fn make(
    session: &Session,
    sources: &Sources<'_>,
    materials: &Materials,
    sink: &dyn Sink,
    lists: &dyn Lists,
    report: &mut Report,
) -> Result<(), Failed> {
    let Sources { settings, archive, date } = *sources;
    let Materials { articles, theme, look } = materials;
    session.progress.step("生成页面");
    let outline = Outline::new(&SiteInput { settings, archive, articles, date });
    let renderer = Renderer::new(theme, outline.site());
    let gists = side_by_side(outline.lists(), report, |list, report| {
        let make = |sink: &dyn Sink, report: &mut Report| {
            outline.list(&list, &mut |piece, report| renderer.hand_on(piece, sink, report), report)
        };
        let premises = || outline.premises(&list).map(|premises| Premises::new(&list, look, &premises));
        lists.made(&premises, &make, sink, report)
    });
    let mut plan = outline.rest(gists.into_iter().collect::<Result<_, _>>()?, report)?;
    let statement = BuildStatement::new(date, archive.latest().map(|it| (it.number().get(), it.fingerprint())));
    let mut files = renderer.frame(&plan);
    files.append(&mut plan.downloads);
    files.push(statement.to_file());
    let put = side_by_side(files, report, |file, report| sink.put(file, report));
    put.into_iter().collect::<Result<(), _>>()?;
    let put = side_by_side(plan.pages, report, |page, report| sink.put(renderer.page(&page, report)?, report));
    put.into_iter().collect::<Result<(), _>>()?;
    report.pass(())
}

/// The embedded theme, with the files of `themes/<name>/` in place of its own; and the digest of these.
fn theme(root: &Root, name: &str, report: &mut Report) -> Result<(Theme, Digest), Failed> {
    let folder = format!("themes/{name}");
    let overrides = folder::files_in(root.path(), &folder, report)?;
    if overrides.is_empty() && name != DEFAULT_THEME {
        let missing = Diagnostic::error(Code::Theme, Location::file(SITE_FILE), format!("没有主题文件夹 {folder}。"));
        return report.fail(missing.help("请放入主题文件，或把 theme 改回 default。"));
    }
    let mut digesting = Digesting::default();
    for file in &overrides {
        digesting.add(Digest::of(file.path.as_bytes()).to_string().as_bytes());
        digesting.add(Digest::of(&file.bytes).to_string().as_bytes());
    }
    Ok((Theme::load(overrides, report)?, digesting.digest()))
}

/// The archive as the day knew it, so that the site of any past day can be built again.
pub(super) fn as_of(date: NaiveDate, archive: Archive, report: &mut Report) -> Archive {
    let newest = archive.latest().map(|edition: &FrozenEdition| (edition.number(), edition.date()));
    let known = archive.as_of(date);
    if let Some((number, published_on)) = newest.filter(|(_, published_on)| *published_on > date) {
        let message = format!("生成日期 {date} 早于第 {number} 版（{published_on}），网站只含到这一天为止的各版。");
        let found = Diagnostic::warning(Code::DateGoesBack, Location::default(), message);
        report.push(found.help("重现过去某天的网站时可以不管；否则请检查 --date 和电脑的日期。"));
    }
    known
}
