//! Rare characters that were lost on the way: a name holds `?`, `□`, the parts of the character, or its pinyin. The name
//! is kept, since somebody may really be called so on paper, and a person must look.

use super::{Purpose, Sprung};
use crate::diagnostic::Code;
use crate::value::Invalid;
use crate::value::identity::{is_han, is_stand_in};

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    let is_mixed = || text.contains(is_han) && text.contains(is_latin);
    if purpose != Purpose::Name || !(text.contains(is_stand_in) || is_mixed()) {
        return Sprung::Clean;
    }
    let help = "请对照身份证原件，用支持生僻字的输入法重新输入；确实无误的可以不改。";
    Sprung::Doubted(Code::RareCharacter, Invalid::new("姓名里可能丢失了生僻字。", help))
}

/// Latin letters and those with marks, as in pinyin.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_holes_are_doubted() {
        for name in ["张?", "张？三", "张□", "〓三", "张[王莹]", "张yao", "王Yíng", "⿰王莹三"] {
            assert!(matches!(trap(name, Purpose::Name), Sprung::Doubted(Code::RareCharacter, _)), "{name}");
        }
    }

    #[test]
    fn whole_names_are_not() {
        for name in ["𠮷田", "㛃媛", "Anna Maria", "买买提·艾力", "王堃"] {
            assert_eq!(trap(name, Purpose::Name), Sprung::Clean, "{name}");
        }
        assert_eq!(trap("是否住宿？", Purpose::Words), Sprung::Clean);
    }
}
