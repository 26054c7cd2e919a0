//! A site in a folder.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::edition::EditionNumber;
use crate::edition::archive::Archive;
use crate::output::damage;
use crate::output::manifest::{MANIFEST, Manifest};
use crate::output::statement::{BUILD_JSON, BuildStatement};
use crate::settings::Settings;
use crate::verdict::comparison::{Comparison, State, at};
use crate::verdict::{Verdict, folder, rebuilt};

use super::super::site::{self, Sources};
use super::super::{Progress, Session};
use super::Verification;

/// Where the root's own site is.
const OWN_SITE: &str = "output/site";

/// Where it waits while another takes its place (`output::write`).
const WAITING_SITE: &str = "output/.site.old";

/// Who sees a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// Whoever has the folder: it may be an old one, kept on purpose.
    Keeper,
    /// Everybody.
    Public,
}

/// A site that is verified.
pub(super) struct Subject<'a> {
    pub(super) audience: Audience,
    /// Where it is, as findings name it.
    pub(super) place: &'a str,
    /// Its `manifest.txt`.
    pub(super) manifest: Option<Vec<u8>>,
    /// Its `build.json`.
    pub(super) statement: Option<Vec<u8>>,
}

/// What a site is compared with.
pub(super) struct Reference {
    pub(super) state: State,
    /// Other states whose files may stand among its own.
    pub(super) others: Vec<State>,
    /// Whether the state is the site's own manifest.
    pub(super) is_own: bool,
}

