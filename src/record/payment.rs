//! Payments of subsidies (补贴发放明细): trainee by trainee, or institution by institution.

use std::sync::Arc;

use chrono::NaiveDate;
use compact_str::CompactString;

use crate::value::date::Period;
use crate::value::identity::{CreditCode, IdNumber, PersonName};
use crate::value::level::Level;
use crate::value::money::Fen;

use super::field::{code, day, money, number, plain};
use super::{Column, Field, Publication, RowReader, Shape};

/// 序号
pub const NUMBER: &str = "序号";
/// 姓名
pub const NAME: &str = "姓名";
/// 身份证号
pub const ID_NUMBER: &str = "身份证号";
/// 培训机构
pub const INSTITUTION: &str = "培训机构";
/// 培训人数
pub const HEADCOUNT: &str = "培训人数";
/// 补贴金额
pub const AMOUNT: &str = "补贴金额(元)";

/// Columns of a trainee-level list. Source: 泰人社字〔2021〕12号 二（八）, 补贴发放明细表.
pub const COLUMNS: &[Column] = &[
    Column::new(NUMBER, &["编号", "No.", "NO"], Shape::Number).own(),
    Column::new(NAME, &["学员姓名", "人员姓名", "补贴人员", "补贴对象"], Shape::Text)
        .required()
        .own()
        .published(Publication::Name),
    Column::new(ID_NUMBER, &["身份证号码", "公民身份号码", "身份证", "证件号码", "有效身份证件号码"], Shape::Code)
        .own()
        .published(Publication::IdNumber),
    Column::new("人员类别", &["人员类型", "群体类别", "类别"], Shape::Text).published(Publication::OnRequest),
    Column::new(INSTITUTION, &["培训机构名称", "机构名称", "承训机构", "培训单位"], Shape::Text).title().required(),
    Column::new("统一社会信用代码", &["机构代码", "信用代码"], Shape::Code),
    Column::new("班次", &["期次", "班次/期次", "班期", "班级", "培训班次"], Shape::Text).count(),
    Column::new("职业(工种)", &["职业", "工种", "培训职业", "培训工种", "培训项目", "专业"], Shape::Text).title(),
    Column::new("等级", &["级别", "技能等级", "培训等级", "职业等级"], Shape::Text),
    Column::new("培训开始日期", &["开始日期", "开班日期", "培训开始时间"], Shape::Day),
    Column::new("培训结束日期", &["结束日期", "结业日期", "培训结束时间"], Shape::Day),
    Column::new("总学时", &["学时", "培训学时", "总课时", "课时"], Shape::Number),
    Column::new("线上学时", &["线上课时", "网络学时", "其中线上学时"], Shape::Number),
    Column::new("证书编号", &["证书号", "证书号码", "合格证编号"], Shape::Code).own().published(Publication::OnRequest),
    Column::new("补贴标准(元)", &["补贴标准", "标准(元)", "标准"], Shape::Money),
    Column::new(AMOUNT, &["补贴金额", "金额(元)", "金额"], Shape::Money).required().own(),
    Column::new("备注", &["说明"], Shape::Text).published(Publication::OnRequest),
];

/// What tells two rows of a trainee-level list apart.
pub const KEY: &[&str] = &[NAME, INSTITUTION, "班次", "职业(工种)", "等级"];

/// Columns of an institution-level list (补贴直接拨付机构或企业). Source: 泰人社字〔2021〕12号 二（八）.
pub const INSTITUTION_COLUMNS: &[Column] = &[
    Column::new(NUMBER, &["编号", "No.", "NO"], Shape::Number).own(),
    Column::new(INSTITUTION, &["企业名称", "机构名称", "企业/机构名称", "单位名称", "培训机构名称"], Shape::Text)
        .title()
        .required(),
    Column::new("统一社会信用代码", &["机构代码", "信用代码"], Shape::Code),
    Column::new("班次", &["期次", "班次/期次", "班期"], Shape::Text).count(),
    Column::new("职业(工种)", &["职业", "工种", "培训职业", "培训工种", "培训项目"], Shape::Text).title(),
    Column::new("等级", &["级别", "技能等级"], Shape::Text),
    Column::new("培训开始日期", &["开始日期", "开班日期"], Shape::Day),
    Column::new("培训结束日期", &["结束日期", "结业日期"], Shape::Day),
    Column::new(HEADCOUNT, &["人数", "补贴人数"], Shape::Number).required().own(),
    Column::new("总学时", &["学时", "培训学时"], Shape::Number),
    Column::new("线上学时", &["线上课时", "其中线上学时"], Shape::Number),
    Column::new("补贴标准(元)", &["补贴标准", "补贴标准(元/人)", "标准"], Shape::Money).required(),
    Column::new(AMOUNT, &["补贴金额", "金额(元)", "金额"], Shape::Money).required().own(),
    Column::new("备注", &["说明"], Shape::Text).published(Publication::OnRequest),
];

/// What tells two rows of an institution-level list apart.
pub const INSTITUTION_KEY: &[&str] = &[INSTITUTION, "班次", "职业(工种)", "等级"];

