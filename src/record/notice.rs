//! A notice as the office sends it: `notice.md` in the notice's folder.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::document;
use crate::folder::InputFile;
use crate::value::calendar::PeriodRule;
use crate::value::date::Published;
use crate::value::district::Slug;
use crate::value::identity::OfficePhone;
use crate::value::money::Fen;

/// The four papers of an application for money (R9). Source: 泰人社字〔2021〕12号 二（八）.
pub const PAPERS: [&str; 4] = ["申请报告", "补贴发放明细表", "第三方审核报告", "网站公示截图"];

/// One subsidy disclosure (公示) as sent.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its folder's name, and its name in addresses.
    pub id: Slug,
    /// The file it stands in.
    pub file: String,
    /// 标题
    pub title: String,
    /// 文号
    pub document_number: String,
    /// 依据
    pub basis: String,
    /// 发布单位
    pub office: String,
    /// 发布日期
    pub published: Published,
    /// 联系电话
    pub phone: OfficePhone,
    /// 监督举报电话
    pub supervision_phone: OfficePhone,
    /// The last day of the notice period, where the office states it.
    pub period_last: Option<NaiveDate>,
    /// The notice's own way of counting its period, where it differs from the settings.
    pub period_rule: Option<PeriodRule>,
    /// Papers of the application that are at hand, of [`PAPERS`].
    pub papers: BTreeSet<String>,
    /// What was applied for, by district.
    pub applied: Vec<Applied>,
    /// Why a title that tells of hardship may stand.
    pub sensitive_title_reason: Option<String>,
    /// The text, as Markdown.
    pub body: String,
    /// The line on which the text starts.
    pub body_line: u32,
}

/// What a district applied for: R3 compares its list with it.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The district.
    pub district: Slug,
    /// 人次
    pub persons: u64,
    /// 金额
    pub amount: Fen,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    title: String,
    document_number: String,
    basis: String,
    office: String,
    published: Option<String>,
    phone: String,
    supervision_phone: String,
    period_last: Option<NaiveDate>,
    period: Option<PeriodRule>,
    #[serde(default)]
    materials: Vec<String>,
    applied: Vec<AppliedTable>,
    sensitive_title_reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppliedTable {
    district: Slug,
    persons: u64,
    amount: String,
}

impl Notice {
    /// Reads a notice.
    ///
    /// # Errors
    /// When the file cannot be read or something in its front matter is missing or wrong.
    pub fn read(id: Slug, file: &InputFile, report: &mut Report) -> Result<Self, Failed> {
        let document = document::front_matter::<Head>(file, report)?;
        let (head, place) = (document.head, file.location());
        let published = published(head.published.as_deref(), &place, report);
        let phone = phone("phone", &head.phone, &place, report);
        let supervision_phone = self::phone("supervision_phone", &head.supervision_phone, &place, report);
        let papers = papers(head.materials, &place, report);
        let applied = head.applied.into_iter().filter_map(|row| row.read(&place, report)).collect();
        let (Some(published), Some(phone), Some(supervision_phone)) = (published, phone, supervision_phone) else {
            return Err(report.failed());
        };
        Ok(Self {
            id,
            file: file.path.clone(),
            title: head.title,
            document_number: head.document_number,
            basis: head.basis,
            office: head.office,
            published,
            phone,
            supervision_phone,
            period_last: head.period_last,
            period_rule: head.period,
            papers,
            applied,
            sensitive_title_reason: head.sensitive_title_reason,
            body: document.body,
            body_line: document.body_line,
        })
    }

    /// The file as a place.
    pub fn location(&self) -> Location {
        Location::file(self.file.clone())
    }
}

fn wrong(place: &Location, message: String) -> Diagnostic {
    Diagnostic::error(Code::FrontMatter, place.clone(), message)
}

/// R12: every item shows a publication date.
fn published(text: Option<&str>, place: &Location, report: &mut Report) -> Option<Published> {
    let Some(text) = text else {
        let missing = Diagnostic::error(Code::NoDate, place.clone(), "公示没有发布日期 published。");
        report.push(missing.help("请写上发布日期，例如 published = \"2021-04-28 09:00\"。"));
        return None;
    };
    Published::parse(text)
        .map_err(|invalid| report.push(wrong(place, invalid.problem.to_owned()).help(invalid.help)))
        .ok()
}

fn phone(field: &str, text: &str, place: &Location, report: &mut Report) -> Option<OfficePhone> {
    let mut refuse = |message: String, help| report.push(wrong(place, message).help(help));
    OfficePhone::parse(text).map_err(|invalid| refuse(format!("{field} 有误：{}", invalid.problem), invalid.help)).ok()
}

fn papers(written: Vec<String>, place: &Location, report: &mut Report) -> BTreeSet<String> {
    for paper in written.iter().filter(|paper| !PAPERS.contains(&paper.as_str())) {
        let message = format!("materials 里的“{paper}”不是申请材料。");
        report.push(wrong(place, message).help(format!("四项材料是：{}。", PAPERS.join("、"))));
    }
    written.into_iter().collect()
}

impl AppliedTable {
    fn read(self, place: &Location, report: &mut Report) -> Option<Applied> {
        match Fen::parse(&self.amount) {
            Ok(amount) => Some(Applied { district: self.district, persons: self.persons, amount }),
            Err(invalid) => {
                let message = format!("{} 的申请金额 amount 有误：{}", self.district, invalid.problem);
                report.push(wrong(place, message).help(invalid.help));
                None
            }
        }
    }
}
