//! The kinds of lists and their columns.

use serde::{Deserialize, Serialize};

use super::{Column, course, institution, occupation, payment, project, standard};

/// What the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 补贴发放明细: one trainee a row.
    Payments,
    /// 补贴发放明细（机构级）: one institution or enterprise a row.
    InstitutionPayments,
    /// 项目制培训
    Projects,
    /// 急需紧缺职业（工种）
    Occupations,
    /// 马兰花创业培训班次
    Courses,
    /// 培训学时及补贴标准
    Standards,
    /// 培训机构
    Institutions,
}

impl Kind {
    /// All kinds, in the order of the data dictionary.
    pub const ALL: [Self; 7] = [
        Self::Payments,
        Self::InstitutionPayments,
        Self::Projects,
        Self::Occupations,
        Self::Courses,
        Self::Standards,
        Self::Institutions,
    ];

    /// What a list of this kind is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Payments => "补贴公示名单",
            Self::InstitutionPayments => "补贴公示名单（机构）",
            Self::Projects => "项目制培训清单",
            Self::Occupations => "急需紧缺职业（工种）目录",
            Self::Courses => "马兰花创业培训班次",
            Self::Standards => "培训学时及补贴标准",
            Self::Institutions => "培训机构目录",
        }
    }

    /// Its columns, in the order in which they are published.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Payments => payment::COLUMNS,
            Self::InstitutionPayments => payment::INSTITUTION_COLUMNS,
            Self::Projects => project::COLUMNS,
            Self::Occupations => occupation::COLUMNS,
            Self::Courses => course::COLUMNS,
            Self::Standards => standard::COLUMNS,
            Self::Institutions => institution::COLUMNS,
        }
    }

    /// The headings of the columns that tell two rows apart, most telling first; cells of several make one key.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Self::Payments => payment::KEY,
            Self::InstitutionPayments => payment::INSTITUTION_KEY,
            Self::Projects => project::KEY,
            Self::Occupations => occupation::KEY,
            Self::Courses => course::KEY,
            Self::Standards => standard::KEY,
            Self::Institutions => institution::KEY,
        }
    }

    /// The column with a heading.
    pub fn column(self, header: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.header == header)
    }
}
