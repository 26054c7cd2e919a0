//! Quotes that are not paired within their line. A parser forgives them and swallows rows; a list must not lose rows.

/// What to do about any of them.
pub(super) const HELP: &str = "请用 Excel 或 WPS 打开，改正这个单元格（去掉换行和多余的英文双引号）后另存。";

/// A quote out of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stray {
    /// The line, from 1.
    pub(super) line: u32,
    /// The column, from 0.
    pub(super) column: usize,
    pub(super) problem: Problem,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// Opened and never closed.
    Unclosed,
    /// Closed on a later line.
    LineBreak,
    /// In the middle of a cell.
    Inside,
}

impl Problem {
    /// What is wrong, as a sentence.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Unclosed => "英文双引号没有配对，后面的行会被吞掉。",
            Self::LineBreak => "单元格里有换行，或者英文双引号没有配对。",
            Self::Inside => "单元格中间有多余的英文双引号。",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At a cell's first character.
    Start,
    Bare,
    Quoted,
    /// Just after a quote within a quoted cell: its end, or half of a doubled quote.
    Closed,
}

/// How many are told: one quote too many turns all that follow around.
const MAX_TOLD: usize = 50;

/// The first quotes out of place, at most one a line.
pub(super) fn stray<'t>(lines: impl Iterator<Item = (u32, &'t str)>, separator: u8) -> Vec<Stray> {
    let mut found = Vec::new();
    let mut opened: Option<Stray> = None;
    // A line without a quote opens none, closes none and has none inside.
    let is_quoted = |(_, text): &(u32, &str)| memchr::memchr(b'"', text.as_bytes()).is_some();
    for (line, text) in lines.filter(is_quoted) {
        if found.len() >= MAX_TOLD {
            return found;
        }
        let start = if opened.is_some() { State::Quoted } else { State::Start };
        let (state, column, inside) = scan(start, text, separator);
        match (opened, state) {
            (Some(_), State::Quoted) => {}
            (Some(stray), _) => {
                found.push(Stray { problem: Problem::LineBreak, ..stray });
                opened = None;
            }
            (None, _) if inside.is_some() => {
                found.extend(inside.map(|column| Stray { line, column, problem: Problem::Inside }));
            }
            (None, State::Quoted) => opened = Some(Stray { line, column, problem: Problem::Unclosed }),
            (None, _) => {}
        }
    }
    found.extend(opened);
    found
}

/// Walks a line: the state at its end, the column there, and the first column with a quote inside it.
fn scan(mut state: State, text: &str, separator: u8) -> (State, usize, Option<usize>) {
    let (mut column, mut inside) = (0, None);
    for byte in text.bytes() {
        state = match (state, byte) {
            (State::Quoted, b'"') => State::Closed,
            (State::Quoted, _) => State::Quoted,
            (_, found) if found == separator => {
                column += 1;
                State::Start
            }
            (State::Start | State::Closed, b'"') => State::Quoted,
            (State::Bare, b'"') | (State::Closed, _) => {
                inside = inside.or(Some(column));
                State::Bare
            }
            (State::Start | State::Bare, _) => State::Bare,
        };
    }
    (state, column, inside)
}
