//! How far a project or course has come.

use super::Invalid;

/// The state of a project or course (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 计划
    Planned,
    /// 报名中
    Enrolling,
    /// 进行
    Running,
    /// 完成
    Finished,
    /// 退出
    Withdrawn,
    /// 取消
    Cancelled,
}

impl State {
    const TABLE: &[(Self, &'static str, &[&'static str])] = &[
        (Self::Planned, "计划", &["计划中", "待开班", "未开班", "拟开班"]),
        (Self::Enrolling, "报名中", &["报名", "招生中"]),
        (Self::Running, "进行", &["进行中", "已开班", "培训中", "在培"]),
        (Self::Finished, "完成", &["已完成", "已结业", "结业", "已结束"]),
        (Self::Withdrawn, "退出", &["已退出"]),
        (Self::Cancelled, "取消", &["已取消"]),
    ];

    /// Reads a state.
    ///
    /// # Errors
    /// For a text that is no known spelling.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        Self::TABLE
            .iter()
            .find(|(_, name, spellings)| *name == text || spellings.contains(&text))
            .map(|(state, _, _)| *state)
            .ok_or(Invalid::new("不认识的状态。", "请写：计划、报名中、进行、完成、退出或取消。"))
    }

    /// Whether nothing takes place any more: 退出 or 取消.
    pub fn is_off(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Cancelled)
    }

    /// The standard name.
    pub fn name(self) -> &'static str {
        Self::TABLE.iter().find(|(state, _, _)| *state == self).map_or("", |(_, name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_state() {
        assert_eq!(State::parse("已开班"), State::parse("进行中"));
        assert_eq!(State::parse("已开班").map(State::name), Ok("进行"));
        assert!(State::parse("不详").is_err());
    }
}
