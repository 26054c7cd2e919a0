//! Mallan Flower entrepreneurship courses (马兰花创业培训班).

use chrono::NaiveDate;

use crate::value::identity::OfficePhone;
use crate::value::stage::Stage;
use crate::value::state::State;

use super::field::{code, day, number, plain};
use super::{Column, Field, RowReader, Shape};

/// The heading of what a course is called by.
pub const CODE: &str = "班次编号";

/// The heading of its stage.
pub const STAGE: &str = "课程(阶段)";

/// The heading of who gives it.
pub const INSTITUTION: &str = "承办机构";

/// The heading of its first day.
pub const STARTS: &str = "开班日期";

/// The heading of its last day.
pub const ENDS: &str = "结业日期";

/// The heading of its hours of the day.
pub const HOURS_OF_DAY: &str = "上课时间";

/// The heading of where it takes place.
pub const PLACE: &str = "地点";

/// The heading of how many it takes.
pub const SEATS: &str = "计划人数";

/// The heading of how many have a place.
pub const ENROLLED: &str = "已报人数";

/// The heading of all its hours.
pub const HOURS: &str = "总学时";

/// The heading of how many of them are online.
pub const ONLINE_HOURS: &str = "线上学时";

/// The heading of whom it is for.
pub const AUDIENCE: &str = "招收对象";

/// The heading of what to bring.
pub const BRING: &str = "需带材料";

/// The heading of whom to call.
pub const PHONE: &str = "报名电话";

/// The heading of how far it has come.
pub const STATE: &str = "状态";

/// Columns of a schedule of courses.
pub const COLUMNS: &[Column] = &[
    Column::new(CODE, &["班次", "班级编号", "开班编号"], Shape::Code).own().required(),
    Column::new(STAGE, &["课程", "阶段", "培训课程", "课程名称"], Shape::Text).required(),
    Column::new(INSTITUTION, &["培训机构", "承训机构", "机构名称"], Shape::Text).title().required(),
    Column::new("讲师", &["授课讲师", "主讲教师", "教师"], Shape::Text),
    Column::new(STARTS, &["开始日期", "开班时间"], Shape::Day).required(),
    Column::new(ENDS, &["结束日期", "结业时间"], Shape::Day).required(),
    Column::new(HOURS_OF_DAY, &["授课时间"], Shape::Text),
    Column::new(PLACE, &["上课地点", "培训地点", "授课地点"], Shape::Text).required(),
    Column::new(SEATS, &["招生人数", "名额"], Shape::Number).own().required(),
    Column::new(ENROLLED, &["报名人数", "已报名人数"], Shape::Number).own(),
    Column::new(HOURS, &["学时", "总课时"], Shape::Number),
    Column::new(ONLINE_HOURS, &["线上课时", "其中线上学时"], Shape::Number),
    Column::new(AUDIENCE, &["培训对象", "招生对象"], Shape::Text),
    Column::new(BRING, &["携带材料", "报名材料", "所需材料"], Shape::Text),
    Column::new(PHONE, &["联系电话", "咨询电话"], Shape::Code).telephone().required(),
    Column::new(STATE, &["班次状态"], Shape::Text),
];

/// What tells two courses apart.
pub const KEY: &[&str] = &[CODE];

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
    /// 需带材料
    pub bring: Option<String>,
    /// 报名电话
    pub phone: OfficePhone,
    /// 状态
    pub state: Option<State>,
}

impl Course {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let code = row.text(CODE);
        let stage = row.stage(STAGE);
        let institution = row.text(INSTITUTION);
        let teacher = row.text("讲师");
        let (starts_on, ends_on) = row.days(STARTS, ENDS);
        let hours_of_day = row.text(HOURS_OF_DAY);
        let place = row.text(PLACE);
        let (seats, enrolled) = (row.number(SEATS), row.number(ENROLLED));
        let (hours, online_hours) = (row.number(HOURS), row.number(ONLINE_HOURS));
        let audience = row.text(AUDIENCE);
        let bring = row.text(BRING);
        let phone = row.phone(PHONE);
        let state = row.state(STATE);
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
            bring,
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
            plain(self.bring.as_ref()),
            code(Some(self.phone.as_str())),
            code(self.state.map(State::name)),
        ]
    }
}
