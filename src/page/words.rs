//! Pages of words: articles, and the page for addresses that are not there.

use super::article::Article;
use super::basis::Basis;
use super::shell::{Draft, Role, Section};
use super::view::text::{self as view, Articles, NotFound};
use super::view::{Content, Fact, Link};
use super::{Page, address, home};

/// Articles with fewer headings show no table of contents.
const CONTENTS_FROM: usize = 3;

pub(super) fn pages<'a>(basis: &Basis<'a>) -> Vec<Page<'a>> {
    let mut pages = vec![index(basis), not_found(basis)];
    pages.extend((0..basis.articles.len()).map(|at| article(basis, at)));
    pages
}

fn index<'a>(basis: &Basis<'a>) -> Page<'a> {
    let mut draft = Draft::new(basis, address::articles(), "政策与指南", Section::Articles).column("信息公开目录");
    draft.description = "政策文件、办事指南和工作手册。".to_owned();
    draft.proof.facts = vec![Fact::new("文章", format!("{} 篇", basis.articles.len()))];
    let articles: Vec<_> = basis.articles.iter().map(|article| home::article_line(&draft, article)).collect();
    let empty = articles.is_empty().then(|| basis.nothing_yet("文章"));
    draft.with(basis, Content::Articles(Articles { articles, empty }), Vec::new())
}

fn article<'a>(basis: &Basis<'a>, at: usize) -> Page<'a> {
    let article = &basis.articles[at];
    let mut draft = Draft::new(basis, address::article(&article.slug), &article.title, Section::Articles)
        .below("政策与指南", address::articles())
        .changed_on(article.published.on);
    draft.outward.clone_from(&article.outward);
    if let Some(description) = &article.description {
        draft.description.clone_from(description);
    }
    draft.role = Role::Article {
        published: article.published,
        source: article.source.clone(),
        keywords: article.keywords.clone(),
        author: article.author.clone(),
    };
    let neighbour = |other: Option<&Article>| {
        let other = other?;
        Some(Link { label: other.title.clone(), href: draft.link(&address::article(&other.slug)) })
    };
    let before = at.checked_sub(1).and_then(|before| basis.articles.get(before));
    let content = view::Article {
        published: article.published.to_string(),
        source: article.source.clone(),
        author: article.author.clone(),
        html: article.html.clone(),
        contents: if article.contents.len() < CONTENTS_FROM { Vec::new() } else { article.contents.clone() },
        previous: neighbour(before),
        next: neighbour(basis.articles.get(at + 1)),
    };
    draft.with(basis, Content::Article(content), Vec::new())
}

fn not_found<'a>(basis: &Basis<'a>) -> Page<'a> {
    let mut draft = Draft::new(basis, address::not_found(), "没有这个页面", Section::Elsewhere).unlisted();
    draft.description = "您要找的页面不存在。".to_owned();
    let link = |label: &str, page| Link { label: label.to_owned(), href: draft.link(&page) };
    let links =
        vec![link("首页", address::home()), link("补贴公示", address::notices()), link("站点地图", address::sitemap())];
    draft.with(basis, Content::NotFound(NotFound { links }), Vec::new())
}
