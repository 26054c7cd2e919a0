use super::*;
use crate::default_theme;
use crate::render::tera_tag;

/// A template alone, smaller.
fn small(text: &str) -> String {
    let theme_of = |text: &str| BTreeMap::from([("a.html".to_owned(), text.to_owned())]);
    theme(&theme_of(text)).remove("a.html").unwrap()
}

#[track_caller]
fn stays(text: &str) {
    assert_eq!(small(text), text);
}

fn defaults() -> BTreeMap<String, String> {
    default_theme::TEMPLATES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn blanks_go_where_a_line_begins_or_ends() {
    assert_eq!(small("<ul>\n  <li> 甲  乙 </li>\n</ul>\n"), "<ul><li>甲 乙</li></ul>");
    assert_eq!(small("<ul>\n  <li> 甲  乙\n\n丙 </li>\n</ul>"), "<ul><li> 甲  乙\n\n丙 </li></ul>");
    assert_eq!(small("<p> a </p> <p> b </p>"), "<p>a</p> <p>b</p>");
    assert_eq!(small("<DIV>\n<span>a</span>\n<b>b</b>\n</DIV>"), "<DIV><span>a</span>\n<b>b</b></DIV>");
    assert_eq!(small("<p>甲　乙\u{a0} 丙</p>"), "<p>甲　乙\u{a0} 丙</p>");
}

#[test]
fn words_are_never_glued() {
    stays("<p>{{ a }} {% if b %}乙{% endif %}</p>");
    stays("<div>{% if a %}甲{% endif %} {% if b %}乙{% endif %}</div>");
    stays("<p><a href={{ a }}>a</a> <a href={{ b }}>b</a> {{ c }}</p>");
    assert_eq!(small("<p>{% if a %} <b>x</b>  {% endif %} y</p>"), "<p>{% if a %} <b>x</b> {% endif %} y</p>");
    assert_eq!(small("甲  {% include \"b.html\" %}\n\n乙"), "甲 {% include \"b.html\" %}\n\n乙");
    stays("<div><a>a</a> <a>b</a>\n{% if c %}<a>c</a> {% endif %}</div>");
    stays("<p>{% for a in b %}<a>{{ a }}</a> {% endfor %}</p>");
    stays("<button> a </button><label> b </label>");
}

#[test]
fn plain_values_need_no_quotes() {
    assert_eq!(
        small("<a class=\"b\"  href='#main' title=\"甲\" data-c=\"\">x</a >"),
        "<a class=b href=#main title=甲 data-c>x</a>"
    );
    assert_eq!(small("<input value=\"a\" data-b=\"{{ c }}\">"), "<input value=a data-b=\"{{ c }}\">");
    assert_eq!(small("<p data-a='{{ b }}' data-c='d'>e</p>"), "<p data-a='{{ b }}' data-c=d>e</p>");
    stays("<a class=\"a b\" href=\"{{ x }}\" title='\"' rel=\"a=b\" lang=\"a/\">x</a>");
    stays("<a class=\"x\"{% if a %} id=\"y\"{% endif %}>x</a>");
    assert_eq!(
        small("<td{% if a %}  class=\"b\" {% endif %}>  c  </td>"),
        "<td{% if a %}  class=\"b\" {% endif %}>c</td>"
    );
    stays("<p{% if a %}re{% endif %} class=b>  c  </p{% if a %}re{% endif %}>");
    assert_eq!(small("<svg><rect width=\"1\" height=\"2\"/></svg>"), "<svg><rect width=1 height=2 /></svg>");
    stays("<svg viewBox=\"0 0 {{ a }} 2\"><path d=\"M0 0v2\"/></svg>");
    stays("<a href=/a?b=\"c\" {{ a }}=\"b\" data-{{ c }}=\"d\" x = \"y\">x</a>");
}

#[test]
fn values_with_tags_stay() {
    stays("<p title=\"{{ a ~ \">\" }}\" class=\"{% if a == \"b c\" %}d{% else %}e{% endif %}\">x</p>");
    stays("<p title={% if a %}\"b c\"{% else %}'d > e'{% endif %}>x</p>");
    stays("<p {% if a %}{% if b %}id=\"c\"  title=\"d\"{% endif %}{% else %} class=\"e\" {% endif %} >x</p>");
    stays("<p title=\"{% if a %}b\" class=\"c{% endif %}\" id=\"d e\">x</p>");
}

#[test]
fn what_says_something_else_stays() {
    // The library knows these as defaults, doubles, other spellings, or nothing that HTML has.
    stays("<p class=\" a  b\" id=\"\">x</p><a href=\"a?b&amp;c\">y</a>");
    stays("<p id=\"a\" id=\"b\">x</p><input type=\"text\" hidden=\"{{ a }}\">");
    stays("<p>&#123;{ a }}</p>");
    stays("<div>  a &gt; b  </div><br class=\"c\"/>");
    stays("{% if a %}<p>  b{% else %}<p>  c</p>{% endif %}</p></li>");
    assert_eq!(small("<p>  b {% if a %}c{% endif %}<p>  d</p>"), "<p>b {% if a %}c{% endif %}<p>d</p>");
}

#[test]
fn tags_of_tera_reach_as_far_as_tera_thinks() {
    stays("{{ \"}}  <p>  \" }}{% if a == '%}  ' %}{{ `\\`}}  ` }}{# {{ \"  #}{{ \"\\\"}}  \" }}{% endif %}");
    stays("{% raw %}  <p>  {{ a }}  </p>  {% endraw %}");
    stays("{%- raw -%}\n<p   id=\"a\">{% if   {%- endraw -%}");
    assert_eq!(small("<p>\n{%- if a -%}\n  b\n{%- endif -%}\n</p>"), "<p>{%- if a -%}\n  b\n{%- endif -%}</p>");
}

#[test]
fn texts_in_which_blanks_count_stay() {
    for name in ["pre", "textarea", "script", "style", "code", "title", "PRE"] {
        stays(&format!("<{name}>\n  a  {{% if b %}}  c {{% endif %}}\n</{name}>"));
    }
    stays("<pre>  <b>a</b>  <pre>  </pre>  </pre>");
    stays("<script>if (a<b && c > \"</p>  <p>\") {}</script>");
    stays("<{{ rank }} class=a>  b  </{{ rank }}>");
    stays("<h{{ level }}>  b  <i>  c</i></h{{ level }}>");
    stays("<!--  a  {{ \"-->\" }}  <p>  -->");
    stays("<!DOCTYPE   html>");
    stays("<svg> <text> a </text> </svg>");
}

#[test]
fn texts_that_are_handed_on_stay() {
    stays("{% set a %}  <p>  b  </p>  {% endset %}");
    stays("{% set a | trim %}  {% set b %}  {% endset %}  {% endset %}");
    stays("{% filter upper %}  a  {% endfilter %}");
    stays("{% <box kind=\"a\"> %}  a  {% </box> %}");
    assert_eq!(small("{% set a = \"  \" %}  <p>  b"), "{% set a = \"  \" %}  <p>b");
    assert_eq!(
        small("{% set_global a=b %}  {% <c> %}  {% </c> %}  d"),
        "{% set_global a=b %}  {% <c> %}  {% </c> %} d"
    );
}

#[test]
fn the_head_and_its_elements_stay() {
    let head = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta name=\"SiteName\"  content=\"甲\">\n</head>";
    assert_eq!(small(&format!("{head}\n<body>\n<p>\n")), format!("{head}<body><p>"));
    stays("{% block robots %}<meta name=\"robots\" content=\"noindex\">\n{% endblock robots %}");
    stays("<link rel=\"stylesheet\" href=\"a\">\n<script src=\"{{ b }}\"></script>");
}

#[test]
fn what_cannot_be_cut_stays() {
    for odd in [
        "<p>  {{ a",
        "<p>  {% if \"%}",
        "<p>  {# a",
        "<p>  <a href=\"b",
        "<p>  <pre>  a",
        "<p>  <a <b>",
        "<p>  <!-- a",
        "<p>  {% raw %}  a",
        "<p>  {% set a %}  b",
        "<p  title=\"a<b\">  c</p>",
        "<p  {% if a %}class=\"b{% else %}class=\"c{% endif %}\">  d  <a href=\"e\">  f</a></p>",
    ] {
        stays(odd);
    }
}

#[test]
fn a_theme_stays_whose_templates_are_printed_where_blanks_count() {
    let harmless = "<p>  a  </p>";
    for odd in [
        "<pre>{% include \"a.html\" %}</pre>",
        "<code>{{ <a b={c} /> }}</code>",
        "<p class=\"{% block a %}{% endblock %}\">",
        "<textarea>{{ super() }}</textarea>",
        "{% set a %}{% include \"a.html\" %}{% endset %}",
        "{% set a = <b /> %}",
        "{% <a> %}{{ <b /> }}{% </a> %}",
        "<p title={{ <a /> }}>",
        "<{% block a %}p{% endblock %}>",
        "{{ <a b={<c />} /> }}",
    ] {
        let templates =
            BTreeMap::from([("a.html".to_owned(), harmless.to_owned()), ("b.html".to_owned(), odd.to_owned())]);
        assert_eq!(theme(&templates), templates, "{odd}");
    }
    assert_eq!(
        small("<title>{% block a %}{% endblock %}</title>  <p>  b"),
        "<title>{% block a %}{% endblock %}</title>  <p>b"
    );
    assert_eq!(small("{% if a < b %}  <p>  {{ <c /> }}"), "{% if a < b %}  <p>{{ <c /> }}");
}

#[test]
fn all_templates_of_the_default_theme_become_smaller() {
    let (before, after) = (defaults(), theme(&defaults()));
    assert_eq!(theme(&after), after, "what is small stays");
    for (name, text) in &before {
        assert!(after[name].len() < text.len(), "{name} stays as it is");
        assert_eq!(tags(&after[name]), tags(text), "{name}");
    }
}

/// All Tera tags of a template that end.
fn tags(text: &str) -> Vec<&str> {
    let found = tera_tag::TeraTag::all(text).unwrap_or_default();
    found.into_iter().map(|tag| tag.source).collect()
}

/// A document as a browser reads it: elements with sorted attributes, and words.
fn read(html: &str) -> Vec<String> {
    use scraper::Node;
    let html = scraper::Html::parse_document(html);
    let mut said = Vec::new();
    for node in html.tree.root().descendants() {
        match node.value() {
            Node::Element(element) => {
                let mut attributes: Vec<_> = element.attrs().map(|(name, value)| format!("{name}={value:?}")).collect();
                attributes.sort();
                said.push(format!("{} {} {attributes:?}", node.ancestors().count(), element.name()));
            }
            Node::Text(text) => said.extend(text.split_ascii_whitespace().map(str::to_owned)),
            Node::Comment(text) => said.push(format!("<!--{}", &**text)),
            _ => {}
        }
    }
    said
}

#[test]
fn templates_mean_the_same_to_a_browser() {
    // Tags of Tera as comments in the text, and as words in tags.
    let word = |tag: &str| tag.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let words = |text: &str| tags(text).iter().fold(text.to_owned(), |text, tag| text.replacen(tag, &word(tag), 1));
    let shown = |text: &str| {
        let shown = |cut: &Cut| match cut {
            Cut::Kept(text) if tera_tag::opens(text) => format!("<!--{}-->", word(text)),
            cut => words(cut.source()),
        };
        cut(text).unwrap().iter().map(shown).collect::<String>()
    };
    let after = theme(&defaults());
    for (name, text) in defaults() {
        assert_eq!(read(&shown(&after[&name])), read(&shown(&text)), "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn no_tag_of_tera_is_lost(text in "([<>/\"'= {}%#\\-\n]|p|li|pre|a=|if|set|\\{\\{|\\}\\}|\\{%|%\\}|</p>|<p |<li>){0,40}") {
        let small = small(&text);
        proptest::prop_assert_eq!(tags(&small), tags(&text));
        proptest::prop_assert!(small.len() <= text.len());
        let solid = |text: &str| text.replace(|c: char| is_blank(c) || matches!(c, '"' | '\'' | '='), "");
        proptest::prop_assert_eq!(solid(&small), solid(&text));
    }
}