impl Verification<'_> {
    /// The root's own site, if it was built.
    pub(super) fn own_site(&mut self, archive: Option<Archive>) {
        let Some(session) = self.session else { return };
        let folder = session.root.join(OWN_SITE);
        if folder.exists() {
            self.site(&folder, archive);
        } else if session.root.join(WAITING_SITE).exists() {
            self.check(|_, own| {
                let message = "上次的 build 在换上新网站的一刻中断，网站不在原处。";
                let found = Diagnostic::error(Code::Unfinished, Location::file(WAITING_SITE), message);
                own.push(found.help("没有丢失任何内容。再运行一次 build，会先把它做完。"));
                ((), vec![Verdict::of("网站", own, "")])
            });
        } else {
            self.verdicts.push(Verdict::unknown("网站", format!("还没有生成（{OWN_SITE} 不在）")));
        }
    }

    /// A site in a folder; with the editions it was built from, if they are at hand.
    pub(super) fn site(&mut self, folder: &Path, archive: Option<Archive>) {
        let place = self.name_of(folder);
        let subject = Subject {
            audience: Audience::Keeper,
            place: &place,
            manifest: folder::file(folder, MANIFEST),
            statement: folder::file(folder, BUILD_JSON),
        };
        self.step("核验网站的文件");
        let reference = self.reference(&subject, archive);
        let Some(reference) = reference else { return };
        self.check(|checks, own| {
            let mut comparison = Comparison::new(&place, &reference.state, &reference.others);
            folder::each_file(folder, &place, own, |path, bytes| comparison.take(path, bytes));
            comparison.finish(own);
            ((), vec![checks.files_told(&place, &reference, own)])
        });
    }

    /// The verdict on a site's files. Only a site that is as its own manifest says has a site code.
    pub(super) fn files_told(&mut self, place: &str, reference: &Reference, found: &Report) -> Verdict {
        let code = reference.state.manifest.code();
        let count = reference.state.manifest.len();
        if reference.is_own && !found.has_errors() {
            self.checked.site = Some(code.clone());
        }
        let fine = format!("{count} 个文件与 {MANIFEST} 一致；网站校验码 {code}");
        Verdict::of(format!("网站 {place} 的文件"), found, fine)
    }

    /// What a site is compared with: its own manifest, and, where the editions are at hand, what they give built again.
    /// That the two agree is a verdict of its own.
    pub(super) fn reference(&mut self, subject: &Subject<'_>, archive: Option<Archive>) -> Option<Reference> {
        let own = self.own_manifest(subject);
        let again = self.built_again(subject, own.as_ref(), archive);
        let others = self.local_site(subject);
        match (own, again) {
            (Some(own), Some(again)) => {
                let differs = again.manifest != own;
                let other = State { bytes: std::collections::BTreeMap::new(), ..again.clone() };
                let state = State::known_by("清单 manifest.txt 所列", own, again);
                let others = others.into_iter().chain(differs.then_some(other)).collect();
                Some(Reference { state, others, is_own: true })
            }
            (Some(own), None) => {
                let state = State::known_by("清单 manifest.txt 所列", own, State::default());
                Some(Reference { state, others: others.into_iter().collect(), is_own: true })
            }
            (None, Some(again)) => {
                Some(Reference { state: again, others: others.into_iter().collect(), is_own: false })
            }
            (None, None) => None,
        }
    }

    /// The site's manifest, if it is whole.
    fn own_manifest(&mut self, subject: &Subject<'_>) -> Option<Manifest> {
        let place = subject.place;
        let bytes = subject.manifest.as_deref();
        let problem = match bytes.map(|bytes| (Manifest::parse(bytes), bytes)) {
            Some((Ok(manifest), _)) => return Some(manifest),
            Some((Err(wrong), bytes)) => manifest_problem(bytes, wrong.line),
            None => (Code::SiteManifest, None, "没有这个文件：不知道网站应有哪些文件。"),
        };
        self.check(|_, own| {
            let (code, line, message) = problem;
            let file = at(place, MANIFEST);
            let file = line.map_or(file.clone(), |line| file.row(line));
            let help = "请重新上传 manifest.txt；这个文件夹若不是网站，请换一个。";
            own.push(Diagnostic::error(code, file, message).help(help));
            (None, vec![Verdict::of(format!("网站 {place} 的清单"), own, "")])
        })
    }

    /// The site as the editions give it on the day and with the editions that it states.
    fn built_again(
        &mut self,
        subject: &Subject<'_>,
        own: Option<&Manifest>,
        archive: Option<Archive>,
    ) -> Option<State> {
        let checked = format!("网站 {} 与各版", subject.place);
        let Some((session, archive)) = self.session.zip(archive) else {
            let why =
                "没有可用的各版，不能重新生成比较；清单和文件一起被换过的，只有给出网站校验码（--expect）才查得出";
            self.verdicts.push(Verdict::unknown(checked, why));
            self.checked.stated = subject.statement.as_deref().and_then(BuildStatement::parse);
            return None;
        };
        self.step("由各版重新生成网站");
        self.check(|checks, report| {
            let Some(stated) = subject.statement.as_deref().and_then(BuildStatement::parse) else {
                let message = "没有这个文件，或不是本程序写的：不知道网站以哪一天为准，不能重新生成比较。";
                let found = Diagnostic::error(Code::FileMissing, at(subject.place, BUILD_JSON), message);
                report.push(found.help("请重新生成并上传。"));
                return (None, vec![Verdict::of(checked, report, "")]);
            };
            checks.checked.stated = Some(stated.clone());
            rebuilt::check_statement(subject.place, &stated, &archive, report);
            checks.check_age(subject, &stated, &archive, report);
            if let Some(by) = withdrawn_since(&stated, &archive) {
                let message = format!("网站里还有第 {by} 版已经撤下的内容，也不能再重新生成比较。");
                let found = Diagnostic::error(Code::Stale, Location::file(subject.place), message);
                report.push(found.help("请尽快重新生成并上传：撤下的内容不应再公开。"));
            }
            let frozen = rebuilt::frozen(&archive);
            let again = if report.has_errors() { None } else { again(session, &stated, archive, report) };
            if let (Some(own), Some(again)) = (own, &again) {
                rebuilt::compare(subject.place, own, &again.manifest, &stated, &frozen, report);
            }
            let fine = format!("以 {} 为准，由各版重新生成的结果与清单一致", stated.date);
            (again, vec![Verdict::of(checked, report, fine)])
        })
    }

    /// Whether newer editions are known than the site shows, or a newer site was built.
    fn check_age(&self, subject: &Subject<'_>, stated: &BuildStatement, archive: &Archive, report: &mut Report) {
        let found = |message: String| {
            let code = Diagnostic::error(Code::Stale, Location::file(subject.place), message);
            code.help("请重新生成并上传。")
        };
        let weight = if subject.audience == Audience::Public { Severity::Error } else { Severity::Warning };
        if let Some(latest) = archive.latest().filter(|latest| Some(latest.number().get()) > stated.edition) {
            let shown = stated.edition.map_or_else(|| "还没有公布时".to_owned(), |number| format!("第 {number:04} 版"));
            let found = found(format!("网站停在{shown}，最新的是第 {} 版。", latest.number()));
            return report.push(Diagnostic { severity: weight, ..found });
        }
        let local = self.session.filter(|_| subject.place != OWN_SITE);
        let local = local.and_then(|session| folder::file(&session.root.join(OWN_SITE), BUILD_JSON));
        if let Some(local) = local.and_then(|bytes| BuildStatement::parse(&bytes)).filter(|own| own.date > stated.date)
        {
            let found = found(format!("网站是 {} 生成的，本机的 {OWN_SITE} 是 {} 的。", stated.date, local.date));
            report.push(Diagnostic { severity: Severity::Warning, ..found });
        }
    }

    /// The root's own site, where another one is verified.
    fn local_site(&self, subject: &Subject<'_>) -> Option<State> {
        let session = self.session.filter(|_| subject.place != OWN_SITE)?;
        let manifest = Manifest::parse(&folder::file(&session.root.join(OWN_SITE), MANIFEST)?).ok()?;
        let differs = Some(manifest.to_string().as_bytes()) != subject.manifest.as_deref();
        differs.then(|| State::known_by("本机 output/site", manifest, State::default()))
    }

    /// A folder as findings name it: from the root, where it is in there.
    pub(super) fn name_of(&self, folder: &Path) -> String {
        let below = self.session.and_then(|session| folder.strip_prefix(session.root.path()).ok());
        below.unwrap_or(folder).display().to_string().replace('\\', "/")
    }

    pub(super) fn step(&self, what: &'static str) {
        if let Some(session) = self.session {
            session.progress.step(what);
        }
    }
}

