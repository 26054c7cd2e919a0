//! What a cell should hold.

use crate::diagnostic::Code;

/// What the cells of a column hold, as far as it decides which ways of writing mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::record) enum Purpose {
    /// Words of any kind. Full-width letters and punctuation are part of Chinese texts and stay.
    Words,
    /// What somebody or something is called (培训机构、职业名称、地点): words with a letter in them.
    Title,
    /// Which of several it is (班次): words that may look like a day, and are none.
    Count,
    /// A natural person's name (姓名).
    Name,
    /// A number that somebody gave (班次编号、项目编号、证书编号).
    Reference,
    /// One of a few fixed terms, such as a level; what it is when it is none of them.
    Term(Code),
    /// 身份证号
    IdNumber,
    /// 统一社会信用代码
    CreditCode,
    /// 职业编码
    OccupationCode,
    /// 办公电话
    Phone,
    /// An amount of money.
    Money,
    /// A whole number.
    Number,
    /// A percentage.
    Percent,
    /// A whole day.
    Day,
}

impl Purpose {
    /// All of them, for tests; one term stands for every one.
    #[cfg(test)]
    pub(super) const ALL: [Self; 14] = [
        Self::Words,
        Self::Title,
        Self::Count,
        Self::Name,
        Self::Reference,
        Self::Term(Code::Level),
        Self::IdNumber,
        Self::CreditCode,
        Self::OccupationCode,
        Self::Phone,
        Self::Money,
        Self::Number,
        Self::Percent,
        Self::Day,
    ];

    /// What kind of finding it is when the text is no such thing.
    pub(in crate::record) fn code(self) -> Code {
        match self {
            Self::Words | Self::Title | Self::Count | Self::Name | Self::Reference => Code::Text,
            Self::Term(code) => code,
            Self::IdNumber => Code::IdNumber,
            Self::CreditCode => Code::CreditCode,
            Self::OccupationCode => Code::OccupationCode,
            Self::Phone => Code::Phone,
            Self::Money => Code::Money,
            Self::Number | Self::Percent => Code::Number,
            Self::Day => Code::Date,
        }
    }

    /// Whether it is written in digits, letters and signs alone: full-width ones mean nothing else there.
    pub(super) fn is_ascii(self) -> bool {
        !(self.is_words() || matches!(self, Self::Name | Self::Reference))
    }

    /// Whether it is words of a language, with its punctuation.
    pub(super) fn is_words(self) -> bool {
        matches!(self, Self::Words | Self::Title | Self::Count | Self::Term(_))
    }

    /// Whether it is a code whose characters are compared one by one.
    pub(super) fn is_code(self) -> bool {
        matches!(self, Self::Reference | Self::IdNumber | Self::CreditCode | Self::OccupationCode)
    }

    /// Whether a character is such that no trap looks for it, wherever it stands.
    pub(super) fn is_plain(self, c: char) -> bool {
        is_common(c)
            || match self {
                Self::Words | Self::Title | Self::Count | Self::Term(_) => {
                    c.is_ascii_alphabetic()
                        || matches!(
                            c,
                            '（' | '）'
                                | '，'
                                | '、'
                                | '。'
                                | '：'
                                | '；'
                                | '“'
                                | '”'
                                | '《'
                                | '》'
                                | '/'
                                | '-'
                                | '.'
                        )
                }
                Self::Reference => c.is_ascii_alphabetic() || c == '-',
                Self::Name => c == '·',
                Self::IdNumber => c == 'X',
                Self::CreditCode => c.is_ascii_uppercase(),
                Self::OccupationCode => c == '-',
                Self::Phone => false,
                Self::Money | Self::Number | Self::Percent => matches!(c, '.' | ',' | '%'),
                Self::Day => matches!(c, '-' | '/' | '.'),
            }
    }
}

/// Whether a character is plain whatever it is for, as nearly all are: digits, and the common block of Chinese.
pub(super) fn is_common(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{4e00}'..='\u{9fa5}')
}
