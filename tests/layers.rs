//! The house of `src/lib.rs`: a module imports only from below, and `build` never comes near what is private.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Tree, repository};

/// The modules of the crate, lowest first. Those of one line may import one another, but not in a circle.
const LAYERS: &[&[&str]] = &[
    &["diagnostic", "value", "default_theme"],
    &["folder", "document"],
    &["settings", "source", "output"],
    &["record"],
    &["check", "workbook"],
    &["send_back", "blank"],
    &["edition"],
    &["download"],
    &["page"],
    &["render", "scan", "hosting", "preview"],
    &["upload", "web_archive", "evidence", "verdict"],
    &["command"],
    &["arguments"],
    &["main"],
];

/// The program text of a module, without its unit tests.
struct Module {
    /// Its file below `src/`.
    file: String,
    /// Its path in the crate: `edition::archive`.
    path: Vec<String>,
    text: String,
}

impl Module {
    fn all() -> Vec<Self> {
        let files = Tree::read(&repository("src"));
        files
            .ending(".rs")
            .map(|(file, bytes)| {
                let stem = file.trim_end_matches(".rs");
                let path = if stem == "lib" { Vec::new() } else { stem.split('/').map(str::to_owned).collect() };
                let text = std::str::from_utf8(bytes).unwrap();
                let program = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
                Self { file: file.to_owned(), path, text: program }
            })
            .collect()
    }

    /// The module of the crate it belongs to; none for `lib.rs`.
    fn top(&self) -> Option<&str> {
        self.path.first().map(String::as_str)
    }

    /// Its text without comments.
    fn code(&self) -> String {
        self.text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }

    /// Every path it names from the crate's root, written out: `["edition", "log", "Log"]`.
    fn named_paths(&self) -> BTreeSet<Vec<String>> {
        let (code, mut paths) = (self.code(), BTreeSet::new());
        for rest in after(&code, "crate::").into_iter().chain(after(&code, "gongshi::")) {
            expand(&[], rest, &mut paths);
        }
        for mut rest in after(&code, "super::") {
            let mut ups = 1;
            while let Some(further) = rest.strip_prefix("super::") {
                (rest, ups) = (further, ups + 1);
            }
            expand(&self.path[..self.path.len().saturating_sub(ups)], rest, &mut paths);
        }
        paths
    }

    /// The paths of what it passes on from modules inside it, with `pub use`.
    fn passed_on(&self) -> BTreeSet<Vec<String>> {
        let (code, mut paths) = (self.code(), BTreeSet::new());
        for rest in after(&code, "pub use ") {
            expand(&self.path, rest, &mut paths);
        }
        paths
    }

    /// Whether it names this path or something in it.
    fn names(&self, path: &[&str]) -> bool {
        self.named_paths().iter().any(|named| named.len() >= path.len() && named.iter().zip(path).all(|(a, b)| a == b))
    }
}

/// What follows each place where an opening starts a path.
fn after<'a>(code: &'a str, opening: &str) -> Vec<&'a str> {
    let starts = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    code.match_indices(opening).filter(|(at, _)| starts(*at)).map(|(at, _)| &code[at + opening.len()..]).collect()
}

/// Writes out what follows an opening: `a::{b, c::d}` names `a::b` and `a::c::d`.
fn expand(base: &[String], rest: &str, paths: &mut BTreeSet<Vec<String>>) {
    let rest = rest.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' | ',' if depth == 0 => {
                    if !group[start..at].trim().is_empty() {
                        expand(base, &group[start..at], paths);
                    }
                    start = at + 1;
                    if c == '}' {
                        return;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        return;
    }
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let path: Vec<String> = base.iter().cloned().chain([name.clone()]).collect();
    match rest[name.len()..].strip_prefix("::") {
        Some(rest) => expand(&path, rest, paths),
        None if name.is_empty() || name == "self" => drop(paths.insert(base.to_vec())),
        None => drop(paths.insert(path)),
    }
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| panic!("the module `{module}` has no place in LAYERS: give it one"))
}

/// Which module of the crate imports which others, and in which file.
fn imports() -> BTreeMap<(String, String), String> {
    let modules = Module::all();
    let tops: BTreeSet<&str> = modules.iter().filter_map(Module::top).collect();
    let mut imports = BTreeMap::new();
    for module in &modules {
        let Some(top) = module.top() else { continue };
        for path in module.named_paths() {
            if let Some(other) = path.first().filter(|other| *other != top && tops.contains(other.as_str())) {
                imports.insert((top.to_owned(), other.clone()), module.file.clone());
            }
        }
    }
    imports
}

