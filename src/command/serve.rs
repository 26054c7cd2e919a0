//! `serve`: a preview of the site on this machine. What `build` would write is kept in memory, shown on the loopback
//! interface, and made anew whenever a file that it is made from is saved. Writes nothing.

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::diagnostic::{Failed, Report, Severity};
use crate::edition::archive::Archive;
use crate::preview::server::Server;
use crate::preview::watch::Watch;
use crate::preview::{Board, Change, Files};
use crate::settings::Settings;

use super::site::{self, Sources};
use super::{Session, Summary};

/// How long nothing must have been saved before a build: an editor saves in several steps, a copy in many.
const QUIET: Duration = Duration::from_millis(40);

/// How long a build waits for quiet at most.
const LONGEST_WAIT: Duration = Duration::from_millis(400);

/// What the preview waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Saved,
    /// Ctrl-C was pressed, or the system ends the program.
    Stop,
}

/// What the preview says: when it opens, after each build, and at its end.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Said {
    Opened { command: &'static str, address: String },
    Built { command: &'static str, files: usize, changed: Option<usize>, milliseconds: u128 },
    Kept { command: &'static str, errors: usize, milliseconds: u128 },
    Ended { command: &'static str, builds: usize },
}

/// Runs the command until Ctrl-C. `tell` is told of each build with its findings, and of the address to open.
///
/// # Errors
/// When the port cannot be had, or the folders cannot be watched. What is wrong with the site is told and shown, and
/// ends nothing.
pub fn run(
    session: &Session,
    port: u16,
    tell: &mut dyn FnMut(&Report, &Summary),
    report: &mut Report,
) -> Result<Summary, Failed> {
    let server = Server::open(port, report)?;
    let (sender, events) = mpsc::channel();
    // From before the first build on, so that nothing saved during it is missed.
    let mut watch = Watch::start(&session.root, send(&sender, Event::Saved), report)?;
    // Where the signal cannot be taken, it ends the program as it always does.
    let _untaken = ctrlc::set_handler(send(&sender, Event::Stop));
    let board = Arc::new(Board::new(format!("以 {} 为准，还没有上传；只有这台电脑能打开。", session.date)));
    rebuild(session, &board, tell);
    let opened = Said::Opened { command: "serve", address: server.address() };
    server.start(Arc::clone(&board), report)?;
    tell(&Report::default(), &Summary::of(&opened));
    let mut builds = 1;
    while next(&events) == Event::Saved {
        watch.renew(report)?;
        rebuild(session, &board, tell);
        builds += 1;
    }
    Ok(Summary::of(&Said::Ended { command: "serve", builds }))
}

fn send(sender: &Sender<Event>, event: Event) -> impl Fn() + Send + 'static + use<> {
    let sender = sender.clone();
    move || {
        // Who no longer listens has ended.
        let _ended = sender.send(event);
    }
}

/// The next event, once it is quiet.
fn next(events: &Receiver<Event>) -> Event {
    let mut event = events.recv().unwrap_or(Event::Stop);
    let since = Instant::now();
    while event == Event::Saved && since.elapsed() < LONGEST_WAIT {
        match events.recv_timeout(QUIET) {
            Ok(another) => event = another,
            Err(_) => break,
        }
    }
    event
}

/// Builds the site, shows what came of it, and tells.
fn rebuild(session: &Session, board: &Board, tell: &mut dyn FnMut(&Report, &Summary)) {
    let (mut report, start) = (Report::default(), Instant::now());
    let built = built(session, &mut report).ok();
    let files = built.as_ref().map_or(0, |(files, _)| files.count());
    let change = board.take(built, &report);
    let milliseconds = start.elapsed().as_millis();
    let said = match change {
        Change::First => Said::Built { command: "serve", files, changed: None, milliseconds },
        Change::Files(changed) => Said::Built { command: "serve", files, changed: Some(changed), milliseconds },
        Change::Kept => Said::Kept { command: "serve", errors: report.count(Severity::Error), milliseconds },
    };
    tell(&report, &Summary::of(&said));
}

/// The site as `build` would write it, and where it will stand.
fn built(session: &Session, report: &mut Report) -> Result<(Files, Option<String>), Failed> {
    session.progress.step("读取设置和已公布的各版");
    let settings = Settings::load(&session.root, report)?;
    let archive = site::as_of(session.date, Archive::load(&session.root, report)?, report);
    let sources = Sources { settings: &settings, archive: &archive, date: session.date };
    let files = site::gathered(session, &sources, report)?;
    Ok((Files::of(files), settings.site.base_url))
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |milliseconds: &u128| format!("{}.{:02} 秒", milliseconds / 1000, milliseconds % 1000 / 10);
        match self {
            Self::Opened { address, .. } => {
                write!(f, "请在浏览器里打开：{address}\n保存改动以后，页面自己更新。按 Ctrl-C 结束预览。")
            }
            Self::Built { files, changed, milliseconds, .. } => {
                match changed {
                    None => f.write_str("已生成")?,
                    Some(0) => f.write_str("没有变化")?,
                    Some(changed) => write!(f, "已更新 {changed} 个文件")?,
                }
                write!(f, "：共 {files} 个文件，用时 {}。", seconds(milliseconds))
            }
            Self::Kept { milliseconds, .. } => {
                write!(f, "没有更新，改好以后保存即可；用时 {}。", seconds(milliseconds))
            }
            Self::Ended { builds, .. } => write!(f, "预览已结束，共生成 {builds} 次；没有写任何文件。"),
        }
    }
}
