//! The next edition as a value: what is new or different, and nothing else.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::record::SOURCES;
use crate::value::digest::{Digest, Sm3};
use crate::value::district::Slug;
use crate::value::money::Fen;

use super::archive::{Archive, FrozenEdition};
use super::bag::Files;
use super::notice::PublicNotice;
use super::spool::Piece;
use super::takedown::Takedown;
use super::withdrawal::Withdrawal;
use super::{Change, Edition, ListEntry, NoticeEntry, Revision};

mod new_list;
mod returned;

use returned::Gone;

pub use new_list::{NewFile, NewList, Waiting};

/// What the offices' files hold, masked: what should stand after the next edition. Lists that stand already may be left
/// out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The day of publication.
    pub date: NaiveDate,
    /// What the webmaster says of it.
    pub note: Option<String>,
    /// Who publishes (主办单位), for the bag's `Source-Organization`.
    pub organization: String,
    /// Lists, each id once.
    pub lists: Vec<NewList>,
    /// Notices, each id once.
    pub notices: Vec<NewNotice>,
}

/// A notice as the sources now give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// Its name.
    pub id: Slug,
    /// What may be seen of it.
    pub notice: PublicNotice,
}

/// One more edition, ready to be frozen after the archive it was drafted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    frozen: FrozenEdition,
    /// The lists that wait elsewhere, by their path in the bag.
    waiting: BTreeMap<String, Piece>,
    log_before: String,
    lessened: Vec<FrozenEdition>,
}

impl Draft {
    /// What the edition changes.
    pub fn edition(&self) -> &Edition {
        self.frozen.edition()
    }

    /// The edition as it will be frozen, without the bytes of lists that wait elsewhere.
    pub fn frozen(&self) -> &FrozenEdition {
        &self.frozen
    }

    /// Every file of its bag, by its path there.
    pub fn files(&self) -> BTreeMap<&str, NewFile<'_>> {
        let held = self.frozen.files().iter().map(|(path, bytes)| (path.as_str(), NewFile::Held(bytes)));
        let waiting = self.waiting.iter().map(|(path, piece)| (path.as_str(), NewFile::Spooled(piece)));
        held.chain(waiting).collect()
    }

    /// The older editions from which it takes something away, as they will be.
    pub(super) fn lessened(&self) -> &[FrozenEdition] {
        &self.lessened
    }

    /// The log that it continues.
    pub(super) fn log_before(&self) -> &str {
        &self.log_before
    }
}

/// Compares a proposal with what is in force. What is unchanged is left out; a list or notice in force that the
/// proposal does not name stays as it is.
///
/// # Errors
/// When nothing changed, the date is earlier than the latest edition's, or a notice cannot be written as text.
pub fn draft(archive: &Archive, proposal: &Proposal, report: &mut Report) -> Result<Draft, Failed> {
    match draft_if_changed(archive, proposal, report)? {
        Some(draft) => Ok(draft),
        None => report.fail(nothing_changed(archive)),
    }
}

/// The same, with nothing for a proposal that changes nothing.
///
/// # Errors
/// As of [`draft`], but for that.
pub fn draft_if_changed(archive: &Archive, proposal: &Proposal, report: &mut Report) -> Result<Option<Draft>, Failed> {
    date_does_not_go_back(archive, proposal.date, report);
    let mut payload = Payload::default();
    let lists = changed_lists(archive, &proposal.lists, &mut payload, report);
    let notices = changed_notices(archive, &proposal.notices, &mut payload.held, report);
    if lists.is_empty() && notices.is_empty() {
        return report.pass(None);
    }
    let edition = Edition {
        number: archive.next_number(),
        date: proposal.date,
        note: proposal.note.clone(),
        previous: archive.latest().map(FrozenEdition::digest),
        lists,
        notices,
        withdrawals: Vec::new(),
    };
    report.pass(Some(Draft::after(archive, edition, payload, &proposal.organization)))
}

/// The lists and notices of an edition, by their path in its bag.
#[derive(Default)]
struct Payload {
    held: Files,
    waiting: BTreeMap<String, Piece>,
}

impl Payload {
    fn add(&mut self, path: String, bytes: Waiting) {
        match bytes {
            Waiting::Held(bytes) => {
                self.held.insert(path, bytes);
            }
            Waiting::Spooled(piece) => {
                self.waiting.insert(path, piece);
            }
        }
    }
}

impl Draft {
    fn after(archive: &Archive, edition: Edition, payload: Payload, organization: &str) -> Self {
        let previous_chain = archive.latest().map(FrozenEdition::chain);
        let frozen = FrozenEdition::assemble(edition, previous_chain, payload.held, organization);
        Self { frozen, waiting: payload.waiting, log_before: archive.log(), lessened: Vec::new() }
    }

