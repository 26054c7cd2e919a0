//! 主题手册: what authors of themes may use, from the views and the default theme themselves.

use crate::default_theme;

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::manual::{Manual, ManualComponent, ManualField, ManualTemplate, ManualView};
use super::view::{Content, Fact, Link};
use super::{Page, address};

use schema::{Field, View, Views};

mod parts;
mod schema;
mod words;

pub(super) fn page<'a>(basis: &Basis<'a>) -> Page<'a> {
    let mut draft = Draft::new(basis, address::manual(), "主题手册", Section::Elsewhere);
    draft.description = "给制作网站主题的人：能换哪些文件，模板里能用哪些字段和组件。".to_owned();
    let views = Views::of_the_program();
    draft.proof.facts = vec![Fact::new("页面模板", format!("{} 个", Content::TEMPLATES.len()))];
    let content = Manual {
        templates: templates(&views),
        shared: parts::facts(shared_templates(), words::TEMPLATES),
        blocks: parts::facts(default_theme::blocks(default_theme::template("base.html")), words::BLOCKS),
        views: views.all.iter().map(view).collect(),
        components: components(),
        assets: parts::assets(default_theme::STATICS.iter().map(|(name, _)| *name)),
    };
    draft.with(basis, Content::Manual(Box::new(content)), Vec::new())
}

/// The templates that no page is shown by alone.
fn shared_templates() -> Vec<&'static str> {
    default_theme::TEMPLATES.iter().map(|(name, _)| *name).filter(|name| !Content::TEMPLATES.contains(name)).collect()
}

fn components() -> Vec<ManualComponent> {
    ["components.html", "charts.html"]
        .into_iter()
        .flat_map(|it| parts::components(default_theme::template(it)))
        .collect()
}

fn templates(views: &Views) -> Vec<ManualTemplate> {
    let meaning = |name: &str| views.get(name).map_or_else(String::new, |view| view.meaning.clone());
    let template =
        |(name, view): (&'static str, &String)| ManualTemplate { name, view: to(view), meaning: meaning(view) };
    Content::TEMPLATES.into_iter().zip(&views.contents).map(template).collect()
}

fn view(view: &View) -> ManualView {
    ManualView {
        name: view.name.clone(),
        id: id(&view.name),
        meaning: view.meaning.clone(),
        fields: view.fields.iter().map(field).collect(),
    }
}

fn field(field: &Field) -> ManualField {
    ManualField {
        name: field.name.clone(),
        of: field.shape.of.as_deref().map(to),
        shape: field.shape.words.clone(),
        meaning: field.meaning.clone(),
    }
}

fn to(view: &str) -> Link {
    Link { label: view.to_owned(), href: format!("#{}", id(view)) }
}

fn id(view: &str) -> String {
    format!("view-{}", view.to_ascii_lowercase())
}
