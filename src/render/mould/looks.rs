//! What templates do with the texts of a view beyond printing them.
//!
//! Read from the text of the templates by names alone, whatever they stand for: a name that is looked into anywhere is
//! looked into everywhere. An expression that is not one of the few plain ones counts as looking into every name in it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::render::tera_tag::TeraTag;

mod tokens;
mod words;

use tokens::{Token, tokens};
use words::Words;

/// What the templates of a theme look into.
#[derive(Debug)]
pub(super) struct Looks {
    /// Texts that stand in templates: a view's text may be compared with one.
    literals: Words,
    /// Fields whose texts count, with all that is below them.
    into: Words,
    /// Fields whose text counts if they are a text, since it is measured or run through; the length of a list is part
    /// of its page's kind anyway.
    measured: Words,
}

impl Looks {
    /// What they look into; none if one does what only rendering can tell.
    pub(super) fn of(templates: &BTreeMap<String, String>) -> Option<Self> {
        let mut reader = Reader::default();
        for text in templates.values() {
            for tag in TeraTag::all(text)? {
                reader.tag(&tag)?;
            }
        }
        Some(reader.finish())
    }

    /// Whether everything below a field counts.
    pub(super) fn are_into(&self, field: &str) -> bool {
        self.into.contains(field)
    }

    /// Whether a field counts if it is a text.
    pub(super) fn measure(&self, field: &str) -> bool {
        self.measured.contains(field)
    }

    /// Whether templates cannot tell a text from another one that is left open.
    pub(super) fn leave_open(&self, text: &str) -> bool {
        !text.is_empty() && !self.literals.contains(text)
    }
}

/// The same while templates are read.
#[derive(Default)]
struct Found {
    literals: BTreeSet<String>,
    into: BTreeSet<String>,
    measured: BTreeSet<String>,
}

/// Reads the tags of all templates.
#[derive(Default)]
struct Reader {
    found: Found,
    /// Names that stand for the value of a field: arguments of components, and variables.
    same: BTreeSet<(String, String)>,
    /// Names that stand for the items of a field.
    items: BTreeSet<(String, String)>,
}

impl Reader {
    fn tag(&mut self, tag: &TeraTag) -> Option<()> {
        let inside = tag.inside();
        if tag.source.starts_with("{#") || tag.word() == "raw" || tag.is_statement() && inside.starts_with("</") {
            return Some(());
        }
        if inside == "super()" {
            return Some(());
        }
        let tokens = tokens(inside)?;
        if tag.hands_on_template() || looks_into_body(&tokens) {
            return None;
        }
        self.found.literals.extend(tokens.iter().filter_map(Token::literal));
        self.found.measured.extend(tokens.iter().flat_map(Token::lists).map(str::to_owned));
        if let [Token::Sign("<"), Token::Path(_), arguments @ ..] = &tokens[..] {
            return self.call(arguments);
        }
        if !tag.is_statement() {
            return self.expression(&tokens);
        }
        match &tokens[..] {
            [Token::Path("if" | "elif"), condition @ ..] => self.expression(condition),
            [Token::Path("for"), rest @ ..] => self.for_loop(rest),
            [Token::Path("set" | "set_global"), Token::Path(name), Token::Sign("="), value @ ..] => {
                self.names(name, value, Self::same);
                self.expression(value)
            }
            [
                Token::Path(
                    "extends" | "include" | "block" | "endblock" | "else" | "endif" | "endfor" | "component"
                    | "endcomponent" | "break" | "continue",
                ),
                ..,
            ] => Some(()),
            _ => None,
        }
    }

    /// A name stands for all values of an expression.
    fn names(&mut self, name: &str, value: &[Token], stands: fn(&mut Self) -> &mut BTreeSet<(String, String)>) {
        let fields = value.iter().filter_map(Token::field);
        let pairs: Vec<_> = fields.map(|field| (name.to_owned(), field.to_owned())).collect();
        stands(self).extend(pairs);
    }

    fn same(&mut self) -> &mut BTreeSet<(String, String)> {
        &mut self.same
    }

    fn items(&mut self) -> &mut BTreeSet<(String, String)> {
        &mut self.items
    }

