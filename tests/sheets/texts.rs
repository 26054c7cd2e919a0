//! Texts that are hard to find room for.

/// Long, wide, rare and unbreakable ones; and every letter of which one might think too little.
pub(super) fn hard() -> Vec<String> {
    let some = [
        "示",
        "〇",
        "𠮷野家",
        "𬭚𬬭𬭳𡈽㭎",
        "買買提·阿不都熱合曼·依明",
        "（（（（（（（（",
        "……——……——……",
        "”。”，”；”：”、",
        "示例（新泰）职业培训学校（有限公司）【东区】",
        "ＡＢＣＤＥＦＧ０１２３４５６７８９",
        "a-b-c-d-e-f/g/h/i-j-k",
        "2021-03-01至2021-03-26",
        "8:30-11:30、14:00-17:00",
        "M",
        "iiiiiiiiiiiiiiiiiiii",
        "示\u{a0}例\u{a0}职\u{a0}业",
        "https://gongshi.example/zyjn/subsidies/2021-03/taishan/r1/index.html",
        "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณ",
        "ثثثثثثثثثث",
        "👨‍👩‍👧‍👦👩‍🔬🏳️‍🌈👍🏽",
        "བོད་སྐད་བོད་སྐད",
        "ᚠᛇᚻ᛫ᛒᛦᚦ",
        "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪",
        "ﾃｷｽﾄﾃｷｽﾄ",
        "한국어텍스트",
        "<b>&amp;\"'",
        "示\u{200b}例\u{200b}职",
        "‼⁉™℃㎡㏄①②③Ⅷ",
        "10%～20%@#￥&*_+=<>",
    ];
    let letters = (' '..='~').filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_string().repeat(40));
    let long = ["示例", "示a1", "W@%M", "ab ", "示，例。", "0123456789"].map(|piece| piece.repeat(30));
    some.iter().map(|&text| text.to_owned()).chain(letters).chain(long).collect()
}
