//! An evidence pack: one zip, or the folder that it was unpacked to.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::edition::archive::Archive;
use crate::evidence::pack::{self, Matched};
use crate::value::digest::Fingerprint;
use crate::verdict::expectation::Expectation;
use crate::verdict::{Verdict, folder};

use super::Verification;

/// A pack as it was found.
enum Found {
    Zip(Vec<u8>),
    Unpacked(BTreeMap<String, Vec<u8>>),
}

impl Verification<'_> {
    /// A pack; with the editions, if they are at hand. Its own check knows the codes that a pack may have.
    pub(super) fn pack(&mut self, path: &Path, expected: &[Expectation], archive: Option<&Archive>) {
        self.step("核验存证包");
        let place = self.name_of(path);
        self.check(|_, own| {
            let found = read(path, &place, own);
            let checked = format!("存证包 {place}");
            let Some(sound) = check(&found, &place, None, own) else {
                return ((), vec![Verdict::of(checked, own, "")]);
            };
            follows(&sound, &place, archive, own);
            let pictures = sound.pictures;
            let text =
                format!("《{}》{} 行，图片 {pictures} 幅，都没有变；存证码 {}", sound.title, sound.rows, sound.code);
            let mut verdicts = vec![Verdict::of(checked, own, text)];
            verdicts.extend(expected.iter().map(|one| judged(one, &found, &place, own)));
            ((), verdicts)
        });
    }
}

fn read(path: &Path, place: &str, report: &mut Report) -> Found {
    if path.is_dir() {
        let mut files = BTreeMap::new();
        folder::each_file(path, place, report, |path, bytes| drop(files.insert(path.to_owned(), bytes.to_vec())));
        return Found::Unpacked(files);
    }
    let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
    Found::Zip(folder::file(folder, &name.to_string_lossy()).unwrap_or_default())
}

fn check(found: &Found, place: &str, expected: Option<&Fingerprint>, report: &mut Report) -> Option<pack::Verdict> {
    match found {
        Found::Zip(bytes) => pack::check(bytes, place, expected, report).ok(),
        Found::Unpacked(files) => pack::check_unpacked(files, place, expected, report).ok(),
    }
}

/// Whether the pack's log is the start of the chain that is here.
fn follows(sound: &pack::Verdict, place: &str, archive: Option<&Archive>, report: &mut Report) {
    let Some(archive) = archive else { return };
    if archive.editions().iter().any(|edition| edition.fingerprint().to_string() == sound.fingerprint) {
        return;
    }
    let message = format!("包里各版的指纹 {} 不在这里各版的记录里。", sound.fingerprint);
    let found = Diagnostic::error(Code::OtherChain, Location::file(place), message);
    report.push(found.help("存证包不是由这里的各版生成的，或这里的记录被截短、另起了一支：先查明哪一份是真的。"));
}

/// Whether the pack is what a code stands for.
fn judged(expected: &Expectation, found: &Found, place: &str, report: &mut Report) -> Verdict {
    let (checked, mut own) = (format!("校验码 {expected}"), Report::default());
    let sound = check(found, place, Some(&expected.code), &mut own);
    own.in_order().for_each(|found| report.push(found));
    let text = match sound.map(|sound| sound.matched) {
        Some(Matched::Code) => "是这个存证包的存证码",
        Some(Matched::CodeBefore) => "是加入附件以前的存证码，此外没有变",
        Some(Matched::Fingerprint) => "是包里各版的指纹：清单与公布的一致；图片和网页不在其内，要用存证码核验",
        Some(Matched::Nothing) | None => "",
    };
    Verdict::of(checked, &own, text)
}