    fn for_loop(&mut self, tokens: &[Token]) -> Option<()> {
        let at = tokens.iter().position(|token| *token == Token::Path("in"))?;
        let (names, list) = (&tokens[..at], &tokens[at + 1..]);
        for name in names.iter().filter_map(Token::field) {
            self.names(name, list, Self::items);
        }
        match list {
            [path @ Token::Path(_)] => {
                self.found.measured.extend(path.field().map(str::to_owned));
                Some(())
            }
            list => self.expression(list),
        }
    }

    /// A call of a component: its arguments stand for what they are given.
    fn call(&mut self, arguments: &[Token]) -> Option<()> {
        match arguments {
            [Token::Sign("/>" | ">")] => Some(()),
            [Token::Path(name), Token::Sign("="), Token::Sign("{"), rest @ ..] => {
                let end = rest.iter().position(|token| *token == Token::Sign("}"))?;
                let (value, behind) = (&rest[..end], &rest[end + 1..]);
                self.names(name, value, Self::same);
                self.expression(value)?;
                self.call(behind)
            }
            [Token::Path(_), Token::Sign("="), Token::Text(_) | Token::Number, rest @ ..] => self.call(rest),
            _ => None,
        }
    }

    /// An expression: parts that are true or not, joined by words.
    fn expression(&mut self, tokens: &[Token]) -> Option<()> {
        let in_parentheses = tokens.contains(&Token::Sign("("));
        if in_parentheses && calls_function(tokens) {
            return None;
        }
        let joins = |token: &Token| matches!(token, Token::Path("and" | "or" | "not"));
        for part in tokens.split(joins) {
            if in_parentheses || !self.is_plain(part) {
                self.found.into.extend(part.iter().filter_map(Token::field).map(str::to_owned));
            }
        }
        Some(())
    }

    /// Whether a part does no more than ask if a value is there, is another one that stands here, or how many it has.
    fn is_plain(&mut self, part: &[Token]) -> bool {
        match part {
            [] | [_] | [Token::Path(_), Token::Sign("|"), Token::Path("safe")] => true,
            [Token::Path(_), Token::Sign("==" | "!="), literal]
            | [literal, Token::Sign("==" | "!="), Token::Path(_)] => literal.is_literal(),
            [path @ Token::Path(_), Token::Sign("|"), Token::Path("length")]
            | [path @ Token::Path(_), Token::Sign("|"), Token::Path("length"), Token::Sign(_), Token::Number] => {
                self.found.measured.extend(path.field().map(str::to_owned));
                true
            }
            _ => false,
        }
    }

    /// Looks, where a name is looked into, into what it stands for.
    fn finish(mut self) -> Looks {
        loop {
            let before = (self.found.into.len(), self.found.measured.len());
            for (name, field) in &self.same {
                if self.found.into.contains(name) {
                    self.found.into.insert(field.clone());
                }
                if self.found.measured.contains(name) {
                    self.found.measured.insert(field.clone());
                }
            }
            for (name, field) in &self.items {
                if self.found.into.contains(name) || self.found.measured.contains(name) {
                    self.found.into.insert(field.clone());
                }
            }
            if before == (self.found.into.len(), self.found.measured.len()) {
                let Found { literals, into, measured } = self.found;
                return Looks { literals: literals.into(), into: into.into(), measured: measured.into() };
            }
        }
    }
}

/// Whether what stands in a component's body is more than printed: it is made of several texts.
fn looks_into_body(tokens: &[Token]) -> bool {
    const BODY: Token = Token::Path("body");
    let is_plain =
        matches!(tokens, [BODY] | [BODY, Token::Sign("|"), Token::Path("safe")] | [Token::Path("if" | "elif"), BODY]);
    !is_plain && tokens.contains(&BODY)
}

/// Whether a function is called, which may give something else each time. Filters and tests give the same.
fn calls_function(tokens: &[Token]) -> bool {
    let is_call = |at: usize| matches!(tokens[at..], [Token::Path(_), Token::Sign("("), ..]);
    let is_known = |at: usize| {
        matches!(
            tokens[..at],
            [.., Token::Sign("|")] | [.., Token::Path("is")] | [.., Token::Path("is"), Token::Path("not")]
        )
    };
    let is_word = |at: usize| matches!(tokens[at], Token::Path("and" | "or" | "not" | "in" | "if" | "else"));
    (0..tokens.len()).any(|at| is_call(at) && !is_known(at) && !is_word(at))
}
