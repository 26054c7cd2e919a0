//! Arguments in, exit code out: the only clock and the only printing.

use std::collections::BTreeSet;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, FixedOffset, NaiveDate, SubsecRound};
use gongshi::arguments::{self, Arguments, Command, Format, NotACommand, SheetLayout, SiteCommand};
use gongshi::command::{
    Progress, Session, Summary, archive, attach, build, capture, check, diff, init, publish, serve, verify, withdraw,
};
use gongshi::diagnostic::{Code, Diagnostic, Failed, ForPeople, Location, Report, Severity};
use gongshi::evidence::Layout;
use gongshi::settings::{Root, SITE_FILE};
use gongshi::source::{self, Isolation};

fn main() -> ExitCode {
    // Another run of this program opens a workbook in this one: no command for people, in no help and no completion.
    if std::env::args_os().skip(1).eq([source::SUBCOMMAND]) {
        let served = source::serve(std::io::stdin().lock(), std::io::stdout().lock());
        return if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    // This thread works too: with one thread (RAYON_NUM_THREADS=1) all that a run does is in one order. Where the pool
    // cannot be made so, the usual one does the same work.
    let _usual = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    match Arguments::read(std::env::args_os()) {
        Ok(arguments) => run(arguments),
        Err(NotACommand::Answer(text)) => print(text.as_bytes()),
        Err(NotACommand::Mistake(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> ExitCode {
    let Arguments { root, date, format, command, .. } = arguments;
    match command {
        Command::Completions { shell } => print(&Arguments::completions(shell)),
        Command::Man => Arguments::man_page().map_or(ExitCode::FAILURE, |page| print(&page)),
        Command::Init { folder: Some(folder), forms: false } => {
            finish(format, |report| init::site(&started_in().join(folder), report))
        }
        Command::Init { folder, .. } => {
            let (root, folder) = site_or_folder(root, folder);
            finish(format, |report| init::forms(&session(root, date, report)?, folder, report))
        }
        Command::Attach { pack, file } => {
            let at = started_in();
            finish(format, |report| attach::run(&at.join(pack), &at.join(file), report))
        }
        Command::Verify { target, expect } => finish(format, |report| {
            let near = target.as_ref().and_then(|target| Root::above(&started_in().join(target)));
            let root = root.or_else(|| near.map(|near| near.path().to_owned()));
            let session = match (&target, &root) {
                // What stands outside any site can be verified, though not to the end.
                (Some(_), None) if Root::above(&started_in()).is_none() => None,
                _ => Some(session(root, date, report)?),
            };
            verify::run(session.as_ref(), &started_in(), target.as_deref(), &expect, report)
        }),
        Command::Site(command) => finish(format, |report| {
            session(root, date, report).and_then(|session| on_site(command, session, format, report))
        }),
    }
}

/// A folder that is itself a site is the site whose blank workbooks are meant.
fn site_or_folder(root: Option<PathBuf>, folder: Option<PathBuf>) -> (Option<PathBuf>, Option<PathBuf>) {
    match folder {
        Some(folder) if root.is_none() && started_in().join(&folder).join(SITE_FILE).is_file() => (Some(folder), None),
        folder => (root, folder),
    }
}

/// Does the work and tells what came of it.
fn finish(format: Format, work: impl FnOnce(&mut Report) -> Result<Summary, Failed>) -> ExitCode {
    let mut report = Report::default();
    let done = work(&mut report);
    let is_told = tell(format, &report, done.as_ref().ok());
    // `check --return` does its work because of errors, and they still count.
    if done.is_ok() && !report.has_errors() && is_told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The folder the program was started in: relative arguments are meant from there.
fn started_in() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

fn on_site(command: SiteCommand, session: Session, format: Format, report: &mut Report) -> Result<Summary, Failed> {
    let done = match command {
        SiteCommand::Check { back } => check::run(&session, back, report),
        SiteCommand::Publish { note } => publish::run(&session, note, report),
        SiteCommand::Withdraw { list, revision, reason, note, .. } => {
            let wanted = match list.zip(reason) {
                Some((list, reason)) => withdraw::Wanted::List { list, revision, reason: reason.into() },
                None => withdraw::Wanted::Expired,
            };
            withdraw::run(&session, &wanted, note, report)
        }
        SiteCommand::Build { out, uploaded } => build::run(&session, out, uploaded, report),
        SiteCommand::Archive { edition, out } => archive::run(&session, edition, out, report),
        SiteCommand::Serve { port } => {
            // It tells of every build by itself, for as long as it runs.
            session.progress.finish();
            let session = Session { progress: Progress::silent(), ..session };
            return serve::run(&session, port, &mut |found, said| drop(tell(format, found, Some(said))), report);
        }
        SiteCommand::Capture(typed) => capture::run(&session, &wanted(typed), report),
        SiteCommand::Diff { from, to } => diff::run(&session, from, to, report),
    };
    session.progress.finish();
    done
}

fn session(root: Option<PathBuf>, date: Option<NaiveDate>, report: &mut Report) -> Result<Session, Failed> {
    let started_in = started_in();
    let root = match root {
        Some(folder) => Some(Root::new(started_in.join(folder))).filter(|root| root.join(SITE_FILE).is_file()),
        None => Root::above(&started_in),
    };
    let Some(root) = root else {
        return report.fail(
            Diagnostic::error(Code::Root, Location::default(), format!("找不到站点：没有 {SITE_FILE}。"))
                .help("请在站点文件夹里运行，或用 --root 指明站点文件夹。"),
        );
    };
    let isolation = Isolation::Child(own_path(report)?);
    let progress = if std::io::stderr().is_terminal() { Progress::on_terminal() } else { Progress::silent() };
    Ok(Session { root, date: date.unwrap_or_else(today), started_in, isolation, progress })
}

/// Where this program is: it opens workbooks in a second process of itself.
fn own_path(report: &mut Report) -> Result<PathBuf, Failed> {
    std::env::current_exe().or_else(|error| {
        let problem = format!("找不到本程序自己的文件：{error}。");
        report
            .fail(Diagnostic::error(Code::Unreadable, Location::default(), problem).help("请重新安装本程序后再运行。"))
    })
}

/// What was typed for a capture, which begins now.
fn wanted(typed: arguments::Capture) -> capture::Wanted {
    let arguments::Capture { notice, district, list, edition, all: _, live, mut layout, by, browser } = typed;
    let lists = match (notice, list, edition) {
        (Some(notice), ..) => capture::Lists::Notice { notice, district },
        (_, Some(list), _) => capture::Lists::List(list),
        (.., Some(edition)) => capture::Lists::Edition(edition),
        (None, None, None) => capture::Lists::All,
    };
    if layout.is_empty() {
        layout.push(SheetLayout::A4);
    }
    let form = |layout| match layout {
        SheetLayout::A4 => Layout::A4,
        SheetLayout::Screen => Layout::Screen,
    };
    capture::Wanted {
        lists,
        from: live.map_or(capture::From::Local, capture::From::Live),
        layouts: layout.into_iter().map(form).collect::<BTreeSet<_>>().into_iter().collect(),
        operator: by,
        browser: browser.map(|program| named_from_here(&program)),
        moment: now(),
    }
}

/// A program as it was named: a path is meant from where this one was started, a bare name is looked for.
fn named_from_here(program: &Path) -> PathBuf {
    if program.components().count() > 1 { started_in().join(program) } else { program.to_owned() }
}

/// Now at +08:00, to the second.
#[expect(clippy::disallowed_methods, reason = "the program's only clock")]
fn now() -> DateTime<FixedOffset> {
    const EAST_EIGHT_SECONDS: i32 = 8 * 60 * 60;
    let now = chrono::Utc::now().trunc_subsecs(0).fixed_offset();
    FixedOffset::east_opt(EAST_EIGHT_SECONDS).map_or(now, |zone| now.with_timezone(&zone))
}

/// Today at +08:00.
fn today() -> NaiveDate {
    now().date_naive()
}

/// Prints findings and the summary: sentences to standard error and output, or everything as JSON to output.
fn tell(format: Format, report: &Report, summary: Option<&Summary>) -> std::io::Result<()> {
    match format {
        Format::Json => tell_programs(report, summary),
        Format::Text => tell_people(report, summary),
    }
}

/// One object a line: every finding, and what was done.
fn tell_programs(report: &Report, summary: Option<&Summary>) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for found in report.in_order() {
        writeln!(out, "{}", found.to_json())?;
    }
    let counts = serde_json::json!({
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "done": summary.map(|summary| &summary.fields),
    });
    writeln!(out, "{}", serde_json::json!({ "summary": counts }))?;
    out.flush()
}

/// The findings grouped and counted, and then what was done.
fn tell_people(report: &Report, summary: Option<&Summary>) -> std::io::Result<()> {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    let ForPeople { findings, totals } = ForPeople::of(report);
    err.write_all(findings.as_bytes())?;
    match summary {
        None => writeln!(err, "没有完成：{totals}")?,
        Some(_) if report.is_empty() => {}
        // The marked copies of `check --return` are written because of errors, and these are still to be mended.
        Some(_) if report.has_errors() => writeln!(err, "共 {totals}")?,
        Some(_) => writeln!(err, "已完成，另有 {totals}")?,
    }
    if let Some(summary) = summary {
        writeln!(out, "{}", summary.text)?;
    }
    out.flush()
}

fn print(text: &[u8]) -> ExitCode {
    match std::io::stdout().lock().write_all(text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
