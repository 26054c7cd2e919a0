//! How numbers, sizes and masked values are put into words.

use crate::value::money::Fen;

/// A whole number with a comma between groups of three digits.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount for reading: yuan with commas and two decimals, without the unit.
pub fn yuan(amount: Fen) -> String {
    let fen = amount.get();
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", grouped(fen / 100), fen % 100)
}

/// The size of a file for reading: bytes, or KB of 1,024 bytes with one decimal.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{}.{} KB", bytes / 1024, bytes % 1024 * 10 / 1024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// What a screen reader says for a masked value: `张，隐去2位`, safe in a quoted attribute. A text without stars is said
/// as it is.
pub fn say_mask(text: &str, out: &mut String) {
    let mut rest = text;
    let mut between = "";
    while !rest.is_empty() {
        let (shown, masked) = rest.split_at(rest.find('*').unwrap_or(rest.len()));
        let behind = masked.trim_start_matches('*');
        if !shown.is_empty() {
            out.push_str(between);
            escape(shown, out);
            between = "，";
        }
        if masked.len() > behind.len() {
            out.push_str(between);
            out.push_str("隐去");
            out.push_str(&(masked.len() - behind.len()).to_string());
            out.push('位');
            between = "，";
        }
        rest = behind;
    }
}

/// Whether [`escape`] leaves everything in a text as it is.
pub fn is_without_markup(text: &[u8]) -> bool {
    let is_markup = |byte: u8| byte == b'&' || byte == b'<' || byte == b'>' || byte == b'"';
    // Without a branch for each byte: nearly every text is plain.
    !text.iter().fold(false, |any, byte| any | is_markup(*byte))
}

/// Text safe between tags and in quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    if is_without_markup(text.as_bytes()) {
        return out.push_str(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let grouped: Vec<_> = [0, 999, 1000, 67000, 1_234_567].map(grouped).into();
        assert_eq!(grouped, ["0", "999", "1,000", "67,000", "1,234,567"]);
        assert_eq!(yuan(Fen::new(123_456_789)), "1,234,567.89");
        assert_eq!(yuan(Fen::new(7)), "0.07");
    }

    #[test]
    fn sizes_are_rounded_down() {
        assert_eq!([5, 1024, 1996, 1_048_576].map(size), ["5 字节", "1.0 KB", "1.9 KB", "1.0 MB"]);
    }

    #[test]
    fn what_is_markup_is_escaped() {
        let mut out = String::new();
        escape("<王&李>\"'甲'", &mut out);
        assert_eq!(out, "&lt;王&amp;李&gt;&quot;'甲'");
    }

    #[test]
    fn masked_values_can_be_heard() {
        let said = |text: &str| {
            let mut out = String::new();
            say_mask(text, &mut out);
            out
        };
        assert_eq!(said("张**"), "张，隐去2位");
        assert_eq!(said("37*************123"), "37，隐去13位，123");
        assert_eq!(said("*\"三*"), "隐去1位，&quot;三，隐去1位");
    }
}
