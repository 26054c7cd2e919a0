//! Text of cells, made tidy or refused.

use crate::diagnostic::Code;
use crate::value::Invalid;

/// No cell of any list needs more.
const LONGEST: usize = 2000;

/// Runs of blanks and line breaks become one space; what cannot be shown to the public faithfully is refused.
pub(super) fn tidy(text: &str) -> Result<String, (Code, Invalid)> {
    if text.chars().count() > LONGEST {
        return Err((Code::Text, Invalid::new("这一格文字过长。", "一格不超过 2000 字。")));
    }
    if text.chars().any(is_invisible) {
        let help = "请删去后手工重新输入这一格，不要从网页或聊天软件里粘贴。";
        return Err((Code::Text, Invalid::new("这一格含有看不见的字符。", help)));
    }
    if text.contains(is_lost) {
        let help = "这通常是生僻字在转换时丢失了；请对照原件重新输入。";
        return Err((Code::Text, Invalid::new("这一格含有丢失的或自造的字。", help)));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let tidy = words.join(" ");
    if tidy.starts_with(['=', '+', '@', '＝', '＋', '＠']) {
        let help = "请去掉开头的符号；表格软件会把它当作公式执行。";
        return Err((Code::FormulaText, Invalid::new("文字以 = + @ 等符号开头。", help)));
    }
    Ok(tidy)
}

/// Control characters beside line breaks and tabs, zero-width and bidirectional marks.
fn is_invisible(c: char) -> bool {
    c.is_control() && !"\n\r\t".contains(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

/// The replacement character, and the private-use areas in which rare characters get lost.
fn is_lost(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_made_one() {
        assert_eq!(tidy("泰山区\n  东岳大街\u{3000}1号").unwrap(), "泰山区 东岳大街 1号");
        assert_eq!(tidy("  ").unwrap(), "");
    }

    #[test]
    fn what_would_deceive_is_refused() {
        for text in ["张\u{200b}三", "张\u{202e}三", "张\u{fffd}", "\u{e815}", "=1+1", "@cmd", "＝1", "a\u{0}"] {
            assert!(tidy(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn rare_characters_survive() {
        for text in ["𠮷", "㛃", "王堃"] {
            assert_eq!(tidy(text).unwrap(), text);
        }
    }
}