    /// The edition of a withdrawal: it has no payload but what it says.
    pub(super) fn of_withdrawal(
        archive: &Archive,
        takedown: &Takedown,
        lists: Vec<ListEntry>,
        withdrawals: Vec<Withdrawal>,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        date_does_not_go_back(archive, takedown.date, report);
        let edition = Edition {
            number: archive.next_number(),
            date: takedown.date,
            note: None,
            previous: archive.latest().map(FrozenEdition::digest),
            lists,
            notices: Vec::new(),
            withdrawals,
        };
        let mut draft = Self::after(archive, edition, Payload::default(), &takedown.organization);
        draft.lessened = archive.lessened(&draft.frozen);
        report.pass(draft)
    }
}

fn date_does_not_go_back(archive: &Archive, date: NaiveDate, report: &mut Report) {
    if let Some(latest) = archive.latest().filter(|latest| latest.date() > date) {
        let message = format!("发布日期 {date} 早于第 {} 版的日期 {}。", latest.number(), latest.date());
        report.push(
            Diagnostic::error(Code::DateGoesBack, Location::default(), message)
                .help("请核对本机时钟或 --date；政府网站不得倒填发布日期。"),
        );
    }
}

/// That a proposal says what is in force already.
pub fn nothing_changed(archive: &Archive) -> Diagnostic {
    let message = archive.latest().map_or_else(
        || "没有任何可公布的内容。".to_owned(),
        |latest| format!("与第 {} 版相比没有变化，不生成新版。", latest.number()),
    );
    Diagnostic::error(Code::NothingChanged, Location::default(), message)
        .help("把新的或更正后的文件放进 content/sources 再发布。")
}

