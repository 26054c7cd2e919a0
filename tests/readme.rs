//! The README's tables are the program's own.

use std::fmt::Write;

use gongshi::diagnostic::Code;
use gongshi::record::{Column, Kind, Need, Publication};

use crate::support::{repository, rewriting};

#[test]
fn the_readme_lists_every_column_and_every_finding() {
    stands_in_the_readme("columns", &columns());
    stands_in_the_readme("codes", &codes());
}

/// The handbook says of every finding what to do; that it is said of every one, in order, is held here.
#[test]
fn the_handbook_lists_every_finding() {
    let handbook = std::fs::read_to_string(repository("content/articles/handbook.md")).unwrap();
    let (_, table) = handbook.split_once("| 代号 | 说的是什么 | 怎么办 |").expect("the handbook has the table");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let told: Vec<String> = rows.map(|row| row.split(" | ").take(2).collect::<Vec<_>>().join(" | ")).collect();
    let known: Vec<String> =
        Code::ALL.iter().map(|code| format!("| `{}` | {}", code.as_str(), code.meaning())).collect();
    assert_eq!(told, known);
}

fn columns() -> String {
    let mut table = String::from("| list | column | also read as | required | on the site |\n|---|---|---|---|---|\n");
    for kind in Kind::ALL {
        for column in kind.columns() {
            let aliases = column.aliases.join("、");
            let Column { header, .. } = column;
            let (need, published) = (need(column.need), published(column.publication));
            writeln!(table, "| {} | {header} | {aliases} | {need} | {published} |", kind.name()).unwrap();
        }
    }
    table
}

fn codes() -> String {
    let mut table = String::from("| code | meaning |\n|---|---|\n");
    for code in Code::ALL {
        writeln!(table, "| `{}` | {} |", code.as_str(), code.meaning()).unwrap();
    }
    table
}

fn need(need: Need) -> &'static str {
    match need {
        Need::Required => "yes",
        Need::Optional => "",
    }
}

fn published(publication: Publication) -> &'static str {
    match publication {
        Publication::Public => "yes",
        Publication::Name => "by the name mask",
        Publication::IdNumber => "by the ID mask; by default no",
        Publication::OnRequest => "only if `also_publish` names it",
        Publication::Withheld => "never",
    }
}

/// The part of the README between the marks of a name is exactly this.
fn stands_in_the_readme(name: &str, table: &str) {
    let path = repository("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).expect("the README has the opening mark");
    let (found, after) = rest.split_once(&close).expect("the README has the closing mark");
    if rewriting() && found != table {
        std::fs::write(path, format!("{before}{open}{table}{close}{after}")).unwrap();
    } else {
        pretty_assertions::assert_str_eq!(table, found, "GONGSHI_REWRITE=1 rewrites the README's tables");
    }
}
