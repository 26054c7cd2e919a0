//! What the views are made of, from the schemas that their own code gives: `#[derive(JsonSchema)]`.

use std::collections::VecDeque;

use schemars::SchemaGenerator;
use serde_json::{Map, Value};

use crate::page::view::{Content, Shell, Site};

/// Everything that templates may see.
pub(super) struct Views {
    /// Every view once: `site`, `page`, the contents of pages, and then what they are made of.
    pub(super) all: Vec<View>,
    /// The names of the contents of pages, in the order of [`Content::TEMPLATES`].
    pub(super) contents: Vec<String>,
}

/// One struct that templates may see.
pub(super) struct View {
    pub(super) name: String,
    pub(super) meaning: String,
    /// Those that are always there as they stand in the code, then those that may be null.
    pub(super) fields: Vec<Field>,
}

/// One field of a view.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) shape: Shape,
    pub(super) meaning: String,
}

/// What a field holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The view it is made of; none for plain values.
    pub(super) of: Option<String>,
    /// The plain value, or how it is made of the view.
    pub(super) words: String,
}

impl Views {
    pub(super) fn of_the_program() -> Self {
        let mut generator = SchemaGenerator::default();
        let roots = [generator.subschema_for::<Site>(), generator.subschema_for::<Shell>()];
        let _ = generator.subschema_for::<Content>();
        let mut definitions = generator.take_definitions(true);
        let contents = definitions.remove("Content").unwrap_or_default();
        let contents: Vec<String> = contents["anyOf"].as_array().into_iter().flatten().filter_map(reference).collect();
        let roots = roots.iter().filter_map(|root| reference(root.as_value()));
        Self { all: reached(roots.chain(contents.iter().cloned()).collect(), &definitions), contents }
    }

    pub(super) fn get(&self, name: &str) -> Option<&View> {
        self.all.iter().find(|view| view.name == name)
    }
}

/// The views of the names, and those that they are made of.
fn reached(mut next: VecDeque<String>, definitions: &Map<String, Value>) -> Vec<View> {
    let mut all: Vec<View> = Vec::new();
    while let Some(name) = next.pop_front() {
        let Some(definition) = definitions.get(&name).filter(|_| !all.iter().any(|view| view.name == name)) else {
            continue;
        };
        let view = View { meaning: description(definition), fields: fields(definition), name };
        next.extend(view.fields.iter().filter_map(|field| field.shape.of.clone()));
        all.push(view);
    }
    all
}

fn fields(definition: &Value) -> Vec<Field> {
    let required: Vec<&str> =
        definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let place = |name: &str| required.iter().position(|other| *other == name).unwrap_or(required.len());
    let mut properties: Vec<_> = definition["properties"].as_object().into_iter().flatten().collect();
    properties.sort_by_key(|(name, _)| place(name));
    properties.into_iter().map(|(name, schema)| field(name, schema)).collect()
}

fn field(name: &str, schema: &Value) -> Field {
    Field { name: name.to_owned(), shape: shape(schema), meaning: description(schema) }
}

fn description(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().to_owned()
}

/// The view that a schema stands for.
fn reference(schema: &Value) -> Option<String> {
    Some(schema["$ref"].as_str()?.trim_start_matches("#/$defs/").to_owned())
}

fn shape(schema: &Value) -> Shape {
    // What may be null is written `anyOf: [it, null]`, or `type: [it, "null"]` for plain values.
    if let Some(it) = schema["anyOf"].get(0) {
        return shape(it).and("，可以为空");
    }
    if let Some(it) = schema["type"].get(0) {
        return Shape::plain(it).and("，可以为空");
    }
    match reference(schema) {
        Some(view) => Shape { of: Some(view), words: String::new() },
        None if schema["type"] == "array" => shape(&schema["items"]).and("的列表"),
        None => Shape::plain(&schema["type"]),
    }
}

impl Shape {
    fn plain(name: &Value) -> Self {
        let words = match name.as_str() {
            Some("string") => "文字",
            Some("integer") => "整数",
            Some("boolean") => "是或否",
            _ => "其他",
        };
        Self { of: None, words: words.to_owned() }
    }

    fn and(mut self, words: &str) -> Self {
        self.words.push_str(words);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a text was written for authors of themes: the comments of the code are English.
    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && !text.contains(". ") && !text.ends_with('.')
    }

    #[test]
    fn every_view_and_field_is_explained_in_chinese() {
        let mut unexplained = Vec::new();
        for view in &Views::of_the_program().all {
            let of_view = (!is_chinese(&view.meaning)).then(|| view.name.clone());
            let of_fields = view.fields.iter().filter(|field| !is_chinese(&field.meaning));
            unexplained.extend(of_view.into_iter().chain(of_fields.map(|it| format!("{}.{}", view.name, it.name))));
        }
        assert!(
            unexplained.is_empty(),
            "the page for authors of themes (themes/index.html) does not explain these; in src/page/view, put \
             #[schemars(description = \"…\")] with a Chinese sentence above each:\n{}",
            unexplained.join("\n")
        );
    }

    #[test]
    fn every_field_has_a_shape() {
        for view in &Views::of_the_program().all {
            for field in &view.fields {
                assert!(!field.shape.words.contains("其他"), "{}.{}: Shape::plain has no word", view.name, field.name);
            }
            let numbered = view.name.ends_with(|c: char| c.is_ascii_digit());
            assert!(!numbered, "{}: two views are called so; authors could not tell them apart", view.name);
        }
    }

    #[test]
    fn shapes_are_told_in_words() {
        let views = Views::of_the_program();
        let told = |view: &str, field: &str| {
            let view = views.get(view).unwrap();
            let shape = &view.fields.iter().find(|it| it.name == field).unwrap().shape;
            (shape.of.clone().unwrap_or_default(), shape.words.clone())
        };
        let pair = |of: &str, words: &str| (of.to_owned(), words.to_owned());
        assert_eq!(told("Site", "name"), pair("", "文字"));
        assert_eq!(told("Site", "phone"), pair("", "文字，可以为空"));
        assert_eq!(told("Shell", "strip"), pair("Strip", ""));
        assert_eq!(told("Shell", "foot"), pair("Link", "的列表"));
        assert_eq!(told("Shell", "parent"), pair("OutwardLink", "，可以为空"));
        assert_eq!(told("Catalogue", "empty"), pair("", "文字的列表"));
        assert_eq!(told("Table", "marked"), pair("", "是或否"));
    }

    #[test]
    fn views_come_as_they_are_used() {
        let views = Views::of_the_program();
        let first: Vec<_> = views.all.iter().take(3).map(|view| view.name.as_str()).collect();
        assert_eq!(first, ["Site", "Shell", "Home"]);
        assert_eq!(views.contents.len(), Content::TEMPLATES.len());
        let title = &views.get("NoticeCard").unwrap().fields[0];
        assert_eq!((title.name.as_str(), title.meaning.as_str()), ("title", "标题"));
    }
}
