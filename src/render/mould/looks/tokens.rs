//! The words of an expression in a tag of Tera.

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A name with what follows its dots and brackets, or a word of the language.
    Path(&'t str),
    Text(String),
    Number,
    Sign(&'t str),
}

/// Signs of more than one character.
const LONG_SIGNS: [&str; 8] = ["...", "==", "!=", "<=", ">=", "//", "**", "/>"];

/// The words; none if there is one that nobody knows.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let (mut found, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' | '\'' | '`' => literal(rest, first)?,
            c if c.is_ascii_digit() => {
                (Token::Number, rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()))
            }
            c if is_name(c) => path(rest),
            // What a component takes from the one that calls it.
            '@' => return None,
            c => {
                let long = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
                let length = long.unwrap_or(c.len_utf8());
                (Token::Sign(&rest[..length]), length)
            }
        };
        found.push(token);
        rest = rest[length..].trim_start();
    }
    Some(found)
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn literal(text: &str, quote: char) -> Option<(Token<'_>, usize)> {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            c if c == quote => return Some((Token::Text(value), at + 1)),
            '\\' => value.push(match characters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            }),
            c => value.push(c),
        }
    }
    None
}

/// A name, its fields, and items by number: `content.back[0].href`.
fn path(text: &str) -> (Token<'_>, usize) {
    let end_of_name = |from: usize| from + text[from..].find(|c| !is_name(c)).unwrap_or(text.len() - from);
    let mut end = end_of_name(0);
    loop {
        let rest = &text[end..];
        let field = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(is_name));
        let item = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let number = item.map(|(number, _)| number).filter(|it| it.bytes().all(|digit| digit.is_ascii_digit()));
        match number {
            _ if field => end = end_of_name(end + 1),
            Some(number) => end += number.len() + 2,
            None => return (Token::Path(&text[..end]), end),
        }
    }
}

impl Token<'_> {
    /// The field that a path leads to, or the variable that a name is. What a loop counts is no part of a view.
    pub(super) fn field(&self) -> Option<&str> {
        let Self::Path(path) = self else { return None };
        let field = path.rsplit('.').next()?.split('[').next()?;
        (!path.starts_with("loop.")).then_some(field)
    }

    /// The fields of a path of which an item is taken by number.
    pub(super) fn lists(&self) -> impl Iterator<Item = &str> {
        let path = if let Self::Path(path) = self { path } else { "" };
        path.split('.').filter_map(|part| part.split_once('[')).map(|(field, _)| field)
    }

    /// The text that is written here.
    pub(super) fn literal(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether it is a value, and no name of one.
    pub(super) fn is_literal(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Number | Self::Path("true" | "false" | "True" | "False" | "none" | "None"))
    }
}
