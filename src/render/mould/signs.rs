//! Signs in the places of texts, and the page that is found around them.

use tera::{Map, Value, escape_html};

use super::leaves::Leaves;
use super::looks::Looks;

/// What no text of a site holds: characters for private use.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// Puts a sign in the place of each text that a mould leaves open, in the order of [`Leaves`].
pub(super) struct Signs<'l> {
    looks: &'l Looks,
    count: usize,
}

impl<'l> Signs<'l> {
    pub(super) fn new(looks: &'l Looks) -> Self {
        Self { looks, count: 0 }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn put_into(&mut self, value: &Value) -> Value {
        if let Some(fields) = value.as_map() {
            let field = |(name, value): (&tera::value::Key<'static>, &Value)| {
                let name_text = name.as_str().unwrap_or_default();
                let signed = match value.as_str() {
                    _ if self.looks.are_into(name_text) => value.clone(),
                    Some(_) if self.looks.measure(name_text) => value.clone(),
                    _ => self.put_into(value),
                };
                (name.clone(), signed)
            };
            Value::from(fields.iter().map(field).collect::<Map>())
        } else if let Some(items) = value.as_array() {
            Value::from(items.iter().map(|item| self.put_into(item)).collect::<Vec<_>>())
        } else if value.as_str().is_some_and(|text| self.looks.leave_open(text)) {
            self.count += 1;
            Value::from(format!("{OPEN}{}&{CLOSE}", self.count - 1))
        } else {
            value.clone()
        }
    }
}

/// A page with places for texts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mould {
    /// What all pages have.
    text: String,
    places: Vec<Place>,
}

/// The place of a text.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    /// Where it is in what all pages have.
    at: usize,
    /// Which text it is.
    leaf: usize,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    AsItIs,
    Escaped,
}

impl Mould {
    /// The mould of a page with signs; none if something became of a sign that becomes of no text.
    pub(super) fn of(signed: &str) -> Option<Self> {
        let mut mould = Self { text: String::with_capacity(signed.len()), places: Vec::new() };
        let mut parts = signed.split(OPEN);
        mould.text.push_str(parts.next()?);
        for part in parts {
            let (sign, behind) = part.split_once(CLOSE)?;
            let (number, form) = match sign.strip_suffix("&amp;") {
                Some(number) => (number, Form::Escaped),
                None => (sign.strip_suffix('&')?, Form::AsItIs),
            };
            mould.places.push(Place { at: mould.text.len(), leaf: number.parse().ok()?, form });
            mould.text.push_str(behind);
        }
        (!mould.text.contains(CLOSE)).then_some(mould)
    }

    /// The page of these texts.
    pub(super) fn cast(&self, leaves: &Leaves) -> Option<String> {
        let mut page = String::with_capacity(self.text.len() + leaves.length() * 2);
        let (mut from, mut escaped) = (0, Vec::new());
        for place in &self.places {
            page.push_str(self.text.get(from..place.at)?);
            from = place.at;
            let text = leaves.text(place.leaf)?;
            match place.form {
                Form::AsItIs => page.push_str(text),
                Form::Escaped if is_plain(text) => page.push_str(text),
                Form::Escaped => {
                    escaped.clear();
                    escape_html(text, &mut escaped).ok()?;
                    page.push_str(std::str::from_utf8(&escaped).ok()?);
                }
            }
        }
        page.push_str(self.text.get(from..)?);
        Some(page)
    }
}

/// Whether there is nothing in a text that is escaped; asked without a branch for each byte.
fn is_plain(text: &str) -> bool {
    let is_markup = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    !text.bytes().fold(false, |any, byte| any | is_markup(byte))
}
