//! The log of editions, `content/editions/log.txt`: one line an edition, each sealing the line before.
//!
//! A line is `<number> <date> <sha256 of edition.json> <chain>`. The chain digest is the SHA-256 of two lines of
//! text: the chain digest of the line before (64 zeros before the first edition), then this line's first three
//! fields. An auditor redoes it without this program:
//!
//! ```text
//! sha256sum content/editions/0002/data/edition.json
//! printf '%s\n%s\n' '<chain of 0001>' '0002 2021-05-20 <sha256 of edition.json>' | sha256sum
//! ```

use std::fmt;

use chrono::NaiveDate;

use crate::value::digest::Digest;

use super::EditionNumber;

/// Where the log is, from the site's root.
pub const LOG: &str = "content/editions/log.txt";

/// Its name beside the editions.
pub(super) const LOG_FILE: &str = "log.txt";

/// One line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The edition's number.
    pub number: EditionNumber,
    /// The edition's date.
    pub date: NaiveDate,
    /// The SHA-256 of its `edition.json`.
    pub digest: Digest,
    /// The chain digest.
    pub chain: Digest,
}

/// Why text is not a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotALog {
    /// The last line has no LF: writing it was cut short.
    Torn {
        /// The line, counted from 1.
        line: u32,
    },
    /// A line is not four fields in their one form.
    Malformed {
        /// The line, counted from 1.
        line: u32,
    },
}

impl Line {
    /// The line of an edition that follows a chain digest; none before the first edition.
    pub fn after(previous: Option<Digest>, number: EditionNumber, date: NaiveDate, digest: Digest) -> Self {
        Self { number, date, digest, chain: chain(previous, number, date, digest) }
    }

    /// Whether its chain digest follows from the one before.
    pub fn follows(&self, previous: Option<Digest>) -> bool {
        chain(previous, self.number, self.date, self.digest) == self.chain
    }

    fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.split(' ').collect();
        let [number, date, digest, chain] = fields[..] else { return None };
        let (Ok(number), Ok(date)) = (number.parse(), date.parse()) else { return None };
        let (Ok(digest), Ok(chain)) = (digest.parse(), chain.parse()) else { return None };
        let line = Self { number: EditionNumber::new(number)?, date, digest, chain };
        (line.to_string().trim_end() == text).then_some(line)
    }
}

/// The line with its LF.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {} {} {}", self.number, self.date, self.digest, self.chain)
    }
}

/// SHA-256 over the chain before and the line's first three fields, each with an LF.
fn chain(previous: Option<Digest>, number: EditionNumber, date: NaiveDate, digest: Digest) -> Digest {
    let previous = previous.map_or_else(|| "0".repeat(64), |digest| digest.to_string());
    Digest::of(format!("{previous}\n{number} {date} {digest}\n").as_bytes())
}

/// The lines of a log, in order. Whether they follow from each other is [`Line::follows`]'s question.
///
/// # Errors
/// At the first line that is torn or malformed.
pub fn parse(text: &str) -> Result<Vec<Line>, NotALog> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let whole = line.strip_suffix('\n').ok_or(NotALog::Torn { line: number })?;
        lines.push(Line::parse(whole).ok_or(NotALog::Malformed { line: number })?);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by hand: `printf 'one\n' | sha256sum` and `printf 'two\n' | sha256sum` stand for two edition.json, then
    /// `printf '%s\n%s\n' "$(printf '0%.0s' $(seq 64))" "0001 2021-04-28 $one" | sha256sum`, and so on.
    const LOG: &str = "0001 2021-04-28 2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806 58a15dbda96e489355adc85cd6dd0c0cf447af116b54b44d9bc14f3e64f044cd\n\
        0002 2021-05-20 27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a b87ef700943be399b05aae9ec4f22a13eae24209395ddb3d092cf276920448e3\n";

    #[test]
    fn the_chain_is_what_sha256sum_says() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let first = Line::after(None, EditionNumber::FIRST, day("2021-04-28"), Digest::of(b"one\n"));
        let second =
            Line::after(Some(first.chain), EditionNumber::FIRST.next(), day("2021-05-20"), Digest::of(b"two\n"));
        assert_eq!(format!("{first}{second}"), LOG);
        assert_eq!(parse(LOG), Ok(vec![first, second]));
        assert!(first.follows(None) && second.follows(Some(first.chain)));
        assert!(!second.follows(None), "a line that was moved does not follow");
    }

    #[test]
    fn a_torn_line_is_told_from_a_malformed_one() {
        assert_eq!(parse(&LOG[..LOG.len() - 1]), Err(NotALog::Torn { line: 2 }));
        assert_eq!(parse(&LOG[..20]), Err(NotALog::Torn { line: 1 }));
        for (from, to) in
            [("0002 ", "2 "), ("0002 ", "0000 "), ("05-20", "5-20"), (" 2021-05", "  2021-05"), ("\n0002", "\n\n0002")]
        {
            let text = LOG.replace(from, to);
            assert_ne!(text, LOG);
            assert_eq!(parse(&text), Err(NotALog::Malformed { line: 2 }), "{from} → {to}");
        }
        assert_eq!(parse(&LOG.replace('\n', "\r\n")), Err(NotALog::Malformed { line: 1 }));
        assert_eq!(parse(""), Ok(Vec::new()));
    }
}
