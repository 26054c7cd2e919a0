//! Content lines: CRLF, at most 75 octets, TEXT escaped (RFC 5545, 3.1 and 3.3.11).

/// The most octets of a line, without its CRLF.
const MOST_OCTETS: usize = 75;

/// The lines of a file in the making.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A property whose value is made by the program.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A property whose value is TEXT; an empty one is left out.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.fold(&format!("{name}:{}", escaped(value)));
        }
    }

    /// The finished file.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// Puts a line out in pieces; a character is never cut in two.
    fn fold(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > MOST_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// TEXT: `\`, `;` and `,` are marked, a line break is `\n`, and other control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\rf\u{7}\tg:\"h\""), "a\\,b\\;c\\\\d\\ne\\nf g:\"h\"");
        let mut lines = Lines::default();
        lines.text("LOCATION", "");
        assert_eq!(lines.into_bytes(), b"");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"泰".repeat(50));
        let bytes = lines.into_bytes();
        let text = String::from_utf8(bytes).unwrap();
        let pieces: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
        assert_eq!(pieces.iter().map(|piece| piece.len()).collect::<Vec<_>>(), [74, 73, 13]);
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "泰".repeat(50)));
    }

    proptest! {
        #[test]
        fn every_line_is_short_and_unfolds_to_itself(text in any::<String>()) {
            let mut lines = Lines::default();
            lines.text("X", &text);
            let out = String::from_utf8(lines.into_bytes()).unwrap();
            prop_assert!(out.split("\r\n").all(|line| line.len() <= MOST_OCTETS && !line.contains(['\r', '\n'])));
            let unfolded = out.replace("\r\n ", "");
            let whole = if text.is_empty() { String::new() } else { format!("X:{}\r\n", escaped(&text)) };
            prop_assert_eq!(unfolded, whole);
        }
    }
}
