//! 站点地图: every listed page, by section.

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::text::{Sitemap, SitemapGroup};
use super::view::{Content, Link};
use super::{Listing, Page, address};

/// The sections: the first folder of their pages, and what they are called.
const SECTIONS: [(&str, &str); 9] = [
    ("districts", "县（市、区）和功能区"),
    ("subsidies", "补贴公示"),
    ("projects", "项目制培训清单"),
    ("occupations", "急需紧缺职业（工种）目录"),
    ("courses", "马兰花创业培训班次"),
    ("standards", "培训学时及补贴标准"),
    ("institutions", "培训机构目录"),
    ("articles", "政策与指南"),
    ("editions", "版本记录"),
];

pub(super) fn page<'a>(basis: &Basis<'a>, pages: &[Page<'a>]) -> Page<'a> {
    let mut draft = Draft::new(basis, address::sitemap(), "站点地图", Section::Elsewhere);
    draft.description = "本站的全部栏目和页面。".to_owned();
    let group = |title: &str| SitemapGroup { title: title.to_owned(), links: Vec::new() };
    let mut sections = SECTIONS.map(|(_, title)| group(title));
    let mut elsewhere = group("首页和说明");
    for page in pages.iter().filter(|page| page.listing != Listing::Unlisted) {
        let folder = page.path.as_str().split_once('/').map_or("", |(folder, _)| folder);
        let section = SECTIONS.iter().position(|(name, _)| *name == folder);
        let group = section.map_or(&mut elsewhere, |at| &mut sections[at]);
        group.links.push(Link { label: page.shell.title.clone(), href: draft.link(&page.path) });
    }
    let mut groups: Vec<SitemapGroup> = std::iter::once(elsewhere).chain(sections).collect();
    groups.retain(|group| !group.links.is_empty());
    draft.with(basis, Content::Sitemap(Sitemap { groups }), Vec::new())
}
