//! Stages of the Mallan Flower entrepreneurship courses.

use super::Invalid;

/// A stage or subject of the Mallan Flower courses (马兰花创业培训课程).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 创业意识培训
    Awareness,
    /// GYB 产生你的企业想法
    Gyb,
    /// SYB 创办你的企业
    Syb,
    /// IYB 改善你的企业
    Iyb,
    /// EYB 扩大你的企业
    Eyb,
    /// 网络创业培训（电商版）
    OnlineShop,
    /// 网络创业培训（直播版）
    LiveStream,
    /// 创业模拟实训
    Simulation,
    /// 创业能力（特色）实训
    Ability,
}

impl Stage {
    /// All stages in the order of a founder's way, with their standard name and other spellings.
    const TABLE: &[(Self, &'static str, &[&'static str])] = &[
        (Self::Awareness, "创业意识培训", &["创业意识"]),
        (Self::Gyb, "GYB 产生你的企业想法", &["GYB", "产生你的企业想法", "产生你的企业想法GYB"]),
        (Self::Syb, "SYB 创办你的企业", &["SYB", "创办你的企业", "创办你的企业SYB"]),
        (Self::Iyb, "IYB 改善你的企业", &["IYB", "改善你的企业", "改善你的企业IYB"]),
        (Self::Eyb, "EYB 扩大你的企业", &["EYB", "扩大你的企业", "扩大你的企业EYB"]),
        (Self::OnlineShop, "网络创业培训（电商版）", &["网络创业电商版", "电商版", "网络创业培训", "网络创业"]),
        (Self::LiveStream, "网络创业培训（直播版）", &["网络创业直播版", "直播版"]),
        (Self::Simulation, "创业模拟实训", &["模拟实训"]),
        (Self::Ability, "创业能力实训", &["创业特色实训", "特色实训", "创业能力培训", "能力实训"]),
    ];

    /// Reads a stage; brackets, spaces, the words 培训班 at the end and the case of letters do not matter.
    ///
    /// # Errors
    /// For a text that is no known spelling.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let bare = Self::bare(text);
        let known = |spelling: &str| Self::bare(spelling) == bare;
        Self::TABLE
            .iter()
            .find(|(_, name, spellings)| known(name) || spellings.iter().any(|spelling| known(spelling)))
            .map(|(stage, _, _)| *stage)
            .ok_or(Invalid::new(
                "不认识的课程（阶段）。",
                "请写 GYB、SYB、IYB、EYB、网络创业培训（电商版）等标准写法。",
            ))
    }

    fn bare(text: &str) -> String {
        let text = text.strip_suffix("培训班").or_else(|| text.strip_suffix('班')).unwrap_or(text);
        text.chars().filter(|c| !"（）()·—- ".contains(*c)).collect::<String>().to_ascii_uppercase()
    }

    /// The standard name.
    pub fn name(self) -> &'static str {
        Self::TABLE.iter().find(|(stage, _, _)| *stage == self).map_or("", |(_, name, _)| name)
    }

    /// All stages, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(stage, _, _)| *stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_stage() {
        for text in ["GYB", "gyb", "GYB 产生你的企业想法", "GYB培训班", "产生你的企业想法（GYB）"]
        {
            assert_eq!(Stage::parse(text), Ok(Stage::Gyb), "{text}");
        }
        assert_eq!(Stage::parse("网络创业培训(直播版)"), Ok(Stage::LiveStream));
        assert!(Stage::parse("XYB").is_err());
    }

    #[test]
    fn standard_names_read_back() {
        for stage in Stage::all() {
            assert_eq!(Stage::parse(stage.name()), Ok(stage));
        }
    }
}
