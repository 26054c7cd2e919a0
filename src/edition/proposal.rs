//! From what was checked to what is proposed to the public.

use chrono::NaiveDate;

use crate::check::{Checked, CheckedNotice};
use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::record::{List, ListId};
use crate::settings::Settings;
use crate::value::calendar::{DayUnit, FirstDay, PeriodRule};
use crate::value::district::Slug;

use super::draft::{NewList, NewNotice, Proposal};
use super::mask::{self, Masks};
use super::notice::{NoticeHead, PublicNotice};

impl Proposal {
    /// Masks everything that was checked.
    ///
    /// # Errors
    /// When the public list does not have the count and sum of the checked one (R3): that would be a fault of the
    /// masks, and nothing is published then.
    pub fn of(
        checked: &Checked,
        masks: &Masks,
        settings: &Settings,
        date: NaiveDate,
        note: Option<String>,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let lists = checked.lists.iter().map(|list| public(list, masks, report)).collect();
        let notices = checked.notices.iter().map(|notice| public_notice(notice, checked, settings)).collect();
        let organization = settings.site.authority.clone();
        report.pass(Self { date, note, organization, lists, notices })
    }
}

fn public(list: &List, masks: &Masks, report: &mut Report) -> NewList {
    let fields: Vec<_> = (0..list.records.len()).map(|index| list.records.fields(index)).collect();
    let public = mask::public_list(list.records.kind(), &fields, masks);
    let is_equal = public.persons() == list.records.persons()
        && public.amount() == list.records.amount()
        && public.rows().len() == list.records.len();
    if !is_equal {
        let place = Location::file(list.file.clone());
        report.push(Diagnostic::error(Code::Totals, place, "公开名单的人数或金额与报送的名单不符。"));
    }
    let id_mask = public.persons().map(|_| masks.id_mask());
    NewList { id: list.id.clone(), list: public, id_mask, file: list.file.clone() }
}

fn public_notice(checked: &CheckedNotice, all: &Checked, settings: &Settings) -> NewNotice {
    let notice = &checked.notice;
    let has_list = |district: &Slug| {
        let id = ListId::Payments { notice: notice.id.clone(), district: district.clone() };
        all.lists.iter().any(|list| list.id == id)
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
