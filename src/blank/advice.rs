//! What a heading says when it is selected: whether it must be filled in, how, and whether it is published.

use crate::record::{Column, Need, Publication, Shape};
use crate::settings::{IdMask, NameMask, Settings};

use super::choice;

/// The advice on a column, in the words of the handbook.
pub(super) fn of(column: &Column, settings: &Settings) -> String {
    let need = match column.need {
        Need::Required => "必填。",
        Need::Optional => "选填，可以空着。",
    };
    let aliases = match column.aliases {
        [] => String::new(),
        aliases => format!("\n表头也可以写作：{}。", aliases.join("、")),
    };
    format!("{need}{}\n{}{aliases}", how(column, settings), publication(column, settings))
}

/// How it is filled in.
fn how(column: &Column, settings: &Settings) -> &'static str {
    match (column.header, column.shape) {
        ("身份证号", _) => "照身份证填 18 位；本列已是文本格式，号码前不用加撇号。",
        ("统一社会信用代码", _) => "照营业执照或法人证书填 18 位。",
        ("职业编码", _) => "照《职业分类大典（2022年版）》填，例如 6-18-01-01。",
        ("报名电话" | "联系电话", _) => "填办公电话，例如 0538-0000000；不要填个人手机号。",
        ("上课时间", _) => "写清星期和钟点，例如 周一至周五 8:30-11:30、14:00-17:00；24 小时制。",
        ("需带材料", _) => "写报名或上课要带什么，例如 身份证、一寸照片2张；用顿号分开。",
        ("组织时间", _) => "照平常的写法写实际或计划的时间，例如 2021年6月、6月中旬（计划）。",
        ("补贴上浮比例", _) => "写成 10% 这样的整数百分比。",
        ("备注", _) => "不要写身份证号、手机号等个人信息。",
        _ if !choice::of(column, &settings.districts).is_empty() => "从下拉列表里选。",
        (_, Shape::Code) => "按文本填，开头的 0 不会丢。",
        (_, Shape::Number) => "只填整数，不带单位。",
        (_, Shape::Money) => "只填数字，单位元，最多两位小数，不写“元”字。",
        (_, Shape::Day) => "填完整的日期，例如 2021-04-20。",
        (_, Shape::Text) => "",
    }
}

/// Whether it is published, as the site's settings have it.
fn publication(column: &Column, settings: &Settings) -> String {
    let masks = &settings.masks;
    match column.publication {
        Publication::Public => "会公开。".to_owned(),
        Publication::Name => match masks.name {
            NameMask::Full => "会公开全名。".to_owned(),
            NameMask::Surname => "公开时只留姓。".to_owned(),
            NameMask::Middle => "公开时隐去中间的字。".to_owned(),
        },
        Publication::IdNumber => match masks.id_number {
            IdMask::None => "不公开，只用来核对。".to_owned(),
            IdMask::Ends { first, last } => format!("公开时只留前 {first} 位和后 {last} 位。"),
        },
        Publication::OnRequest if masks.also_publish.iter().any(|header| header == column.header) => {
            "会公开。".to_owned()
        }
        Publication::OnRequest | Publication::Withheld => "不公开。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blank::tests::settings;
    use crate::record::Kind;

    #[test]
    fn every_advice_fits_its_message() {
        for column in Kind::ALL.into_iter().flat_map(Kind::columns) {
            let advice = of(column, &settings());
            assert!(advice.encode_utf16().count() <= 255, "{}: {advice}", column.header);
            assert!(column.header.encode_utf16().count() <= 32, "{}", column.header);
        }
    }

    #[test]
    fn advice_says_what_the_settings_decide() {
        let mut settings = settings();
        let said = |header: &str, settings: &Settings| of(Kind::Payments.column(header).unwrap(), settings);
        assert!(said("身份证号", &settings).contains("\n不公开，只用来核对。\n"));
        assert!(said("姓名", &settings).starts_with("必填。\n会公开全名。\n表头也可以写作：学员姓名、"));
        assert!(said("证书编号", &settings).contains("不公开。"));
        settings.masks.id_number = IdMask::Ends { first: 2, last: 3 };
        settings.masks.name = NameMask::Surname;
        settings.masks.also_publish = vec!["证书编号".to_owned()];
        assert!(said("身份证号", &settings).contains("公开时只留前 2 位和后 3 位。"));
        assert!(said("姓名", &settings).contains("只留姓"));
        assert!(said("证书编号", &settings).contains("\n会公开。"));
    }
}
