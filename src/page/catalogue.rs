//! The pages of the catalogues as they are now: of the whole city, and as they concern one district.

use crate::edition::archive::FrozenList;
use crate::record::{Catalogue, ListId, Scope};
use crate::value::district::District;

use super::basis::Basis;
use super::entries::{Entries, entries, words};
use super::rows::{changes_in_words, made};
use super::schema;
use super::shell::{Draft, Section};
use super::view::catalogue::{self as view, ListBlock, ScopeLink};
use super::view::{Content, Fact};
use super::{Page, address, downloads, filter, list, months, reading, schedule, statistics, text};

pub(super) fn pages<'a>(basis: &Basis<'a>) -> Vec<Page<'a>> {
    let all = Catalogue::ALL.into_iter().flat_map(|of| basis.scopes().into_iter().map(move |scope| (of, scope)));
    all.map(|(of, scope)| page(basis, of, &scope)).collect()
}

fn page<'a>(basis: &Basis<'a>, of: Catalogue, scope: &Scope) -> Page<'a> {
    let entries = entries(basis, of, scope);
    let name = of.kind().name();
    let title = match scope {
        Scope::City => name.to_owned(),
        Scope::District(_) => format!("{}{name}", basis.scope_name(scope)),
    };
    let mut draft = Draft::new(basis, address::scope(of, scope), title, Section::Catalogue(of)).column("数据发布");
    let district = match scope {
        Scope::City => None,
        Scope::District(slug) => Some(slug),
    };
    draft = draft.of_district(basis, district, |slug| address::scope(of, &Scope::District(slug.clone())));
    if district.is_some() {
        draft = draft.below(name, address::catalogue(of));
    }
    draft.description = format!("{}。{}", draft.title, words(of).purpose);
    draft.proof.facts = vec![Fact::new("条目", format!("{} 条", text::grouped(entries.rows.len() as u64)))];
    if let [only] = entries.lists[..] {
        draft.proof.list = Some(only);
        draft.proof.items = basis.items(&only);
    }
    draft.things = schema::catalogue(basis, &draft, of, &entries);
    if let Some(newest) = entries.lists.iter().map(|list| list.published_on).max() {
        draft = draft.changed_on(newest);
    }
    let mut slots = Vec::new();
    let content = content(basis, &draft, of, scope, entries, &mut slots);
    draft.with(basis, Content::Catalogue(Box::new(content)), slots)
}

fn content<'a>(
    basis: &Basis<'a>,
    draft: &Draft<'a>,
    of: Catalogue,
    scope: &Scope,
    entries: Entries<'a>,
    slots: &mut Vec<super::view::table::Rows<'a>>,
) -> view::Catalogue {
    let words = words(of);
    let lists = entries.lists.iter().map(|list| list_block(basis, draft, list)).collect();
    let newest = entries.lists.iter().map(|list| list.published_on).max();
    let mut facts = draft.proof.facts.clone();
    facts.extend(newest.map(|day| Fact::new("更新日期", day.to_string())));
    let empty = empty_sentences(basis, of, scope, &entries);
    let caption = draft.title.clone();
    let months = match of {
        Catalogue::Courses => months::of(&entries.heads, &entries.rows, basis.date),
        _ => Vec::new(),
    };
    let shortage =
        (of == Catalogue::Occupations).then(|| statistics::shortage(&basis.scope_name(scope), &entries)).flatten();
    let filters = filter::of(basis, &entries);
    let table = (!entries.rows.is_empty()).then(|| made(caption, entries.heads, entries.rows, slots));
    view::Catalogue {
        purpose: words.purpose,
        basis: words.basis,
        facts,
        reading: reading::of_catalogue(of),
        filters,
        table,
        shortage,
        months,
        empty,
        lists,
        calendar: schedule::calendar(basis, of, scope),
        scopes: scope_links(basis, draft, of, scope),
    }
}

/// R11: what to say of scopes without entries.
fn empty_sentences(basis: &Basis<'_>, of: Catalogue, scope: &Scope, entries: &Entries<'_>) -> Vec<String> {
    let name = of.kind().name();
    if entries.rows.is_empty() {
        return vec![basis.nothing_yet(&format!("{}{name}", basis.scope_name(scope)))];
    }
    let has = |scope: Scope| basis.in_force.lists.contains_key(&ListId::Catalogue(of, scope));
    match scope {
        Scope::District(_) if !has(scope.clone()) && has(Scope::City) => {
            vec![format!("{}没有另发清单，以下为全市清单中涉及本地的条目。", basis.scope_name(scope))]
        }
        Scope::City if !has(Scope::City) => {
            let lacks = |it: &&District| !has(Scope::District(it.slug.clone()));
            let lacking: Vec<_> = basis.settings.districts.iter().filter(lacks).map(|it| it.name.as_str()).collect();
            let sentence = || basis.nothing_yet(&format!("{name}的地区：{}", lacking.join("、")));
            (!lacking.is_empty()).then(sentence).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn list_block<'a>(basis: &Basis<'a>, draft: &Draft<'a>, frozen: &FrozenList<'a>) -> ListBlock {
    let entry = frozen.entry;
    ListBlock {
        title: basis.list_title(&entry.id),
        href: draft.link(&address::revision_page(&entry.id, entry.revision, 1)),
        revision: entry.revision.to_string(),
        edition: frozen.edition.to_string(),
        published: frozen.published_on.to_string(),
        rows: text::grouped(entry.rows),
        changes: changes_in_words(list::previous(basis, frozen).as_ref(), frozen),
        sha256: entry.sha256.to_string(),
        sm3: entry.sm3.to_string(),
        downloads: downloads::lines(&basis.items(frozen), frozen, &draft.path),
    }
}

fn scope_links(basis: &Basis<'_>, draft: &Draft<'_>, of: Catalogue, current: &Scope) -> Vec<ScopeLink> {
    let link = |scope: Scope| {
        let count = basis.catalogues.count(of, &scope);
        ScopeLink {
            label: basis.scope_name(&scope),
            href: (scope != *current).then(|| draft.link(&address::scope(of, &scope))),
            count: text::grouped(count as u64),
        }
    };
    basis.scopes().into_iter().map(link).collect()
}
