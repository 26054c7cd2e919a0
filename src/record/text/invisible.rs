//! Characters that nobody sees: they make two equal texts differ, or show a text in another order than it has.
//! They come with what is copied from web pages and chat programs.

use super::{Purpose, Sprung};
use crate::diagnostic::Code;
use crate::value::Invalid;

pub(super) fn trap(text: &str, _: Purpose) -> Sprung {
    if !text.contains(is_invisible) {
        return Sprung::Clean;
    }
    let help = "请删去后手工重新输入这一格，不要从网页或聊天软件里粘贴。";
    Sprung::Refused(Code::Text, Invalid::new("这一格含有看不见的字符。", help))
}

/// Control characters beside line breaks and tabs; zero-width and bidirectional marks; fillers, tags, annotations.
fn is_invisible(c: char) -> bool {
    c.is_control() && !"\n\r\t".contains(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        )
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_refused() {
        for c in ['\u{200b}', '\u{202e}', '\0', '\u{7f}', '\u{2066}', '\u{ad}', '\u{3164}', '\u{e0041}', '\u{b}'] {
            assert!(matches!(trap(&format!("张{c}三"), Purpose::Name), Sprung::Refused(Code::Text, _)), "{c:?}");
        }
    }

    #[test]
    fn blanks_and_rare_characters_are_seen() {
        for text in ["张\n三", "a\tb", "泰\u{3000}安", "𠮷", "葛\u{e0100}"] {
            assert_eq!(trap(text, Purpose::Words), Sprung::Clean, "{text:?}");
        }
    }
}
