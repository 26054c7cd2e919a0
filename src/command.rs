//! One file a command: each is the pipeline it runs, on one screen.

use std::fmt::Display;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use crate::settings::Root;
use crate::source::Isolation;

pub mod archive;
pub mod attach;
pub mod build;
pub mod capture;
pub mod check;
pub mod diff;
pub mod init;
pub mod publish;
pub mod serve;
pub mod verify;
pub mod withdraw;

mod intake;
mod site;

/// Where and when a command runs.
#[derive(Debug)]
pub struct Session {
    /// The site.
    pub root: Root,
    /// The only day the program knows.
    pub date: NaiveDate,
    /// The folder the program was started in: relative arguments are meant from there.
    pub started_in: PathBuf,
    /// Where the offices' workbooks are opened.
    pub isolation: Isolation,
    /// Told what is being done.
    pub progress: Progress,
}

/// What a command did: sentences for people, fields for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// For people.
    pub text: String,
    /// For programs: the value of `summary` in `--format json`.
    pub fields: serde_json::Value,
}

impl Summary {
    fn of(done: &(impl Display + Serialize)) -> Self {
        #[expect(clippy::expect_used, reason = "texts, numbers and lists always serialise")]
        let fields = serde_json::to_value(done).expect("a summary serialises");
        Self { text: done.to_string(), fields }
    }
}

/// Shows what is being done, on a terminal only.
#[derive(Debug)]
pub struct Progress(indicatif::ProgressBar);

impl Progress {
    /// A line on standard error that turns while there is work; nothing when that is no terminal.
    pub fn on_terminal() -> Self {
        let bar = indicatif::ProgressBar::new_spinner();
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Self(bar)
    }

    /// Shows nothing.
    pub fn silent() -> Self {
        Self(indicatif::ProgressBar::hidden())
    }

    /// Says what is being done now.
    pub fn step(&self, what: &'static str) {
        self.0.set_message(what);
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
