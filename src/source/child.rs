//! The edge where a workbook is opened in a process of its own: this program, with limits on memory and time. Whatever
//! the file does to it, here it is one finding.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::Take;
use super::kind::Kind;
use super::protocol::{self, Answer, Message, Nonsense};
use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, Severity};
use crate::folder::InputFile;

mod limits;

/// The word with which this program starts itself: no command for people.
pub const SUBCOMMAND: &str = "read-workbook";
/// How long a child may take: three times its processor time, on a machine that is busy.
const WALL: Duration = Duration::from_secs(30);

/// How often a child is asked whether it has ended, once it has said all.
const ASK_AGAIN: Duration = Duration::from_millis(1);

/// How it went with a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Read,
    /// The findings say why.
    Refused,
    TooLong,
    /// It died or talked nonsense.
    Broken,
    NotStarted,
}

/// Reads a workbook in a child.
pub(super) fn read(
    program: &Path,
    kind: Kind,
    file: InputFile,
    report: &mut Report,
    take: &mut Take<'_>,
) -> Result<(), Failed> {
    let place = file.location();
    let errors_before = report.count(Severity::Error);
    let ended = talk(program, kind, file, &place, report, take).unwrap_or(Ended::NotStarted);
    match ended {
        Ended::Read => Ok(()),
        // A child that refuses without a reason is broken: the file must not go unmentioned.
        Ended::Refused if report.count(Severity::Error) > errors_before => Err(report.failed()),
        other => report.fail(finding(other, place)),
    }
}

fn finding(ended: Ended, place: Location) -> Diagnostic {
    let (problem, help) = match ended {
        Ended::TooLong => ("打开这个工作簿用时过长，没有读取；可能内容过多，或文件已损坏。", RENEW),
        Ended::NotStarted => {
            ("打不开读取工作簿的子进程。", "请重新运行；仍然不行时，检查本程序的文件和系统的进程数限制。")
        }
        _ => ("打开这个工作簿时占用内存过多或中途出错，没有读取；文件可能已损坏，或不是正常的表格。", RENEW),
    };
    Diagnostic::error(Code::Workbook, place, problem).help(help)
}

const RENEW: &str =
    "请把清单复制到一个新的工作簿里（选择性粘贴“数值”），另存为 .xlsx；打不开时请向报送单位重新要一份。";

/// Starts a child, gives it the file, and takes what it says.
fn talk(
    program: &Path,
    kind: Kind,
    file: InputFile,
    place: &Location,
    report: &mut Report,
    take: &mut Take<'_>,
) -> io::Result<Ended> {
    let mut child = start(program)?;
    let (question, answer) = (child.stdin.take(), child.stdout.take());
    let watch = Watch::over(child);
    if let Some(mut question) = question {
        // A child that dies early does not listen to the end; what it says, or does not say, tells.
        let _heard_or_gone = protocol::ask(kind, &file, &mut question);
    }
    drop(file);
    let heard = answer.ok_or(Nonsense).and_then(|answer| listen(answer, place, report, take));
    if heard.is_err() {
        watch.kill();
    }
    Ok(match (heard, watch.end()?) {
        (_, End::Killed) => Ended::TooLong,
        (Ok(ended), End::Status(status)) if status.success() => ended,
        (_, End::Status(status)) if limits::is_out_of_time(status) => Ended::TooLong,
        _ => Ended::Broken,
    })
}

#[expect(clippy::disallowed_methods, reason = "edge: starts this program to open a workbook")]
fn start(program: &Path) -> io::Result<Child> {
    Command::new(program).arg(SUBCOMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

fn listen(from: impl Read, place: &Location, report: &mut Report, take: &mut Take<'_>) -> Result<Ended, Nonsense> {
    let mut answer = Answer::begin(BufReader::with_capacity(64 << 10, from))?;
    loop {
        match answer.next()? {
            Message::Part(part) => {
                take(part, report);
            }
            Message::Finding(mut found) => {
                found.location.file.clone_from(&place.file);
                report.push(found);
            }
            Message::Read => return Ok(Ended::Read),
            Message::Refused => return Ok(Ended::Refused),
        }
    }
}

/// Ends a child that takes too long.
struct Watch {
    child: Arc<Mutex<Child>>,
    done: mpsc::Sender<()>,
    thread: std::thread::JoinHandle<bool>,
}

/// How a child ended.
enum End {
    Status(ExitStatus),
    Killed,
}

impl Watch {
    fn over(child: Child) -> Self {
        let (done, is_done) = mpsc::channel();
        let child = Arc::new(Mutex::new(child));
        let watched = Arc::clone(&child);
        let thread = std::thread::spawn(move || {
            let is_late = is_done.recv_timeout(WALL) == Err(RecvTimeoutError::Timeout);
            if is_late {
                kill(&watched);
            }
            is_late
        });
        Self { child, done, thread }
    }

    /// Ends a child that is of no use any more.
    fn kill(&self) {
        kill(&self.child);
    }

    /// Waits for the end. The clock runs on: a child may say its last word and stay.
    fn end(self) -> io::Result<End> {
        let status = loop {
            // Asked again and again, and not waited for, so that the watch can get at it.
            let status = self.child.lock().unwrap_or_else(PoisonError::into_inner).try_wait()?;
            match status {
                Some(status) => break status,
                None => std::thread::sleep(ASK_AGAIN),
            }
        };
        drop(self.done);
        let was_late = self.thread.join().unwrap_or(true);
        Ok(if was_late { End::Killed } else { End::Status(status) })
    }
}

fn kill(child: &Mutex<Child>) {
    // One that has ended meanwhile cannot be killed, and need not be.
    let _killed_or_gone = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
}

/// The child's side: reads the workbook it is given and says what is in it.
///
/// # Errors
/// When nobody listens, or what was asked makes no sense.
pub fn serve(mut from: impl Read, to: impl Write) -> io::Result<()> {
    limits::set()?;
    let (kind, file) = protocol::asked(&mut from).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    drop(from);
    let mut speaker = Speaker { to: BufWriter::with_capacity(64 << 10, to), room: Vec::new(), broken: None };
    protocol::answer(&mut speaker.to)?;
    let mut report = Report::default();
    let ended = super::here(kind, file, &mut report, &mut |part, _| {
        speaker.say(&Message::Part(part));
        None
    });
    report.sorted().into_iter().for_each(|found| speaker.say(&Message::Finding(found.clone())));
    speaker.say(&if ended.is_ok() { Message::Read } else { Message::Refused });
    speaker.broken.map_or_else(|| speaker.to.flush(), Err)
}

/// Says one thing after the other, until nobody listens.
struct Speaker<W: Write> {
    to: BufWriter<W>,
    room: Vec<u8>,
    broken: Option<io::Error>,
}

impl<W: Write> Speaker<W> {
    fn say(&mut self, message: &Message) {
        if self.broken.is_none() {
            self.broken = protocol::say(message, &mut self.room, &mut self.to).err();
        }
    }
}

#[cfg(test)]
mod tests;
