//! The pipeline of `capture`: settings and editions, the site, the camera, a pack a list.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use url::Url;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::archive::{Archive, FrozenEdition, FrozenList};
use crate::edition::list::PublicList;
use crate::evidence::camera::{self, Camera, Order, Website};
use crate::evidence::{Capture, Subject, pack};
use crate::record::ListId;
use crate::settings::{Derived, SITE_FILE, Settings};
use crate::value::web_address::WebAddress;

use super::super::{Session, Summary};
use super::{From, Lists, Wanted, choice};

/// What was captured.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    made: &'static str,
    browser: String,
    lists: Vec<DoneList>,
}

/// One list.
#[derive(Serialize)]
struct DoneList {
    list: String,
    revision: String,
    rows: u64,
    sheets: usize,
    /// Where its pack is.
    pack: String,
    /// The pack's code (存证码).
    code: String,
}

/// Where packs are kept: only ever added to.
const PACKS: &str = "output/evidence";

/// Runs the command.
///
/// # Errors
/// See [`super::run`].
pub(super) fn run(session: &Session, wanted: &Wanted, report: &mut Report) -> Result<Summary, Failed> {
    session.progress.step("读取设置和已公布的各版");
    let settings = Settings::load(&session.root, report)?;
    must_have_sheets(&settings, report)?;
    let archive = Archive::load(&session.root, report)?;
    let Some(newest) = archive.latest() else {
        let none = Diagnostic::error(Code::NoEdition, Location::default(), "还没有公布过任何一版。");
        return report.fail(none.help("请先运行 gongshi publish 和 gongshi build。"));
    };
    let lists = choice::of(&wanted.lists, &settings, &archive, report)?;
    let place = place(session, &settings, newest, &wanted.from, report)?;
    session.progress.step("启动浏览器");
    let said = wanted.browser.as_deref().or(settings.capture.browser.as_deref());
    let mut camera = Camera::open(said, &stop_flag(), report)?;
    let website = match place {
        Place::Built(website) => website,
        Place::Host(base) => camera.host(base, report)?,
    };
    session.progress.step("截图并逐行核对");
    let (mut done, mut failed) = (Vec::new(), None);
    for list in lists.iter().filter(|list| is_meant(list, &wanted.lists, &website)) {
        let Some(kept) = list.kept() else {
            failed = Some(withdrawn(list, report));
            continue;
        };
        let public = kept.list().or_else(|lost| report.fail(lost.diagnostic()))?;
        let order = order(list, &public, newest, wanted, &archive, &settings);
        match camera.capture(&order, &website, report) {
            Ok(capture) => done.push(keep(session, &capture, (&archive, &settings), report)?),
            // What is wrong with one list keeps no other from being captured.
            Err(why) if camera.is_well() => failed = Some(why),
            Err(why) => return Err(why),
        }
    }
    if let Some(failed) = failed.filter(|_| done.is_empty()) {
        return Err(failed);
    }
    let made = if matches!(wanted.from, From::Local) { "local" } else { "live" };
    let browser = camera.product().to_owned();
    Ok(Summary::of(&Done { command: "capture", made, browser, lists: done }))
}

/// Without sheets there is nothing to take.
fn must_have_sheets(settings: &Settings, report: &mut Report) -> Result<(), Failed> {
    match settings.capture.sheets {
        Derived::Made => Ok(()),
        Derived::LeftOut => {
            let problem = "设置里关掉了截图存证页，网站上没有可以截图的页。";
            let told = Diagnostic::error(Code::CaptureSource, Location::file(SITE_FILE), problem);
            report.fail(told.help(
                "把 [capture] 里的 sheets 改成 true，或者删去这一行，再运行 gongshi build；截网站实况的还要上传。",
            ))
        }
    }
}

/// Where many lists are wanted at once, those without sheets are none of them.
fn is_meant(list: &FrozenList<'_>, lists: &Lists, website: &Website) -> bool {
    let is_named = matches!(lists, Lists::Notice { .. } | Lists::List(_));
    is_named || website.has_sheets(&list.entry.id, list.entry.revision)
}

/// A list whose rows left has nothing to show.
fn withdrawn(list: &FrozenList<'_>, report: &mut Report) -> Failed {
    let by = list.tombstone().map(|tombstone| format!("，由第 {} 版", tombstone.by)).unwrap_or_default();
    let message = format!("清单 {} 的各行已经撤下{by}，不能截图。", list.entry.id);
    let told = Diagnostic::error(Code::Withdrawn, Location::default(), message);
    report.push(told.help("撤下以前做的存证包仍然有效，可用 gongshi verify 核对。"));
    report.failed()
}

