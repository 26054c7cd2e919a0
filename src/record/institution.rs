//! Training institutions (培训机构).

use chrono::NaiveDate;

use crate::value::identity::{CreditCode, OfficePhone};

use super::field::{code, day, plain};
use super::{Column, Field, RowReader, Shape};

/// Columns of the institution directory.
pub const COLUMNS: &[Column] = &[
    Column::new("序号", &["编号"], Shape::Number).own(),
    Column::new("机构名称", &["培训机构", "培训机构名称", "单位名称"], Shape::Text).title().own().required(),
    Column::new("统一社会信用代码", &["信用代码", "机构代码"], Shape::Code).own(),
    Column::new("地址", &["机构地址", "办学地址"], Shape::Text),
    Column::new("培训职业(工种)", &["培训职业", "培训工种", "培训范围"], Shape::Text).title(),
    Column::new("联系电话", &["电话", "咨询电话"], Shape::Code).telephone(),
    Column::new("列入日期", &["列入目录日期", "入选日期"], Shape::Day),
    Column::new("退出日期", &["退出目录日期"], Shape::Day),
    Column::new("退出原因", &["原因"], Shape::Text),
];

/// What tells two institutions apart.
pub const KEY: &[&str] = &["机构名称"];

/// One training institution.
#[derive(Debug, Clone)]
pub struct Institution {
    /// 序号
    pub number: Option<String>,
    /// 机构名称
    pub name: String,
    /// 统一社会信用代码
    pub credit_code: Option<CreditCode>,
    /// 地址
    pub address: Option<String>,
    /// 培训职业(工种)
    pub occupations: Option<String>,
    /// 联系电话
    pub phone: Option<OfficePhone>,
    /// 列入日期
    pub listed_on: Option<NaiveDate>,
    /// 退出日期
    pub struck_on: Option<NaiveDate>,
    /// 退出原因
    pub struck_because: Option<String>,
}

impl Institution {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let number = row.text("序号");
        let name = row.text("机构名称");
        let (listed_on, struck_on) = row.days("列入日期", "退出日期");
        let rest = Self {
            number,
            name: String::new(),
            credit_code: row.credit_code("统一社会信用代码"),
            address: row.text("地址"),
            occupations: row.text("培训职业(工种)"),
            phone: row.phone("联系电话"),
            listed_on,
            struck_on,
            struck_because: row.text("退出原因"),
        };
        Some(Self { name: name?, ..rest })
    }

    /// The fields in the order of [`COLUMNS`].
    pub fn fields(&self) -> Vec<Field<'_>> {
        vec![
            plain(self.number.as_ref()),
            plain(Some(&self.name)),
            code(self.credit_code.as_ref().map(CreditCode::as_str)),
            plain(self.address.as_ref()),
            plain(self.occupations.as_ref()),
            code(self.phone.as_ref().map(OfficePhone::as_str)),
            day(self.listed_on),
            day(self.struck_on),
            plain(self.struck_because.as_ref()),
        ]
    }
}