#[test]
fn a_module_imports_only_from_below() {
    let upward: Vec<_> = imports()
        .into_iter()
        .filter(|((module, other), _)| layer(other) > layer(module))
        .map(|((_, other), file)| format!("src/{file} imports `{other}`"))
        .collect();
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn no_two_modules_import_each_other() {
    let imports = imports();
    for ((module, other), file) in &imports {
        let back = imports.get(&(other.clone(), module.clone()));
        assert!(back.is_none(), "src/{file} imports `{other}`, and src/{back:?} imports `{module}`");
    }
}

/// What only the private half may name: the reading of sources, and the rules over what was read.
const PRIVATE: &[&[&str]] = &[
    &["check"],
    &["send_back"],
    &["source", "read"],
    &["source", "stream"],
    &["source", "csv"],
    &["source", "excel"],
    &["record", "submission"],
    &["record", "Submission"],
    &["record", "List"],
    &["record", "SOURCES"],
    &["command", "intake"],
];

#[test]
fn build_and_its_preview_never_reach_sources_or_checks() {
    let crate_ = Crate::read();
    let reached = crate_.reached_from("command/serve.rs");
    for step in ["command/site.rs", "preview/watch.rs", "edition/archive.rs", "record/kind.rs"] {
        assert!(reached.contains(step), "the way is followed to {step}: {reached:?}");
    }
    for module in crate_.0.iter().filter(|module| reached.contains(&module.file)) {
        for path in PRIVATE {
            assert!(!module.names(path), "src/{} is part of `build` and names `{}`", module.file, path.join("::"));
        }
        let whole = module.named_paths().contains(&vec!["source".to_owned()]);
        assert!(!whole, "src/{} is part of `build`: it may name what a sheet is, not `source` as a whole", module.file);
        let code = module.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        assert!(
            code.into_iter().all(|line| !line.contains("\"content/sources")),
            "src/{} names content/sources",
            module.file
        );
    }
}

#[test]
fn the_private_half_is_seen_where_it_is() {
    let crate_ = Crate::read();
    let reached = crate_.reached_from("command/publish.rs");
    let seen = |path: &&&[&str]| crate_.0.iter().any(|module| reached.contains(&module.file) && module.names(path));
    for path in [&["check"][..], &["record", "Submission"], &["source", "stream"]] {
        assert!(seen(&&path), "`publish` names `{}`: {reached:?}", path.join("::"));
    }
}

/// All modules of the crate.
struct Crate(Vec<Module>);

impl Crate {
    fn read() -> Self {
        Self(Module::all())
    }

    fn at(&self, path: &[String]) -> Option<&Module> {
        self.0.iter().find(|module| module.path == path)
    }

    /// The files that a file needs, by the paths that its program names. What a module only passes on with `pub use`
    /// is followed by those who name it. `source` is not entered: what it reads with is private by name.
    fn reached_from(&self, file: &str) -> BTreeSet<String> {
        let start = self.0.iter().find(|module| module.file == file).unwrap_or_else(|| panic!("there is src/{file}"));
        let (mut reached, mut next) = (BTreeSet::from([start.file.clone()]), vec![start]);
        while let Some(module) = next.pop() {
            let paths = module.named_paths().into_iter().chain(self.child_paths(module));
            for needed in paths.filter_map(|path| self.home_of(&path)) {
                if needed.top() != Some("source") && reached.insert(needed.file.clone()) {
                    next.push(needed);
                }
            }
        }
        reached
    }

    /// The module in which the thing at a path is written; none for the crate's root.
    fn home_of(&self, path: &[String]) -> Option<&Module> {
        let module = (1..=path.len()).rev().find_map(|length| self.at(&path[..length]))?;
        let Some(item) = path.get(module.path.len()) else { return Some(module) };
        let passed_on = module.passed_on().into_iter().find(|passed| passed.last() == Some(item));
        passed_on.and_then(|passed| self.at(&passed[..passed.len() - 1])).or(Some(module))
    }

    /// The paths through modules inside a module that its program names: `kind::Kind` in `record.rs`.
    fn child_paths(&self, module: &Module) -> BTreeSet<Vec<String>> {
        let mut paths = BTreeSet::new();
        let code: String = module.code().split(';').filter(|part| !part.trim_start().starts_with("pub use")).collect();
        for child in self.0.iter().filter(|child| child.path.split_last().is_some_and(|(_, rest)| rest == module.path))
        {
            let opening = format!("{}::", child.path[module.path.len()]);
            for rest in after(&code, &opening) {
                expand(&child.path, rest, &mut paths);
            }
        }
        paths
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    let cargo: toml::Table = toml::from_str(&std::fs::read_to_string(repository("Cargo.toml")).unwrap()).unwrap();
    assert_eq!(cargo["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}

#[test]
fn every_file_of_tests_is_run() {
    let main = std::fs::read_to_string(repository("tests/main.rs")).unwrap();
    for (file, _) in Tree::read(&repository("tests")).ending(".rs").filter(|(file, _)| !file.contains('/')) {
        let name = file.trim_end_matches(".rs");
        assert!(name == "main" || main.contains(&format!("\nmod {name};\n")), "tests/main.rs does not name {name}");
    }
}

#[test]
fn imports_are_read_as_they_are_written() {
    let module = |file: &str, text: &str| Module {
        file: file.to_owned(),
        path: file.split("::").map(str::to_owned).collect(),
        text: text.to_owned(),
    };
    let grouped = module("page::view", "use crate::{edition::{log::Log, Edition}, record::Kind};");
    assert!(
        grouped.names(&["edition", "log", "Log"])
            && grouped.names(&["edition", "Edition"])
            && grouped.names(&["record"])
    );
    assert!(module("page::view", "use super::super::source;").names(&["source"]));
    assert!(module("page", "let x = super::check::run();").names(&["check"]));
    assert!(module("page", "fn f() { crate::source::read(x) }").names(&["source", "read"]));
    assert!(!module("page", "// crate::source\nuse mycrate::source;").names(&["source"]));
    assert!(!module("page::view", "use super::source;").names(&["source"]));
    let whole = module("page", "use crate::source::{self, Sheet};").named_paths();
    assert_eq!(whole, BTreeSet::from([vec!["source".to_owned()], vec!["source".to_owned(), "Sheet".to_owned()]]));
}