/// The lists that are new or different, by id; their bytes go to the payload.
fn changed_lists(archive: &Archive, lists: &[NewList], payload: &mut Payload, report: &mut Report) -> Vec<ListEntry> {
    let (in_force, gone) = (archive.in_force_now().lists, Gone::from(archive));
    let mut entries = Vec::new();
    for new in lists {
        let old = in_force.get(&new.id);
        if old.is_some_and(|old| old.entry.sha256 == new.sha256) {
            continue;
        }
        if let Some(refused) = returned::refusal(&gone, new, old) {
            report.push(refused);
        }
        let newest = archive.revisions(&new.id).last().map(|list| list.entry.revision);
        let entry = list_entry(new, revision_after(newest), change_from(old));
        payload.add(entry.path(), new.bytes.clone());
        entries.push(entry);
    }
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn list_entry(new: &NewList, revision: Revision, change: Change) -> ListEntry {
    ListEntry {
        id: new.id.clone(),
        kind: new.kind,
        revision,
        change,
        sha256: new.sha256,
        sm3: new.sm3,
        bytes: new.bytes.length(),
        rows: new.rows,
        persons: new.persons,
        amount_fen: new.amount.map(Fen::get),
        id_mask: new.id_mask,
    }
}

/// The notices that are new or different, by id; their bytes go to the payload.
fn changed_notices(
    archive: &Archive,
    notices: &[NewNotice],
    payload: &mut Files,
    report: &mut Report,
) -> Vec<NoticeEntry> {
    let in_force = archive.in_force_now().notices;
    let mut entries = Vec::new();
    for new in notices {
        let bytes = new.notice.to_bytes();
        let old = in_force.get(&new.id);
        if old.is_some_and(|old| old.bytes == bytes) {
            continue;
        }
        if PublicNotice::parse(&bytes).as_ref() != Ok(&new.notice) {
            report.push(not_text(&new.id));
        }
        let newest = archive.notice_revisions(&new.id).last().map(|notice| notice.entry.revision);
        let entry = NoticeEntry {
            id: new.id.clone(),
            revision: revision_after(newest),
            change: change_from(old),
            sha256: Digest::of(&bytes),
            sm3: Sm3::of(&bytes),
        };
        payload.insert(entry.path(), bytes);
        entries.push(entry);
    }
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn not_text(notice: &Slug) -> Diagnostic {
    let place = Location::file(format!("{SOURCES}/subsidies/{notice}/notice.md"));
    Diagnostic::error(Code::FrontMatter, place, "公示开头的信息里有换行或控制字符，无法原样保存。")
        .help("标题、文号等各占一行，不要换行。")
}

/// The revision after the newest one, if there is any.
fn revision_after(newest: Option<Revision>) -> Revision {
    newest.map_or(Revision::FIRST, Revision::next)
}

/// What an edition does to something, by what of it is in force.
fn change_from<T>(in_force: Option<&T>) -> Change {
    if in_force.is_some() { Change::Corrected } else { Change::Added }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::EditionNumber;
    use crate::edition::sample::{archive, city, drafted, first, payments, proposal, second, slug, standards};
    use crate::record::Catalogue;

    fn codes(archive: &Archive, proposal: &Proposal) -> Vec<Code> {
        let mut report = Report::default();
        assert!(draft(archive, proposal, &mut report).is_err());
        report.sorted().iter().map(|found| found.code).collect()
    }

    #[test]
    fn everything_is_new_at_first() {
        let draft = drafted(&Archive::default(), &first());
        let edition = draft.edition();
        assert_eq!((edition.number, edition.previous), (EditionNumber::FIRST, None));
        assert!(edition.lists.iter().all(|list| (list.revision, list.change) == (Revision::FIRST, Change::Added)));
        let payments = &edition.lists[0];
        assert_eq!((payments.rows, payments.persons, payments.amount_fen), (2, Some(2), Some(200_050)));
        assert_eq!(payments.path(), "data/lists/subsidies/2021-03/taishan/r1.csv");
        assert_eq!(edition.notices[0].id, slug("2021-03"));
    }

    #[test]
    fn only_what_differs_is_in_the_next_edition() {
        let before = Archive::default().with(drafted(&Archive::default(), &first()).frozen().clone());
        let mut all = first();
        all.date = second().date;
        all.lists[1] = second().lists.remove(0);
        let draft = drafted(&before, &all);
        let [corrected] = &draft.edition().lists[..] else { panic!("one list differs") };
        assert_eq!((corrected.revision.get(), corrected.change), (2, Change::Corrected));
        assert_eq!(corrected.amount_fen, Some(200_000));
        assert_eq!(draft.edition().notices, []);
        assert_eq!(draft.edition().previous, before.latest().map(FrozenEdition::digest));
    }

    #[test]
    fn a_list_whose_source_is_gone_stays() {
        let archive = archive();
        let now = archive.in_force_now();
        let revisions: Vec<String> = now
            .lists
            .values()
            .map(|list| format!("{} {} {}", list.entry.id, list.entry.revision, list.edition))
            .collect();
        assert_eq!(revisions, ["subsidies/2021-03/taishan r2 0002", "standards/city r2 0003"]);
        assert_eq!(now.notices[&slug("2021-03")].notice().body, "现将名单公示如下，欢迎监督。\n");
    }

    #[test]
    fn an_earlier_content_that_comes_back_is_a_new_revision() {
        let archive = archive();
        let draft = drafted(&archive, &proposal("2021-06-10", vec![first().lists.remove(0)], Vec::new()));
        let entry = &draft.edition().lists[0];
        assert_eq!(
            (&entry.id, entry.revision.get(), entry.change),
            (&city(Catalogue::Standards), 3, Change::Corrected)
        );
        assert_eq!(entry.sha256, archive.revisions(&entry.id)[0].entry.sha256);
    }

    #[test]
    fn nothing_new_is_refused() {
        assert_eq!(codes(&archive(), &proposal("2021-06-10", third_lists(), Vec::new())), [Code::NothingChanged]);
        assert_eq!(codes(&Archive::default(), &proposal("2021-06-10", Vec::new(), Vec::new())), [Code::NothingChanged]);
    }

    fn third_lists() -> Vec<NewList> {
        crate::edition::sample::third().lists
    }

    #[test]
    fn a_date_that_goes_back_is_refused() {
        let lists = vec![standards(&[["钳工", "120", "1200.00"]])];
        assert_eq!(codes(&archive(), &proposal("2021-06-09", lists, Vec::new())), [Code::DateGoesBack]);
    }

    #[test]
    fn what_was_withdrawn_is_no_longer_in_force_and_may_come_back() {
        let archive = archive();
        let mut edition = drafted(&archive, &proposal("2021-07-01", vec![payments(&[])], Vec::new())).edition().clone();
        edition.lists[0] = ListEntry {
            change: Change::Withdrawn,
            ..archive.revisions(&edition.lists[0].id).last().unwrap().entry.clone()
        };
        let chain = archive.latest().map(FrozenEdition::chain);
        let after = archive.with(FrozenEdition::assemble(edition, chain, Files::new(), "示例市"));
        assert_eq!(after.in_force_now().lists.len(), 1);
        assert_eq!(after.in_force(EditionNumber::new(3).unwrap()).lists.len(), 2);
        let again = drafted(&after, &proposal("2021-07-02", second().lists, Vec::new()));
        assert_eq!((again.edition().lists[0].revision.get(), again.edition().lists[0].change), (3, Change::Added));
    }

    #[test]
    fn the_same_proposal_in_another_order_is_the_same_edition() {
        let mut turned = first();
        turned.lists.reverse();
        assert_eq!(drafted(&Archive::default(), &turned), drafted(&Archive::default(), &first()));
    }
}
