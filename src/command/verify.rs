//! `verify`: whether the editions, a site, or what a host serves is what was published. Changes nothing.
//!
//! Inside a site's root everything is compared with the editions: a site is built again as of the day that it states.
//! Elsewhere a site is compared with its own manifest, and with the site code if that is given.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::diagnostic::{Failed, Report};
use crate::verdict::expectation::{Checked, Expectation};
use crate::verdict::{Outcome, Verdict};

use super::{Session, Summary};

mod editions;
mod live;
mod pack;
mod site;
mod target;

use target::Target;

/// What was verified.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    verdicts: Vec<Verdict>,
    fingerprint: Option<String>,
    site_code: Option<String>,
}

/// The verification while it goes on.
struct Verification<'a> {
    session: Option<&'a Session>,
    report: &'a mut Report,
    verdicts: Vec<Verdict>,
    checked: Checked,
}

/// Runs the command on a folder, a file or an address; on the root's editions and `output/site` unless one is given.
///
/// # Errors
/// When it is not known what is to be verified. What is found wrong is in the report, and no error.
pub fn run(
    session: Option<&Session>,
    started_in: &Path,
    target: Option<&str>,
    expected: &[Expectation],
    report: &mut Report,
) -> Result<Summary, Failed> {
    let target = Target::recognise(session, started_in, target, report)?;
    let mut verification = Verification { session, report, verdicts: Vec::new(), checked: Checked::default() };
    match &target {
        Target::Root => {
            let archive = verification.editions_of_root();
            verification.own_site(archive);
        }
        Target::Editions(folder) => drop(verification.editions(folder)),
        Target::Site(folder) => {
            let archive = verification.editions_of_root();
            verification.site(folder, archive);
        }
        Target::Pack(path) => {
            let archive = verification.editions_of_root();
            verification.pack(path, expected, archive.as_ref());
        }
        Target::Live(host) => {
            let archive = verification.editions_of_root();
            verification.live(host, archive);
        }
    }
    let Verification { report, mut verdicts, checked, .. } = verification;
    if !matches!(target, Target::Pack(_)) {
        verdicts.extend(checked.judge(expected, report));
    }
    if let Some(session) = session {
        session.progress.finish();
    }
    let fingerprint = checked.chain.and_then(|chain| chain.last().map(ToString::to_string));
    let site_code = checked.site.map(|code| code.to_string());
    Ok(Summary::of(&Done { command: "verify", verdicts, fingerprint, site_code }))
}

impl Verification<'_> {
    /// Checks one thing with a report of its own, which then joins the others.
    fn check<T>(&mut self, work: impl FnOnce(&mut Self, &mut Report) -> (T, Vec<Verdict>)) -> T {
        let mut own = Report::default();
        let (value, verdicts) = work(self, &mut own);
        own.in_order().for_each(|found| self.report.push(found));
        self.verdicts.extend(verdicts);
        value
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.verdicts.iter().try_for_each(|verdict| writeln!(f, "{verdict}"))?;
        let of = |outcome| self.verdicts.iter().filter(|verdict| verdict.outcome == outcome).count();
        let unknown = match of(Outcome::Unknown) {
            0 => String::new(),
            count => format!("，{count} 项没查"),
        };
        match of(Outcome::Damaged) {
            0 => write!(f, "核验完毕：查过的 {} 项都完好{unknown}。", of(Outcome::Fine)),
            damaged => write!(f, "核验完毕：{damaged} 项有误，{} 项完好{unknown}。", of(Outcome::Fine)),
        }
    }
}