/// What is wrong with bytes that are no manifest, and in which line.
fn manifest_problem(bytes: &[u8], line: usize) -> (Code, Option<u32>, &'static str) {
    let text = String::from_utf8_lossy(bytes);
    let (mark, text) = text.strip_prefix('\u{feff}').map_or((false, &*text), |rest| (true, rest));
    let is_whole = Manifest::parse(text.replace("\r\n", "\n").as_bytes()).is_ok();
    match () {
        () if damage::is_foreign_page(MANIFEST, bytes) => (Code::ErrorPage, None, "这里是一个页面，不是清单。"),
        () if is_whole && mark => (Code::Bom, None, "清单的开头被加上了 BOM，其余没有变。"),
        () if is_whole => (Code::LineEnds, None, "清单的换行被改写，其余没有变。"),
        () => (Code::SiteManifest, u32::try_from(line).ok(), "这一行不是清单的写法：清单被改动或没有传完。"),
    }
}

/// The newest edition that took something away which the site still shows.
fn withdrawn_since(stated: &BuildStatement, archive: &Archive) -> Option<EditionNumber> {
    let was_shown = |number: EditionNumber| stated.edition.is_some_and(|shown| number.get() <= shown);
    let editions = archive.editions().iter().filter(|edition| was_shown(edition.number()));
    let by = editions.flat_map(|edition| edition.left().values()).map(|tombstone| tombstone.by);
    by.filter(|by| !was_shown(*by)).max()
}

fn again(session: &Session, stated: &BuildStatement, archive: Archive, report: &mut Report) -> Option<State> {
    let archive = archive.up_to(stated.edition.and_then(EditionNumber::new));
    let Session { root, started_in, isolation, .. } = session;
    let then = Session {
        root: root.clone(),
        date: stated.date,
        started_in: started_in.clone(),
        isolation: isolation.clone(),
        progress: Progress::silent(),
    };
    let settings = Settings::load(&then.root, report).ok()?;
    let sources = Sources { settings: &settings, archive: &archive, date: stated.date };
    site::gathered(&then, &sources, report).ok().map(rebuilt::state)
}
