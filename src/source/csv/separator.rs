//! What stands between the fields of a text file: commas, unless the file says or shows something else.

/// How many lines are looked at.
const LOOKED_AT: usize = 200;

/// A character between fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Semicolon,
    Tab,
}

impl Separator {
    /// All, the usual one first.
    const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// Its name; none for the usual one.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Comma => None,
            Self::Semicolon => Some("分号"),
            Self::Tab => Some("制表符"),
        }
    }
}

/// The separator of a text, the text without the line that names it, and the number of the first line left.
pub(super) fn tell(text: &str) -> (Separator, &str, u32) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match named(first) {
        Some(separator) => (separator, rest, 2),
        None => (shown(text), text, 1),
    }
}

/// The separator that a line `sep=;` names, as Excel writes and reads it.
fn named(line: &str) -> Option<Separator> {
    // Saved again by a program that does not know such lines, it may be quoted or filled up with separators.
    let line = line.trim_end_matches('\r');
    let line = line.strip_prefix('"').map_or(line, |line| line.trim_end_matches([',', ';', '"']));
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &line[4..])?;
    let first = sign.bytes().next()?;
    let is_filled = sign.bytes().all(|byte| byte == first);
    Separator::ALL.into_iter().find(|separator| is_filled && separator.byte() == first)
}

/// The separator that stands most often outside of quotes.
fn shown(text: &str) -> Separator {
    let mut counts = [0_usize; Separator::ALL.len()];
    let mut count_in = |bare: &str| {
        for (count, separator) in counts.iter_mut().zip(Separator::ALL) {
            *count += memchr::memchr_iter(separator.byte(), bare.as_bytes()).count();
        }
    };
    let start = looked_at(text);
    if start.contains('"') {
        start.lines().for_each(|line| line.split('"').step_by(2).for_each(&mut count_in));
    } else {
        count_in(start);
    }
    let most = counts.into_iter().max().unwrap_or(0);
    let at = counts.into_iter().position(|count| count == most).unwrap_or(0);
    Separator::ALL[at]
}

/// The lines that are looked at; empty ones do not count.
fn looked_at(text: &str) -> &str {
    let mut filled = 0;
    let is_within = |line: &&str| {
        let is_within = filled < LOOKED_AT;
        filled += usize::from(!matches!(*line, "\n" | "\r\n"));
        is_within
    };
    let length: usize = text.split_inclusive('\n').take_while(is_within).map(str::len).sum();
    &text[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_name_it() {
        for (line, separator) in [
            ("sep=;", Some(Separator::Semicolon)),
            ("SEP=\t\r", Some(Separator::Tab)),
            ("sep=,,,", Some(Separator::Comma)),
            ("sep=x", None),
            ("sep=", None),
            ("序号", None),
        ] {
            assert_eq!(named(line), separator, "{line:?}");
        }
    }

    #[test]
    fn what_is_quoted_does_not_count() {
        assert_eq!(shown("a,b\n\"x;y;z;w\",1\n"), Separator::Comma);
        assert_eq!(shown("\"a,b,c,d\"\t1\n"), Separator::Tab);
        assert_eq!(shown("一列\n"), Separator::Comma);
    }

    #[test]
    fn so_many_filled_lines_are_looked_at() {
        let text = "a,b\r\n\r\n\n".repeat(LOOKED_AT);
        assert_eq!(looked_at(&format!("{text};;;;\n")), text.strip_suffix("\r\n\n").unwrap());
        assert_eq!(looked_at("a\n\nb"), "a\n\nb");
    }
}
