//! Archives for tests, without a disk.

use crate::diagnostic::Report;
use crate::record::{Catalogue, Kind, ListId, Scope};
use crate::value::district::Slug;

use super::Revision;
use super::archive::Archive;
use super::draft::{Draft, NewList, NewNotice, Proposal, draft};
use super::list::PublicList;
use super::notice::tests::sample as notice;
use super::takedown::{self, Takedown};
use super::withdrawal::Reason;

/// A slug that is one.
pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// The name of a city-wide list.
pub(crate) fn city(catalogue: Catalogue) -> ListId {
    ListId::Catalogue(catalogue, Scope::City)
}

/// A city-wide list of standards: trade, hours, rate.
pub(crate) fn standards(rows: &[[&str; 3]]) -> NewList {
    let columns = ["职业(工种)", "培训学时", "补贴标准(元/人)"].map(|header| Kind::Standards.column(header).unwrap());
    let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let list = PublicList::new(Kind::Standards, columns.to_vec(), rows);
    NewList::held(city(Catalogue::Standards), &list, None, "content/sources/standards/city.csv".to_owned())
}

/// The payments of the notice `2021-03` in Taishan: name, institution, amount.
pub(crate) fn payments(rows: &[[&str; 3]]) -> NewList {
    let columns = ["姓名", "培训机构", "补贴金额(元)"].map(|header| Kind::Payments.column(header).unwrap());
    let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let list = PublicList::new(Kind::Payments, columns.to_vec(), rows);
    let id = ListId::Payments { notice: slug("2021-03"), district: slug("taishan") };
    let file = "content/sources/subsidies/2021-03/taishan.csv".to_owned();
    NewList::held(id, &list, Some(crate::value::mask::IdMask::None), file)
}

/// The notice `2021-03` with a text.
pub(crate) fn notice_2021_03(body: &str) -> NewNotice {
    NewNotice { id: slug("2021-03"), notice: notice("2021 年第三批补贴公示", body) }
}

/// What is proposed on a day.
pub(crate) fn proposal(date: &str, lists: Vec<NewList>, notices: Vec<NewNotice>) -> Proposal {
    let organization = "示例市人力资源和社会保障局".to_owned();
    Proposal { date: date.parse().unwrap(), note: None, organization, lists, notices }
}

/// The draft of a proposal that must pass.
pub(crate) fn drafted(archive: &Archive, proposal: &Proposal) -> Draft {
    let mut report = Report::default();
    draft(archive, proposal, &mut report).unwrap_or_else(|_| panic!("{report:?}"))
}

/// The first proposal: a notice, its payments, and standards.
pub(crate) fn first() -> Proposal {
    let payments = payments(&[["示例甲", "示例培训学校", "1200.00"], ["示例乙", "示例培训学校", "800.50"]]);
    proposal(
        "2021-04-28",
        vec![standards(&[["车工", "120", "1200.00"]]), payments],
        vec![notice_2021_03("现将名单公示如下。\n")],
    )
}

/// The second: one amount corrected.
pub(crate) fn second() -> Proposal {
    let payments = payments(&[["示例甲", "示例培训学校", "1200.00"], ["示例乙", "示例培训学校", "800.00"]]);
    proposal("2021-05-20", vec![payments], Vec::new())
}

/// The third: the text of the notice corrected, a trade added.
pub(crate) fn third() -> Proposal {
    let standards = standards(&[["车工", "120", "1200.00"], ["焊工", "100", "1000.00"]]);
    proposal("2021-06-10", vec![standards], vec![notice_2021_03("现将名单公示如下，欢迎监督。\n")])
}

/// The edition that takes revisions of lists away.
pub(crate) fn withdrawn(archive: &Archive, date: &str, reason: Reason, revisions: &[(&str, u32)]) -> Draft {
    let revision = |(list, number): &(&str, u32)| (list.parse().unwrap(), Revision::new(*number).unwrap());
    let takedown = Takedown {
        date: date.parse().unwrap(),
        organization: "示例市人力资源和社会保障局".to_owned(),
        reason,
        note: None,
        revisions: revisions.iter().map(revision).collect(),
    };
    takedown::draft(archive, &takedown, &mut Report::default()).unwrap()
}

/// The archive after the three proposals.
pub(crate) fn archive() -> Archive {
    [first(), second(), third()].iter().fold(Archive::default(), |archive, proposal| {
        let draft = drafted(&archive, proposal);
        archive.with(draft.frozen().clone())
    })
}
