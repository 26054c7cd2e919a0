//! The bag: its declaration, its manifests, and that nothing stands beside them.

use crate::diagnostic::Code;
use crate::evidence::pack::bag::{self, ATTACHMENTS};
use crate::evidence::pack::container;
use crate::evidence::pack::record::Record;

use super::Inspection;

/// The tag files that every pack has.
const TAGS: [&str; 5] = [bag::DECLARATION, bag::INFO, bag::MANIFEST, bag::README, bag::TAG_MANIFEST];

impl Inspection<'_> {
    /// The files around the payload, and that both manifests say what is there.
    pub(super) fn tags(&mut self) {
        for path in TAGS {
            if self.file(path).is_none() {
                self.wrong(Code::PackFile, path, "缺少这个文件。");
            }
        }
        for path in self.entries.keys() {
            let is_known = path.starts_with("data/") || path.starts_with(ATTACHMENTS) || TAGS.contains(&path.as_str());
            if !is_known || !container::is_sound(path) {
                self.wrong(Code::PackFile, path, "不该有这个文件。");
            }
        }
        if self.file(bag::DECLARATION).is_some_and(|bytes| bytes != bag::declaration()) {
            self.wrong(Code::PackBag, bag::DECLARATION, "不是 BagIt 1.0 的声明。");
        }
        self.manifest(bag::MANIFEST, |path| path.starts_with("data/"));
        self.manifest(bag::TAG_MANIFEST, |path| !path.starts_with("data/") && path != bag::TAG_MANIFEST);
    }

    /// A manifest lists exactly these files with their digests.
    fn manifest(&mut self, manifest: &str, covers: fn(&str) -> bool) {
        let Some(bytes) = self.file(manifest) else { return };
        let Some(mut listed) = bag::parse(bytes) else {
            return self.wrong(Code::PackBag, manifest, "写法有误：应为每行一个校验值和路径，按路径排列。");
        };
        for (path, bytes) in self.entries.iter().filter(|(path, _)| covers(path)) {
            match listed.remove(path) {
                None => self.wrong(Code::PackFile, path, format!("{manifest} 没有列出这个文件。")),
                Some(digest) if digest != crate::value::digest::Digest::of(bytes) => {
                    self.wrong(Code::PackDigest, path, format!("这个文件被改动：与 {manifest} 的校验值不符。"));
                }
                Some(_) => {}
            }
        }
        for path in listed.keys() {
            self.wrong(Code::PackFile, path, format!("{manifest} 列有这个文件，包里却没有。"));
        }
    }

    /// `bag-info.txt` says what the record and the payload say.
    pub(super) fn info_follows_from(&mut self, record: &Record) {
        let payload = self.entries.iter().filter(|(path, _)| path.starts_with("data/"));
        let payload = payload.map(|(path, bytes)| (path.clone(), *bytes)).collect();
        if self.file(bag::INFO).is_some_and(|info| info != bag::info(record, &payload)) {
            self.wrong(Code::PackBag, bag::INFO, "与制作记录或包内文件的大小不符。");
        }
    }
}
