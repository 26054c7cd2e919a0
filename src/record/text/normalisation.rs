//! What was done to a text so that it is read in its standard form.

/// One thing that was done to a text. Blanks at its ends and line breaks are not worth telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::record) enum Normalisation {
    /// Private-use characters of older GB 18030 fonts.
    PrivateUse,
    /// Radicals in place of the characters they look like.
    Radical,
    /// Compatibility ideographs.
    Compatibility,
    /// Letters and their marks written apart.
    Composed,
    /// The `'` that makes a cell text.
    Apostrophe,
    /// Full-width digits, letters and signs.
    Width,
    /// Dashes of other kinds.
    Dash,
    /// Middle dots of other kinds.
    Dot,
    /// Blanks inside.
    Spacing,
    /// Small letters.
    Case,
    /// A midnight after the day.
    Midnight,
    /// A day as a number of eight digits.
    DayNumber,
    /// What is left when a computer adds decimal fractions.
    FloatDust,
    /// The area code in brackets, and other ways to write a telephone.
    Telephone,
}

impl Normalisation {
    /// What was done, as part of a sentence.
    pub(in crate::record) fn phrase(self) -> &'static str {
        match self {
            Self::PrivateUse => "旧字库的自造字编码按标准编码读入",
            Self::Radical => "部首字符按同形的汉字读入",
            Self::Compatibility => "兼容汉字按统一汉字读入",
            Self::Composed => "分开编码的字母和符号按合成的字符读入",
            Self::Apostrophe => "开头的撇号已去掉",
            Self::Width => "全角数字、字母和符号按半角读入",
            Self::Dash => "长横线按连接号读入",
            Self::Dot => "姓名中的点按间隔号“·”读入",
            Self::Spacing => "中间的空格和多余的连接号已去掉",
            Self::Case => "小写字母按大写读入",
            Self::Midnight => "日期后面的零点时刻已去掉",
            Self::DayNumber => "八位数值按年月日读入",
            Self::FloatDust => "小数计算留下的尾差已去掉",
            Self::Telephone => "电话按“区号-号码”读入",
        }
    }
}
