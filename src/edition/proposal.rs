//! From what was checked to what is proposed to the public.

use std::collections::BTreeSet;
use std::io;

use chrono::NaiveDate;

use crate::check::{Checked, CheckedNotice};
use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::record::{List, ListId};
use crate::settings::Settings;
use crate::value::calendar::{DayUnit, FirstDay, PeriodRule};
use crate::value::digest::{Digest, Sm3};
use crate::value::district::Slug;

use super::archive::InForce;
use super::draft::{NewList, NewNotice, Proposal, Waiting};
use super::mask::{Masks, PublicCsv, public_csv};
use super::notice::{NoticeHead, PublicNotice};
use super::spool::Spool;

/// A list as the public may see it.
#[derive(Debug)]
pub struct MaskedList {
    /// None where it stands already, in these bytes.
    new: Option<NewList>,
    /// What went wrong.
    report: Report,
}

/// Masks a list, and lets it wait in the spool unless it stands already.
pub fn masked(list: &List, masks: &Masks, in_force: &InForce<'_>, spool: &Spool) -> MaskedList {
    let mut report = Report::default();
    let public = public(list, masks, &mut report);
    let sha256 = Digest::of(&public.bytes);
    if in_force.lists.get(&list.id).is_some_and(|old| old.entry.sha256 == sha256) {
        return MaskedList { new: None, report };
    }
    let kept = spool.keep(&public.bytes, sha256).map_err(|error| report.push(no_room(&error))).ok();
    let new = kept.map(|piece| NewList {
        id: list.id.clone(),
        kind: list.records.kind(),
        rows: public.rows as u64,
        persons: public.persons,
        amount: public.amount,
        id_mask: public.persons.map(|_| masks.id_mask()),
        file: list.file.clone(),
        sha256,
        sm3: Sm3::of(&public.bytes),
        bytes: Waiting::Spooled(piece),
    });
    MaskedList { new, report }
}

fn no_room(error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::Write, Location::default(), format!("临时文件写不进去：{error}。没有发布。"))
        .help("请检查系统临时文件夹的空间和权限，然后再运行一次。")
}

impl Proposal {
    /// What everything that was checked and masked comes to.
    ///
    /// # Errors
    /// When a public list does not have the count and sum of the checked one (R3): that would be a fault of the
    /// masks, and nothing is published then. The same when one could not be kept until now.
    pub fn of(
        checked: Checked<MaskedList>,
        settings: &Settings,
        date: NaiveDate,
        note: Option<String>,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let ids: BTreeSet<ListId> = checked.lists.iter().map(|list| list.id.clone()).collect();
        let notices = checked.notices.iter().map(|notice| public_notice(notice, &ids, settings)).collect();
        checked.lists.iter().for_each(|list| report.absorb(&list.made.report));
        let lists = checked.lists.into_iter().filter_map(|list| list.made.new).collect();
        let organization = settings.site.authority.clone();
        report.pass(Self { date, note, organization, lists, notices })
    }
}

fn public(list: &List, masks: &Masks, report: &mut Report) -> PublicCsv {
    let records = &list.records;
    let public = public_csv(records.kind(), records.len(), |index, fields| records.fields_into(index, fields), masks);
    let is_equal =
        public.persons == records.persons() && public.amount == records.amount() && public.rows == records.len();
    if !is_equal {
        let place = Location::file(list.file.clone());
        report.push(Diagnostic::error(Code::Totals, place, "公开名单的人数或金额与报送的名单不符。"));
    }
    public
}

fn public_notice(checked: &CheckedNotice, lists: &BTreeSet<ListId>, settings: &Settings) -> NewNotice {
    let notice = &checked.notice;
    let has_list = |district: &Slug| {
        let id = ListId::Payments { notice: notice.id.clone(), district: district.clone() };
        lists.contains(&id)
    };
    let districts = settings.districts.iter().map(|district| &district.slug).filter(|slug| has_list(slug));
    let head = NoticeHead {
        title: notice.title.clone(),
        document_number: notice.document_number.clone(),
        basis: notice.basis.clone(),
        office: notice.office.clone(),
        published: notice.published,
        period_first: checked.period.first(),
        period_last: checked.period.last(),
        period_rule: in_words(&checked.rule),
        phone: notice.phone.as_str().to_owned(),
        supervision_phone: notice.supervision_phone.as_str().to_owned(),
        districts: districts.cloned().collect(),
    };
    NewNotice { id: notice.id.clone(), notice: PublicNotice { head, body: notice.body.clone() } }
}

/// How a period was counted, as the page says it.
fn in_words(rule: &PeriodRule) -> String {
    let unit = match rule.unit {
        DayUnit::Working => "工作日",
        DayUnit::Calendar => "自然日",
    };
    let first = match rule.first_day {
        FirstDay::Counted => "自发布当日起算",
        FirstDay::NotCounted => "自发布次日起算",
    };
    format!("{} 个{unit}，{first}", rule.days)
}
