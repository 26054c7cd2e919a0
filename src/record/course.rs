//! Mallan Flower entrepreneurship courses (马兰花创业培训班).

use chrono::NaiveDate;

use crate::value::identity::OfficePhone;
use crate::value::stage::Stage;
use crate::value::state::State;

use super::field::{code, day, number, plain};
use super::{Column, Field, RowReader, Shape};

/// Columns of a schedule of courses.
pub const COLUMNS: &[Column] = &[
    Column::new("班次编号", &["班次", "班级编号", "开班编号"], Shape::Code).own().required(),
    Column::new("课程(阶段)", &["课程", "阶段", "培训课程", "课程名称"], Shape::Text).required(),
    Column::new("承办机构", &["培训机构", "承训机构", "机构名称"], Shape::Text).title().required(),
    Column::new("讲师", &["授课讲师", "主讲教师", "教师"], Shape::Text),
    Column::new("开班日期", &["开始日期", "开班时间"], Shape::Day).required(),
    Column::new("结业日期", &["结束日期", "结业时间"], Shape::Day).required(),
    Column::new("上课时间", &["授课时间"], Shape::Text),
    Column::new("地点", &["上课地点", "培训地点", "授课地点"], Shape::Text).required(),
    Column::new("计划人数", &["招生人数", "名额"], Shape::Number).own().required(),
    Column::new("已报人数", &["报名人数", "已报名人数"], Shape::Number).own(),
    Column::new("总学时", &["学时", "总课时"], Shape::Number),
    Column::new("线上学时", &["线上课时", "其中线上学时"], Shape::Number),
    Column::new("招收对象", &["培训对象", "招生对象"], Shape::Text),
    Column::new("报名电话", &["联系电话", "咨询电话"], Shape::Code).required(),
    Column::new("状态", &["班次状态"], Shape::Text),
];

/// What tells two courses apart.
pub const KEY: &[&str] = &["班次编号"];

/// One course.
#[derive(Debug, Clone)]
pub struct Course {
    /// 班次编号
    pub code: String,
    /// 课程(阶段)
    pub stage: Stage,
    /// 承办机构
    pub institution: String,
    /// 讲师
    pub teacher: Option<String>,
    /// 开班日期
    pub starts_on: NaiveDate,
    /// 结业日期
    pub ends_on: NaiveDate,
    /// 上课时间
    pub hours_of_day: Option<String>,
    /// 地点
    pub place: String,
    /// 计划人数
    pub seats: u32,
    /// 已报人数
    pub enrolled: Option<u32>,
    /// 总学时
    pub hours: Option<u32>,
    /// 线上学时
    pub online_hours: Option<u32>,
    /// 招收对象
    pub audience: Option<String>,
    /// 报名电话
    pub phone: OfficePhone,
    /// 状态
    pub state: Option<State>,
}

impl Course {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let code = row.text("班次编号");
        let stage = row.stage("课程(阶段)");
        let institution = row.text("承办机构");
        let teacher = row.text("讲师");
        let (starts_on, ends_on) = row.days("开班日期", "结业日期");
        let hours_of_day = row.text("上课时间");
        let place = row.text("地点");
        let (seats, enrolled) = (row.number("计划人数"), row.number("已报人数"));
        let (hours, online_hours) = (row.number("总学时"), row.number("线上学时"));
        let audience = row.text("招收对象");
        let phone = row.phone("报名电话");
        let state = row.state("状态");
        Some(Self {
            code: code?,
            stage: stage?,
            institution: institution?,
            teacher,
            starts_on: starts_on?,
            ends_on: ends_on?,
            hours_of_day,
            place: place?,
            seats: seats?,
            enrolled,
            hours,
            online_hours,
            audience,
            phone: phone?,
            state,
        })
    }

    /// The fields in the order of [`COLUMNS`].
    pub fn fields(&self) -> Vec<Field<'_>> {
        vec![
            plain(Some(&self.code)),
            code(Some(self.stage.name())),
            plain(Some(&self.institution)),
            plain(self.teacher.as_ref()),
            day(Some(self.starts_on)),
            day(Some(self.ends_on)),
            plain(self.hours_of_day.as_ref()),
            plain(Some(&self.place)),
            number(Some(self.seats)),
            number(self.enrolled),
            number(self.hours),
            number(self.online_hours),
            plain(self.audience.as_ref()),
            code(Some(self.phone.as_str())),
            code(self.state.map(State::name)),
        ]
    }
}
