//! The headings that stand before the cells of a row on a narrow window, by a class of their cells.
//!
//! A list of payments may have a million cells, so what they are called is not said in each: `style/83-labels.css` says
//! it for a class of two letters. A theme may replace that file, and its copy must hold with every later program, so a
//! heading keeps its class for ever; `every_heading_of_payments_has_a_label` holds that each has one.

/// The headings of lists of payments. A new one is added at the end, whatever its column's place.
const HEADINGS: [&str; 19] = [
    "行号",
    "序号",
    "姓名",
    "身份证号",
    "人员类别",
    "培训机构",
    "统一社会信用代码",
    "班次",
    "职业(工种)",
    "等级",
    "培训开始日期",
    "培训结束日期",
    "总学时",
    "线上学时",
    "证书编号",
    "补贴标准(元)",
    "补贴金额(元)",
    "备注",
    "培训人数",
];

/// The second letters of the classes. No digits: the scan for personal numbers stops at each.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// The class of the cells under a heading; none where the style sheet knows nothing of it.
pub(super) fn class(heading: &str) -> Option<String> {
    let at = HEADINGS.iter().position(|known| *known == heading)?;
    LETTERS.get(at..=at).map(|letter| format!("h{letter}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::default_theme;
    use crate::page::view::table::Head;
    use crate::record::Kind;

    #[test]
    fn every_heading_of_payments_has_a_label() {
        let columns = [Kind::Payments, Kind::InstitutionPayments].map(Kind::columns);
        let own = columns.into_iter().flatten().map(|column| column.header);
        for heading in own.chain([Head::row_number().label]) {
            assert!(class(heading).is_some(), "add {heading} at the end of HEADINGS");
        }
    }

    #[test]
    fn the_style_sheet_says_every_heading() {
        let rule =
            |heading: &&str| format!("  .rows .{}::before {{ content: \"{heading}\"; }}\n", class(heading).unwrap());
        let rules: String = HEADINGS.iter().map(rule).collect();
        assert!(!HEADINGS.concat().contains(['"', '\\']), "a heading stands in a style sheet as it is");
        let part = default_theme::STATICS.iter().find(|(name, _)| *name == "style/83-labels.css").unwrap().1;
        let start = "/* ---- What cells of lists of payments are called in narrow windows, where they stand below one another ---- */\n\
                     @media (max-width: 720px) {\n";
        assert_eq!(std::str::from_utf8(part).unwrap(), format!("{start}{rules}}}\n"));
    }
}
