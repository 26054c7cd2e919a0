//! Masked names.

use crate::value::mask::NameMask;

/// Whether two characters are a surname (复姓) that is in use.
fn is_compound_surname(text: &str) -> bool {
    matches!(
        text,
        "欧阳"
            | "上官"
            | "司马"
            | "诸葛"
            | "东方"
            | "皇甫"
            | "尉迟"
            | "公孙"
            | "令狐"
            | "慕容"
            | "长孙"
            | "宇文"
            | "司徒"
            | "司空"
            | "夏侯"
            | "端木"
            | "独孤"
            | "南宫"
            | "轩辕"
            | "百里"
            | "呼延"
            | "太史"
            | "申屠"
            | "淳于"
    )
}

/// What is shown of a name: one `*` for each letter hidden; `·` and blanks stay. A Chinese name shows its surname, any
/// other its first letter. `middle` shows the last letter too, if one between stays hidden.
pub(super) fn push_masked(name: &str, mask: NameMask, text: &mut String) {
    if mask == NameMask::Full {
        return text.push_str(name);
    }
    let letters = name.chars().filter(|c| !is_separator(*c)).count();
    let front = shown_in_front(name);
    let shows_last = mask == NameMask::Middle && letters >= front + 2;
    let mut at = 0;
    let show = |c: char| {
        if is_separator(c) {
            return c;
        }
        at += 1;
        if at <= front || (shows_last && at == letters) { c } else { '*' }
    };
    text.extend(name.chars().map(show));
}

fn is_separator(c: char) -> bool {
    c == '·' || c == ' '
}

/// How many letters stand in front of what is hidden: never the whole name.
fn shown_in_front(name: &str) -> usize {
    // Two such characters take three bytes each.
    let begins_so = name.len() > 6 && name.get(..6).is_some_and(is_compound_surname);
    if begins_so && !name.contains(is_separator) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(name: &str, mask: NameMask) -> String {
        let mut text = String::new();
        push_masked(name, mask, &mut text);
        text
    }

    #[test]
    fn names_are_masked_as_offices_do() {
        for (name, surname, middle) in [
            ("张三丰", "张**", "张*丰"),
            ("张三", "张*", "张*"),
            ("欧阳示例", "欧阳**", "欧阳*例"),
            ("欧阳示", "欧阳*", "欧阳*"),
            ("欧阳", "欧*", "欧*"),
            ("示例·买买提", "示*·***", "示*·**提"),
            ("Li Lei", "L* ***", "L* **i"),
            ("A B", "A *", "A *"),
            ("𠮷野示例", "𠮷***", "𠮷**例"),
        ] {
            assert_eq!(masked(name, NameMask::Full), name);
            assert_eq!(masked(name, NameMask::Surname), surname);
            assert_eq!(masked(name, NameMask::Middle), middle);
        }
    }
}
