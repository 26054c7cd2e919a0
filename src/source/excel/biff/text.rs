//! Texts in records (MS-XLS 2.5.294).

/// A text of so many characters: a byte that says how wide they are, and they. What is cut off is left out.
pub(super) fn wide(data: &[u8], length: usize) -> Option<String> {
    let (flags, letters) = data.split_first()?;
    if flags & 1 != 0 {
        let units = letters.chunks_exact(2).take(length).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        return Some(String::from_utf16_lossy(&units.collect::<Vec<_>>()));
    }
    Some(letters.iter().take(length).map(|&letter| char::from(letter)).collect())
}

/// A text of so many bytes in a code page, as programs before Excel 97 wrote it: here, in the Chinese one.
pub(super) fn narrow(data: &[u8], length: usize) -> String {
    let bytes = data.get(..length).unwrap_or(data);
    encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_all_widths() {
        assert_eq!(wide(b"\x00yyyy/m...", 6).as_deref(), Some("yyyy/m"));
        assert_eq!(wide(b"\x01y\x00\x74\x5e...", 2).as_deref(), Some("y年"));
        assert_eq!(wide(b"\x01y", 9).as_deref(), Some(""));
        assert_eq!(wide(b"", 9), None);
        assert_eq!((narrow(b"y\xc4\xea", 3), narrow(b"y", 9)), ("y年".to_owned(), "y".to_owned()));
    }
}
