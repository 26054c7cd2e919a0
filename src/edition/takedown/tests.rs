use super::*;
use crate::edition::archive::FrozenEdition;
use crate::edition::bag;
use crate::edition::draft::{Proposal, draft_if_changed};
use crate::edition::sample::{archive, drafted, first, payments, proposal, second, withdrawn};
use crate::edition::{Edition, EditionNumber};

const PAYMENTS: &str = "subsidies/2021-03/taishan";
const STANDARDS: &str = "standards/city";

/// The sample's archive after something left on a day.
fn after(reason: Reason, revisions: &[(&str, u32)]) -> Archive {
    let archive = archive();
    let draft = withdrawn(&archive, "2021-07-01", reason, revisions);
    archive.with(draft.frozen().clone())
}

fn text(edition: &FrozenEdition, path: &str) -> String {
    String::from_utf8(edition.files()[path].clone()).unwrap()
}

/// What a proposal after something left comes to: whether anything changed, or the codes of what is wrong.
fn proposed(archive: &Archive, proposal: &Proposal) -> Result<Option<Edition>, Vec<(Code, Location)>> {
    let mut report = Report::default();
    let draft = draft_if_changed(archive, proposal, &mut report);
    let said = || report.sorted().into_iter().map(|found| (found.code, found.location)).collect();
    draft.map(|draft| draft.map(|draft| draft.edition().clone())).map_err(|_| said())
}

#[test]
fn an_edition_that_withdraws_nothing_says_nothing_of_it() {
    assert!(archive().editions().iter().all(|edition| !text(edition, bag::EDITION_JSON).contains("withdrawals")));
}

#[test]
fn rows_leave_and_the_old_edition_keeps_its_word() {
    let (before, after) = (archive(), after(Reason::Expired, &[(PAYMENTS, 1)]));
    let path = format!("data/lists/{PAYMENTS}/r1.csv");
    let (old, new) = (&before.editions()[0], &after.editions()[0]);
    assert!(old.files().contains_key(&path) && !new.files().contains_key(&path));
    assert_eq!(text(old, bag::EDITION_JSON), text(new, bag::EDITION_JSON));
    assert_eq!((old.digest(), old.chain()), (new.digest(), new.chain()));
    assert!(after.log().starts_with(&before.log()));
    assert!(!text(new, "manifest-sha256.txt").contains(&path));
    let sha256 = old.edition().lists[0].sha256;
    let said = format!("Withdrawn: {path}; SHA-256 {sha256}; by edition 0004 on 2021-07-01; reason expired (期满)\n");
    assert!(text(new, bag::BAG_INFO).ends_with(&said), "{}", text(new, bag::BAG_INFO));
    assert_eq!(before.editions()[1..], after.editions()[1..3], "other editions are untouched");
}

#[test]
fn what_is_over_stays_in_force_as_to_its_sum() {
    let all = after(Reason::Expired, &[(PAYMENTS, 1), (PAYMENTS, 2)]);
    let now = all.in_force_now();
    let list = now.lists[&PAYMENTS.parse().unwrap()];
    assert_eq!((list.entry.revision.get(), list.entry.persons, list.entry.amount_fen), (2, Some(2), Some(200_000)));
    let tombstone = list.tombstone().unwrap();
    assert_eq!((tombstone.by, tombstone.on.to_string()), (EditionNumber::new(4).unwrap(), "2021-07-01".to_owned()));
    assert!(list.kept().is_none());
    assert_eq!(all.latest().unwrap().edition().lists, []);
}

#[test]
fn what_an_objection_or_an_order_takes_away_is_no_longer_in_force() {
    for reason in [Reason::Objection, Reason::Order] {
        let all = after(reason, &[(PAYMENTS, 1), (PAYMENTS, 2)]);
        assert!(!all.in_force_now().lists.contains_key(&PAYMENTS.parse().unwrap()));
        let [gone] = &all.latest().unwrap().edition().lists[..] else { panic!("one list went out of force") };
        assert_eq!((gone.revision.get(), gone.change), (2, Change::Withdrawn));
        assert!(all.revisions(&PAYMENTS.parse().unwrap()).iter().all(|list| list.kept().is_none()));
    }
}

