//! Stages of the Mallan Flower entrepreneurship courses.

use super::Invalid;
use super::width::half;

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
        (Self::Gyb, "GYB 产生你的企业想法", &["GYB", "GYB创业", "产生你的企业想法", "产生你的企业想法GYB"]),
        (
            Self::Syb,
            "SYB 创办你的企业",
            &["SYB", "SYB创业", "创办你的企业", "创办企业", "SYB创办企业", "创办你的企业SYB"],
        ),
        (
            Self::Iyb,
            "IYB 改善你的企业",
            &["IYB", "IYB创业", "改善你的企业", "改善企业", "IYB改善企业", "改善你的企业IYB"],
        ),
        (
            Self::Eyb,
            "EYB 扩大你的企业",
            &["EYB", "EYB创业", "扩大你的企业", "扩大企业", "EYB扩大企业", "扩大你的企业EYB"],
        ),
        (Self::OnlineShop, "网络创业培训（电商版）", &["网络创业电商版", "网络创业电商", "电商版", "网络创业", "网创"]),
        (Self::LiveStream, "网络创业培训（直播版）", &["网络创业直播版", "网络创业直播", "直播版"]),
        (Self::Simulation, "创业模拟实训", &["模拟实训"]),
        (Self::Ability, "创业能力实训", &["创业特色实训", "特色实训", "创业能力", "能力实训"]),
    ];

    /// Reads a stage; brackets, blanks, the words 马兰花 before and 培训, 课程, 班 after it, the case and the width of
    /// letters do not matter.
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

    /// A spelling without what does not matter.
    fn bare(text: &str) -> String {
        let is_word = |c: &char| !c.is_whitespace() && !"()·—–-/“”\"".contains(*c);
        let bare: String = text.chars().map(half).filter(is_word).collect();
        let bare = bare.replace("马兰花", "").replace("培训", "").to_ascii_uppercase();
        bare.trim_end_matches('班').trim_end_matches("课程").to_owned()
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_meet_in_one_stage() {
        for text in
            ["GYB", "gyb", "GYB 产生你的企业想法", "GYB培训班", "产生你的企业想法（GYB）", "ＧＹＢ", "GYB创业培训班"]
        {
            assert_eq!(Stage::parse(text), Ok(Stage::Gyb), "{text}");
        }
        assert_eq!(Stage::parse("网络创业培训(直播版)"), Ok(Stage::LiveStream));
        assert_eq!(Stage::parse("网络创业培训"), Ok(Stage::OnlineShop));
        assert_eq!(Stage::parse("马兰花创业意识培训班"), Ok(Stage::Awareness));
        for text in ["XYB", "", "创业培训", "班"] {
            assert!(Stage::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn standard_names_read_back() {
        for stage in Stage::all() {
            assert_eq!(Stage::parse(stage.name()), Ok(stage));
        }
    }

    #[test]
    fn no_spelling_means_two_stages() {
        for (stage, name, spellings) in Stage::TABLE {
            assert!(spellings.iter().chain([name]).all(|text| Stage::parse(text) == Ok(*stage)), "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,20}", "[GSIEYBgyb创业培训班网络（） 课程]{0,10}"]) {
            if let Ok(stage) = Stage::parse(&text) {
                prop_assert_eq!(Stage::parse(stage.name()), Ok(stage));
            }
        }
    }
}
