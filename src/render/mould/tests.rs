use serde_json::{Value as Json, json};
use tera::Tera;

use super::*;
use crate::default_theme;

/// Renders pages of a template, each as it would be without moulds, and says how many moulds there are then.
#[track_caller]
fn moulds(template: &str, views: &[Json]) -> usize {
    let templates = BTreeMap::from([("a.html".to_owned(), template.to_owned())]);
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.add_raw_templates(&templates).unwrap();
    let render = |context: &Context| tera.render("a.html", context);
    let moulds = Moulds::new(&templates);
    for view in views {
        let page = moulds.page("a.html", view, render).unwrap();
        assert_eq!(page, render(&Context::from_serialize(view).unwrap()).unwrap(), "{template}");
    }
    let known = moulds.known.lock().unwrap();
    known.values().filter(|known| matches!(known, Known::Mould(_))).count()
}

fn texts(texts: &[&str]) -> Vec<Json> {
    texts.iter().map(|text| json!({ "page": { "a": text, "b": ["x", text], "n": 1 } })).collect()
}

#[test]
fn pages_that_differ_in_printed_texts_are_of_one_mould() {
    let views = texts(&["甲", "<b>&\"'", "乙", "{{ x }}\u{e000}0&\u{e001}", "\u{e001}"]);
    for template in [
        "<p>{{ page.a }}</p>{{ page.a | safe }}",
        "{% for x in page.b %}{{ x }}{% if loop.first %}, {% endif %}{% endfor %}",
        "{% if page.a and not page.c %}{{ page.b[1] }}{% elif page.a == \"y\" %}no{% endif %}",
        "{% set z = page.a %}{{ z }}{% if page.b | length > 1 %}{{ page.n }}{% endif %}",
        "{% component c(x, y=\"q\") %}{{ x }}{{ y }}{% endcomponent c %}{{ <c x={page.a} /> }}",
        "{% component c(x) %}{{ x }}{{ body }}{% endcomponent c %}{% <c x=\"r\"> %}{{ page.a }}{% </c> %}",
        "{% raw %}{{ now() }}{% endraw %}{# {{ now() }} #}{% block a %}{{ page.a }}{% endblock a %}",
    ] {
        assert_eq!(moulds(template, &views), 1, "{template}");
    }
}

#[test]
fn what_a_template_can_tell_apart_is_of_several_moulds() {
    let twice = |one: &str, other: &str| texts(&[one, one, other, other]);
    assert_eq!(moulds("{% if page.a %}{{ page.a }}{% endif %}", &twice("", "x")), 2);
    assert_eq!(moulds("{% if page.a == \"y\" %}1{% else %}2{% endif %}", &twice("y", "x")), 2);
    assert_eq!(moulds("{% if page.a == 'it\\'s' %}1{% else %}2{% endif %}", &twice("it's", "x")), 2);
    let lists = |length: usize| json!({ "b": vec!["x"; length] });
    assert_eq!(moulds("{% for x in b %}{{ x }}{% endfor %}", &[lists(1), lists(1), lists(2), lists(2)]), 2);
    let numbers = |number: usize| json!({ "n": number, "o": null });
    assert_eq!(moulds("{{ n + 1 }}", &[numbers(1), numbers(1), numbers(2), numbers(2)]), 2);
}

#[test]
fn texts_that_are_looked_into_are_of_a_mould_each() {
    let views = texts(&["ab", "ab", "bcd", "bcd"]);
    for template in [
        "{{ page.a | upper }}",
        "{% if page.a | length > 2 %}1{% else %}2{% endif %}",
        "{% if page.a == page.b[1] %}{{ page.a ~ page.a }}{% endif %}",
        "{% if \"c\" in page.a %}1{% endif %}{{ page.a }}",
        "{% if (page.a) == (page.b[1]) %}1{% endif %}",
        "{% for x in page.b %}{{ x | title }}{% endfor %}",
        "{% for x in page.b %}{{ x | length }}{% endfor %}",
        "{% set z = page.a %}{% set y = z %}{{ y | replace(from=\"b\", to=\"\") }}",
        "{% component c(x) %}{{ x | trim }}{% endcomponent c %}{{ <c x={page.a} /> }}",
        "{% if page.a is string %}1{% endif %}{{ page.a }}",
        "{{ page.b | join(sep=\",\") }}",
        "{% component c(x) %}{% if body %}{{ body | safe }}{% endif %}{{ x | trim }}{% endcomponent c %}{% <c x={page.a}> %}y{% </c> %}",
    ] {
        assert_eq!(moulds(template, &views), 2, "{template}");
    }
}

#[test]
fn what_nobody_can_foresee_has_no_mould() {
    let views = texts(&["ab", "ab", "bcd", "bcd"]);
    for template in [
        "{% set z %}{{ page.a }}{% endset %}{{ z | upper }}",
        "{% filter upper %}{{ page.a }}{% endfilter %}",
        "{% for x in range(end=2) %}{{ page.a }}{% endfor %}",
        "{{ __tera_context }}",
        "{% component c() %}{{ body | upper }}{% endcomponent c %}{% <c> %}{{ page.a }}{% </c> %}",
        "{% component c() %}{% if body == \"abab\" %}1{% endif %}{% endcomponent c %}{% <c> %}{{ page.a }}{{ page.a }}{% </c> %}",
        "{% component c(x) %}{{ x }}{% endcomponent c %}{% set z = <c x={page.a} /> %}{{ z }}",
        "{{ page }}",
    ] {
        assert_eq!(moulds(template, &views), 0, "{template}");
    }
}

#[test]
fn items_of_a_text_are_looked_into() {
    let templates = BTreeMap::from([("a.html".to_owned(), "{% if page.b[0].c %}{% endif %}".to_owned())]);
    let looks = Looks::of(&templates).unwrap();
    assert!(looks.measure("b") && !looks.measure("c") && !looks.are_into("b"));
}

#[test]
fn the_default_theme_looks_into_little() {
    let templates = default_theme::TEMPLATES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let looks = Looks::of(&templates.collect()).unwrap();
    assert!(looks.are_into("supervision_phone") && looks.measure("columns") && !looks.leave_open("…"));
    for open in [
        "title", "label", "href", "value", "svg", "caption", "name", "sha256", "content", "page", "rows", "lines",
        "meta", "count",
    ] {
        assert!(!looks.are_into(open), "{open}: {looks:?}");
    }
}