fn order<'a>(
    list: &FrozenList<'_>,
    public: &'a PublicList,
    newest: &FrozenEdition,
    wanted: &'a Wanted,
    archive: &Archive,
    settings: &Settings,
) -> Order<'a> {
    let frozen_by = archive.edition(list.edition).unwrap_or(newest);
    Order {
        subject: subject(list, newest),
        fingerprint: frozen_by.fingerprint().to_string(),
        title: title(list, archive, settings),
        list: public,
        layouts: &wanted.layouts,
        moment: wanted.moment,
        operator: wanted.operator.clone(),
    }
}

/// Makes a capture's pack and puts it where packs are kept.
fn keep(
    session: &Session,
    capture: &Capture,
    (archive, settings): (&Archive, &Settings),
    report: &mut Report,
) -> Result<DoneList, Failed> {
    let papers = capture.subject.notice.as_ref().and_then(|notice| pack::at_hand(&session.root, notice));
    let pack = pack::assemble(capture, &pack::Sources { archive, settings, papers }, report)?;
    let path = pack::write(&session.root.join(PACKS), &pack, report)?;
    Ok(DoneList {
        list: capture.subject.list.to_string(),
        revision: capture.subject.revision.to_string(),
        rows: capture.subject.rows,
        sheets: capture.sheets.len(),
        pack: path.display().to_string(),
        code: pack.code.to_string(),
    })
}

/// Where the pages are to come from.
enum Place {
    /// From this folder, which was found whole.
    Built(Website),
    /// From this host, which was not asked yet.
    Host(Url),
}

fn place(
    session: &Session,
    settings: &Settings,
    newest: &FrozenEdition,
    from: &From,
    report: &mut Report,
) -> Result<Place, Failed> {
    match from {
        From::Local => camera::built(&session.root, newest.number(), report).map(Place::Built),
        From::Live(address) => match address.as_deref().or(settings.site.base_url.as_deref()) {
            Some(address) => live(address, report).map(Place::Host),
            None => report.fail(
                Diagnostic::error(Code::Settings, Location::default(), "不知道网站的网址。")
                    .help("请在 --live 后面写网址，或在 site.toml 里写 base_url。"),
            ),
        },
    }
}

/// A host's address, from `http` to a last `/`, without a question or a fragment.
fn live(address: &str, report: &mut Report) -> Result<Url, Failed> {
    let address = if address.ends_with('/') { address.to_owned() } else { format!("{address}/") };
    let url = WebAddress::parse(&address).ok().and_then(|_| Url::parse(&address).ok());
    match url.filter(|url| url.query().is_none() && url.fragment().is_none()) {
        Some(url) => Ok(url),
        None => report.fail(
            Diagnostic::error(Code::Settings, Location::default(), format!("网址“{address}”写法有误。"))
                .help("网址以 http:// 或 https:// 开头，例如 https://rsj.example/zyjn/。"),
        ),
    }
}

/// Set when Ctrl-C is pressed. Where the signal cannot be taken, it ends the program as it always does.
fn stop_flag() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    let _untaken = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    stop
}

fn subject(list: &FrozenList<'_>, newest: &FrozenEdition) -> Subject {
    let notice = match &list.entry.id {
        ListId::Payments { notice, .. } => Some(notice.clone()),
        ListId::Catalogue(..) => None,
    };
    Subject {
        list: list.entry.id.clone(),
        revision: list.entry.revision,
        sha256: list.entry.sha256,
        rows: list.entry.rows,
        notice,
        edition: newest.number(),
        fingerprint: newest.fingerprint().to_string(),
    }
}

/// What the PDF is called: the notice or the kind of list, and whose it is.
fn title(list: &FrozenList<'_>, archive: &Archive, settings: &Settings) -> String {
    let of = |slug| settings.district(slug).map_or_else(|| slug.to_string(), |district| district.name.clone());
    match &list.entry.id {
        ListId::Payments { notice, district } => {
            let title = archive.in_force_now().notices.get(notice).map(|frozen| frozen.notice().head.title);
            format!("{} {} {}", title.unwrap_or_else(|| notice.to_string()), of(district), list.entry.revision)
        }
        ListId::Catalogue(..) => format!("{} {}", list.entry.id, list.entry.revision),
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.made == "local" { "本地渲染" } else { "网站实况" };
        write!(f, "截图完成（{how}）：{} 份清单，每一行都在图片里核对过。", self.lists.len())?;
        self.lists.iter().try_for_each(|list| {
            let DoneList { list, rows, sheets, pack, code, .. } = list;
            write!(f, "\n{list}：{rows} 行，{sheets} 张图片，存证码 {code}\n  {pack}")
        })
    }
}
