//! Urgently needed occupations (急需紧缺职业（工种）).

use chrono::NaiveDate;

use crate::value::level::Level;
use crate::value::occupation_code::OccupationCode;
use crate::value::percent::Percent;

use super::field::{code, day, plain};
use super::{Column, Field, RowReader, Shape};

/// Columns of the list of urgently needed occupations. Source: 泰人社字〔2021〕12号 二（一）.
pub const COLUMNS: &[Column] = &[
    Column::new("序号", &["编号"], Shape::Number).own(),
    Column::new("职业编码", &["职业代码", "职业(工种)编码", "编码"], Shape::Code).required(),
    Column::new("职业名称", &["职业", "职业(工种)名称"], Shape::Text).title().required(),
    Column::new("工种", &["工种名称"], Shape::Text).title(),
    Column::new("等级", &["技能等级", "级别"], Shape::Text),
    Column::new("紧缺程度", &["紧缺度", "紧缺等级"], Shape::Text),
    Column::new("补贴上浮比例", &["上浮比例", "补贴上浮比例(%)", "上浮比例(%)"], Shape::Text),
    Column::new("需求单位/区域", &["需求单位", "需求区域", "主要需求单位"], Shape::Text),
    Column::new("有效期起", &["有效期开始", "生效日期"], Shape::Day),
    Column::new("有效期止", &["有效期结束", "失效日期"], Shape::Day),
    Column::new("备注", &["说明"], Shape::Text),
];

/// What tells two rows apart: one code covers many 工种.
pub const KEY: &[&str] = &["职业编码", "工种", "等级"];

/// One urgently needed occupation at one level.
#[derive(Debug, Clone)]
pub struct Occupation {
    /// 序号
    pub number: Option<String>,
    /// 职业编码
    pub code: OccupationCode,
    /// 职业名称
    pub name: String,
    /// 工种
    pub work_type: Option<String>,
    /// 等级
    pub level: Option<Level>,
    /// 紧缺程度
    pub shortage: Option<String>,
    /// 补贴上浮比例
    pub uplift: Option<Percent>,
    /// 需求单位/区域
    pub demand: Option<String>,
    /// 有效期起
    pub valid_from: Option<NaiveDate>,
    /// 有效期止
    pub valid_until: Option<NaiveDate>,
    /// 备注
    pub remark: Option<String>,
}

impl Occupation {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let number = row.text("序号");
        let code = row.occupation_code("职业编码");
        let name = row.text("职业名称");
        let work_type = row.text("工种");
        let level = row.level("等级");
        let shortage = row.text("紧缺程度");
        let uplift = row.percent("补贴上浮比例");
        let demand = row.text("需求单位/区域");
        let (valid_from, valid_until) = row.days("有效期起", "有效期止");
        let remark = row.text("备注");
        let (code, name) = (code?, name?);
        Some(Self { number, code, name, work_type, level, shortage, uplift, demand, valid_from, valid_until, remark })
    }

    /// The fields in the order of [`COLUMNS`].
    pub fn fields(&self) -> Vec<Field<'_>> {
        vec![
            plain(self.number.as_ref()),
            code(Some(self.code.as_str())),
            plain(Some(&self.name)),
            plain(self.work_type.as_ref()),
            code(self.level.map(Level::name)),
            plain(self.shortage.as_ref()),
            self.uplift.map_or(Field::Empty, |uplift| Field::Plain(uplift.to_string().into())),
            plain(self.demand.as_ref()),
            day(self.valid_from),
            day(self.valid_until),
            plain(self.remark.as_ref()),
        ]
    }
}
