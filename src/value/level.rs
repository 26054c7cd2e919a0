//! Skill levels in all the spellings offices use.

use super::Invalid;

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
    /// All levels with their standard name and the other spellings that are read as them.
    const TABLE: &[(Self, &'static str, &[&'static str])] = &[
        (Self::Certificate, "培训合格证", &["无等级", "合格证", "培训合格证无等级"]),
        (Self::SpecificAbility, "专项职业能力", &["专项", "专项能力", "专项职业能力考核"]),
        (Self::Apprentice, "学徒工", &[]),
        (Self::Five, "五级/初级工", &["初级", "初级工", "五级", "5级", "五级初级工", "初级工五级"]),
        (Self::Four, "四级/中级工", &["中级", "中级工", "四级", "4级", "四级中级工", "中级工四级"]),
        (Self::Three, "三级/高级工", &["高级", "高级工", "三级", "3级", "三级高级工", "高级工三级"]),
        (Self::Two, "二级/技师", &["技师", "二级", "2级", "二级技师", "技师二级"]),
        (Self::One, "一级/高级技师", &["高级技师", "一级", "1级", "一级高级技师", "高级技师一级"]),
        (Self::SpecialTechnician, "特级技师", &[]),
        (Self::ChiefTechnician, "首席技师", &[]),
    ];

    /// Reads a level; brackets, slashes and spaces in it do not matter.
    ///
    /// # Errors
    /// For a text that is no known spelling.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let bare: String = text.chars().filter(|c| !"（）()/／、 ".contains(*c)).collect();
        Self::TABLE
            .iter()
            .find(|(_, name, spellings)| name.replace('/', "") == bare || spellings.contains(&bare.as_str()))
            .map(|(level, _, _)| *level)
            .ok_or(Invalid::new(
                "不认识的技能等级。",
                "请写成“五级/初级工”“四级/中级工”等标准写法，没有等级的写“培训合格证”。",
            ))
    }

    /// The standard name.
    pub fn name(self) -> &'static str {
        Self::TABLE.iter().find(|(level, _, _)| *level == self).map_or("", |(_, name, _)| name)
    }

    /// All levels, lowest first.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(level, _, _)| *level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_level() {
        for text in ["初级", "初级工", "五级", "5级", "初级工（五级）", "五级/初级工", "五级（初级工）"]
        {
            assert_eq!(Level::parse(text), Ok(Level::Five), "{text}");
        }
        assert!(Level::parse("六级").is_err());
    }

    #[test]
    fn standard_names_read_back() {
        for level in Level::all() {
            assert_eq!(Level::parse(level.name()), Ok(level));
        }
    }
}
