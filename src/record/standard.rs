//! Hours and rates of subsidised training (培训学时及补贴标准).

use chrono::NaiveDate;

use crate::value::level::Level;
use crate::value::money::Fen;
use crate::value::occupation_code::OccupationCode;

use super::field::{code, day, money, number, plain};
use super::{Column, Field, RowReader, Shape};

/// Columns of the catalogue of hours and rates. Source: 泰人社字〔2021〕12号 二（四）.
pub const COLUMNS: &[Column] = &[
    Column::new("序号", &["编号"], Shape::Number).own(),
    Column::new("职业编码", &["职业代码", "编码"], Shape::Code),
    Column::new("职业(工种)", &["职业", "工种", "职业名称", "培训项目"], Shape::Text).title().required(),
    Column::new("等级", &["技能等级", "级别"], Shape::Text),
    Column::new("培训学时", &["学时", "总学时", "课时"], Shape::Number).required(),
    Column::new("补贴标准(元/人)", &["补贴标准", "补贴标准(元)", "标准"], Shape::Money).required(),
    Column::new("有效期起", &["生效日期", "有效期开始"], Shape::Day),
    Column::new("有效期止", &["失效日期", "有效期结束"], Shape::Day),
    Column::new("备注", &["说明"], Shape::Text),
];

/// What tells two standards apart.
pub const KEY: &[&str] = &["职业(工种)", "等级", "有效期起"];

/// Hours and rate of one occupation and level, with its validity.
#[derive(Debug, Clone)]
pub struct Standard {
    /// 序号
    pub number: Option<String>,
    /// 职业编码
    pub code: Option<OccupationCode>,
    /// 职业(工种)
    pub occupation: String,
    /// 等级
    pub level: Option<Level>,
    /// 培训学时
    pub hours: u32,
    /// 补贴标准(元/人)
    pub rate: Fen,
    /// 有效期起
    pub valid_from: Option<NaiveDate>,
    /// 有效期止
    pub valid_until: Option<NaiveDate>,
    /// 备注
    pub remark: Option<String>,
}

impl Standard {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let number = row.text("序号");
        let code = row.occupation_code("职业编码");
        let occupation = row.text("职业(工种)");
        let level = row.level("等级");
        let (hours, rate) = (row.number("培训学时"), row.money("补贴标准(元/人)"));
        let (valid_from, valid_until) = row.days("有效期起", "有效期止");
        let remark = row.text("备注");
        let (occupation, hours, rate) = (occupation?, hours?, rate?);
        Some(Self { number, code, occupation, level, hours, rate, valid_from, valid_until, remark })
    }

    /// The fields in the order of [`COLUMNS`].
    pub fn fields(&self) -> Vec<Field<'_>> {
        vec![
            plain(self.number.as_ref()),
            code(self.code.as_ref().map(OccupationCode::as_str)),
            plain(Some(&self.occupation)),
            code(self.level.map(Level::name)),
            number(Some(self.hours)),
            money(Some(self.rate)),
            day(self.valid_from),
            day(self.valid_until),
            plain(self.remark.as_ref()),
        ]
    }

    /// Whether the standard is in force on a day.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }
}
