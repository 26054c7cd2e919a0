//! A site on its host: every file of its manifest is asked for and compared.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::edition::archive::Archive;
use crate::output::manifest::MANIFEST;
use crate::output::statement::BUILD_JSON;
use crate::verdict::Verdict;
use crate::verdict::comparison::{Comparison, at};
use crate::verdict::host::{Answer, Host};

use super::Verification;
use super::site::{Audience, Reference, Subject};

/// A page that no site has: a host that answers it with a page answers so for whatever is missing.
const ABSENT: &str = "gongshi-verify-absent/index.html";

/// What to do when a host does not answer as it should.
const HELP: &str = "请检查网址和网络；主机停用、欠费或拦截时也会这样。";

impl Verification<'_> {
    /// What a host serves; with the editions that it was built from, if they are at hand.
    pub(super) fn live(&mut self, host: &Host, archive: Option<Archive>) {
        let place = host.address().to_owned();
        self.step("向主机要文件");
        let Some(subject) = self.asked(host, &place) else { return };
        let Some(reference) = self.reference(&subject, archive) else { return };
        self.check(|checks, own| {
            compare(host, &place, &reference, own);
            ((), vec![checks.files_told(&place, &reference, own)])
        });
        let why = "清单以外的文件从外面看不到，请在主机上用文件夹核验";
        self.verdicts.push(Verdict::unknown(format!("网站 {place} 多出的文件"), why));
    }

    /// The manifest and the statement that the host serves. None if the host answers nothing or sends elsewhere.
    fn asked<'a>(&mut self, host: &Host, place: &'a str) -> Option<Subject<'a>> {
        self.check(|_, own| {
            let manifest = match host.ask(MANIFEST) {
                Answer::File(bytes) => Some(bytes),
                Answer::Missing => None,
                other => {
                    tell(host, MANIFEST, &other, own);
                    return (None, vec![Verdict::of(format!("网站 {place}"), own, "")]);
                }
            };
            let statement = match host.ask(BUILD_JSON) {
                Answer::File(bytes) => Some(bytes),
                _ => None,
            };
            (Some(Subject { audience: Audience::Public, place, manifest, statement }), Vec::new())
        })
    }
}

/// Asks for every file and compares it.
fn compare(host: &Host, place: &str, reference: &Reference, report: &mut Report) {
    let absent = match host.ask(ABSENT) {
        Answer::File(page) => Some(page),
        _ => None,
    };
    let paths: Vec<&str> = reference.state.manifest.iter().map(|(path, _)| path.as_str()).collect();
    let (mut comparison, mut left) = (Comparison::new(place, &reference.state, &reference.others), paths.len());
    let mut not_asked: BTreeSet<&str> = paths.iter().copied().collect();
    host.ask_all(&paths, |path, answer| {
        left -= 1;
        not_asked.remove(path);
        match answer {
            Answer::File(bytes) if absent.as_ref() == Some(&bytes) => comparison.take_error_page(path),
            Answer::File(bytes) => comparison.take(path, &bytes),
            Answer::Missing => {}
            other => {
                comparison.leave_out(path);
                tell(host, path, &other, report);
            }
        }
    });
    not_asked.iter().for_each(|path| comparison.leave_out(path));
    if left > 0 {
        let message = format!("主机不再答复，还有 {left} 个文件没有问。");
        report.push(Diagnostic::error(Code::Host, Location::file(place), message).help(HELP));
    }
    comparison.finish(report);
}

/// Says what the host answers instead of a file.
fn tell(host: &Host, path: &str, answer: &Answer, report: &mut Report) {
    let error = |code, message: String| Diagnostic::error(code, at(host.address(), path), message);
    match answer {
        Answer::Moved { host: to } => {
            let to = match to {
                Some(to) if *to == host.name() => "本主机的另一个网址".to_owned(),
                Some(to) => format!("另一个主机 {to}"),
                None => "一个不是网址的地方".to_owned(),
            };
            let help = "用跳转以后的网址再核验；不认识那个地址，请找主机服务商。";
            report.push(error(Code::Redirect, format!("跳转到{to}，没有跟去。")).help(help));
        }
        Answer::Refused { status } => {
            report.push(error(Code::Host, format!("主机答复 {status}，不给这个文件。")).help(HELP));
        }
        Answer::None { why } => report.push(error(Code::Host, format!("没有拿到：{why}。")).help(HELP)),
        Answer::File(_) | Answer::Missing => {}
    }
}
