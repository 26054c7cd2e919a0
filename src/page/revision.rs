//! Permanent revisions of the catalogues' lists, with what changed (R6).

use crate::edition::archive::FrozenList;
use crate::edition::change::between;
use crate::edition::list::PublicList;
use crate::record::{Catalogue, ListId, Scope};
use crate::value::district::Slug;

use super::basis::Basis;
use super::list::{self, Standing};
use super::rows::{counted, heads, made, marked, numbered, plain};
use super::shell::{Draft, Section};
use super::view::table::{Mark, Row, Rows, Table};
use super::view::{Content, Link, catalogue as view};
use super::{Page, address, downloads, reading, sheets};

pub(super) fn pages<'a>(basis: &Basis<'a>) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    for (id, revisions) in &basis.lists {
        let ListId::Catalogue(of, scope) = id else { continue };
        pages.extend(revisions.iter().map(|frozen| page(basis, *of, scope, frozen)));
    }
    pages
}

fn page<'a>(basis: &Basis<'a>, of: Catalogue, scope: &Scope, frozen: &FrozenList<'a>) -> Page<'a> {
    let entry = frozen.entry;
    let path = address::revision_page(&entry.id, entry.revision, 1);
    let title = format!("{} {}", basis.list_title(&entry.id), entry.revision);
    let mut draft = Draft::new(basis, path, title, Section::Catalogue(of))
        .column("数据发布")
        .below(of.kind().name(), address::catalogue(of))
        .of_revision(basis, *frozen, basis.items(frozen))
        .facts(list::facts(frozen));
    let like = |slug: &Slug| address::scope(of, &Scope::District(slug.clone()));
    draft = match scope {
        Scope::City => draft.of_district(basis, None, like),
        Scope::District(slug) => {
            draft.below(basis.scope_name(scope), address::scope(of, scope)).of_district(basis, Some(slug), like)
        }
    };
    let standing = Standing::of(basis, frozen);
    draft = match standing {
        Standing::Current if frozen.kept().is_some() => draft.changed_on(frozen.published_on),
        _ => draft.unlisted(),
    };
    let mut slots = Vec::new();
    let tables = tables(basis, frozen, &mut slots);
    let content = view::Revision {
        current: Link { label: of.kind().name().to_owned(), href: draft.link(&address::scope(of, scope)) },
        superseded: standing.superseded(&draft.path),
        withdrawn: standing.withdrawn(),
        left: list::left(basis, frozen, &draft.path),
        revision: entry.revision.to_string(),
        edition: Link {
            label: format!("第{}版", frozen.edition), href: draft.link(&address::edition(frozen.edition))
        },
        published: frozen.published_on.to_string(),
        facts: list::facts(frozen),
        reading: frozen.kept().map_or_else(Vec::new, |_| reading::of_catalogue(of)),
        table: tables.rows,
        changes: tables.words,
        gone: tables.gone,
        downloads: downloads::lines(&draft.proof.items, frozen, &draft.path),
        sheets: sheets::link(basis, frozen, &draft.path),
        revisions: list::revisions(basis, frozen, &draft.path),
        sha256: entry.sha256.to_string(),
        sm3: entry.sm3.to_string(),
    };
    draft.with(basis, Content::Revision(Box::new(content)), slots)
}

/// The tables of a revision, and what they show in words.
struct Tables {
    rows: Option<Table>,
    words: String,
    gone: Option<Table>,
}

fn tables<'a>(basis: &Basis<'a>, frozen: &FrozenList<'a>, slots: &mut Vec<Rows<'a>>) -> Tables {
    let Some(new) = frozen.held().map(|held| held.list()) else {
        return Tables { rows: None, words: list::NO_ROWS.to_owned(), gone: None };
    };
    let caption = format!("{}（{}）", basis.list_title(&frozen.entry.id), frozen.entry.revision);
    let previous = list::previous(basis, frozen);
    let Some((previous, old)) = previous.and_then(|previous| Some((previous, previous.held()?.list()))) else {
        let rows = Some(numbered_table(caption, &new, marked(&new, None), slots));
        return Tables { rows, words: nothing_to_compare(previous.as_ref()), gone: None };
    };
    let changes = between(&old, &new);
    let rows = Some(numbered_table(caption, &new, marked(&new, Some((&old, &changes))), slots));
    let withdrawn = |&at: &usize| Row { mark: Mark::Withdrawn, ..plain(&old.rows()[at]) };
    let gone: Vec<Row> = changes.withdrawn.iter().map(withdrawn).collect();
    let words = format!("与 {}（第{}版）相比：{}。", previous.entry.revision, previous.edition, counted(&changes));
    let caption = format!("{} 中有、{} 中已撤下的条目", previous.entry.revision, frozen.entry.revision);
    let gone = (!gone.is_empty()).then(|| numbered_table(caption, &old, gone, slots));
    Tables { rows, words, gone }
}

/// Why a revision shows no changes: it is the first, or the rows of the one before left.
fn nothing_to_compare(previous: Option<&FrozenList<'_>>) -> String {
    previous.map_or_else(
        || "这是这份清单的第一次发布。".to_owned(),
        |previous| format!("上一修订 {} 的各行已经撤下，不能逐行比较。", previous.entry.revision),
    )
}

fn numbered_table<'a>(caption: String, list: &PublicList, mut rows: Vec<Row>, slots: &mut Vec<Rows<'a>>) -> Table {
    let mut heads = heads(list.kind(), list.columns());
    numbered(&mut heads, &mut rows);
    made(caption, heads, rows, slots)
}
