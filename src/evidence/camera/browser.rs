//! The edge that runs a browser: a process with a profile of its own, which is ended and removed on every way out.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::trouble::Trouble;

/// How long a browser may take to start on a busy machine.
const START: Duration = Duration::from_secs(60);

/// How often is looked whether it has started or ended.
const LOOK: Duration = Duration::from_millis(20);

/// How long it may take to end by itself.
const END: Duration = Duration::from_secs(5);

/// One look for all, whatever the machine: no hardware, no colour fringes, no hinting, nothing over the network that
/// was not asked for.
const FLAGS: &[&str] = &[
    "--headless",
    "--remote-debugging-port=0",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--mute-audio",
    "--lang=zh-CN",
];

/// A running browser.
pub(super) struct Browser {
    process: Child,
    profile: Option<TempDir>,
}

impl Browser {
    /// Starts a browser; gives it with the address of its protocol. One that crashes as it starts, as browsers do once in
    /// many hundred times on a busy machine, is started once more.
    ///
    /// # Errors
    /// When it does not start in time.
    pub(super) fn start(program: &Path, stop: &Arc<AtomicBool>) -> Result<(Self, Listening), Trouble> {
        match Self::try_to_start(program, stop) {
            Err(NotStarted::Crashed(_)) => Self::try_to_start(program, stop).map_err(Trouble::from),
            tried => tried.map_err(Trouble::from),
        }
    }

    fn try_to_start(program: &Path, stop: &Arc<AtomicBool>) -> Result<(Self, Listening), NotStarted> {
        let told = |what: &dyn std::fmt::Display| {
            Trouble::NoBrowser(format!("浏览器 {} 没有启动：{what}。", program.display()))
        };
        let failed = |what: &dyn std::fmt::Display| NotStarted::Refused(told(what));
        let profile = tempfile::Builder::new().prefix("gongshi-").tempdir().map_err(|error| failed(&error))?;
        let process = command(program, profile.path()).spawn().map_err(|error| failed(&error))?;
        let mut browser = Self { process, profile: Some(profile) };
        let begun = Instant::now();
        loop {
            if let Some(listening) = browser.listening() {
                return Ok((browser, listening));
            }
            if let Ok(Some(status)) = browser.process.try_wait() {
                // A program that a signal ended has no code.
                return Err(if status.code().is_none() { NotStarted::Crashed(told(&status)) } else { failed(&status) });
            }
            if stop.load(Ordering::Relaxed) {
                return Err(NotStarted::Refused(Trouble::Stopped));
            }
            if begun.elapsed() > START {
                return Err(failed(&format_args!("{} 秒没有回音", START.as_secs())));
            }
            thread::sleep(LOOK);
        }
    }

    /// What it wrote into its profile when it began to listen: a port, and a path on a line of its own.
    #[expect(clippy::disallowed_methods, reason = "edge: reads what the browser says of itself")]
    fn listening(&self) -> Option<Listening> {
        let written = std::fs::read_to_string(self.profile.as_ref()?.path().join("DevToolsActivePort")).ok()?;
        let (port, path) = written.split_once('\n')?;
        Some(Listening {
            port: port.parse().ok()?,
            path: Some(path.trim()).filter(|path| !path.is_empty())?.to_owned(),
        })
    }

    /// Waits a little for it to end, and ends it.
    fn end(&mut self) {
        let begun = Instant::now();
        while begun.elapsed() < END && matches!(self.process.try_wait(), Ok(None)) {
            thread::sleep(LOOK);
        }
        let _ended = self.process.kill();
        let _ended = self.process.wait();
    }
}

/// Why a browser did not start.
enum NotStarted {
    /// It began to, and was ended by a signal.
    Crashed(Trouble),
    Refused(Trouble),
}

impl From<NotStarted> for Trouble {
    fn from(it: NotStarted) -> Self {
        match it {
            NotStarted::Crashed(trouble) | NotStarted::Refused(trouble) => trouble,
        }
    }
}

/// Where a browser's protocol is heard, on the loopback interface.
pub(super) struct Listening {
    /// Its port.
    pub(super) port: u16,
    /// The path of its web socket.
    pub(super) path: String,
}

/// The browser, about to start on an empty page.
#[expect(clippy::disallowed_methods, reason = "edge: starts the browser that takes pictures")]
fn command(program: &Path, profile: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(FLAGS).arg(format!("--user-data-dir={}", profile.display()));
    if is_root() {
        command.arg("--no-sandbox");
    }
    command.arg("about:blank");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Whether this is the superuser, for whom browsers refuse their sandbox: the owner of this process's own folder.
#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(not(target_os = "linux"))]
fn is_root() -> bool {
    false
}

impl Drop for Browser {
    /// Its helpers may write into the profile for a moment after it has ended.
    fn drop(&mut self) {
        self.end();
        let Some(profile) = self.profile.take() else { return };
        let path = profile.path().to_owned();
        let _removed = profile.close();
        let begun = Instant::now();
        while path.exists() && begun.elapsed() < END {
            thread::sleep(LOOK);
            remove(&path);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "edge: removes the profile that this run made")]
fn remove(profile: &Path) {
    let _removed = std::fs::remove_dir_all(profile);
}
