//! How far a project or course has come.

use super::Invalid;
use super::width::half;

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
        (Self::Planned, "计划", &["计划中", "待开班", "未开班", "拟开班", "计划开班", "未开始", "筹备", "筹备中"]),
        (Self::Enrolling, "报名中", &["报名", "招生中", "招生", "正在报名", "正在招生"]),
        (
            Self::Running,
            "进行",
            &["进行中", "正在进行", "已开班", "开班", "培训中", "正在培训", "在培", "在训", "已开始"],
        ),
        (Self::Finished, "完成", &["已完成", "已结业", "结业", "已结束", "结束", "已结班", "结班", "已完结", "完结"]),
        (Self::Withdrawn, "退出", &["已退出"]),
        (Self::Cancelled, "取消", &["已取消", "停办", "已停办"]),
    ];

    /// Reads a state; brackets and blanks do not matter.
    ///
    /// # Errors
    /// For a text that is no known spelling.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let bare: String = text.chars().map(half).filter(|c| !c.is_whitespace() && !"()".contains(*c)).collect();
        Self::TABLE
            .iter()
            .find(|(_, name, spellings)| *name == bare || spellings.contains(&bare.as_str()))
            .map(|(state, _, _)| *state)
            .ok_or(Invalid::new("不认识的状态。", "请写：计划、报名中、进行、完成、退出或取消。"))
    }

    /// All states, from the plan on.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(state, _, _)| *state)
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_meet_in_one_state() {
        assert_eq!(State::parse("已开班"), State::parse("进行中"));
        assert_eq!(State::parse("已开班").map(State::name), Ok("进行"));
        assert!(State::parse("不详").is_err());
    }

    #[test]
    fn no_spelling_means_two_states() {
        for (state, name, spellings) in State::TABLE {
            assert!(spellings.iter().chain([name]).all(|text| State::parse(text) == Ok(*state)), "{name}");
        }
        assert_eq!(State::parse("（进行 中）"), Ok(State::Running));
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,20}", "[计划报名中进行已完成结业退出取消（） ]{0,8}"]) {
            if let Ok(state) = State::parse(&text) {
                prop_assert_eq!(State::parse(state.name()), Ok(state));
            }
        }
    }
}
