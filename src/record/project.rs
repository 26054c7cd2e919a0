//! Project-based training (项目制培训).

use crate::value::identity::OfficePhone;
use crate::value::money::Fen;
use crate::value::state::State;

use super::field::{code, money, number, plain};
use super::{Column, Field, RowReader, Shape};

/// The title of the notice's own form. Source: 泰人社字〔2021〕12号, 附件.
pub const FORM_TITLE: &str = "项目制培训情况统计表";

/// The headings of the notice's own form, in its order.
pub const FORM_HEADERS: &[&str] = &["县(市、区)", "培训项目名称", "群体范围", "培训人数", "组织时间", "备注"];

/// Columns of a project list: the notice's own form, and what a catalogue may add.
pub const COLUMNS: &[Column] = &[
    Column::new("序号", &["编号"], Shape::Number).own(),
    Column::new("项目编号", &["培训项目编号"], Shape::Code).own(),
    Column::new("县(市、区)", &["县市区", "区县", "地区", "所属县市区"], Shape::Text),
    Column::new("培训项目名称", &["项目名称", "培训项目"], Shape::Text).title().own().required(),
    Column::new("项目类别", &["类别", "培训类别"], Shape::Text),
    Column::new("群体范围", &["培训群体", "培训对象", "面向群体"], Shape::Text).title().required(),
    Column::new("培训人数", &["计划人数", "人数", "计划培训人数"], Shape::Number).own().required(),
    Column::new("组织时间", &["培训时间", "计划时间", "组织培训时间"], Shape::Text).required(),
    Column::new("培训内容", &["主要内容"], Shape::Text),
    Column::new("承训机构", &["培训机构", "承办机构"], Shape::Text).title(),
    Column::new("总学时", &["学时", "培训学时", "总课时"], Shape::Number),
    Column::new("线上学时", &["线上课时", "其中线上学时"], Shape::Number),
    Column::new("补贴标准(元)", &["补贴标准", "补贴标准(元/人)"], Shape::Money),
    Column::new("状态", &["项目状态", "进展"], Shape::Text),
    Column::new("报名电话", &["联系电话", "咨询电话"], Shape::Code).telephone(),
    Column::new("备注", &["说明"], Shape::Text),
];

/// What tells two projects apart: the number where there is one, else what the form has.
pub const KEY: &[&str] = &["项目编号", "培训项目名称", "群体范围", "组织时间"];

/// One training project.
#[derive(Debug, Clone)]
pub struct Project {
    /// 序号
    pub number: Option<String>,
    /// 项目编号
    pub code: Option<String>,
    /// 县(市、区), as the office wrote it.
    pub district: Option<String>,
    /// 培训项目名称
    pub name: String,
    /// 项目类别
    pub category: Option<String>,
    /// 群体范围
    pub group: String,
    /// 培训人数
    pub headcount: u32,
    /// 组织时间: the actual or the planned time, as people write it.
    pub schedule: String,
    /// 培训内容
    pub content: Option<String>,
    /// 承训机构
    pub institution: Option<String>,
    /// 总学时
    pub hours: Option<u32>,
    /// 线上学时
    pub online_hours: Option<u32>,
    /// 补贴标准
    pub rate: Option<Fen>,
    /// 状态
    pub state: Option<State>,
    /// 报名电话
    pub phone: Option<OfficePhone>,
    /// 备注
    pub remark: Option<String>,
}

impl Project {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let name = row.text("培训项目名称");
        let group = row.text("群体范围");
        let headcount = row.number("培训人数");
        let schedule = row.text("组织时间");
        let rest = Self {
            number: row.text("序号"),
            code: row.text("项目编号"),
            district: row.text("县(市、区)"),
            name: String::new(),
            category: row.text("项目类别"),
            group: String::new(),
            headcount: 0,
            schedule: String::new(),
            content: row.text("培训内容"),
            institution: row.text("承训机构"),
            hours: row.number("总学时"),
            online_hours: row.number("线上学时"),
            rate: row.money("补贴标准(元)"),
            state: row.state("状态"),
            phone: row.phone("报名电话"),
            remark: row.text("备注"),
        };
        Some(Self { name: name?, group: group?, headcount: headcount?, schedule: schedule?, ..rest })
    }

    /// The fields in the order of [`COLUMNS`].
    pub fn fields(&self) -> Vec<Field<'_>> {
        vec![
            plain(self.number.as_ref()),
            plain(self.code.as_ref()),
            plain(self.district.as_ref()),
            plain(Some(&self.name)),
            plain(self.category.as_ref()),
            plain(Some(&self.group)),
            number(Some(self.headcount)),
            plain(Some(&self.schedule)),
            plain(self.content.as_ref()),
            plain(self.institution.as_ref()),
            number(self.hours),
            number(self.online_hours),
            money(self.rate),
            code(self.state.map(State::name)),
            code(self.phone.as_ref().map(OfficePhone::as_str)),
            plain(self.remark.as_ref()),
        ]
    }

    /// Whether the project takes place: neither withdrawn nor cancelled.
    pub fn stands(&self) -> bool {
        !self.state.is_some_and(State::is_off)
    }
}
