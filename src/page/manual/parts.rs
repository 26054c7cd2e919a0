//! What the default theme is made of, read from its own files.

use crate::page::view::Fact;
use crate::page::view::manual::{ManualAsset, ManualComponent};

use super::words::{self, Words};

/// Names with what the words say of them; `every_part_is_explained` holds that they say something.
pub(super) fn facts<'n>(names: impl IntoIterator<Item = &'n str>, words: Words) -> Vec<Fact> {
    names.into_iter().map(|name| Fact::new(name, meaning(name, words))).collect()
}

fn meaning(name: &str, words: Words) -> String {
    words.iter().find(|(other, _)| *other == name).map_or_else(String::new, |(_, meaning)| (*meaning).to_owned())
}

/// The components of a template.
pub(super) fn components(template: &str) -> Vec<ManualComponent> {
    template.split("{% component ").skip(1).filter_map(component).collect()
}

/// `rows(table, name) -%}…`: a component is called with its parameters, and around a text where it shows its body.
fn component(text: &str) -> Option<ManualComponent> {
    let (name, rest) = text.split_once('(')?;
    let (parameters, body) = rest.split_once(')')?;
    let argument = |parameter: &str| match parameter.split_once('=') {
        Some((name, default)) => format!(" {name}={{{default}}}"),
        None => format!(" {parameter}={{…}}"),
    };
    let arguments: String = parameters.split(',').map(str::trim).filter(|it| !it.is_empty()).map(argument).collect();
    let usage = if body.contains("{{ body }}") {
        format!("{{% <{name}{arguments}> %}}…{{% </{name}> %}}")
    } else {
        format!("{{{{ <{name}{arguments} /> }}}}")
    };
    Some(ManualComponent { name: name.to_owned(), usage, meaning: meaning(name, words::COMPONENTS) })
}

/// The static files by the names they have in templates: those of a folder are one, as the renderer joins them.
pub(super) fn assets<'n>(files: impl Iterator<Item = &'n str>) -> Vec<ManualAsset> {
    let mut assets: Vec<ManualAsset> = Vec::new();
    for file in files {
        let stem = file.split_once('/').map_or_else(|| file.split('.').next(), |(folder, _)| Some(folder));
        let name = format!("assets.{}", stem.unwrap_or_default());
        let part = Fact::new(format!("static/{file}"), meaning(file, words::STATICS));
        match assets.iter_mut().find(|asset| asset.name == name) {
            Some(asset) => asset.parts.push(part),
            None => assets.push(ManualAsset { name, parts: vec![part] }),
        }
    }
    assets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::default_theme;

    #[test]
    fn every_part_is_explained_and_nothing_else() {
        let components = super::super::components();
        let there: [(&str, Vec<&str>, Words); 4] = [
            ("TEMPLATES", super::super::shared_templates(), words::TEMPLATES),
            ("BLOCKS", default_theme::blocks(default_theme::template("base.html")), words::BLOCKS),
            ("COMPONENTS", components.iter().map(|it| it.name.as_str()).collect(), words::COMPONENTS),
            ("STATICS", default_theme::STATICS.iter().map(|(name, _)| *name).collect(), words::STATICS),
        ];
        let mut wrong = Vec::new();
        for (table, mut names, words) in there {
            let mut explained: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
            names.sort_unstable();
            explained.sort_unstable();
            let lacks = names.iter().filter(|name| !explained.contains(name));
            wrong.extend(
                lacks.map(|name| format!("{table} says nothing of {name}: add a line with a Chinese sentence")),
            );
            let more = explained.iter().filter(|name| !names.contains(name));
            wrong.extend(more.map(|name| format!("{table} explains {name}, which the default theme has not")));
        }
        assert!(wrong.is_empty(), "in src/page/manual/words.rs:\n{}", wrong.join("\n"));
    }

    #[test]
    fn components_tell_how_they_are_called() {
        let text = "{% component day(on) -%}x{% endcomponent day %}{% component box(kind, wide=true) %}{{ body }}";
        let usages: Vec<_> = components(text).into_iter().map(|it| it.usage).collect();
        assert_eq!(usages, ["{{ <day on={…} /> }}", "{% <box kind={…} wide={true}> %}…{% </box> %}"]);
    }

    #[test]
    fn files_of_a_folder_are_one_asset() {
        let assets = assets(["icon.svg", "style/10-a.css", "style/20-b.css"].into_iter());
        let told: Vec<_> = assets.iter().map(|asset| (asset.name.as_str(), asset.parts.len())).collect();
        assert_eq!(told, [("assets.icon", 1), ("assets.style", 2)]);
    }
}