#[test]
fn an_old_revision_may_leave_alone() {
    let all = after(Reason::Objection, &[(PAYMENTS, 1)]);
    assert!(all.in_force_now().lists[&PAYMENTS.parse().unwrap()].kept().is_some());
    assert_eq!(all.latest().unwrap().edition().lists, []);
    let kept: Vec<bool> = all.revisions(&PAYMENTS.parse().unwrap()).iter().map(|list| list.kept().is_some()).collect();
    assert_eq!(kept, [false, true]);
}

#[test]
fn what_left_is_gone_from_the_site_of_an_earlier_day_too() {
    let past = after(Reason::Order, &[(PAYMENTS, 2)]).as_of("2021-06-10".parse().unwrap());
    assert_eq!(past.editions().len(), 3);
    assert!(past.in_force_now().lists[&PAYMENTS.parse().unwrap()].kept().is_none());
}

#[test]
fn what_is_meant_is_there() {
    let (all, id) = (after(Reason::Expired, &[(PAYMENTS, 1)]), PAYMENTS.parse::<ListId>().unwrap());
    let meant = |id: &str, revision: Option<u32>| {
        let mut report = Report::default();
        let revision = revision.map(|number| Revision::new(number).unwrap());
        let found = meant(&all, &id.parse().unwrap(), revision, &mut report);
        found.map_err(|_| report.sorted().iter().map(|found| (found.code, found.message.clone())).collect::<Vec<_>>())
    };
    let second = BTreeSet::from([(id, Revision::new(2).unwrap())]);
    assert_eq!(meant(PAYMENTS, None), Ok(second.clone()), "what left already is left out");
    assert_eq!(meant(PAYMENTS, Some(2)), Ok(second));
    let gone = "subsidies/2021-03/taishan r1 已由第 0004 版撤下（期满）。".to_owned();
    assert_eq!(meant(PAYMENTS, Some(1)), Err(vec![(Code::Withdrawn, gone)]));
    let no_revision = "清单 subsidies/2021-03/taishan 没有 r3 这次修订。".to_owned();
    assert_eq!(meant(PAYMENTS, Some(3)), Err(vec![(Code::NoList, no_revision)]));
    let no_list = "没有公布过清单 courses/city。".to_owned();
    assert_eq!(meant("courses/city", None), Err(vec![(Code::NoList, no_list)]));
}

#[test]
fn a_file_that_nobody_took_away_does_not_bring_rows_back() {
    let [_, standing] = &first().lists[..] else { panic!("two lists") };
    let again = |list: crate::edition::draft::NewList| proposal("2021-07-02", vec![list], Vec::new());
    let place = Location::file(standing.file.clone());
    for reason in [Reason::Objection, Reason::Order] {
        let all = after(reason, &[(PAYMENTS, 1), (PAYMENTS, 2)]);
        for returned in [standing.clone(), second().lists.remove(0)] {
            assert_eq!(proposed(&all, &again(returned)), Err(vec![(Code::Withdrawn, place.clone())]));
        }
        let mut elsewhere = standing.clone();
        elsewhere.id = "subsidies/2021-04/taishan".parse().unwrap();
        assert_eq!(
            proposed(&all, &again(elsewhere)),
            Err(vec![(Code::Withdrawn, place.clone())]),
            "under another name"
        );
        let corrected = again(payments(&[["示例甲", "示例培训学校", "1200.00"]]));
        let edition = proposed(&all, &corrected).unwrap().unwrap();
        assert_eq!((edition.lists[0].revision.get(), edition.lists[0].change), (3, Change::Added));
    }
}

#[test]
fn what_is_over_counts_as_unchanged_and_is_over() {
    let all = after(Reason::Expired, &[(PAYMENTS, 1), (PAYMENTS, 2)]);
    let again = |list| proposal("2021-07-02", vec![list], Vec::new());
    assert_eq!(proposed(&all, &again(second().lists.remove(0))), Ok(None));
    let place = Location::file(second().lists[0].file.clone());
    for other in [first().lists.remove(1), payments(&[["示例甲", "示例培训学校", "1200.00"]])] {
        assert_eq!(proposed(&all, &again(other)), Err(vec![(Code::Withdrawn, place.clone())]));
    }
    let archive = after(Reason::Expired, &[(STANDARDS, 2)]);
    let more = crate::edition::sample::standards(&[["钳工", "120", "1200.00"]]);
    assert!(proposed(&archive, &again(more)).unwrap().is_some(), "a catalogue goes on");
    let draft = drafted(&archive, &again(crate::edition::sample::standards(&[["钳工", "120", "1200.00"]])));
    assert_eq!(draft.edition().lists[0].change, Change::Corrected);
}
