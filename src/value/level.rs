//! Skill levels in all the spellings offices use.

use super::Invalid;
use super::width::half;

/// A skill level (技能等级), lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 培训合格证（无等级）
    Certificate,
    /// 专项职业能力
    SpecificAbility,
    /// 学徒工
    Apprentice,
    /// 五级/初级工
    Five,
    /// 四级/中级工
    Four,
    /// 三级/高级工
    Three,
    /// 二级/技师
    Two,
    /// 一级/高级技师
    One,
    /// 特级技师
    SpecialTechnician,
    /// 首席技师
    ChiefTechnician,
}

impl Level {
    /// All levels with their standard name, the words for the rank, and the words for who has it.
    const TABLE: &[(Self, &'static str, &[&'static str], &[&'static str])] = &[
        (Self::Certificate, "培训合格证", &["无等级"], &["培训合格证", "合格证", "培训合格证书", "合格证书"]),
        (Self::SpecificAbility, "专项职业能力", &["专项"], &["专项职业能力", "专项能力", "专项职业能力考核"]),
        (Self::Apprentice, "学徒工", &[], &["学徒工", "学徒"]),
        (Self::Five, "五级/初级工", &["五级", "5级", "Ⅴ级", "V级"], &["初级工", "初级"]),
        (Self::Four, "四级/中级工", &["四级", "4级", "Ⅳ级", "IV级"], &["中级工", "中级"]),
        (Self::Three, "三级/高级工", &["三级", "3级", "Ⅲ级", "III级"], &["高级工", "高级"]),
        (Self::Two, "二级/技师", &["二级", "2级", "Ⅱ级", "II级"], &["技师"]),
        (Self::One, "一级/高级技师", &["一级", "1级", "Ⅰ级", "I级"], &["高级技师"]),
        (Self::SpecialTechnician, "特级技师", &[], &["特级技师"]),
        (Self::ChiefTechnician, "首席技师", &[], &["首席技师"]),
    ];

    /// Reads a level: its rank, its title, or both in either order. Brackets, slashes, blanks and the words
    /// 国家职业资格, 职业技能 around it do not matter.
    ///
    /// # Errors
    /// For a text that is no known spelling, and for a rank with the title of another.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        // Most rows of long lists say the standard name.
        let standard = Self::TABLE.iter().find(|(_, name, ..)| *name == text);
        standard.map_or_else(|| Self::spelled(text), |(level, ..)| Ok(*level))
    }

    fn spelled(text: &str) -> Result<Self, Invalid> {
        let bare = Self::bare(text);
        let is_both = |ranks: &[&str], titles: &[&str]| {
            let of = |first: &[&str], second: &[&str]| {
                let rests = first.iter().filter_map(|word| bare.strip_prefix(word)).collect::<Vec<_>>();
                rests.iter().any(|rest| second.contains(rest))
            };
            of(ranks, titles) || of(titles, ranks)
        };
        let is_meant = |ranks: &[&str], titles: &[&str]| {
            ranks.contains(&bare.as_str()) || titles.contains(&bare.as_str()) || is_both(ranks, titles)
        };
        Self::TABLE.iter().find(|(_, _, ranks, titles)| is_meant(ranks, titles)).map(|(level, ..)| *level).ok_or(
            Invalid::new(
                "不认识的技能等级。",
                "请写成“五级/初级工”“四级/中级工”等标准写法，没有等级的写“培训合格证”。",
            ),
        )
    }

    /// A spelling without what does not matter.
    fn bare(text: &str) -> String {
        let is_word = |c: &char| !c.is_whitespace() && !"()/、-—–".contains(*c);
        let bare: String = text.chars().map(half).filter(is_word).collect();
        ["国家职业资格", "职业资格", "职业技能等级", "职业技能", "技能等级", "等级:"]
            .iter()
            .fold(bare.to_uppercase(), |bare, around| bare.replace(around, ""))
    }

    /// The standard name.
    pub fn name(self) -> &'static str {
        Self::TABLE.iter().find(|(level, ..)| *level == self).map_or("", |(_, name, ..)| name)
    }

    /// All levels, lowest first.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(level, ..)| *level)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_meet_in_one_level() {
        for text in [
            "初级",
            "初级工",
            "五级",
            "5级",
            "初级工（五级）",
            "五级/初级工",
            "五级（初级工）",
            "５ 级",
            "五级／初级工",
            "国家职业资格五级",
            "职业技能等级五级（初级工）",
            "初级（5级）",
        ] {
            assert_eq!(Level::parse(text), Ok(Level::Five), "{text}");
        }
        for text in ["六级", "五级/中级工", "初级中级", "", "五级五级", "技师高级"] {
            assert!(Level::parse(text).is_err(), "{text}");
        }
        assert_eq!(Level::parse("高级技师（一级）"), Ok(Level::One));
        assert_eq!(Level::parse("高级"), Ok(Level::Three));
    }

    #[test]
    fn standard_names_read_back() {
        for level in Level::all() {
            assert_eq!(Level::parse(level.name()), Ok(level));
            assert_eq!(Level::spelled(level.name()), Ok(level));
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down(text in prop_oneof![".{0,20}", "[一二三四五六初中高级技师工/（）() 职业资格]{0,10}"]) {
            if let Ok(level) = Level::parse(&text) {
                prop_assert_eq!(Level::parse(level.name()), Ok(level));
            }
        }
    }
}
