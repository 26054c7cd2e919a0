//! The pipeline of `capture`: settings and editions, the site, the camera, a pack a list.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use url::Url;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::archive::{Archive, FrozenEdition, FrozenList};
use crate::evidence::camera::{Camera, Order, Site};
use crate::evidence::{Capture, Subject};
use crate::record::ListId;
use crate::settings::Settings;
use crate::value::web_address::WebAddress;

use super::super::{Session, Summary};
use super::{From, Wanted, choice};

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
    sheets: usize,
    rows: u64,
}

/// Runs the command.
///
/// # Errors
/// See [`super::run`].
pub(super) fn run(session: &Session, wanted: &Wanted, report: &mut Report) -> Result<Summary, Failed> {
    session.progress.step("读取设置和已公布的各版");
    let settings = Settings::load(&session.root, report)?;
    let archive = Archive::load(&session.root, report)?;
    let Some(newest) = archive.latest() else {
        let none = Diagnostic::error(Code::NoEdition, Location::default(), "还没有公布过任何一版。");
        return report.fail(none.help("请先运行 gongshi publish 和 gongshi build。"));
    };
    let lists = choice::of(&wanted.lists, &settings, &archive, report)?;
    session.progress.step("启动浏览器");
    let site = site(session, &settings, newest, &wanted.from, report)?;
    let said = wanted.browser.as_deref().or(settings.capture.browser.as_deref());
    let mut camera = Camera::open(said, &stop_flag(), report)?;
    let website = camera.website(site, report)?;
    session.progress.step("截图并逐行核对");
    let mut done = Vec::new();
    for list in &lists {
        if matches!(wanted.lists, super::Lists::All | super::Lists::Edition(_))
            && !website.has_sheets(&list.entry.id, list.entry.revision)
        {
            continue;
        }
        let public = list.list();
        let order = Order {
            subject: subject(list, newest),
            title: title(list, &archive, &settings),
            list: &public,
            layouts: &wanted.layouts,
            moment: wanted.moment,
            operator: wanted.operator.clone(),
        };
        // What is wrong with one list keeps no other from being captured.
        if let Ok(capture) = camera.capture(&order, &website, report) {
            done.push(keep(&capture)?);
        }
    }
    report.pass(Summary::of(&Done { command: "capture", made: "", browser: camera.product().to_owned(), lists: done }))
}

fn keep(capture: &Capture) -> Result<DoneList, Failed> {
    #[allow(clippy::disallowed_methods, clippy::unwrap_used)]
    {
        let dir =
            std::path::PathBuf::from("/tmp/w-capture/out").join(capture.subject.list.to_string().replace('/', "-"));
        std::fs::create_dir_all(&dir).unwrap();
        for (i, s) in capture.sheets.iter().enumerate() {
            std::fs::write(dir.join(format!("{:?}-{}.png", s.layout, i + 1)), &s.png).unwrap();
        }
        std::fs::write(dir.join("all.pdf"), &capture.pdf).unwrap();
        std::fs::write(dir.join("capture.json"), serde_json::to_string_pretty(capture).unwrap()).unwrap();
    }
    Ok(DoneList {
        list: capture.subject.list.to_string(),
        revision: capture.subject.revision.to_string(),
        sheets: capture.sheets.len(),
        rows: capture.subject.rows,
    })
}

/// Where the pages are to come from.
fn site(
    session: &Session,
    settings: &Settings,
    newest: &FrozenEdition,
    from: &From,
    report: &mut Report,
) -> Result<Site, Failed> {
    match from {
        From::Local => Ok(Site::Folder { root: session.root.clone(), newest: newest.number() }),
        From::Live(address) => match address.as_deref().or(settings.site.base_url.as_deref()) {
            Some(address) => live(address, report),
            None => report.fail(
                Diagnostic::error(Code::Settings, Location::default(), "不知道网站的网址。")
                    .help("请在 --live 后面写网址，或在 site.toml 里写 base_url。"),
            ),
        },
    }
}

/// A host's address, from `http` to a last `/`, without a question or a fragment.
fn live(address: &str, report: &mut Report) -> Result<Site, Failed> {
    let address = if address.ends_with('/') { address.to_owned() } else { format!("{address}/") };
    let url = WebAddress::parse(&address).ok().and_then(|_| Url::parse(&address).ok());
    match url.filter(|url| url.query().is_none() && url.fragment().is_none()) {
        Some(url) => Ok(Site::Host(url)),
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
        let sheets: usize = self.lists.iter().map(|list| list.sheets).sum();
        let rows: u64 = self.lists.iter().map(|list| list.rows).sum();
        write!(f, "{} 份清单，{rows} 行，{sheets} 张图片，每一行都核对过。", self.lists.len())
    }
}
