//! From the list to the fingerprint: the list's digest in its edition, the edition's in the log, the log's chain.

use crate::diagnostic::Code;
use crate::edition::list::PublicList;
use crate::edition::log::{self, Line};
use crate::edition::notice::PublicNotice;
use crate::edition::{Change, Edition, EditionNumber, ListEntry};
use crate::evidence::pack::record::{RECORD, Record};
use crate::value::digest::{Digest, Fingerprint, Sm3};
use crate::value::money::Fen;

use super::Inspection;

impl Inspection<'_> {
    /// The list is the one that its edition froze, and all that is counted of it is so.
    pub(super) fn list_is_frozen(&mut self, record: &Record) {
        let of = &record.list;
        let Some(csv) = self.file(&of.file) else { return };
        let edition = self.edition(record, of.edition);
        let entry = edition.iter().flat_map(|edition| &edition.lists).find(|entry| entry.id == of.id);
        let Some(entry) = entry.filter(|entry| entry.change != Change::Withdrawn) else {
            return self.wrong(Code::PackList, &of.file, format!("第 {} 版没有公布这份清单。", of.edition));
        };
        if (Digest::of(csv), Sm3::of(csv)) != (entry.sha256, entry.sm3) {
            return self.wrong(Code::PackList, &of.file, format!("不是第 {} 版公布的清单。", of.edition));
        }
        let said = (of.kind, of.revision, of.sha256, of.sm3, (of.rows, of.persons, of.amount_fen));
        let frozen =
            (entry.kind, entry.revision, entry.sha256, entry.sm3, (entry.rows, entry.persons, entry.amount_fen));
        if said != frozen {
            self.wrong(Code::PackRecord, RECORD, "记录的清单与版本记录不符。");
        }
        if !counts_are_right(entry, csv) {
            self.wrong(Code::PackList, &of.file, "重新数出的行数、人次或金额与版本记录不符。");
        }
    }

    /// The notice is the one that its edition froze.
    pub(super) fn notice_is_frozen(&mut self, record: &Record) {
        let Some(of) = &record.notice else { return };
        let Some(bytes) = self.file(&of.file) else { return };
        let edition = self.edition(record, of.edition);
        let entry = edition.iter().flat_map(|edition| &edition.notices).find(|entry| entry.id == of.id);
        let digest = Digest::of(bytes);
        let is_frozen = entry.is_some_and(|entry| entry.revision == of.revision && entry.sha256 == digest);
        if !is_frozen || of.sha256 != digest || PublicNotice::parse(bytes).is_err() {
            self.wrong(Code::PackList, &of.file, format!("不是第 {} 版公布的公示。", of.edition));
        }
    }

    /// The log's lines follow from each other up to the fingerprint, and name the editions in the pack.
    pub(super) fn log_holds(&mut self, record: &Record) {
        let site = &record.site;
        let Some(bytes) = self.file(&site.log) else { return };
        let lines = std::str::from_utf8(bytes).ok().and_then(|text| log::parse(text).ok());
        let Some(lines) = lines.filter(|lines| !lines.is_empty()) else {
            return self.wrong(Code::PackChain, &site.log, "不是版本日志，或没有写完。");
        };
        let mut previous: Option<&Line> = None;
        for (number, line) in (1..).zip(&lines) {
            let is_next = line.number.get() == number && previous.is_none_or(|before| before.date <= line.date);
            if !is_next || !line.follows(previous.map(|before| before.chain)) {
                self.wrong(Code::PackChain, &site.log, format!("第 {number} 行与上一行接不上。"));
            }
            previous = Some(line);
        }
        let head = lines.last().map(|line| (line.number, Fingerprint::of(&line.chain).to_string()));
        if head != Some((site.edition, site.fingerprint.clone())) {
            self.wrong(Code::PackChain, &site.log, "最后一行的版本或指纹与制作记录不符。");
        }
        self.editions_are_logged(record, &lines);
    }

    /// Whether the log has a fingerprint, of the edition that froze the list or of a later one.
    pub(super) fn is_logged(&self, record: &Record, fingerprint: &Fingerprint) -> bool {
        let text = self.file(&record.site.log).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let lines = text.and_then(|text| log::parse(text).ok()).unwrap_or_default();
        let since = |line: &&Line| line.number >= record.list.edition;
        lines.iter().filter(since).any(|line| Fingerprint::of(&line.chain) == *fingerprint)
    }

    fn editions_are_logged(&mut self, record: &Record, lines: &[Line]) {
        if record.edition_file(record.site.edition).is_none() {
            self.wrong(Code::PackRecord, RECORD, "没有收录最新一版的 edition.json。");
        }
        for of in &record.site.editions {
            let Some(bytes) = self.file(&of.file) else { continue };
            let line = lines.iter().find(|line| line.number == of.number);
            let is_logged = line.is_some_and(|line| line.digest == Digest::of(bytes));
            let edition = self.edition(record, of.number);
            let agrees = edition.is_some_and(|edition| {
                edition.number == of.number && line.is_some_and(|line| line.date == edition.date)
            });
            if !is_logged || !agrees {
                self.wrong(Code::PackChain, &of.file, format!("不是日志里的第 {} 版。", of.number));
            }
        }
    }

    /// An edition in the pack, if it can be read. Whether the log names it is told by [`Inspection::log_holds`].
    fn edition(&self, record: &Record, number: EditionNumber) -> Option<Edition> {
        serde_json::from_slice(self.file(record.edition_file(number)?)?).ok()
    }
}

fn counts_are_right(entry: &ListEntry, csv: &[u8]) -> bool {
    PublicList::from_csv(entry.kind, csv).is_ok_and(|list| {
        let counted = (csv.len() as u64, list.rows().len() as u64, list.persons(), list.amount().map(Fen::get));
        counted == (entry.bytes, entry.rows, entry.persons, entry.amount_fen)
    })
}
