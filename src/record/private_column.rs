//! Columns about people that no list may carry: named, so that the office sends them no more, and dropped.

use super::heading::bare;

/// Words by which such a heading is known. Source: 人社部办公厅、财政部办公厅 2017 年通知 (no home address, contact,
/// bank card, date of birth, hardship or disability); 个人信息保护法 28.
const WORDS: &[&str] = &[
    "手机",
    "移动电话",
    "联系方式",
    "本人电话",
    "家庭住址",
    "家庭地址",
    "住址",
    "户籍",
    "户口",
    "银行卡",
    "银行账",
    "银行帐",
    "开户",
    "卡号",
    "账号",
    "帐号",
    "出生",
    "生日",
    "年龄",
    "残疾",
    "低保",
    "贫困",
    "困难",
    "脱贫",
    "健康",
    "疾病",
    "病史",
    "身份证",
    "证件号",
    "微信",
    "QQ",
    "邮箱",
    "婚姻",
    "民族",
    "政治面貌",
    "紧急联系",
];

/// Headings that are private only as a whole: as part of a longer one they may be an office's.
const WHOLE: &[&str] = &["联系电话", "电话", "电话号码", "联系人电话", "学员电话", "地址", "联系地址", "性别"];

/// Whether a heading announces what must not be published about a person.
pub(super) fn is_private(heading: &str) -> bool {
    let heading = bare(heading);
    WHOLE.contains(&heading.as_str()) || WORDS.iter().any(|word| heading.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_published_is_known_by_its_heading() {
        for heading in
            ["手机号", "联系电话", "家庭住址", "银行卡号", "开户行", "出生日期", "残疾证号", "是否低保", "出生 年月"]
        {
            assert!(is_private(heading), "{heading}");
        }
        for heading in ["班主任", "考试成绩", "备用", "批次"] {
            assert!(!is_private(heading), "{heading}");
        }
    }
}
