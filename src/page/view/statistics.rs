//! View of the statistics.

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::{Bars, KindsLine, Matrix, Timeline};
use super::{Fact, Progress};

/// 数据统计
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(description = "数据统计页")]
pub struct Statistics {
    /// What is public now, in numbers.
    #[schemars(description = "目前公开的总数")]
    pub facts: Vec<Fact>,
    /// R8: the whole city.
    #[schemars(description = "全市年度目标进度")]
    pub city: Progress,
    /// R8: each district.
    #[schemars(description = "各地年度目标进度")]
    pub targets: Bars,
    /// Persons and amounts by month; null where nothing was published.
    #[schemars(description = "各月人次和金额；没有公示时为空")]
    pub months: Option<Bars>,
    /// Persons and amounts by district; null where nothing was published.
    #[schemars(description = "各地人次和金额；没有公示时为空")]
    pub districts: Option<Bars>,
    /// Persons by district and month; null where nothing was published.
    #[schemars(description = "各地各月人次；没有公示时为空")]
    pub matrix: Option<Matrix>,
    /// R2: each district.
    #[schemars(description = "各地项目制培训种类")]
    pub kinds: Vec<KindsLine>,
    /// R2: the sentence on the deadline.
    #[schemars(description = "种类的要求和期限")]
    pub kinds_note: String,
    /// Occupations by how short they are; null where there are none.
    #[schemars(description = "紧缺职业按紧缺程度的个数；没有时为空")]
    pub shortage: Option<Bars>,
    /// The notices on a line of days; null where there are none.
    #[schemars(description = "历次公示的时间线；没有时为空")]
    pub timeline: Option<Timeline>,
    /// R11: what to say where nothing was published.
    #[schemars(description = "没有公示时要说的话")]
    pub nothing: String,
}
