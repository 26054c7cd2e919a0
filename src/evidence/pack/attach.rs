//! A pack with one more file that somebody else made: a time stamp or a signature.

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::value::digest::Fingerprint;

use super::bag::{self, ATTACHMENTS};
use super::check::check;
use super::container;
use super::time_stamp::{Attachment, NotAttachable};

/// A pack with something attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The zip.
    pub bytes: Vec<u8>,
    /// Its code now.
    pub code: Fingerprint,
    /// Its code before.
    pub code_before: Fingerprint,
    /// What was attached.
    pub attachment: Attachment,
}

/// The pack with a file added below `attachments/`. Payload and other tag files stay as they are; only the tag manifest
/// has a line more, and so the pack has another code. `place` is what the pack is called in findings.
///
/// # Errors
/// When the pack is not sound, has a file of this name already, the file is a time stamp of something else, or neither
/// time stamp nor signature.
pub fn attach(zip: &[u8], place: &str, (name, bytes): (&str, &[u8]), report: &mut Report) -> Result<Attached, Failed> {
    check(zip, place, None, report)?;
    let refuse = |message: &str| Diagnostic::error(Code::PackAttachment, Location::file(name), message);
    let Ok(container) = container::read(zip) else { return Err(report.failed()) };
    let path = format!("{ATTACHMENTS}{name}");
    if name.contains('/') || !container::is_sound(&path) {
        let found = refuse("附件的文件名只能用字母、数字、连字符、点和下划线，这样在各种系统上解压都不会乱。");
        return report.fail(found.help("请改名后再附，例如 stamp.tsr。"));
    }
    if container.entries.contains_key(&path) {
        return report.fail(refuse("包里已有同名的附件；附件只增不改。").help("请换一个文件名。"));
    }
    if container.entries.keys().filter(|path| path.starts_with(ATTACHMENTS)).count() >= bag::MOST_ATTACHMENTS {
        let most = format!("一个存证包最多收 {} 个附件。", bag::MOST_ATTACHMENTS);
        return report.fail(refuse(&most).help("请把更多的附件与存证包分开保存。"));
    }
    let before = container.entries.get(bag::MANIFEST).copied().unwrap_or_default();
    let attachment = match Attachment::read(name, bytes, before) {
        Ok(attachment) => attachment,
        Err(why) => return report.fail(refuse(why.sentence()).help(advice(why))),
    };
    let code_before = bag::code(container.entries.get(bag::TAG_MANIFEST).copied().unwrap_or_default());
    let mut entries = container.entries;
    entries.insert(path, bytes);
    let tag_manifest = bag::tag_manifest(&entries);
    entries.insert(bag::TAG_MANIFEST.to_owned(), &tag_manifest);
    let size: usize = entries.values().map(|bytes| bytes.len()).sum();
    if size as u64 > container::LARGEST / 16 * 15 {
        return report.fail(refuse("加上这个附件，存证包就过大了。").help("请把附件与存证包分开保存。"));
    }
    let bytes = container::write(&container.folder, container.stamp, &entries);
    Ok(Attached { bytes, code: bag::code(&tag_manifest), code_before, attachment })
}

fn advice(why: NotAttachable) -> &'static str {
    match why {
        NotAttachable::OfSomethingElse => "请解压存证包，对其中的 manifest-sha256.txt 重新申请时间戳。",
        NotAttachable::Algorithm => "请用 SHA-256 重新申请时间戳。",
        NotAttachable::Refused | NotAttachable::Unreadable => "请向时间戳机构重新申请，并原样保存它给的文件。",
        NotAttachable::Kind => "其他材料请与存证包分开保存。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::pack::sample::{files, pack, said};
    use crate::evidence::pack::{Matched, Pack};

    fn attached(pack: &Pack, name: &str, bytes: &[u8]) -> Result<Attached, Vec<String>> {
        let mut report = Report::default();
        attach(&pack.bytes, "a.zip", (name, bytes), &mut report).map_err(|_| said(&report))
    }

    #[test]
    fn nothing_but_the_tag_manifest_changes() {
        let pack = pack();
        let signed = attached(&pack, "seal.p7s", b"signature").unwrap();
        assert_eq!(signed.code_before, pack.code);
        let larger = Pack { bytes: signed.bytes, ..pack.clone() };
        let (mut before, mut after) = (files(&pack), files(&larger));
        assert_eq!(after.remove("attachments/seal.p7s").unwrap(), b"signature");
        let [old, new] = [&mut before, &mut after].map(|files| files.remove(bag::TAG_MANIFEST).unwrap());
        assert_eq!(before, after);
        let line = format!("{}  attachments/seal.p7s\n", crate::value::digest::Digest::of(b"signature"));
        let rest = String::from_utf8(new).unwrap().replace(&line, "");
        assert_eq!(rest.into_bytes(), old);
        assert_eq!(bag::code(&old), pack.code);
    }

    #[test]
    fn the_older_code_is_known_and_says_what_came_later() {
        let pack = pack();
        let signed = attached(&pack, "seal.p7s", b"signature").unwrap();
        let check = |expected: &Fingerprint| {
            let mut report = Report::default();
            (check(&signed.bytes, "a.zip", Some(expected), &mut report).unwrap().matched, said(&report))
        };
        assert_eq!(check(&signed.code), (Matched::Code, Vec::new()));
        let (matched, told) = check(&pack.code);
        assert_eq!(matched, Matched::CodeBefore);
        assert!(told[0].contains("[pack-attached-since]") && told[0].contains("seal.p7s"), "{told:?}");
    }

    #[test]
    fn every_code_that_was_ever_told_is_known() {
        let (mut pack, mut codes) = (pack(), Vec::new());
        for name in ["c.sig", "a.sig", "b.sig"] {
            codes.push(pack.code.clone());
            let attached = attached(&pack, name, name.as_bytes()).unwrap();
            pack = Pack { bytes: attached.bytes, code: attached.code, ..pack };
        }
        for (code, later) in codes.iter().zip([3, 2, 1]) {
            let mut report = Report::default();
            let verdict = check(&pack.bytes, "a.zip", Some(code), &mut report).unwrap();
            assert_eq!((verdict.matched, report.sorted().len()), (Matched::CodeBefore, later));
        }
    }

    #[test]
    fn what_cannot_be_attached_is_refused_with_a_sentence() {
        let pack = pack();
        let once = Pack { bytes: attached(&pack, "seal.p7s", b"signature").unwrap().bytes, ..pack.clone() };
        for (pack, name, sentence) in [
            (&once, "seal.p7s", "包里已有同名的附件"),
            (&pack, "印章.p7s", "附件的文件名只能用字母"),
            (&pack, "../seal.p7s", "附件的文件名只能用字母"),
            (&pack, "seal.exe", "不是时间戳或签名文件"),
            (&pack, "stamp.tsr", "读不懂"),
        ] {
            let told = attached(pack, name, b"signature").unwrap_err();
            assert!(told[0].contains("[pack-attachment]") && told[0].contains(sentence), "{told:?}");
        }
        let full = (0..bag::MOST_ATTACHMENTS).fold(pack.clone(), |pack, number| {
            let bytes = attached(&pack, &format!("{number}.sig"), b"signature").unwrap().bytes;
            Pack { bytes, ..pack }
        });
        assert!(attached(&full, "one-more.sig", b"signature").unwrap_err()[0].contains("最多收 10 个附件"));
        let torn = Pack { bytes: pack.bytes[..1000].to_vec(), ..pack };
        assert!(attached(&torn, "seal.p7s", b"signature").unwrap_err()[0].contains("[pack-container]"));
    }
}
