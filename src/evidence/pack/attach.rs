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
    let before = container.entries.get(bag::MANIFEST).copied().unwrap_or_default();
    let attachment = match Attachment::read(name, bytes, before) {
        Ok(attachment) => attachment,
        Err(why) => return report.fail(refuse(why.sentence()).help(advice(why))),
    };
    let code_before = bag::code(container.entries.get(bag::TAG_MANIFEST).copied().unwrap_or_default());
    let mut entries = container.entries;
    entries.insert(path, bytes);
    let tag_manifest = bag::tag_manifest(&entries, bag::Attached::Counted);
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
