//! Style sheets and scripts that browsers of ten years ago understand (360 in its compatibility mode), and that ask
//! nothing of other hosts.

use crate::support::{Site, on_the_day};

/// What a style sheet may say only where a browser was asked before (`@supports`), by the word it is found by.
const NEW: [&str; 6] = ["grid", "var(--", "min(", "max(", "clamp(", "aspect-ratio"];

/// What a style sheet may never say.
const NEVER: [&str; 5] = ["@import", "@font-face", "url(http", "url(//", "expression("];

/// What is no word of scripts of that time.
const NEWER_SCRIPT: [&str; 8] = ["=>", "`", "const ", "let ", "async ", "import ", "fetch(", "class "];

/// A style sheet without comments and without what stands in `@supports`.
fn for_all(css: &str) -> String {
    let mut rest = without_comments(css);
    while let Some(start) = rest.find("@supports") {
        let mut depth = 0;
        let end = rest[start..].find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == '}' && depth == 0
        });
        let end = start + end.unwrap_or_else(|| panic!("@supports has an end")) + 1;
        rest.replace_range(start..end, "");
    }
    rest
}

fn without_comments(text: &str) -> String {
    let pieces = text.split("/*").enumerate();
    let code = |(number, piece): (usize, &str)| match number {
        0 => piece.to_owned(),
        _ => piece.split_once("*/").map_or(String::new(), |piece| piece.1.to_owned()),
    };
    pieces.map(code).collect()
}

/// The declarations of a style sheet: `property: value`.
fn declarations(css: &str) -> impl Iterator<Item = &str> {
    css.split(['{', '}', ';']).map(str::trim).filter(|piece| piece.contains(':'))
}

/// What is too new in a style sheet.
fn too_new(css: &str) -> Vec<String> {
    let all = for_all(css);
    let is_new = |declaration: &&str| {
        ["--", "inset:", "inset-"].iter().any(|start| declaration.starts_with(start))
            || NEW.iter().any(|word| has_word(declaration, word))
    };
    declarations(&all).filter(is_new).map(str::to_owned).collect()
}

/// Whether a word stands in a text by itself: `min(` is not in `admin(`, `grid` not in `grid-like`.
fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part) && (!word.ends_with(|c: char| c.is_ascii_alphabetic()) || !after.is_some_and(part))
    })
}

fn assets(site: &Site, ending: &str) -> Vec<(String, String)> {
    let files = site.files("output/site").0.into_iter().filter(|(path, _)| path.ends_with(ending));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn style_sheets_work_without_grid_and_custom_properties() {
    let sheets = assets(on_the_day(), ".css");
    assert!(!sheets.is_empty());
    for (path, css) in sheets {
        assert_eq!(too_new(&css), [""; 0], "{path}");
        for word in NEVER {
            assert!(!css.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn scripts_are_of_their_time() {
    for (path, script) in assets(on_the_day(), ".js") {
        // An index is data: what people wrote may hold any word.
        let code: String = without_comments(&script).lines().filter(|line| line.len() < 1000).collect();
        let code = code.split(['"', '\'']).step_by(2).collect::<String>();
        for word in NEWER_SCRIPT {
            assert!(!code.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn what_is_too_new_is_seen() {
    let css = "a { display: grid; color: var(--c); --c: red } /* grid: 1 */ b { width: min(1px, 2px); inset: 0 }\n\
               @supports (display: grid) { c { display: grid } @media print { d { gap: var(--x) } } } e { margin: 0 }";
    assert_eq!(too_new(css), ["display: grid", "color: var(--c)", "--c: red", "width: min(1px, 2px)", "inset: 0"]);
    assert_eq!(
        too_new("a { box-shadow: inset 0 0; transition: min-width 1s } .grid-like b:hover { color: red }"),
        [""; 0]
    );
}
