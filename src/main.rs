//! Arguments in, exit code out: the only clock and the only printing.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{FixedOffset, NaiveDate};
use gongshi::arguments::{Arguments, Command, Format, NotACommand, SiteCommand};
use gongshi::command::{Progress, Session, Summary, build, check, diff, publish};
use gongshi::diagnostic::{Code, Diagnostic, Failed, Location, Report, Severity};
use gongshi::settings::{Root, SITE_FILE};
use gongshi::source::{self, Isolation};

fn main() -> ExitCode {
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
        Command::ReadWorkbook => {
            let served = source::serve(std::io::stdin().lock(), std::io::stdout().lock());
            if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Command::Site(command) => {
            let mut report = Report::default();
            let done = session(root, date, &mut report).and_then(|session| on_site(command, &session, &mut report));
            let is_told = tell(format, &report, done.as_ref().ok());
            // `check --return` does its work because of errors, and they still count.
            if done.is_ok() && !report.has_errors() && is_told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}

fn on_site(command: SiteCommand, session: &Session, report: &mut Report) -> Result<Summary, Failed> {
    let done = match command {
        SiteCommand::Check { back } => check::run(session, back, report),
        SiteCommand::Publish { note } => publish::run(session, note, report),
        SiteCommand::Build { out } => build::run(session, out, report),
        SiteCommand::Diff { from, to } => diff::run(session, from, to, report),
    };
    session.progress.finish();
    done
}

fn session(root: Option<PathBuf>, date: Option<NaiveDate>, report: &mut Report) -> Result<Session, Failed> {
    let started_in = std::env::current_dir().unwrap_or_default();
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

/// Today at +08:00.
#[expect(clippy::disallowed_methods, reason = "the program's only clock")]
fn today() -> NaiveDate {
    const EAST_EIGHT_SECONDS: i32 = 8 * 60 * 60;
    let now = chrono::Utc::now();
    FixedOffset::east_opt(EAST_EIGHT_SECONDS).map_or(now.date_naive(), |zone| now.with_timezone(&zone).date_naive())
}

/// Prints findings and the summary: sentences to standard error and output, or everything as JSON to output.
fn tell(format: Format, report: &Report, summary: Option<&Summary>) -> std::io::Result<()> {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    match format {
        Format::Json => {
            for found in report.sorted() {
                writeln!(out, "{}", found.to_json())?;
            }
            let counts = serde_json::json!({
                "errors": report.count(Severity::Error),
                "warnings": report.count(Severity::Warning),
                "done": summary.map(|summary| &summary.fields),
            });
            writeln!(out, "{}", serde_json::json!({ "summary": counts }))?;
        }
        Format::Text => {
            for found in report.sorted() {
                writeln!(err, "{found}\n")?;
            }
            match summary {
                Some(summary) => writeln!(out, "{}", summary.text)?,
                None => writeln!(
                    err,
                    "没有完成：{} 个错误，{} 个警告。",
                    report.count(Severity::Error),
                    report.count(Severity::Warning)
                )?,
            }
        }
    }
    out.flush()
}

fn print(text: &[u8]) -> ExitCode {
    match std::io::stdout().lock().write_all(text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
