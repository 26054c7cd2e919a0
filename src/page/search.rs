//! 搜索: an index made at build time and a page that a script searches it on. Nothing of a list of payments is in it
//! but its notice: names of recipients never leave the pages of their lists.

use crate::output::{self, OutputFile, SitePath};
use crate::record::Catalogue;

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::catalogue::ScopeLink;
use super::view::search::{Search, SearchGroup};
use super::view::{Content, Link};
use super::{Page, address, text};

mod entry;
mod index;
mod sound;

/// The page and its index.
pub(super) fn page<'a>(basis: &Basis<'a>) -> (Page<'a>, OutputFile) {
    let mut draft = Draft::new(basis, address::search(), "搜索", Section::Search).column("信息公开目录");
    draft.description =
        "按名称、编号或拼音首字母查找培训项目、紧缺职业、创业培训班次、补贴标准、培训机构、公示和文章。".to_owned();
    let entries = entry::all(basis);
    let index = file(&index::script(basis, &entries));
    let content = Search {
        index: draft.link(&index.path),
        count: text::grouped(entries.len() as u64),
        groups: groups(basis, &draft),
        sitemap: Link { label: "站点地图".to_owned(), href: draft.link(&address::sitemap()) },
    };
    (draft.with(basis, Content::Search(content), Vec::new()), index)
}

/// The index under a name that changes with it, so that browsers may keep what they have.
fn file(script: &str) -> OutputFile {
    let bytes = script.as_bytes().to_vec();
    OutputFile { path: SitePath::new(output::asset_place("search.js", &bytes)), bytes }
}

/// What can be found, as links: each catalogue by district, the districts, notices and articles.
fn groups(basis: &Basis<'_>, draft: &Draft<'_>) -> Vec<SearchGroup> {
    let link = |label: &str, count: usize, page: &SitePath| ScopeLink {
        label: label.to_owned(),
        href: Some(draft.link(page)),
        count: if count > 0 { text::grouped(count as u64) } else { String::new() },
    };
    let of_catalogue = |of: Catalogue| {
        let links = basis.scopes().into_iter().filter_map(|scope| {
            let count = basis.catalogues.count(of, &scope);
            (count > 0).then(|| link(&basis.scope_name(&scope), count, &address::scope(of, &scope)))
        });
        SearchGroup { title: of.kind().name().to_owned(), links: links.collect() }
    };
    let districts = basis.settings.districts.iter();
    let districts = districts.map(|district| link(&district.name, 0, &address::district(&district.slug)));
    let words = [
        link("全部公示", basis.in_force.notices.len(), &address::notices()),
        link("政策与指南", basis.articles.len(), &address::articles()),
    ];
    let mut groups: Vec<_> = Catalogue::ALL.map(of_catalogue).into();
    groups.push(SearchGroup { title: "县（市、区）和功能区".to_owned(), links: districts.collect() });
    groups.push(SearchGroup { title: "公示和文章".to_owned(), links: words.into() });
    groups.retain(|group| !group.links.is_empty());
    groups
}