/// What trainee-level and institution-level payments have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// 培训机构
    pub institution: String,
    /// 统一社会信用代码
    pub credit_code: Option<CreditCode>,
    /// 班次/期次
    pub class: Option<CompactString>,
    /// 职业(工种)
    pub occupation: Option<CompactString>,
    /// 等级
    pub level: Option<Level>,
    /// 培训开始日期
    pub starts_on: Option<NaiveDate>,
    /// 培训结束日期
    pub ends_on: Option<NaiveDate>,
    /// 总学时
    pub hours: Option<u32>,
    /// 线上学时
    pub online_hours: Option<u32>,
    /// 补贴标准
    pub rate: Option<Fen>,
    /// 补贴金额
    pub amount: Fen,
    /// 备注
    pub remark: Option<String>,
}

impl Training {
    fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let institution = row.text(INSTITUTION);
        let amount = row.money(AMOUNT);
        let (starts_on, ends_on) = row.days("培训开始日期", "培训结束日期");
        let rest = Self {
            institution: String::new(),
            credit_code: row.credit_code("统一社会信用代码"),
            class: row.text("班次"),
            occupation: row.text("职业(工种)"),
            level: row.level("等级"),
            starts_on,
            ends_on,
            hours: row.number("总学时"),
            online_hours: row.number("线上学时"),
            rate: row.money("补贴标准(元)"),
            amount: Fen::default(),
            remark: row.text("备注"),
        };
        Some(Self { institution: institution?, amount: amount?, ..rest })
    }

    /// From the first to the last day of the class, where both are known and in order.
    pub fn period(&self) -> Option<Period> {
        Period::new(self.starts_on?, self.ends_on?)
    }
}

/// One trainee's payment.
#[derive(Debug, Clone)]
pub struct Payment {
    /// 序号
    pub number: Option<CompactString>,
    /// 姓名
    pub name: PersonName,
    /// 身份证号
    pub id_number: Option<IdNumber>,
    /// What most lists do not have.
    further: Option<Box<Further>>,
    /// What was trained, where, when and for how much: often the same for a whole class.
    pub training: Arc<Training>,
}

/// What is said of a trainee, and published only on request.
#[derive(Debug, Clone)]
struct Further {
    /// 人员类别
    category: Option<String>,
    /// 证书编号
    certificate: Option<String>,
}

impl Further {
    /// Only where there is any.
    fn of(category: Option<String>, certificate: Option<String>) -> Option<Box<Self>> {
        (category.is_some() || certificate.is_some()).then(|| Box::new(Self { category, certificate }))
    }
}

impl Payment {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let number = row.text(NUMBER);
        let name = row.name(NAME);
        let id_number = row.id_number(ID_NUMBER);
        let further = Further::of(row.text("人员类别"), row.text("证书编号"));
        let training = Training::read(row);
        Some(Self { number, name: name?, id_number, further, training: Arc::new(training?) })
    }

    /// The fields in the order of [`COLUMNS`].
    pub fn fields(&self) -> [Field<'_>; COLUMNS.len()] {
        let (training, further) = (&self.training, self.further.as_deref());
        [
            code(self.number.as_deref()),
            Field::Name(&self.name),
            self.id_number.as_ref().map_or(Field::Empty, Field::IdNumber),
            plain(further.and_then(|further| further.category.as_ref())),
            plain(Some(&training.institution)),
            code(training.credit_code.as_ref().map(CreditCode::as_str)),
            code(training.class.as_deref()),
            code(training.occupation.as_deref()),
            code(training.level.map(Level::name)),
            day(training.starts_on),
            day(training.ends_on),
            number(training.hours),
            number(training.online_hours),
            plain(further.and_then(|further| further.certificate.as_ref())),
            money(training.rate),
            money(Some(training.amount)),
            plain(training.remark.as_ref()),
        ]
    }
}

/// A payment to an institution or enterprise for several trainees.
#[derive(Debug, Clone)]
pub struct InstitutionPayment {
    /// 序号
    pub number: Option<String>,
    /// 培训人数
    pub headcount: u32,
    /// What was trained, when and for how much.
    pub training: Training,
}

impl InstitutionPayment {
    pub(super) fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let number = row.text(NUMBER);
        let headcount = row.number(HEADCOUNT);
        let training = Training::read(row);
        Some(Self { number, headcount: headcount?, training: training? })
    }

    /// The fields in the order of [`INSTITUTION_COLUMNS`].
    pub fn fields(&self) -> [Field<'_>; INSTITUTION_COLUMNS.len()] {
        let training = &self.training;
        [
            plain(self.number.as_ref()),
            plain(Some(&training.institution)),
            code(training.credit_code.as_ref().map(CreditCode::as_str)),
            code(training.class.as_deref()),
            code(training.occupation.as_deref()),
            code(training.level.map(Level::name)),
            day(training.starts_on),
            day(training.ends_on),
            number(Some(self.headcount)),
            number(training.hours),
            number(training.online_hours),
            money(training.rate),
            money(Some(training.amount)),
            plain(training.remark.as_ref()),
        ]
    }
}
